"""What the service does by the clock."""

from asgiref.sync import sync_to_async

from kasssa.base import clock, jobs
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.tenancy import robot


@jobs.scheduled("jobs.take_over", cron="* * * * *")
async def take_over() -> None:
    """Put the jobs of killed workers back into the queue, every minute."""
    await jobs.take_over_stalled()


@jobs.scheduled("answers.forget", cron="17 3 * * *")
async def forget_answers() -> None:
    """Delete the kept answers that are older than two days, every night."""
    await sync_to_async(idempotency.forget)(by=robot(), at=clock.now())
