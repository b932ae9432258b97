"""COMDOC as frozen structs, in the words of its elements; nothing is derived and nothing is required."""

from datetime import date
from decimal import Decimal

from msgspec import Struct


class Basis(Struct, frozen=True, kw_only=True):
    """Another document: the ground of this one, or the one that is annulled."""

    number: str = ""
    type_name: str = ""
    type_code: str = ""
    issued_on: date | None = None


class Period(Struct, frozen=True, kw_only=True):
    """A term from the first to the last day."""

    begins_on: date | None = None
    ends_on: date | None = None


class Address(Struct, frozen=True, kw_only=True):
    """An address; programs write it in parts or as one line."""

    index: str = ""
    region: str = ""
    city: str = ""
    street: str = ""
    line: str = ""
    gln: str = ""


class Side(Struct, frozen=True, kw_only=True):
    """A party (Контрагент), or the one that refuses (Відхилив)."""

    status: str = ""  # Продавець, Покупець, …
    person: str = ""  # Юридична or Фізична
    name: str = ""
    code: str = ""  # ЄДРПОУ, РНОКПП or passport
    vat_number: str = ""
    vat_certificate: str = ""
    mfo: str = ""
    account: str = ""
    iban: str = ""
    bank: str = ""
    phone: str = ""
    guid: str = ""
    gln: str = ""
    director: str = ""
    legal_address: Address | None = None
    actual_address: Address | None = None
    postal_address: Address | None = None


class Marked(Struct, frozen=True, kw_only=True):
    """A numbered text: a comment or a bar code."""

    text: str = ""
    id: str = ""


class Parameter(Struct, frozen=True, kw_only=True):
    """What the format itself has no element for, under a name of the sender's choice."""

    text: str = ""
    id: str = ""
    name: str = ""


class Header(Struct, frozen=True, kw_only=True):
    """Заголовок."""

    number: str = ""
    type_name: str = ""
    scheme: str = ""
    type_code: str = ""
    issued_on: date | None = None
    due_on: date | None = None
    annulment_reason: str = ""
    annulled_on: date | None = None
    valid: Period | None = None
    serviced: Period | None = None
    signed_within: Period | None = None
    order: str = ""
    ordered_on: date | None = None
    fine_percent: Decimal | None = None
    contract: str = ""
    contracted_on: date | None = None
    delivered_on: date | None = None
    place: str = ""
    comments: tuple[Marked, ...] = ()
    bases: tuple[Basis, ...] = ()


class Sums(Struct, frozen=True, kw_only=True):
    """What a row comes to (ВсьогоПоРядку)."""

    net: Decimal | None = None
    vat: Decimal | None = None
    total: Decimal | None = None
    net_discounted: Decimal | None = None
    total_discounted: Decimal | None = None
    discount: Decimal | None = None
    shortage: Decimal | None = None
    fine: Decimal | None = None


class Prices(Struct, frozen=True, kw_only=True):
    """Regular prices beside the agreed ones (ЦінаРегулярна)."""

    net: Decimal | None = None
    total: Decimal | None = None
    net_discounted: Decimal | None = None
    total_discounted: Decimal | None = None


class Operation(Struct, frozen=True, kw_only=True):
    """One operation of a reconciliation (Взаєморозрахунки/Документ)."""

    happened_on: date | None = None
    number: str = ""
    name: str = ""
    kind: str = ""
    department: str = ""
    tax_invoice: str = ""
    tax_invoice_sum: Decimal | None = None
    contract: str = ""
    debit: Decimal | None = None
    credit: Decimal | None = None
    text: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """One row of the table: goods, a service, a claim or an operation."""

    id: str = ""
    position: str = ""
    barcodes: tuple[Marked, ...] = ()
    buyer_article: str = ""
    seller_article: str = ""
    uktzed: str = ""
    name: str = ""
    declared: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    base_price: Decimal | None = None  # without VAT
    vat: Decimal | None = None  # VAT in one unit
    price: Decimal | None = None  # with VAT
    vat_rate: str = ""
    number: str = ""
    happened_on: date | None = None
    order: str = ""
    fine_percent: Decimal | None = None
    remark: str = ""
    text: str = ""
    sums: Sums | None = None
    regular: Prices | None = None
    operations: tuple[Operation, ...] = ()
    guarantee: str = ""


class Totals(Struct, frozen=True, kw_only=True):
    """What the document comes to (ВсьогоПоДокументу)."""

    net: Decimal | None = None
    net_discounted: Decimal | None = None
    total_discounted: Decimal | None = None
    vat: Decimal | None = None
    total: Decimal | None = None
    debit: Decimal | None = None
    credit: Decimal | None = None


class Balance(Struct, frozen=True, kw_only=True):
    """The balances of one party of a reconciliation (ЗагальнеПоКонтрагенту)."""

    text: str = ""
    opening_debit: Decimal | None = None
    opening_credit: Decimal | None = None
    turnover_debit: Decimal | None = None
    turnover_credit: Decimal | None = None
    closing_debit: Decimal | None = None
    closing_credit: Decimal | None = None


class Comdoc(Struct, frozen=True, kw_only=True):
    """A whole document."""

    header: Header = Header()
    annulled: Basis | None = None  # of 019
    refused_by: Side | None = None  # of 021
    sides: tuple[Side, ...] = ()
    delivery: Address | None = None
    parameters: tuple[Parameter, ...] = ()
    text: str = ""
    rows: tuple[Row, ...] = ()
    totals: Totals | None = None
    balances: tuple[Balance, ...] = ()  # of 029
