"""A list drafted by real workers, each killed in the middle of it: every invoice becomes one draft."""

import signal
import time

from asgiref.sync import async_to_sync

from kasssa.apps.documents.models import Draft
from kasssa.apps.intake import actions, queries
from kasssa.apps.intake.models import Origin
from kasssa.apps.intake.queries import Stage
from kasssa.base import jobs
from kasssa.base.tenancy import acting
from kasssa.cli.cast import OLENA
from kasssa.core.formats import lists
from tests.apps import papers
from tests.trust import company

COUNT, KILLED = 400, 3


def until(true):
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


def test_of_workers_killed_in_the_middle_each_leaves_whole_parts_and_none_makes_one_twice(stage, noon):
    olena = stage.call(OLENA)
    received_id = actions.receive(papers.many(COUNT), "list.csv", by=olena.actor, at=noon)
    headings = queries.head(received_id, by=olena.actor).headings
    places = dict(lists.guess_columns(headings).places)
    actions.check(received_id, places, lists.Assumed(), by=olena.actor, at=noon)
    jobs.work(until_empty=True)
    actions.draft_list(received_id, by=olena.actor, at=noon)

    def listing():
        return queries.listing(received_id, by=olena.actor)

    for _ in range(KILLED):
        before = listing().drafted
        worker = company.process("tests.trust.cli", "worker")
        try:
            until(lambda before=before: listing().drafted > before)
            worker.send_signal(signal.SIGKILL)
            worker.wait(20)
        finally:
            company.end_all([worker])
        assert listing().stage is Stage.DRAFTING
        async_to_sync(jobs.take_over_stalled)(silent_seconds=0)
    jobs.work(until_empty=True)
    assert (listing().stage, listing().drafted) == (Stage.DONE, COUNT)
    with acting(olena.actor):
        assert Draft.objects.count() == COUNT
        rows = sorted(Origin.objects.values_list("row", flat=True))
    assert rows == list(range(2, COUNT + 2))
