"""Rules on allowances and charges: BR-31 to 44, BR-CO-21 to 24, BR-DEC-01 to 06 and 24 to 28."""

from kasssa.core.en16931.model import Adjustment, Invoice, Syntax
from kasssa.core.en16931.rules.report import Report

# Amount missing, VAT category missing, reason missing (and its twin), decimals of amount and base.
_RULES = {
    ("document", False): ("BR-31", "BR-32", "BR-33", "BR-CO-21", "BR-DEC-01", "BR-DEC-02"),
    ("document", True): ("BR-36", "BR-37", "BR-38", "BR-CO-22", "BR-DEC-05", "BR-DEC-06"),
    ("line", False): ("BR-41", "", "BR-42", "BR-CO-23", "BR-DEC-24", "BR-DEC-25"),
    ("line", True): ("BR-43", "", "BR-44", "BR-CO-24", "BR-DEC-27", "BR-DEC-28"),
}
_TERMS = {
    ("document", False): ("BT-92", "BT-95", "BT-97", "BT-93"),
    ("document", True): ("BT-99", "BT-102", "BT-104", "BT-100"),
    ("line", False): ("BT-136", "", "BT-139", "BT-137"),
    ("line", True): ("BT-141", "", "BT-144", "BT-142"),
}
# The CII binding looks for these very words, so that there 0 and 1 escape the rules.
_WORDS = frozenset({"true", "false"})


def check(invoice: Invoice, report: Report) -> None:
    """Judge every allowance and charge."""
    for index, row in enumerate(invoice.adjustments):
        _judge(row, "document", f"adjustments[{index}]", invoice.syntax, report)
    for number, line in enumerate(invoice.lines):
        for index, row in enumerate(line.adjustments):
            _judge(row, "line", f"lines[{number}].adjustments[{index}]", invoice.syntax, report)


def _judge(row: Adjustment, level: str, path: str, syntax: Syntax, report: Report) -> None:
    if row.charge is None or (syntax is Syntax.CII and row.indicator not in _WORDS):
        return
    amount, category, reason, twin, places, base_places = _RULES[level, row.charge]
    amount_term, category_term, reason_term, base_term = _TERMS[level, row.charge]
    if row.amount is None:
        report.found(amount, amount_term, f"{path}.amount")
    elif row.amount.places > 2:
        report.found(places, amount_term, f"{path}.amount", value=row.amount.text)
    if row.base is not None and row.base.places > 2:
        report.found(base_places, base_term, f"{path}.base", value=row.base.text)
    if category and not any(tax.is_vat and tax.category is not None for tax in row.taxes):
        report.found(category, category_term, f"{path}.taxes")
    if row.reason is None and row.reason_code is None:
        report.found(reason, reason_term, f"{path}.reason")
        report.found(twin, reason_term, f"{path}.reason")
