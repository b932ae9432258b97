"""All semantic rules in their order."""

from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.model import Invoice
from kasssa.core.en16931.rules import adjustments, broken, header, lines, parties, payment, totals, vat
from kasssa.core.en16931.rules.report import Report

RULES = (
    header.check,
    parties.check,
    payment.check,
    adjustments.check,
    lines.check,
    totals.check,
    vat.check,
    broken.check,
)


def judge(invoice: Invoice) -> list[Finding]:
    """Return what the semantic rules of EN 16931-1 find in ``invoice``; partial invoices are welcome."""
    report = Report()
    for check in RULES:
        check(invoice, report)
    return report.findings
