"""The main job while it storms: servers and workers are killed -9 every 20 to 80 ms, PostgreSQL now and then.

    ./run trust storm --size 10000 --seed 7

At the end nothing is lost, doubled, left with a gap or undelivered, and the service is ready again at once.
"""

import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection, connections
from procrastinate.exceptions import ConnectorException
from pytest_django.plugin import DjangoDbBlocker

from kasssa.apps.accounts.actions import create_token
from kasssa.apps.consents import bundled
from kasssa.apps.consents.actions import publish
from kasssa.apps.documents.models import Document, Mailbox, Series
from kasssa.base import jobs
from kasssa.base.idempotency.models import Answer
from kasssa.base.ledger.models import Entry, Outcome
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.acts import Act
from kasssa.core.lifecycle import Side, State
from kasssa.site import postgres
from tests.cast import Someone
from tests.plugins.database import pointed_at
from tests.stage import NOON, come
from tests.trust import company
from tests.trust.storm import Client, Cluster, Trade, lines_of

FEW = 30
CLIENTS = 3
DEATH_EVERY_SECONDS = (3.0, 6.0)
READY_SECONDS = 5
ONCE = (
    Act.DOCUMENT_DRAFTED, Act.DOCUMENT_ISSUED, Act.DOCUMENT_SIGNED, Act.DOCUMENT_SENT, Act.DOCUMENT_DELIVERED,
    Act.DOCUMENT_OPENED, Act.DOCUMENT_ACCEPTED, Act.DOCUMENT_PAID,
)  # fmt: skip


@dataclass(frozen=True)
class Sea:
    """Where it storms: the database, two people, and where the doors will be."""

    cluster: Cluster
    olena: Someone
    petro: Someone
    port: int


@pytest.fixture
def sea(
    authority: cast.Authority, django_db_blocker: DjangoDbBlocker, database_server: object
) -> Iterator[Sea]:
    """A server of the test's own with the texts, Olena and Petro."""
    del database_server  # asked for because it unblocks what the settings name
    programs = postgres.programs(Path(sys.prefix))
    with (
        # Not below the folder of pytest, which every other run closes to the account of the server again.
        tempfile.TemporaryDirectory(prefix="kasssa-storm-") as folder,
        postgres.running(home := Path(folder) / "cluster", programs) as addresses,
        django_db_blocker.unblock(),
        pointed_at(addresses),
    ):
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        for text in bundled.texts(settings.OPERATOR):
            publish(text.kind, text.version, text.language, text.content, by=robot(), at=NOON)
        people = [come(role, authority) for role in (cast.OLENA, cast.PETRO)]
        yield Sea(Cluster(home, programs, addresses), *people, port=free_port())
        connections.close_all()


def free_port() -> int:
    port = 8900
    while postgres.is_busy(port):
        port += 1
    return port


def test_what_was_promised_is_there_after_the_storm(sea: Sea, size: int, seed: int) -> None:
    kills = size or FEW
    told = f"--size {kills} --seed {seed}"
    heard: list[str] = []
    words = ("tests.trust.nursery", str(sea.port), str(seed), str(settings.DEMO_FOLDER))
    nursery = company.process(*words, KASSSA_STORM_LOG=str(sea.cluster.home / "storm.log"))
    ear = lines_of(nursery, heard)
    trade = Trade(client(sea, sea.olena), client(sea, sea.petro), lambda: heard.count("killed\n") < kills)
    threads = [threading.Thread(target=trade.run, args=(str(one),)) for one in range(CLIENTS)]
    try:
        for thread in threads:
            thread.start()
        weather(sea, trade, threads, company.Chance(f"{seed} weather"))
        assert trade.faults == [], told
        ready = calm(sea, nursery, trade)
        killed = heard.count("killed\n")
    finally:
        trade.faults.append("the end")  # so that no client begins another invoice
        assert nursery.stdin is not None
        nursery.stdin.close()  # it kills its own and goes; what it said is then heard to the end
        for thread in (*threads, ear):
            thread.join()
        nursery.wait(20)
        company.close(nursery)
    sold, repeats = len(trade.journeys), trade.olena.repeats + trade.petro.repeats
    print(f"\n{killed} kills, {sea.cluster.deaths} deaths of PostgreSQL, {sold} invoices, {repeats} repeats,"
          f" ready again in {ready:.1f} s ({told})")  # fmt: skip
    check(sea, trade, told)
    assert killed >= kills, told
    assert ready <= READY_SECONDS, told


def client(sea: Sea, someone: Someone) -> Client:
    return Client(sea.port, create_token("буря", by=someone.actor, at=NOON), someone)


def weather(sea: Sea, trade: Trade, threads: list[threading.Thread], chance: company.Chance) -> None:
    """Kill PostgreSQL now and then, and sweep up after killed workers, until the clients are done."""
    low, high = DEATH_EVERY_SECONDS
    next_death = time.monotonic() + 1.5
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.5)
        if time.monotonic() > next_death and trade.goes_on():
            sea.cluster.kill()
            sea.cluster.start()
            next_death = time.monotonic() + low + chance.below(high - low)
        sweep()


def sweep(silent_seconds: float = 2) -> None:
    """Do at once what the service does every minute; robbing the living too, for work may be done twice."""
    try:
        with suppress(ConnectorException, Error):  # the database was just killed; the next sweep comes
            async_to_sync(jobs.take_over_stalled)(silent_seconds=silent_seconds)
    finally:
        connection.close()


def calm(sea: Sea, nursery: "subprocess.Popen[str]", trade: Trade) -> float:
    """Let the storm end with a last death of PostgreSQL; return after how many seconds the doors are open."""
    assert nursery.stdin is not None
    nursery.stdin.write("calm\n")
    nursery.stdin.flush()
    sea.cluster.kill()
    sea.cluster.start()
    began = time.monotonic()
    trade.olena.get(f"/api/documents/{trade.journeys[0].document_id}")
    ready = time.monotonic() - began
    end = time.monotonic() + 60
    while left := in_queue():
        assert time.monotonic() < end, f"not followed up: {left}"
        sweep(0 if time.monotonic() > end - 50 else 2)
        time.sleep(0.3)
    return ready


def in_queue() -> dict[str, int]:
    """How many jobs of acts and letters are not done yet, by state."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs"
            " WHERE task_name IN ('act.follow', 'letter.send') AND status <> 'succeeded' GROUP BY status"
        )
        return dict(cursor.fetchall())


def check(sea: Sea, trade: Trade, told: str) -> None:
    """Compare what the clients were told with what there is."""
    ids = [journey.document_id for journey in trade.journeys]
    olena, petro = sea.olena.actor, sea.petro.actor
    assert ids, told
    assert all(journey.done for journey in trade.journeys), told
    with acting(olena):
        rows = dict(Document.objects.values_list("id", "number"))
        assert rows == {journey.document_id: journey.number for journey in trade.journeys}, told
        numbers = [f"2026/{serial:04}" for serial in range(1, len(ids) + 1)]
        assert sorted(rows.values()) == numbers, told
        assert list(Series.objects.values_list("last", flat=True)) == [len(ids)], told
        assert set(Document.objects.values_list("state", flat=True)) == {State.PAID}, told
        found = Counter(Entry.objects.filter(subject_id__in=ids).values_list("act", "subject_id"))
        once = {(act, document_id) for act in ONCE for document_id in ids}
        assert {key: number for key, number in found.items() if key[0] in ONCE} == dict.fromkeys(once, 1), (
            told
        )
    for actor, side in ((olena, Side.SENDER), (petro, Side.RECIPIENT)):
        with acting(actor):
            boxes = Counter(Mailbox.objects.filter(side=side).values_list("document_id", flat=True))
            assert boxes == dict.fromkeys(ids, 1), told
            assert Letter.objects.count() == Letter.objects.exclude(sent_at=None).count() >= len(ids), told
            assert not Answer.objects.filter(status=0).exists(), told
    with acting(robot(petro.organisation_id)):
        told_once = Outcome.objects.filter(handler="exchange.followups.tell_recipient", done_at__isnull=False)
        assert told_once.count() == len(ids), told
        about = Letter.objects.filter(person_id=petro.person_id, subject="Надійшов документ")
        assert about.count() in (0, len(ids)), told
