"""Reading the ledger."""

from collections.abc import Sequence
from uuid import UUID

from kasssa.base.ledger.models import Entry
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor, Door, Role
from kasssa.core.acts import Act
from kasssa.core.happened import Happened


@query
def happened(entry_id: int, *, by: Actor) -> Happened:
    """Return one act by its number in the ledger."""
    return _told(Entry.objects.get(pk=entry_id))


@query
def history(subject_id: UUID, *, by: Actor) -> Sequence[Happened]:
    """Return what happened to one thing, oldest first, as far as ``by`` may see it."""
    return [_told(entry) for entry in Entry.objects.filter(subject_id=subject_id).order_by("id")]


@query
def of_person(person_id: UUID, *, by: Actor) -> Sequence[Happened]:
    """Return what one person did, oldest first."""
    return [_told(entry) for entry in Entry.objects.filter(person_id=person_id).order_by("id")]


def _told(entry: Entry) -> Happened:
    actor = Actor(entry.person_id, entry.organisation_id, Role(entry.role), Door(entry.door))
    return Happened(entry.id, Act(entry.act), entry.subject_id, actor, entry.at, entry.details)
