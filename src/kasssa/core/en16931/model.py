"""The semantic invoice of EN 16931-1 (ДСТУ EN 16931-1): what a received invoice says, complete or not.

Every field may be missing: the rules say what is. A text is what was written without the
blanks around it, and an empty one differs from a missing one. The standard's identifiers
(BT of a term, BG of a group) stand beside the fields. Nothing here is derived.
"""

from enum import StrEnum

import msgspec

from kasssa.core.en16931.numbers import Number


class Syntax(StrEnum):
    """The two XML syntaxes of the standard; UBL has a document of its own for credit notes."""

    INVOICE = "ubl-invoice"
    CREDIT_NOTE = "ubl-creditnote"
    CII = "cii"


class Identifier(msgspec.Struct, gc=False):
    """An identifier with its scheme: ISO/IEC 6523, EAS or UNTDID, by its place."""

    value: str = ""
    scheme: str | None = None
    version: str | None = None


class Note(msgspec.Struct, gc=False):
    """BG-1."""

    text: str | None = None  # BT-22
    subject: str | None = None  # BT-21


class Address(msgspec.Struct, gc=False):
    """BG-5, BG-8, BG-12, BG-15."""

    line_1: str | None = None  # BT-35, 50, 64, 75
    line_2: str | None = None  # BT-36, 51, 65, 76
    line_3: str | None = None  # BT-162, 163, 164, 165
    city: str | None = None  # BT-37, 52, 66, 77
    post_code: str | None = None  # BT-38, 53, 67, 78
    region: str | None = None  # BT-39, 54, 68, 79
    country: str | None = None  # BT-40, 55, 69, 80


class Contact(msgspec.Struct, gc=False):
    """BG-6, BG-9."""

    name: str | None = None  # BT-41, 56
    department: str | None = None  # BT-41, 56 in CII
    telephone: str | None = None  # BT-42, 57
    email: str | None = None  # BT-43, 58


class Registration(msgspec.Struct, gc=False):
    """A number given by a tax authority: BT-31, 48, 63 under ``VAT``, BT-32 under any other scheme."""

    number: str | None = None
    written: str | None = None  # the number with the blanks around it
    times: int = 0  # how often a number stands there, in UBL
    scheme: str | None = None  # VAT in capitals, whatever the syntax calls it
    scheme_text: str | None = None  # as written


class Party(msgspec.Struct, gc=False):
    """BG-4 the seller, BG-7 the buyer, BG-10 the payee, BG-11 the seller's tax representative."""

    name: str | None = None  # BT-27, 44; in CII also BT-59, 62
    trading_name: str | None = None  # BT-28, 45; in UBL also BT-59, 62
    ids: list[Identifier] = []  # BT-29, 46, 60
    global_ids: list[Identifier] = []  # BT-29, 46, 60 with a scheme, in CII
    legal_id: Identifier | None = None  # BT-30, 47, 61
    registrations: list[Registration] = []  # BT-31, 32, 48, 63
    legal_form: str | None = None  # BT-33
    endpoint: Identifier | None = None  # BT-34, 49
    address: Address | None = None  # BG-5, 8, 12
    contact: Contact | None = None  # BG-6, 9


class Period(msgspec.Struct, gc=False):
    """BG-14, BG-26. Dates are ``YYYY-MM-DD`` in UBL and ``YYYYMMDD`` in CII."""

    start: str | None = None  # BT-73, 134
    end: str | None = None  # BT-74, 135
    point: str | None = None  # BT-8 in UBL
    start_present: bool = False  # a start is there, in whatever format
    end_present: bool = False
    filled: bool = False  # something else is inside, in UBL


class Delivery(msgspec.Struct, gc=False):
    """BG-13."""

    name: str | None = None  # BT-70
    location: Identifier | None = None  # BT-71
    date: str | None = None  # BT-72
    address: Address | None = None  # BG-15


class Account(msgspec.Struct, gc=False):
    """BG-17."""

    iban: str | None = None  # BT-84
    other: str | None = None  # BT-84 that is no IBAN, in CII
    name: str | None = None  # BT-85
    bank: str | None = None  # BT-86
    bank_alone: bool = False  # CII names the bank apart, and sometimes no account


class Card(msgspec.Struct, gc=False):
    """BG-18."""

    number: str | None = None  # BT-87
    network: str | None = None
    holder: str | None = None  # BT-88


class Mandate(msgspec.Struct, gc=False):
    """BG-19."""

    reference: str | None = None  # BT-89
    payer_account: str | None = None  # BT-91


class Payment(msgspec.Struct, gc=False):
    """BG-16, once for each means."""

    means: str | None = None  # BT-81
    means_text: str | None = None  # BT-82
    reference: str | None = None  # BT-83
    due_on: str | None = None  # BT-9 of a UBL credit note
    accounts: list[Account] = []  # BG-17
    card: Card | None = None  # BG-18
    mandate: Mandate | None = None  # BG-19


class Tax(msgspec.Struct, gc=False):
    """A category of VAT with its rate: of an allowance, a line or a part of the breakdown."""

    category: str | None = None  # BT-95, 102, 118, 151
    rate: Number | None = None  # BT-96, 103, 119, 152
    scheme: str | None = None  # VAT, in capitals
    reason: str | None = None  # BT-120
    reason_code: str | None = None  # BT-121
    point_date: str | None = None  # BT-7 in CII
    point: str | None = None  # BT-8 in CII

    @property
    def is_vat(self) -> bool:
        """Tell whether this is value added tax, and not some other duty."""
        return self.scheme == "VAT"


class Adjustment(msgspec.Struct, gc=False):
    """BG-20, 27 an allowance; BG-21, 28 a charge."""

    charge: bool | None = None  # missing where the indicator is no boolean
    indicator: str | None = None  # the indicator as written
    amount: Number | None = None  # BT-92, 99, 136, 141
    base: Number | None = None  # BT-93, 100, 137, 142
    percent: Number | None = None  # BT-94, 101, 138, 143
    reason: str | None = None  # BT-97, 104, 139, 144
    reason_code: str | None = None  # BT-98, 105, 140, 145
    taxes: list[Tax] = []  # BT-95, 96, 102, 103


class Subtotal(msgspec.Struct, gc=False):
    """BG-23, a part of the VAT breakdown."""

    base: Number | None = None  # BT-116
    amount: Number | None = None  # BT-117
    tax: Tax | None = None  # BT-118 to BT-121


class TaxTotal(msgspec.Struct, gc=False):
    """BT-110 or, in the accounting currency, BT-111; with its parts where the syntax ties them to it."""

    amount: Number | None = None
    parts: list[Subtotal] = []


class Totals(msgspec.Struct, gc=False):
    """BG-22."""

    lines: Number | None = None  # BT-106
    allowances: Number | None = None  # BT-107
    charges: Number | None = None  # BT-108
    without_vat: Number | None = None  # BT-109
    with_vat: Number | None = None  # BT-112
    prepaid: Number | None = None  # BT-113
    rounding: Number | None = None  # BT-114
    due: Number | None = None  # BT-115


class Reference(msgspec.Struct, gc=False):
    """BG-3, and the single references of the header and of a line."""

    id: str | None = None  # BT-25
    issued_on: str | None = None  # BT-26


class Document(msgspec.Struct, gc=False):
    """BG-24, and the invoiced object BT-18 or a tender BT-17, told apart by ``kind``."""

    id: str | None = None  # BT-122
    kind: str | None = None  # UNTDID 1001: 130 the object, 50 the tender, 916 a document
    scheme: str | None = None  # BT-18-1
    description: str | None = None  # BT-123
    location: str | None = None  # BT-124
    attachment: str | None = None  # BT-125, base64
    mime: str | None = None
    file_name: str | None = None


class Attribute(msgspec.Struct, gc=False):
    """BG-32."""

    name: str | None = None  # BT-160
    value: str | None = None  # BT-161


class Line(msgspec.Struct, gc=False):
    """BG-25."""

    id: str | None = None  # BT-126
    note: str | None = None  # BT-127
    object: Identifier | None = None  # BT-128
    documents: list[Document] = []  # BT-128 in CII
    quantity: Number | None = None  # BT-129, BT-130
    net: Number | None = None  # BT-131
    order_line: str | None = None  # BT-132
    buyer_account: str | None = None  # BT-133
    period: Period | None = None  # BG-26
    adjustments: list[Adjustment] = []  # BG-27, 28
    price: Number | None = None  # BT-146
    price_discount: Number | None = None  # BT-147
    gross_price: Number | None = None  # BT-148
    price_indicator: str | None = None  # of BT-147, which is always an allowance
    price_base: Number | None = None  # BT-149, BT-150
    taxes: list[Tax] = []  # BG-30
    name: str | None = None  # BT-153
    description: str | None = None  # BT-154
    seller_item: str | None = None  # BT-155
    buyer_item: str | None = None  # BT-156
    standard_item: Identifier | None = None  # BT-157
    classes: list[Identifier] = []  # BT-158
    origin: str | None = None  # BT-159
    attributes: list[Attribute] = []  # BG-32


class Elsewhere(msgspec.Struct, gc=False):
    """Groups met where the standard has no place for them; the artefacts judge them all the same."""

    subtotals: list[Subtotal] = []
    adjustments: list[Adjustment] = []
    line_taxes: list[Tax] = []
    more_taxes: list[Tax] = []  # a second category of one part of the breakdown
    other_taxes: list[Tax] = []
    periods: list[Period] = []
    deliveries: list[Delivery] = []
    payments: list[Payment] = []
    documents: list[Document] = []
    preceding: list[Reference] = []
    attributes: list[Attribute] = []
    registrations: list[Registration] = []
    countries: set[str] = set()


class Invoice(msgspec.Struct, gc=False):
    """An invoice or a credit note."""

    syntax: Syntax = Syntax.INVOICE
    number: str | None = None  # BT-1
    issued_on: str | None = None  # BT-2
    kind: str | None = None  # BT-3
    currency: str | None = None  # BT-5
    tax_currency: str | None = None  # BT-6
    tax_point_on: str | None = None  # BT-7
    due_on: str | None = None  # BT-9
    buyer_reference: str | None = None  # BT-10
    project: str | None = None  # BT-11
    contract: str | None = None  # BT-12
    order: str | None = None  # BT-13
    sales_order: str | None = None  # BT-14
    receipt: str | None = None  # BT-15
    despatch: str | None = None  # BT-16
    tender: str | None = None  # BT-17
    buyer_account: str | None = None  # BT-19
    terms: str | None = None  # BT-20
    notes: list[Note] = []  # BG-1
    process: str | None = None  # BT-23
    specification: str | None = None  # BT-24
    preceding: list[Reference] = []  # BG-3
    seller: Party | None = None  # BG-4
    buyer: Party | None = None  # BG-7
    payee: Party | None = None  # BG-10
    representative: Party | None = None  # BG-11
    creditor: str | None = None  # BT-90
    mandate: str | None = None  # BT-89 in CII
    deliveries: list[Delivery] = []  # BG-13
    periods: list[Period] = []  # BG-14
    reference: str | None = None  # BT-83 in CII
    payments: list[Payment] = []  # BG-16
    adjustments: list[Adjustment] = []  # BG-20, 21
    totals: Totals | None = None  # BG-22
    tax_totals: list[TaxTotal] = []  # BT-110, 111
    breakdown: list[Subtotal] = []  # BG-23
    documents: list[Document] = []  # BG-24, BT-18
    lines: list[Line] = []  # BG-25
    elsewhere: Elsewhere = msgspec.field(default_factory=Elsewhere)
