"""The journal of a person taken out with its proofs, and the night sealed."""

from collections.abc import Mapping
from datetime import datetime

from kasssa.apps.privacy import takeaway
from kasssa.base.ledger import proving
from kasssa.base.ledger.actions import record
from kasssa.base.ledger.actions import seal as nights
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor
from kasssa.core.acts import Act


@action
def seal(*, by: Actor, at: datetime) -> int:
    """Seal the night: record the root of the map of all subjects and their numbers of leaves."""
    return nights.seal(Act.LEDGER_SEALED, by=by, at=at)


@action
def take_journal(words: Mapping[str, Mapping[str, str]], *, by: Actor, at: datetime) -> bytes:
    """Return a ZIP with the journal of the person of ``by`` and of their organisation, with all proofs.

    ``words`` says what each act is called in each language. That it was taken out is recorded.
    """
    record(Act.PERSON_EXPORTED, by.person_id, by=by, at=at, what="journal")
    return takeaway.packed(proving.journal(words, by=by, at=at))
