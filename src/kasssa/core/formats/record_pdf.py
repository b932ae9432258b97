"""A record to keep as a printed paper: PDF/A-3a and PDF/UA-1 with titled groups of facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kasssa.core.formats.press import KYIV, Shown, press
from kasssa.core.words import Language

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is printed, already in the language of the reader; rows without a value are left out."""

    title: str
    lead: str
    groups: Sequence[tuple[str, Rows]]
    basis: str  # how it is verified
    footer: str


def render(record: Record, *, language: Language, made_at: datetime) -> bytes:
    """Return the PDF of ``record``; the same arguments give the same bytes. ``made_at`` is aware."""
    groups: list[Shown] = [
        {"title": title, "rows": [[name, value] for name, value in rows if value]}
        for title, rows in record.groups
        if any(value for _, value in rows)
    ]
    shown: dict[str, Shown] = {
        "language": language,
        "title": record.title,
        "lead": record.lead,
        "groups": groups,
        "basis": record.basis,
        "footer": record.footer,
    }
    return press("record.typ", shown, made_at=made_at)


def moment(at: datetime) -> str:
    """Return a moment as people of Kyiv write it, to the second."""
    return at.astimezone(KYIV).strftime("%d.%m.%Y %H:%M:%S")
