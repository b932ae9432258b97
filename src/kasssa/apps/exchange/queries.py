"""Why a document was refused, and what waits for delivery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kasssa.apps.exchange.models import Envelope, Refusal
from kasssa.base.tenancy import acting, query, robot
from kasssa.core.actor import Actor
from kasssa.core.refusals import Reason


@dataclass(frozen=True, slots=True)
class RefusalCard:
    """A refusal as both parties see it."""

    reason: Reason
    text: str
    refused_at: datetime


@query
def refusal(document_id: UUID, *, by: Actor) -> RefusalCard | None:
    """Return why a document was rejected, if it was."""
    row = Refusal.objects.filter(document_id=document_id).first()
    return None if row is None else RefusalCard(Reason(row.reason), row.text, row.refused_at)


def waiting(recipient_code: str) -> Sequence[tuple[UUID, UUID]]:
    """Return (document, sender) of what waits until somebody proves ``recipient_code``, oldest first."""
    with acting(robot()):
        rows = Envelope.objects.filter(recipient_code=recipient_code, delivered_at__isnull=True)
        return list(rows.order_by("sent_at").values_list("document_id", "organisation_id"))
