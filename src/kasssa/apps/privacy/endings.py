"""What would end with an account: organisations that nobody else owns, and how long their documents stay."""

from collections.abc import Sequence
from uuid import UUID

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.base.tenancy import acting, query, robot
from kasssa.core.actor import Actor, Role
from kasssa.core.ending import Closing
from kasssa.core.retention import kept_until


def orphans(person_id: UUID) -> Sequence[accounts.Seat]:
    """Return the places of a person in organisations that nobody else owns."""
    owned = [seat for seat in accounts.seats(person_id) if seat.role is Role.OWNER]
    return [seat for seat in owned if not _other_owners(seat.organisation_id, person_id)]


def _other_owners(organisation_id: UUID, person_id: UUID) -> bool:
    by = robot(organisation_id)
    with acting(by):
        members = accounts.members(by=by)
    return any(one.role is Role.OWNER and one.person_id != person_id for one in members)


@query
def closing(organisation_id: UUID, *, by: Actor) -> Closing:
    """Return how many documents the organisation of ``by`` has, and the last day it must have them."""
    scheme = accounts.organisation(by=by).scheme
    dates = documents.issue_dates(by=by)
    return Closing(len(dates), kept_until(max(dates), scheme) if dates else None)
