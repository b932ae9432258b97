"""``kasssa worker``: do what follows from acts, until stopped."""

from typing import Any

from django.core.management.base import BaseCommand

from kasssa.base import jobs
from kasssa.base.tenancy import refuse_unsafe_role


class Command(BaseCommand):
    help = "Do the jobs in the queue until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a database role that sees over the wall, then work."""
        refuse_unsafe_role()
        jobs.work()
