"""The payment QR code of the National Bank: a payment in one URL.

Formats 002 and 003 of the rules of NBU Board resolution № 97 of 19.08.2025 (annexes 3 and 4; in force since
01.11.2025). Format 003 is what the service draws, format 002 is for banks that have not caught up.
"""

import re
import unicodedata
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from kasssa.core.document.kinds import about
from kasssa.core.document.model import Currency, Document
from kasssa.core.document.totals import calculate
from kasssa.core.formats.purpose import purpose
from kasssa.core.money import Money
from kasssa.core.parties import BadCode, parse_iban

Version = Literal[2, 3]

PREFIXES: dict[Version, str] = {2: "https://bank.gov.ua/qr/", 3: "https://qr.bank.gov.ua/"}
KYIV = ZoneInfo("Europe/Kyiv")

_AMOUNT_KOPIYKAS_MAX = 99_999_999_999
_RECIPIENT_CHARACTERS_MAX: dict[Version, int] = {2: 38, 3: 140}
_PURPOSE_CHARACTERS_MAX: dict[Version, int] = {2: 140, 3: 420}
_REFERENCE_CHARACTERS_MAX = 35
_DISPLAY_CHARACTERS_MAX = 140
_URL_CHARACTERS_MAX: dict[Version, int] = {2: 500, 3: 475 + len(PREFIXES[3])}
_RAW_BYTES_MAX = 475 * 3 // 4  # what 475 characters of base64 hold

_IBAN = re.compile(r"UA[0-9]{8}[0-9A-Z]{19}")
_CODE = re.compile(r"[0-9]{8,10}|[А-ЩЬЮЯЄІЇҐ]{2}[0-9]{6}")  # ЄДРПОУ, ID card, РНОКПП, old passport
_CATEGORY = re.compile(r"[A-Z0-9]{4}/[A-Z0-9]{4}")
_AMOUNT = re.compile(r"UAH(0|[1-9][0-9]{0,8}|)(?:(?<=[0-9])\.([0-9]{2}))?")
_MOMENT = "%y%m%d%H%M%S"
# Twins of allowed characters that keyboards and editors put in their place.
_TWINS = str.maketrans(
    dict.fromkeys("\u02bc\u02b9\u2032", "\u2019") | dict.fromkeys("\u2010\u2011\u2212", "-")
)


class Transfer(StrEnum):
    """Field 4: which way the money goes."""

    CREDIT = "UCT"
    INSTANT = "ICT"
    EITHER = "XCT"


class Field(IntEnum):
    """What the payer may be allowed to change; the number is the field's, and its bit in field 14."""

    RECIPIENT = 6
    IBAN = 7
    AMOUNT = 8
    CODE = 9
    CATEGORY = 10
    PURPOSE = 12
    DISPLAY = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment as the rules know it. Texts are cleaned when it is encoded, codes are not."""

    recipient: str
    iban: str
    code: str
    purpose: str
    amount: Money | None = None
    reference: str = ""
    category: str = "OTHR/OTHR"  # ISO 20022 category and purpose; Privat24 refuses an empty one
    transfer: Transfer = Transfer.CREDIT
    display: str = ""
    editable: frozenset[Field] | None = frozenset()  # None leaves the choice to the bank
    valid_until: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BankLink:
    """A button that opens the payment in the application of a bank."""

    bank: str
    url: str


class BadPayment(ValueError):
    """The payment, or the URL of one, breaks the rules of the National Bank: in which field, and how."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.problem = field, problem


_BANKS = (
    ("ПриватБанк", "https://www.privat24.ua/rd/send_qr/nbu/"),
    ("monobank", "https://mbnk.app/qr/"),
    ("ПУМБ", "https://mobile-app.pumb.ua/bank.gov.ua/qr/"),
    ("Райффайзен Банк", "https://my-raif.apps.raiffeisen.ua/qr?payload="),
    ("А-Банк", "abank24://bank.gov.ua/qr/"),
    ("Приват24 для бізнесу", "p24business://bank.gov.ua/qr/"),
)


def of(document: Document) -> Payment:
    """Return the payment of ``document`` to its seller, every field locked.

    A purpose that was not written is composed; one that would not fit is cut with an ellipsis. What is
    printed beside the code must be what the code says (rule 15): print ``decode(encode(...))``.

    Raises:
        BadPayment: nothing is to be paid by the document, or in another currency.
    """
    if document.currency != Currency.UAH:
        raise BadPayment("amount", "only hryvnias can be paid by this code")
    totals = calculate(document)
    if not about(document.kind).payable or not totals.due.kopiykas:
        raise BadPayment("amount", "nothing is to be paid by this document")
    number = cleaned(document.number)
    return fitted(
        Payment(
            recipient=cleaned(document.seller.name),
            iban=document.seller.iban,
            code=document.seller.code,
            purpose=cleaned(document.purpose) or purpose(number, document.issued_on, totals.tax),
            amount=totals.due,
            reference=number,
        )
    )


def fitted(payment: Payment) -> Payment:
    """Return ``payment``, its texts ``cleaned`` already, cut to what one code of format 003 holds.

    A reference that is too long is left out: a part of one would be the reference of something else.
    """
    payment = replace(
        payment,
        recipient=payment.recipient[: _RECIPIENT_CHARACTERS_MAX[3]],
        reference=payment.reference if len(payment.reference) <= _REFERENCE_CHARACTERS_MAX else "",
    )
    over = len(_raw(payment, 3)) - _RAW_BYTES_MAX
    return payment if over <= 0 else replace(payment, purpose=cleaned(payment.purpose)[: -over - 1] + "…")


def encode(payment: Payment, version: Version = 3) -> str:
    """Return ``payment`` as the URL that the QR code carries, its texts ``cleaned``, in Windows-1251.

    Format 002 has no reference, category, display text, lock or dates: they are left out of it.

    Raises:
        BadPayment: a field breaks the rules, or all together are too long for one code.
    """
    _check(payment, version)
    url = PREFIXES[version] + urlsafe_b64encode(_raw(payment, version)).decode("ascii").rstrip("=")
    if len(url) > _URL_CHARACTERS_MAX[version]:
        raise BadPayment("purpose", f"the code would be {len(url)} characters: shorten the texts")
    return url


def decode(url: str) -> Payment:
    """Return the payment that ``url``, of format 002 or 003, carries.

    Raises:
        BadPayment: it is no such URL, or what it carries breaks the rules.
    """
    version, fields = _fields(url)
    transfer, (recipient, iban, amount, code) = fields[3], fields[5:9]
    if transfer not in {"UCT", "ICT", "XCT"}:
        raise BadPayment("transfer", "UCT, ICT or XCT expected")
    payment = Payment(
        recipient=recipient,
        iban=iban,
        code=code,
        purpose=fields[11],
        amount=_amount(amount),
        transfer=Transfer(transfer),
        editable=None,
    )
    if version == 3:
        payment = replace(
            payment,
            category=fields[9],
            reference=fields[10],
            display=fields[12],
            editable=_unlocked(fields[13]),
            valid_until=_moment("valid_until", fields[14]),
            created_at=_moment("created_at", fields[15]),
        )
    _check(payment, version)
    return payment


def deep_links(url: str) -> tuple[BankLink, ...]:
    """Return the buttons that open the payment of ``url`` in the applications of banks.

    Raises:
        BadPayment: ``url`` is no payment URL.
    """
    _, payload = split(url)
    return tuple(BankLink(bank, prefix + payload) for bank, prefix in _BANKS)


def cleaned(text: str) -> str:
    """Return ``text`` in the characters the rules allow: no line break, no emoji, single plain spaces.

    A line break would shift every field after it, so that a purpose could forge an account.

    >>> cleaned("Кава\\nUA21…  ☕ п'ять\\u00a0м’ячів café")
    "Кава UA21… п'ять м’ячів cafe"
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split())).translate(_TWINS)
    return " ".join("".join(map(_allowed, composed)).split())


def split(url: str) -> tuple[Version, str]:
    """Return the format and the payload of ``url``.

    Raises:
        BadPayment: it is no address of a payment code.
    """
    for version, prefix in PREFIXES.items():
        if url.startswith(prefix):
            return version, url.removeprefix(prefix)
    raise BadPayment("url", "the address of a payment code of the National Bank expected")


def _check(payment: Payment, version: Version) -> None:
    """Refuse what no cleaning can mend."""
    if not _is_iban(payment.iban, version):
        raise BadPayment("iban", "a Ukrainian IBAN without spaces, with right check digits, expected")
    if not _CODE.fullmatch(payment.code):
        raise BadPayment("code", "ЄДРПОУ, РНОКПП, or the number of a passport expected")
    if payment.amount is not None and not 0 < payment.amount.kopiykas <= _AMOUNT_KOPIYKAS_MAX:
        raise BadPayment("amount", "between 0.01 and 999999999.99 hryvnias expected")
    _check_text("recipient", payment.recipient, _RECIPIENT_CHARACTERS_MAX[version])
    _check_text("purpose", payment.purpose, _PURPOSE_CHARACTERS_MAX[version])
    if version == 3:
        _check_text("reference", payment.reference, _REFERENCE_CHARACTERS_MAX, required=False)
        _check_text("display", payment.display, _DISPLAY_CHARACTERS_MAX, required=False)
        if not _CATEGORY.fullmatch(payment.category):
            raise BadPayment("category", "two ISO 20022 codes expected, as in OTHR/OTHR")


def _is_iban(text: str, version: Version) -> bool:
    """Say whether ``text`` is an IBAN; format 002 asks for its form only, as its official examples show."""
    try:
        return bool(_IBAN.fullmatch(text)) and (version == 2 or parse_iban(text) == text)
    except BadCode:
        return False


def _check_text(field: str, text: str, characters_max: int, *, required: bool = True) -> None:
    length = len(cleaned(text))
    if required and not length:
        raise BadPayment(field, "must not be empty")
    if length > characters_max:
        raise BadPayment(field, f"{length} characters, the most is {characters_max}")


def _raw(payment: Payment, version: Version) -> bytes:
    """Return the lines of the payload: 002 ends with two line feeds, 003 with its empty 17th field."""
    common = [f"BCD\n00{version}\n2", payment.transfer.value, "", cleaned(payment.recipient), payment.iban]
    common += [_amount_text(payment.amount), payment.code]
    purpose = cleaned(payment.purpose)
    if version == 2:
        return "\n".join([*common, "", "", purpose, "", ""]).encode("cp1251")
    dates = [_moment_text(payment.valid_until), _moment_text(payment.created_at)]
    texts = [payment.category, cleaned(payment.reference), purpose, cleaned(payment.display)]
    return "\n".join([*common, *texts, _lock(payment.editable), *dates, ""]).encode("cp1251")


def _amount_text(amount: Money | None) -> str:
    if amount is None:
        return ""
    hryvnias, kopiykas = divmod(amount.kopiykas, 100)
    return f"UAH{hryvnias}.{kopiykas:02d}" if kopiykas else f"UAH{hryvnias}"


def _lock(editable: frozenset[Field] | None) -> str:
    """Return field 14: bit N stands for field N, one is locked."""
    return "" if editable is None else f"{0xFFFF & ~sum(1 << field for field in editable):04X}"


def _moment_text(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(KYIV).strftime(_MOMENT)


def _fields(url: str) -> tuple[Version, list[str]]:
    """Return the version and the fields of ``url``; trailing empty ones may be missing or doubled."""
    version, payload = split(url)
    try:
        raw = b64decode(payload + "=" * (-len(payload) % 4), altchars=b"-_", validate=True)
        marks = raw[:14].decode("ascii").splitlines()
        encodings = {"1": "utf-8", "2": "cp1251"}
        lines = raw.decode(encodings[marks[2]]).replace("\r\n", "\n").split("\n")
    except (NotBase64, ValueError, KeyError, IndexError) as error:
        raise BadPayment("url", "its payload cannot be read") from error
    fields_max = {2: 13, 3: 17}[version]
    if lines[:2] != ["BCD", f"00{version}"] or len(lines) < 12 or any(lines[fields_max:]):
        raise BadPayment("url", "its payload has other fields than the rules say")
    return version, (lines + [""] * 17)[:17]


def _amount(text: str) -> Money | None:
    """Return the amount of field 8; banks write an open one as nothing, as UAH or as UAH0."""
    found = _AMOUNT.fullmatch(text or "UAH")
    if not found:
        raise BadPayment("amount", "hryvnias as in UAH3 or UAH3.50 expected")
    kopiykas = int(found[1] or 0) * 100 + int(found[2] or 0)
    return Money(kopiykas) if kopiykas else None


def _unlocked(mask: str) -> frozenset[Field] | None:
    if not mask:
        return None
    if not re.fullmatch("[0-9A-Fa-f]{4}", mask):
        raise BadPayment("editable", "four hexadecimal digits expected")
    return frozenset(field for field in Field if not int(mask, 16) >> field & 1)


def _moment(field: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=KYIV)
    except ValueError as error:
        raise BadPayment(field, "a moment as in 260317140211 expected") from error


def _allowed(character: str) -> str:
    """Return ``character``, its base letters or nothing: Windows-1251 from 32 on without 127, 152, 160."""
    if character == "\u00ad" or not character.isprintable():
        return ""
    if character.encode("cp1251", errors="ignore"):
        return character
    bare = (part for part in unicodedata.normalize("NFKD", character) if part.isprintable())
    return "".join(part for part in bare if part.encode("cp1251", errors="ignore"))
