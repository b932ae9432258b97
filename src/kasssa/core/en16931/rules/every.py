"""All semantic rules in their order."""

from decimal import localcontext

from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.model import Invoice
from kasssa.core.en16931.numbers import DIGITS
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
)


def judge(invoice: Invoice, *, reckonable: bool = False) -> list[Finding]:
    """Return what the semantic rules of EN 16931-1 find in ``invoice``; partial invoices are welcome.

    ``reckonable`` says that every number in it is known to be one, and need not be asked.
    """
    report = Report()
    with localcontext(prec=DIGITS):
        for check in RULES:
            check(invoice, report)
    broken.check(invoice, report, reckonable=reckonable)
    return report.findings
