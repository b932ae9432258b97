"""The paper of a document: one PDF/A-3a and PDF/UA-1 file, with the machine-readable original attached.

It is a picture of the document, made again whenever somebody looks; what is signed is the attached original.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kasssa.core.codes.units import BY_CODE
from kasssa.core.document.model import Document, Line, Party
from kasssa.core.document.totals import Rate, Totals, calculate
from kasssa.core.formats import nbuqr, nbuqr_picture
from kasssa.core.formats.press import KYIV, Shown, press
from kasssa.core.money import NBSP, Money, plain_decimal
from kasssa.core.parties import format_iban, mfo_of
from kasssa.core.tax import Vat
from kasssa.core.words import Language, NotSayable, amount_in_words, date_in_words

ATTACHMENT = "invoice.xml"

_MODULE_MM = 0.5  # the least that rule 17 of the NBU lets a module be
_UNIT_CHARACTERS_MAX = 12  # an unknown unit must not push the name aside
_ROW_CHARACTERS_MAX = 800  # a name that is longer may be torn by the end of a page


class Side(StrEnum):
    """Whose signature it is."""

    SELLER = "seller"
    BUYER = "buyer"


class SignatureKind(StrEnum):
    """What the law calls the signature: КЕП when the certificate says ``qscd``, УЕП when it does not."""

    QUALIFIED = "qes"
    ADVANCED = "ades"


class Verdict(StrEnum):
    """What became of the document."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCard:
    """One verified signature, as the paper tells of it."""

    role: Side
    name: str
    position: str
    serial: str  # of the certificate, hexadecimal
    issuer: str
    signed_at: datetime
    kind: SignatureKind
    demo: bool = False  # the certificate is of the demo authority: of no legal force


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last thing that became of the document, and when; ``reason`` of a rejection."""

    verdict: Verdict
    at: datetime
    reason: str = ""


def render(
    document: Document,
    *,
    language: Language,
    made_at: datetime,
    signatures: Sequence[SignatureCard] = (),
    answer: Answer | None = None,
    qr: bool = True,
    xml: bytes | None = None,
) -> bytes:
    """Return the PDF of ``document``; the same arguments give the same bytes.

    ``xml`` is the UBL original in UTF-8, attached as it is. A side that has not signed gets an empty card.
    The payment code is left out where nothing can be paid by it: rejected, paid, no account, another
    currency. ``made_at`` is aware; times are printed in Kyiv time.
    """
    url = _payment_url(document) if qr and not _is_closed(answer) else ""
    shown = _paper(document, calculate(document), language) | {
        "made": _moment(made_at),
        "qr": _qr(url, language),
        "signatures": _signature_rows(document, signatures),
        "verdict": answer.verdict.value if answer else "",
        "verdict_at": _moment(answer.at) if answer else "",
        "reason": answer.reason if answer else "",
        "xml": xml is not None,
    }
    if xml is None:
        return press("paper.typ", shown, made_at=made_at)
    return press("paper.typ", shown, made_at=made_at, xml=xml.decode("utf-8"))


def _is_closed(answer: Answer | None) -> bool:
    return answer is not None and answer.verdict is not Verdict.ACCEPTED


def _payment_url(document: Document) -> str:
    try:
        return nbuqr.encode(nbuqr.of(document))
    except nbuqr.BadPayment:
        return ""


def _qr(url: str, language: Language) -> Shown:
    """What stands beside the code is read back from it: the two must say the same (rule 15)."""
    if not url:
        return {"url": ""}
    payment = nbuqr.decode(url)
    return {
        "url": url,
        "svg": nbuqr_picture.svg(url, language),
        "width_mm": nbuqr_picture.side(url) * _MODULE_MM,
        "iban": format_iban(payment.iban),
        "purpose": payment.purpose,
    }


def _paper(document: Document, totals: Totals, language: Language) -> dict[str, Shown]:
    taxed = any(rate.vat is not Vat.NOT_PAYER for rate in totals.rates)
    sums = zip(document.lines, totals.lines, strict=True)
    return {
        "language": language,
        "kind": document.kind.value,
        "number": document.number,
        "day": _day(document.issued_on, language),
        "due": _day(document.due_on, language),
        "place": document.place,
        "currency": "₴" if document.currency == "UAH" else document.currency,
        "seller": {"name": document.seller.name, "rows": _party_rows(document.seller, payer=taxed)},
        "buyer": {"name": document.buyer.name, "rows": _party_rows(document.buyer, payer=True)},
        "refs": _refs(document, language),
        "taxed": taxed,
        "lines": [_line(line, amount, language) for line, amount in sums],
        "net": _money(totals.net, language),
        "rates": [_rate(rate, language) for rate in _sorted(totals.rates)],
        "total": _money(totals.total, language),
        "words": _words(document, totals, language),
        "words_tax": _money(totals.tax, language) if totals.tax.kopiykas else "",
        "note": document.note,
    }


def _party_rows(party: Party, *, payer: bool) -> Shown:
    bank = f"{party.bank}, МФО {mfo_of(party.iban)}" if party.bank and party.iban else party.bank
    contacts = " · ".join(filter(None, (party.phone, party.email)))
    rows = [
        [party.scheme.value, party.code],
        ["vat_number", party.vat_number],
        ["status", "" if payer else "not_payer"],
        ["address", party.address],
        ["iban", format_iban(party.iban)],
        ["bank", bank],
        ["phone" if party.phone else "email", contacts],
    ]
    return [[key, value] for key, value in rows if value]


def _refs(document: Document, language: Language) -> Shown:
    rows = [
        ["contract", document.contract],
        ["order", document.order],
        ["due", _day(document.due_on, language)],
    ]
    return [[key, value] for key, value in rows if value]


def _line(line: Line, amount: Money, language: Language) -> Shown:
    unit = BY_CODE.get(line.unit)
    name = (
        line.unit[:_UNIT_CHARACTERS_MAX] if unit is None else unit.short if language == "uk" else unit.name_en
    )
    vat = "" if line.vat is Vat.NOT_PAYER else line.vat.value
    return {
        "name": line.name,
        "code": line.code,
        "bare": not any(character.isalpha() for character in line.code),
        "unit": name,
        "quantity": _number(line.quantity, language),
        "price": _number(line.price, language, decimals_min=2),
        "vat": vat,
        "sum": _money(amount, language),
        "long": len(line.name) > _ROW_CHARACTERS_MAX,
    }


def _sorted(rates: Sequence[Rate]) -> list[Rate]:
    """Return the taxed rates from the highest, then what bears no tax."""
    return sorted(rates, key=lambda rate: (not rate.vat.value.isdigit(), -rate.vat.percent))


def _rate(rate: Rate, language: Language) -> Shown:
    base = _money(rate.base, language)
    if rate.vat is Vat.EXEMPT:
        return {"kind": "exempt", "ground": rate.exemption, "value": base}
    if rate.vat is Vat.NOT_PAYER:
        return {"kind": "none", "value": base}
    return {"kind": "tax", "percent": rate.vat.value, "base": base, "value": _money(rate.tax, language)}


def _words(document: Document, totals: Totals, language: Language) -> str:
    if document.currency != "UAH":
        return ""
    try:
        return amount_in_words(totals.total, language)
    except NotSayable:
        return ""


def _signature_rows(document: Document, cards: Sequence[SignatureCard]) -> Shown:
    """Return rows of two cards, the seller's and the buyer's; a side without any has an empty one to sign."""
    columns = [
        [_card(card) for card in cards if card.role is side] or [_waiting(side, party)]
        for side, party in ((Side.SELLER, document.seller), (Side.BUYER, document.buyer))
    ]
    height = max(map(len, columns))
    padded = [column + [False] * (height - len(column)) for column in columns]
    return [list(row) for row in zip(*padded, strict=True)]


def _card(card: SignatureCard) -> Shown:
    return {
        "role": card.role.value,
        "signed": True,
        "name": card.name,
        "position": card.position,
        "serial": card.serial,
        "issuer": card.issuer,
        "at": _moment(card.signed_at),
        "kind": card.kind.value,
        "demo": card.demo,
    }


def _waiting(side: Side, party: Party) -> Shown:
    return {
        "role": side.value,
        "signed": False,
        "name": party.signatory,
        "position": party.position,
        "kind": "",
        "demo": False,
    }


def _day(day: date | None, language: Language) -> str:
    return date_in_words(day, language).replace(" ", NBSP) if day else ""


def _moment(moment: datetime) -> str:
    return moment.astimezone(KYIV).strftime(f"%d.%m.%Y{NBSP}%H:%M:%S")


def _money(amount: Money, language: Language) -> str:
    return amount.uk() if language == "uk" else f"{amount.hryvnias:,}"


def _number(number: Decimal, language: Language, *, decimals_min: int = 0) -> str:
    """Return ``number`` in full, grouped by threes, with at least ``decimals_min`` decimals."""
    whole, _, decimals = plain_decimal(number).partition(".")
    decimals = decimals.ljust(decimals_min, "0")
    grouped = f"{Decimal(whole):,}"
    if language == "uk":
        return grouped.replace(",", NBSP) + (f",{decimals}" if decimals else "")
    return grouped + (f".{decimals}" if decimals else "")
