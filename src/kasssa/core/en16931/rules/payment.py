"""Rules on payment: BR-49, 50, 51 and 61."""

from kasssa.core.en16931.model import Invoice, Payment, Syntax
from kasssa.core.en16931.rules.report import Report

# BR-61 and BR-50: credit transfers, the ordinary and that of SEPA (UNTDID 4461).
_TRANSFERS = frozenset({"30", "58"})


def check(invoice: Invoice, report: Report) -> None:
    """Judge the means of payment."""
    for index, payment in enumerate(invoice.payments + invoice.elsewhere.payments):
        path = f"payments[{index}]"
        if payment.means is None:
            report.found("BR-49", "BT-81", f"{path}.means")
        if payment.card is not None and len(payment.card.number or "") > 10:
            tell = report.found if invoice.syntax is Syntax.CII else report.warned
            tell("BR-51", "BT-87", f"{path}.card.number")
        if payment.means in _TRANSFERS:
            _transfer(payment, path, invoice.syntax, report)


def _transfer(payment: Payment, path: str, syntax: Syntax, report: Report) -> None:
    """BR-50, BR-61: a credit transfer needs an account to go to."""
    for account in payment.accounts:
        if account.bank_alone:
            continue
        if not account.iban and not account.other:
            report.found("BR-50", "BT-84", f"{path}.accounts")
        if syntax is Syntax.CII and account.iban is None and account.other is None:
            report.found("BR-61", "BT-84", f"{path}.accounts")
    if syntax is not Syntax.CII and all(account.iban is None for account in payment.accounts):
        report.found("BR-61", "BT-84", f"{path}.accounts")
