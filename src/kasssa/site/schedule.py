"""What the service does by the clock."""

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore

from kasssa.apps.privacy import followups as privacy
from kasssa.base import clock, jobs
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.mail import actions as mail
from kasssa.base.tenancy import robot


@jobs.scheduled("jobs.take_over", cron="* * * * *")
async def take_over() -> None:
    """Put the jobs of killed workers back into the queue, every minute."""
    await jobs.take_over_stalled()


@jobs.scheduled("answers.forget", cron="17 3 * * *")
async def forget_answers() -> None:
    """Delete the kept answers that are older than two days, every night."""
    await sync_to_async(idempotency.forget)(by=robot(), at=clock.now())


@jobs.scheduled("letters.forget", cron="27 3 * * *")
async def forget_letters() -> None:
    """Delete the letters that were sent more than 90 days ago, every night."""
    await sync_to_async(mail.forget)(by=robot(), at=clock.now())


@jobs.scheduled("archives.forget", cron="7 * * * *")
async def forget_archives() -> None:
    """Delete the copies of data whose three days are over, every hour."""
    await sync_to_async(privacy.forget)(by=robot(), at=clock.now())


@jobs.scheduled("people.erase", cron="*/10 * * * *")
async def erase_people() -> None:
    """Erase the people whose day to change their mind is over, every ten minutes."""
    await sync_to_async(privacy.erase_due)(by=robot(), at=clock.now())


@jobs.scheduled("sessions.forget", cron="37 3 * * *")
async def forget_sessions() -> None:
    """Delete the sessions that have ended, every night."""
    await sync_to_async(SessionStore.clear_expired)()
