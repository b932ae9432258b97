"""``kasssa codes``: bring a table of codes up to date from the file of its keeper."""

import inspect
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kasssa.cli.foreign import REFUSED, UNREADABLE, content_of, leave, save
from kasssa.core.codes import banks, refresh, units
from kasssa.core.en16931.guard import Unreadable


class Command(BaseCommand):
    help = (
        "Compare the table of banks or of units with FILE and tell what has come and gone; with --write put "
        "it into the source, to be looked at and committed. Banks: the JSON of the head banks from the "
        "directory of the National Bank. Units: CSV. Exit status: 0 done, 1 not written, 3 FILE not readable."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("table", choices=("banks", "units"))
        parser.add_argument("file", type=Path)
        parser.add_argument("--write", action="store_true", help="put the table into the source")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and write if asked to."""
        is_banks = options["table"] == "banks"
        path = Path(inspect.getfile(banks if is_banks else units))
        source = path.read_text(encoding="utf-8")
        try:
            content = content_of(options["file"])
            if is_banks:
                found = refresh.banks_from(content, banks.BANKS)
                self._tell(banks.BANKS, found)
                made = refresh.banks_as_source(found, source)
            else:
                listed = refresh.units_from(content)
                self._tell(units.BY_CODE, {unit.code: unit.name_uk for unit in listed})
                made = refresh.units_as_source(listed, source)
        except refresh.BadDirectory as error:
            leave(UNREADABLE, f"{options['file']}: {error}", self.stderr)
        except (OSError, Unreadable, UnicodeDecodeError) as error:
            leave(UNREADABLE, f"{options['file']}: {error}", self.stderr)
        if options["write"]:
            save(made.encode(), path, self.stderr)
        elif made != source:
            leave(REFUSED, "Nothing is written. Say --write to put it into the source.", self.stderr)

    def _tell(self, before: Any, after: Any) -> None:
        """Name what has come and gone."""
        for code in sorted(after.keys() - before.keys()):
            self.stdout.write(f"+ {code} {after[code]}")
        for code in sorted(before.keys() - after.keys()):
            self.stdout.write(f"- {code}")
