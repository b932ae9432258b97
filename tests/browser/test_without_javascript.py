"""The main job in a browser that runs no scripts."""

from playwright.sync_api import expect

from kasssa.cli.cast import OLENA, PETRO
from kasssa.core.acts import Act
from tests.browser import pages
from tests.browser.pages import BREAD, Line
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor, say

LIVED = (
    Act.DOCUMENT_DRAFTED,
    Act.DOCUMENT_REVISED,
    Act.DOCUMENT_ISSUED,
    Act.DOCUMENT_SIGNED,
    Act.DOCUMENT_SENT,
)
MISTAKE = Line("Помилка", "3", "7", "20")


def test_the_main_job_goes_without_scripts(visit: Visit, service: Service) -> None:
    olena = visit(newcomer(OLENA), service, script=False)
    pages.register(olena)
    pages.confirm_email(olena)
    pages.sign_in(olena)
    pages.confirm_organisation(olena)
    lines_come_and_go(olena)
    pages.issue(olena)
    pages.sign(olena)
    pages.send(olena)
    assert pages.life(olena)[:5] == pages.history(*LIVED)


def lines_come_and_go(olena: Visitor) -> None:
    """The buttons of the lines are answered by the server, and nothing typed is lost."""
    bread, delivery = BREAD
    olena.press("New invoice")
    olena.fill(buyer_code=PETRO.requisites.code)
    for at, line in enumerate((bread, MISTAKE, delivery)):
        if at:
            olena.press("Add a line")
        pages.fill_in_line(olena, at, line)
    olena.button("Remove the line", within="[data-line='1']").click()
    names = olena.page.locator("[name='line_name']")
    expect(names).to_have_count(2)
    assert [name.input_value() for name in names.all()] == [bread.name, delivery.name]
    olena.press("Save the draft", within=".editor__acts")
    expect(olena.page.locator("#totals .totals__due").last).to_have_text("1 174,00 ₴")
    expect(olena.page.locator("[name='buyer_name']")).to_have_value(PETRO.requisites.name)
    olena.open("/drafts")
    expect(olena.page.locator("[data-row-link]")).to_have_count(1)
    olena.page.locator("[data-row-link]").click()
    expect(olena.button("Delete", within=".editor__acts")).to_have_text(say("Delete"))
