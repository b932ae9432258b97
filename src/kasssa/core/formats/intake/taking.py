"""An invoice of any origin as a draft of ours: what is taken, what stays behind, what does not fit at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kasssa.core.codes.units import UnknownUnit, find_unit
from kasssa.core.document.checks import LINES_MAX
from kasssa.core.document.draft import Draft, DraftLine, preview
from kasssa.core.document.model import Currency, Kind, Party
from kasssa.core.en16931.numbers import number as number_of
from kasssa.core.formats import canonical, ubl_terms
from kasssa.core.formats.intake.misfits import Misfit, misfit
from kasssa.core.money import BadNumber, parse_decimal, plain_decimal
from kasssa.core.parties import BadCode, parse_code, parse_vat_number
from kasssa.core.tax import Vat

# BT-3, UNTDID 1001
KINDS: Mapping[str, Kind] = {"380": Kind.INVOICE, "381": Kind.CREDIT_NOTE, "384": Kind.CORRECTION}
_CURRENCIES = frozenset(Currency)
_PLACES = 6
_LAW = "REG"  # subject of the notes that our own form writes
_TAXED = {(category, rate): vat for vat, (category, rate) in ubl_terms.CATEGORIES.items() if category != "E"}
_UNTAXED = ("E", "O")
_NAME_CHARS_MAX, _ADDRESS_CHARS_MAX = 250, 300
# What a draft has no field for and can do without; the words for each are the doors'.
_LEFT = (
    ("number", "BT-1"), ("issued_on", "BT-2"), ("delivery", "BG-13"),
    ("documents", "BG-24"), ("preceding", "BG-3"), ("buyer_reference", "BT-10"), ("project", "BT-11"),
    ("sales_order", "BT-14"), ("receipt", "BT-15"), ("despatch", "BT-16"), ("tender", "BT-17"),
    ("object", "BT-18"), ("buyer_account", "BT-19"), ("terms", "BT-20"), ("tax_point_on", "BT-7"),
    ("representative", "BG-11"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of an invoice here. With a misfit there is nothing to keep of ``draft``."""

    draft: Draft
    buyer: Party | None  # None: it has no Ukrainian code, or is the own organisation
    own: bool  # the seller is the own organisation
    to_us: bool  # the buyer is the own organisation
    left: tuple[tuple[str, str], ...]  # name in the canonical invoice and term of what stays behind
    misfits: tuple[Misfit, ...]


def take(invoice: canonical.Invoice, *, own_code: str, seller_pays_vat: bool) -> Taken:
    """Return ``invoice`` as a draft of the organisation ``own_code``, as far as it fits.

    Number and date are not taken: those of our documents follow from their issue.
    """
    notes = _notes(invoice)
    buyer = _buyer(invoice.buyer)
    to_us = buyer is not None and buyer.code == own_code
    kind = KINDS.get(invoice.kind or "", Kind.INVOICE)
    period = invoice.period or canonical.Period()
    corrects = kind is not Kind.INVOICE and bool(invoice.preceding)
    basis = invoice.preceding[0] if corrects else canonical.Reference()
    draft = Draft(
        kind=kind,
        buyer_code="" if buyer is None or to_us else buyer.code,
        lines=tuple(
            _line(line, invoice, seller_pays_vat=seller_pays_vat) for line in invoice.lines[:LINES_MAX]
        ),
        due_on=invoice.due_on or "",
        contract=invoice.contract or "",
        order=invoice.order or "",
        place=notes.get(ubl_terms.PLACE, ""),
        purpose=invoice.reference or "",
        note=notes.get("", ""),
        currency=invoice.currency or "",
        basis_number=basis.id or "",
        basis_on=basis.issued_on or "",
        period_from=period.start or "",
        period_to=period.end or "",
        prepaid=(invoice.totals or canonical.Totals()).prepaid or "",
    )
    own = _code(invoice.seller) == own_code
    return Taken(
        draft=draft,
        buyer=None if to_us else buyer,
        own=own,
        to_us=to_us,
        left=tuple(
            (name, term)
            for name, term in _LEFT
            if getattr(invoice, name) and not (corrects and name == "preceding")
        ),
        misfits=(*_frame(invoice), *_lines(invoice), *_sums(invoice, draft, pays_vat=seller_pays_vat)),
    )


def _frame(invoice: canonical.Invoice) -> Iterator[Misfit]:
    """What is amiss with the invoice as a whole."""
    if invoice.kind not in KINDS:
        yield misfit("01", "BT-3", "kind", invoice.kind or "—")
    if invoice.currency not in _CURRENCIES:
        yield misfit("02", "BT-5", "currency", invoice.currency or "—")
    for at, one in enumerate(invoice.adjustments):
        term = "BG-21" if one.charge else "BG-20"
        yield misfit("03", term, f"adjustments[{at}]", _adjustment(one))
    if invoice.payee is not None:
        yield misfit("07", "BG-10", "payee", invoice.payee.name or "—")
    totals = invoice.totals or canonical.Totals()
    if (number_of(totals.prepaid or "").value or 0) < 0:
        yield misfit("05", "BT-113", "totals.prepaid", totals.prepaid)
    if number_of(totals.rounding or "").value:
        yield misfit("06", "BT-114", "totals.rounding", totals.rounding)


def _lines(invoice: canonical.Invoice) -> Iterator[Misfit]:
    if not invoice.lines:
        yield misfit("13", "BG-25", "lines")
    if len(invoice.lines) > LINES_MAX:
        yield misfit("14", "BG-25", "lines", LINES_MAX)
    for at, line in enumerate(invoice.lines[:LINES_MAX]):
        yield from _misfits(line, f"lines[{at}]")


def _misfits(line: canonical.Line, path: str) -> Iterator[Misfit]:
    for one in line.adjustments:
        yield misfit("04", "BG-28" if one.charge else "BG-27", f"{path}.adjustments", _adjustment(one))
    quantity = line.quantity or canonical.Quantity()
    for term, name, written in (("BT-129", "quantity", quantity.value), ("BT-146", "price", line.price)):
        if not _is_number(written or ""):
            yield misfit("11", term, f"{path}.{name}", written or "—")
    if _unit(quantity.unit) is None:
        yield misfit("09", "BT-130", f"{path}.unit", quantity.unit or "—")
    tax = _tax(line)
    if (tax.category or "", tax.rate or "0") not in _TAXED and tax.category not in _UNTAXED:
        rate = f"{tax.category or '—'} {tax.rate or ''}".rstrip()
        yield misfit("08", "BT-151", f"{path}.vat", rate)
    if _is_number(line.price or "") and _price(line) is None:
        yield misfit("10", "BT-149", f"{path}.price", (line.price_base or canonical.Quantity()).value)


def _sums(invoice: canonical.Invoice, draft: Draft, *, pays_vat: bool) -> Iterator[Misfit]:
    """Whether the lines come to what the file says, where all of them can be counted here."""
    stated = number_of((invoice.totals or canonical.Totals()).with_vat or "").value
    seen = preview(draft, seller_pays_vat=pays_vat)
    unread = any(one.path.startswith("lines") for one in seen.faults)
    if stated is None or unread or invoice.adjustments or any(line.adjustments for line in invoice.lines):
        return
    if seen.totals.total.hryvnias != stated:
        yield misfit("12", "BT-112", "totals", plain_decimal(stated), ours=seen.totals.total.plain())


def _line(line: canonical.Line, invoice: canonical.Invoice, *, seller_pays_vat: bool) -> DraftLine:
    """The line as a person would type it; what does not fit is left as it is written."""
    quantity = line.quantity or canonical.Quantity()
    vat, exemption = _vat(line, invoice, seller_pays_vat=seller_pays_vat)
    return DraftLine(
        name=line.name or "",
        unit=_unit(quantity.unit) or quantity.unit or "",
        quantity=quantity.value,
        price=_price(line) or line.price or "",
        vat=vat,
        exemption=exemption,
        code=line.classes[0].value if line.classes else "",
        article=line.seller_item or "",
    )


def _vat(line: canonical.Line, invoice: canonical.Invoice, *, seller_pays_vat: bool) -> tuple[str, str]:
    """The VAT of a line, and the ground where it is exempt: BT-160 of our own form, or BT-120.

    A payer has to say by which law a line is exempt; where nobody does, the choice is left open.
    """
    tax = _tax(line)
    known = _TAXED.get((tax.category or "", tax.rate or "0"))
    if known is not None:
        return known.value, ""
    said = (one.value for one in line.attributes if one.name == ubl_terms.GROUND)
    parts = (part.tax.reason for part in invoice.breakdown if part.tax and part.tax.category == tax.category)
    ground = next(filter(None, (*said, tax.reason, *parts)), None) or ""
    if not seller_pays_vat:
        return Vat.NOT_PAYER.value, ""
    return (Vat.EXEMPT.value, ground) if ground and ground != ubl_terms.NOT_PAYER else ("", "")


def _buyer(source: canonical.Party | None) -> Party | None:
    """The buyer, if it has a code by which it can be known here."""
    if source is None:
        return None
    try:
        scheme, code = parse_code(_code(source))
    except BadCode:
        return None
    address, contact = source.address or canonical.Address(), source.contact or canonical.Contact()
    lines = (address.line_1, address.line_2, address.line_3, address.city, address.region, address.post_code)
    return Party(
        scheme=scheme,
        code=code,
        name=(source.name or code)[:_NAME_CHARS_MAX],
        address=", ".join(filter(None, lines))[:_ADDRESS_CHARS_MAX],
        vat_number=_vat_number(source.vat_number or "", code),
        email=contact.email or "",
    )


def _code(party: canonical.Party | None) -> str:
    if party is None:
        return ""
    return party.legal_id.value if party.legal_id else party.tax_number or ""


def _vat_number(written: str, code: str) -> str:
    try:
        return parse_vat_number(written.removeprefix("UA"), code=code)
    except BadCode:
        return ""


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


def _tax(line: canonical.Line) -> canonical.Tax:
    return line.taxes[0] if line.taxes else canonical.Tax()


def _unit(code: str | None) -> str | None:
    try:
        return find_unit(code or "").code
    except UnknownUnit:
        return None


def _price(line: canonical.Line) -> str | None:
    """The price for one, if it comes out even."""
    base = line.price_base.value if line.price_base else ""
    if base in ("", "1"):
        return line.price
    try:
        whole, count = parse_decimal(line.price or "", _PLACES), parse_decimal(base, _PLACES)
    except BadNumber:
        return None
    if not count:
        return None
    one = (whole / count).quantize(Decimal("0.000001"))
    return plain_decimal(one) if one * count == whole else None


def _is_number(written: str) -> bool:
    try:
        parse_decimal(written, _PLACES)
    except BadNumber:
        return False
    return True


def _adjustment(one: canonical.Adjustment) -> str:
    return " ".join(filter(None, (one.reason, one.amount)))
