"""The map of a night: how many leaves each subject has, signed as an act of the ledger's own."""

from datetime import datetime

from django.db import connection

from kasssa.base.ledger.actions import record
from kasssa.base.ledger.actions.sequence import LOCK
from kasssa.base.ledger.models import Chain, Checkpoint, Map
from kasssa.base.tenancy import action
from kasssa.core.actor import NOBODY, Actor
from kasssa.core.acts import Act
from kasssa.core.tlog import leaves
from kasssa.core.tlog.leaves import Link
from kasssa.core.tlog.merkle import Tree, leaf_hash


@action
def seal(act: Act, *, by: Actor, at: datetime) -> int:
    """Record ``act`` with the root of the map over all subjects, and return its number in the ledger.

    The lines of the map are kept until the next one, so that each subject can be shown its own. The act says
    besides how many heads have been signed and what their chain is: a removed head shows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    chains = Chain.objects.order_by("alias").values_list("alias", "length", "head")
    lines = [leaves.map_line(alias, Link(length, head)) for alias, length, head in chains]
    newest = Checkpoint.objects.order_by("-number").values_list("number", "size", "chain").first()
    number, size, heads = newest or (0, 0, "")
    root = Tree(leaf_hash(line.encode()) for line in lines).root().hex()
    entry_id = record(
        act, NOBODY, by=by, at=at, map=root, subjects=len(lines), size=size, checkpoint=number, heads=heads
    )
    Map.objects.all().delete()
    Map.objects.create(entry_id=entry_id, size=size, lines="\n".join(lines))
    return entry_id
