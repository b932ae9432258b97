"""Who vouches for our heads, and for whose heads this instance vouches: two files beside the keys.

``witnesses``: one instance a line, its address and its public keys: ``https://host/ledger key key``.
``logs``: the public keys of the ledgers that this instance signs for, one a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from kasssa.core.tlog.notes import Key, Unreadable


class BadList(Exception):
    """A file of witnesses or of ledgers does not say what it should."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Another instance that is asked to sign our heads."""

    url: str
    keys: tuple[Key, ...]

    @property
    def name(self) -> str:
        """The name in its keys."""
        return self.keys[0].name

    @property
    def host(self) -> str:
        """The host, with an unusual port."""
        return urlsplit(self.url).netloc


def asked() -> Sequence[Witness]:
    """Return the instances that are asked to sign our heads.

    Raises:
        BadList: the file is spoilt.
    """
    found = []
    for line in _lines("witnesses"):
        url, *keys = line.split()
        found.append(Witness(url.rstrip("/"), tuple(map(_key, keys))))
        if not keys or len({key.name for key in found[-1].keys}) != 1:
            raise BadList(f"{url}: the keys of one witness have to follow its address")
    return found


def served(origin: str) -> Sequence[Key]:
    """Return the keys of a ledger that this instance signs for; none if it does not.

    Raises:
        BadList: the file is spoilt.
    """
    return [key for key in map(_key, _lines("logs")) if key.name == origin]


def _lines(name: str) -> Sequence[str]:
    path = Path(settings.LEDGER_FOLDER) / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


def _key(text: str) -> Key:
    try:
        return Key.parse(text)
    except Unreadable as error:
        raise BadList(f"{text[:40]}: {error}") from error
