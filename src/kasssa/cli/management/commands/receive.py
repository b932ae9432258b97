"""``kasssa import``, or ``receive``: hand an invoice in to the service, which makes a draft of it."""

import json
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kasssa.base import ids
from kasssa.cli.foreign import REFUSED, UNREADABLE, add_language, leave
from kasssa.core.formats import intake


class Command(BaseCommand):
    help = (
        "Hand the invoice in FILE (UBL, CII, PDF with an invoice inside, COMDOC, J12, GOBL, JSON) in to the "
        "service, which makes a draft of it. Without --server, say what would keep it from becoming one. "
        "Exit status: 0 done, 1 does not fit, 3 cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--server", help="address of the service, as http://localhost:8000")
        parser.add_argument("--token-file", type=Path)
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Hand the file in, or look at it here."""
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            leave(UNREADABLE, f"{path}: {error.strerror}", self.stderr)
        if not options["server"]:
            self._look(content, options)
            return
        if not options["token_file"]:
            raise CommandError("--server needs --token-file.")
        token = options["token_file"].read_text(encoding="utf-8").strip()
        answer = json.loads(_hand_in(options["server"], token, path.name, content))
        self.stdout.write(f"{answer['document_id']}")

    def _look(self, content: bytes, options: dict[str, Any]) -> None:
        """Say what does not fit; the person's own computer is their own to fill, so no child is started."""
        language: str = options["lang"]
        seen = intake.seen_of(intake.look(content))
        if isinstance(seen, intake.Unseen):
            leave(UNREADABLE, f"{options['file']}: {seen.code} {seen.text(language)}", self.stderr)
        misfits = intake.take(seen.invoice, own_code="", seller_pays_vat=True).misfits
        for one in misfits:
            self.stdout.write(f"{one.code} {one.term} {one.path}: {one.text(language)}")
        if misfits:
            raise SystemExit(REFUSED)
        self.stdout.write(f"{seen.format}: {seen.invoice.number or '—'}")


def _hand_in(server: str, token: str, name: str, content: bytes) -> bytes:
    if not server.startswith(("http://", "https://")):
        raise CommandError("--server is an address that begins with http:// or https://.")
    border = f"kasssa-{ids.new_id()}"
    quoted = name.replace('"', "_")
    head = (
        f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    headers = {
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": str(ids.new_id()),
        "Content-Type": f"multipart/form-data; boundary={border}",
    }
    body = head.encode() + content + f"\r\n--{border}--\r\n".encode()
    request = urllib.request.Request(f"{server.rstrip('/')}/api/import", data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as error:
        raise CommandError(f"{error.code}: {error.read().decode(errors='replace')}") from error
