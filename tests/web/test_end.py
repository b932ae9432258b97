"""Ending an account on the page: said before, proved again, stopped by a letter, done with an act."""

import io
import json
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse

from kasssa.apps.accounts.models import Person
from kasssa.apps.privacy.actions import DELAY
from kasssa.apps.privacy.followups import erase_due
from kasssa.base.tenancy import robot
from kasssa.cli.cast import PASSWORD
from tests import cast
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, Page, uk


@pytest.fixture(autouse=True)
def graveyard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones.jsonl")


@pytest.fixture
def sure(at_olena: Browser) -> Browser:
    """Olena, who has just given her password once more."""
    page = at_olena.send_bare("account_reauthenticate", password=PASSWORD, next=reverse("end"))
    assert page.location == reverse("end")
    return at_olena


def ended(browser: Browser, olena: Someone) -> str:
    page = browser.send("end", close=str(olena.actor.organisation_id))
    assert page.status == 302
    return page.location


def test_the_page_says_what_would_happen_and_has_no_button_before_the_password(at_olena: Browser) -> None:
    page = at_olena.open("end")
    assert page.status == 200
    assert page.html.xpath("//main//form") == []
    assert page.html.xpath("//main//input") == []
    assert uk("Signing keys") in page.text


def test_without_the_password_nothing_is_ended(at_olena: Browser, olena: Someone) -> None:
    length = ledger_length()
    page = at_olena.send("end", close=str(olena.actor.organisation_id))
    assert page.location == "/account/reauthenticate/?next=%2Fprivacy%2Fend"
    assert (ledger_length(), at_olena.open("inbox").status) == (length, 200)


def test_whoever_owns_an_organisation_alone_has_to_say_what_becomes_of_it(sure: Browser) -> None:
    assert "32855961" in sure.open("end").text
    length = ledger_length()
    page = sure.send("end")
    assert page.status == 422
    assert uk("Say of each what becomes of it: close it, or name another owner first.") in page.text
    assert ledger_length() == length


def test_once_ended_one_is_out_and_the_page_of_the_secret_says_until_when(
    sure: Browser, olena: Someone, at_nobody: Browser
) -> None:
    elsewhere = Browser(olena)
    address = ended(sure, olena)
    for browser in (sure, elsewhere):
        assert browser.open("inbox").location.startswith("/account/login/")
    page = Page(at_nobody.client.get(address))
    assert "26.11.2026 14:00" in page.text


def test_the_account_can_be_kept_by_the_page(sure: Browser, olena: Someone, at_nobody: Browser) -> None:
    address = ended(sure, olena)
    assert at_nobody.client.post(address).headers["Location"] == address
    assert uk("The account stays") in Page(at_nobody.client.get(address)).text
    assert Person.objects.get(pk=olena.actor.person_id).is_active is True
    assert at_nobody.client.post(address).status_code == 404


def test_the_act_of_destruction_is_shown_and_given(
    sure: Browser, olena: Someone, petro: Someone, at_nobody: Browser, noon: datetime
) -> None:
    cast.accepted(olena, petro, noon)
    address = ended(sure, olena)
    assert at_nobody.client.get(f"{address}/act.json").status_code == 404
    erase_due(by=robot(), at=noon + DELAY)
    page = Page(at_nobody.client.get(address))
    assert uk("Act of destruction") in page.text
    assert "2031-12-31" in page.text
    told = json.loads(at_nobody.client.get(f"{address}/act.json").content)
    assert told["person"] == str(olena.actor.person_id)
    first, second = (at_nobody.client.get(f"{address}/act.pdf").content for _ in range(2))
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Акт знищення"
    assert at_nobody.client.get(f"{address}/act.exe").status_code == 404
    assert at_nobody.client.post(address).status_code == 404


def test_a_secret_that_nobody_has_leads_nowhere(at_nobody: Browser) -> None:
    assert at_nobody.open("ending", "x").status == 404
    assert at_nobody.open("ending_file", "x", "json").status == 404
