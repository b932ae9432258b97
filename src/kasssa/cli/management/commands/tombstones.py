"""``kasssa tombstones replay``: after a restore, erase again whoever was erased since the backup."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from kasssa.apps.privacy import queries
from kasssa.apps.privacy.actions import replay
from kasssa.base import clock
from kasssa.base.tenancy import robot


class Command(BaseCommand):
    help = "Erase again the people whom a restored backup has brought back (policy 5.1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the word, and the file where it is not the usual one."""
        parser.add_argument("word", choices=["replay"])
        parser.add_argument("--file", type=Path, default=settings.TOMBSTONES)

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the tombstones; doing it twice does nothing more."""
        erased = [replay(one, by=robot(), at=clock.now()) for one in queries.tombstones(options["file"])]
        self.stdout.write(f"{len(erased)} tombstones, {sum(erased)} people erased again")
