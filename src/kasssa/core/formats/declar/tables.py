"""DECLAR element by element: the heading, the body of an invoice and of an adjustment, and the columns."""

from collections.abc import Iterator
from typing import Final

from kasssa.core.codes.declar import ADJUSTMENT
from kasssa.core.formats.declar.model import Body, Head, Linked, TaxParty, TaxRow, TaxTotals
from kasssa.core.formats.domestic.forms import DAY, NUMBER, QUANTITY, WHOLE
from kasssa.core.formats.domestic.tables import Cell, Nest, Table

ROOT, HEAD, BODY = "DECLAR", "DECLARHEAD", "DECLARBODY"
ROW_NUMBER = "ROWNUM"

_LINKED = Table(
    Linked,
    Cell("@NUM", "number"),
    Cell("@TYPE", "type"),
    Cell("TIN", "tin"),
    Cell("C_DOC", "c_doc"),
    Cell("C_DOC_SUB", "c_doc_sub"),
    Cell("C_DOC_VER", "c_doc_ver"),
    Cell("C_DOC_TYPE", "c_doc_type"),
    Cell("C_DOC_CNT", "c_doc_cnt"),
    Cell("C_DOC_STAN", "c_doc_stan"),
    Cell("FILENAME", "file_name"),
)
HEADING = Table(
    Head,
    Cell("TIN", "tin", required=True),
    Cell("C_DOC", "c_doc", required=True),
    Cell("C_DOC_SUB", "c_doc_sub", required=True),
    Cell("C_DOC_VER", "c_doc_ver", required=True),
    Cell("C_DOC_TYPE", "c_doc_type"),
    Cell("C_DOC_CNT", "c_doc_cnt"),
    Cell("C_REG", "c_reg", required=True),
    Cell("C_RAJ", "c_raj", required=True),
    Cell("PERIOD_MONTH", "period_month", WHOLE, required=True),
    Cell("PERIOD_TYPE", "period_type"),
    Cell("PERIOD_YEAR", "period_year", WHOLE, required=True),
    Cell("C_STI_ORIG", "c_sti_orig"),
    Cell("C_DOC_STAN", "c_doc_stan"),
    Nest("LINKED_DOCS/DOC", "linked", _LINKED, many=True),
    Cell("D_FILL", "filled_on", DAY),
    Cell("SOFTWARE", "software"),
)
SELLER: Final = (
    Cell("HNAMESEL", "name"),
    Cell("HKSEL", "vat_number"),
    Cell("HNUM2", "branch"),
    Cell("HTINSEL", "code"),
    Cell("HKS", "source"),
)
BUYER: Final = (
    Cell("HNAMEBUY", "name"),
    Cell("HKBUY", "vat_number"),
    Cell("HFBUY", "branch"),
    Cell("HTINBUY", "code"),
    Cell("HKB", "source"),
)
TOTALS: Final = (
    Cell("R04G11", "total", NUMBER),
    Cell("R03G11", "tax", NUMBER),
    Cell("R03G7", "tax_20", NUMBER),
    Cell("R03G109", "tax_7", NUMBER),
    Cell("R03G14", "tax_14", NUMBER),
    Cell("R01G7", "base_20", NUMBER),
    Cell("R01G109", "base_7", NUMBER),
    Cell("R01G14", "base_14", NUMBER),
    Cell("R01G9", "base_901", NUMBER),
    Cell("R01G8", "base_902", NUMBER),
    Cell("R01G10", "base_903", NUMBER),
    Cell("R02G11", "containers", NUMBER),
)
# The adjustment gives other meanings to the same names: R01G9 is its base at 20 %.
ADJUSTMENT_TOTALS: Final = (
    Cell("R001G03", "tax", NUMBER),
    Cell("R02G9", "tax_20", NUMBER),
    Cell("R02G111", "tax_7", NUMBER),
    Cell("R03G14", "tax_14", NUMBER),
    Cell("R01G9", "base_20", NUMBER),
    Cell("R01G111", "base_7", NUMBER),
    Cell("R01G14", "base_14", NUMBER),
    Cell("R006G03", "base_901", NUMBER),
    Cell("R007G03", "base_902", NUMBER),
    Cell("R01G11", "base_903", NUMBER),
)
ABOVE: Final = (
    Cell("HERPN0", "registered_by_seller"),
    Cell("HERPN", "registered_by_buyer"),
    Cell("R01G1", "consolidated"),
    Cell("R03G10S", "exempt"),
    Cell("HORIG1", "stays"),
    Cell("HTYPR", "staying_reason"),
    Cell("HFILL", "drawn_on", DAY, required=True),
    Cell("HNUM", "number", required=True),
    Cell("HNUM1", "activity"),
    Cell("HPODFILL", "corrected_on", DAY),
    Cell("HPODNUM", "corrected_number"),
    Cell("HPODNUM1", "corrected_activity"),
    Cell("HPODNUM2", "corrected_branch"),
)
BELOW: Final = (
    Cell("HBOS", "drawn_by", required=True),
    Cell("HKBOS", "drawn_by_code", required=True),
    Cell("R003G10S", "exemption"),
)
ROW = Table(
    TaxRow,
    Cell("RXXXXG001", "corrected_row"),
    Cell("RXXXXG21", "reason"),
    Cell("RXXXXG22", "group"),
    Cell("RXXXXG3S", "name", required=True),
    Cell("RXXXXG4", "uktzed"),
    Cell("RXXXXG32", "imported"),
    Cell("RXXXXG33", "dkpp"),
    Cell("RXXXXG4S", "unit"),
    Cell("RXXXXG105_2S", "unit_code"),
    Cell("RXXXXG5", "quantity", QUANTITY),
    Cell("RXXXXG6", "price", NUMBER),
    Cell("RXXXXG7", "price_change", NUMBER),
    Cell("RXXXXG8", "price_change_quantity", QUANTITY),
    Cell("RXXXXG008", "rate", required=True),
    Cell("RXXXXG009", "benefit"),
    Cell("RXXXXG010", "base", NUMBER),
    Cell("RXXXXG11_10", "tax", NUMBER),
    Cell("RXXXXG011", "activity"),
    aliases={"RXXXXG5S": "RXXXXG5"},  # services, in the words of the EDIN tables
)
COLUMNS = frozenset(ROW.tree.children)
_PARTS = {
    "seller": Table(TaxParty, *SELLER),
    "buyer": Table(TaxParty, *BUYER),
}
_INVOICE_TOTALS = Table(TaxTotals, *TOTALS)
_ADJUSTED_TOTALS = Table(TaxTotals, *ADJUSTMENT_TOTALS)
_OWN = Table(Body, *ABOVE, *BELOW)


def totals_table(sub: str) -> Table[TaxTotals]:
    """Return the table of totals of an invoice or of an adjustment (C_DOC_SUB)."""
    return _ADJUSTED_TOTALS if sub == ADJUSTMENT else _INVOICE_TOTALS


def own_table() -> Table[Body]:
    """Return the table of what stands in the body itself."""
    return _OWN


def party_tables() -> Iterator[tuple[str, Table[TaxParty]]]:
    """Yield the field of the body and the table of each party."""
    yield from _PARTS.items()
