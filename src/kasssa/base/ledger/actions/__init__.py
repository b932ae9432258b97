"""Writing acts down, and doing what follows from them."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from kasssa.base import clock, jobs
from kasssa.base.ledger.models import Entry, Outcome
from kasssa.base.ledger.queries import happened
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import Actor
from kasssa.core.acts import Act
from kasssa.core.happened import Happened

FollowUp = Callable[[Happened, datetime], None]

logger = logging.getLogger(__name__)


class Unfinished(Exception):
    """Some of what follows from an act failed; the job is to be repeated."""


def record(act: Act, subject_id: UUID, *, by: Actor, at: datetime, **details: str | int) -> int:
    """Write down that ``act`` happened and return its number in the ledger.

    Called inside the act's own transaction; enqueues one job if anything follows from the act.
    """
    assert transaction.get_connection().in_atomic_block, "an act is recorded where it is done"
    entry = Entry.objects.create(
        act=act,
        subject_id=subject_id,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        role=by.role,
        door=by.door,
        at=at,
        details=details,
    )
    if _follows(act):
        jobs.enqueue("act.follow", entry_id=entry.id, organisation_id=str(by.organisation_id))
    return entry.id


@jobs.task("act.follow")
def follow(entry_id: int, organisation_id: str) -> None:
    """Do what follows from one act: each handler in its own transaction, with its own outcome.

    Raises:
        Unfinished: at least one failed; those that succeeded are not repeated.
    """
    by = robot(UUID(organisation_id))
    with acting(by):
        what = happened(entry_id, by=by)
        done = set(
            Outcome.objects.filter(entry_id=entry_id, done_at__isnull=False).values_list("handler", flat=True)
        )
    failed = [step for step in _follows(what.act) if _name(step) not in done and not _done(step, what, by)]
    if failed:
        raise Unfinished(", ".join(map(_name, failed)))


def _follows(act: Act) -> Sequence[FollowUp]:
    """What follows from ``act``, by the table that the setting FOLLOWS names."""
    table: Mapping[Act, Sequence[FollowUp]] = import_string(settings.FOLLOWS)
    return table.get(act, ())


def _done(step: FollowUp, what: Happened, by: Actor) -> bool:
    at = clock.now()
    try:
        with acting(by):
            outcome = _outcome(step, what, by)
            if outcome.done_at is None:
                step(what, at)
                _note(outcome, done_at=at, error="")
    except Exception as error:  # the worker loop: whatever fails is written down and tried again
        logger.exception("%s after #%s", _name(step), what.entry_id)
        with acting(by):
            outcome = _outcome(step, what, by)
            if outcome.done_at is None:
                _note(outcome, done_at=None, error=f"{type(error).__name__}: {error}"[:300])
        return False
    return True


def _outcome(step: FollowUp, what: Happened, by: Actor) -> Outcome:
    """The row of ``step``, locked: two workers that have the same job do not do it at the same time."""
    outcome, _ = Outcome.objects.select_for_update().get_or_create(
        entry_id=what.entry_id, handler=_name(step), defaults={"organisation_id": by.organisation_id}
    )
    return outcome


def _note(outcome: Outcome, *, done_at: datetime | None, error: str) -> None:
    outcome.attempts += 1
    outcome.done_at = done_at
    outcome.error = error
    outcome.save(update_fields=["attempts", "done_at", "error"])


def _name(step: FollowUp) -> str:
    return f"{step.__module__.removeprefix('kasssa.apps.')}.{step.__qualname__}"
