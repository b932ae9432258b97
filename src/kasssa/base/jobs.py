"""Work that is done later, outside the request: Procrastinate's queue in the same PostgreSQL.

A job is enqueued in the transaction of the act that wants it: both commit or neither does. A job
of a killed worker is taken over by the sweep, so whatever a job does it may do twice.
"""

from collections.abc import Awaitable, Callable

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager

STALLED_SECONDS = 30
_RETRY = RetryStrategy(max_attempts=12, exponential_wait=4)

Work = Callable[..., None]
Planned = Callable[[], Awaitable[None]]


def task(name: str) -> Callable[[Work], Work]:
    """Register ``function`` as the job ``name``, repeated with growing pauses while it raises."""

    def register(function: Work) -> Work:
        app.task(name=name, retry=_RETRY)(function)
        return function

    return register


def enqueue(name: str, **arguments: str | int) -> None:
    """Have the job ``name`` done soon after the transaction at hand commits.

    The queue is reached through Django's own connection, also inside a worker, whose app has
    another one: otherwise the job would be there before the act, or without it.
    """
    prepared = app.configure_task(name=name, allow_unknown=False)
    JobDeferrer(JobManager(DjangoConnector()), prepared.job).defer(**arguments)


def scheduled(name: str, cron: str) -> Callable[[Planned], Planned]:
    """Register ``function`` to be awaited by one of the workers whenever ``cron`` says (UTC)."""

    def register(function: Planned) -> Planned:
        async def run(timestamp: int) -> None:
            del timestamp  # the planned time; what is done here depends on the clock alone
            await function()

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(run))
        return function

    return register


def work(*, until_empty: bool = False) -> None:
    """Do the jobs in the queue: until stopped, or only those that are there now."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector), "the queue is in Django's database"
    with app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(
            concurrency=1 if until_empty else 4,
            wait=not until_empty,
            listen_notify=not until_empty,
            install_signal_handlers=not until_empty,
            delete_jobs="successful",
        )


async def take_over_stalled(silent_seconds: float = STALLED_SECONDS) -> int:
    """Put the jobs of workers that fell silent so long ago back into the queue, and return how many."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds)
    count = 0
    for job in stalled:
        await app.job_manager.retry_job(job)
        count += 1
    return count
