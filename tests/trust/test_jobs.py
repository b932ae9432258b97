"""Real workers, killed in the middle of a job: what they began is done by the next one, once."""

import signal
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, connections

from kasssa.apps.documents.models import Mailbox
from kasssa.base import jobs
from kasssa.base.ledger.models import Entry, Outcome
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.core.acts import Act
from kasssa.core.lifecycle import Side
from tests.cast import sent
from tests.trust import company

REAL = "kasssa.site.follows.FOLLOWS"


def in_queue():
    """How many jobs of acts and letters are not done yet, by state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs"
            " WHERE task_name IN ('act.follow', 'letter.send') AND status <> 'succeeded' GROUP BY status"
        )
        return dict(cursor.fetchall())


def until(true):
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, f"it takes too long: {in_queue()}"
        time.sleep(0.05)


def take_over():
    return async_to_sync(jobs.take_over_stalled)(silent_seconds=0)


def work_off():
    """Let a worker started as in earnest do what is there, and end it politely."""
    worker = company.process("tests.trust.cli", "worker")
    try:
        until(lambda: not in_queue())
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
    finally:
        company.end_all([worker])


def happened(petro, act):
    with acting(petro.actor):
        return Counter(Entry.objects.filter(act=act).values_list("subject_id", flat=True))


def inbox(petro):
    with acting(petro.actor):
        return Counter(Mailbox.objects.filter(side=Side.RECIPIENT).values_list("document_id", flat=True))


def outcomes(olena):
    with acting(robot(olena.actor.organisation_id)):
        rows = Outcome.objects.filter(handler="exchange.followups.deliver")
        return [(row.attempts, row.done_at is not None) for row in rows]


@pytest.fixture
def caught(request, olena, petro, noon):
    """A document whose delivery a worker has begun when it is killed."""
    document_id = sent(olena, petro, noon)
    worker = company.process("tests.trust.working", f"tests.trust.standing.{request.param}")
    try:
        assert worker.stdout.readline() == "standing\n"
        company.kill(worker)
    finally:
        company.end_all([worker])
    return document_id


@pytest.mark.parametrize("caught", ["BEFORE"], indirect=True)
def test_what_was_not_committed_is_done_by_the_next_worker_once(caught, olena, petro):
    until(lambda: inbox(petro) == {} == happened(petro, Act.DOCUMENT_DELIVERED))
    assert in_queue() == {"doing": 1}  # nor is there a letter about what never happened
    assert take_over() >= 1  # what comes round by the clock may have been caught too
    work_off()
    assert inbox(petro) == happened(petro, Act.DOCUMENT_DELIVERED) == {caught: 1}
    assert outcomes(olena) == [(1, True)]


@pytest.mark.parametrize("caught", ["AFTER"], indirect=True)
def test_what_was_committed_is_not_done_again(caught, olena, petro):
    assert inbox(petro) == happened(petro, Act.DOCUMENT_DELIVERED) == {caught: 1}
    assert take_over() >= 1  # the same worker may have been telling Petro of the delivery already
    work_off()
    assert inbox(petro) == happened(petro, Act.DOCUMENT_DELIVERED) == {caught: 1}
    assert outcomes(olena) == [(1, True)]
    with acting(petro.actor):
        assert Letter.objects.exclude(sent_at=None).count() == 1


@pytest.mark.parametrize("caught", ["BEFORE"], indirect=True)
def test_a_worker_that_has_just_given_a_sign_of_life_is_not_robbed(caught, petro):
    assert async_to_sync(jobs.take_over_stalled)() == 0
    assert in_queue() == {"doing": 1}


def test_workers_killed_at_random_moments_deliver_everything_once(olena, petro, noon):
    chance = company.Chance()
    ids = [sent(olena, petro, noon + timedelta(seconds=second)) for second in range(25)]
    for _ in range(4):
        worker = company.process("tests.trust.working", REAL)
        try:
            until(lambda: in_queue().get("doing") or not in_queue())
            time.sleep(chance.below(0.4))
            company.kill(worker)
        finally:
            company.end_all([worker])
        take_over()
    work_off()
    told = f"seed {chance.seed}"
    assert inbox(petro) == happened(petro, Act.DOCUMENT_DELIVERED) == dict.fromkeys(ids, 1), told
    assert outcomes(olena) == [(1, True)] * 25, told
    with acting(petro.actor):
        assert Letter.objects.exclude(sent_at=None).count() == Letter.objects.count() == 25, told


def mailed(folder):
    """Message-ID of every letter that the mail server took, as often as it took it."""
    found = Counter()
    for path in folder.glob("*.log"):
        for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            if part.strip():
                found[message_from_bytes(part, policy=policy.default)["Message-ID"]] += 1
    return found


def test_a_letter_keeps_its_name_so_that_a_repetition_can_be_told(olena, petro, noon, settings):
    """Between the mail server and the database there is no common transaction: a letter may go twice."""
    for second in range(5):
        sent(olena, petro, noon + timedelta(seconds=second))
    work_off()
    with acting(petro.actor):
        expected = {f"<{pk}@{settings.MAIL_DOMAIN}>": 1 for pk in Letter.objects.values_list("id", flat=True)}
    sent_now = {
        name: times for name, times in mailed(Path(settings.EMAIL_FILE_PATH)).items() if name in expected
    }
    assert sent_now == expected


def cut_every_connection():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = %s",
            [connection.settings_dict["USER"]],
        )
    connection.close()


def test_a_worker_goes_on_after_the_database_was_away(olena, petro, noon):
    worker = company.process("tests.trust.cli", "worker")
    try:
        sent(olena, petro, noon)
        until(lambda: not in_queue())
        cut_every_connection()
        last = sent(olena, petro, noon)
        until(lambda: not in_queue())
        assert worker.poll() is None
    finally:
        company.end_all([worker])
    assert inbox(petro)[last] == 1
