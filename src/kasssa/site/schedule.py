"""What the service does by the clock."""

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore

from kasssa.apps.privacy import actions as privacy
from kasssa.apps.privacy import followups as promises
from kasssa.base import clock, jobs
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.ledger import stamps
from kasssa.base.ledger.actions import anchor
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.limits import actions as limits
from kasssa.base.mail import actions as mail
from kasssa.base.tenancy import robot


@jobs.scheduled("jobs.take_over", cron="* * * * *")
async def take_over() -> None:
    """Put the jobs of killed workers back into the queue, every minute."""
    await jobs.take_over_stalled()


@jobs.scheduled("ledger.sequence", cron="* * * * *")
async def sequence_ledger() -> None:
    """Give every committed act its place in the tree and sign the head, every minute."""
    await sync_to_async(_sequence)()


@jobs.scheduled("ledger.seal", cron="47 1 * * *")
async def seal_ledger() -> None:
    """Seal the map of the night; look through the whole ledger for acts that committed late."""
    await sync_to_async(_seal)()


@jobs.scheduled("answers.forget", cron="17 3 * * *")
async def forget_answers() -> None:
    """Delete the kept answers that are older than two days, every night."""
    await sync_to_async(idempotency.forget)(by=robot(), at=clock.now())


@jobs.scheduled("letters.forget", cron="27 3 * * *")
async def forget_letters() -> None:
    """Delete the letters that were sent more than 90 days ago, every night."""
    await sync_to_async(mail.forget)(by=robot(), at=clock.now())


@jobs.scheduled("tries.forget", cron="47 3 * * *")
async def forget_tries() -> None:
    """Delete the counts of tries whose windows have ended, every night."""
    await sync_to_async(limits.forget)(by=robot(), at=clock.now())


@jobs.scheduled("archives.forget", cron="7 * * * *")
async def forget_archives() -> None:
    """Delete the copies of data whose three days are over, every hour."""
    await sync_to_async(promises.forget)(by=robot(), at=clock.now())


@jobs.scheduled("people.erase", cron="*/10 * * * *")
async def erase_people() -> None:
    """Erase the people whose day to change their mind is over, every ten minutes."""
    await sync_to_async(promises.erase_due)(by=robot(), at=clock.now())


@jobs.scheduled("sessions.forget", cron="37 3 * * *")
async def forget_sessions() -> None:
    """Delete the sessions that have ended, every night."""
    await sync_to_async(SessionStore.clear_expired)()


def _sequence() -> None:
    if sequence_all():
        anchor.witness_all()


def _seal() -> None:
    sequence_all(everything=True)
    privacy.seal(by=robot(), at=clock.now())
    sequence_all()
    anchor.witness_all()
    if stamps.url():
        anchor.stamp_last(stamps.fetcher())
