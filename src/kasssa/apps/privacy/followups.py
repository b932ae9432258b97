"""What is done later about the data of a person: making a copy, forgetting it. Everything may be repeated."""

from datetime import datetime
from uuid import UUID

from kasssa.apps.privacy import actions, holdings
from kasssa.apps.privacy.models import Archive, Ending
from kasssa.base import clock, jobs
from kasssa.base.tenancy import acting, action
from kasssa.core.actor import Actor, Door, Role
from kasssa.core.datamap import MAP
from kasssa.core.ending import Standing


@jobs.task("export.make")
def make(archive_id: str, person_id: str, organisation_id: str, role: str) -> None:
    """Make a copy that was ordered, noting how far it has come; doing it again makes it anew."""
    by = Actor(UUID(person_id), UUID(organisation_id), Role(role), Door.JOB)
    with acting(by):
        if not Archive.objects.filter(pk=archive_id, made_at=None).exists():
            return
    held: list[holdings.Held] = []
    for number, name in enumerate(MAP, start=1):
        with acting(by):
            held.append(holdings.of_table(name, by=by))
            Archive.objects.filter(pk=archive_id).update(done=number)
    actions.finish(UUID(archive_id), held, by=by, at=clock.now())


@action
def forget(*, by: Actor, at: datetime) -> int:
    """Delete the copies whose three days are over and return how many there were."""
    return Archive.objects.filter(expires_at__lte=at).delete()[0]


def erase_due(*, by: Actor, at: datetime) -> int:
    """Erase whoever asked for it a day ago and did not change their mind, each in a transaction apart."""
    with acting(by):
        due = Ending.objects.filter(standing=Standing.SUSPENDED, due_at__lte=at).values_list("id", flat=True)
        ids = list(due)
    for ending_id in ids:
        actions.complete(ending_id, by=by, at=at)
    return len(ids)
