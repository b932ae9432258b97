"""The invoice of EN 16931-1 (ДСТУ EN 16931-1) free of any syntax: frozen, and the same for equal invoices.

This is what is published as JSON (``en_json``), hashed and compared. Texts have no blanks
around them and say something; dates are ``YYYY-MM-DD``; where the standard has one of a
thing, the first counts. A number is a text: the decimal in its one shortest form, an amount
with two places at least. What was written and is no decimal stays as it was written, so that
the rules can still refuse it.
"""

from typing import Annotated

from msgspec import Meta, Struct

FORMAT = "kasssa.invoice.1"

Text = str | None
Day = Annotated[str, Meta(description="A date, YYYY-MM-DD.", examples=["2026-11-25"])] | None
Amount = Annotated[str, Meta(description="An amount, two places at least.", examples=["1234.50"])] | None
Figure = Annotated[str, Meta(description="A price or a percentage.", examples=["20", "0.125"])] | None


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all groups have in common: what is missing is not written, what is unknown is refused."""


class Identifier(Part, frozen=True, kw_only=True):
    """An identifier with its scheme: ISO/IEC 6523, EAS or UNTDID, by its place."""

    value: str = ""
    scheme: Text = None
    version: Text = None


class Quantity(Part, frozen=True, kw_only=True):
    """A quantity in a unit of UN/ECE Recommendation 20 or 21."""

    value: str = ""
    unit: Text = None


class Note(Part, frozen=True, kw_only=True):
    """BG-1: BT-22 with its subject BT-21."""

    text: Text = None
    subject: Text = None


class Address(Part, frozen=True, kw_only=True):
    """BG-5, BG-8, BG-12, BG-15."""

    line_1: Text = None
    line_2: Text = None
    line_3: Text = None
    city: Text = None
    post_code: Text = None
    region: Text = None
    country: Text = None


class Contact(Part, frozen=True, kw_only=True):
    """BG-6, BG-9."""

    name: Text = None  # BT-41, 56: a person, a department, or both with a comma between
    telephone: Text = None  # BT-42, 57
    email: Text = None  # BT-43, 58


class Party(Part, frozen=True, kw_only=True):
    """BG-4 the seller, BG-7 the buyer, BG-10 the payee, BG-11 the seller's tax representative."""

    name: Text = None  # BT-27, 44, 59, 62
    trading_name: Text = None  # BT-28, 45
    ids: tuple[Identifier, ...] = ()  # BT-29, 46, 60
    legal_id: Identifier | None = None  # BT-30, 47, 61
    vat_number: Text = None  # BT-31, 48, 63
    tax_number: Text = None  # BT-32
    legal_form: Text = None  # BT-33
    endpoint: Identifier | None = None  # BT-34, 49
    address: Address | None = None
    contact: Contact | None = None


class Period(Part, frozen=True, kw_only=True):
    """BG-14, BG-26."""

    start: Day = None  # BT-73, 134
    end: Day = None  # BT-74, 135


class Delivery(Part, frozen=True, kw_only=True):
    """BG-13."""

    name: Text = None  # BT-70
    location: Identifier | None = None  # BT-71
    date: Day = None  # BT-72
    address: Address | None = None  # BG-15


class Account(Part, frozen=True, kw_only=True):
    """BG-17."""

    iban: Text = None  # BT-84, an account of any form
    name: Text = None  # BT-85
    bank: Text = None  # BT-86


class Card(Part, frozen=True, kw_only=True):
    """BG-18."""

    number: Text = None  # BT-87
    holder: Text = None  # BT-88


class Mandate(Part, frozen=True, kw_only=True):
    """BG-19."""

    reference: Text = None  # BT-89
    payer_account: Text = None  # BT-91


class Payment(Part, frozen=True, kw_only=True):
    """BG-16, once for each means."""

    means: Text = None  # BT-81
    means_text: Text = None  # BT-82
    accounts: tuple[Account, ...] = ()
    card: Card | None = None
    mandate: Mandate | None = None


class Tax(Part, frozen=True, kw_only=True):
    """A category of VAT with its rate: of an allowance, a charge, a line or a part of the breakdown."""

    scheme: Text = None  # VAT, or another duty
    category: Text = None  # BT-95, 102, 118, 151
    rate: Figure = None  # BT-96, 103, 119, 152
    reason: Text = None  # BT-120
    reason_code: Text = None  # BT-121


class Adjustment(Part, frozen=True, kw_only=True):
    """BG-20, 27 an allowance; BG-21, 28 a charge."""

    charge: bool | None = None
    amount: Amount = None  # BT-92, 99, 136, 141
    base: Amount = None  # BT-93, 100, 137, 142
    percent: Figure = None  # BT-94, 101, 138, 143
    reason: Text = None  # BT-97, 104, 139, 144
    reason_code: Text = None  # BT-98, 105, 140, 145
    taxes: tuple[Tax, ...] = ()


class Subtotal(Part, frozen=True, kw_only=True):
    """BG-23, a part of the VAT breakdown."""

    base: Amount = None  # BT-116
    amount: Amount = None  # BT-117
    tax: Tax | None = None


class TaxTotal(Part, frozen=True, kw_only=True):
    """BT-110 in the currency of the invoice, BT-111 in that of accounting."""

    amount: Amount = None
    currency: Text = None


class Totals(Part, frozen=True, kw_only=True):
    """BG-22."""

    lines: Amount = None  # BT-106
    allowances: Amount = None  # BT-107
    charges: Amount = None  # BT-108
    without_vat: Amount = None  # BT-109
    with_vat: Amount = None  # BT-112
    prepaid: Amount = None  # BT-113
    rounding: Amount = None  # BT-114
    due: Amount = None  # BT-115


class Reference(Part, frozen=True, kw_only=True):
    """BG-3."""

    id: Text = None  # BT-25
    issued_on: Day = None  # BT-26


class Document(Part, frozen=True, kw_only=True):
    """BG-24."""

    id: Text = None  # BT-122
    description: Text = None  # BT-123
    location: Text = None  # BT-124
    attachment: Text = None  # BT-125, base64
    mime: Text = None
    file_name: Text = None


class Attribute(Part, frozen=True, kw_only=True):
    """BG-32."""

    name: Text = None  # BT-160
    value: Text = None  # BT-161


class Line(Part, frozen=True, kw_only=True):
    """BG-25."""

    id: Text = None  # BT-126
    note: Text = None  # BT-127
    object: Identifier | None = None  # BT-128
    quantity: Quantity | None = None  # BT-129, BT-130
    net: Amount = None  # BT-131
    order_line: Text = None  # BT-132
    buyer_account: Text = None  # BT-133
    period: Period | None = None  # BG-26
    adjustments: tuple[Adjustment, ...] = ()  # BG-27, 28
    price: Figure = None  # BT-146
    price_discount: Figure = None  # BT-147
    gross_price: Figure = None  # BT-148
    price_base: Quantity | None = None  # BT-149, BT-150
    taxes: tuple[Tax, ...] = ()  # BG-30
    name: Text = None  # BT-153
    description: Text = None  # BT-154
    seller_item: Text = None  # BT-155
    buyer_item: Text = None  # BT-156
    standard_item: Identifier | None = None  # BT-157
    classes: tuple[Identifier, ...] = ()  # BT-158
    origin: Text = None  # BT-159
    attributes: tuple[Attribute, ...] = ()  # BG-32


class Invoice(Part, frozen=True, kw_only=True, tag_field="format", tag=FORMAT):
    """An invoice or a credit note, told apart by ``kind``."""

    number: Text = None  # BT-1
    issued_on: Day = None  # BT-2
    kind: Text = None  # BT-3, UNTDID 1001
    currency: Text = None  # BT-5
    tax_currency: Text = None  # BT-6
    tax_point_on: Day = None  # BT-7
    tax_point: Text = None  # BT-8, UNTDID 2005
    due_on: Day = None  # BT-9
    buyer_reference: Text = None  # BT-10
    project: Text = None  # BT-11
    contract: Text = None  # BT-12
    order: Text = None  # BT-13
    sales_order: Text = None  # BT-14
    receipt: Text = None  # BT-15
    despatch: Text = None  # BT-16
    tender: Text = None  # BT-17
    object: Identifier | None = None  # BT-18
    buyer_account: Text = None  # BT-19
    terms: Text = None  # BT-20
    notes: tuple[Note, ...] = ()  # BG-1
    process: Text = None  # BT-23
    specification: Text = None  # BT-24
    preceding: tuple[Reference, ...] = ()  # BG-3
    seller: Party | None = None  # BG-4
    buyer: Party | None = None  # BG-7
    payee: Party | None = None  # BG-10
    representative: Party | None = None  # BG-11
    creditor: Text = None  # BT-90
    delivery: Delivery | None = None  # BG-13
    period: Period | None = None  # BG-14
    reference: Text = None  # BT-83
    payments: tuple[Payment, ...] = ()  # BG-16
    adjustments: tuple[Adjustment, ...] = ()  # BG-20, 21
    totals: Totals | None = None  # BG-22
    tax_totals: tuple[TaxTotal, ...] = ()  # BT-110, 111
    breakdown: tuple[Subtotal, ...] = ()  # BG-23
    documents: tuple[Document, ...] = ()  # BG-24
    lines: tuple[Line, ...] = ()  # BG-25
