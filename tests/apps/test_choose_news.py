"""Choosing about the news of the service."""

from datetime import timedelta

from kasssa.apps.consents.actions import choose_news
from kasssa.apps.consents.queries import wants_news
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import Role
from tests.apps.traces import untouched
from tests.cast import ledger_length


def wants(someone):
    return wants_news(someone.actor.person_id, by=someone.actor)


def test_silence_is_no(olena):
    assert wants(olena) is False


def test_each_choice_is_a_line_in_the_ledger_and_the_latest_holds(olena, noon):
    length = ledger_length()
    for hour, wanted in enumerate((True, False, True)):
        choose_news(wanted=wanted, by=olena.actor, at=noon + timedelta(hours=hour))
        assert wants(olena) is wanted
    assert ledger_length() == length + 3
    assert [what.act for what in ledger.of_person(olena.actor.person_id, by=olena.actor)][-3:] == [
        "news.subscribed", "news.refused", "news.subscribed",
    ]  # fmt: skip


def test_choosing_what_was_chosen_does_nothing(olena, noon):
    with untouched():
        choose_news(wanted=False, by=olena.actor, at=noon)
    choose_news(wanted=True, by=olena.actor, at=noon)
    with untouched():
        choose_news(wanted=True, by=olena.actor, at=noon)


def test_a_choice_is_of_the_person_and_not_of_the_organisation(olena, colleague, noon):
    viewer = colleague(Role.VIEWER)
    choose_news(wanted=True, by=viewer.actor, at=noon)
    assert (wants(viewer), wants(olena)) == (True, False)


def test_nobody_reads_the_choice_of_another(olena, petro, noon):
    choose_news(wanted=True, by=olena.actor, at=noon)
    assert wants_news(olena.actor.person_id, by=petro.actor) is False
