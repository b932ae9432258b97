"""Rules on the totals: BR-12 to 15, BR-CO-10 to 17, BR-45 to 48, and the decimals of totals and breakdown."""

from decimal import Decimal

from kasssa.core.en16931.model import Adjustment, Invoice, Subtotal, Syntax, Totals
from kasssa.core.en16931.numbers import CENT, ONE, ZERO, Number, rounded, value_of, whole
from kasssa.core.en16931.rules.report import Report

_REQUIRED = (
    ("lines", "BR-12", "BT-106"),
    ("without_vat", "BR-13", "BT-109"),
    ("with_vat", "BR-14", "BT-112"),
    ("due", "BR-15", "BT-115"),
)
_PLACES = (
    ("lines", "BR-DEC-09", "BT-106"),
    ("allowances", "BR-DEC-10", "BT-107"),
    ("charges", "BR-DEC-11", "BT-108"),
    ("without_vat", "BR-DEC-12", "BT-109"),
    ("with_vat", "BR-DEC-14", "BT-112"),
    ("prepaid", "BR-DEC-16", "BT-113"),
    ("rounding", "BR-DEC-17", "BT-114"),
    ("due", "BR-DEC-18", "BT-115"),
)
# Categories whose breakdown the CII binding judges by their own rules alone.
APART = frozenset({"L", "M", "O"})


def check(invoice: Invoice, report: Report) -> None:
    """Judge the totals and the VAT breakdown."""
    totals = invoice.totals
    if totals is not None:
        for field, rule, term in _REQUIRED:
            if getattr(totals, field) is None:
                report.found(rule, term, f"totals.{field}")
        for field, rule, term in _PLACES:
            written: Number | None = getattr(totals, field)
            if written is not None and written.places > 2:
                report.found(rule, term, f"totals.{field}", value=written.text)
        _sums(invoice, totals, report)
    _tax_sums(invoice, report)
    _with_vat(invoice, report)
    for index, part in enumerate(invoice.breakdown + invoice.elsewhere.subtotals):
        _part(part, f"breakdown[{index}]", invoice.syntax, report)


def _sums(invoice: Invoice, totals: Totals, report: Report) -> None:
    """BR-CO-10 to 13 and 16: each total is the sum it is called."""
    lines = sum((line.net.value for line in invoice.lines if line.net and line.net.value is not None), ZERO)
    if value_of(totals.lines) != rounded(lines):
        report.found("BR-CO-10", "BT-106", "totals.lines", expected=str(rounded(lines)))
    for written, charge, rule, term, field in (
        (totals.allowances, False, "BR-CO-11", "BT-107", "allowances"),
        (totals.charges, True, "BR-CO-12", "BT-108", "charges"),
    ):
        expected, any_such = _sum(invoice.adjustments, charge=charge)
        if (written is not None or any_such) and value_of(written) != rounded(expected):
            report.found(rule, term, f"totals.{field}", expected=str(rounded(expected)))
    expected_net = _without_vat(totals)
    if expected_net is None or value_of(totals.without_vat) != expected_net:
        report.found("BR-CO-13", "BT-109", "totals.without_vat", expected=str(expected_net or ""))
    if not _due(totals, invoice.syntax):
        report.found("BR-CO-16", "BT-115", "totals.due")


def _sum(rows: list[Adjustment], *, charge: bool) -> tuple[Decimal, bool]:
    """Return the sum of the allowances, or of the charges, and whether there are any."""
    such = [row for row in rows if row.charge is charge]
    return sum((row.amount.value for row in such if row.amount and row.amount.value is not None), ZERO), bool(
        such
    )


def _without_vat(totals: Totals) -> Decimal | None:
    """Return BT-109 as BR-CO-13 reckons it, or nothing where a part of it is no number."""
    lines, allowances, charges = value_of(totals.lines), value_of(totals.allowances), value_of(totals.charges)
    if lines is None or (totals.allowances and allowances is None) or (totals.charges and charges is None):
        return None
    if allowances is None and charges is None:
        return lines
    return rounded(lines + (charges or ZERO) - (allowances or ZERO))


def _due(totals: Totals, syntax: Syntax) -> bool:
    """BR-CO-16: what is due is the total with VAT, less what was paid, with the rounding."""
    due, total = value_of(totals.due), value_of(totals.with_vat)
    prepaid, rounding = value_of(totals.prepaid), value_of(totals.rounding)
    if due is None or total is None:
        return False
    if (totals.prepaid and prepaid is None) or (totals.rounding and rounding is None):
        return False
    if syntax is Syntax.CII:
        return due == total - (prepaid or ZERO) + (rounding or ZERO)
    left = due if rounding is None else rounded(due - rounding)
    return left == (total if prepaid is None else rounded(total - prepaid))


def _tax_sums(invoice: Invoice, report: Report) -> None:
    """BR-CO-14: the total of VAT is the sum of its parts; BR-DEC-13, 15: its decimals, in CII."""
    cii = invoice.syntax is Syntax.CII
    for index, total in enumerate(invoice.tax_totals):
        if cii and (total.amount is None or total.amount.unit != invoice.currency):
            continue
        parts = invoice.breakdown if cii else total.parts
        amounts = [row.amount.value for row in parts if row.amount]
        expected = sum((amount for amount in amounts if amount is not None), ZERO)
        odd = cii and None in amounts  # a number with an exponent, say, which CII adds up all the same
        if odd or ((parts or cii) and value_of(total.amount) != rounded(expected)):
            path = f"tax_totals[{index}].amount"
            report.found("BR-CO-14", "BT-110", path, expected=str(rounded(expected)))
    if cii and invoice.tax_totals and invoice.totals is not None:
        _tax_places(invoice, report)


def _tax_places(invoice: Invoice, report: Report) -> None:
    """BR-DEC-13, 15: some total of VAT in its currency has two decimals at most."""
    amounts = [total.amount for total in invoice.tax_totals if total.amount is not None]
    if all(amount.unit == invoice.currency and not _two_places(amount) for amount in amounts):
        report.found("BR-DEC-13", "BT-110", "tax_totals")
    if invoice.tax_currency is not None and not any(
        amount.unit == invoice.tax_currency and _two_places(amount) for amount in amounts
    ):
        report.found("BR-DEC-15", "BT-111", "tax_totals")


def _two_places(amount: Number) -> bool:
    return amount.value is not None and amount.value == rounded(amount.value)


def _with_vat(invoice: Invoice, report: Report) -> None:
    """BR-CO-15: one total of VAT in the invoice's currency, and it makes up the total with VAT."""
    if invoice.currency is None:
        return
    totals = invoice.totals or Totals()
    own = [row.amount for row in invoice.tax_totals if row.amount and row.amount.unit == invoice.currency]
    net, gross = value_of(totals.without_vat), value_of(totals.with_vat)
    tax = own[0].value if len(own) == 1 else None
    fine = net is not None and gross is not None and tax is not None and gross == rounded(net + tax)
    if invoice.syntax is Syntax.CII:
        fine = fine or (gross is not None and gross == net)
    if not fine:
        report.found("BR-CO-15", "BT-112", "totals.with_vat")


def _part(part: Subtotal, path: str, syntax: Syntax, report: Report) -> None:
    """BR-47, 48, BR-CO-17: a part of the breakdown has a category and a rate, and its VAT is right."""
    tax = part.tax if part.tax is not None and part.tax.is_vat else None
    category = tax.category if tax is not None else None
    rate = tax.rate if tax is not None else None
    if syntax is Syntax.CII and category in APART:
        return
    _part_amounts(part, path, report)
    if category is None:
        report.found("BR-47", "BT-118", f"{path}.tax.category")
    if rate is None and category != "O":
        report.found("BR-48", "BT-119", f"{path}.tax.rate")
    if not _right_vat(value_of(part.base), value_of(part.amount), rate, syntax):
        report.found("BR-CO-17", "BT-117", f"{path}.amount")


def _part_amounts(part: Subtotal, path: str, report: Report) -> None:
    """BR-45, 46, BR-DEC-19, 20: a part of the breakdown has a base and a tax, with two decimals at most."""
    if part.base is None:
        report.found("BR-45", "BT-116", f"{path}.base")
    elif part.base.places > 2:
        report.found("BR-DEC-19", "BT-116", f"{path}.base", value=part.base.text)
    if part.amount is None:
        report.found("BR-46", "BT-117", f"{path}.amount")
    elif part.amount.places > 2:
        report.found("BR-DEC-20", "BT-117", f"{path}.amount", value=part.amount.text)


def _right_vat(base: Decimal | None, amount: Decimal | None, rate: Number | None, syntax: Syntax) -> bool:
    """BR-CO-17: VAT is the base times the rate, within one of the currency."""
    if amount is None or (rate is not None and rate.value is None):
        return False
    if rate is None or rate.value is None or whole(rate.value) == ZERO:
        return whole(amount) == ZERO
    if base is None:
        return False
    expected = rounded(abs(base) * rate.value * CENT)
    paid = abs(amount)
    if syntax is Syntax.CII:
        return paid - ONE <= expected <= paid + ONE
    return paid - ONE < expected < paid + ONE
