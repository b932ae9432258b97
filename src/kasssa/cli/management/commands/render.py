"""``kasssa render``: the paper of the document in a file, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kasssa.base import clock
from kasssa.cli.foreign import add_language, bytes_in, invoice_in, own_in, save
from kasssa.core.formats import outgoing, pdf


class Command(BaseCommand):
    help = (
        "Draw the document in FILE as PDF/A-3a and PDF/UA-1: an invoice of any origin, an act or a delivery "
        "note of ours; with the code to pay it, if it is to be paid. Exit status: 0 drawn, 1 OUT cannot be "
        "written, 3 FILE cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", type=Path)
        parser.add_argument("-o", "--output", type=Path, required=True)
        add_language(parser)
        parser.add_argument("--both", action="store_true", help="a document of ours in Ukrainian and English")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and draw."""
        path, language, at = options["file"], options["lang"], clock.now()
        content = bytes_in(path, language, self.stderr)
        if (own := own_in(content)) is not None:
            drawn = pdf.render(own, language="both" if options["both"] else language, made_at=at, xml=content)
        else:
            incoming = invoice_in(path, language, self.stderr)
            drawn = outgoing.as_pdf(incoming, language=language, made_at=at)
        save(drawn, options["output"], self.stderr)
        self.stdout.write(f"{options['output']}")
