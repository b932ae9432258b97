"""A tax invoice as an invoice free of any syntax: parties, rows and sums, for whoever reads on from there."""

from decimal import Decimal

from kasssa.core.codes import declar as codes
from kasssa.core.codes.units import UNITS, UnknownUnit, find_unit
from kasssa.core.formats import canonical
from kasssa.core.formats.declar.model import Body, Declar, TaxParty, TaxRow
from kasssa.core.money import plain_decimal

_KINDS = {codes.INVOICE: "380"}  # UNTDID 1001; an adjustment tells differences and is no invoice
_BY_KSPOVO = {unit.kspovo: unit.code for unit in UNITS if unit.kspovo}
_KOPIYKA = Decimal("0.01")


def invoice_of(declar: Declar) -> canonical.Invoice:
    """Return what ``declar`` says in the terms of EN 16931; what it does not state stays away.

    The number is that of the tax invoice, which the ЄРПН knows; an invoice has another. A tax
    invoice tells no IBAN and no address.
    """
    body = declar.body
    totals = body.totals
    tax = totals.tax or Decimal(0)
    net = None if totals.total is None else totals.total - tax
    return canonical.Invoice(
        number=body.number or None,
        issued_on=body.drawn_on.isoformat() if body.drawn_on else None,
        kind=_KINDS.get(declar.head.c_doc_sub),
        currency="UAH",
        seller=_party(body.seller),
        buyer=None if body.buyer.vat_number in codes.CONVENTIONAL_NUMBERS else _party(body.buyer),
        lines=tuple(_line(row, body) for row in declar.rows),
        totals=canonical.Totals(
            lines=_amount(net),
            without_vat=_amount(net),
            with_vat=_amount(totals.total),
            due=_amount(totals.total),
        ),
        tax_totals=(canonical.TaxTotal(amount=_amount(tax), currency="UAH"),),
    )


def _party(party: TaxParty) -> canonical.Party:
    return canonical.Party(
        name=party.name or None,
        legal_id=canonical.Identifier(value=party.code) if party.code else None,
        vat_number=f"UA{party.vat_number}" if party.vat_number else None,
    )


def _line(row: TaxRow, body: Body) -> canonical.Line:
    classes = tuple(canonical.Identifier(value=code) for code in (row.uktzed, row.dkpp) if code)
    return canonical.Line(
        id=str(row.number),
        name=row.name or None,
        quantity=canonical.Quantity(value=_figure(row.quantity) or "", unit=_unit(row)),
        price=_figure(row.price),
        net=_amount(row.base),
        taxes=(_tax(row.rate, body.exemption),),
        classes=classes,
    )


def _unit(row: TaxRow) -> str:
    if row.unit_code in _BY_KSPOVO:
        return _BY_KSPOVO[row.unit_code]
    try:
        return find_unit(row.unit).code
    except UnknownUnit:
        return row.unit


def _tax(rate: str, ground: str) -> canonical.Tax:
    if rate == codes.EXEMPT:
        return canonical.Tax(scheme="VAT", category="E", rate="0", reason=ground or None)
    if rate in (codes.ZERO, codes.EXPORT):
        return canonical.Tax(scheme="VAT", category="Z", rate="0")
    return canonical.Tax(scheme="VAT", category="S", rate=rate or None)


def _figure(number: Decimal | None) -> str | None:
    return None if number is None else plain_decimal(number)


def _amount(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.quantize(_KOPIYKA)}"
