"""What the service does by the clock."""

import asyncio

from kasssa.base import clock, jobs
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.tenancy import robot


@jobs.scheduled("jobs.take_over", cron="* * * * *")
def take_over() -> None:
    """Put the jobs of killed workers back into the queue, every minute."""
    asyncio.run(jobs.take_over_stalled())


@jobs.scheduled("answers.forget", cron="17 3 * * *")
def forget_answers() -> None:
    """Delete the kept answers that are older than two days, every night."""
    idempotency.forget(by=robot(), at=clock.now())
