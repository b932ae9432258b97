"""Noting that the money came."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.payments.actions import PaidInFuture, confirm
from kasssa.apps.payments.queries import payment
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.lifecycle import NotNow, State
from kasssa.core.money import Money
from tests.apps.acts import paid, rejected
from tests.apps.traces import refused
from tests.cast import accepted, delivered, drafted, ledger_length, sent

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("come", [delivered, accepted])
def test_the_seller_says_that_the_whole_total_came(come, olena, petro, noon):
    document_id = come(olena, petro, noon)
    length = ledger_length()
    confirm(document_id, paid_on=TODAY - timedelta(days=1), by=olena.actor, at=noon)
    for someone in (olena, petro):
        assert queries.card(document_id, by=someone.actor).state is State.PAID
        card = payment(document_id, by=someone.actor)
        assert (card.amount, card.paid_on, card.confirmed_at) == (Money(1200_00), date(2026, 11, 24), noon)
    assert ledger_length() == length + 1
    what = ledger.history(document_id, by=petro.actor)[-1]
    assert (what.act, what.details) == ("document.paid", {"kopiykas": 120000, "paid_on": "2026-11-24"})


def test_money_cannot_have_come_tomorrow(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    with refused(PaidInFuture):
        confirm(document_id, paid_on=TODAY + timedelta(days=1), by=olena.actor, at=noon)


def test_today_is_that_of_kyiv(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    late = datetime(2026, 11, 25, 21, 59, tzinfo=UTC)
    with refused(PaidInFuture):
        confirm(document_id, paid_on=date(2026, 11, 26), by=olena.actor, at=late)
    confirm(document_id, paid_on=date(2026, 11, 26), by=olena.actor, at=late + timedelta(minutes=1))


def test_a_document_is_paid_once(olena, petro, noon):
    document_id = paid(olena, petro, noon)
    with refused(NotNow):
        confirm(document_id, paid_on=TODAY, by=olena.actor, at=noon)


@pytest.mark.parametrize("come", [drafted, sent, rejected])
def test_what_is_not_owed_is_not_paid(come, olena, petro, noon):
    document_id = come(olena, petro, noon)
    with refused(NotNow):
        confirm(document_id, paid_on=TODAY, by=olena.actor, at=noon)


def test_the_buyer_cannot_say_that_they_paid(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    with refused(NotNow):
        confirm(document_id, paid_on=TODAY, by=petro.actor, at=noon)


def test_a_stranger_neither_pays_it_nor_sees_that_it_was_paid(olena, petro, yevheniia, noon):
    document_id = paid(olena, petro, noon)
    assert payment(document_id, by=yevheniia.actor) is None
    with refused(queries.NoSuchDocument):
        confirm(document_id, paid_on=TODAY, by=yevheniia.actor, at=noon)


def test_an_accountant_notes_money_and_a_viewer_does_not(olena, petro, colleague, noon):
    document_id = accepted(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed):
        confirm(document_id, paid_on=TODAY, by=viewer.actor, at=noon)
    confirm(document_id, paid_on=TODAY, by=colleague(Role.ACCOUNTANT).actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.PAID


def test_what_was_not_paid_has_no_payment(olena, petro, noon):
    assert payment(accepted(olena, petro, noon), by=olena.actor) is None
