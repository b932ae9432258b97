"""Drafts of tax invoices from a document: complete but for what only their register can give.

A draft is to be opened in the program by which the organisation files, signed there and
registered in the ЄРПН; its number is that of the organisation's own series of tax invoices.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from msgspec import structs

from kasssa.core.codes import declar as codes
from kasssa.core.codes.units import BY_CODE
from kasssa.core.document.checks import is_uktzed
from kasssa.core.document.faults import Faulty
from kasssa.core.document.model import Document, Line, Party
from kasssa.core.document.totals import Totals, calculate
from kasssa.core.formats.declar.model import Body, Declar, Head, TaxParty, TaxRow, TaxTotals
from kasssa.core.formats.domestic.faults import found
from kasssa.core.money import Money
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat, exact_tax_on

_SOURCES = {
    Scheme.EDRPOU: codes.EDRPOU,
    Scheme.RNOKPP: codes.DRFO,
    Scheme.PASSPORT: codes.PASSPORT,
    Scheme.ID_CARD: codes.PASSPORT,
}


@dataclass(frozen=True, slots=True)
class Filing:
    """What the tax service asks for and no document states."""

    number: int  # HNUM: of the organisation's own series, from one to 9,999,999
    region: int  # C_REG, the region of the tax office
    district: int  # C_RAJ
    drawn_by: str = ""  # HBOS: initials and surname; without it, the signatory of the seller
    drawn_by_code: str = ""  # HKBOS: РНОКПП or passport of that person
    export: bool = False  # lines at 0 % are export (901) and not supply within the country (902)
    version: str = codes.NEWEST


def drafts_of(document: Document, filing: Filing) -> tuple[Declar, ...]:
    """Return the tax invoices for ``document``, in which ``rules.check`` finds no fault.

    There are two, with numbers in a row, if some of it is exempt and some is not: what is
    exempt has an invoice of its own (Order 1307, clause 17). They are dated as the document
    is: the first of supply and payment decides (Tax Code 187.1), which is for the person
    who files to see to.

    Raises:
        Faulty: the seller pays no VAT (KSA-TAX-21) or there are too many lines (KSA-TAX-22).
    """
    if not document.seller.vat_number:
        raise Faulty((found("TAX-21", "seller.vat_number"),))
    if len(document.lines) > codes.ROWS_MAX:
        raise Faulty((found("TAX-22", "lines", count=len(document.lines), most=codes.ROWS_MAX),))
    exempt = tuple(line for line in document.lines if line.vat is Vat.EXEMPT)
    taxed = tuple(line for line in document.lines if line.vat is not Vat.EXEMPT)
    parts = tuple(lines for lines in (taxed, exempt) if lines)
    return tuple(
        _draft(structs.replace(document, lines=lines), replace(filing, number=filing.number + after))
        for after, lines in enumerate(parts)
    )


def _draft(document: Document, filing: Filing) -> Declar:
    totals = calculate(document)
    rows = tuple(
        _row(at, line, net, _rate(line.vat, filing))
        for at, (line, net) in enumerate(zip(document.lines, totals.lines, strict=True), start=1)
    )
    return Declar(head=_head(document, filing), body=_body(document, filing, totals), rows=rows)


def _head(document: Document, filing: Filing) -> Head:
    seller, day = document.seller, document.issued_on
    return Head(
        tin=seller.code,
        c_doc=codes.LEGAL if seller.scheme is Scheme.EDRPOU else codes.NATURAL,
        c_doc_sub=codes.INVOICE,
        c_doc_ver=filing.version,
        c_doc_type="0",
        c_doc_cnt=str(filing.number),
        c_reg=str(filing.region),
        c_raj=str(filing.district),
        period_month=day.month,
        period_type="1",
        period_year=day.year,
        c_sti_orig=str(filing.region * 100 + filing.district),
        c_doc_stan="1",
        filled_on=day,
    )


def _body(document: Document, filing: Filing, totals: Totals) -> Body:
    payer = bool(document.buyer.vat_number)
    grounds = tuple(dict.fromkeys(line.exemption for line in document.lines if line.exemption))
    exempt = all(line.vat is Vat.EXEMPT for line in document.lines)
    return Body(
        exempt=codes.NO_VAT if exempt else "",
        stays="" if payer else "1",
        staying_reason="" if payer else codes.NOT_PAYER_REASON,
        drawn_on=document.issued_on,
        number=str(filing.number),
        seller=_party(document.seller),
        buyer=_party(document.buyer)
        if payer
        else TaxParty(name=codes.NOT_PAYER_NAME, vat_number=codes.NOT_PAYER_NUMBER),
        totals=_totals(totals, filing),
        drawn_by=filing.drawn_by or document.seller.signatory,
        drawn_by_code=filing.drawn_by_code,
        exemption="; ".join(grounds),
    )


def _party(party: Party) -> TaxParty:
    return TaxParty(
        name=party.name, vat_number=party.vat_number, code=party.code, source=_SOURCES[party.scheme]
    )


def _totals(totals: Totals, filing: Filing) -> TaxTotals:
    fields: dict[str, Money] = {"total": totals.total, "tax": totals.tax}
    for field, amount in _by_rate(totals, filing):
        fields[field] = fields.get(field, Money(0)) + amount
    return TaxTotals(**{field: amount.hryvnias for field, amount in fields.items()})


def _by_rate(totals: Totals, filing: Filing) -> Iterator[tuple[str, Money]]:
    for rate in totals.rates:
        code = _rate(rate.vat, filing)
        yield f"base_{code}", rate.base
        if codes.PERCENTS[code]:
            yield f"tax_{code}", rate.tax


def _rate(vat: Vat, filing: Filing) -> str:
    if vat is Vat.ZERO:
        return codes.EXPORT if filing.export else codes.ZERO
    return codes.EXEMPT if vat is Vat.EXEMPT else vat.value


def _row(at: int, line: Line, net: Money, rate: str) -> TaxRow:
    """VAT of a row is not rounded to the kopiyka: it has the six decimals that the form gives it."""
    unit = BY_CODE[line.unit]
    return TaxRow(
        number=at,
        name=line.name,
        uktzed=line.code if is_uktzed(line.code) else "",
        dkpp="" if is_uktzed(line.code) else line.code,
        unit=unit.short,
        unit_code=unit.kspovo,
        quantity=line.quantity,
        price=line.price,
        rate=rate,
        base=net.hryvnias,
        tax=exact_tax_on(net.hryvnias, line.vat) if codes.PERCENTS[rate] else None,
    )
