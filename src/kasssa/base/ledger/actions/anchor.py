"""Anchoring: having others vouch for our last head, so that it cannot be unsaid."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

import kep
from kasssa.base import clock
from kasssa.base.ledger import stamps, witnesses
from kasssa.base.ledger.actions.witness import Fork, be_witnessed
from kasssa.base.ledger.models import Checkpoint, Stamp
from kasssa.base.ledger.stamps import Fetch
from kasssa.base.tenancy import action, query, robot
from kasssa.core.actor import Actor
from kasssa.core.tlog.notes import NotSigned, Unreadable

_CONFLICT = "status 409"
logger = logging.getLogger(__name__)


def witness_all() -> int:
    """Ask every witness to sign our last head; return how many did. A silent one stops no other."""
    return sum(_witnessed(one) for one in witnesses.asked())


def _witnessed(witness: witnesses.Witness) -> bool:
    try:
        return be_witnessed(witness, asking(witness), by=robot(), at=clock.now())
    except Fork:
        logger.error("The witness %s has signed another past of this ledger than ours.", witness.name)
    except (kep.Unavailable, NotSigned, Unreadable) as error:
        logger.warning("The witness %s did not sign: %s", witness.name, error)
    return False


def asking(witness: witnesses.Witness) -> Callable[[str, bytes], bytes]:
    """Return the way to a witness and to nobody else."""
    fetch = kep.Fetcher({witness.host}, loopback=settings.DEMO)

    def ask(url: str, body: bytes) -> bytes:
        try:
            return fetch(url, body, "text/plain; charset=utf-8")
        except kep.Unavailable as error:
            if _CONFLICT in str(error):
                raise Fork(-1) from error
            raise

    return ask


def stamp_last(fetch: Fetch) -> bool:
    """Have the authority stamp our last head; return whether there was anything to stamp.

    Raises:
        BadStamp, kep.Unavailable: it does not.
    """
    last = unstamped(by=robot())
    if last is None:
        return False
    number, note = last
    keep_stamp(number, stamps.fetched(note, fetch), by=robot(), at=clock.now())
    return True


@query
def unstamped(*, by: Actor) -> tuple[int, str] | None:
    """Return the number and the note of our last head, unless it is stamped already."""
    last = Checkpoint.objects.order_by("-number").values_list("number", "note").first()
    return None if last is None or Stamp.objects.filter(number=last[0]).exists() else last


@action
def keep_stamp(number: int, token: bytes, *, by: Actor, at: datetime) -> None:
    """Keep the stamp on a head."""
    Stamp.objects.create(number=number, token=token, stamped_at=at)
