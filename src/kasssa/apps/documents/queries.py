"""Lists of documents, and one document as its parties see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from kasssa.apps.documents import access
from kasssa.apps.documents.models import Document, Draft, Mailbox
from kasssa.base.blobs import queries as blobs
from kasssa.base.tenancy import query
from kasssa.core import lifecycle
from kasssa.core.actor import MAY, Actor
from kasssa.core.acts import Act
from kasssa.core.document import draft as drafts
from kasssa.core.document import following, kinds, model
from kasssa.core.formats import fixed
from kasssa.core.lifecycle import Side, State
from kasssa.core.money import Money

NoSuchDocument = access.NoSuchDocument

PAGE = 50
FOLDERS = ("inbox", "outbox", "drafts", "archive")


@dataclass(frozen=True, slots=True)
class Card:
    """One document in one mailbox, as a line of a list."""

    id: UUID
    kind: model.Kind
    state: State
    side: Side
    folder: str
    number: str
    counterparty_name: str
    counterparty_code: str
    issued_on: date | None
    due_on: date | None
    total: Money | None
    currency: str
    unread: bool
    archived: bool
    came_at: datetime
    sha256: str
    sender_id: UUID
    recipient_id: UUID | None
    based_on_id: UUID | None
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A run of cards, and the mark from which the next run goes on."""

    cards: Sequence[Card]
    next_mark: str | None


@query
def folder(name: str, *, text: str = "", state: str = "", mark: str = "", by: Actor) -> Page:
    """Return a run of one folder of the mailbox, newest first, from ``mark`` on.

    The run costs the same at the end of the list as at its beginning (keyset, no offset).
    What can be in no folder (a foreign mark, a character that no text has) finds nothing.
    """
    after = _read_mark(mark) if mark else None
    if "\0" in name + text + state or (mark and after is None):
        return Page([], None)
    rows = Mailbox.objects.filter(folder=name).select_related("document").order_by("-came_at", "-id")
    if text:
        rows = rows.filter(
            Q(document__number__icontains=text)
            | Q(document__sender_name__icontains=text)
            | Q(document__recipient_name__icontains=text)
            | Q(document__sender_code=text)
            | Q(document__recipient_code=text)
        )
    if state:
        rows = rows.filter(document__state=state)
    if after:
        came_at, last_id = after
        rows = rows.filter(Q(came_at__lt=came_at) | Q(came_at=came_at, id__lt=last_id))
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    last = found[PAGE - 1] if more else None
    next_mark = f"{last.came_at.isoformat()}_{last.id}" if last else None
    return Page([_card(row, row.document, by) for row in found[:PAGE]], next_mark)


@query
def counts(*, by: Actor) -> Mapping[str, int]:
    """Return what waits in each folder: unread in the inbox, all that is in the drafts."""
    waiting = Mailbox.objects.filter(Q(folder="inbox", unread=True) | Q(folder="drafts"))
    return dict(waiting.values_list("folder").annotate(Count("id")))


@query
def card(document_id: UUID, *, by: Actor) -> Card:
    """Return one document as a card.

    Raises:
        NoSuchDocument: none such in the mailbox of the organisation.
    """
    document, _ = access.seen(document_id, by=by)
    return _card(access.mailbox(document_id), document, by)


@query
def content(document_id: UUID, *, by: Actor) -> bytes:
    """Return the signed bytes of an issued document, in the one form of its kind.

    Raises:
        NoSuchDocument: none such, or still a draft.
    """
    document, _ = access.seen(document_id, by=by)
    if not document.sha256:
        raise NoSuchDocument
    return blobs.content(document.sha256, by=by)


@query
def document(document_id: UUID, *, by: Actor) -> model.Paper:
    """Return what an issued document says, read from its bytes.

    Raises:
        NoSuchDocument: as ``content`` does.
    """
    return fixed.read(content(document_id, by=by))


@query
def typed(document_id: UUID, *, by: Actor) -> drafts.Draft:
    """Return what a person typed into a draft.

    Raises:
        NoSuchDocument: none such, or issued by now.
    """
    access.seen(document_id, by=by)
    row = Draft.objects.filter(pk=document_id).first()
    if row is None:
        raise NoSuchDocument
    return drafts.Draft.from_json(bytes(row.content))


@query
def made_from(document_id: UUID, kind: model.Kind, *, by: Actor) -> drafts.Draft:
    """Return what a party would type to make a document of ``kind`` from an issued one.

    What has lines is made by the seller; a letter about it by either party.

    Raises:
        NoSuchDocument: none such, still a draft, or nothing of ``kind`` is made from it by them.
    """
    found = card(document_id, by=by)
    by_seller = found.side is Side.SENDER
    source = document(document_id, by=by)
    if kind not in kinds.followers(found.kind, by_seller=by_seller) or isinstance(source, model.Letter):
        raise NoSuchDocument
    if not kinds.about(kind).priced:
        other = source.buyer if by_seller else source.seller
        return following.letter_of(source, kind, to=other, based_on=str(document_id))
    return following.draft_of(source, kind, based_on=str(document_id))


@query
def relatives(document_id: UUID, *, by: Actor) -> tuple[Card | None, Sequence[Card]]:
    """Return the document that this one was made from, and what was made from it, oldest first.

    What ``by`` has not in the mailbox is not told: a draft of the other party, or what was never sent.

    Raises:
        NoSuchDocument: none such.
    """
    own, _ = access.seen(document_id, by=by)
    rows = Mailbox.objects.select_related("document")
    basis = rows.filter(document_id=own.based_on_id).first() if own.based_on_id else None
    made = rows.filter(document__based_on_id=own.id).order_by("document__drafted_at", "document_id")
    return _card(basis, basis.document, by) if basis else None, [_card(row, row.document, by) for row in made]


@query
def issue_dates(*, by: Actor) -> Sequence[date]:
    """Return the dates of all issued documents in the mailbox of the organisation of ``by``."""
    rows = Mailbox.objects.values_list("document__issued_on", flat=True)
    return [issued_on for issued_on in rows if issued_on is not None]


@query
def parties(document_id: UUID, *, by: Actor) -> tuple[UUID, UUID | None]:
    """Return the organisations of the sender and, once it is delivered, of the recipient.

    Raises:
        NoSuchDocument: none such.
    """
    document, _ = access.seen(document_id, by=by)
    return document.sender_id, document.recipient_id


def _read_mark(mark: str) -> tuple[datetime, UUID] | None:
    came_at, _, last_id = mark.partition("_")
    try:
        when, mailbox_id = datetime.fromisoformat(came_at), UUID(last_id)
    except ValueError:
        return None
    return None if when.tzinfo is None else (when, mailbox_id)


def _card(row: Mailbox, document: Document, by: Actor) -> Card:
    side, state = Side(row.side), State(document.state)
    sent_by_us = side is Side.SENDER
    kind = model.Kind(document.kind)
    open_acts = [act for act in lifecycle.open_acts(state, side, kind) if act in MAY[by.role]]
    if row.archived_at is not None:
        open_acts = [act for act in open_acts if act is not Act.DOCUMENT_ARCHIVED]
    return Card(
        id=document.id,
        kind=kind,
        state=state,
        side=side,
        folder=row.folder,
        number=document.number,
        counterparty_name=document.recipient_name if sent_by_us else document.sender_name,
        counterparty_code=document.recipient_code if sent_by_us else document.sender_code,
        issued_on=document.issued_on,
        due_on=document.due_on,
        total=None if document.total_kopiykas is None else Money(document.total_kopiykas),
        currency=document.currency,
        unread=row.unread,
        archived=row.archived_at is not None,
        came_at=row.came_at,
        sha256=document.sha256,
        sender_id=document.sender_id,
        recipient_id=document.recipient_id,
        based_on_id=document.based_on_id,
        acts=tuple(open_acts),
    )
