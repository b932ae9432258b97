"""The canonical invoice of what a reader gave, whatever its syntax; ``canonical_as`` is the way back.

What UBL and CII say alike goes over field by field; the functions below say what they say differently.
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from kasssa.core.en16931 import model
from kasssa.core.en16931.codes.schemes import CREDITOR
from kasssa.core.en16931.model import Syntax
from kasssa.core.en16931.numbers import Number
from kasssa.core.formats import canonical
from kasssa.core.money import plain_decimal

P = TypeVar("P", bound=canonical.Part)

OBJECT, TENDER_OR_PROJECT, SUPPORTING = "130", "50", "916"  # UNTDID 1001, kinds of supporting documents
TAX_POINTS = {"5": "3", "29": "35", "72": "432"}  # BT-8: UNTDID 2475 of CII to UNTDID 2005 of UBL

_QUANTITIES = frozenset({"quantity", "price_base"})
_FIGURES = frozenset({"rate", "percent", "price", "price_discount", "gross_price"})
_DAYS = frozenset({"issued_on", "due_on", "tax_point_on", "start", "end", "date"})
_DAY_OF_CII = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_ZONED_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})")
# BT-13 where only BT-14 is known, for the schema of UBL asks for both: Peppol's word, and that of XRechnung.
NO_ORDER = "NA"
_NO_ORDERS = frozenset({NO_ORDER, "Dummywert"})


def canonical_of(invoice: model.Invoice) -> canonical.Invoice:
    """Return the canonical form of ``invoice``. Equal invoices give equal forms, whatever their syntaxes."""
    project, tender, documents = _documents(invoice)
    return (
        _alike(
            invoice,
            canonical.Invoice,
            tax_currency=_text(invoice.tax_currency if invoice.tax_currency != invoice.currency else None),
            order=_text(None if invoice.sales_order and invoice.order in _NO_ORDERS else invoice.order),
            due_on=_day(_first([invoice.due_on, *(one.due_on for one in invoice.payments)])),
            tax_point_on=_day(_first([invoice.tax_point_on, *(tax.point_date for tax in _taxes(invoice))])),
            tax_point=_tax_point(invoice),
            project=_text(invoice.project or project),
            tender=_text(invoice.tender or tender),
            object=_object(invoice.documents),
            documents=documents,
            seller=_party(invoice.seller),
            payee=_named(invoice.payee),
            representative=_named(invoice.representative),
            creditor=_creditor(invoice),
            delivery=next(filter(None, map(_delivery, invoice.deliveries)), None),
            period=next(filter(None, map(_period, invoice.periods)), None),
            reference=_text(_first([invoice.reference, *(one.reference for one in invoice.payments)])),
            payments=_payments(invoice),
            adjustments=_adjustments(invoice.adjustments),
            tax_totals=_tax_totals(invoice),
            breakdown=_each(_parts(invoice), _subtotal),
        )
        or canonical.Invoice()
    )


def figure(number: Number, *, places: int = 0) -> str | None:
    """Return the one shortest form of ``number``, with ``places`` at least; or what was written, if anything.

    >>> figure(Number(None, "1e3"))
    '1e3'
    """
    if number.value is None:
        return _text(number.text)
    whole, _, decimals = plain_decimal(number.value).partition(".")
    decimals = decimals.ljust(places, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _alike(source: msgspec.Struct, kind: type[P], **special: object) -> P | None:
    """Return the fields of ``source`` that ``kind`` has too, and ``special``; nothing if all are missing."""
    values: dict[str, object] = {}
    for name in kind.__struct_fields__:
        value = special[name] if name in special else _plain(getattr(source, name), name)
        if value is not None and value != ():
            values[name] = value
    return kind(**values) if values else None


def _plain(value: object, name: str) -> object:
    if isinstance(value, str):
        return _day(value) if name in _DAYS else _text(value)
    if isinstance(value, Number):
        return _quantity(value) if name in _QUANTITIES else figure(value, places=0 if name in _FIGURES else 2)
    if isinstance(value, list):
        return tuple(found for found in (_plain(member, name) for member in value) if found is not None)
    maker = _MAKERS.get(type(value))
    return value if maker is None else maker(value)


def _text(written: str | None) -> str | None:
    return (written or "").strip() or None


def _day(written: str | None) -> str | None:
    """A day as ISO 8601 writes it; the zone that XML allows a date to have says nothing of a day."""
    text = _text(written)
    if text is None:
        return None
    match = _DAY_OF_CII.fullmatch(text)
    return "-".join(match.groups()) if match else _ZONED_DAY.sub(r"\1", text)


def _quantity(value: Number) -> canonical.Quantity | None:
    written = figure(value)
    return None if written is None else canonical.Quantity(value=written, unit=_text(value.unit))


def _first(found: Iterable[str | None]) -> str | None:
    return next((one for one in found if one), None)


def _adjustments(found: Iterable[model.Adjustment]) -> tuple[canonical.Adjustment, ...]:
    """BG-20 before BG-21, BG-27 before BG-28: UBL and CII mix what the standard keeps apart."""
    return tuple(sorted(_each(found, _adjustment), key=lambda one: bool(one.charge)))


def _each(found: Iterable[msgspec.Struct], make: Callable[..., P | None]) -> tuple[P, ...]:
    return tuple(made for made in map(make, found) if made is not None)


def _identifier(source: model.Identifier | None) -> canonical.Identifier | None:
    """An identifier that names nothing is none, whatever its scheme."""
    return _alike(source, canonical.Identifier) if source is not None and source.value.strip() else None


def _contact(source: model.Contact) -> canonical.Contact | None:
    name = ", ".join(filter(None, (_text(source.name), _text(source.department))))
    return _alike(source, canonical.Contact, name=name or None)


def _party(source: model.Party | None) -> canonical.Party | None:
    if source is None:
        return None
    ids = [one for one in (*source.ids, *source.global_ids) if one.scheme not in CREDITOR]
    vat = [one.number for one in source.registrations if one.scheme == "VAT"]
    other = [one.number for one in source.registrations if one.scheme != "VAT"]
    return _alike(
        source,
        canonical.Party,
        ids=tuple(sorted(_each(ids, _identifier), key=lambda one: one.scheme is not None)),
        vat_number=_text(_first(vat)),
        tax_number=_text(_first(other)),
    )


def _named(source: model.Party | None) -> canonical.Party | None:
    """BT-59, BT-62: a payee or representative has one name, which UBL keeps where trading names are."""
    if source is None:
        return None
    name = source.trading_name or source.name
    return _party(msgspec.structs.replace(source, name=name, trading_name=None))


def _period(source: model.Period) -> canonical.Period | None:
    return _alike(source, canonical.Period)


def _delivery(source: model.Delivery) -> canonical.Delivery | None:
    return _alike(source, canonical.Delivery)


def _subtotal(source: model.Subtotal) -> canonical.Subtotal | None:
    return _alike(source, canonical.Subtotal)


def _adjustment(source: model.Adjustment) -> canonical.Adjustment | None:
    return _alike(source, canonical.Adjustment)


def _account(source: model.Account) -> canonical.Account | None:
    return _alike(source, canonical.Account, iban=_text(source.iban or source.other))


def _line(source: model.Line) -> canonical.Line | None:
    """BT-147 of nought is none; BT-148 follows from BT-146 and BT-147 where it is missing."""
    discount, gross, price = source.price_discount, source.gross_price, source.price
    if discount is not None and discount.value == 0:
        discount = None
    if (
        gross is None
        and discount is not None
        and price is not None
        and discount.value
        and price.value is not None
    ):
        gross = Number(price.value + discount.value)
    return _alike(
        source,
        canonical.Line,
        object=_identifier(source.object) or _object(source.documents),
        adjustments=_adjustments(source.adjustments),
        price_discount=None if discount is None else figure(discount),
        gross_price=None if gross is None else figure(gross),
    )


def _object(documents: Iterable[model.Document]) -> canonical.Identifier | None:
    """BT-18, BT-128: a supporting document of the kind 130."""
    found = next((one for one in documents if one.kind == OBJECT and _text(one.id)), None)
    return None if found is None else canonical.Identifier(value=found.id or "", scheme=_text(found.scheme))


def _documents(
    invoice: model.Invoice,
) -> tuple[str | None, str | None, tuple[canonical.Document, ...]]:
    """BT-11 of a credit note of UBL, BT-17 of CII, and BG-24."""
    apart = [one for one in invoice.documents if one.kind == TENDER_OR_PROJECT]
    if invoice.syntax is Syntax.INVOICE:
        apart = []
    number = next((one.id for one in apart if one.id), None)
    rest = [one for one in invoice.documents if one.kind != OBJECT and one not in apart]
    documents = _each(rest, _supporting)
    return (None, number, documents) if invoice.syntax is Syntax.CII else (number, None, documents)


def _supporting(source: model.Document) -> canonical.Document | None:
    """BG-24; what an empty attachment is called says nothing."""
    if _text(source.attachment):
        return _alike(source, canonical.Document)
    return _alike(source, canonical.Document, attachment=None, mime=None, file_name=None)


def _parts(invoice: model.Invoice) -> list[model.Subtotal]:
    if invoice.syntax is Syntax.CII:
        return invoice.breakdown
    return [part for total in invoice.tax_totals for part in total.parts]


def _taxes(invoice: model.Invoice) -> list[model.Tax]:
    return [part.tax for part in invoice.breakdown if part.tax is not None]


def _tax_point(invoice: model.Invoice) -> str | None:
    found = _first(period.point for period in invoice.periods) or _first(tax.point for tax in _taxes(invoice))
    return TAX_POINTS.get(found, found) if found and invoice.syntax is Syntax.CII else _text(found)


def _creditor(invoice: model.Invoice) -> str | None:
    """BT-90: in UBL an identifier of the seller or the payee with the scheme SEPA."""
    ids = [one for party in (invoice.payee, invoice.seller) if party is not None for one in party.ids]
    return _text(invoice.creditor or _first(one.value for one in ids if one.scheme in CREDITOR))


def _payments(invoice: model.Invoice) -> tuple[canonical.Payment, ...]:
    """BG-16, with BT-89 where the account to be debited is, or else on the first means."""
    made = [_payment(payment) for payment in invoice.payments]
    payments = [one for one in made if one is not None]
    reference = _text(invoice.mandate)
    if reference is None:
        return tuple(payments)
    if not any(one.mandate for one in payments):
        first, *others = payments or [canonical.Payment()]
        return (msgspec.structs.replace(first, mandate=canonical.Mandate(reference=reference)), *others)
    return tuple(
        msgspec.structs.replace(one, mandate=msgspec.structs.replace(one.mandate, reference=reference))
        if one.mandate
        else one
        for one in payments
    )


def _payment(source: model.Payment) -> canonical.Payment | None:
    return _alike(source, canonical.Payment)


def _tax_totals(invoice: model.Invoice) -> tuple[canonical.TaxTotal, ...]:
    """BT-110 and then BT-111, each with its currency."""
    made = [
        canonical.TaxTotal(
            amount=figure(total.amount, places=2), currency=_text(total.amount.unit or invoice.currency)
        )
        for total in invoice.tax_totals
        if total.amount is not None
    ]
    return tuple(sorted(made, key=lambda one: one.currency != _text(invoice.currency)))


def _same(kind: type[canonical.Part]) -> Callable[..., canonical.Part | None]:
    return lambda source: _alike(source, kind)


_MAKERS: dict[type, Callable[..., canonical.Part | None]] = {
    model.Identifier: _identifier,
    model.Contact: _contact,
    model.Party: _party,
    model.Account: _account,
    model.Line: _line,
    model.Note: _same(canonical.Note),
    model.Address: _same(canonical.Address),
    model.Period: _same(canonical.Period),
    model.Card: _same(canonical.Card),
    model.Mandate: _same(canonical.Mandate),
    model.Tax: _same(canonical.Tax),
    model.Totals: _same(canonical.Totals),
    model.Reference: _same(canonical.Reference),
    model.Attribute: _same(canonical.Attribute),
}
