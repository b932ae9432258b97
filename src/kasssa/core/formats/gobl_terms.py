"""The part of GOBL (gobl.org, draft 0) that an invoice of EN 16931 is read from; all else is passed over."""

from msgspec import Struct, field

Ext = dict[str, str]


class Doc(Struct, kw_only=True):
    """Anything that is known by a code."""

    code: str = ""
    series: str = ""
    type: str = ""
    scope: str = ""
    label: str = ""
    issue_date: str = ""
    ext: Ext = {}


class TaxId(Struct, kw_only=True):
    """A number of the tax authority of a country."""

    country: str = ""
    code: str = ""


class Name(Struct, kw_only=True):
    """The name of a person."""

    given: str = ""
    surname: str = ""


class Email(Struct, kw_only=True):
    """An address of electronic mail."""

    addr: str = ""


class Telephone(Struct, kw_only=True):
    """A telephone."""

    num: str = ""


class Person(Struct, kw_only=True):
    """Whom to speak with."""

    name: Name | None = None
    emails: list[Email] = []
    telephones: list[Telephone] = []


class Address(Struct, kw_only=True):
    """A postal address."""

    num: str = ""
    street: str = ""
    street_extra: str = ""
    locality: str = ""
    region: str = ""
    code: str = ""
    country: str = ""


class Inbox(Struct, kw_only=True):
    """Where invoices are sent."""

    scheme: str = ""
    code: str = ""
    email: str = ""


class Party(Struct, kw_only=True):
    """A company or a person."""

    name: str = ""
    alias: str = ""
    tax_id: TaxId | None = None
    identities: list[Doc] = []
    people: list[Person] = []
    inboxes: list[Inbox] = []
    addresses: list[Address] = []
    emails: list[Email] = []
    telephones: list[Telephone] = []


class Tax(Struct, kw_only=True):
    """A tax on a line, a discount or a charge; or a row of the totals."""

    cat: str = ""
    key: str = ""
    percent: str = ""
    ext: Ext = {}
    base: str = ""
    amount: str = ""


class Adjustment(Struct, kw_only=True):
    """A discount or a charge."""

    reason: str = ""
    code: str = ""
    percent: str = ""
    base: str = ""
    amount: str = ""
    taxes: list[Tax] = []
    ext: Ext = {}


class Item(Struct, kw_only=True):
    """What is sold."""

    name: str = ""
    ref: str = ""
    description: str = ""
    price: str = ""
    unit: str = ""
    origin: str = ""
    identities: list[Doc] = []
    meta: dict[str, str] = {}


class Period(Struct, kw_only=True):
    """From and to."""

    start: str = ""
    end: str = ""


class Note(Struct, kw_only=True):
    """A text."""

    key: str = ""
    text: str = ""
    cat: str = ""
    ext: Ext = {}


class Line(Struct, kw_only=True):
    """One line."""

    i: int = 0
    quantity: str = ""
    item: Item = field(default_factory=Item)
    discounts: list[Adjustment] = []
    charges: list[Adjustment] = []
    taxes: list[Tax] = []
    total: str = ""
    order: str = ""
    cost: str = ""
    identifier: Doc | None = None
    period: Period | None = None
    notes: list[Note] = []


class Ordering(Struct, kw_only=True):
    """References of the buyer."""

    code: str = ""
    cost: str = ""
    period: Period | None = None
    identities: list[Doc] = []
    purchases: list[Doc] = []
    sales: list[Doc] = []
    contracts: list[Doc] = []
    projects: list[Doc] = []
    receiving: list[Doc] = []
    despatch: list[Doc] = []
    tender: list[Doc] = []


class Transfer(Struct, kw_only=True):
    """An account to pay to."""

    iban: str = ""
    bic: str = ""
    number: str = ""
    name: str = ""


class Card(Struct, kw_only=True):
    """A card."""

    first6: str = ""
    last4: str = ""
    holder: str = ""


class DirectDebit(Struct, kw_only=True):
    """A mandate."""

    ref: str = ""
    creditor: str = ""
    account: str = ""


class Instructions(Struct, kw_only=True):
    """How to pay."""

    ref: str = ""
    detail: str = ""
    credit_transfer: list[Transfer] = []
    card: Card | None = None
    direct_debit: DirectDebit | None = None
    ext: Ext = {}


class DueDate(Struct, kw_only=True):
    """When to pay."""

    date: str = ""


class Terms(Struct, kw_only=True):
    """When and on what terms to pay."""

    notes: str = ""
    detail: str = ""
    due_dates: list[DueDate] = []


class Payment(Struct, kw_only=True):
    """All of payment."""

    payee: Party | None = None
    terms: Terms | None = None
    instructions: Instructions | None = None


class Delivery(Struct, kw_only=True):
    """Where and when the goods went."""

    receiver: Party | None = None
    identities: list[Doc] = []
    date: str = ""
    period: Period | None = None


class Category(Struct, kw_only=True):
    """A tax in the totals."""

    code: str = ""
    rates: list[Tax] = []


class Taxes(Struct, kw_only=True):
    """All taxes in the totals."""

    categories: list[Category] = []


class Totals(Struct, kw_only=True):
    """The sums."""

    sum: str = ""
    discount: str = ""
    charge: str = ""
    tax_included: str = ""
    total: str = ""
    taxes: Taxes | None = None
    tax: str = ""
    total_with_tax: str = ""
    rounding: str = ""
    payable: str = ""
    advance: str = ""
    due: str = ""


class TaxRules(Struct, kw_only=True):
    """How the document is taxed."""

    prices_include: str = ""
    ext: Ext = {}
    notes: list[Note] = []


class Attachment(Struct, kw_only=True):
    """A document that belongs to the invoice, elsewhere."""

    code: str = ""
    name: str = ""
    description: str = ""
    url: str = ""
    mime: str = ""


class Invoice(Struct, kw_only=True):
    """``bill/invoice``."""

    type: str = ""
    series: str = ""
    code: str = ""
    issue_date: str = ""
    value_date: str = ""
    currency: str = ""
    tax: TaxRules = field(default_factory=TaxRules)
    preceding: list[Doc] = []
    supplier: Party | None = None
    customer: Party | None = None
    lines: list[Line] = []
    discounts: list[Adjustment] = []
    charges: list[Adjustment] = []
    ordering: Ordering = field(default_factory=Ordering)
    payment: Payment = field(default_factory=Payment)
    delivery: Delivery | None = None
    totals: Totals = field(default_factory=Totals)
    notes: list[Note] = []
    attachments: list[Attachment] = []
