"""Reading the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kasssa.base.ledger.models import Entry
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor, Door, Role
from kasssa.core.acts import Act
from kasssa.core.happened import Happened

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a journal: of one act, from one moment up to another, older than a number."""

    act: Act | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


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


@query
def journal(wanted: Wanted, *, limit: int = PAGE, by: Actor) -> Sequence[Happened]:
    """Return the acts by or about the person of ``by`` and their organisation, newest first.

    Also what others did to the documents that the organisation has in its mailbox.
    """
    entries = Entry.objects.filter(_asked(wanted)).order_by("-id")
    return [_told(entry) for entry in entries[:limit]]


def _asked(wanted: Wanted) -> Q:
    """Row-level security says whose; here stands which of them."""
    asked = Q()
    if wanted.act is not None:
        asked &= Q(act=wanted.act)
    if wanted.since is not None:
        asked &= Q(at__gte=wanted.since)
    if wanted.until is not None:
        asked &= Q(at__lt=wanted.until)
    if wanted.before is not None:
        asked &= Q(id__lt=wanted.before)
    return asked


def _told(entry: Entry) -> Happened:
    actor = Actor(entry.person_id, entry.organisation_id, Role(entry.role), Door(entry.door))
    return Happened(entry.id, Act(entry.act), entry.subject_id, actor, entry.at, entry.details)
