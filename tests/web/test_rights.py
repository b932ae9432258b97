"""Demands about one's data on their page."""

from datetime import datetime

import pytest

from kasssa.apps.privacy import queries
from kasssa.apps.privacy.actions import answer
from kasssa.base.tenancy import robot
from kasssa.core.rights import Right
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, uk


@pytest.mark.parametrize("right", Right)
def test_a_demand_is_made_and_its_clock_is_shown(at_olena: Browser, right: Right) -> None:
    page = at_olena.send("rights", right=right, text="Ім’я з помилкою.")
    assert page.location == "/privacy/rights"
    text = at_olena.open("rights").text
    assert "лишилося 10 днів" in text
    assert "відповідь до 05.12.2026" in text


def test_the_answer_is_read_there(at_olena: Browser, olena: Someone, noon: datetime) -> None:
    at_olena.send("rights", right="correct", text="Ім’я.")
    (card,) = queries.demands(by=olena.actor)
    answer(card.id, "Виправлено.", by=robot(), at=noon)
    text = at_olena.open("rights").text
    assert "Виправлено." in text
    assert uk("answered") in text


def test_an_empty_demand_is_refused_in_words(at_olena: Browser) -> None:
    length = ledger_length()
    page = at_olena.send("rights", right="correct", text="")
    assert page.status == 422
    assert page.beside("text") != ""
    assert ledger_length() == length
