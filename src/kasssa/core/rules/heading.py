"""Rules of what stands above and below the lines: number, currency, dates, texts."""

from collections.abc import Iterator
from datetime import date, timedelta

from kasssa.core.document.checks import NUMBER_CHARS_MAX, check_text
from kasssa.core.document.faults import Fault, fault
from kasssa.core.document.model import Document

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
_DUE_DAYS_MAX = 3660  # ten years
REFERENCE_CHARS_MAX = 200
PURPOSE_CHARS_MAX = 420  # field 12 of the payment QR code, Resolution 97 of the National Bank of 19.08.2025
NOTE_CHARS_MAX = 4000


def check_heading(document: Document) -> Iterator[Fault]:
    """Yield the faults of the number (BT-1) and the currency (BT-5)."""
    number = document.number
    if not number or number != number.strip() or len(number) > NUMBER_CHARS_MAX:
        yield fault("KSA-INV-03", "number", most=NUMBER_CHARS_MAX)
    yield from check_text(number, "number", NUMBER_CHARS_MAX)
    if document.currency != "UAH":
        yield fault("KSA-INV-04", "currency")


def check_dates(document: Document) -> Iterator[Fault]:
    """Yield the faults of the date of drawing up (Law 996-XIV art. 9(2)) and of the due date (BT-9)."""
    issued_on, due_on = document.issued_on, document.due_on
    if not FIRST_DAY <= issued_on <= LAST_DAY:
        yield fault("KSA-DAT-03", "issued_on", first=_uk(FIRST_DAY), last=_uk(LAST_DAY))
    elif due_on is not None and due_on < issued_on:
        yield fault("KSA-DAT-02", "due_on", issued_on=_uk(issued_on))
    elif due_on is not None and due_on > (last := issued_on + timedelta(days=_DUE_DAYS_MAX)):
        yield fault("KSA-DAT-03", "due_on", first=_uk(issued_on), last=_uk(last))


def check_texts(document: Document) -> Iterator[Fault]:
    """Yield the faults of the free texts; only the note may have several lines."""
    yield from check_text(document.contract, "contract", REFERENCE_CHARS_MAX)
    yield from check_text(document.order, "order", REFERENCE_CHARS_MAX)
    yield from check_text(document.place, "place", REFERENCE_CHARS_MAX)
    yield from check_text(document.purpose, "purpose", PURPOSE_CHARS_MAX)
    yield from check_text(document.note, "note", NOTE_CHARS_MAX, many_lines=True)


def _uk(day: date) -> str:
    return f"{day:%d.%m.%Y}"
