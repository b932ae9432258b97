"""The list and the editor, without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from kasssa.cli.cast import OLENA
from tests.browser import pages
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor, say

# The fields of the editor in the order in which one reads the sheet.
ORDER = [
    "series", "due_on", "currency", "place",
    "buyer_code", "buyer_name", "buyer_address", "buyer_vat_number",
    "contract", "order", "purpose", "prepaid", "period_from", "period_to",
    "line_name", "line_code", "line_unit", "line_quantity", "line_price", "line_vat",
    "line_add", "note", "save", "Issue",
]  # fmt: skip
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  return [element.name || element.textContent.trim(), `${style.outlineStyle} ${style.outlineWidth}`];
}"""


@pytest.fixture
def olena(visit: Visit, service: Service) -> Visitor:
    """Olena of the demo, with a full outbox."""
    visitor = visit(OLENA, service)
    pages.sign_in(visitor)
    expect(visitor.page).to_have_url(re.compile("/inbox$"))
    return visitor


def test_the_list_is_walked_by_j_and_k_and_opened_by_enter(olena: Visitor) -> None:
    olena.open("/outbox")
    keys, links = olena.page.keyboard, olena.page.locator("[data-row-link]")
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        keys.press(key)
        expect(links.nth(at)).to_be_focused()
    target = links.first.get_attribute("href")
    keys.press("Enter")
    expect(olena.page).to_have_url(f"{olena.service.url}{target}")


def test_n_begins_an_invoice_and_a_slash_goes_to_the_search(olena: Visitor) -> None:
    olena.open("/outbox")
    olena.page.keyboard.press("/")
    search = olena.page.locator("#search")
    expect(search).to_be_focused()
    olena.page.keyboard.type("nj?")
    expect(search).to_have_value("nj?")
    expect(olena.page.locator(".empty h2")).to_have_text(say("Nothing found"))
    olena.page.keyboard.press("Escape")
    expect(search).not_to_be_focused()
    olena.page.keyboard.press("n")
    expect(olena.page).to_have_url(re.compile("/documents/new$"))


def test_a_question_mark_shows_the_keys_and_escape_hides_them(olena: Visitor) -> None:
    keys = olena.page.get_by_role("dialog", name=say("Keyboard"))
    olena.page.keyboard.press("?")
    expect(keys).to_be_visible()
    olena.audit()
    olena.page.keyboard.press("n")
    expect(olena.page).to_have_url(re.compile("/inbox$"))
    olena.page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_the_editor_is_left_to_right_and_shows_where_one_is(olena: Visitor) -> None:
    olena.open("/documents/new")
    olena.page.locator("[name='series']").focus()
    seen = []
    for _ in ORDER:
        name, outline = olena.page.evaluate(FOCUSED)
        assert outline == "solid 2px", name
        seen.append(name)
        olena.page.keyboard.press("Tab")
    assert seen == [*ORDER[:-1], say("Issue")]


def test_enter_in_the_last_line_begins_another(olena: Visitor) -> None:
    olena.open("/documents/new")
    olena.page.locator("[name='line_price']").focus()
    olena.page.keyboard.press("Enter")
    expect(olena.page.locator("[data-line]")).to_have_count(2)
    expect(olena.page.locator("[name='line_name']").nth(1)).to_be_focused()
    expect(olena.page).to_have_url(re.compile("/documents/new$"))
