"""``kasssa qr``: the payment code of an invoice, or what a payment code says, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kasssa.cli.foreign import REFUSED, UNREADABLE, add_language, invoice_in, leave, save
from kasssa.core.formats import nbuqr, nbuqr_picture
from kasssa.core.formats.nbuqr_png import png
from kasssa.core.formats.paying import payment_of


class Command(BaseCommand):
    help = (
        "Draw the payment code of the National Bank for the invoice in FILE, as .svg or .png; or with "
        "--decode say what the address in a code holds, as JSON. Exit status: 0 done, 1 the invoice cannot "
        "be paid so, 3 FILE or the address cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("-o", "--output", type=Path, help="a file whose name ends in .svg or .png")
        parser.add_argument("--decode", metavar="TEXT", help="the address that a code holds")
        parser.add_argument("--format", type=int, choices=(2, 3), default=3, help="format 002 or 003")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw or decode."""
        if options["decode"] is not None:
            self._decode(options["decode"])
            return
        if options["file"] is None or options["output"] is None:
            raise CommandError("Name the file of the invoice and -o OUT.svg or OUT.png, or --decode TEXT.")
        if options["output"].suffix.lower() not in {".svg", ".png"}:
            raise CommandError("The name after -o ends in .svg or .png.")
        self._draw(options)

    def _decode(self, url: str) -> None:
        try:
            version, _ = nbuqr.split(url.strip())
            payment = nbuqr.decode(url.strip())
        except nbuqr.BadPayment as error:
            leave(UNREADABLE, f"{error}. Give the address as the code holds it.", self.stderr)
        self.stdout.write(json.dumps(_row(version, payment), ensure_ascii=False, sort_keys=True))

    def _draw(self, options: dict[str, Any]) -> None:
        incoming = invoice_in(options["file"], options["lang"], self.stderr)
        output: Path = options["output"]
        try:
            url = nbuqr.encode(payment_of(incoming.whole), options["format"])
            if output.suffix.lower() == ".svg":
                picture = nbuqr_picture.svg(url, options["lang"]).encode()
            else:
                picture = png(url, options["lang"])
        except nbuqr.BadPayment as error:
            message = f"{options['file']}: {error}. The invoice has no payment code until that is mended."
            leave(REFUSED, message, self.stderr)
        save(picture, output, self.stderr)
        self.stdout.write(url)


def _row(version: int, payment: nbuqr.Payment) -> dict[str, object]:
    """The payment for machines: amounts as texts, days in ISO 8601, what is not said is null."""
    return {
        "format": f"00{version}",
        "recipient": payment.recipient,
        "iban": payment.iban,
        "code": payment.code,
        "purpose": payment.purpose,
        "amount": None if payment.amount is None else payment.amount.plain(),
        "currency": "UAH",
        "reference": payment.reference,
        "category": payment.category,
        "transfer": payment.transfer.value,
        "display": payment.display,
        "editable": None
        if payment.editable is None
        else sorted(field.name.lower() for field in payment.editable),
        "valid_until": payment.valid_until.isoformat() if payment.valid_until else None,
        "created_at": payment.created_at.isoformat() if payment.created_at else None,
    }
