"""Rules of what stands above and below the lines: number, currency, dates, kind, texts."""

from collections.abc import Iterator
from datetime import date, timedelta

from kasssa.core.document.checks import NUMBER_CHARS_MAX, check_text
from kasssa.core.document.faults import Fault, fault
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Currency, Document, Kind, Paper, Reference

_CURRENCIES = frozenset(currency.value for currency in Currency)
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
_DUE_DAYS_MAX = 3660  # ten years
BASIS_NUMBER_CHARS_MAX = 30  # НомерДокументу of ДокПідстава in the EDIN forms
REFERENCE_CHARS_MAX = 200
PURPOSE_CHARS_MAX = 420  # field 12 of the payment QR code, Resolution 97 of the National Bank of 19.08.2025
NOTE_CHARS_MAX = 4000


def check_heading(document: Paper) -> Iterator[Fault]:
    """Yield the faults of the number (BT-1) and the currency (BT-5)."""
    number = document.number
    if not number or number != number.strip() or len(number) > NUMBER_CHARS_MAX:
        yield fault("KSA-INV-03", "number", most=NUMBER_CHARS_MAX)
    yield from check_text(number, "number", NUMBER_CHARS_MAX)
    if document.currency not in _CURRENCIES:
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
    if document.period is not None and document.period.ends_on < document.period.begins_on:
        yield fault("KSA-DAT-04", "period_to")


def check_kind(document: Document) -> Iterator[Fault]:
    """Yield the faults of what a kind lacks or has in excess: ``kinds`` says what belongs to it."""
    row = about(document.kind)
    strange = (
        ("due_on", document.due_on is not None and not row.payable),
        ("purpose", bool(document.purpose) and not row.payable),
        ("prepaid", bool(document.prepaid.kopiykas) and not row.payable),
        ("period_from", document.period is not None and not row.serviced),
        ("basis_number", document.basis is not None and not row.made_of),
    )
    for path, found in strange:
        if found:
            yield fault("KSA-INV-08", path)
    if row.corrects and document.basis is None:
        yield fault("KSA-REF-01", "basis_number")


def check_basis(document: Document) -> Iterator[Fault]:
    """Yield the faults of the document that this one corrects (BG-3) or is based on."""
    row = about(document.kind)
    if document.basis is not None:
        kinds = (Kind.INVOICE,) if row.corrects else row.made_of
        yield from check_reference(document.basis, document.issued_on, kinds)


def check_reference(basis: Reference, issued_on: date, kinds: tuple[Kind, ...]) -> Iterator[Fault]:
    """Yield the faults of the name of another document: of one of ``kinds``, no later than ``issued_on``."""
    if not basis.number or basis.number != basis.number.strip():
        yield fault("KSA-REF-02", "basis_number")
    yield from check_text(basis.number, "basis_number", BASIS_NUMBER_CHARS_MAX)
    if basis.issued_on > issued_on:
        yield fault("KSA-REF-04", "basis_on", issued_on=_uk(issued_on))
    if kinds and basis.kind not in kinds:
        yield fault("KSA-REF-05", "basis_number")


def check_texts(document: Document) -> Iterator[Fault]:
    """Yield the faults of the free texts; only the note may have several lines."""
    yield from check_text(document.contract, "contract", REFERENCE_CHARS_MAX)
    yield from check_text(document.order, "order", REFERENCE_CHARS_MAX)
    yield from check_text(document.place, "place", REFERENCE_CHARS_MAX)
    yield from check_text(document.purpose, "purpose", PURPOSE_CHARS_MAX)
    yield from check_text(document.note, "note", NOTE_CHARS_MAX, many_lines=True)


def _uk(day: date) -> str:
    return f"{day:%d.%m.%Y}"
