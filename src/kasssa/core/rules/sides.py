"""Rules of the two parties: who they are, how they are paid and reached, and who answers for them."""

from collections.abc import Callable, Iterator
from functools import partial

from kasssa.core.document.checks import check_text
from kasssa.core.document.faults import Fault, fault
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Document, Paper, Party
from kasssa.core.parties import (
    BadCode,
    Scheme,
    parse_code,
    parse_email,
    parse_iban,
    parse_phone,
    parse_vat_number,
)

NAME_CHARS_MAX = 500
PERSON_CHARS_MAX = 200


def check_seller(document: Document) -> Iterator[Fault]:
    """Yield the faults of the seller, who signs and is paid.

    A primary document names the undertaking and the position of the person who answers
    for the operation (Law 996-XIV art. 9(2)); Ukrainian practice adds the person's name
    (Order 88 of the Ministry of Finance, 2.4).
    """
    seller = document.seller
    yield from check_party(seller, "seller")
    if about(document.kind).payable and not seller.iban:
        yield fault("KSA-PTY-02", "seller.iban")
    yield from check_signatory(seller, "seller")


def check_buyer(document: Document) -> Iterator[Fault]:
    """Yield the faults of the buyer."""
    yield from check_party(document.buyer, "buyer")


def check_sides(document: Paper) -> Iterator[Fault]:
    """Yield the fault of a document from a party to itself."""
    if document.seller.code == document.buyer.code:
        yield fault("KSA-PTY-03", "buyer.code")


def check_signatory(party: Party, path: str) -> Iterator[Fault]:
    """Yield the fault of a party for whom nobody answers (Law 996-XIV art. 9(2))."""
    if not party.signatory.strip():
        yield fault("KSA-PTY-04", f"{path}.signatory")
    if not party.position.strip():
        yield fault("KSA-PTY-05", f"{path}.position")


def check_party(party: Party, path: str) -> Iterator[Fault]:
    """Yield the faults of what is said of ``party``."""
    if not party.name.strip():
        yield fault("KSA-PTY-01", f"{path}.name")
    if not party.code:
        yield fault("KSA-COD-01", f"{path}.code")
    yield from _check_form(partial(_parse_code_of, party.scheme), party.code, f"{path}.code")
    yield from _check_form(partial(parse_vat_number, code=party.code), party.vat_number, f"{path}.vat_number")
    yield from _check_form(parse_iban, party.iban, f"{path}.iban")
    yield from _check_form(parse_phone, party.phone, f"{path}.phone")
    yield from _check_form(parse_email, party.email, f"{path}.email")
    yield from check_text(party.name, f"{path}.name", NAME_CHARS_MAX)
    yield from check_text(party.address, f"{path}.address", NAME_CHARS_MAX)
    yield from check_text(party.bank, f"{path}.bank", NAME_CHARS_MAX)
    yield from check_text(party.signatory, f"{path}.signatory", PERSON_CHARS_MAX)
    yield from check_text(party.position, f"{path}.position", PERSON_CHARS_MAX)


def _check_form(parse: Callable[[str], str], text: str, path: str) -> Iterator[Fault]:
    """A field may be empty or must be in the very form that its parser gives."""
    try:
        if text and parse(text) != text:
            yield fault("KSA-TXT-03", path)
    except BadCode as error:
        yield fault(error.fault, path)


def _parse_code_of(scheme: Scheme, text: str) -> str:
    found, code = parse_code(text)
    if found is not scheme:
        raise BadCode("KSA-COD-01", text)
    return code
