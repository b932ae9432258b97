"""Rules of the lines and of what they come to."""

from collections.abc import Iterator

from kasssa.core.document.checks import LINES_MAX, check_line, has_sum
from kasssa.core.document.faults import Fault, fault
from kasssa.core.document.model import Document
from kasssa.core.document.totals import calculate
from kasssa.core.money import ZERO, Money

TOTAL_MAX = Money(99_999_999_999_999)  # 999 999 999 999,99: fits every ledger and every bank


def check_lines(document: Document) -> Iterator[Fault]:
    """Yield the faults of the lines: content and volume of the operation (Law 996-XIV art. 9(2))."""
    if not document.lines:
        yield fault("KSA-INV-01", "lines")
    if len(document.lines) > LINES_MAX:
        yield fault("KSA-INV-02", "lines", most=LINES_MAX)
    for at, line in enumerate(document.lines[:LINES_MAX]):
        yield from check_line(line, f"lines[{at}]", seller_pays_vat=bool(document.seller.vat_number))


def check_totals(document: Document) -> Iterator[Fault]:
    """Yield the fault of a total that nobody can pay, unless a line is at fault for it."""
    if not document.lines or not all(has_sum(line) for line in document.lines):
        return
    total = calculate(document).total
    if total == ZERO:
        yield fault("KSA-INV-05", "lines")
    if total > TOTAL_MAX:
        yield fault("KSA-INV-06", "lines", most=TOTAL_MAX.uk())
    if not ZERO <= document.prepaid <= total:
        yield fault("KSA-INV-09", "prepaid", most=total.uk())
