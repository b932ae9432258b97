"""The canonical invoice in the terms of a syntax, ready to be written; the way back from ``canonical_of``."""

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from kasssa.core.en16931 import model
from kasssa.core.en16931.codes.documents import CREDIT_NOTES, INVOICES
from kasssa.core.en16931.model import Syntax
from kasssa.core.en16931.numbers import ZERO, number
from kasssa.core.formats import canonical
from kasssa.core.formats.canonical_of import (
    NO_ORDER,
    OBJECT,
    SUPPORTING,
    TAX_POINTS,
    TENDER_OR_PROJECT,
    canonical_of,
)

S = TypeVar("S", bound=msgspec.Struct)

_CREDITOR = "SEPA"  # the scheme of BT-90 in UBL
_UNKNOWN_MEANS = "1"  # UNTDID 4461: the instrument is not defined
_UNKNOWN_NETWORK = "NA"  # of a card: the schema of UBL asks for one, the standard does not
_POINTS_OF_CII = {point: code for code, point in TAX_POINTS.items()}
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Za-z0-9 ]{8,40}")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAYS = frozenset({"issued_on", "due_on", "tax_point_on", "start", "end", "date"})
_NUMBERS = frozenset(
    {
        "rate", "percent", "amount", "base", "lines", "allowances", "charges", "without_vat", "with_vat",
        "prepaid", "rounding", "due", "net", "price", "price_discount", "gross_price",
    }
)  # fmt: skip


def in_syntax(invoice: model.Invoice, *, cii: bool) -> model.Invoice:
    """Return ``invoice`` in the terms of CII or of UBL: itself where it is in them already."""
    if (invoice.syntax is Syntax.CII) is cii:
        return invoice
    return as_cii(canonical_of(invoice)) if cii else as_ubl(canonical_of(invoice))


def as_ubl(invoice: canonical.Invoice) -> model.Invoice:
    """Return ``invoice`` in the terms of UBL: a credit note where its kind (BT-3) is only that."""
    made = _alike(invoice, model.Invoice)
    made.syntax = Syntax.CREDIT_NOTE if invoice.kind in CREDIT_NOTES - INVOICES else Syntax.INVOICE
    made.reference = made.creditor = None
    made.documents = [*_document(OBJECT, invoice.object), *made.documents]
    made.payments = _payments_of_ubl(invoice)
    _set_tax_totals_of_ubl(made, invoice)
    if invoice.tax_point:
        made.periods = made.periods or [model.Period()]
        made.periods[0].point = invoice.tax_point
    if made.syntax is Syntax.CREDIT_NOTE:
        _into_credit_note(made)
    if made.sales_order and not made.order:
        made.order = NO_ORDER
    for line in made.lines:
        if line.gross_price is not None and line.price_discount is None:
            line.price_discount = number("0")
    _set_parties_of_ubl(made, invoice)
    return made


def as_cii(invoice: canonical.Invoice) -> model.Invoice:
    """Return ``invoice`` in the terms of CII."""
    made = _alike(invoice, model.Invoice, cii=True)
    made.syntax = Syntax.CII
    tender = canonical.Identifier(value=invoice.tender) if invoice.tender else None
    for document in made.documents:
        document.kind = SUPPORTING
    made.documents += [*_document(TENDER_OR_PROJECT, tender), *_document(OBJECT, invoice.object)]
    made.tender = None
    for line, written in zip(made.lines, invoice.lines, strict=True):
        line.object, line.documents = None, _document(OBJECT, written.object)
    made.tax_totals = _tax_totals(invoice)
    if made.breakdown:  # CII-SR-461, 462: once, on the first tax
        tax = made.breakdown[0].tax = made.breakdown[0].tax or model.Tax()
        tax.point_date, tax.point = made.tax_point_on, _POINTS_OF_CII.get(invoice.tax_point or "")
    made.tax_point_on = None
    _set_payments_of_cii(made)
    for party, source in _parties(made, invoice):
        party.ids, party.global_ids = (
            [one for one in party.ids if one.scheme is None],
            [one for one in party.ids if one.scheme is not None],
        )
        party.registrations = _registrations(source, "VA", "FC")
    return made


def _alike(source: canonical.Part, kind: type[S], *, cii: bool = False) -> S:
    """Return the fields of ``source`` that ``kind`` has too."""
    made = kind()
    known = kind.__struct_fields__
    for name in source.__struct_fields__:
        value = getattr(source, name)
        if name in known and value is not None:
            setattr(made, name, _plain(value, name, cii=cii))
    if isinstance(source, canonical.Invoice) and isinstance(made, model.Invoice):
        made.deliveries = [_alike(source.delivery, model.Delivery, cii=cii)] if source.delivery else []
        made.periods = [_alike(source.period, model.Period, cii=cii)] if source.period else []
    if isinstance(made, model.Adjustment) and made.charge is not None:
        made.indicator = str(made.charge).lower()
    return made


def _plain(value: object, name: str, *, cii: bool) -> object:
    if isinstance(value, str):
        if name in _DAYS and cii:
            return _DAY.sub(r"\1\2\3", value)
        return number(value) if name in _NUMBERS else value
    if isinstance(value, tuple):
        return [_plain(member, name, cii=cii) for member in value]
    if isinstance(value, canonical.Quantity):
        return number(value.value, value.unit)
    if isinstance(value, canonical.Part):
        return _alike(value, getattr(model, type(value).__name__), cii=cii)
    return value


def _document(kind: str, identifier: canonical.Identifier | None) -> list[model.Document]:
    """The supporting document that stands for a term of its own, if that is there."""
    if identifier is None:
        return []
    return [model.Document(id=identifier.value, kind=kind, scheme=identifier.scheme)]


def _into_credit_note(made: model.Invoice) -> None:
    """BT-9 and BT-11 have no element of their own in a CreditNote."""
    if made.project:
        made.documents.append(model.Document(id=made.project, kind=TENDER_OR_PROJECT))
        made.project = None
    if made.due_on:
        made.payments = made.payments or [model.Payment(means=_UNKNOWN_MEANS)]
        made.payments[0].due_on, made.due_on = made.due_on, None


def _payments_of_ubl(invoice: canonical.Invoice) -> list[model.Payment]:
    """BT-83 belongs to every means of payment in UBL: where there is none, it gets one that says nothing."""
    payments = [_alike(payment, model.Payment) for payment in invoice.payments]
    if invoice.reference and not payments:
        payments = [model.Payment(means=_UNKNOWN_MEANS)]
    for payment in payments:
        payment.reference = invoice.reference
        if payment.card is not None:
            payment.card.network = _UNKNOWN_NETWORK
    return payments


def _set_payments_of_cii(made: model.Invoice) -> None:
    """BT-84 that is no IBAN, and BT-89, stand elsewhere in CII."""
    for payment in made.payments:
        for account in payment.accounts:
            if account.iban and not _IBAN.fullmatch(account.iban):
                account.iban, account.other = None, account.iban
        if payment.mandate is not None:
            made.mandate = made.mandate or payment.mandate.reference
            payment.mandate = model.Mandate(payer_account=payment.mandate.payer_account)
            if payment.mandate.payer_account is None:
                payment.mandate = None
    made.payments = [payment for payment in made.payments if payment != model.Payment()]


def _tax_totals(invoice: canonical.Invoice) -> list[model.TaxTotal]:
    return [
        model.TaxTotal(amount=None if total.amount is None else number(total.amount, total.currency))
        for total in invoice.tax_totals
    ]


def _set_tax_totals_of_ubl(made: model.Invoice, invoice: canonical.Invoice) -> None:
    """In UBL the breakdown stands inside BT-110: where that is missing it is the sum (BR-CO-14)."""
    made.tax_totals = _tax_totals(invoice)
    if made.breakdown:
        if not made.tax_totals:
            amounts = [part.amount.value for part in made.breakdown if part.amount is not None]
            total = sum((amount for amount in amounts if amount is not None), ZERO)
            made.tax_totals = [model.TaxTotal(amount=number(f"{total:f}"))]
        made.tax_totals[0].parts = made.breakdown


def _parties(
    made: model.Invoice, invoice: canonical.Invoice
) -> Iterable[tuple[model.Party, canonical.Party]]:
    pairs = (
        (made.seller, invoice.seller),
        (made.buyer, invoice.buyer),
        (made.payee, invoice.payee),
        (made.representative, invoice.representative),
    )
    return ((party, source) for party, source in pairs if party is not None and source is not None)


def _registrations(source: canonical.Party, vat: str, other: str) -> list[model.Registration]:
    pairs = ((source.vat_number, "VAT", vat), (source.tax_number, "", other))
    return [
        model.Registration(number=number, scheme=scheme, scheme_text=text)
        for number, scheme, text in pairs
        if number
    ]


def _set_parties_of_ubl(made: model.Invoice, invoice: canonical.Invoice) -> None:
    for party, source in _parties(made, invoice):
        party.registrations = _registrations(source, "VAT", "TAX")
    for named in (made.payee, made.representative):
        if named is not None:
            named.trading_name, named.name = named.name, None
    holder = made.payee or made.seller
    if invoice.creditor and holder is not None:
        holder.ids.append(model.Identifier(value=invoice.creditor, scheme=_CREDITOR))
