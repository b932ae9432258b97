"""The whole main job, as two people do it who never saw the service before."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from kasssa.cli.cast import OLENA, PETRO
from kasssa.core.acts import Act
from kasssa.core.lifecycle import State
from kasssa.core.refusals import Reason
from kasssa.web.words import REASON_LABELS, STATE_LABELS
from tests.browser import pages
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor, say

SELLER, BUYER = newcomer(OLENA), newcomer(PETRO)
LIVED = (
    Act.DOCUMENT_DRAFTED,
    Act.DOCUMENT_ISSUED,
    Act.DOCUMENT_SIGNED,
    Act.DOCUMENT_SENT,
    Act.DOCUMENT_DELIVERED,
    Act.DOCUMENT_OPENED,
)


@pytest.fixture
def olena(visit: Visit, service: Service) -> Visitor:
    """Olena sells."""
    return visit(SELLER, service)


@pytest.fixture
def petro(visit: Visit, service: Service) -> Visitor:
    """Petro buys."""
    return visit(BUYER, service)


def test_two_strangers_do_the_whole_main_job(olena: Visitor, petro: Visitor) -> None:
    for visitor in (olena, petro):
        pages.register(visitor)
        pages.confirm_email(visitor)
        pages.sign_in(visitor)
        pages.confirm_organisation(visitor)
    an_invoice_is_written(olena)
    address = pages.issue(olena)
    number = pages.number_of(olena)
    assert re.fullmatch(r"\d{4}/0001", number)
    olena.audit()
    pages.sign(olena)
    olena.audit()
    pages.send(olena)
    it_is_read(petro, number)
    it_is_taken_home(petro, address)
    pages.sign(petro, Act.DOCUMENT_ACCEPTED)
    petro.audit()
    it_is_accepted(olena, address)
    it_is_paid(olena)
    for visitor in (olena, petro):
        it_is_archived(visitor, address, number)
    a_second_one_is_rejected(olena, petro)


def an_invoice_is_written(olena: Visitor) -> None:
    """The sums appear while she types, without a reload."""
    pages.write_invoice(olena, BUYER)
    page = olena.page
    expect(page.locator("[name='buyer_name']")).to_have_value(BUYER.requisites.name)
    expect(page.locator("#totals .totals__due").last).to_have_text("1 174,00 ₴")
    expect(page.locator("#totals .words strong")).to_have_text(
        "Одна тисяча сто сімдесят чотири гривні 00 копійок"
    )
    assert page.locator("[data-line] output").all_inner_texts() == ["800,00", "200,00"]
    expect(page).to_have_url(f"{olena.service.url}/documents/new")
    page.wait_for_load_state("networkidle")
    olena.audit()


def it_is_read(petro: Visitor, number: str) -> None:
    """Petro sees it unread, opens it, and sees all that there is to see."""
    pages.wait_for(petro, number)
    row = petro.page.locator("tr[data-unread]", has_text=number)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(SELLER.requisites.name)
    petro.audit()
    pages.open_document(petro, number)
    page = petro.page
    expect(page.locator("article.sheet .lines tbody tr")).to_have_count(2)
    expect(page.locator(".qr__code svg")).to_be_visible()
    assert pages.life(petro) == pages.history(*LIVED)
    numbers = [int(text.split()[-1]) for text in page.locator(".life__number").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == len(LIVED)
    petro.audit()


def it_is_taken_home(petro: Visitor, address: str) -> None:
    """The PDF is one, and the original has the digest that the page shows."""
    assert petro.get(f"{address}/pdf").startswith(b"%PDF-")
    name = say("Signed original (%(format)s)") % {"format": "UBL 2.1"}
    original = petro.download(petro.page.get_by_role("link", name=name))
    shown = petro.page.locator(".sheet__foot code").inner_text()
    assert hashlib.sha256(original.read_bytes()).hexdigest() == shown


def it_is_accepted(olena: Visitor, address: str) -> None:
    """A letter leads Olena to the document, and there she sees both signatures."""
    answered = olena.service.letter(SELLER.email, about=say("Your document has been answered"))
    assert answered.link == f"{olena.service.url}{address}"
    olena.page.goto(answered.link)
    expect(olena.page.locator(".doc-head")).to_contain_text(say(STATE_LABELS[State.ACCEPTED]))
    cards = olena.page.locator("article .signature--made")
    expect(cards).to_have_count(2)
    for card, role in zip(cards.all(), (SELLER, BUYER), strict=True):
        expect(card).to_contain_text(role.full_name)
        expect(card).to_contain_text(role.requisites.code)
    olena.audit()


def it_is_paid(olena: Visitor) -> None:
    """The money came."""
    olena.act(Act.DOCUMENT_PAID).click()
    olena.audit()
    pages.press(olena)
    pages.told(olena, "Marked as paid.")


def it_is_archived(visitor: Visitor, address: str, number: str) -> None:
    """Each side puts its own copy away."""
    visitor.open(address)
    visitor.act(Act.DOCUMENT_ARCHIVED).click()
    pages.told(visitor, "The document is in the archive.")
    visitor.open("/archive")
    expect(visitor.page.locator("[data-row-link]", has_text=number)).to_have_count(1)
    visitor.audit()


def a_second_one_is_rejected(olena: Visitor, petro: Visitor) -> None:
    """Petro says what is wrong, and Olena reads it."""
    olena.open("/outbox")
    pages.write_invoice(olena, BUYER)
    address = pages.issue(olena)
    number = pages.number_of(olena)
    assert number.endswith("/0002")
    pages.sign(olena)
    pages.send(olena)
    pages.wait_for(petro, number)
    pages.open_document(petro, number)
    petro.act(Act.DOCUMENT_REJECTED).click()
    petro.audit()
    petro.page.get_by_label(say(REASON_LABELS[Reason.QUANTITY])).check()
    petro.fill(text="Отримали 38 хлібин, а не 40.")
    pages.press(petro)
    pages.told(petro)
    petro.audit()
    olena.open(address)
    refusal = olena.page.get_by_role("region", name=say("Rejected by the buyer"))
    expect(refusal).to_contain_text(say(REASON_LABELS[Reason.QUANTITY]))
    expect(refusal).to_contain_text("Отримали 38 хлібин, а не 40.")
    olena.audit()
