"""``kasssa read``: the invoice in a file, whatever its format, without a database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand

from kasssa.cli.foreign import add_language, bytes_in, invoice_in, own_in
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Letter, Paper
from kasssa.core.document.totals import calculate
from kasssa.core.formats import en_json
from kasssa.core.formats.canonical import Invoice, Party, Totals
from kasssa.core.formats.incoming import Incoming


class Command(BaseCommand):
    help = (
        "Read the invoice in FILE (UBL, CII, ZUGFeRD, PDF with an invoice inside, GOBL, COMDOC, JSON) and "
        "say what it is, or with --json print it whole as canonical JSON; or an act or a "
        "delivery note of ours. Exit status: 0 read, 3 cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="the whole invoice, as RFC 8785 JSON")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file and print what is in it."""
        own = own_in(bytes_in(options["file"], options["lang"], self.stderr))
        if own is not None and not about(own.kind).type_code:
            self.stdout.write(
                msgspec.json.encode(own, order="sorted").decode() if options["json"] else _of_own(own)
            )
            return
        incoming = invoice_in(options["file"], options["lang"], self.stderr)
        if options["json"]:
            self.stdout.write(en_json.encode(incoming.whole).decode())
        else:
            self.stdout.write(_summary(incoming))


def _summary(incoming: Incoming) -> str:
    invoice: Invoice = incoming.whole
    seller, buyer = invoice.seller or Party(), invoice.buyer or Party()
    due = (invoice.totals or Totals()).due
    inside = f" ({incoming.inside})" if incoming.inside else ""
    return (
        f"{incoming.format}{inside}: {invoice.kind or '?'} № {invoice.number or '?'}, "
        f"{invoice.issued_on or '?'}, {seller.name or '?'} → {buyer.name or '?'}, "
        f"{due or '?'} {invoice.currency or ''}, {len(invoice.lines)} lines"
    )


def _of_own(document: Paper) -> str:
    """An act, a note or a letter: EN 16931 has no word for it, so it is told as our own documents are."""
    row = about(document.kind)
    said = (
        f"{row.form}: {row.uk.title} № {document.number}, {document.issued_on}, "
        f"{document.seller.name} → {document.buyer.name}"
    )
    if isinstance(document, Letter):
        return said
    return f"{said}, {calculate(document).total} {document.currency}, {len(document.lines)} lines"
