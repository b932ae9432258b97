"""Received files, what is in them, and how far a list has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.apps.intake import access, reading
from kasssa.apps.intake.models import Listing, Origin, Received, Stage
from kasssa.base.blobs import queries as blobs
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.formats import intake, lists

__all__ = ["NoSuchFile", "Stage"]

NoSuchFile = access.NoSuchFile
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class FileCard:
    """A received file."""

    id: UUID
    name: str
    format: str
    sha256: str
    received_at: datetime
    is_list: bool


@dataclass(frozen=True, slots=True)
class ListCard:
    """How far a list has come."""

    stage: Stage
    rows: int
    last_row: int
    invoices: int
    ready: int
    faults: Sequence[lists.RowFault]  # the first of them
    faults_count: int
    drafted: int
    columns: lists.Columns | None  # as a person chose them
    assumed: lists.Assumed


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a list: its headings, and of each column a few values."""

    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


@query
def received(received_id: UUID, *, by: Actor) -> FileCard:
    """Return one received file.

    Raises:
        NoSuchFile: the organisation of ``by`` received none such.
    """
    row = access.received(received_id)
    return FileCard(row.id, row.name, row.format, row.sha256, row.received_at, row.format in ("csv", "xlsx"))


@query
def content(received_id: UUID, *, by: Actor) -> bytes:
    """Return the bytes of a received file.

    Raises:
        NoSuchFile: as ``received`` does.
    """
    return blobs.content(access.received(received_id).sha256, by=by)


@query
def seen(received_id: UUID, *, by: Actor) -> intake.Seen:
    """Return what a received file says, read anew from its bytes.

    Raises:
        NoSuchFile: as ``received`` does.
        NotReadable: it is a list.
    """
    return reading.invoice(content(received_id, by=by))


@query
def taken(said: intake.Seen, *, by: Actor) -> intake.Taken:
    """Return what would become of an invoice as a draft of the organisation of ``by``."""
    own = accounts.organisation(by=by)
    return intake.take(said.invoice, own_code=own.code, seller_pays_vat=bool(own.vat_number))


@query
def drafted(received_id: UUID, *, by: Actor) -> UUID | None:
    """Return the document that was made of a received file, if it is still there.

    Raises:
        NoSuchFile: as ``received`` does.
    """
    access.received(received_id)
    row = Origin.objects.filter(received_id=received_id, row=0).first()
    return row.document_id if row is not None and _is_there(row.document_id, by) else None


@query
def earlier(received_id: UUID, *, by: Actor) -> Sequence[UUID]:
    """Return the other files of the very same bytes of which drafts were made, oldest first.

    Raises:
        NoSuchFile: as ``received`` does.
    """
    row = access.received(received_id)
    twins = Received.objects.filter(sha256=row.sha256, origins__isnull=False).exclude(pk=row.id)
    return list(dict.fromkeys(twins.order_by("received_at").values_list("id", flat=True)))


@query
def origin(document_id: UUID, *, by: Actor) -> FileCard | None:
    """Return the file that a document was made of, if it was made of one of the own organisation."""
    row = Origin.objects.filter(document_id=document_id).first()
    return None if row is None else received(row.received_id, by=by)


@query
def head(received_id: UUID, *, by: Actor) -> Head:
    """Return the headings of a list and the first values below them.

    Raises:
        NoSuchFile: there is no such list.
    """
    headings, rest = lists.split_headings(_rows(_listing(received_id), by))
    first = list(islice((row for row in rest if not row.is_blank), _SAMPLES))
    samples = tuple(tuple(filter(None, (row.cell(at) for row in first))) for at in range(len(headings.cells)))
    return Head(headings.cells, samples)


@query
def listing(received_id: UUID, *, by: Actor) -> ListCard:
    """Return how far a list has come.

    Raises:
        NoSuchFile: there is no such list.
    """
    row = _listing(received_id)
    columns = _columns(row, head(received_id, by=by).headings) if row.places else None
    return ListCard(
        stage=Stage(row.stage),
        rows=row.rows,
        last_row=row.last_row,
        invoices=row.invoices,
        ready=row.ready,
        faults=list(lists.unpacked(row.faults)),
        faults_count=row.faults_count,
        drafted=row.drafted,
        columns=columns,
        assumed=lists.Assumed(row.vat, row.unit),
    )


@query
def entries(received_id: UUID, *, by: Actor) -> Iterator[lists.Entry]:
    """Return the invoices of a list by the columns that were chosen, read as they are asked for.

    Raises:
        NoSuchFile: there is no such list.
    """
    row = _listing(received_id)
    headings, rest = lists.split_headings(_rows(row, by))
    pays_vat = bool(accounts.organisation(by=by).vat_number)
    columns = _columns(row, headings.cells)
    return lists.read_list(rest, columns, seller_pays_vat=pays_vat, assumed=lists.Assumed(row.vat, row.unit))


def _listing(received_id: UUID) -> Listing:
    row = Listing.objects.filter(pk=received_id).first()
    if row is None:
        raise NoSuchFile
    return row


def _rows(row: Listing, by: Actor) -> Iterator[lists.Row]:
    plain = blobs.content(row.plain_sha256, by=by)
    return lists.csv_rows(
        [plain[at : at + 65_536] for at in range(0, len(plain), 65_536)], lists.sniff(plain[:65_536])
    )


def _columns(row: Listing, headings: Sequence[str]) -> lists.Columns:
    return lists.columns_of(headings, {lists.Field(name): place for name, place in row.places.items()})


def _is_there(document_id: UUID, by: Actor) -> bool:
    try:
        documents.card(document_id, by=by)
    except documents.NoSuchDocument:
        return False
    return True
