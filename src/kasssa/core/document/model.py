"""The frozen document model. Field docs name the business term (BT, BG) of EN 16931-1."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from kasssa.core.money import ZERO, Money
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat


class Kind(StrEnum):
    """What a document is. Values are stored for ever."""

    INVOICE = "invoice"  # рахунок на оплату
    FACTURA = "factura"  # рахунок-фактура
    ACT = "act"  # акт наданих послуг
    DELIVERY_NOTE = "delivery_note"  # видаткова накладна
    CREDIT_NOTE = "credit_note"  # кредит-нота
    CORRECTION = "correction"  # коригувальний рахунок
    CLAIM = "claim"  # претензія
    ANNULMENT = "annulment"  # анулювання
    REFUSAL = "refusal"  # відмова від підписання


class Currency(StrEnum):
    """What a document may be counted in (BT-5). Values are stored for ever; each has a hundredth."""

    UAH = "UAH"
    EUR = "EUR"
    USD = "USD"


class Reference(Struct, frozen=True, kw_only=True):
    """Another document: the invoice that is corrected (BG-3), or on which an act or a note is based."""

    number: str  # BT-25
    issued_on: date  # BT-26
    kind: Kind = Kind.INVOICE


class Period(Struct, frozen=True, kw_only=True):
    """A period of service (BG-14), both days included."""

    begins_on: date  # BT-73
    ends_on: date  # BT-74


class Party(Struct, frozen=True, kw_only=True):
    """Seller (BG-4) or buyer (BG-7), as it stood on the date of the document."""

    scheme: Scheme
    code: str  # BT-30 / BT-47: ЄДРПОУ, РНОКПП or passport
    name: str  # BT-27 / BT-44
    address: str = ""  # BT-35 / BT-50
    vat_number: str = ""  # BT-31 / BT-48 without the prefix UA
    iban: str = ""  # BT-84
    bank: str = ""
    phone: str = ""  # BT-42 / BT-57
    email: str = ""  # BT-43 / BT-58
    signatory: str = ""  # who answers for the operation: Law 996-XIV art. 9(2)
    position: str = ""  # their position, same article


class Line(Struct, frozen=True, kw_only=True):
    """One line of goods or services (BG-25)."""

    name: str  # BT-153
    unit: str  # BT-130, UN/ECE Rec 20
    quantity: Decimal  # BT-129, up to 6 decimals
    price: Decimal  # BT-146 without VAT, up to 6 decimals
    vat: Vat  # BT-151, BT-152
    exemption: str = ""  # BT-120, the ground when ``vat`` is exempt: «пп. 197.1.2 ПКУ»
    code: str = ""  # BT-158 УКТ ЗЕД or ДКПП
    article: str = ""  # BT-155, the seller's own number of the goods


class Document(Struct, frozen=True, kw_only=True):
    """A document ready to become bytes. Sums are not fields: ``totals.calculate`` derives them."""

    kind: Kind
    number: str  # BT-1
    issued_on: date  # BT-2
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    due_on: date | None = None  # BT-9
    currency: str = Currency.UAH.value  # BT-5
    contract: str = ""  # BT-12
    order: str = ""  # BT-13
    basis: Reference | None = None  # BG-3 of a correction or credit note; ДокПідстава of an act or a note
    period: Period | None = None  # BG-14
    prepaid: Money = ZERO  # BT-113
    place: str = ""  # place of drawing up
    purpose: str = ""  # BT-83 and the payment purpose of the NBU QR
    note: str = ""  # BT-22


class Letter(Struct, frozen=True, kw_only=True):
    """What one party writes to the other about a document: a claim, an annulment, a refusal; no lines."""

    kind: Kind
    number: str
    issued_on: date
    author: Party
    addressee: Party
    basis: Reference | None  # the document that it is about
    text: str
    claimed: Money = ZERO  # what a claim demands, if it demands money
    currency: str = Currency.UAH.value
    contract: str = ""
    place: str = ""

    @property
    def seller(self) -> Party:
        """Who writes and signs first, by the name that lists, papers and signatures use for it."""
        return self.author

    @property
    def buyer(self) -> Party:
        """Who answers, by the same names."""
        return self.addressee


Paper: TypeAlias = Document | Letter
