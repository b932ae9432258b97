"""Files named on the command line: read within limits, refused in words and with the right status.

Exit statuses are those of every command on documents: 0 done, 1 refused, 3 a file cannot be read.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import NoReturn

from django.core.management.base import OutputWrapper

from kasssa.core.document.model import Paper
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import fixed
from kasssa.core.formats.hybrid import PDF_BYTES_MAX
from kasssa.core.formats.incoming import Incoming, receive
from kasssa.core.words import Language

REFUSED, UNREADABLE = 1, 3


def add_language(parser: ArgumentParser) -> None:
    """Let the words of the command have the language of its answers."""
    parser.add_argument("--lang", choices=("uk", "en"), default="uk", help="language of papers and messages")


def invoice_in(path: Path, language: Language, stderr: OutputWrapper) -> Incoming:
    """Return the invoice in the file; leave with the status 3 and the reason if it cannot be read."""
    content = bytes_in(path, language, stderr)
    try:
        return receive(content)
    except Unreadable as error:
        leave(UNREADABLE, f"{path}: {error.code} {error.text(language)}", stderr)


def own_in(content: bytes) -> Paper | None:
    """Return the document of ours that ``content`` is the signed form of; nothing if it is another's."""
    try:
        return fixed.read(content)
    except fixed.BadDocument:
        return None


def bytes_in(path: Path, language: Language, stderr: OutputWrapper) -> bytes:
    """Return what is in the file; leave with the status 3 and the reason if it cannot be had."""
    try:
        return content_of(path)
    except Unreadable as error:
        leave(UNREADABLE, f"{path}: {error.code} {error.text(language)}", stderr)
    except OSError as error:
        leave(UNREADABLE, f"{path}: {error.strerror}", stderr)


def content_of(path: Path) -> bytes:
    """Return the bytes of the file, which no limit on what is inside lets be longer than a PDF may be.

    Raises:
        Unreadable: it is longer.
        OSError: it is not there or may not be read.
    """
    with path.open("rb") as file:
        content = file.read(PDF_BYTES_MAX + 1)
    if len(content) > PDF_BYTES_MAX:
        raise Unreadable("KSX-SIZE", most=str(PDF_BYTES_MAX))
    return content


def save(content: bytes, path: Path, stderr: OutputWrapper) -> None:
    """Write the file; leave with the status 1 and the reason if that fails."""
    try:
        path.write_bytes(content)
    except OSError as error:
        leave(REFUSED, f"{path}: {error.strerror}", stderr)


def leave(status: int, message: str, stderr: OutputWrapper) -> NoReturn:
    """Say why on the stream of errors and leave with ``status``."""
    stderr.write(message)
    raise SystemExit(status)
