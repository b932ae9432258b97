"""A list of invoices in its plain form, CSV in UTF-8, whatever it came as: for a bounded child."""

import csv
from collections.abc import Iterable
from io import StringIO

import msgspec
from msgspec import Struct

from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.formats.lists.rows import Row
from kasssa.core.formats.lists.spreadsheet import sheets_of, xlsx_rows


class Plain(Struct, frozen=True, tag=True):
    """The first sheet of a workbook as CSV; ``sheets`` are the names of all."""

    sheets: tuple[str, ...]
    content: str


class NotPlain(Struct, frozen=True, tag=True):
    """Why a workbook cannot be read at all."""

    code: str
    uk: str
    en: str

    def text(self, language: str) -> str:
        """Return why and what to do, in English for ``en…`` and in Ukrainian otherwise."""
        return self.en if language.startswith("en") else self.uk


_decoder: msgspec.json.Decoder[Plain | NotPlain] = msgspec.json.Decoder(Plain | NotPlain)


def to_plain(content: bytes) -> bytes:
    """Return, as JSON, the rows of the workbook ``content`` as CSV, or why they cannot be had.

    A row keeps its number, blank ones too, so that an error is told by the number that the
    spreadsheet shows.
    """
    try:
        plain: Plain | NotPlain = Plain(sheets_of(content), _csv(xlsx_rows(content)))
    except BadFormat as error:
        plain = NotPlain(error.found.code, error.found.text("uk"), error.found.text("en"))
    return msgspec.json.encode(plain)


def plain_of(answer: bytes) -> Plain | NotPlain:
    """Return what ``to_plain`` answered."""
    return _decoder.decode(answer)


def _csv(rows: Iterable[Row]) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    for row in rows:
        writer.writerow(row.cells or ("",))
    return text.getvalue()
