"""The signatures of a document by JSON, and their files."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema

from kasssa.api.gates import ApiRequest
from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing

router = Router(tags=["signatures"])


class SignatureOut(Schema):
    """One signature: who, under what, by which certificate, in which form, and what is known of it.

    ``status`` is "pending" until the first check is finished, then "valid", "invalid" or "indeterminate".
    """

    id: UUID
    act: str
    organisation_id: UUID
    name: str
    organisation: str
    position: str
    code: str
    serial: str
    issuer: str
    algorithm: str
    received_at: datetime
    qscd: bool
    seal: bool
    demo: bool
    form: str
    status: str
    revocation: str


@router.get("/documents/{document_id}/signatures", response=list[SignatureOut])
def signatures(request: ApiRequest, document_id: UUID) -> list[SignatureOut]:
    """Return the signatures under a document, oldest first."""
    found = signing.signatures(document_id, by=request.auth)
    return [SignatureOut.model_validate(card, from_attributes=True) for card in found]


@router.get("/documents/{document_id}/signatures/{signature_id}")
def proof(request: ApiRequest, document_id: UUID, signature_id: UUID) -> HttpResponse:
    """Return one signature, byte for byte as it was received."""
    queries.card(document_id, by=request.auth)
    file = signing.received(signature_id, by=request.auth)
    return HttpResponse(file.content, content_type=file.form.media_type)


@router.get("/documents/{document_id}/signatures/{signature_id}/evidence")
def with_evidence(request: ApiRequest, document_id: UUID, signature_id: UUID) -> HttpResponse:
    """Return a copy of one signature with its evidence inside."""
    queries.card(document_id, by=request.auth)
    file = signing.with_evidence(signature_id, by=request.auth)
    return HttpResponse(file.content, content_type=file.form.media_type)


@router.get("/documents/{document_id}/together")
def together(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Return the signed bytes with all signatures and their evidence in one file."""
    number = queries.card(document_id, by=request.auth).number.replace("/", "-")
    package = signing.together(document_id, f"{number or document_id}.xml", by=request.auth)
    return HttpResponse(package.content, content_type=package.media_type)
