"""``kasssa processing``: the record of processing activities, for whoever asks the operator for it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kasssa.apps.privacy.queries import activities_csv, activities_jsonld


class Command(BaseCommand):
    help = "Write the record of processing activities to the standard output (GDPR art. 30)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form."""
        parser.add_argument("--form", choices=["csv", "jsonld"], default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        made = activities_jsonld() if options["form"] == "jsonld" else activities_csv()
        sys.stdout.buffer.write(made)
