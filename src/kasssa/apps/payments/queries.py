"""How to pay a document, and whether it was paid."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kasssa.apps.payments.models import Payment
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.money import Money


@dataclass(frozen=True, slots=True)
class PaymentCard:
    """A payment as both parties see it."""

    amount: Money
    paid_on: date
    confirmed_at: datetime


@query
def payment(document_id: UUID, *, by: Actor) -> PaymentCard | None:
    """Return the payment of a document, if the seller has confirmed it."""
    row = Payment.objects.filter(document_id=document_id).first()
    return None if row is None else PaymentCard(Money(row.kopiykas), row.paid_on, row.confirmed_at)
