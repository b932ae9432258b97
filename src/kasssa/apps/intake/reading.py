"""What a file is and what is in it, looked at in a bounded child; no table is touched here."""

import codecs
from dataclasses import dataclass

from kasssa.base import bounded
from kasssa.core.document.faults import Fault
from kasssa.core.formats import intake, lists
from kasssa.core.formats.domestic.faults import BadFormat, found

_ZIP = b"PK\x03\x04"
_INVOICES = ("<", "{", "[", "%PDF")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OUT = {
    bounded.Limit.MEMORY: "KSA-IMP-20",
    bounded.Limit.TIME: "KSA-IMP-21",
    bounded.Limit.OUTPUT: "KSA-IMP-20",
    bounded.Limit.BROKEN: "KSA-IMP-22",
}
_WORDS = {
    "KSA-IMP-20": (
        "Щоб прочитати цей файл, треба забагато пам’яті. Збережіть його простіше або поділіть на менші.",
        "This file takes too much memory to be read. Save it in a simpler form, or split it.",
    ),
    "KSA-IMP-21": (
        "Файл читається надто довго. Збережіть його простіше або поділіть на менші.",
        "This file takes too long to be read. Save it in a simpler form, or split it.",
    ),
    "KSA-IMP-22": (
        "Файл пошкоджено так, що прочитати його не можна. Збережіть його заново.",
        "This file is damaged and cannot be read. Save it anew.",
    ),
    "KSA-IMP-23": (
        "Файл порожній. Виберіть інший.",
        "The file is empty. Choose another.",
    ),
    "KSA-IMP-25": (
        "Це список, а не один рахунок. Імпортуйте його на сторінці «Імпорт».",
        "This is a list and not one invoice. Import it on the page “Import”.",
    ),
    "KSA-IMP-24": (
        "Файл завеликий: понад {most} МБ. Поділіть його на менші.",
        "The file is too large: over {most} MB. Split it.",
    ),
}


class NotReadable(Exception):
    """Nothing can be read from the file: a permanent ``code``, and why in two languages."""

    def __init__(self, code: str, uk: str, en: str) -> None:
        super().__init__(f"{code} {en}")
        self.code, self.uk, self.en = code, uk, en

    def text(self, language: str) -> str:
        """Return why and what to do, in English for ``en…`` and in Ukrainian otherwise."""
        return self.en if language.startswith("en") else self.uk


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be read: its format, and of a list its CSV and how many rows that has."""

    format: str
    plain: bytes | None = None
    rows: int = 0


def open_file(content: bytes) -> Opened:
    """Return what ``content`` is.

    Raises:
        NotReadable: neither an invoice nor a list.
    """
    if not content.strip():
        raise refusal("KSA-IMP-23")
    if len(content) > intake.BYTES_MAX:
        raise refusal("KSA-IMP-24", most=str(intake.BYTES_MAX // 1_000_000))
    if content.startswith(_ZIP):
        return _list("xlsx", _plain(content))
    if _beginning(content).startswith(_INVOICES):
        return Opened(invoice(content).format)
    return _list("csv", content)


def invoice(content: bytes) -> intake.Seen:
    """Return the invoice in ``content`` and what our checks find in it.

    Raises:
        NotReadable: there is none, or it cannot be read within bounds.
    """
    try:
        seen = intake.seen_of(bounded.run(intake.look, content))
    except bounded.OutOfBounds as error:
        raise refusal(_OUT[error.limit]) from error
    if isinstance(seen, intake.Unseen):
        raise NotReadable(seen.code, seen.uk, seen.en)
    return seen


def _plain(content: bytes) -> bytes:
    try:
        plain = lists.plain_of(bounded.run(lists.to_plain, content))
    except bounded.OutOfBounds as error:
        raise refusal(_OUT[error.limit]) from error
    if isinstance(plain, lists.NotPlain):
        raise NotReadable(plain.code, plain.uk, plain.en)
    return plain.content.encode()


def _list(kind: str, plain: bytes) -> Opened:
    try:
        rows = sum(1 for _ in lists.csv_rows([plain], lists.sniff(plain[:65_536])))
        lists.split_headings(lists.csv_rows([plain], lists.sniff(plain[:65_536])))
    except BadFormat as error:
        raise _of(error.found) from error
    if rows < 2:
        raise _of(found("LST-01"))
    return Opened(kind, plain, rows)


def _beginning(content: bytes) -> str:
    encoding = next((name for mark, name in _WIDE.items() if content.startswith(mark)), "latin-1")
    text = content.removeprefix(codecs.BOM_UTF8)[:1024].decode(encoding, errors="replace")
    return text.lstrip() if "%PDF-" not in text else "%PDF"


def refusal(code: str, **params: str) -> NotReadable:
    """Return the refusal of a permanent ``code`` of this module."""
    uk, en = (words.format(**params) for words in _WORDS[code])
    return NotReadable(code, uk, en)


def _of(fault: Fault) -> NotReadable:
    return NotReadable(fault.code, fault.text("uk"), fault.text("en"))
