"""Documents by JSON: the same acts as on the pages, by the same words."""

import json
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema

from kasssa.api.gates import ApiRequest, write
from kasssa.apps.documents import actions, queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.payments import actions as payments
from kasssa.apps.signing import actions as signing
from kasssa.base import clock
from kasssa.base.ledger import queries as ledger
from kasssa.core.acts import Act
from kasssa.core.document.draft import Draft
from kasssa.core.document.model import Kind
from kasssa.core.refusals import Reason

router = Router(tags=["documents"])


class DocumentOut(Schema):
    """One document as its parties see it. ``total`` is text: money is never a float.

    ``based_on`` is the document that it was made from, ``acts`` are what may be done to it now.
    """

    id: UUID
    kind: str
    state: str
    side: str
    number: str
    counterparty_code: str
    counterparty_name: str
    issued_on: date | None
    due_on: date | None
    total: str | None
    currency: str
    sha256: str
    based_on: UUID | None
    acts: list[str]


class PageOut(Schema):
    """A run of a folder; ``next`` goes into ``from`` to get the run after it."""

    documents: list[DocumentOut]
    next: str | None


class EventOut(Schema):
    """One act with its number in the ledger."""

    number: int
    act: str
    at: str
    organisation_id: UUID


class RejectionIn(Schema):
    """Why a document is refused: a code of Peppol OPStatusReason, and words."""

    reason: Reason
    text: str


class PaymentIn(Schema):
    """When the money came."""

    paid_on: date


@router.get("/documents", response=PageOut)
def folder(request: ApiRequest, name: str = "inbox", q: str = "", state: str = "") -> PageOut:
    """Return a run of a folder: inbox, outbox, drafts or archive, newest first."""
    mark = request.GET.get("from", "")
    found = queries.folder(name, text=q, state=state, mark=mark, by=request.auth)
    return PageOut(documents=[_out(card) for card in found.cards], next=found.next_mark)


@router.post("/documents", response={201: DocumentOut})
@write
def draft(request: ApiRequest) -> HttpResponse:
    """Begin a draft; the body is a draft as typed, every field text; ``kind`` says of what."""
    document_id = actions.draft(Draft.from_json(request.body), by=request.auth, at=clock.now())
    return _answer(request, document_id, status=201)


@router.get("/documents/{document_id}", response=DocumentOut)
def document(request: ApiRequest, document_id: UUID) -> DocumentOut:
    """Return one document; the recipient's first look is noted and told to the sender."""
    card = queries.card(document_id, by=request.auth)
    actions.note_opening(document_id, by=request.auth, at=clock.now())
    return _out(card)


@router.get("/documents/{document_id}/ubl")
def ubl(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Return the very bytes that are signed: UBL 2.1, or COMDOC for an act and a delivery note."""
    return HttpResponse(queries.content(document_id, by=request.auth), content_type="application/xml")


@router.get("/documents/{document_id}/history", response=list[EventOut])
def history(request: ApiRequest, document_id: UUID) -> list[EventOut]:
    """Return what happened to a document, oldest first."""
    queries.card(document_id, by=request.auth)
    return [
        EventOut(
            number=what.entry_id,
            act=what.act,
            at=what.at.isoformat(),
            organisation_id=what.by.organisation_id,
        )
        for what in ledger.history(document_id, by=request.auth)
    ]


@router.get("/documents/{document_id}/made-from")
def made_from(request: ApiRequest, document_id: UUID, kind: Kind = Kind.ACT) -> HttpResponse:
    """Return the draft of a document of ``kind`` made from this one: to be changed, and posted back."""
    made = queries.made_from(document_id, kind, by=request.auth)
    return HttpResponse(made.to_json(), content_type="application/json")


@router.post("/documents/{document_id}/revise", response=DocumentOut)
@write
def revise(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Replace a draft; the body is a draft as typed."""
    actions.revise(document_id, Draft.from_json(request.body), by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/issue", response=DocumentOut)
@write
def issue(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Fix the bytes of a draft under the next number of its series."""
    actions.issue(document_id, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/sign", response=DocumentOut)
@write
def sign(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Sign one's own document; the body is a signature of its bytes in any form."""
    signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=request.body, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/send", response=DocumentOut)
@write
def send(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Hand a signed document over to its recipient."""
    exchange.send(document_id, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/accept", response=DocumentOut)
@write
def accept(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Accept a document; the body is a signature of its bytes in any form."""
    exchange.accept(document_id, proof=request.body, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/reject", response=DocumentOut)
@write
def reject(request: ApiRequest, document_id: UUID, rejection: RejectionIn) -> HttpResponse:
    """Refuse a document and say why."""
    exchange.reject(document_id, rejection.reason, rejection.text, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/pay", response=DocumentOut)
@write
def pay(request: ApiRequest, document_id: UUID, payment: PaymentIn) -> HttpResponse:
    """Note that the whole total came."""
    payments.confirm(document_id, paid_on=payment.paid_on, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/archive", response=DocumentOut)
@write
def archive(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Lay one's own copy into the archive."""
    actions.archive(document_id, by=request.auth, at=clock.now())
    return _answer(request, document_id)


@router.post("/documents/{document_id}/discard", response={200: dict[str, str]})
@write
def discard(request: ApiRequest, document_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(document_id, by=request.auth, at=clock.now())
    return HttpResponse(json.dumps({"id": str(document_id)}), content_type="application/json")


def _answer(request: ApiRequest, document_id: UUID, *, status: int = 200) -> HttpResponse:
    card = queries.card(document_id, by=request.auth)
    return HttpResponse(_out(card).model_dump_json(), status=status, content_type="application/json")


def _out(card: queries.Card) -> DocumentOut:
    return DocumentOut(
        id=card.id,
        kind=card.kind,
        state=card.state,
        side=card.side,
        number=card.number,
        counterparty_code=card.counterparty_code,
        counterparty_name=card.counterparty_name,
        issued_on=card.issued_on,
        due_on=card.due_on,
        total=card.total.plain() if card.total is not None else None,
        currency=card.currency,
        sha256=card.sha256,
        based_on=card.based_on_id,
        acts=list(card.acts),
    )
