"""What follows from an act: each consequence by itself, committed with the act or not at all."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from kasssa.apps.consents.actions import choose_news
from kasssa.base.ledger import queries as ledger
from kasssa.base.ledger.actions import Unfinished, follow
from kasssa.base.ledger.models import Outcome
from kasssa.base.tenancy import acting, robot
from kasssa.core.acts import Act
from tests.cast import sent, settle

DONE: list[str] = []
BROKEN: set[str] = set()


class Storm(Exception):
    """Why a handler of this test fails."""


def _do(name, what):
    if name in BROKEN:
        choose_news(wanted=True, by=what.by, at=what.at + timedelta(hours=1))  # must not stay
        raise Storm(name)
    DONE.append(name)


def first(what, at):
    _do("first", what)


def second(what, at):
    _do("second", what)


def third(what, at):
    _do("third", what)


TABLE = {Act.NEWS_SUBSCRIBED: (first, second, third)}
EMPTY = {}


@pytest.fixture(autouse=True)
def _clean(settings):
    """Nothing done, nothing broken, and the table of this test in force."""
    settings.FOLLOWS = "tests.apps.test_follow.TABLE"
    DONE.clear()
    BROKEN.clear()


def subscribe(olena, noon):
    """Do the act from which three things follow, and return its number."""
    choose_news(wanted=True, by=olena.actor, at=noon)
    return ledger.of_person(olena.actor.person_id, by=olena.actor)[-1].entry_id


def outcomes(entry_id, olena):
    with acting(olena.actor):
        rows = Outcome.objects.filter(entry_id=entry_id).order_by("handler")
        return [
            (row.handler.rpartition(".")[2], row.attempts, row.done_at is not None, row.error) for row in rows
        ]


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        return cursor.fetchone()[0]


def run(entry_id, olena):
    follow(entry_id=entry_id, organisation_id=str(olena.actor.organisation_id))


def test_all_that_follows_is_done_in_the_order_of_the_table(olena, noon):
    entry_id = subscribe(olena, noon)
    run(entry_id, olena)
    assert DONE == ["first", "second", "third"]
    assert outcomes(entry_id, olena) == [
        ("first", 1, True, ""), ("second", 1, True, ""), ("third", 1, True, ""),
    ]  # fmt: skip


def test_one_that_fails_does_not_block_the_others(olena, noon):
    entry_id = subscribe(olena, noon)
    BROKEN.add("second")
    with pytest.raises(Unfinished, match="second"):
        run(entry_id, olena)
    assert DONE == ["first", "third"]
    assert outcomes(entry_id, olena) == [
        ("first", 1, True, ""), ("second", 1, False, "Storm: second"), ("third", 1, True, ""),
    ]  # fmt: skip


def test_what_failed_leaves_no_trace_of_its_own(olena, noon):
    entry_id = subscribe(olena, noon)
    choose_news(wanted=False, by=olena.actor, at=noon)
    acts = len(ledger.of_person(olena.actor.person_id, by=olena.actor))
    BROKEN.update({"first", "second", "third"})
    with pytest.raises(Unfinished):
        run(entry_id, olena)
    assert len(ledger.of_person(olena.actor.person_id, by=olena.actor)) == acts


def test_repetition_does_only_what_failed(olena, noon):
    entry_id = subscribe(olena, noon)
    BROKEN.add("second")
    for _ in range(2):
        with pytest.raises(Unfinished):
            run(entry_id, olena)
    BROKEN.clear()
    run(entry_id, olena)
    run(entry_id, olena)
    assert DONE == ["first", "third", "second"]
    assert outcomes(entry_id, olena) == [
        ("first", 1, True, ""), ("second", 3, True, ""), ("third", 1, True, ""),
    ]  # fmt: skip


def test_the_job_is_there_as_soon_as_the_act_is(olena, noon):
    before = waiting()
    subscribe(olena, noon)
    assert waiting() == before + 1


def test_the_job_goes_with_an_act_that_is_rolled_back(olena, noon):
    @transaction.atomic
    def subscribe_in_a_storm():
        subscribe(olena, noon)
        assert waiting() == before + 1
        raise Storm

    before = waiting()
    with pytest.raises(Storm):
        subscribe_in_a_storm()
    assert waiting() == before


def test_an_act_from_which_nothing_follows_makes_no_job(olena, noon, settings):
    settings.FOLLOWS = "tests.apps.test_follow.EMPTY"
    before = waiting()
    subscribe(olena, noon)
    assert waiting() == before


def test_what_no_longer_follows_is_not_done(olena, noon, settings):
    entry_id = subscribe(olena, noon)
    settings.FOLLOWS = "tests.apps.test_follow.EMPTY"
    run(entry_id, olena)
    assert DONE == outcomes(entry_id, olena) == []


def test_outcomes_are_the_acting_organisations_to_see(olena, petro, noon):
    entry_id = subscribe(olena, noon)
    run(entry_id, olena)
    assert outcomes(entry_id, petro) == []


def test_a_long_error_is_kept_as_far_as_it_fits(olena, noon):
    entry_id = subscribe(olena, noon)
    BROKEN.add("first")
    Storm.__str__ = lambda self: "x" * 1000
    try:
        with pytest.raises(Unfinished):
            run(entry_id, olena)
    finally:
        del Storm.__str__
    assert outcomes(entry_id, olena)[0] == ("first", 1, False, "Storm: " + "x" * 293)


def test_the_real_table_delivers_and_tells(olena, petro, noon, settings):
    settings.FOLLOWS = "kasssa.site.follows.FOLLOWS"
    document_id = sent(olena, petro, noon)
    settle()
    acts = [what.act for what in ledger.history(document_id, by=petro.actor)]
    assert acts[-2:] == ["document.sent", "document.delivered"]
    with acting(robot(olena.actor.organisation_id)):
        done = {row.handler: (row.attempts, row.error) for row in Outcome.objects.exclude(done_at=None)}
    assert done["exchange.followups.deliver"] == (1, "")
