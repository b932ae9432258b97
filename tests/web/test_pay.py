"""Marking as paid."""

from datetime import date, datetime

import pytest

from kasssa.apps.payments import queries as payments
from tests import cast
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, uk
from tests.web.papers import state


@pytest.mark.parametrize("typed", ["20.11.2026", "2026-11-20"])
def test_the_seller_says_on_which_day_the_money_came(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, typed: str
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    asked = at_olena.open("document_pay", document_id)
    assert (asked.status, asked.value("paid_on")) == (200, "25.11.2026")
    page = at_olena.send("document_pay", document_id, paid_on=typed)
    assert page.location == f"/documents/{document_id}"
    assert uk("Marked as paid.") in at_olena.follow(page).text
    payment = payments.payment(document_id, by=petro.actor)
    assert payment is not None
    assert (payment.paid_on, str(payment.amount)) == (date(2026, 11, 20), "1200.00")


def test_what_is_paid_is_no_longer_asked_to_be_paid(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    at_olena.send("document_pay", document_id, paid_on="25.11.2026")
    shown = at_petro.open("document", document_id)
    assert uk("Paid", "state") in shown.text
    assert 'id="pay-iban"' not in shown.content.decode()
    assert "qr__code" not in shown.content.decode()


def test_money_does_not_come_tomorrow(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    length = ledger_length()
    page = at_olena.send("document_pay", document_id, paid_on="26.11.2026")
    assert page.status == 422
    assert page.beside("paid_on") == uk(
        "The date of payment is in the future. Give the day on which the money came."
    )
    assert (page.value("paid_on"), ledger_length()) == ("26.11.2026", length)


@pytest.mark.parametrize("typed", ["", "вчора", "31.11.2026"])
def test_what_is_no_day_is_refused(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, typed: str
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    length = ledger_length()
    page = at_olena.send("document_pay", document_id, paid_on=typed)
    assert (page.status, page.beside("paid_on") != "", page.value("paid_on")) == (422, True, typed)
    assert (state(document_id, olena), ledger_length()) == ("accepted", length)


def test_the_buyer_cannot_mark_it(at_petro: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.accepted(olena, petro, noon)
    length = ledger_length()
    assert at_petro.open("document_pay", document_id).status == 409
    assert at_petro.send("document_pay", document_id, paid_on="25.11.2026").status == 409
    assert (state(document_id, olena), ledger_length()) == ("accepted", length)
