"""DECLAR as frozen structs: heading, parties, totals by rate and rows; nothing is derived."""

from datetime import date
from decimal import Decimal

from msgspec import Struct


class Linked(Struct, frozen=True, kw_only=True):
    """A linked document (LINKED_DOCS/DOC)."""

    number: str = ""
    type: str = ""
    tin: str = ""
    c_doc: str = ""
    c_doc_sub: str = ""
    c_doc_ver: str = ""
    c_doc_type: str = ""
    c_doc_cnt: str = ""
    c_doc_stan: str = ""
    file_name: str = ""


class Head(Struct, frozen=True, kw_only=True):
    """DECLARHEAD: which form it is, of whom, for what period and for which tax office."""

    tin: str = ""
    c_doc: str = ""  # J12 or F12
    c_doc_sub: str = ""  # 010 or 012
    c_doc_ver: str = ""
    c_doc_type: str = ""
    c_doc_cnt: str = ""
    c_reg: str = ""
    c_raj: str = ""
    period_month: int | None = None
    period_type: str = ""
    period_year: int | None = None
    c_sti_orig: str = ""
    c_doc_stan: str = ""
    linked: tuple[Linked, ...] = ()
    filled_on: date | None = None
    software: str = ""

    @property
    def form(self) -> str:
        """The code of the form, such as J1201016."""
        return f"{self.c_doc}{self.c_doc_sub}{self.c_doc_ver}"


class TaxParty(Struct, frozen=True, kw_only=True):
    """Seller or buyer as the register knows it."""

    name: str = ""
    vat_number: str = ""
    branch: str = ""
    code: str = ""  # ЄДРПОУ, РНОКПП or passport
    source: str = ""  # which register ``code`` is from: HKS, HKB


class TaxTotals(Struct, frozen=True, kw_only=True):
    """Bases and VAT by rate; of an adjustment, what they change by."""

    total: Decimal | None = None  # R04G11, with VAT
    tax: Decimal | None = None  # R03G11 or R001G03
    tax_20: Decimal | None = None
    tax_14: Decimal | None = None
    tax_7: Decimal | None = None
    base_20: Decimal | None = None
    base_14: Decimal | None = None
    base_7: Decimal | None = None
    base_901: Decimal | None = None  # 0 %, export
    base_902: Decimal | None = None  # 0 % within the country
    base_903: Decimal | None = None  # exempt
    containers: Decimal | None = None  # R02G11, returnable


class TaxRow(Struct, frozen=True, kw_only=True):
    """One row of the table."""

    number: int = 0  # ROWNUM
    corrected_row: str = ""  # RXXXXG001 of an adjustment
    reason: str = ""  # RXXXXG21
    group: str = ""  # RXXXXG22
    name: str = ""
    uktzed: str = ""
    imported: str = ""
    dkpp: str = ""
    unit: str = ""
    unit_code: str = ""  # КСПОВО, empty where the classifier has none
    quantity: Decimal | None = None  # of an adjustment: what it changes by
    price: Decimal | None = None
    price_change: Decimal | None = None
    price_change_quantity: Decimal | None = None
    rate: str = ""  # 20, 14, 7, 901, 902, 903
    benefit: str = ""
    base: Decimal | None = None
    tax: Decimal | None = None  # up to six decimals
    activity: str = ""


class Body(Struct, frozen=True, kw_only=True):
    """DECLARBODY but for the rows, which it holds column by column."""

    registered_by_seller: str = ""  # HERPN0 of an adjustment
    registered_by_buyer: str = ""  # HERPN
    consolidated: str = ""  # R01G1
    exempt: str = ""  # R03G10S: «Без ПДВ»
    stays: str = ""  # HORIG1
    staying_reason: str = ""  # HTYPR
    drawn_on: date | None = None  # HFILL
    number: str = ""  # HNUM
    activity: str = ""  # HNUM1
    corrected_on: date | None = None  # HPODFILL: date of the invoice that is adjusted
    corrected_number: str = ""  # HPODNUM
    corrected_activity: str = ""
    corrected_branch: str = ""
    seller: TaxParty = TaxParty()
    buyer: TaxParty = TaxParty()
    totals: TaxTotals = TaxTotals()
    drawn_by: str = ""  # HBOS
    drawn_by_code: str = ""  # HKBOS
    exemption: str = ""  # R003G10S


class Declar(Struct, frozen=True, kw_only=True):
    """A whole tax invoice or adjustment."""

    head: Head = Head()
    body: Body = Body()
    rows: tuple[TaxRow, ...] = ()
