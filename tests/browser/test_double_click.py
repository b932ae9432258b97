"""A button pressed twice has one effect, with scripts and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from kasssa.base import clock
from kasssa.cli.cast import OLENA, PETRO, Role
from kasssa.core.acts import Act
from kasssa.core.refusals import Reason
from tests import cast
from tests.browser import pages
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor
from tests.cast import Someone

Come = Callable[[Role], Visitor]
LIVED = (
    Act.DOCUMENT_DRAFTED,
    Act.DOCUMENT_REVISED,
    Act.DOCUMENT_ISSUED,
    Act.DOCUMENT_SIGNED,
    Act.DOCUMENT_SENT,
    Act.DOCUMENT_DELIVERED,
    Act.DOCUMENT_OPENED,
    Act.DOCUMENT_ACCEPTED,
    Act.DOCUMENT_PAID,
    Act.DOCUMENT_ARCHIVED,
)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def come(request: pytest.FixtureRequest, visit: Visit, service: Service) -> Come:
    """Let people come to the service, with scripts or without."""
    return lambda role: visit(role, service, script=request.param)


def test_a_person_is_registered_once(come: Come, service: Service) -> None:
    olena = come(newcomer(OLENA))
    olena.open("/account/registration")
    pages.fill_in_registration(olena)
    twice(olena, pages.button(olena))
    expect(olena.page).to_have_url(re.compile("/account/confirm-email/$"))
    pages.confirm_email(olena)
    assert len(service.letters(olena.role.email, leading="/account/confirm-email/")) == 1


def test_every_act_from_draft_to_archive_is_done_once(come: Come, service: Service) -> None:
    olena = signed_in(come, service.come(newcomer(OLENA)))
    petro = signed_in(come, service.come(newcomer(PETRO)))
    write_and_issue(olena, petro)
    address = olena.page.url.removeprefix(service.url)
    number = pages.number_of(olena)
    sign(olena, Act.DOCUMENT_SIGNED)
    twice(olena, olena.act(Act.DOCUMENT_SENT))
    pages.wait_for(petro, number)
    pages.open_document(petro, number)
    sign(petro, Act.DOCUMENT_ACCEPTED)
    olena.open(address)
    olena.act(Act.DOCUMENT_PAID).click()
    twice(olena, pages.button(olena))
    olena.open(address)
    twice(olena, olena.act(Act.DOCUMENT_ARCHIVED))
    olena.open(address)
    assert pages.life(olena) == pages.history(*LIVED)
    olena.open("/archive")
    expect(olena.page.locator("[data-row-link]")).to_have_count(1)


def test_a_document_is_rejected_once(come: Come, service: Service) -> None:
    seller, buyer = service.come(newcomer(OLENA)), service.come(newcomer(PETRO))
    petro = signed_in(come, buyer)
    service.backstage(lambda: cast.sent(seller, buyer, clock.now()))
    pages.wait_for(petro, "/0001")
    pages.open_document(petro, "/0001")
    petro.act(Act.DOCUMENT_REJECTED).click()
    petro.page.locator(f"[name='code'][value='{Reason.PRICES}']").check()
    petro.fill(text="Ціна не та.")
    twice(petro, pages.button(petro))
    assert pages.life(petro)[-2:] == pages.history(Act.DOCUMENT_OPENED, Act.DOCUMENT_REJECTED)


def signed_in(come: Come, someone: Someone) -> Visitor:
    """Let ``someone`` whom the service knows come and sign in."""
    visitor = come(someone.role)
    pages.sign_in(visitor)
    return visitor


def write_and_issue(olena: Visitor, petro: Visitor) -> None:
    """Save a draft by a double click, and issue it by another."""
    olena.open("/documents/new")
    olena.fill(buyer_code=petro.role.requisites.code)
    pages.fill_in_line(olena, 0, pages.BREAD[0])
    twice(olena, olena.page.locator("[name='save']"))
    twice(olena, olena.page.locator(".editor__acts .button--primary"))
    expect(olena.page).to_have_url(re.compile(r"/documents/[0-9a-f-]{36}$"))
    address = olena.page.url
    for folder, count in (("drafts", 0), ("outbox", 1)):
        olena.open(f"/{folder}")
        expect(olena.page.locator("[data-row-link]")).to_have_count(count)
    olena.page.goto(address)


def sign(visitor: Visitor, act: Act) -> None:
    """Upload a signature by a double click."""
    visitor.act(act).click()
    original = visitor.download(visitor.page.get_by_role("link", name=re.compile(r"\.xml$")))
    pages.upload(visitor, visitor.service.sign(original, visitor.role))
    twice(visitor, pages.button(visitor))


def twice(visitor: Visitor, button: Locator) -> None:
    """Press ``button`` twice, as fast as a hand does, and wait for the page to which it leads."""
    with visitor.page.expect_navigation():
        button.dblclick()
    visitor.page.wait_for_load_state("networkidle")
