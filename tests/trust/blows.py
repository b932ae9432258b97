"""Requests that nobody would send by mistake: made from the schema and from the forms, then spoilt."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tests.kep.fuzz import Chance

TEXTS = (
    "", " ", "0", "-1", "1e999", "NaN", "null", "9" * 400, "\0", "\ud7ff\u200f", "😀", "\x1b[31m",
    "ʼ’'\"<script>alert(1)</script>", "../../etc/passwd", "%00%0a", "'; DROP TABLE ledger_entry; --",
    "{{7*7}}${7*7}", "І" * 5000, "\r\nSet-Cookie: a=b", "2026-02-31", "31.12.9999", "2026-11-25", "41205632",
    "OTH", "inbox", "drafts", "true", "[]", "{}",
    "00000000-0000-0000-0000-000000000000", "2026-11-25T12:00:00+00:00_0190163d-8694-739b-aea5-966c26f8ad91",
    "0001-01-01T00:00:00_x", "9999-12-31T23:59:59+23:59_0190163d-8694-739b-aea5-966c26f8ad91",
)  # fmt: skip
VALUES: Sequence[object] = (None, True, 0, -1, 10**40, 1.5, [], {}, [[[[]]]], *TEXTS)


def pick(chance: Chance, choices: Sequence[Any]) -> Any:
    """Return one of ``choices``."""
    return choices[chance.below(len(choices))]


def text(chance: Chance) -> str:
    """Return a text of the list, or two of them, or letters at random."""
    kind = chance.below(4)
    if kind == 0:
        return "".join(chr(1 + chance.below(0xD7FE)) for _ in range(chance.below(40)))
    return pick(chance, TEXTS) + (pick(chance, TEXTS) if kind == 1 else "")


def spoilt(chance: Chance, value: object) -> object:
    """Return a JSON value like ``value`` with one thing in it changed."""
    if isinstance(value, dict) and value and chance.below(4):
        name = pick(chance, sorted(value))
        changed = {**value, name: spoilt(chance, value[name])}
        if chance.below(8) == 0:
            del changed[name]
        if chance.below(8) == 0:
            changed[text(chance)] = pick(chance, VALUES)
        return changed
    if isinstance(value, list) and value and chance.below(4):
        at = chance.below(len(value))
        return [*value[:at], spoilt(chance, value[at]), *value[at + 1 :] * (1 + chance.below(3))]
    return text(chance) if chance.below(2) else pick(chance, VALUES)


def body(chance: Chance, sound: bytes) -> tuple[bytes, str]:
    """Return a body like ``sound`` and the type that it claims to be of."""
    kinds = ("application/json", "application/octet-stream", "text/plain; charset=utf-7", "",
             "multipart/form-data", "application/x-www-form-urlencoded",
             "application/json; charset=nonsense")  # fmt: skip
    claimed = pick(chance, kinds[:1] * 6 + kinds)
    if sound.startswith((b"{", b"[")) and chance.below(3):
        data = json.dumps(spoilt(chance, json.loads(sound))).encode("utf-8", "surrogatepass")
    else:
        data = sound
    if chance.below(4) == 0 and data:
        at = chance.below(len(data))
        data = data[:at] + bytes(chance.below(256) for _ in range(1 + chance.below(6))) + data[at + 1 :]
    return data, claimed


def headers(chance: Chance, secret: str) -> dict[str, str]:
    """Return the headers of a program that holds ``secret``, most often whole."""
    said = {"Authorization": f"Bearer {secret}", "Idempotency-Key": f"k{chance.below(10**9)}"}
    if chance.below(5) == 0:
        line = text(chance).replace("\n", " ").replace("\r", " ").encode().decode("latin-1")
        said[pick(chance, ("Authorization", "Idempotency-Key", "Accept", "Accept-Language", "Cookie", "Range",
                           "If-None-Match", "X-Forwarded-For", "HX-Request"))] = line  # fmt: skip
    return said


def path(chance: Chance, pattern: str, ids: Sequence[UUID]) -> str:
    """Return an address of ``pattern``, most often of something that is there."""
    kind = chance.below(10)
    value = str(pick(chance, ids) if kind else UUID(int=chance.below(2**32)))
    if kind == 1:
        value = text(chance).replace("\0", "%00") or "x"
    return pattern.replace("{document_id}", value)


def query(chance: Chance, names: Sequence[str]) -> dict[str, str]:
    """Return a query with some of ``names``."""
    return {name: text(chance) for name in (*names, "from", "page", "next") if chance.below(3) == 0}


def form(chance: Chance, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return a form with ``fields`` of which some are missing, doubled or of other values."""
    said: dict[str, Any] = {}
    for name, value in fields.items():
        kind = chance.below(6)
        if kind:
            said[name] = value if kind < 3 else [text(chance), text(chance)] if kind == 5 else text(chance)
    return said
