"""A small text to be signed, here or elsewhere: how a page shows it, and how it is handed out."""

import hashlib

from django.http import HttpResponse

from kasssa.web.files import download


def shown(content: bytes, name: str) -> dict[str, object]:
    """Return what a page tells of the text: its name, its digest, and the command that signs it."""
    return {
        "challenge": {"name": name, "sha256": hashlib.sha256(content).hexdigest()},
        "commands": [command(name)],
    }


def given(content: bytes, name: str) -> HttpResponse:
    """Return the text as a file."""
    return download(content, name, "text/plain; charset=utf-8")


def command(name: str) -> str:
    """Return the command that signs the file ``name`` on a person's own computer."""
    return f"./run kasssa sign {name} --key key.p12 --password-file password.txt"
