"""Signing on the page itself, with a key file that never leaves the browser."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, expect

from kasssa.base import clock
from kasssa.cli import cast as roles
from kasssa.core.acts import Act
from tests import cast
from tests.browser import pages
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor, say


@pytest.fixture
def olena(visit: Visit, service: Service) -> Visitor:
    """Olena, before a document that waits for her signature."""
    seller, buyer = service.come(newcomer(roles.OLENA)), service.come(newcomer(roles.PETRO))
    document_id = service.backstage(lambda: cast.issued(seller, buyer, clock.now()))
    visitor = visit(seller.role, service)
    pages.sign_in(visitor)
    visitor.open(f"/documents/{document_id}")
    visitor.act(Act.DOCUMENT_SIGNED).click()
    return visitor


def test_a_key_file_signs_right_here(olena: Visitor) -> None:
    page, sent = olena.page, list[str]()
    open_the_key(olena, roles.KEY_PASSWORD)
    holder = page.locator("[data-kep='holder']")
    expect(holder).to_contain_text(olena.role.full_name)
    expect(holder).to_contain_text(olena.role.requisites.code)
    expect(page.locator("[data-kep='password']")).to_have_value("")
    olena.audit()
    page.on("request", lambda request: sent.append(_said(request)))
    page.get_by_role("button", name=say("Sign and send")).click()
    pages.told(olena)
    assert pages.life(olena)[-1:] == pages.history(Act.DOCUMENT_SIGNED)
    document = urlsplit(page.url).path
    assert [said for said in sent if "/static/" not in said] == [f"POST {document}/sign", f"GET {document}"]


def test_a_wrong_password_is_told_and_nothing_is_lost(olena: Visitor) -> None:
    page = olena.page
    open_the_key(olena, "не той")
    expect(page.locator("[data-kep='fault']")).to_have_text(
        say("The password does not fit this key. Nothing is lost: type it again.")
    )
    expect(page.locator("[data-kep='password']")).to_be_focused()
    olena.audit()
    page.keyboard.type(roles.KEY_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[data-kep='holder']")).to_be_focused()
    expect(page).to_have_url(re.compile("/sign$"))


def open_the_key(visitor: Visitor, password: str) -> None:
    """Choose the key file, type the password, open it."""
    visitor.page.locator("[data-kep='key']").set_input_files(visitor.service.key(visitor.role))
    visitor.page.locator("[data-kep='password']").fill(password)
    visitor.page.get_by_role("button", name=say("Open the key")).click()


def _said(request: Request) -> str:
    return f"{request.method} {urlsplit(request.url).path}"
