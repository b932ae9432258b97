"""The arithmetic of the VAT breakdown: rules 08 (the base adds up) and 09 (the tax is right).

The two bindings reckon differently, and the verdict must be that of the binding: UBL allows
less than one of the currency at S, L and M and nothing at the rest; CII the reverse.
"""

from decimal import Decimal

from kasssa.core.en16931.model import Adjustment, Invoice, Line, Subtotal, Syntax, Tax
from kasssa.core.en16931.numbers import (
    CENT,
    ONE,
    ZERO,
    Number,
    rounded,
    within_one,
    within_one_binary,
)


def base_adds_up(category: str, part: Subtotal, invoice: Invoice, *, several: bool) -> bool:
    """Tell whether BT-116 is the sum of the lines and charges of the category, less its allowances."""
    rate = part.tax.rate if part.tax is not None else None
    if invoice.syntax is Syntax.CII:
        return _adds_up_in_cii(category, part, rate, invoice)
    if several:
        return rate is None or _adds_up_at_rate(category, part, rate, invoice)
    if not invoice.lines or part.base is None:
        return False
    return part.base.value == _lines(category, None, invoice.lines) + _balance(category, None, invoice)


def tax_is_right(category: str, part: Subtotal, syntax: Syntax, *, several: bool) -> bool:
    """Tell whether BT-117 is BT-116 times the rate, within one; or zero where there is no rate."""
    amount = part.amount.value if part.amount is not None else None
    if not several:
        return amount == ZERO
    if syntax is Syntax.CII and category != "S":
        return True
    rate = part.tax.rate if part.tax is not None else None
    if amount is None or part.base is None or part.base.value is None or rate is None or rate.value is None:
        return False
    expected = rounded(abs(part.base.value) * rate.value * CENT)
    return abs(amount) - ONE < expected < abs(amount) + ONE


def _adds_up_in_cii(category: str, part: Subtotal, rate: Number | None, invoice: Invoice) -> bool:
    if category in {"L", "M"}:
        return True
    wanted = rate.value if rate is not None and category == "S" else None
    if category == "S" and wanted is None:
        return True
    if part.base is None or part.base.value is None:
        return False
    charges = _sum(category, wanted, invoice, charge=True)
    allowances = _sum(category, wanted, invoice, charge=False)
    total = rounded(_lines(category, wanted, invoice.lines)) + rounded(charges) - rounded(allowances)
    if category in {"S", "O"}:
        return part.base.value == total
    return within_one_binary(part.base.value, total)


def _adds_up_at_rate(category: str, part: Subtotal, rate: Number, invoice: Invoice) -> bool:
    """Rules 08 of S, L and M in UBL: for the rate of this part."""
    if part.base is None or part.base.value is None or rate.value is None:
        return False
    base, balance = part.base.value, _balance(category, rate.value, invoice)
    near = within_one(base, _lines(category, rate.value, invoice.lines) + balance)
    if category != "S":
        return bool(invoice.lines) and near
    if any(_fits(row.taxes, category, rate.value) for row in _every_adjustment(invoice)):
        return near or within_one(base, balance)
    return near and any(_fits(line.taxes, category, rate.value) for line in invoice.lines)


def _every_adjustment(invoice: Invoice) -> list[Adjustment]:
    below = [row for line in invoice.lines for row in line.adjustments]
    return invoice.adjustments + invoice.elsewhere.adjustments + below


def _fits(taxes: list[Tax], category: str, rate: Decimal | None) -> bool:
    """Tell whether some of ``taxes`` is of the category and some has the rate, where one is wanted."""
    if len(taxes) == 1:  # as it should be, and without any generator
        tax = taxes[0]
        if tax.category != category:
            return False
        return rate is None or (tax.rate is not None and tax.rate.value == rate)
    if not any(tax.category == category for tax in taxes):
        return False
    return rate is None or any(tax.rate is not None and tax.rate.value == rate for tax in taxes)


def _lines(category: str, rate: Decimal | None, lines: list[Line]) -> Decimal:
    total = ZERO
    for line in lines:
        net = line.net
        if net is not None and net.value is not None and _fits(line.taxes, category, rate):
            total += net.value
    return total


def _sum(category: str, rate: Decimal | None, invoice: Invoice, *, charge: bool) -> Decimal:
    rows = (row for row in invoice.adjustments if row.charge is charge and _fits(row.taxes, category, rate))
    return sum((row.amount.value for row in rows if row.amount and row.amount.value is not None), ZERO)


def _balance(category: str, rate: Decimal | None, invoice: Invoice) -> Decimal:
    """Return the charges of the category less its allowances."""
    if not invoice.adjustments:
        return ZERO
    return _sum(category, rate, invoice, charge=True) - _sum(category, rate, invoice, charge=False)
