"""What follows from a sending, for a worker that is to be caught in the middle of it."""

import time

from kasssa.apps.exchange import followups
from kasssa.core.acts import Act


def stand_still(what, at):
    """Say so and wait to be killed."""
    print("standing", flush=True)
    time.sleep(60)


def deliver_and_stand_still(what, at):
    """Deliver, but do not get as far as committing it."""
    followups.deliver(what, at)
    stand_still(what, at)


# Killed before anything of the delivery is committed; and after it, before the queue knows that it is done.
_TOLD = {Act.DOCUMENT_DELIVERED: (followups.tell_recipient,)}
BEFORE = {Act.DOCUMENT_SENT: (deliver_and_stand_still,), **_TOLD}
AFTER = {Act.DOCUMENT_SENT: (followups.deliver, stand_still), **_TOLD}
