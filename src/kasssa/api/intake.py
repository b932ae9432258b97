"""Files from elsewhere by JSON: one request receives an invoice and makes a draft of it, or does nothing."""

from uuid import UUID

from django.http import HttpResponse
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from kasssa.api.gates import ApiRequest, write
from kasssa.apps.intake import actions, queries
from kasssa.base import clock

router = Router(tags=["import"])


class RemarkOut(Schema):
    """One thing that our checks find in the file."""

    code: str
    fatal: bool
    term: str
    path: str
    uk: str
    en: str


class ReceivedOut(Schema):
    """A received invoice and the draft that was made of it."""

    id: UUID
    name: str
    format: str
    sha256: str
    document_id: UUID
    left: list[str]
    remarks: list[RemarkOut]


@router.post("/import", response={201: ReceivedOut})
@write
def receive(request: ApiRequest, file: File[UploadedFile]) -> HttpResponse:
    """Receive an invoice of any known format, keep its bytes, and make a draft of it."""
    at = clock.now()
    received_id = actions.receive(file.read(), file.name or "", by=request.auth, at=at)
    document_id = actions.draft(received_id, by=request.auth, at=at)
    card = queries.received(received_id, by=request.auth)
    seen = queries.seen(received_id, by=request.auth)
    answer = ReceivedOut(
        id=card.id,
        name=card.name,
        format=card.format,
        sha256=card.sha256,
        document_id=document_id,
        left=[term for _, term in queries.taken(seen, by=request.auth).left],
        remarks=[
            RemarkOut(code=one.rule, fatal=one.fatal, term=one.term, path=one.path, uk=one.uk, en=one.en)
            for one in seen.remarks
        ],
    )
    return HttpResponse(answer.model_dump_json(), status=201, content_type="application/json")


@router.get("/import/{received_id}/file")
def file(request: ApiRequest, received_id: UUID) -> HttpResponse:
    """Return the very bytes that were received."""
    return HttpResponse(
        queries.content(received_id, by=request.auth), content_type="application/octet-stream"
    )
