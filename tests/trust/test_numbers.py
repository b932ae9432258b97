"""Numbers without gaps and repeats, also when processes issue at once and are killed in the middle."""

import time

import pytest

from kasssa.apps.documents import actions, queries
from kasssa.apps.documents.models import Document, Draft, Series
from kasssa.base.ledger.models import Entry
from kasssa.base.tenancy import acting
from kasssa.core.acts import Act
from tests.cast import bread
from tests.trust import company

PROCESSES, EACH = 4, 100
TOTAL = PROCESSES * EACH


@pytest.fixture
def lists(olena, petro, noon, tmp_path):
    """The drafts of 400 invoices, in as many lists as there are processes."""
    paths = []
    for number in range(PROCESSES):
        with acting(olena.actor):
            ids = [actions.draft(bread(petro.code), by=olena.actor, at=noon) for _ in range(EACH)]
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text("\n".join(map(str, ids)), encoding="ascii")
    return paths


def start(olena, path):
    return company.process(
        "tests.trust.issuing", str(olena.actor.person_id), str(olena.actor.organisation_id), str(path),
        PGOPTIONS="-c synchronous_commit=off",
    )  # fmt: skip


def ready(running):
    assert running.stdout.readline() == "ready\n"


def go(running):
    running.stdin.write("go\n")
    running.stdin.flush()


def issued(olena):
    with acting(olena.actor):
        return Document.objects.exclude(number="").count()


def check(olena, told):
    """Every number once, in the order of the ledger, in the bytes themselves, and the counter agreeing."""
    expected = [f"2026/{serial:04}" for serial in range(1, TOTAL + 1)]
    with acting(olena.actor):
        rows = dict(Document.objects.order_by("serial").values_list("number", "id"))
        assert list(rows) == expected, told
        assert list(Document.objects.order_by("serial").values_list("number", flat=True)) == expected, told
        assert list(Series.objects.values_list("series", "year", "last")) == [("", 2026, TOTAL)], told
        acts = Entry.objects.filter(act=Act.DOCUMENT_ISSUED).order_by("id")
        assert [details["number"] for details in acts.values_list("details", flat=True)] == expected, told
        assert Draft.objects.count() == 0, told
        for number, document_id in rows.items():
            assert queries.document(document_id, by=olena.actor).number == number, told


def test_four_processes_that_issue_at_once_leave_no_gap_and_no_repeat(olena, lists):
    running = [start(olena, path) for path in lists]
    try:
        for step in (ready, go):
            for one in running:
                step(one)
        for one in running:
            assert one.stdout.readline() == "done\n"
            assert one.wait(20) == 0
    finally:
        company.end_all(running)
    check(olena, "")


def test_processes_that_are_killed_while_they_issue_leave_no_gap_and_no_repeat(olena, lists):
    chance, kills = company.Chance(), 0
    running = {path: start(olena, path) for path in lists}
    try:
        for step in (ready, go):
            for one in running.values():
                step(one)
        while issued(olena) < TOTAL:
            time.sleep(chance.below(0.3))
            assert {one.poll() for one in running.values()} <= {None, 0}, f"seed {chance.seed}"
            at_work = [path for path, one in running.items() if one.poll() is None]
            if at_work and kills < 12:
                victim = at_work[int(chance.below(len(at_work)))]
                company.kill(running[victim])
                kills += 1
                running[victim] = start(olena, victim)
                go(running[victim])  # it will read that once it is ready
    finally:
        company.end_all(list(running.values()))
    assert kills > 0, f"seed {chance.seed}"
    check(olena, f"seed {chance.seed}, {kills} kills")
