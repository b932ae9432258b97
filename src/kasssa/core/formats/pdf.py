"""The paper of a document: one PDF/A-3a and PDF/UA-1 file, with the machine-readable original attached.

It is a picture of the document, made again whenever somebody looks; what is signed is the attached original.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kasssa.core.codes.units import BY_CODE
from kasssa.core.document.kinds import About, Form, about
from kasssa.core.document.model import Currency, Document, Letter, Line, Paper, Party
from kasssa.core.document.totals import Rate, Totals, calculate
from kasssa.core.formats import nbuqr, nbuqr_picture
from kasssa.core.formats.press import KYIV, Shown, press
from kasssa.core.money import NBSP, ZERO, Money, plain_decimal
from kasssa.core.parties import format_iban, mfo_of
from kasssa.core.tax import Vat
from kasssa.core.words import Language, NotSayable, amount_in_words, date_in_words

Tongue = Literal["uk", "en", "both"]  # both: Ukrainian with English beside it

# How the original is attached: its name, and what it is called on the paper.
_ORIGINALS: dict[Form, dict[str, Shown]] = {
    Form.INVOICE: {"name": "invoice.xml", "format": "UBL 2.1, EN 16931"},
    Form.CREDIT_NOTE: {"name": "credit-note.xml", "format": "UBL 2.1, EN 16931"},
    Form.COMDOC: {"name": "document.xml", "format": "COMDOC"},
}
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
    document: Paper,
    *,
    language: Tongue,
    made_at: datetime,
    signatures: Sequence[SignatureCard] = (),
    answer: Answer | None = None,
    qr: bool = True,
    xml: bytes | None = None,
) -> bytes:
    """Return the PDF of ``document``; the same arguments give the same bytes.

    ``xml`` is the original in UTF-8, in the form of its kind, attached as it is. A side that has not signed
    gets an empty card. The payment code is left out where nothing can be paid by it: rejected, paid, no
    account, another currency, no invoice. ``made_at`` is aware; times are printed in Kyiv time.
    """
    if isinstance(document, Letter):
        url, said = "", _letter(document, language)
    else:
        url = _payment_url(document) if qr and not _is_closed(answer) else ""
        said = _paper(document, calculate(document), language)
    shown = said | {
        "made": _moment(made_at),
        "qr": _qr(url, language),
        "signatures": _signature_rows(document, signatures),
        "verdict": answer.verdict.value if answer else "",
        "verdict_at": _moment(answer.at) if answer else "",
        "reason": answer.reason if answer else "",
        "xml": _ORIGINALS[about(document.kind).form] if xml is not None else {},
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


def _qr(url: str, language: Tongue) -> Shown:
    """What stands beside the code is read back from it: the two must say the same (rule 15)."""
    if not url:
        return {"url": ""}
    payment = nbuqr.decode(url)
    return {
        "url": url,
        "svg": nbuqr_picture.svg(url, "en" if language == "en" else "uk"),
        "width_mm": nbuqr_picture.side(url) * _MODULE_MM,
        "iban": format_iban(payment.iban),
        "purpose": payment.purpose,
    }


def _heading(document: Paper, language: Tongue) -> dict[str, Shown]:
    """What every document has: its name, number, date and place, and the words of its kind."""
    row = about(document.kind)
    return {
        "language": language,
        "priced": row.priced,
        "payable": row.payable,
        "title": _say(language, row.uk.title, row.en.title),
        "preamble": _say(language, row.preamble_uk, row.preamble_en),
        "sides": _sides(row, language),
        "number": document.number,
        "day": _day(document.issued_on, language),
        "place": document.place,
        "currency": "₴" if document.currency == Currency.UAH else document.currency,
        "coins": {
            "uk": "грн" if document.currency == Currency.UAH else document.currency,
            "en": document.currency,
        },
        "total_label": _say(language, row.uk.total, row.en.total),
    }


def _letter(letter: Letter, language: Tongue) -> dict[str, Shown]:
    demanded = letter.claimed.kopiykas > 0
    return _heading(letter, language) | {
        "due": "",
        "due_sum": _money(letter.claimed, language) if demanded else "",
        "total": _money(letter.claimed, language) if demanded else "",
        "seller": {"name": letter.author.name, "rows": _party_rows(letter.author, payer=True)},
        "buyer": {"name": letter.addressee.name, "rows": _party_rows(letter.addressee, payer=True)},
        "refs": _refs(letter, language),
        "words": _words(letter, letter.claimed, language) if demanded else [],
        "words_tax": "",
        "note": letter.text.splitlines(),
    }


def _paper(document: Document, totals: Totals, language: Tongue) -> dict[str, Shown]:
    taxed = any(rate.vat is not Vat.NOT_PAYER for rate in totals.rates)
    return _heading(document, language) | {
        "due": _day(document.due_on, language),
        "seller": {"name": document.seller.name, "rows": _party_rows(document.seller, payer=taxed)},
        "buyer": {"name": document.buyer.name, "rows": _party_rows(document.buyer, payer=True)},
        "refs": _refs(document, language),
        "taxed": taxed,
        "lines": _lines(document, totals, language),
        "net": _money(totals.net, language),
        "rates": [_rate(rate, language) for rate in _sorted(totals.rates)],
        "total": _money(totals.total, language),
        "prepaid": _money(totals.prepaid, language) if totals.prepaid.kopiykas else "",
        "due_sum": _money(totals.due, language),
        "words": _words(document, totals.total, language),
        "words_tax": _money(totals.tax, language) if totals.tax.kopiykas else "",
        "note": document.note.splitlines(),
    }


def _say(language: Tongue, ukrainian: str, english: str) -> str:
    if language == "both":
        return f"{ukrainian} / {english}" if ukrainian and english else ukrainian
    return english if language == "en" else ukrainian


def _sides(row: About, language: Tongue) -> Shown:
    here, there = row.uk.sides, row.en.sides
    return {
        "seller": _say(language, here.seller, there.seller),
        "buyer": _say(language, here.buyer, there.buyer),
        "for_seller": _say(language, here.for_seller, there.for_seller),
        "for_buyer": _say(language, here.for_buyer, there.for_buyer),
        "by_buyer": here.by_buyer if language != "en" else there.by_buyer,
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


def _refs(document: Paper, language: Tongue) -> Shown:
    row = about(document.kind)
    rows = [
        ["basis", _basis(document, language), _say(language, row.uk.basis, row.en.basis)],
        ["contract", document.contract, ""],
    ]
    if isinstance(document, Document):
        rows += [
            ["order", document.order, ""],
            ["period", _period(document), ""],
            ["due", _day(document.due_on, language), ""],
        ]
    return [[key, value, label] for key, value, label in rows if value]


def _basis(document: Paper, language: Tongue) -> str:
    basis, row = document.basis, about(document.kind)
    if basis is None:
        return ""
    named = about(basis.kind)
    title = "" if row.corrects else f"{_say(language, named.uk.title, named.en.title)} "
    return f"{title}№ {basis.number}, {_day(basis.issued_on, language)}"


def _period(document: Document) -> str:
    if document.period is None:
        return ""
    days = (document.period.begins_on, document.period.ends_on)
    return " – ".join(day.strftime("%d.%m.%Y") for day in days)


def _lines(document: Document, totals: Totals, language: Tongue) -> Shown:
    """The lines, each with what all lines down to it come to: that is carried from page to page."""
    shown, carried = [], ZERO
    for line, amount in zip(document.lines, totals.lines, strict=True):
        carried += amount
        shown.append(_line(line, amount, language) | {"carried": _money(carried, language)})
    return shown


def _line(line: Line, amount: Money, language: Tongue) -> dict[str, Shown]:
    vat = "" if line.vat is Vat.NOT_PAYER else line.vat.value
    return {
        "name": line.name,
        "code": line.code,
        "bare": not any(character.isalpha() for character in line.code),
        "unit": _unit(line.unit, language),
        "quantity": _number(line.quantity, language),
        "price": _number(line.price, language, decimals_min=2),
        "vat": vat,
        "sum": _money(amount, language),
        "long": len(line.name) > _ROW_CHARACTERS_MAX,
    }


def _unit(code: str, language: Tongue) -> str:
    unit = BY_CODE.get(code)
    if unit is None:
        return code[:_UNIT_CHARACTERS_MAX]
    return _say(language, unit.short, unit.name_en)


def _sorted(rates: Sequence[Rate]) -> list[Rate]:
    """Return the taxed rates from the highest, then what bears no tax."""
    return sorted(rates, key=lambda rate: (not rate.vat.value.isdigit(), -rate.vat.percent))


def _rate(rate: Rate, language: Tongue) -> Shown:
    base = _money(rate.base, language)
    if rate.vat is Vat.EXEMPT:
        return {"kind": "exempt", "ground": rate.exemption, "value": base}
    if rate.vat is Vat.NOT_PAYER:
        return {"kind": "none", "value": base}
    return {"kind": "tax", "percent": rate.vat.value, "base": base, "value": _money(rate.tax, language)}


def _words(document: Paper, total: Money, language: Tongue) -> Shown:
    """The sum in words, in each language of the paper; nothing where no words are known for it."""
    spoken: tuple[Language, ...] = ("uk", "en") if language == "both" else (language,)
    try:
        return [[one, amount_in_words(total, one, document.currency)] for one in spoken]
    except NotSayable:
        return []


def _signature_rows(document: Paper, cards: Sequence[SignatureCard]) -> Shown:
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


def _day(day: date | None, language: Tongue) -> str:
    if day is None:
        return ""
    return day.strftime("%d.%m.%Y") if language == "both" else date_in_words(day, language).replace(" ", NBSP)


def _moment(moment: datetime) -> str:
    return moment.astimezone(KYIV).strftime(f"%d.%m.%Y{NBSP}%H:%M:%S")


def _money(amount: Money, language: Tongue) -> str:
    return f"{amount.hryvnias:,}" if language == "en" else amount.uk()


def _number(number: Decimal, language: Tongue, *, decimals_min: int = 0) -> str:
    """Return ``number`` in full, grouped by threes, with at least ``decimals_min`` decimals."""
    whole, _, decimals = plain_decimal(number).partition(".")
    decimals = decimals.ljust(decimals_min, "0")
    grouped = f"{Decimal(whole):,}"
    if language != "en":
        return grouped.replace(",", NBSP) + (f",{decimals}" if decimals else "")
    return grouped + (f".{decimals}" if decimals else "")
