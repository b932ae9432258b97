"""Rules of the letters: a claim, an annulment, a refusal."""

from collections.abc import Iterator

from kasssa.core.document.checks import check_text
from kasssa.core.document.faults import Fault, fault
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Kind, Letter
from kasssa.core.money import ZERO
from kasssa.core.rules.goods import TOTAL_MAX
from kasssa.core.rules.heading import (
    FIRST_DAY,
    LAST_DAY,
    NOTE_CHARS_MAX,
    REFERENCE_CHARS_MAX,
    check_heading,
    check_reference,
)
from kasssa.core.rules.sides import check_party, check_sides, check_signatory


def check_letter(letter: Letter) -> Iterator[Fault]:
    """Yield the faults of ``letter``: whose it is, what it is about, what it says."""
    yield from check_heading(letter)
    if not FIRST_DAY <= letter.issued_on <= LAST_DAY:
        yield fault("KSA-DAT-03", "issued_on", first=f"{FIRST_DAY:%d.%m.%Y}", last=f"{LAST_DAY:%d.%m.%Y}")
    yield from check_party(letter.author, "seller")
    yield from check_signatory(letter.author, "seller")
    yield from check_party(letter.addressee, "buyer")
    yield from check_sides(letter)
    if letter.basis is None:
        yield fault("KSA-REF-06", "basis_number")
    else:
        yield from check_reference(letter.basis, letter.issued_on, about(letter.kind).made_of)
    if not letter.text.strip():
        yield fault("KSA-INV-10", "note")
    yield from check_text(letter.text, "note", NOTE_CHARS_MAX, many_lines=True)
    yield from check_text(letter.contract, "contract", REFERENCE_CHARS_MAX)
    yield from check_text(letter.place, "place", REFERENCE_CHARS_MAX)
    most = TOTAL_MAX if letter.kind is Kind.CLAIM else ZERO
    if not ZERO <= letter.claimed <= most:
        yield fault("KSA-INV-11", "claimed")
    if letter.currency != "UAH":
        yield fault("KSA-INV-08", "currency")
