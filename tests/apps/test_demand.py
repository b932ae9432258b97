"""Demanding something about one's data: to the operator, under a clock, answered once."""

from datetime import date
from uuid import uuid4

import pytest

from kasssa.apps.privacy import queries
from kasssa.apps.privacy.actions import NoSuchDemand, NothingDemanded, answer, demand
from kasssa.base.ledger import queries as ledger
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import NotAllowed
from kasssa.core.rights import Right
from tests.apps.traces import refused
from tests.cast import ledger_length


def letters():
    with acting(robot()):
        return list(Letter.objects.order_by("written_at", "id"))


@pytest.mark.parametrize("right", Right)
def test_a_demand_goes_to_the_operator_and_its_clock_begins(olena, noon, right):
    length = ledger_length()
    demand_id = demand(right, " Ім’я з помилкою. ", by=olena.actor, at=noon)
    assert ledger_length() == length + 1
    line = ledger.of_person(olena.actor.person_id, by=olena.actor)[-1]
    assert (line.act, line.details) == ("demand.made", {"right": right})
    (card,) = queries.demands(by=olena.actor)
    assert (card.id, card.right, card.text, card.due_on) == (
        demand_id, right, "Ім’я з помилкою.", date(2026, 12, 5),
    )  # fmt: skip
    assert [card.days_left(day) for day in (date(2026, 11, 25), date(2026, 12, 6))] == [10, -1]
    (letter,) = letters()
    assert letter.to == "operator@kasssa.example"
    assert "Ковальчук" not in letter.subject


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001, "a\0b"])
def test_a_demand_has_words(olena, noon, text):
    with refused(NothingDemanded):
        demand(Right.CORRECT, text, by=olena.actor, at=noon)


def test_it_is_answered_once_and_the_person_is_told(olena, noon):
    demand_id = demand(Right.OBJECT, "Проти опитувань.", by=olena.actor, at=noon)
    assert [one.id for one in queries.waiting_demands(by=robot())] == [demand_id]
    answer(demand_id, "Припинено.", by=robot(), at=noon)
    (card,) = queries.demands(by=olena.actor)
    assert (card.answer, card.answered_at) == ("Припинено.", noon)
    assert queries.waiting_demands(by=robot()) == []
    assert [letter.to for letter in letters()][-1] == olena.role.email
    with refused(NoSuchDemand):
        answer(demand_id, "Ще раз.", by=robot(), at=noon)


def test_only_the_operator_answers_and_only_what_was_demanded(olena, noon):
    demand_id = demand(Right.ERASE, "Усе.", by=olena.actor, at=noon)
    with refused(NotAllowed):
        answer(demand_id, "Сама собі.", by=olena.actor, at=noon)
    with refused(NoSuchDemand):
        answer(uuid4(), "Немає.", by=robot(), at=noon)


def test_nobody_sees_the_demand_of_another(olena, petro, noon):
    demand(Right.EXPLAIN, "Звідки?", by=olena.actor, at=noon)
    assert queries.demands(by=petro.actor) == []
