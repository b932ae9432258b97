"""``kasssa sign``: sign a downloaded file with a key on this computer, and hand the signature in."""

import json
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

import kep
from kasssa.base import clock, ids


class Command(BaseCommand):
    help = (
        "Sign FILE with the key in a container (PKCS#12, JKS, Key-6.dat) into FILE.p7s. With --server, "
        "--document and --token-file the document is fetched from the service and the signature handed in."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--key", type=Path, required=True)
        parser.add_argument("--password-file", type=Path, required=True)
        parser.add_argument("--cert", type=Path)
        parser.add_argument("-o", "--output", type=Path)
        parser.add_argument("--server", help="address of the service, as http://localhost:8000")
        parser.add_argument("--document", type=UUID)
        parser.add_argument("--token-file", type=Path)
        parser.add_argument(
            "--accept", action="store_true", help="accept a document that came, not one's own"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sign, and write or hand in the signature."""
        if options["server"]:
            self._hand_in(options)
            return
        if options["file"] is None:
            raise CommandError("Name the file to sign, or --server, --document and --token-file.")
        output: Path = options["output"] or options["file"].with_name(options["file"].name + ".p7s")
        output.write_bytes(_signed(options["file"].read_bytes(), options))
        self.stdout.write(f"{output}")

    def _hand_in(self, options: dict[str, Any]) -> None:
        if not options["document"] or not options["token_file"]:
            raise CommandError("--server needs --document and --token-file.")
        address = f"{options['server'].rstrip('/')}/api/documents/{options['document']}"
        token = options["token_file"].read_text(encoding="utf-8").strip()
        content = _ask(f"{address}/ubl", token)
        act = "accept" if options["accept"] else "sign"
        answer = json.loads(_ask(f"{address}/{act}", token, _signed(content, options)))
        self.stdout.write(f"{options['document']}: {answer['state']}")


def _signed(content: bytes, options: dict[str, Any]) -> bytes:
    password = options["password_file"].read_text(encoding="utf-8").rstrip("\r\n")
    certificate = options["cert"].read_bytes() if options["cert"] else None
    try:
        keys = kep.open_container(options["key"].read_bytes(), password)
        key = next((key for key in keys if key.can_sign), None)
        if key is None:
            raise CommandError("The container holds no key that signs.")
        return kep.sign(content, key, certificate=certificate, at=clock.now())
    except kep.KepError as error:
        raise CommandError(f"{type(error).__name__}: {error}") from error


def _ask(address: str, token: str, body: bytes | None = None) -> bytes:
    if not address.startswith(("http://", "https://")):
        raise CommandError("--server is an address that begins with http:// or https://.")
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(ids.new_id())}
    if body is not None:
        headers["Content-Type"] = "application/pkcs7-signature"
    request = urllib.request.Request(address, data=body, headers=headers)  # the scheme is checked above
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            data: bytes = answer.read()
            return data
    except urllib.error.HTTPError as error:
        raise CommandError(f"{error.code}: {error.read().decode(errors='replace')}") from error
