"""One's consents on their page, and receipts as files."""

import hashlib
import io
from datetime import datetime

import pikepdf
import pytest

from kasssa.apps.consents import queries
from kasssa.apps.consents.actions import void_clause
from kasssa.base.tenancy import robot
from kasssa.core.consent import TextKind
from kasssa.core.purposes import OPTIONAL, Purpose
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, uk


def test_every_optional_purpose_is_off_and_has_a_button_of_its_own(at_olena: Browser) -> None:
    page = at_olena.open("consents")
    assert page.html.xpath("//main//form//input[@name='purpose']/@value") == list(OPTIONAL)
    assert page.html.xpath("//main//form//button[@name='wanted']/@value") == ["yes", "yes", "yes"]


@pytest.mark.parametrize("purpose", OPTIONAL)
def test_a_purpose_is_allowed_and_withdrawn_on_the_page(
    at_olena: Browser, olena: Someone, purpose: Purpose
) -> None:
    for wanted in ("yes", "no"):
        answer = at_olena.send("consents", purpose=purpose, wanted=wanted)
        assert (answer.status, answer.location) == (302, "/privacy/consents")
        assert queries.may(olena.actor.person_id, purpose, by=olena.actor) is (wanted == "yes")
    first, second = queries.receipts(by=olena.actor)[:2]
    assert (first.given, second.given) == (False, True)


@pytest.mark.parametrize("purpose", ["books", "", "account"])
def test_what_is_no_choice_cannot_be_chosen(at_olena: Browser, purpose: str) -> None:
    length = ledger_length()
    assert at_olena.send("consents", purpose=purpose, wanted="no").status == 404
    assert ledger_length() == length


def test_a_receipt_is_shown_verified_and_given_as_the_very_bytes(at_olena: Browser, olena: Someone) -> None:
    for one in queries.receipts(by=olena.actor):
        page = at_olena.open("receipt", one.id)
        assert "Щойно перевірено" in page.text
        assert one.sha256 in page.text
        given = at_olena.open("receipt_file", one.id, "json")
        assert hashlib.sha256(given.content).hexdigest() == one.sha256


def test_a_receipt_is_printed_and_the_same_receipt_gives_the_same_bytes(
    at_olena: Browser, olena: Someone
) -> None:
    one = queries.receipts(by=olena.actor)[0]
    first, second = (at_olena.open("receipt_file", one.id, "pdf").content for _ in range(2))
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert str(pdf.docinfo["/Title"]) == uk("Receipt of consent")


def test_the_receipt_of_another_is_not_there(at_petro: Browser, olena: Someone) -> None:
    one = queries.receipts(by=olena.actor)[0]
    assert at_petro.open("receipt", one.id).status == 404
    assert at_petro.open("receipt_file", one.id, "json").status == 404


def test_a_void_clause_is_struck_out_where_it_stood(at_nobody: Browser, noon: datetime) -> None:
    void_clause(TextKind.POLICY, "3.5", ground="рішення суду", by=robot(), at=noon)
    page = at_nobody.open("text", "policy")
    assert len(page.html.get_element_by_id("policy-3.5").xpath(".//s")) == 1
    assert page.html.get_element_by_id("policy-3.4").xpath(".//s") == []
    assert "рішення суду" in page.text
