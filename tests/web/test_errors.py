"""The pages of refusals and of faults: what happened, what to do, and nothing that is not for the eyes."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import override_settings
from django.utils import translation

from kasssa.core.actor import Role
from kasssa.web.errors import PAGES
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser, Page
from tests.web.papers import seated

CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
INSIDE = ("Traceback", "Exception", "django", "kasssa/", "/src/", ".py", "SELECT", "csrf_failed", "DEBUG")
Ask = Callable[[Browser, Someone, Someone, datetime], Page]


def nowhere(browser: Browser, olena: Someone, petro: Someone, at: datetime) -> Page:
    return Page(browser.client.get("/nothing?secret=1"))


def not_now(browser: Browser, olena: Someone, petro: Someone, at: datetime) -> Page:
    return browser.send("document_send", cast.drafted(olena, petro, at))


def not_for_the_role(browser: Browser, olena: Someone, petro: Someone, at: datetime) -> Page:
    there = seated(olena, petro, Role.VIEWER, at)
    there.client.cookies["django_language"] = browser.client.cookies["django_language"].value
    return there.send("document_send", cast.signed(olena, petro, at))


def unreadable(browser: Browser, olena: Someone, petro: Someone, at: datetime) -> Page:
    return browser.send("support", key="\0", topic="help", text="Як?")


def fault(browser: Browser, olena: Someone, petro: Someone, at: datetime) -> Page:
    browser.client.raise_request_exception = False
    with override_settings(ROOT_URLCONF="tests.web.broken"):
        return Page(browser.client.get("/broken"))


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    ("ask", "status"),
    [(nowhere, 404), (not_for_the_role, 403), (not_now, 409), (unreadable, 422), (fault, 500)],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_refusal_says_what_and_what_to_do_in_the_language_of_the_person(
    olena: Someone, petro: Someone, noon: datetime, language: str, ask: Ask, status: int
) -> None:
    page = ask(Browser(olena, language=language), olena, petro, noon)
    assert (page.status, page.html.get("lang")) == (status, language)
    assert page.response.headers["Content-Type"] == "text/html; charset=utf-8"
    (words,) = page.html.xpath("//section[@class='refusal']/p[not(@class)]/text()")
    assert bool(CYRILLIC.search(words)) is (language == "uk")
    assert words.count(".") >= 1
    assert page.html.xpath("//section[@class='refusal']//a/@href")[0] == "/"
    html = page.content.decode().replace("/static/django_htmx/", "")
    assert [
        one for one in (*INSIDE, "kasssa_secret", "ZeroDivision", "secret=1") if one in html.split("<main")[1]
    ] == []


@pytest.mark.parametrize("refusal", PAGES, ids=lambda refusal: refusal.__name__)
def test_every_refusal_of_the_table_has_a_page_and_words_in_both_languages(refusal: type[Exception]) -> None:
    status, words = PAGES[refusal]
    assert status in (403, 404, 409, 422, 429)
    with translation.override("uk"):
        assert CYRILLIC.search(str(words))
    with translation.override("en"):
        assert not CYRILLIC.search(str(words))


def test_a_stranger_gets_the_same_page_of_nowhere(at_nobody: Browser) -> None:
    assert nowhere(at_nobody, None, None, None).status == 404  # type: ignore[arg-type]  # they are not asked
