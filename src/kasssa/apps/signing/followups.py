"""What signing does when something has happened. Every function may be repeated."""

from datetime import datetime
from uuid import UUID

from kasssa.apps.signing import actions, proofs, queries, trust
from kasssa.base import clock, jobs
from kasssa.base.tenancy import robot
from kasssa.core.happened import Happened
from kep import collect, verify


class NotYet(Exception):
    """Some evidence could not be had; the job is to be repeated."""


def check(what: Happened, at: datetime) -> None:
    """Have the signature under the act looked at again with evidence from its authority."""
    by = robot(what.by.organisation_id)
    for card in queries.signatures(what.subject_id, by=by):
        if card.act is what.act:
            organisation_id = str(what.by.organisation_id)
            jobs.enqueue("signature.check", signature_id=str(card.id), organisation_id=organisation_id)


@jobs.task("signature.check")
def look(signature_id: str, organisation_id: str) -> None:
    """Collect the evidence about one signature over the network, and keep it with the verdict.

    The network is asked between two transactions, so that no lock waits for it. What could not be had is
    asked for again by the next try; the signature stays meanwhile, its check pending.

    Raises:
        NotYet: somebody who should have answered did not.
    """
    by = robot(UUID(organisation_id))
    kept = queries.signed(UUID(signature_id), by=by)
    trusted = trust.store()
    report = verify(kept.proof, kept.content, trust=trusted, at=kept.received_at)
    stamp_url = next(iter(trusted.stamp_urls), None)
    found = collect(report, trust.fetcher(), stamp=True, stamp_url=stamp_url)
    at = clock.now()
    verdict = proofs.decide(kept, found, trusted=trusted, checked_at=at)
    checked = actions.Checked(UUID(signature_id), verdict, found, trusted)
    actions.keep_check(checked, by=by, at=at)
    if checked.waits:
        raise NotYet("; ".join(found.failures))
