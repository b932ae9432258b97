"""Choosing about optional purposes: each on its own, no by default, felt at once (T-1.5, T-7.1)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kasssa.apps.consents import queries
from kasssa.apps.consents.actions import NoSuchClause, choose, void_clause
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import NotAllowed
from kasssa.core.consent import TextKind
from kasssa.core.purposes import NECESSARY, OPTIONAL, TERMS, NotOptional, Purpose
from tests.apps.traces import refused, untouched
from tests.cast import ledger_length


def may(someone):
    return {one for one in Purpose if queries.may(someone.actor.person_id, one, by=someone.actor)}


def test_after_registration_everything_necessary_is_allowed_and_nothing_optional(olena):
    assert may(olena) == set(NECESSARY)


@pytest.mark.parametrize("purpose", OPTIONAL)
def test_each_purpose_is_granted_and_withdrawn_alone_from_that_moment(olena, petro, noon, purpose):
    choose(purpose, wanted=True, by=olena.actor, at=noon)
    assert (may(olena), may(petro)) == ({*NECESSARY, purpose}, set(NECESSARY))
    choose(purpose, wanted=False, by=olena.actor, at=noon + timedelta(seconds=1))
    assert may(olena) == set(NECESSARY)


@pytest.mark.parametrize("purpose", NECESSARY)
def test_what_does_not_rest_on_consent_cannot_be_chosen(olena, noon, purpose):
    with refused(NotOptional):
        choose(purpose, wanted=False, by=olena.actor, at=noon)


def test_each_choice_has_a_line_in_the_ledger_and_a_receipt(olena, noon):
    length = ledger_length()
    choose(Purpose.SURVEYS, wanted=True, by=olena.actor, at=noon)
    choose(Purpose.SURVEYS, wanted=False, by=olena.actor, at=noon + timedelta(hours=1))
    assert ledger_length() == length + 2
    lines = ledger.of_person(olena.actor.person_id, by=olena.actor)[-2:]
    assert [(line.act, line.details) for line in lines] == [
        ("purpose.granted", {"purpose": "surveys"}), ("purpose.withdrawn", {"purpose": "surveys"}),
    ]  # fmt: skip
    made = queries.receipts(by=olena.actor)[:2]
    assert [(one.subject, one.given) for one in made] == [("surveys", False), ("surveys", True)]
    assert [queries.verified(one.id, by=olena.actor) for one in made] == [True, True]


def test_choosing_what_was_chosen_does_nothing(olena, noon):
    with untouched():
        choose(Purpose.IMPROVEMENT, wanted=False, by=olena.actor, at=noon)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(OPTIONAL), st.booleans()), max_size=8))
def test_after_any_sequence_of_choices_only_the_latest_of_each_holds(olena, noon, steps):
    with acting(olena.actor):
        before = {one: queries.chosen(one, by=olena.actor) for one in OPTIONAL}
    expected = dict(before)
    for purpose, wanted in steps:
        choose(purpose, wanted=wanted, by=olena.actor, at=noon)
        expected[purpose] = wanted
        assert queries.may(olena.actor.person_id, purpose, by=olena.actor) is wanted
    assert {one: queries.chosen(one, by=olena.actor) for one in OPTIONAL} == expected


def test_nobody_is_told_what_another_chose(olena, petro, noon):
    choose(Purpose.SURVEYS, wanted=True, by=olena.actor, at=noon)
    assert queries.may(olena.actor.person_id, Purpose.SURVEYS, by=petro.actor) is False


def test_a_void_clause_stops_its_own_purpose_for_everybody_and_nothing_else(olena, petro, noon):
    for purpose in OPTIONAL:
        choose(purpose, wanted=True, by=olena.actor, at=noon)
    agreed = queries.agreements(by=olena.actor)
    assert void_clause(TextKind.POLICY, "3.5", ground="рішення суду", by=robot(), at=noon) is True
    assert may(olena) == set(Purpose) - {Purpose.IMPROVEMENT}
    assert may(petro) == set(NECESSARY)
    assert queries.agreements(by=olena.actor) == agreed
    assert queries.missing(by=olena.actor, on=noon.date()) == ()
    with untouched():
        assert void_clause(TextKind.POLICY, "3.5", ground="ще раз", by=robot(), at=noon) is False


def test_only_the_service_voids_a_clause_and_only_one_that_exists(olena, noon):
    with refused(NotAllowed):
        void_clause(TextKind.POLICY, "3.5", ground="не подобається", by=olena.actor, at=noon)
    with refused(NoSuchClause):
        void_clause(TextKind.POLICY, "9.9", ground="немає", by=robot(), at=noon)


def test_every_purpose_stands_on_a_clause_that_exists(olena):
    assert {terms.clause for terms in TERMS.values()} <= queries.clauses(TextKind.POLICY)
