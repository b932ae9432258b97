"""Noting that money arrived."""

from datetime import date, datetime
from uuid import UUID

from kasssa.apps.documents import queries as documents
from kasssa.apps.documents.actions import move
from kasssa.apps.payments.models import Payment
from kasssa.base import clock, ids
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor
from kasssa.core.acts import Act
from kasssa.core.document import totals
from kasssa.core.document.model import Document


class PaidInFuture(Exception):
    """Money cannot have arrived after today."""


@action
def confirm(document_id: UUID, *, paid_on: date, by: Actor, at: datetime) -> None:
    """Note that the seller received all that was due by the document.

    Raises:
        PaidInFuture: ``paid_on`` is after the Ukrainian date of ``at``.
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does; what is not payable is never paid.
    """
    if paid_on > clock.kyiv_date(at):
        raise PaidInFuture
    issued = documents.card(document_id, by=by).total is not None
    said = documents.document(document_id, by=by) if issued else None
    kopiykas = totals.calculate(said).due.kopiykas if isinstance(said, Document) else 0
    move(document_id, Act.DOCUMENT_PAID, by=by, at=at, kopiykas=kopiykas, paid_on=paid_on.isoformat())
    Payment.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        document_id=document_id,
        kopiykas=kopiykas,
        paid_on=paid_on,
        confirmed_at=at,
    )
