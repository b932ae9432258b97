"""What an import comes to: counts, and the errors row by row, to be read or saved as CSV."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from kasssa.core.document.faults import Fault
from kasssa.core.formats.domestic.fault_texts import TEXTS as FOUND_TEXTS
from kasssa.core.formats.domestic.faults import Found
from kasssa.core.formats.lists.drafts import Entry, RowFault
from kasssa.core.words import Language

SHOWN_MAX = 1_000
_HEADINGS = {
    "uk": ("Рядок", "Стовпець", "Код", "Що не так"),
    "en": ("Row", "Column", "Code", "What is wrong"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What ``entries`` come to. Of the errors the first ``SHOWN_MAX`` are kept, and all are counted."""

    invoices: int
    lines: int
    ready: int  # invoices without an error
    last_row: int
    shown: tuple[RowFault, ...]
    counts: tuple[tuple[str, int], ...]  # code of fault, how often; the most frequent first


def dry_run(entries: Iterable[Entry]) -> Report:
    """Return what ``entries`` come to, in memory that does not grow with them.

    Raises:
        BadFormat: what ``entries`` raise.
    """
    invoices = lines = ready = last_row = 0
    shown: list[RowFault] = []
    counts: Counter[str] = Counter()
    for entry in entries:
        invoices += 1
        lines += len(entry.draft.lines)
        ready += not entry.faults
        last_row = entry.last_row
        shown += entry.faults[: SHOWN_MAX - len(shown)]
        counts.update(one.fault.code for one in entry.faults)
    return Report(invoices, lines, ready, last_row, tuple(shown), tuple(counts.most_common()))


def error_lines(faults: Iterable[RowFault], language: Language) -> Iterator[bytes]:
    """Yield the lines of a CSV file of ``faults``, in UTF-8 with a mark, separated by semicolons."""
    yield b"\xef\xbb\xbf" + csv_line(_HEADINGS[language])
    for one in faults:
        yield csv_line((str(one.row), one.heading, one.fault.code, one.fault.text(language)))


def packed(faults: Iterable[RowFault]) -> list[list[object]]:
    """Return ``faults`` as values of JSON, to be kept and unpacked again."""
    return [[one.row, one.heading, one.fault.code, one.fault.path, dict(one.fault.params)] for one in faults]


def unpacked(kept: Iterable[tuple[int, str, str, str, Mapping[str, str]]]) -> Iterator[RowFault]:
    """Yield the faults that were ``packed``; their words are those of today."""
    for row, heading, code, path, params in kept:
        kind = Found if code in FOUND_TEXTS else Fault
        yield RowFault(row, heading, kind(code, path, tuple(params.items())))


def csv_line(cells: Iterable[str]) -> bytes:
    """Return one line of CSV in UTF-8; a text that a spreadsheet would take for a formula is made none.

    >>> csv_line(["=1+1", "Хліб; чорний"]).decode()
    '\\'=1+1;"Хліб; чорний"\\r\\n'
    """
    line = StringIO()
    csv.writer(line, delimiter=";").writerow(_harmless(cell) for cell in cells)
    return line.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
