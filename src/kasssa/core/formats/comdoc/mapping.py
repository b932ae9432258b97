"""A document of ours as COMDOC: a рахунок-фактура (016), an act (018), a delivery note (006).

What the tables of COMDOC have an element for stands there; the rest stands in parameters,
in the remark and in the text of a row, which the format leaves to the sender. VAT of the
rows is rounded so that it adds up to the VAT of the document exactly: networks compare the
two to the kopiyka.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kasssa.core.codes.comdoc import LEGAL, NATURAL, TYPES
from kasssa.core.codes.units import BY_CODE
from kasssa.core.document import model
from kasssa.core.document.checks import is_uktzed
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Currency, Document, Line, Party
from kasssa.core.document.totals import calculate
from kasssa.core.formats.comdoc import words
from kasssa.core.formats.comdoc.model import (
    Address,
    Basis,
    Comdoc,
    Header,
    Parameter,
    Period,
    Row,
    Side,
    Sums,
    Totals,
)
from kasssa.core.money import Money, round_half_up
from kasssa.core.parties import Scheme, mfo_of
from kasssa.core.tax import Vat


def comdoc_of(document: Document, *, seller_gln: str = "", buyer_gln: str = "") -> Comdoc:
    """Return ``document``, in which ``rules.check`` finds no fault, as COMDOC of the type of its kind.

    Networks route by GLN; ours are not routed so and may have none, which ``check`` does
    not object to, though a network may.

    Raises:
        ValueError: COMDOC has no type for its kind, or no place for its currency.
    """
    if not about(document.kind).comdoc or document.currency != Currency.UAH:
        raise ValueError(f"COMDOC has no place for {document.kind} in {document.currency}")
    totals = calculate(document)
    seller_status, buyer_status = words.STATUSES[about(document.kind).comdoc]
    shares = _vat_shares(document.lines, totals.lines)
    return Comdoc(
        header=_header(document),
        sides=(
            side_of(document.seller, seller_status, seller_gln),
            side_of(document.buyer, buyer_status, buyer_gln),
        ),
        parameters=parameters_of(document.seller, document.buyer, _payment(document)),
        text=document.note,
        rows=tuple(
            _row(at, line, net, share)
            for at, (line, net, share) in enumerate(
                zip(document.lines, totals.lines, shares, strict=True), start=1
            )
        ),
        totals=Totals(net=totals.net.hryvnias, vat=totals.tax.hryvnias, total=totals.total.hryvnias),
    )


def _header(document: Document) -> Header:
    return Header(
        number=document.number,
        type_name=TYPES[about(document.kind).comdoc],
        type_code=about(document.kind).comdoc,
        issued_on=document.issued_on,
        due_on=document.due_on,
        order=document.order,
        contract=document.contract,
        place=document.place,
        serviced=_period(document.period),
        bases=(basis_of(document.basis),) if document.basis else (),
    )


def _period(period: model.Period | None) -> Period | None:
    return Period(begins_on=period.begins_on, ends_on=period.ends_on) if period else None


def basis_of(basis: model.Reference) -> Basis:
    """Return another document as ДокПідстава or ДокументЩоАнулюється names it."""
    row = about(basis.kind)
    return Basis(number=basis.number, type_name=row.uk.title, type_code=row.comdoc, issued_on=basis.issued_on)


def side_of(party: Party, status: str, gln: str = "") -> Side:
    """Return ``party`` as Контрагент of ``status``."""
    return Side(
        status=status,
        person=LEGAL if party.scheme is Scheme.EDRPOU else NATURAL,
        name=party.name,
        code=party.code,
        vat_number=party.vat_number,
        mfo=mfo_of(party.iban),
        iban=party.iban,
        bank=party.bank,
        phone=party.phone,
        gln=gln,
        legal_address=Address(line=party.address) if party.address else None,
    )


def parameters_of(seller: Party, buyer: Party, more: Iterable[tuple[str, str]]) -> tuple[Parameter, ...]:
    """Return the named texts for which there is no element; those without text are left out."""
    named = [
        (f"{label}, {name}", text)
        for label, party in ((words.SELLER, seller), (words.BUYER, buyer))
        for name, text in (
            (words.POSITION, party.position),
            (words.SIGNATORY, party.signatory),
            (words.EMAIL, party.email),
        )
    ]
    stated = ((name, text) for name, text in (*named, *more) if text)
    return tuple(
        Parameter(id=str(at), name=name, text=text) for at, (name, text) in enumerate(stated, start=1)
    )


def _payment(document: Document) -> Iterator[tuple[str, str]]:
    yield words.PURPOSE, document.purpose
    yield words.PREPAID, document.prepaid.plain() if document.prepaid.kopiykas else ""


def _row(at: int, line: Line, net: Money, vat: Money) -> Row:
    in_unit = words.vat_in_unit(line.price, line.vat)
    return Row(
        id=str(at),
        position=str(at),
        seller_article=line.article,
        uktzed=line.code if is_uktzed(line.code) else "",
        name=line.name,
        quantity=line.quantity,
        unit=BY_CODE[line.unit].short,
        base_price=line.price,
        vat=in_unit,
        price=line.price + in_unit,
        vat_rate=words.RATES[line.vat],
        remark=f"{words.DKPP}{line.code}" if line.code and not is_uktzed(line.code) else "",
        text=line.exemption,
        sums=Sums(net=net.hryvnias, vat=vat.hryvnias, total=(net + vat).hryvnias),
    )


def _vat_shares(lines: tuple[Line, ...], nets: tuple[Money, ...]) -> list[Money]:
    """The VAT of each line: what the VAT of all lines of its rate and ground grows by with it."""
    exact: dict[tuple[Vat, str], Decimal] = {}
    given: dict[tuple[Vat, str], Money] = {}
    shares = []
    for line, net in zip(lines, nets, strict=True):
        group = line.vat, line.exemption
        exact[group] = exact.get(group, Decimal(0)) + words.spread(net, line.vat)
        rounded = round_half_up(exact[group])
        shares.append(rounded - given.get(group, Money(0)))
        given[group] = rounded
    return shares
