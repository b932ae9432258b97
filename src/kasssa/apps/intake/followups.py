"""The jobs that a list asks for. Each may be repeated, or be done by two workers at once."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.directory import actions as directory_actions
from kasssa.apps.directory import queries as directory
from kasssa.apps.documents import actions as documents
from kasssa.apps.intake import access, queries
from kasssa.apps.intake.models import Listing, Origin, Stage
from kasssa.base import clock, ids, jobs
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import MAY, Actor, Door
from kasssa.core.acts import Act
from kasssa.core.document.model import Party
from kasssa.core.formats import lists
from kasssa.core.parties import BadCode, parse_code

_AT_ONCE = 50  # drafts in one transaction
_TOLD_ROWS = 1_000  # how often the progress of a check is told
_NAME_CHARS_MAX = 250


@jobs.task("list.check")
def check(received_id: str, organisation_id: str) -> None:
    """Look at every row of a list and keep the report. A second run of the job does the same again."""
    at, by = UUID(received_id), robot(UUID(organisation_id))
    if queries.listing(at, by=by).stage is not Stage.CHECKING:
        return
    report = lists.dry_run(_told(queries.entries(at, by=by), at, by))
    with acting(by):
        Listing.objects.filter(pk=at, stage=Stage.CHECKING).update(
            stage=Stage.CHECKED,
            last_row=report.last_row,
            invoices=report.invoices,
            ready=report.ready,
            faults=lists.packed(report.shown),
            faults_count=sum(count for _, count in report.counts),
        )


@jobs.task("list.draft")
def draft(received_id: str, organisation_id: str) -> None:
    """Make the drafts of a list, some in each transaction together with how far it has come.

    So a worker that is killed loses the unfinished transaction alone, and of two workers at the same
    list the later one finds the row locked and then further on: each invoice is made once.
    """
    at, service = UUID(received_id), robot(UUID(organisation_id))
    entries = queries.entries(at, by=service)
    while some := list(islice(entries, _AT_ONCE)):
        with acting(service):
            listing = access.locked(at)
            by = _started_by(listing)
            if listing.stage != Stage.DRAFTING or by is None:
                _stop(listing)
                return
            _make(listing, some, by)
    with acting(service):
        Listing.objects.filter(pk=at, stage=Stage.DRAFTING).update(stage=Stage.DONE)


def _told(entries: Iterable[lists.Entry], received_id: UUID, by: Actor) -> Iterator[lists.Entry]:
    """Pass ``entries`` on, and tell now and then how far they have come."""
    told = 0
    for entry in entries:
        if entry.last_row - told >= _TOLD_ROWS:
            told = entry.last_row
            with acting(by):
                Listing.objects.filter(pk=received_id).update(last_row=told)
        yield entry


def _make(listing: Listing, entries: Iterable[lists.Entry], by: Actor) -> None:
    """Make the drafts of ``entries`` that lie beyond what is done; the ones with a fault are passed over."""
    origins = []
    for entry in entries:
        if entry.first_row <= listing.last_row:
            continue
        listing.last_row = entry.last_row
        if not entry.faults:
            document_id = _draft(entry, by)
            origins.append(
                Origin(
                    id=ids.new_id(),
                    organisation_id=by.organisation_id,
                    received_id=listing.pk,
                    row=entry.first_row,
                    document_id=document_id,
                )
            )
    Origin.objects.bulk_create(origins)
    listing.drafted += len(origins)
    listing.save(update_fields=["last_row", "drafted"])


def _draft(entry: lists.Entry, by: Actor) -> UUID:
    at = clock.now()
    if entry.buyer_name and directory.find(entry.draft.buyer_code, by=by) is None:
        _write_down(entry, by)
    return documents.draft(entry.draft, by=by, at=at)


def _write_down(entry: lists.Entry, by: Actor) -> None:
    try:
        scheme, code = parse_code(entry.draft.buyer_code)
    except BadCode:
        return  # an entry with a bad code has a fault and is not made
    party = Party(scheme=scheme, code=code, name=entry.buyer_name[:_NAME_CHARS_MAX])
    directory_actions.add(party, by=by, at=clock.now())


def _started_by(listing: Listing) -> Actor | None:
    """The person for whom drafts are made, as long as they may make any."""
    if listing.started_by_id is None:
        return None
    seats = accounts.seats(listing.started_by_id)
    seat = next((one for one in seats if one.organisation_id == listing.organisation_id), None)
    if seat is None or Act.DOCUMENT_DRAFTED not in MAY[seat.role]:
        return None
    return Actor(listing.started_by_id, listing.organisation_id, seat.role, Door.JOB)


def _stop(listing: Listing) -> None:
    """Leave a list whose person may not make drafts any more to whoever may."""
    if listing.stage == Stage.DRAFTING:
        listing.stage = Stage.CHECKED
        listing.save(update_fields=["stage"])
