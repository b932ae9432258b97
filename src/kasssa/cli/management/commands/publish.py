"""``kasssa publish``: publish the bundled texts with the operator's identity."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kasssa.apps.consents.actions import publish_bundled
from kasssa.base import clock
from kasssa.base.tenancy import robot


class Command(BaseCommand):
    help = "Publish the policy and the offer as they come with this version; doing it twice does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish what is not published yet."""
        for name in publish_bundled(settings.OPERATOR, by=robot(), at=clock.now()):
            self.stdout.write(name)
