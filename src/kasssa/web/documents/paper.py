"""A document as a sheet: every figure preformatted by the code that made the bytes."""

from decimal import Decimal

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kasssa.core.codes.units import BY_CODE
from kasssa.core.document.kinds import Form, Words, about
from kasssa.core.document.model import Kind, Letter, Line, Paper, Party
from kasssa.core.document.totals import Rate, Totals, calculate
from kasssa.core.money import ZERO, Money
from kasssa.core.parties import Scheme, format_iban
from kasssa.core.tax import Vat
from kasssa.core.words import Language, NotSayable, amount_in_words


def language() -> Language:
    """Return the language of the page as the core names it."""
    return "en" if get_language() == "en" else "uk"


def words_of(kind: Kind) -> Words:
    """Return what a document of ``kind`` and its parts are called in the language of the page."""
    return about(kind).words(language())


def sheet(document: Paper) -> dict[str, object]:
    """Return what the sheet of an issued document shows."""
    if isinstance(document, Letter):
        return _letter(document)
    totals, said = calculate(document), words_of(document.kind)
    return _heading(document) | {
        "due_on": document.due_on,
        "period": document.period,
        "order": document.order,
        "purpose": document.purpose,
        "note": document.note,
        "lines": [_line(line, amount) for line, amount in zip(document.lines, totals.lines, strict=True)],
        "totals": sums(totals, said.total),
        "words": in_words(totals.total, document.currency),
    }


def _letter(letter: Letter) -> dict[str, object]:
    said, claimed = words_of(letter.kind), letter.claimed
    return _heading(letter) | {
        "text": letter.text,
        "totals": {"label": said.total, "due": claimed.uk()} if claimed > ZERO else {},
        "words": in_words(claimed, letter.currency) if claimed > ZERO else "",
    }


def _heading(document: Paper) -> dict[str, object]:
    said = words_of(document.kind)
    return {
        "title": said.title,
        "preamble": about(document.kind).preamble(language()),
        "roles": said.sides,
        "priced": about(document.kind).priced,
        "payable": about(document.kind).payable,
        "original": original(document.kind),
        "number": document.number,
        "issued_on": document.issued_on,
        "place": document.place,
        "basis_label": said.basis,
        "basis": document.basis,
        "basis_title": words_of(document.basis.kind).title if document.basis else "",
        "contract": document.contract,
        "currency": document.currency,
        "seller": party(document.seller),
        "buyer": party(document.buyer),
    }


def in_words(total: Money, currency: str) -> str:
    """Return the sum in words; nothing where it cannot be said."""
    try:
        return amount_in_words(total, language(), currency)
    except NotSayable:
        return ""


def original(kind: Kind) -> str:
    """Return what the format is called in which documents of ``kind`` are fixed and signed."""
    return "COMDOC" if about(kind).form is Form.COMDOC else "UBL 2.1"


def party(side: Party) -> dict[str, str]:
    """Return what the sheet shows of the seller or the buyer."""
    return {
        "name": side.name,
        "code_label": code_label(side.scheme),
        "code": side.code,
        "vat_number": side.vat_number,
        "address": side.address,
        "iban": format_iban(side.iban) if side.iban else "",
        "bank": side.bank,
        "phone": side.phone,
        "email": side.email,
        "signatory": side.signatory,
        "position": side.position,
    }


def code_label(scheme: Scheme) -> str:
    """Return what a code of ``scheme`` is called."""
    labels = {
        Scheme.EDRPOU: _("EDRPOU code"),
        Scheme.RNOKPP: _("RNTRC"),
        Scheme.PASSPORT: _("Passport"),
        Scheme.ID_CARD: _("ID card"),
    }
    return labels[scheme]


def sums(totals: Totals, label: str) -> dict[str, object]:
    """Return the column of sums under the lines; ``label`` is what the last of them is called."""
    return {
        "label": label,
        "prepaid": totals.prepaid.uk() if totals.prepaid.kopiykas else "",
        "due": totals.due.uk(),
        "net": totals.net.uk(),
        "vats": [{"label": _rate_label(rate), "amount": _rate_amount(rate)} for rate in totals.rates],
        "vat": totals.tax.uk(),
        "gross": totals.total.uk(),
    }


def vat_label(vat: Vat) -> str:
    """Return what a kind of taxation is called in a line."""
    if vat is Vat.EXEMPT:
        return pgettext("VAT", "exempt")
    if vat is Vat.NOT_PAYER:
        return pgettext("VAT", "without VAT")
    return f"{vat.value} %"


def _line(line: Line, amount: Money) -> dict[str, str]:
    return {
        "name": line.name,
        "code": line.code or line.article,
        "unit": BY_CODE[line.unit].short if language() == "uk" else BY_CODE[line.unit].name_en,
        "quantity": _number(line.quantity, places_min=0),
        "price": _number(line.price, places_min=2),
        "vat": vat_label(line.vat),
        "exemption": line.exemption,
        "sum": amount.uk(),
    }


def _rate_label(rate: Rate) -> str:
    if rate.vat in (Vat.EXEMPT, Vat.NOT_PAYER):
        ground = f" ({rate.exemption})" if rate.exemption else ""
        return pgettext("VAT", "Without VAT") + ground
    return _("VAT %(percent)s %% of %(base)s") % {"percent": rate.vat.value, "base": rate.base.uk()}


def _rate_amount(rate: Rate) -> str:
    return rate.base.uk() if rate.vat in (Vat.EXEMPT, Vat.NOT_PAYER) else rate.tax.uk()


def _number(number: Decimal, *, places_min: int) -> str:
    plain = format(number.normalize(), "f")
    whole, _point, rest = plain.partition(".")
    rest = rest.ljust(places_min, "0")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return f"{grouped},{rest}" if rest else grouped
