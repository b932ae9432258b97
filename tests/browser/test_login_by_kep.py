"""Signing in with a key file that never leaves the browser."""

from playwright.sync_api import expect

from kasssa.base import clock
from kasssa.cli import cast as roles
from tests import cast
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.test_sign_here import open_the_key
from tests.browser.visitor import Visit, say


def test_who_has_signed_once_signs_in_by_the_key_alone(visit: Visit, service: Service) -> None:
    seller, buyer = service.come(newcomer(roles.OLENA)), service.come(newcomer(roles.PETRO))
    service.backstage(lambda: cast.signed(seller, buyer, clock.now()))
    visitor = visit(seller.role, service)
    visitor.open("/account/login/")
    visitor.page.get_by_role("link", name=say("Sign in with a qualified signature")).click()
    visitor.audit()
    open_the_key(visitor, roles.KEY_PASSWORD)
    expect(visitor.page.locator("[data-kep='holder']")).to_contain_text(seller.role.full_name)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=say("Sign and send")).click()
    visitor.open("/account/sessions/")
    expect(visitor.page).to_have_url(f"{service.url}/account/sessions/")


def test_one_comes_to_the_page_that_one_wanted(visit: Visit, service: Service) -> None:
    seller, buyer = service.come(newcomer(roles.OLENA)), service.come(newcomer(roles.PETRO))
    service.backstage(lambda: cast.signed(seller, buyer, clock.now()))
    visitor = visit(seller.role, service)
    visitor.open("/outbox?state=signed")
    visitor.page.get_by_role("link", name=say("Sign in with a qualified signature")).click()
    open_the_key(visitor, roles.KEY_PASSWORD)
    visitor.page.get_by_role("button", name=say("Sign and send")).click()
    expect(visitor.page).to_have_url(f"{service.url}/outbox?state=signed")
