"""Rows of a CSV file, piece by piece: its encoding and separator are told by the beginning."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kasssa.core.formats.domestic.faults import BadFormat, found
from kasssa.core.formats.lists.rows import CELL_CHARS_MAX, ROWS_MAX, Row

HEAD_BYTES = 65_536  # how much of a file ``sniff`` wants to see
_LINE_CHARS_MAX = 1_000_000
_SEPARATORS = (";", "\t", ",")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written."""

    encoding: str = "utf-8"  # utf-8, utf-8-sig, utf-16 or windows-1251
    separator: str = ";"


def sniff(head: bytes) -> Dialect:
    """Return how a file that begins with ``head`` is written.

    Whatever is not UTF-8 is windows-1251, in which Ukrainian programs save; the separator
    is the one that the line of headings has most of.
    """
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if not encoding:
        encoding = "utf-8" if _is_utf8(head) else "windows-1251"
    line = head.decode(encoding, errors="replace").lstrip("\r\n").partition("\n")[0]
    bare = "".join(line.split('"')[::2])  # what is between quotes separates nothing
    return Dialect(encoding, max(_SEPARATORS, key=bare.count))


def csv_rows(pieces: Iterable[bytes], dialect: Dialect) -> Iterator[Row]:
    """Yield the rows of a file that comes in ``pieces`` of any size; memory does not grow with it.

    Raises:
        BadFormat: another encoding (KSA-LST-04), a line or cell too long or an open quote
            (KSA-LST-05), too many rows (KSA-LST-06).
    """
    lines = _lines(pieces, dialect.encoding)
    rows = csv.reader(lines, delimiter=dialect.separator)
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFormat(found("LST-05", f"{number + 1}", most=CELL_CHARS_MAX)) from error
        number += 1
        if number > ROWS_MAX + 1:
            raise BadFormat(found("LST-06", f"{number}", most=ROWS_MAX))
        if any(len(cell) > CELL_CHARS_MAX for cell in cells):
            raise BadFormat(found("LST-05", f"{number}", most=CELL_CHARS_MAX))
        yield Row(number, tuple(cells))


def _lines(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    try:
        for piece in pieces:
            *lines, rest = (rest + decoder.decode(piece)).split("\n")
            for line in lines:
                yield f"{line}\n"
            if len(rest) > _LINE_CHARS_MAX:
                raise BadFormat(found("LST-05", most=_LINE_CHARS_MAX))
        rest += decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise BadFormat(found("LST-04", encoding=encoding)) from error
    if rest:
        yield rest


def _is_utf8(head: bytes) -> bool:
    """Whether ``head`` is UTF-8, but for a character cut off at its end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
