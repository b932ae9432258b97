"""Rows of a spreadsheet (XLSX), looked through before the program that reads it sees it.

python-calamine gives every cell between the first and the last a place in memory, so that
two cells far apart would be a bomb, and so would a ZIP that unpacks without end. Both are
found by unpacking the file once, piece by piece. Whatever else may be wrong with it is for
the bounded process in which spreadsheets are read.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from kasssa.core.formats.domestic.faults import BadFormat, found
from kasssa.core.formats.lists.rows import CELL_CHARS_MAX, ROWS_MAX, Row
from kasssa.core.money import plain_decimal

BYTES_MAX = 30_000_000
UNPACKED_BYTES_MAX = 300_000_000
MEMBERS_MAX = 1_000
COLUMNS_MAX = 78  # up to BZ
_PIECE = 1 << 20
_HEADER_BYTES = 30
_OVERLAP = 64
# A reference to a row beyond 119,999 or to a column beyond BZ, however it is put.
_FAR = re.compile(
    rb"""\sr\s*=\s*["']\s*(?:[A-Za-z]{3}|[C-Zc-z][A-Za-z]|[A-Za-z]{0,2}(?:[0-9]{7}|[2-9][0-9]{5}|1[2-9][0-9]{4}))"""
)
Value = int | float | str | bool | date | datetime | time | timedelta


def sheets_of(content: bytes, *, unpacked_bytes_max: int = UNPACKED_BYTES_MAX) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook.

    Raises:
        BadFormat: no XLSX, or damaged (KSA-LST-12), or too large (KSA-LST-13).
    """
    return tuple(_workbook(content, unpacked_bytes_max).sheet_names)


def xlsx_rows(
    content: bytes, sheet: str = "", *, unpacked_bytes_max: int = UNPACKED_BYTES_MAX
) -> Iterator[Row]:
    """Yield the rows of ``sheet``, or of the first one; numbers and dates become text as people type them.

    Raises:
        BadFormat: as ``sheets_of``; no such sheet (KSA-LST-15), a cell too long (KSA-LST-05),
            too many rows (KSA-LST-06).
    """
    workbook = _workbook(content, unpacked_bytes_max)
    names = workbook.sheet_names
    if not names or (sheet and sheet not in names):
        raise BadFormat(found("LST-15", names=", ".join(names)))
    try:
        table = workbook.get_sheet_by_name(sheet or names[0])
        yield from _rows(table)
    except CalamineError as error:
        raise BadFormat(found("LST-12", reason=str(error))) from error


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    for number, values in enumerate(sheet.iter_rows(), start=1):
        if number > ROWS_MAX + 1:
            raise BadFormat(found("LST-06", f"{number}", most=ROWS_MAX))
        cells = tuple(_text(value) for value in values)
        if any(len(cell) > CELL_CHARS_MAX for cell in cells):
            raise BadFormat(found("LST-05", f"{number}", most=CELL_CHARS_MAX))
        yield Row(number, cells)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # Fifteen digits are what a spreadsheet shows; beyond them is the noise of binary fractions.
        return plain_decimal(Decimal(f"{value:.15g}")) if value - value == 0 else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _workbook(content: bytes, unpacked_bytes_max: int) -> CalamineWorkbook:
    _look_through(content, unpacked_bytes_max)
    try:
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except CalamineError as error:
        raise BadFormat(found("LST-12", reason=str(error))) from error


def _look_through(content: bytes, unpacked_bytes_max: int) -> None:
    """Refuse what would take more memory than a list of invoices needs."""
    unpacked = 0
    for member in _members(content):
        rest = b""
        for piece in _unpacked(content, member):
            unpacked += len(piece)
            if unpacked > unpacked_bytes_max:
                raise BadFormat(found("LST-13", most=f"{unpacked_bytes_max // 1_000_000} MB"))
            if _FAR.search(rest + piece):
                raise BadFormat(found("LST-13", member.filename, most=f"{COLUMNS_MAX} × {ROWS_MAX}"))
            rest = piece[-_OVERLAP:]


def _members(content: bytes) -> list[ZipInfo]:
    """What is in the ZIP, if it looks like a workbook at all."""
    if len(content) > BYTES_MAX:
        raise BadFormat(found("LST-13", most=f"{BYTES_MAX // 1_000_000} MB"))
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as error:
        raise BadFormat(found("LST-12", reason=str(error))) from error
    if len(members) > MEMBERS_MAX:
        raise BadFormat(found("LST-13", most=f"{MEMBERS_MAX} ZIP"))
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise BadFormat(found("LST-12", reason="xl/workbook.xml"))
    return members


def _unpacked(content: bytes, member: ZipInfo) -> Iterator[bytes]:
    """The bytes that ``member`` really unpacks to: its declared length may lie."""
    header = content[member.header_offset : member.header_offset + _HEADER_BYTES]
    if len(header) < _HEADER_BYTES or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadFormat(found("LST-12", reason=member.filename))
    name_bytes, extra_bytes = struct.unpack("<HH", header[26:30])
    start = member.header_offset + _HEADER_BYTES + name_bytes + extra_bytes
    packed = content[start : start + member.compress_size]
    if member.compress_type == ZIP_STORED:
        yield packed
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not inflater.eof:
            yield inflater.decompress(packed, _PIECE)
            packed = inflater.unconsumed_tail
    except zlib.error as error:
        raise BadFormat(found("LST-12", reason=member.filename)) from error
