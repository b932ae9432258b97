"""COMDOC as a document of ours: a рахунок-фактура (016), an act (018), a delivery note (006)."""

from collections.abc import Iterable
from decimal import Decimal

from kasssa.core.codes.comdoc import BUYERS, SELLERS, UNITS, type_code
from kasssa.core.codes.units import UnknownUnit, find_unit
from kasssa.core.document.faults import Fault, Faulty
from kasssa.core.document.kinds import KINDS, about
from kasssa.core.document.model import Document, Kind, Line, Party, Period, Reference
from kasssa.core.formats.comdoc import model as comdoc_model
from kasssa.core.formats.comdoc import words
from kasssa.core.formats.comdoc.model import Address, Basis, Comdoc, Row, Side
from kasssa.core.formats.domestic.faults import found
from kasssa.core.money import ZERO, BadNumber, Money
from kasssa.core.parties import BadCode, parse_code
from kasssa.core.tax import Vat

_VATS = {rate.casefold(): vat for vat, rate in words.RATES.items()}
_BY_NAME = {row.uk.title: kind for kind, row in KINDS.items()}
_BY_CODE = {row.comdoc: kind for kind, row in reversed(KINDS.items()) if row.comdoc}
_TAXED = (Vat.GENERAL, Vat.AGRARIAN, Vat.REDUCED)
_KOPIYKA = Decimal("0.01")


def document_of(comdoc: Comdoc) -> Document:
    """Return the рахунок-фактура ``comdoc`` as a document; ``rules.check`` says whether it is a good one.

    Its sums are not taken over: they are derived again, and ``check`` says whether they
    contradict the lines. A price is had from that with VAT where only that is stated.

    Raises:
        Faulty: another type, or something that no document can be without is missing or unknown.
    """
    return document_as(Kind.INVOICE, comdoc)


def document_as(kind: Kind, comdoc: Comdoc) -> Document:
    """Return ``comdoc`` as a document of ``kind``, as ``document_of`` does.

    Raises:
        Faulty: as ``document_of`` does.
    """
    faults: list[Fault] = []
    code = type_code(comdoc.header.type_code)
    if code != about(kind).comdoc:
        raise Faulty((found("CMD-22", "Заголовок/КодТипуДокументу", code=code),))
    named = {parameter.name: parameter.text for parameter in reversed(comdoc.parameters)}
    seller = _party(comdoc, SELLERS, 0, named, faults)
    buyer = _party(comdoc, BUYERS, 1, named, faults)
    lines = _lines(comdoc, pays_vat=bool(seller and seller.vat_number), faults=faults)
    header = comdoc.header
    if header.issued_on is None:
        faults.append(found("CMD-05", "Заголовок/ДатаДокументу", name="ДатаДокументу"))
    if faults or seller is None or buyer is None or header.issued_on is None:
        raise Faulty(tuple(faults))
    return Document(
        kind=kind,
        number=header.number,
        issued_on=header.issued_on,
        seller=seller,
        buyer=buyer,
        lines=lines,
        due_on=header.due_on,
        basis=reference_of(header.bases) if about(kind).made_of else None,
        period=_period(header.serviced) if about(kind).serviced else None,
        prepaid=_prepaid(named.get(words.PREPAID, "")),
        contract=header.contract,
        order=header.order,
        place=header.place,
        purpose=named.get(words.PURPOSE, ""),
        note=comdoc.text,
    )


def reference_of(bases: tuple[Basis, ...]) -> Reference | None:
    """Return the first of ``bases`` that is of a kind of ours, told by its name or else by its code."""
    for basis in bases:
        kind = _BY_NAME.get(basis.type_name) or _BY_CODE.get(type_code(basis.type_code))
        if kind is not None and basis.number and basis.issued_on is not None:
            return Reference(number=basis.number, issued_on=basis.issued_on, kind=kind)
    return None


def _period(period: comdoc_model.Period | None) -> Period | None:
    if period is None or period.begins_on is None or period.ends_on is None:
        return None
    return Period(begins_on=period.begins_on, ends_on=period.ends_on)


def _prepaid(text: str) -> Money:
    try:
        return Money.parse(text) if text else ZERO
    except BadNumber:
        return ZERO


def party_of(comdoc: Comdoc, place: int, faults: list[Fault]) -> Party | None:
    """Return who stands at ``place``, 0 for who writes and 1 for who answers; what is wrong is added."""
    named = {parameter.name: parameter.text for parameter in reversed(comdoc.parameters)}
    return _party(comdoc, (SELLERS, BUYERS)[place], place, named, faults)


def _party(
    comdoc: Comdoc, statuses: tuple[str, ...], place: int, named: dict[str, str], faults: list[Fault]
) -> Party | None:
    """The first side of one of ``statuses``, or the one at ``place``: the sender stands first."""
    at = next((at for at, side in enumerate(comdoc.sides) if side.status in statuses), place)
    if at >= len(comdoc.sides):
        faults.append(found("CMD-05", "Сторони", name=statuses[0]))
        return None
    side = comdoc.sides[at]
    try:
        scheme, code = parse_code(side.code)
    except BadCode:
        path = f"Сторони/Контрагент[{at + 1}]/КодКонтрагента"
        faults.append(found("CMD-13", path, value=side.code))
        return None
    label = words.SELLER if statuses is SELLERS else words.BUYER
    return Party(
        scheme=scheme,
        code=code,
        name=side.name,
        address=_address(side),
        vat_number=side.vat_number,
        iban=side.iban or (side.account if side.account.startswith("UA") else ""),
        bank=side.bank,
        phone=side.phone,
        email=named.get(f"{label}, {words.EMAIL}", ""),
        signatory=named.get(f"{label}, {words.SIGNATORY}", ""),
        position=named.get(f"{label}, {words.POSITION}", ""),
    )


def _address(side: Side) -> str:
    address = side.legal_address or side.actual_address or side.postal_address or Address()
    return ", ".join(
        filter(None, (address.index, address.region, address.city, address.street, address.line))
    )


def _lines(comdoc: Comdoc, *, pays_vat: bool, faults: list[Fault]) -> tuple[Line, ...]:
    if not comdoc.rows:
        faults.append(found("CMD-05", "Таблиця", name="Рядок"))
    read = (
        _line(row, f"Таблиця/Рядок[{at}]", faults, pays_vat=pays_vat)
        for at, row in enumerate(comdoc.rows, start=1)
    )
    return tuple(line for line in read if line is not None)


def _line(row: Row, path: str, faults: list[Fault], *, pays_vat: bool) -> Line | None:
    price, unit = _base_price(row), _unit(row.unit)
    vat = _vat(row, price, pays_vat=pays_vat)
    if row.quantity is None:
        faults.append(found("CMD-05", path, name="ПрийнятаКількість"))
    if price is None:
        faults.append(found("CMD-05", path, name="БазоваЦіна"))
    if vat is None:
        faults.append(found("CMD-21", path))
    if not unit:
        faults.append(found("CMD-07", f"{path}/ОдиницяВиміру", value=row.unit))
    if row.quantity is None or price is None or vat is None:
        return None
    return Line(
        name=row.name,
        unit=unit,
        quantity=row.quantity,
        price=price,
        vat=vat,
        exemption=row.text if vat is Vat.EXEMPT else "",
        code=row.uktzed or (row.remark.removeprefix(words.DKPP) if row.remark.startswith(words.DKPP) else ""),
        article=row.seller_article,
    )


def _base_price(row: Row) -> Decimal | None:
    """The price without VAT: as stated, or what is left of the one with VAT."""
    if row.base_price is None and row.price is not None and row.vat is not None:
        return row.price - row.vat
    return row.base_price


def _unit(text: str) -> str:
    """The code of the unit; empty if it is unknown. Without a word it is one of whatever is sold."""
    word = text.strip().rstrip(".")
    try:
        return find_unit(UNITS.get(word) or UNITS.get(word.upper()) or word or "од").code
    except UnknownUnit:
        return ""


def _vat(row: Row, price: Decimal | None, *, pays_vat: bool) -> Vat | None:
    """The rate as stated, or the one by which the stated VAT comes out; None if neither can be told."""
    stated = row.vat_rate.casefold().strip().rstrip("%").strip().removesuffix(".00").removesuffix(".0")
    if not pays_vat:
        return Vat.NOT_PAYER
    if stated in _VATS:
        vat = _VATS[stated]
        return Vat.EXEMPT if vat is Vat.NOT_PAYER else vat
    if stated:
        return None
    return _fits(_bases(row, price))


def _bases(row: Row, price: Decimal | None) -> Iterable[tuple[Decimal, Decimal]]:
    """Pairs of a base and its VAT, those of the whole row first."""
    if row.sums is not None and row.sums.net and row.sums.vat is not None:
        yield row.sums.net, row.sums.vat
    if price and row.vat is not None:
        yield price, row.vat


def _fits(bases: Iterable[tuple[Decimal, Decimal]]) -> Vat | None:
    for base, tax in bases:
        fitting = [vat for vat in _TAXED if abs(base * vat.percent / 100 - tax) <= _KOPIYKA]
        if len(fitting) == 1:
            return fitting[0]
    return None
