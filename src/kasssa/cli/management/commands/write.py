"""``kasssa write``: the invoice in a file, written in another format, without a database."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kasssa.base import clock
from kasssa.cli.foreign import REFUSED, add_language, invoice_in, leave, save
from kasssa.core.en16931.findings import Severity
from kasssa.core.formats import en_json, outgoing
from kasssa.core.formats.as_document import NotOurs
from kasssa.core.formats.incoming import Incoming
from kasssa.core.words import Language

_FORMATS: dict[str, Callable[[Incoming, Language, datetime], bytes]] = {
    "ubl": lambda incoming, language, at: outgoing.as_ubl(incoming),
    "cii": lambda incoming, language, at: outgoing.as_cii(incoming),
    "comdoc": lambda incoming, language, at: outgoing.as_comdoc(incoming),
    "json": lambda incoming, language, at: en_json.encode(incoming.whole),
    "pdf": lambda incoming, language, at: outgoing.as_pdf(incoming, language=language, made_at=at),
    "hybrid": lambda incoming, language, at: outgoing.as_hybrid(incoming, language=language, made_at=at),
}


class Command(BaseCommand):
    help = (
        "Write the invoice in FILE in another format. What is wrong with the invoice stays so and is told on "
        "the stream of errors; with --strict it is refused then. Exit status: 0 written, 1 refused, 3 FILE "
        "cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--to", choices=tuple(_FORMATS), required=True)
        parser.add_argument("-o", "--output", type=Path, required=True)
        parser.add_argument("--strict", action="store_true", help="refuse an invoice with fatal findings")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, judge, write."""
        incoming = invoice_in(options["file"], options["lang"], self.stderr)
        self._judge(incoming, options)
        try:
            content = _FORMATS[options["to"]](incoming, options["lang"], clock.now())
        except NotOurs as error:
            message = f"{options['file']}: {error}. Choose another format: ubl, cii, json, pdf or hybrid."
            leave(REFUSED, message, self.stderr)
        save(content, options["output"], self.stderr)
        self.stdout.write(f"{options['output']}")

    def _judge(self, incoming: Incoming, options: dict[str, Any]) -> None:
        fatal = outgoing.verdict(incoming).counts(Severity.FATAL)
        if not fatal:
            return
        message = (
            f"{options['file']}: {', '.join(fatal)}. To see what to mend: kasssa validate {options['file']}"
        )
        if options["strict"]:
            leave(REFUSED, message, self.stderr)
        self.stderr.write(message)
