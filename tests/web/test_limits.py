"""Too many tries: counted for each person, key or network, refused in words, and forgotten in time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from kasssa.api import gates as api_gates
from kasssa.base import clock
from kasssa.base.limits import actions as limits
from kasssa.base.limits.models import Window
from kasssa.base.tenancy import robot
from kasssa.web import gates
from kasssa.web.support import views as support
from tests.api.caller import Caller
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, Page, uk

THREE = limits.Limit("three", tries=3, window_seconds=60)
WAIT = uk("Too many tries. Nothing was changed: wait a little and try again.")


@pytest.fixture(autouse=True)
def fresh_counts(db: None) -> None:
    """Let nobody have tried anything yet."""
    cache.clear()


def taken(subject: str, at: datetime, times: int) -> int:
    """Return how many of ``times`` tries were let through."""
    passed = 0
    for _ in range(times):
        try:
            limits.take(THREE, subject, by=robot(), at=at)
        except limits.TooMany:
            continue
        passed += 1
    return passed


def test_so_many_tries_are_let_through_in_a_window(noon: datetime) -> None:
    assert taken("a", noon, 5) == 3
    assert taken("b", noon, 5) == 3
    assert taken("a", noon + timedelta(seconds=59), 1) == 0
    assert taken("a", noon + timedelta(seconds=60), 5) == 3


def test_it_is_said_how_long_to_wait(noon: datetime) -> None:
    taken("a", noon, 3)
    with pytest.raises(limits.TooMany) as refused:
        limits.take(THREE, "a", by=robot(), at=noon + timedelta(seconds=45))
    assert refused.value.wait_seconds == 15


def test_windows_that_have_ended_are_forgotten(noon: datetime) -> None:
    taken("a", noon, 1)
    taken("a", noon + timedelta(seconds=60), 1)
    assert limits.forget(by=robot(), at=noon + timedelta(seconds=61)) == 1
    assert Window.objects.count() == 1


def test_who_it_was_is_not_kept(noon: datetime) -> None:
    taken("olena@kasssa.example", noon, 1)
    (row,) = Window.objects.values()
    assert (len(row["id"]), "olena" in str(row)) == (64, False)


def slow(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """Let through only three."""
    monkeypatch.setattr(module, name, replace(getattr(module, name), tries=3))


def test_forms_of_one_person_are_limited_and_of_another_not(
    at_olena: Browser, at_petro: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, gates, "FORMS")
    pages = [at_olena.send("counterparties") for _ in range(4)]
    assert [page.status for page in pages] == [422, 422, 422, 429]
    assert (WAIT in pages[-1].text, pages[-1].response.headers["Retry-After"]) == (True, "60")
    assert at_olena.open("counterparties").status == 200
    assert at_petro.send("counterparties").status == 422


def test_questions_are_limited_and_the_refused_one_is_not_asked(
    at_olena: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, support, "QUESTIONS")
    found = [at_olena.send("support", topic="help", text="Як?").status for _ in range(3)]
    length = ledger_length()
    page = at_olena.send("support", topic="help", text="Як?")
    assert (found, page.status, page.response.headers["Retry-After"]) == ([302] * 3, 429, "3600")
    assert ledger_length() == length


def test_a_key_of_the_api_is_limited_and_another_not(
    olena: Someone, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, api_gates, "REQUESTS")
    first, second = Caller.of(olena, noon), Caller.of(olena, noon)
    assert [first.get("/api/documents").status for _ in range(3)] == [200] * 3
    refused = first.get("/api/documents")
    assert refused.problem == (429, "too_many")
    assert refused.response.headers["Retry-After"] == "60"
    assert second.get("/api/documents").status == 200
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(seconds=60))
    assert first.get("/api/documents").status == 200


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("name", "said", "tries"),
    [
        ("account_login", {"login": "nobody@kasssa.example", "password": "x" * 12}, 30),
        ("account_reset_password", {"email": "nobody@kasssa.example"}, 20),
        ("registration", {}, 20),
        ("login_by_kep", {}, 30),
    ],
)
def test_whoever_is_not_signed_in_is_limited_by_their_network(
    at_nobody: Browser, language: str, name: str, said: dict[str, str], tries: int
) -> None:
    browser = Browser(language=language)
    answers = []
    for number in range(tries + 1):
        # Of one address fewer tries are let through than of a network.
        fresh = {key: value.replace("nobody", f"nobody{number}") for key, value in said.items()}
        answers.append(browser.send_bare(name, **fresh))
    assert 429 not in {page.status for page in answers[:10]}
    assert_refused(answers[-1], language)


def assert_refused(page: Page, language: str) -> None:
    words = {"uk": uk("Too many tries"), "en": "Too many tries"}[language]
    assert (page.status, words in page.text, page.response.headers["Retry-After"]) == (429, True, "60")
