"""``kasssa render``: the paper of the invoice in a file, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kasssa.base import clock
from kasssa.cli.foreign import add_language, invoice_in, save
from kasssa.core.formats import outgoing


class Command(BaseCommand):
    help = (
        "Draw the invoice in FILE as PDF/A-3a and PDF/UA-1: as one of our own documents where it fits, with "
        "the code to pay it. Exit status: 0 drawn, 1 OUT cannot be written, 3 FILE cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", type=Path)
        parser.add_argument("-o", "--output", type=Path, required=True)
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and draw."""
        incoming = invoice_in(options["file"], options["lang"], self.stderr)
        content = outgoing.as_pdf(incoming, language=options["lang"], made_at=clock.now())
        save(content, options["output"], self.stderr)
        self.stdout.write(f"{options['output']}")
