"""What can be done with files from elsewhere: receive them, make drafts of them, check a list."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.db.models import Max

from kasssa.apps.directory import actions as directory_actions
from kasssa.apps.directory import queries as directory
from kasssa.apps.documents import actions as documents
from kasssa.apps.intake import access, queries, reading
from kasssa.apps.intake.models import Listing, Origin, Received, Stage
from kasssa.base import ids, jobs
from kasssa.base.blobs import actions as blobs
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act
from kasssa.core.formats import lists
from kasssa.core.formats.domestic.faults import Found
from kasssa.core.formats.intake import Misfit

NoSuchFile = access.NoSuchFile
NotReadable = reading.NotReadable
_NAME_CHARS_MAX = 200


class DoesNotFit(Exception):
    """The invoice has what no document of ours has a place for: ``misfits`` says what."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        super().__init__(", ".join(f"{one.code} {one.path}" for one in misfits))
        self.misfits = misfits


class BadColumns(Exception):
    """A list cannot be read by these columns: ``found`` says why."""

    def __init__(self, found: tuple[Found, ...]) -> None:
        super().__init__(", ".join(one.code for one in found))
        self.found = found


class NotAtThisStage(Exception):
    """The list is being worked at, or has come too far for this already."""


@action
def receive(content: bytes, name: str, *, by: Actor, at: datetime) -> UUID:
    """Keep a file for ever, if anything can be read from it, and return its id.

    Raises:
        NotReadable: neither an invoice nor a list can be read from it; nothing is kept.
    """
    require(Act.FILE_RECEIVED, by=by)
    opened = reading.open_file(content)
    row = Received.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        sha256=blobs.keep(content, by=by, at=at),
        name=PurePath(name.replace("\\", "/")).name[:_NAME_CHARS_MAX] or opened.format,
        format=opened.format,
        received_at=at,
    )
    if opened.plain is not None:
        Listing.objects.create(
            received=row,
            organisation_id=by.organisation_id,
            plain_sha256=blobs.keep(opened.plain, by=by, at=at),
            rows=opened.rows,
        )
    record(Act.FILE_RECEIVED, row.id, by=by, at=at, format=row.format, sha256=row.sha256)
    return row.id


@action
def draft(received_id: UUID, *, by: Actor, at: datetime) -> UUID:
    """Make a draft of the invoice in a received file and return its id; of one file, once.

    A buyer whom nobody knows yet is written into the address book.

    Raises:
        NoSuchFile: the organisation received none such.
        DoesNotFit: it cannot be a document of ours; nothing is made.
    """
    require(Act.DOCUMENT_DRAFTED, by=by)
    if queries.received(received_id, by=by).is_list:
        raise reading.refusal("KSA-IMP-25")
    known = queries.drafted(received_id, by=by)
    if known is not None:
        return known
    taken = queries.taken(queries.seen(received_id, by=by), by=by)
    if taken.misfits:
        raise DoesNotFit(taken.misfits)
    if taken.buyer is not None and directory.find(taken.buyer.code, by=by) is None:
        directory_actions.add(taken.buyer, by=by, at=at)
    document_id = documents.draft(taken.draft, by=by, at=at)
    Origin.objects.filter(received_id=received_id, row=0).delete()  # of a draft that was discarded
    Origin.objects.create(
        id=ids.new_id(), organisation_id=by.organisation_id, received_id=received_id, document_id=document_id
    )
    return document_id


@action
def check(
    received_id: UUID, places: Mapping[lists.Field, int], assumed: lists.Assumed, *, by: Actor, at: datetime
) -> None:
    """Have every row of a list looked at by the columns ``places``; a job does it.

    Raises:
        NoSuchFile: there is no such list.
        BadColumns: something that an invoice needs has no column, or two share one.
        NotAtThisStage: a job is at work, or drafts are made already.
    """
    require(Act.LIST_CHECKED, by=by)
    listing = access.locked(received_id)
    if listing.stage not in (Stage.MAPPING, Stage.CHECKED):
        raise NotAtThisStage
    headings = queries.head(received_id, by=by).headings
    if found := lists.check_columns(lists.columns_of(headings, places)):
        raise BadColumns(found)
    listing.places = {field.value: place for field, place in places.items()}
    listing.vat, listing.unit = assumed.vat, assumed.unit
    listing.stage, listing.last_row = Stage.CHECKING, 0
    listing.save()
    record(Act.LIST_CHECKED, received_id, by=by, at=at)
    jobs.enqueue("list.check", received_id=str(received_id), organisation_id=str(by.organisation_id))


@action
def draft_list(received_id: UUID, *, by: Actor, at: datetime) -> None:
    """Have drafts made of all invoices of a checked list that are without a fault; a job does it.

    Raises:
        NoSuchFile: there is no such list.
        NotAtThisStage: it is not checked, has nothing ready, or drafts are made already.
    """
    require(Act.LIST_DRAFTED, by=by)
    listing = access.locked(received_id)
    if listing.stage != Stage.CHECKED or not listing.ready:
        raise NotAtThisStage
    made = Origin.objects.filter(received_id=received_id).aggregate(Max("row"))
    listing.stage, listing.last_row, listing.started_by_id = (
        Stage.DRAFTING,
        made["row__max"] or 0,
        by.person_id,
    )
    listing.save()
    record(Act.LIST_DRAFTED, received_id, by=by, at=at, invoices=listing.ready)
    jobs.enqueue("list.draft", received_id=str(received_id), organisation_id=str(by.organisation_id))
