"""One's own data by JSON: who used it, in the shape of the Estonian data tracker (Andmejälgija 1.6)."""

from datetime import datetime

from ninja import Field, Router, Schema

from kasssa.api.gates import ApiRequest
from kasssa.apps.accounts import queries as accounts
from kasssa.base import clock
from kasssa.base.ledger import queries as ledger
from kasssa.base.ledger.queries import PAGE, Wanted
from kasssa.core.happened import Happened

router = Router(tags=["me"])


class UsageOut(Schema):
    """One use of the data, newest first: when, what, by whom; ``receiverSystem`` is the door."""

    logtime: str
    action: str
    receiver_code: str = Field(serialization_alias="receiverCode")
    receiver_name: str = Field(serialization_alias="receiverName")
    receiver_system: str = Field(serialization_alias="receiverSystem")
    number: int


class UsagePageOut(Schema):
    """A run of uses; ``next`` goes into ``from`` to get the run after it."""

    usage: list[UsageOut]
    next: int | None


@router.get("/me/usage", response=UsagePageOut, by_alias=True)
def usage(request: ApiRequest, since: datetime | None = None, until: datetime | None = None) -> UsagePageOut:
    """Return what was done by or about the person behind the key and their organisation, newest first."""
    mark = request.GET.get("from", "")
    before = int(mark) if mark.isascii() and mark.isdecimal() and len(mark) < 18 else None
    wanted = Wanted(since=_moment(since), until=_moment(until), before=before)
    found = ledger.journal(wanted, limit=PAGE + 1, by=request.auth)
    shown = found[:PAGE]
    known = accounts.names([what.by.person_id for what in shown], [what.by.organisation_id for what in shown])
    return UsagePageOut(
        usage=[_out(what, known.get(what.by.organisation_id, "kasssa")) for what in shown],
        next=shown[-1].entry_id if len(found) > PAGE else None,
    )


def _out(what: Happened, name: str) -> UsageOut:
    return UsageOut(
        logtime=what.at.isoformat(),
        action=what.act,
        receiver_code=str(what.by.organisation_id),
        receiver_name=name,
        receiver_system=what.by.door,
        number=what.entry_id,
    )


def _moment(given: datetime | None) -> datetime | None:
    """Return what was asked for as a moment; one that names no zone is meant in the time of Kyiv."""
    return given.replace(tzinfo=clock.KYIV) if given is not None and given.tzinfo is None else given
