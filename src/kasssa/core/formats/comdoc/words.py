"""How terms of ours that COMDOC has no element for are named in its parameters, for writer and reader."""

from decimal import Decimal

from kasssa.core.money import Money
from kasssa.core.tax import Vat, exact_tax_on

SELLER, BUYER = "Продавець", "Покупець"
SIGNATORY, POSITION, EMAIL = "відповідальна особа", "посада", "електронна пошта"
PURPOSE = "Призначення платежу"
PREPAID = "Сплачено наперед"
# How the two sides stand to each other, by type; the lists of who sells and who buys know them all.
STATUSES = {
    "006": (SELLER, BUYER),
    "016": (SELLER, BUYER),
    "018": ("Виконавець", "Замовник"),
    "019": ("Відправник", "Отримувач"),
    "021": ("Відправник", "Отримувач"),
    "030": ("Відправник", "Отримувач"),
}
DKPP = "ДКПП "  # begins the remark of a row that has a ДКПП code
RATES = {
    Vat.GENERAL: "20",
    Vat.AGRARIAN: "14",
    Vat.REDUCED: "7",
    Vat.ZERO: "0",
    Vat.EXEMPT: "Звільнено",
    Vat.NOT_PAYER: "Без ПДВ",
}
_SIX = Decimal("0.000001")


def vat_in_unit(price: Decimal, vat: Vat) -> Decimal:
    """Return the VAT in one unit that costs ``price`` without it, to six decimals."""
    return exact_tax_on(price, vat).quantize(_SIX)


def spread(base: Money, vat: Vat) -> Decimal:
    """Return the exact VAT on ``base``, unrounded."""
    return exact_tax_on(base.hryvnias, vat)
