"""The signatures of a document to take away: as received, with their evidence, all in one."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from kasssa.web.documents import files
from kasssa.web.files import answer
from kasssa.web.gates import ActorRequest


@require_GET
def proof(request: ActorRequest, document_id: UUID, signature_id: UUID) -> HttpResponse:
    """Give one signature, byte for byte as it was received."""
    card = queries.card(document_id, by=request.actor)
    file = signing.received(signature_id, by=request.actor)
    name = f"{files.stem(card)}-{signature_id}{file.form.suffix}"
    return answer(file.content, name, file.form.media_type)


@require_GET
def with_evidence(request: ActorRequest, document_id: UUID, signature_id: UUID) -> HttpResponse:
    """Give a copy of one signature with its evidence inside, made on the spot from what its check kept."""
    card = queries.card(document_id, by=request.actor)
    file = signing.with_evidence(signature_id, by=request.actor)
    name = f"{files.stem(card)}-{signature_id}-evidence{file.form.suffix}"
    return answer(file.content, name, file.form.media_type)


@require_GET
def together(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Give the signed bytes with all signatures and their evidence in one file."""
    card = queries.card(document_id, by=request.actor)
    package = signing.together(document_id, f"{files.stem(card)}.xml", by=request.actor)
    return answer(package.content, f"{files.stem(card)}{package.suffix}", package.media_type)
