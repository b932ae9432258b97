"""Acting for another organisation of one's own; language and theme."""

from datetime import datetime

import pytest

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.core.actor import Role
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser
from tests.web.papers import seated


def shown(browser: Browser) -> str:
    """For which organisation the person acts, by the bar of the page."""
    return browser.open("inbox").html.xpath("//details//p[@class='menu__title']/strong")[0].text_content()


def test_a_person_of_two_organisations_sees_one_at_a_time(
    olena: Someone, petro: Someone, yevheniia: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    browser = Browser(yevheniia)
    assert (shown(browser), browser.open("document", document_id).status) == (
        yevheniia.role.requisites.name,
        404,
    )
    there = seated(olena, yevheniia, Role.VIEWER, noon)
    assert (shown(there), there.open("document", document_id).status) == (olena.role.requisites.name, 200)
    there.send("switch_organisation", organisation=str(yevheniia.actor.organisation_id))
    assert (shown(there), there.open("document", document_id).status) == (yevheniia.role.requisites.name, 404)


@pytest.mark.parametrize("wanted", ["", "x", "01a21302-1707-7280-8f5d-a6d4cdf35f17", "theirs"])
def test_nobody_takes_a_seat_that_is_not_theirs(at_olena: Browser, petro: Someone, wanted: str) -> None:
    organisation = str(petro.actor.organisation_id) if wanted == "theirs" else wanted
    assert at_olena.send("switch_organisation", organisation=organisation).location == "/inbox"
    assert shown(at_olena) == "ТОВ «Північний вітер»"


def test_the_seat_is_gone_with_the_membership(olena: Someone, yevheniia: Someone, noon: datetime) -> None:
    browser = seated(olena, yevheniia, Role.VIEWER, noon)
    seat = next(one for one in queries.members(by=olena.actor) if one.person_id == yevheniia.actor.person_id)
    accounts.remove_member(seat.id, by=olena.actor, at=noon)
    assert shown(browser) == yevheniia.role.requisites.name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_kept_in_a_cookie(at_nobody: Browser, theme: str) -> None:
    page = at_nobody.send_bare("set_theme", theme=theme, next="/texts/policy")
    assert (page.status, page.location) == (302, "/texts/policy")
    assert at_nobody.open("text", "policy").html.get("data-theme") == theme


def test_a_theme_that_there_is_not_changes_nothing(at_nobody: Browser) -> None:
    at_nobody.send_bare("set_theme", theme='"><script>')
    assert "theme" not in at_nobody.client.cookies
    at_nobody.client.cookies["theme"] = "pink"
    assert at_nobody.open("home").html.get("data-theme") is None


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
@pytest.mark.parametrize("name", ["set_theme", "set_language"])
def test_a_switch_leads_nowhere_else(at_nobody: Browser, name: str, elsewhere: str) -> None:
    page = at_nobody.send_bare(name, theme="dark", language="en", next=elsewhere)
    assert page.location == "/"


def test_the_language_is_kept_in_a_cookie(at_nobody: Browser) -> None:
    at_nobody.send_bare("set_language", language="en", next="/")
    assert at_nobody.open("home").html.get("lang") == "en"
