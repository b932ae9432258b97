"""A walk through the service leaves the declared cookies and no others, and asks no foreign host (T-2.2)."""

from playwright.sync_api import expect

from kasssa.cli.cast import OLENA
from kasssa.web.privacy.cookies import declared
from tests.browser import pages
from tests.browser.service import Service
from tests.browser.test_look import OWN, PUBLIC
from tests.browser.visitor import Visit


def test_after_a_walk_the_cookies_are_those_declared(visit: Visit, service: Service) -> None:
    olena = visit(OLENA, service)
    olena.open("/")
    olena.press("night")
    olena.page.get_by_role("button", name="English").click()
    pages.sign_in(olena)
    expect(olena.page.locator("nav.folders")).to_be_visible()
    for path in (*PUBLIC.values(), *OWN.values()):
        olena.open(path)
    there = olena.page.context.cookies()
    assert {cookie["domain"] for cookie in there} == {"localhost"}
    lasting = {one.name for one in declared()} - {"messages"}
    assert {cookie["name"] for cookie in there} - {"messages"} == lasting
