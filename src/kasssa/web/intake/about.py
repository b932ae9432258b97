"""What a page says of a received file itself."""

from uuid import UUID

from django.urls import reverse

from kasssa.apps.intake import queries
from kasssa.web.gates import ActorRequest
from kasssa.web.intake.words import FORMAT_LABELS


def about(request: ActorRequest, received_id: UUID) -> dict[str, object]:
    """Return what a page says of the file itself."""
    card = queries.received(received_id, by=request.actor)
    earlier = queries.earlier(received_id, by=request.actor)
    return {
        "id": card.id,
        "name": card.name,
        "format": FORMAT_LABELS.get(card.format, card.format),
        "received_at": card.received_at,
        "sha256": card.sha256,
        "url": reverse("received_file", args=[card.id]),
        "earlier": [reverse("received", args=[one]) for one in earlier],
    }
