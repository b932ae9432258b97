"""What a person typed, as typed; and the one way by which it becomes a document."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

import msgspec
from msgspec import Struct

from kasssa.core.codes.units import UnknownUnit, find_unit
from kasssa.core.document.checks import check_line
from kasssa.core.document.faults import Fault, Faulty, fault
from kasssa.core.document.kinds import about
from kasssa.core.document.model import (
    Currency,
    Document,
    Kind,
    Letter,
    Line,
    Paper,
    Party,
    Period,
    Reference,
)
from kasssa.core.document.totals import Totals, net_of, totals_of
from kasssa.core.money import ZERO, BadNumber, Money, parse_decimal
from kasssa.core.parties import BadCode, parse_code
from kasssa.core.tax import Vat

_DATES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
)
_PLACES = 6
_NOT_OF_LETTERS = ("due_on", "order", "purpose", "prepaid", "period_from", "period_to")
_KINDS = frozenset(kind.value for kind in Kind)
_NO_BUYER = fault("KSA-PTY-06", "buyer.code")


class BadDraft(ValueError):
    """The bytes are not those of a draft."""


class BadDate(ValueError):
    """The text states no date."""


class DraftLine(Struct, frozen=True, kw_only=True):
    """One line as typed."""

    name: str = ""
    unit: str = ""  # a code, or a name such as «шт»
    quantity: str = ""
    price: str = ""  # without VAT, in the currency of the document
    vat: str = ""  # a value of ``Vat``; nothing means «без ПДВ» where the seller is no payer
    exemption: str = ""
    code: str = ""
    article: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed yet but what the editor itself puts in: such a line is passed over."""
        return not (self.name + self.price + self.code + self.article).strip()


class Draft(Struct, frozen=True, kw_only=True):
    """A document as typed, of any degree of completeness. Whatever is typed is kept."""

    kind: Kind = Kind.INVOICE
    buyer_code: str = ""
    lines: tuple[DraftLine, ...] = ()
    due_on: str = ""  # РРРР-ММ-ДД or ДД.ММ.РРРР
    contract: str = ""
    order: str = ""
    place: str = ""
    purpose: str = ""
    note: str = ""
    series: str = ""
    currency: str = ""  # a value of ``Currency``; nothing means hryvnias
    basis_number: str = ""  # the document that this one corrects or is based on
    basis_on: str = ""  # its date
    basis_kind: str = ""  # a value of ``Kind``; nothing means an invoice
    period_from: str = ""
    period_to: str = ""
    prepaid: str = ""
    claimed: str = ""  # what a claim demands
    based_on: str = ""  # the id here of the document that this one was made from

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Return the draft that ``to_json`` wrote; fields it does not know are passed over.

        Raises:
            BadDraft: not JSON, or not that of a draft.
        """
        try:
            return msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:  # the latter inside a text
            raise BadDraft(str(error)) from error

    def to_json(self) -> bytes:
        """Return the draft as JSON in UTF-8."""
        return msgspec.json.encode(self)


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be said of a draft while it is being typed."""

    lines: tuple[Money | None, ...]  # the sum of each line of the draft without VAT, if it can be told
    totals: Totals  # of the lines that can be read
    faults: tuple[Fault, ...]


def preview(draft: Draft, *, seller_pays_vat: bool) -> Preview:
    """Return the sums of ``draft`` and what is wrong so far, by the code that reads it at issue."""
    faults: list[Fault] = []
    _read_buyer_code(draft.buyer_code, faults)
    if not about(draft.kind).priced:
        _read_letter(draft, faults)
        return Preview((None,) * len(draft.lines), totals_of(()), tuple(faults))
    lines = _read_lines(draft.lines, faults, seller_pays_vat=seller_pays_vat)
    _read_day(draft.due_on, "due_on", faults)
    _read_basis(draft, faults)
    _read_period(draft, faults)
    prepaid = _read_sum(draft.prepaid, "prepaid", faults)
    sums = tuple(line.net for line in lines)
    read_lines = (line.line for line in lines if line.line is not None)
    return Preview(sums, totals_of(read_lines, prepaid=prepaid), tuple(faults))


def read(draft: Draft, *, seller: Party, buyer: Party | None, number: str, issued_on: date) -> Paper:
    """Return the document that ``draft`` describes; ``rules.check`` says whether it may be issued.

    Texts are trimmed and put into one Unicode form (NFC); blank lines are passed over;
    a ground of exemption is dropped from a line that is not exempt.

    Raises:
        Faulty: something cannot be read, a line is wrong, or there is no ``buyer``.
    """
    faults: list[Fault] = []
    if buyer is None:
        _read_buyer_code(draft.buyer_code, faults)
        faults = faults or [_NO_BUYER]
    make = _document if about(draft.kind).priced else _letter
    made = make(draft, seller, buyer or seller, number, issued_on, faults)
    if faults:
        raise Faulty(tuple(faults))
    return made


def _document(
    draft: Draft, seller: Party, buyer: Party, number: str, issued_on: date, faults: list[Fault]
) -> Document:
    lines = _read_lines(draft.lines, faults, seller_pays_vat=bool(seller.vat_number))
    due_on = _read_day(draft.due_on, "due_on", faults)
    basis, period = _read_basis(draft, faults), _read_period(draft, faults)
    return Document(
        kind=draft.kind,
        number=number,
        issued_on=issued_on,
        seller=seller,
        buyer=buyer,
        lines=tuple(line.line for line in lines if line.line is not None),
        due_on=due_on,
        currency=draft.currency or Currency.UAH.value,
        basis=basis,
        period=period,
        prepaid=_read_sum(draft.prepaid, "prepaid", faults),
        contract=_trim(draft.contract),
        order=_trim(draft.order),
        place=_trim(draft.place),
        purpose=_trim(draft.purpose),
        note=_trim(draft.note),
    )


def _letter(
    draft: Draft, seller: Party, buyer: Party, number: str, issued_on: date, faults: list[Fault]
) -> Letter:
    claimed, basis = _read_letter(draft, faults)
    return Letter(
        kind=draft.kind,
        number=number,
        issued_on=issued_on,
        author=seller,
        addressee=buyer,
        basis=basis,
        text=_trim(draft.note),
        claimed=claimed,
        currency=draft.currency or Currency.UAH.value,
        contract=_trim(draft.contract),
        place=_trim(draft.place),
    )


def parse_date(text: str) -> date:
    """Return the date that ``text`` states as РРРР-ММ-ДД or ДД.ММ.РРРР.

    Raises:
        BadDate: it states none.

    >>> parse_date("1.12.2026")
    datetime.date(2026, 12, 1)
    """
    for form in _DATES:
        if match := form.fullmatch(text.strip()):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError as error:
                raise BadDate(text) from error
    raise BadDate(text)


@dataclass(frozen=True, slots=True)
class _ReadLine:
    """What was read of a line: its sum, and the line itself, each where it can be told."""

    net: Money | None = None
    line: Line | None = None


def _read_lines(
    typed: tuple[DraftLine, ...], faults: list[Fault], *, seller_pays_vat: bool
) -> tuple[_ReadLine, ...]:
    """Read every line and add what is wrong to ``faults``; a blank line reads as nothing."""
    if all(line.is_blank for line in typed):
        faults.append(fault("KSA-INV-01", "lines"))
    return tuple(
        _ReadLine()
        if line.is_blank
        else _read_line(line, f"lines[{at}]", faults, seller_pays_vat=seller_pays_vat)
        for at, line in enumerate(typed)
    )


def _read_line(typed: DraftLine, path: str, faults: list[Fault], *, seller_pays_vat: bool) -> _ReadLine:
    quantity = _read_number(typed.quantity, f"{path}.quantity", faults)
    price = _read_number(typed.price, f"{path}.price", faults)
    vat = _read_vat(typed.vat, f"{path}.vat", faults, seller_pays_vat=seller_pays_vat)
    if quantity is None or price is None:
        return _ReadLine()
    net = net_of(quantity, price)
    if vat is None:
        return _ReadLine(net)
    line = Line(
        name=_trim(typed.name),
        unit=_read_unit(typed.unit),
        quantity=quantity,
        price=price,
        vat=vat,
        exemption=_trim(typed.exemption) if vat is Vat.EXEMPT else "",
        code="".join(typed.code.split()),
        article=_trim(typed.article),
    )
    faults.extend(check_line(line, path, seller_pays_vat=seller_pays_vat))
    return _ReadLine(net, line)


def _read_number(text: str, path: str, faults: list[Fault]) -> Decimal | None:
    try:
        return parse_decimal(text, _PLACES)
    except BadNumber as error:
        faults.append(fault(error.fault, path))
        return None


def _read_vat(text: str, path: str, faults: list[Fault], *, seller_pays_vat: bool) -> Vat | None:
    if not text and not seller_pays_vat:
        return Vat.NOT_PAYER
    try:
        return Vat(text)
    except ValueError:
        faults.append(fault("KSA-VAT-01", path))
        return None


def _read_unit(text: str) -> str:
    """The code of the unit; what is unknown stays as typed, for ``check_line`` to refuse."""
    try:
        return find_unit(text).code
    except UnknownUnit:
        return text


def _read_day(text: str, path: str, faults: list[Fault]) -> date | None:
    try:
        return parse_date(text) if text.strip() else None
    except BadDate:
        faults.append(fault("KSA-DAT-01", path))
        return None


def _read_basis(draft: Draft, faults: list[Fault]) -> Reference | None:
    """The document that is corrected or that is the ground of this one; both number and date, or nothing."""
    number, kind = _trim(draft.basis_number), Kind.INVOICE
    day = _read_day(draft.basis_on, "basis_on", faults)
    if not number and not draft.basis_on.strip():
        return None
    if not number:
        faults.append(fault("KSA-REF-02", "basis_number"))
    elif not draft.basis_on.strip():
        faults.append(fault("KSA-REF-03", "basis_on"))
    if about(draft.kind).corrects:
        pass  # BG-3 says of an invoice only its number and date
    elif draft.basis_kind in _KINDS:
        kind = Kind(draft.basis_kind)
    elif draft.basis_kind:
        faults.append(fault("KSA-REF-05", "basis_number"))
    return Reference(number=number, issued_on=day, kind=kind) if day else None


def _read_period(draft: Draft, faults: list[Fault]) -> Period | None:
    begins_on = _read_day(draft.period_from, "period_from", faults)
    ends_on = _read_day(draft.period_to, "period_to", faults)
    if begins_on and ends_on:
        return Period(begins_on=begins_on, ends_on=ends_on)
    for typed, other, path in (
        (draft.period_from, draft.period_to, "period_to"),
        (draft.period_to, draft.period_from, "period_from"),
    ):
        if typed.strip() and not other.strip():
            faults.append(fault("KSA-DAT-05", path))
    return None


def _read_sum(text: str, path: str, faults: list[Fault]) -> Money:
    try:
        return Money.parse(text) if text.strip() else ZERO
    except BadNumber as error:
        faults.append(fault(error.fault, path))
        return ZERO


def _read_letter(draft: Draft, faults: list[Fault]) -> tuple[Money, Reference | None]:
    """What a letter demands and what it is about; fields that it does not have are faults, not lost."""
    strange = (path for path in _NOT_OF_LETTERS if getattr(draft, path).strip())
    faults.extend(fault("KSA-INV-08", path) for path in strange)
    if not all(line.is_blank for line in draft.lines):
        faults.append(fault("KSA-INV-08", "lines"))
    return _read_sum(draft.claimed, "claimed", faults), _read_basis(draft, faults)


def _read_buyer_code(text: str, faults: list[Fault]) -> None:
    if not text.strip():
        faults.append(_NO_BUYER)
        return
    try:
        parse_code(text)
    except BadCode as error:
        faults.append(fault(error.fault, "buyer.code"))


def _trim(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").strip())
