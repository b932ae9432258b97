"""The page of cookies says what the settings say (clause 2.2)."""

from django.conf import settings

from kasssa.web.privacy.cookies import declared
from tests.web.browser import Browser


def test_every_cookie_is_on_the_page_with_its_purpose_and_its_life(at_nobody: Browser) -> None:
    page = at_nobody.open("cookies")
    rows = page.html.xpath("//main//tbody/tr")
    assert [row.xpath("td[1]/text()")[0] for row in rows] == [one.name for one in declared()]
    assert "14 днів" in page.text
    assert "365 днів" in page.text


def test_they_are_those_of_the_settings() -> None:
    assert [one.name for one in declared()] == [
        settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "theme",
        "device", "messages",
    ]  # fmt: skip
    assert settings.LANGUAGE_COOKIE_AGE is None


def test_no_answer_sets_a_cookie_that_is_not_declared(at_olena: Browser) -> None:
    at_olena.send("support", topic="help", text="Як?")
    at_olena.send_bare("set_theme", theme="dark")
    at_olena.send_bare("set_language", language="en")
    for name in ("home", "inbox", "requisites", "export", "cookies", "support"):
        at_olena.open(name)
    assert set(at_olena.client.cookies) <= {one.name for one in declared()}
