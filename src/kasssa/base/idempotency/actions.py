"""Claiming a key, keeping the answer, giving it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kasssa.base import ids
from kasssa.base.idempotency.models import Answer
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor

KEPT = timedelta(days=2)


class NoIdempotencyKey(Exception):
    """A write came without its key, so that sending it twice could have two effects."""


class KeyReused(Exception):
    """The key has already been used for a request of other content."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given the first time."""

    status: int
    location: str
    media_type: str
    content: bytes


@action
def claim(key: str, fingerprint: str, *, by: Actor, at: datetime) -> Given | None:
    """Take ``key`` for the request at hand; return the earlier answer if it was answered already.

    A second request that comes while the first is still at work waits for it here.

    Raises:
        KeyReused: the key belongs to a request of another ``fingerprint``.
    """
    claimed = Answer(id=ids.new_id(), person_id=by.person_id, key=key, fingerprint=fingerprint, claimed_at=at)
    Answer.objects.bulk_create([claimed], ignore_conflicts=True)
    row = Answer.objects.get(person_id=by.person_id, key=key)
    if row.id == claimed.id:
        return None
    if row.fingerprint != fingerprint:
        raise KeyReused(key)
    return Given(row.status, row.location, row.media_type, bytes(row.content))


@action
def keep(key: str, given: Given, *, by: Actor) -> None:
    """Keep the answer to ``key``, to be given again."""
    Answer.objects.filter(person_id=by.person_id, key=key).update(
        status=given.status, location=given.location, media_type=given.media_type, content=given.content
    )


@action
def release(key: str, *, by: Actor) -> None:
    """Forget the claim: the request was refused and had no effect, so it may be tried again."""
    Answer.objects.filter(person_id=by.person_id, key=key).delete()


@action
def forget(*, by: Actor, at: datetime) -> int:
    """Delete the answers older than two days and return how many there were."""
    return Answer.objects.filter(claimed_at__lt=at - KEPT).delete()[0]
