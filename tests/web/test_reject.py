"""Rejecting by a code and in words."""

from datetime import datetime

import pytest

from kasssa.apps.exchange import queries as exchange
from kasssa.core.refusals import Reason
from tests import cast
from tests.cast import Someone, acts_of, ledger_length
from tests.web.browser import Browser, uk
from tests.web.papers import state


def test_the_buyer_says_why_and_the_seller_reads_it(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    page = at_petro.send(
        "document_reject", document_id, code="PRI", text="Домовлялися про 19 грн.\n<b>Ні</b>"
    )
    assert page.location == f"/documents/{document_id}"
    assert uk("The document is rejected. The sender will get a letter.") in at_petro.follow(page).text
    shown = at_olena.open("document", document_id)
    assert uk("Prices do not match what was agreed") in shown.text
    assert "Домовлялися про 19 грн. <b>Ні</b>" in shown.text
    refusal = exchange.refusal(document_id, by=olena.actor)
    assert refusal is not None
    assert (state(document_id, olena), refusal.reason) == ("rejected", Reason.PRICES)


def test_every_reason_of_the_list_is_offered(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    page = at_petro.open("document_reject", cast.delivered(olena, petro, noon))
    assert sorted(page.html.xpath("//input[@name='code']/@value")) == sorted(Reason)
    assert page.html.xpath("//input[@name='code'][@checked]") == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"code": "PRI", "text": ""}, "text"),
        ({"code": "PRI", "text": "   "}, "text"),
        ({"code": "PRI", "text": "а" * 2001}, "text"),
        ({"code": "PRI", "text": "нуль\0"}, "text"),
    ],
)
def test_without_words_it_is_not_rejected(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime, said: dict[str, str], field: str
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    page = at_petro.send("document_reject", document_id, **said)
    assert (page.status, page.beside(field) != "") == (422, True)
    assert page.html.xpath("//input[@name='code'][@checked]/@value") == ["PRI"]
    assert (state(document_id, olena), ledger_length()) == ("delivered", length)


@pytest.mark.parametrize("code", ["", "XXX"])
def test_without_a_reason_of_the_list_it_is_not_rejected(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime, code: str
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    page = at_petro.send("document_reject", document_id, code=code, text="Не те")
    assert (page.status, page.value("text")) == (422, "Не те")
    assert (state(document_id, olena), ledger_length()) == ("delivered", length)


def test_the_seller_cannot_reject_it(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    page = at_olena.send("document_reject", document_id, code="PRI", text="Ні")
    assert (page.status, ledger_length()) == (409, length)


def test_what_is_accepted_is_no_longer_rejected(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    history = acts_of(document_id, olena)
    assert at_petro.open("document_reject", document_id).status == 409
    assert at_petro.send("document_reject", document_id, code="PRI", text="Ні").status == 409
    assert acts_of(document_id, olena) == history
