"""Everything that can be done to a document, and ``move``, through which its state changes.

An action reads the same way everywhere: check, move, keep its own facts. It either does all
of that or raises and leaves no trace. What follows is in site/follows.py.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.directory import queries as directory
from kasssa.apps.documents import access
from kasssa.apps.documents.models import Document, Draft, Mailbox
from kasssa.base import clock, ids
from kasssa.base.blobs import actions as blobs
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action
from kasssa.core import lifecycle, numbering, rules
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act
from kasssa.core.document import draft as drafts
from kasssa.core.document import model, totals
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Kind
from kasssa.core.formats import fixed
from kasssa.core.lifecycle import Side, State

NoSuchDocument = access.NoSuchDocument

_TRIAL_SERIAL = 1


@action
def move(document_id: UUID, act: Act, *, by: Actor, at: datetime, **details: str | int) -> int:
    """Take the document to the state that ``act`` leads to, and record the act.

    No other code changes a state, so whatever is true of this function is true of every
    document: one act at a time, only by who may, only along the table, never without a
    line in the ledger, whose number is returned.

    Raises:
        NoSuchDocument: ``by`` may not know of it.
        NotAllowed: the role of ``by`` does not include the act.
        NotNow: the table has no such step.
    """
    document, side = access.locked(document_id, by=by)
    require(act, by=by)
    document.state = lifecycle.follow(State(document.state), act, side, Kind(document.kind))
    document.save(update_fields=["state"])
    return record(act, document.id, by=by, at=at, **details)


@action
def draft(typed: drafts.Draft, *, by: Actor, at: datetime) -> UUID:
    """Begin a document from what a person typed, however incomplete, and return its id.

    Raises:
        NotAllowed: the role of ``by`` does not include it.
        NoSuchDocument: it is to be based on a document that ``by`` may not know of.
    """
    require(Act.DOCUMENT_DRAFTED, by=by)
    seller = accounts.organisation(by=by)
    document = Document(
        id=ids.new_id(),
        kind=typed.kind,
        sender_id=by.organisation_id,
        sender_code=seller.code,
        sender_name=seller.name,
        drafted_at=at,
    )
    document.save(force_insert=True)
    Mailbox.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        document_id=document.id,
        side=Side.SENDER,
        folder="drafts",
        came_at=at,
    )
    _keep_typed(document, typed, by=by, at=at)
    record(Act.DOCUMENT_DRAFTED, document.id, by=by, at=at)
    return document.id


@action
def revise(document_id: UUID, typed: drafts.Draft, *, by: Actor, at: datetime) -> None:
    """Put what a person typed now in the place of what was typed before.

    Raises:
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does; issued documents never change.
    """
    move(document_id, Act.DOCUMENT_REVISED, by=by, at=at)
    document, _ = access.locked(document_id, by=by)
    _keep_typed(document, typed, by=by, at=at)


@action
def discard(document_id: UUID, *, by: Actor, at: datetime) -> None:
    """Throw a draft away; its lines in the ledger stay.

    Raises:
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does.
    """
    move(document_id, Act.DOCUMENT_DISCARDED, by=by, at=at)
    document, _ = access.locked(document_id, by=by)
    document.delete()


@action
def issue(document_id: UUID, *, by: Actor, at: datetime) -> str:
    """Fix the bytes of a draft under the next number of its series, and return that number.

    Raises:
        Faulty: with every fault that keeps it from being issued; no number is spent.
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does.
    """
    document, side = access.locked(document_id, by=by)
    require(Act.DOCUMENT_ISSUED, by=by)
    lifecycle.follow(State(document.state), Act.DOCUMENT_ISSUED, side, Kind(document.kind))
    typed = drafts.Draft.from_json(bytes(Draft.objects.get(pk=document_id).content))
    seller = accounts.party(by=by)
    buyer = directory.find(typed.buyer_code, by=by)
    issued_on = clock.kyiv_date(at)
    series = _series(typed)

    def read(serial: int) -> model.Paper:
        number = numbering.format_number(series, issued_on.year, serial)
        return drafts.read(typed, seller=seller, buyer=buyer, number=number, issued_on=issued_on)

    rules.require(read(_TRIAL_SERIAL))  # before the counter is locked, and so before a number is spent
    serial = _next_serial(series, issued_on.year, by=by)
    final = read(serial)
    _fix(document, final, series, serial, by=by, at=at)
    move(document_id, Act.DOCUMENT_ISSUED, by=by, at=at, number=final.number, sha256=document.sha256)
    return final.number


@action
def receive(document_id: UUID, sha256: str, *, by: Actor, at: datetime) -> None:
    """Put a sent document into the inbox of the organisation that the service works for.

    Receiving twice is receiving once. The state is moved by whoever delivers.

    Raises:
        NotAllowed: somebody else than the service wants it, who would so read what is not theirs.
    """
    require(Act.DOCUMENT_DELIVERED, by=by)
    blobs.hold(sha256, by=by)
    row = Mailbox(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        document_id=document_id,
        side=Side.RECIPIENT,
        folder="inbox",
        unread=True,
        came_at=at,
    )
    Mailbox.objects.bulk_create([row], ignore_conflicts=True)
    document, _ = access.locked(document_id, by=by)
    document.recipient_id = by.organisation_id
    document.save(update_fields=["recipient_id"])


@action
def note_opening(document_id: UUID, *, by: Actor, at: datetime) -> None:
    """Note that the recipient's organisation opened the document; only the first time counts.

    Raises:
        NoSuchDocument: as ``move`` does.
    """
    if not _is_unopened(document_id):
        return
    access.locked(document_id, by=by)
    if _is_unopened(document_id):  # still: of two who open it at once, one is the first
        move(document_id, Act.DOCUMENT_OPENED, by=by, at=at)
        Mailbox.objects.filter(document_id=document_id).update(opened_at=at, unread=False)


@action
def archive(document_id: UUID, *, by: Actor, at: datetime) -> None:
    """Lay the document into the archive of the organisation of ``by``; the other party's copy stays put.

    Raises:
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does.
    """
    access.locked(document_id, by=by)
    if access.mailbox(document_id).archived_at is not None:
        return
    move(document_id, Act.DOCUMENT_ARCHIVED, by=by, at=at)
    Mailbox.objects.filter(document_id=document_id).update(archived_at=at, folder="archive")


def _is_unopened(document_id: UUID) -> bool:
    row = access.mailbox(document_id)
    return row.side == Side.RECIPIENT and row.opened_at is None


def _keep_typed(document: Document, typed: drafts.Draft, *, by: Actor, at: datetime) -> None:
    Draft.objects.update_or_create(
        document_id=document.id,
        defaults={"organisation_id": by.organisation_id, "content": typed.to_json(), "revised_at": at},
    )
    buyer = directory.find(typed.buyer_code, by=by)
    document.kind, document.based_on_id = typed.kind, _based_on(typed, by=by)
    document.recipient_code = buyer.code if buyer else ""
    document.recipient_name = buyer.name if buyer else ""
    document.save(update_fields=["kind", "based_on_id", "recipient_code", "recipient_name"])


def _based_on(typed: drafts.Draft, *, by: Actor) -> UUID | None:
    if not typed.based_on:
        return None
    try:
        basis_id = UUID(typed.based_on)
    except ValueError as error:
        raise NoSuchDocument from error
    basis, _ = access.seen(basis_id, by=by)
    return basis.id


def _fix(
    document: Document, final: model.Paper, series: str, serial: int, *, by: Actor, at: datetime
) -> None:
    document.sha256 = blobs.keep(fixed.write(final), by=by, at=at)
    document.series, document.year, document.serial = series, final.issued_on.year, serial
    document.number, document.issued_on, document.currency = final.number, final.issued_on, final.currency
    document.due_on, document.total_kopiykas = _terms(final)
    document.sender_code, document.sender_name = final.seller.code, final.seller.name
    document.recipient_code, document.recipient_name = final.buyer.code, final.buyer.name
    document.save()
    Draft.objects.filter(pk=document.id).delete()
    Mailbox.objects.filter(document_id=document.id).update(folder="outbox", came_at=at)


def _terms(final: model.Paper) -> tuple[date | None, int]:
    """When the money is to come, and the sum of the document in hundredths: of a letter, what it demands."""
    if isinstance(final, model.Letter):
        return None, final.claimed.kopiykas
    return final.due_on, totals.calculate(final).total.kopiykas


def _series(typed: drafts.Draft) -> str:
    """The series that was typed, or that of the kind: so each kind has a row of numbers of its own."""
    try:
        return numbering.parse_series(typed.series) or about(typed.kind).series
    except numbering.BadSeries as error:
        fault = rules.fault(error.fault, "series", most=numbering.SERIES_CHARS_MAX)
        raise rules.Faulty((fault,)) from error


def _next_serial(series: str, year: int, *, by: Actor) -> int:
    """Take the next number: the counter row stays locked until the transaction ends, so none is lost."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_series (id, organisation_id, series, year, last)"
            " VALUES (%s, %s, %s, %s, 1)"
            " ON CONFLICT (organisation_id, series, year) DO UPDATE SET last = documents_series.last + 1"
            " RETURNING last",
            [ids.new_id(), by.organisation_id, series, year],
        )
        return int(cursor.fetchone()[0])
