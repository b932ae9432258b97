"""A semantic invoice as a document of ours, where it fits: our currencies, Ukrainian parties, plain lines.

What fits has the paper, the payment code and the COMDOC of our own documents. What does not
is refused with the place and the reason, so that nothing is lost on the way unseen.
"""

from datetime import date
from decimal import Decimal

from kasssa.core.codes.units import UnknownUnit, find_unit
from kasssa.core.document.kinds import KINDS
from kasssa.core.document.model import Currency, Document, Kind, Line, Party, Period, Reference
from kasssa.core.document.totals import calculate
from kasssa.core.formats import canonical, ubl_terms
from kasssa.core.money import BadNumber, Money, parse_decimal
from kasssa.core.parties import BadCode, parse_code
from kasssa.core.tax import Vat

_KINDS = frozenset(row.type_code for row in KINDS.values() if row.type_code)
_CURRENCIES = frozenset(currency.value for currency in Currency)
_TAXED = {("S", "20"): Vat.GENERAL, ("S", "14"): Vat.AGRARIAN, ("S", "7"): Vat.REDUCED, ("Z", "0"): Vat.ZERO}
_PREFIX = "UA"
_COUNTRIES = ("UA", None)
_LAW, _FREE = "REG", "AAI"  # subjects of notes in our own form


class NotOurs(ValueError):
    """The invoice has something that a document of ours has no place for: where, and what."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


def document_of(invoice: canonical.Invoice) -> Document:
    """Return ``invoice`` as a document of ours with the same sums.

    Raises:
        NotOurs: it does not fit.
    """
    _check_frame(invoice)
    notes = _notes(invoice)
    account = next((one for payment in invoice.payments for one in payment.accounts), canonical.Account())
    document = Document(
        kind=_kind(invoice, notes),
        number=invoice.number or "",
        issued_on=_day(invoice.issued_on, "issued_on"),
        seller=_party(
            invoice.seller,
            "seller",
            notes,
            ubl_terms.SELLER,
            account.iban or _account(notes, ubl_terms.SELLER),
        ),
        buyer=_party(invoice.buyer, "buyer", notes, ubl_terms.BUYER, _account(notes, ubl_terms.BUYER)),
        lines=tuple(_line(line, f"lines[{at}]", invoice) for at, line in enumerate(invoice.lines)),
        due_on=_day(invoice.due_on, "due_on") if invoice.due_on else None,
        currency=invoice.currency or "",
        basis=_basis(invoice),
        period=_period(invoice.period),
        prepaid=_money((invoice.totals or canonical.Totals()).prepaid),
        contract=invoice.contract or "",
        order=invoice.order or "",
        place=notes.get(ubl_terms.PLACE, ""),
        purpose=invoice.reference or "",
        note=notes.get("", ""),
    )
    stated, totals = invoice.totals or canonical.Totals(), calculate(document)
    if totals.total.plain() != stated.with_vat or totals.due.plain() != stated.due:
        raise NotOurs("totals", "they are not those that follow from the lines")
    return document


def _kind(invoice: canonical.Invoice, notes: dict[str, str]) -> Kind:
    """The kind as our own note names it; of another's document, by its type code alone."""
    try:
        return ubl_terms.kind_of(invoice.kind or "", notes.get(ubl_terms.NAME, ""))
    except KeyError:
        return next(kind for kind, row in KINDS.items() if row.type_code == invoice.kind)


def _account(notes: dict[str, str], side: str) -> str:
    return notes.get(f"{side}, {ubl_terms.ACCOUNT}", "")


def _basis(invoice: canonical.Invoice) -> Reference | None:
    if not invoice.preceding:
        return None
    first = invoice.preceding[0]
    if len(invoice.preceding) > 1 or not first.id:
        raise NotOurs("preceding", "one document with a number expected")
    return Reference(number=first.id, issued_on=_day(first.issued_on, "preceding[0].issued_on"))


def _period(period: canonical.Period | None) -> Period | None:
    if period is None:
        return None
    return Period(begins_on=_day(period.start, "period.start"), ends_on=_day(period.end, "period.end"))


def _money(written: str | None) -> Money:
    try:
        return Money.parse(written or "0")
    except BadNumber as error:
        raise NotOurs("totals.prepaid", "an amount expected") from error


def _check_frame(invoice: canonical.Invoice) -> None:
    """Refuse what makes it another thing than a plain invoice."""
    for path, strange in (
        ("kind", invoice.kind not in _KINDS),
        ("currency", invoice.currency not in _CURRENCIES),
        ("adjustments", bool(invoice.adjustments or any(line.adjustments for line in invoice.lines))),
        ("payee", invoice.payee is not None),
        ("representative", invoice.representative is not None),
        ("lines", not invoice.lines),
    ):
        if strange:
            raise NotOurs(path, "a document of ours cannot say this")


def _notes(invoice: canonical.Invoice) -> dict[str, str]:
    """The notes of our own form by their labels; all others together have none."""
    notes: dict[str, str] = {}
    for note in invoice.notes:
        label, colon, text = (note.text or "").partition(": ")
        if note.subject == _LAW and colon:
            notes[label] = text
        elif note.text:
            notes[""] = "\n".join(filter(None, (notes.get(""), note.text)))
    return notes


def _day(written: str | None, path: str) -> date:
    try:
        return date.fromisoformat(written or "")
    except ValueError as error:
        raise NotOurs(path, "a date expected") from error


def _party(source: canonical.Party | None, path: str, notes: dict[str, str], side: str, iban: str) -> Party:
    if source is None:
        raise NotOurs(path, "missing")
    try:
        scheme, code = parse_code(source.legal_id.value if source.legal_id else source.tax_number or "")
    except BadCode as error:
        raise NotOurs(f"{path}.legal_id", "a Ukrainian code expected (ЄДРПОУ, РНОКПП or passport)") from error
    address, contact = source.address or canonical.Address(), source.contact or canonical.Contact()
    if address.country not in _COUNTRIES:
        raise NotOurs(f"{path}.address.country", "a Ukrainian party expected")
    lines = (address.line_1, address.line_2, address.line_3, address.city, address.region, address.post_code)
    return Party(
        scheme=scheme,
        code=code,
        name=source.name or "",
        address=", ".join(filter(None, lines)),
        vat_number=(source.vat_number or "").removeprefix(_PREFIX),
        iban=iban,
        bank=notes.get(f"{side}, {ubl_terms.BANK}", ""),
        phone=contact.telephone or "",
        email=contact.email or "",
        signatory=notes.get(f"{side}, {ubl_terms.SIGNATORY}", ""),
        position=notes.get(f"{side}, {ubl_terms.POSITION}", ""),
    )


def _line(source: canonical.Line, path: str, invoice: canonical.Invoice) -> Line:
    vat, exemption = _vat(source, path, invoice)
    quantity = source.quantity or canonical.Quantity()
    if source.price_base is not None and source.price_base.value not in {"", "1"}:
        raise NotOurs(f"{path}.price_base", "a price for one expected")
    try:
        unit = find_unit(quantity.unit or "").code
    except UnknownUnit as error:
        raise NotOurs(f"{path}.quantity", f"unknown unit {quantity.unit}") from error
    return Line(
        name=source.name or "",
        unit=unit,
        quantity=_number(quantity.value, f"{path}.quantity"),
        price=_number(source.price or "", f"{path}.price"),
        vat=vat,
        exemption=exemption,
        code=source.classes[0].value if source.classes else "",
        article=source.seller_item or "",
    )


def _vat(source: canonical.Line, path: str, invoice: canonical.Invoice) -> tuple[Vat, str]:
    """The VAT of a line and the ground where it is exempt: BT-160 of our own form, or BT-120."""
    tax = source.taxes[0] if source.taxes else canonical.Tax()
    known = _TAXED.get((tax.category or "", tax.rate or ""))
    if known is not None:
        return known, ""
    if tax.category != "E":
        raise NotOurs(f"{path}.taxes", f"no VAT of Ukraine: {tax.category} {tax.rate}")
    ground = next((one.value for one in source.attributes if one.name == ubl_terms.GROUND), None)
    reasons = [
        part.tax.reason
        for part in invoice.breakdown
        if part.tax is not None and part.tax.category == tax.category
    ]
    seller = invoice.seller or canonical.Party()
    if ground is None and not seller.vat_number:
        return Vat.NOT_PAYER, ""
    return Vat.EXEMPT, ground or (reasons[0] if reasons and reasons[0] else "")


def _number(written: str, path: str) -> Decimal:
    try:
        return parse_decimal(written, 6)
    except BadNumber as error:
        raise NotOurs(path, "a number of up to 6 decimals expected") from error
