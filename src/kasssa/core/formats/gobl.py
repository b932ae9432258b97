"""GOBL JSON (gobl.org, draft 0), read: an envelope with an invoice, or the invoice alone.

GOBL names categories and units by words where it has no code for them; the words of its
add-on ``eu-en16931-v2017`` are read. Of prices that include VAT (``tax.prices_include``)
the tax is taken off, line by line.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from kasssa.core.en16931.codes.documents import SPECIFICATION
from kasssa.core.en16931.guard import BYTES_MAX, Unreadable
from kasssa.core.en16931.numbers import HUNDRED, Number, number
from kasssa.core.formats import canonical, gobl_parties, gobl_terms
from kasssa.core.formats.canonical_of import figure
from kasssa.core.formats.gobl_parties import first, period
from kasssa.core.formats.refused import Refused

_INVOICE = "/bill/invoice"
_KINDS = {
    "standard": "380",
    "credit-note": "381",
    "corrective": "384",
    "proforma": "325",
    "debit-note": "383",
}
_CATEGORIES = {
    "standard": "S", "zero": "Z", "exempt": "E", "reverse-charge": "AE", "intra-community": "K",
    "export": "G", "outside-scope": "O",
}  # fmt: skip
# GOBL's own words for units, to UN/ECE Recommendations 20 and 21; what is no word of them is a code already.
_UNITS = {
    "h": "HUR", "day": "DAY", "mon": "MON", "year": "ANN", "min": "MIN", "s": "SEC", "week": "WEE",
    "kg": "KGM", "g": "GRM", "t": "TNE", "lb": "LBR", "l": "LTR", "ml": "MLT", "m": "MTR", "cm": "CMT",
    "mm": "MMT", "km": "KMT", "m2": "MTK", "m3": "MTQ", "kwh": "KWH", "one": "C62", "unit": "XUN",
    "piece": "H87", "item": "EA", "service": "E48", "pair": "PR", "set": "SET", "box": "XBX",
    "package": "XPK", "bag": "XBG",
}  # fmt: skip
_UNTAXED = ("Z", "E", "AE", "K", "G")  # categories whose rate is nought even where it is not said
_PRICE_PLACES = Decimal("0.000001")
_AMOUNT_PLACES = Decimal("0.01")


class _Envelope(msgspec.Struct):
    schema: str = msgspec.field(name="$schema", default="")
    doc: msgspec.Raw = msgspec.Raw(b"{}")


class _Head(msgspec.Struct):
    schema: str = msgspec.field(name="$schema", default="")


def read(content: bytes, *, bytes_max: int = BYTES_MAX) -> canonical.Invoice:
    """Return the invoice that the GOBL JSON ``content`` holds.

    Raises:
        Unreadable: too large, no JSON, no GOBL invoice, or one with fields of other types than GOBL has.
    """
    if len(content) > bytes_max:
        raise Unreadable("KSX-SIZE", most=str(bytes_max))
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        envelope = msgspec.json.decode(content, type=_Envelope)
        inner = bytes(envelope.doc) if envelope.schema.endswith("/envelope") else content
        kind = msgspec.json.decode(inner, type=_Head).schema
        if not kind.endswith(_INVOICE):
            raise Refused("KSX-OTHER", what=f"GOBL {kind[-60:]}")
        source = msgspec.json.decode(inner, type=gobl_terms.Invoice)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Refused("KSX-JSON", what=str(error)[:200]) from error
    return _invoice(source)


def _invoice(source: gobl_terms.Invoice) -> canonical.Invoice:
    ordering, payment = source.ordering, source.payment
    seller, creditor = gobl_parties.party(source.supplier), payment.instructions
    debit = creditor.direct_debit if creditor else None
    terms = payment.terms
    return canonical.Invoice(
        number="-".join(filter(None, (source.series, source.code))) or None,
        issued_on=source.issue_date or None,
        kind=source.tax.ext.get("untdid-document-type") or _KINDS.get(source.type),
        currency=source.currency or None,
        tax_point_on=source.value_date or None,
        due_on=first(one.date for one in terms.due_dates) if terms else None,
        buyer_reference=ordering.code or None,
        project=first(one.code for one in ordering.projects),
        contract=first(one.code for one in ordering.contracts),
        order=first(one.code for one in ordering.purchases),
        sales_order=first(one.code for one in ordering.sales),
        receipt=first(one.code for one in ordering.receiving),
        despatch=first(one.code for one in ordering.despatch),
        tender=first(one.code for one in ordering.tender),
        object=_object(ordering.identities),
        buyer_account=ordering.cost or None,
        terms=(terms.notes or terms.detail or None) if terms else None,
        notes=tuple(
            canonical.Note(text=one.text, subject=one.ext.get("untdid-text-subject"))
            for one in source.notes
            if one.text
        ),
        specification=SPECIFICATION,
        preceding=tuple(
            canonical.Reference(
                id="-".join(filter(None, (one.series, one.code))), issued_on=one.issue_date or None
            )
            for one in source.preceding
        ),
        seller=seller,
        buyer=gobl_parties.party(source.customer),
        payee=gobl_parties.party(payment.payee),
        creditor=(debit.creditor or None) if debit else None,
        delivery=gobl_parties.delivery(source.delivery),
        period=period(ordering.period) or (period(source.delivery.period) if source.delivery else None),
        reference=(creditor.ref or None) if creditor else None,
        payments=gobl_parties.payments(creditor),
        adjustments=_adjustments(source.discounts, source.charges),
        totals=_totals(source),
        tax_totals=_tax_totals(source),
        breakdown=_breakdown(source),
        documents=tuple(map(_document, source.attachments)),
        lines=tuple(_line(line, vat_inside=bool(source.tax.prices_include)) for line in source.lines),
    )


def _line(source: gobl_terms.Line, *, vat_inside: bool) -> canonical.Line:
    item = source.item
    schemed = [one for one in item.identities if one.ext.get("iso-scheme-id")]
    return canonical.Line(
        id=str(source.i) if source.i else None,
        note=first(one.text for one in source.notes),
        object=_object([source.identifier] if source.identifier else []),
        quantity=_quantity(source),
        net=_without_vat(source.total, source.taxes, _AMOUNT_PLACES, vat_inside=vat_inside, places=2),
        order_line=source.order or None,
        buyer_account=source.cost or None,
        period=period(source.period),
        adjustments=_adjustments(source.discounts, source.charges),
        price=_without_vat(item.price, source.taxes, _PRICE_PLACES, vat_inside=vat_inside, places=0),
        taxes=tuple(map(_tax, source.taxes)),
        name=item.name or None,
        description=item.description or None,
        seller_item=item.ref or None,
        buyer_item=first(
            one.code for one in item.identities if not one.label and not one.ext and one.type == "buyer"
        ),
        standard_item=_schemed(schemed[0]) if schemed else None,
        classes=tuple(
            canonical.Identifier(value=one.code, scheme=one.label)
            for one in item.identities
            if one.label and not one.ext
        ),
        origin=item.origin or None,
        attributes=tuple(canonical.Attribute(name=name, value=value) for name, value in item.meta.items()),
    )


def _quantity(source: gobl_terms.Line) -> canonical.Quantity | None:
    if not source.quantity:
        return None
    unit = _UNITS.get(source.item.unit, source.item.unit) or "C62"
    return canonical.Quantity(value=_figure(source.quantity) or "", unit=unit)


def _figure(text: str, *, places: int = 0) -> str | None:
    """Return a number of GOBL in the canonical form; a percentage without its sign."""
    return figure(number(text.removesuffix("%")), places=places) if text else None


def _without_vat(
    text: str, taxes: Iterable[gobl_terms.Tax], step: Decimal, *, vat_inside: bool, places: int
) -> str | None:
    value = number(text).value
    if not vat_inside or value is None:
        return _figure(text, places=places)
    percents = [
        number(tax.percent.removesuffix("%")).value or Decimal(0) for tax in taxes if tax.cat == "VAT"
    ]
    share = sum(percents, HUNDRED) / HUNDRED
    return figure(Number((value / share).quantize(step, ROUND_HALF_UP)), places=places) if share else None


def _tax(source: gobl_terms.Tax) -> canonical.Tax:
    category = source.ext.get("untdid-tax-category") or _CATEGORIES.get(source.key)
    rate = _figure(source.percent) or ("0" if category in _UNTAXED else None)
    return canonical.Tax(scheme=source.cat or "VAT", category=category, rate=rate)


def _adjustments(
    discounts: Iterable[gobl_terms.Adjustment], charges: Iterable[gobl_terms.Adjustment]
) -> tuple[canonical.Adjustment, ...]:
    allowed = [_adjustment(one, charge=False) for one in discounts]
    return (*allowed, *(_adjustment(one, charge=True) for one in charges))


def _adjustment(source: gobl_terms.Adjustment, *, charge: bool) -> canonical.Adjustment:
    code = source.ext.get("untdid-charge" if charge else "untdid-allowance")
    return canonical.Adjustment(
        charge=charge,
        amount=_figure(source.amount, places=2),
        base=_figure(source.base, places=2),
        percent=_figure(source.percent),
        reason=source.reason or None,
        reason_code=code or source.code or None,
        taxes=tuple(map(_tax, source.taxes)),
    )


def _totals(source: gobl_terms.Invoice) -> canonical.Totals:
    """BG-22. What is included in the prices is in GOBL's sum too, and is taken off it."""
    totals = source.totals
    lines = number(totals.sum).value
    included = number(totals.tax_included).value
    net = figure(Number(lines - included), places=2) if lines is not None and included else None
    return canonical.Totals(
        lines=net or _figure(totals.sum, places=2),
        allowances=_figure(totals.discount, places=2),
        charges=_figure(totals.charge, places=2),
        without_vat=_figure(totals.total, places=2),
        with_vat=_figure(totals.total_with_tax, places=2),
        prepaid=_figure(totals.advance, places=2),
        rounding=_figure(totals.rounding, places=2),
        due=_figure(totals.due or totals.payable, places=2),
    )


def _tax_totals(source: gobl_terms.Invoice) -> tuple[canonical.TaxTotal, ...]:
    amount = _figure(source.totals.tax, places=2)
    return () if amount is None else (canonical.TaxTotal(amount=amount, currency=source.currency or None),)


def _breakdown(source: gobl_terms.Invoice) -> tuple[canonical.Subtotal, ...]:
    taxes = source.totals.taxes
    notes = {
        one.ext.get("untdid-tax-category") or _CATEGORIES.get(one.key): one.text for one in source.tax.notes
    }
    made = []
    for category in taxes.categories if taxes else ():
        for rate in category.rates:
            tax = _tax(rate)
            reason, code = notes.get(tax.category), rate.ext.get("cef-vatex")
            made.append(
                canonical.Subtotal(
                    base=_figure(rate.base, places=2),
                    amount=_figure(rate.amount, places=2),
                    tax=msgspec.structs.replace(
                        tax, scheme=category.code or "VAT", reason=reason, reason_code=code
                    ),
                )
            )
    return tuple(made)


def _object(identities: Iterable[gobl_terms.Doc]) -> canonical.Identifier | None:
    """BT-18, BT-128."""
    return next(
        (
            canonical.Identifier(value=one.code, scheme=one.ext.get("untdid-reference"))
            for one in identities
            if one.code
        ),
        None,
    )


def _schemed(source: gobl_terms.Doc) -> canonical.Identifier:
    return canonical.Identifier(value=source.code, scheme=source.ext.get("iso-scheme-id"))


def _document(source: gobl_terms.Attachment) -> canonical.Document:
    return canonical.Document(
        id=source.code or None,
        description=source.description or source.name or None,
        location=source.url or None,
    )
