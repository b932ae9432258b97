"""An invoice of any origin as the sheet that our own documents are shown on."""

from datetime import date

from django.utils.translation import gettext as _

from kasssa.core.codes.units import UnknownUnit, find_unit
from kasssa.core.document.model import Kind
from kasssa.core.formats import canonical, semantic_words
from kasssa.core.formats.intake import KINDS
from kasssa.web.documents import paper

LINES_MAX = 50  # shown; all are taken


def sheet(invoice: canonical.Invoice) -> dict[str, object]:
    """Return what the sheet shows: figures as the file states them, nothing counted anew."""
    totals = invoice.totals or canonical.Totals()
    tax = next((one.amount for one in invoice.tax_totals), None)
    rates = [
        {
            "label": _("VAT %(percent)s %% of %(base)s")
            % {"percent": _rate(part), "base": _figure(part.base)},
            "amount": _figure(part.amount),
        }
        for part in invoice.breakdown
    ]
    said = paper.words_of(KINDS.get(invoice.kind or "", Kind.INVOICE))
    return {
        "roles": said.sides,
        "priced": True,
        "title": semantic_words.title(invoice.kind, paper.language()),
        "number": invoice.number or "",
        "issued_on": _day(invoice.issued_on),
        "due_on": _day(invoice.due_on),
        "contract": invoice.contract or "",
        "order": invoice.order or "",
        "purpose": invoice.reference or "",
        "currency": invoice.currency or "",
        "seller": _party(invoice.seller),
        "buyer": _party(invoice.buyer),
        "lines": [_line(line) for line in invoice.lines[:LINES_MAX]],
        "totals": {
            "net": _figure(totals.without_vat),
            "vats": rates or [{"label": _("VAT"), "amount": _figure(tax)}],
            "vat": _figure(tax),
            "gross": _figure(totals.with_vat),
            "prepaid": _figure(totals.prepaid) if totals.prepaid else "",
            "due": _figure(totals.due or totals.with_vat),
            "label": said.total,
        },
    }


def _party(party: canonical.Party | None) -> dict[str, str]:
    party = party or canonical.Party()
    address, contact = party.address or canonical.Address(), party.contact or canonical.Contact()
    lines = (address.line_1, address.line_2, address.line_3, address.city, address.post_code, address.country)
    return {
        "name": party.name or _("not named"),
        "code_label": _("Code"),
        "code": (party.legal_id.value if party.legal_id else party.tax_number) or "—",
        "vat_number": party.vat_number or "",
        "address": ", ".join(filter(None, lines)),
        "phone": contact.telephone or "",
        "email": contact.email or "",
    }


def _line(line: canonical.Line) -> dict[str, str]:
    quantity = line.quantity or canonical.Quantity()
    tax = line.taxes[0] if line.taxes else canonical.Tax()
    return {
        "name": line.name or "",
        "code": line.classes[0].value if line.classes else line.seller_item or "",
        "unit": _unit(quantity.unit),
        "quantity": _figure(quantity.value),
        "price": _figure(line.price),
        "vat": f"{tax.rate} %" if tax.rate and tax.category == "S" else tax.category or "",
        "exemption": tax.reason or "",
        "sum": _figure(line.net),
    }


def _unit(code: str | None) -> str:
    try:
        unit = find_unit(code or "")
    except UnknownUnit:
        return code or ""
    return unit.short if paper.language() == "uk" else unit.name_en


def _rate(part: canonical.Subtotal) -> str:
    return (part.tax.rate if part.tax else None) or "0"


def _figure(text: str | None) -> str:
    """The number as people write it; what is none stays as it is."""
    whole, point, rest = (text or "").partition(".")
    if not whole.removeprefix("-").isdigit():
        return text or "—"
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return f"{grouped},{rest}" if point else grouped


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
