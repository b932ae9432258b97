"""The payment of an invoice of any origin by the code of the National Bank."""

from datetime import date
from decimal import Decimal

from kasssa.core.en16931.numbers import number
from kasssa.core.formats import as_document, canonical, nbuqr
from kasssa.core.formats.nbuqr import BadPayment, Payment, cleaned
from kasssa.core.formats.purpose import purpose
from kasssa.core.money import round_half_up

_PURPOSE_CHARACTERS_MAX = 420  # format 003


def payment_of(invoice: canonical.Invoice) -> Payment:
    """Return the payment of ``invoice`` to its payee, or else its seller: what is due, every field locked.

    Raises:
        BadPayment: not in hryvnias, or nothing is due.
    """
    try:
        return nbuqr.of(as_document.document_of(invoice))
    except as_document.NotOurs:
        return _foreign(invoice)


def _foreign(invoice: canonical.Invoice) -> Payment:
    if invoice.currency != "UAH":
        raise BadPayment("amount", "only hryvnias can be paid by this code")
    holder = invoice.payee or invoice.seller or canonical.Party()
    accounts = (one.iban for payment in invoice.payments for one in payment.accounts)
    due = number((invoice.totals.due if invoice.totals else None) or "").value or Decimal(0)
    reference = cleaned(invoice.number or "")
    said = cleaned(invoice.reference or "") or purpose(reference, _day(invoice.issued_on), None)
    payment = Payment(
        recipient=cleaned(holder.name or ""),
        iban="".join((next(filter(None, accounts), None) or "").split()),
        code=holder.legal_id.value if holder.legal_id else holder.tax_number or "",
        purpose=said[:_PURPOSE_CHARACTERS_MAX],
        amount=round_half_up(due),
        reference=reference,
    )
    return nbuqr.fitted(payment)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None  # what is no date is not said to be one
