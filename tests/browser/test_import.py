"""Files from elsewhere: an invoice becomes a draft, a list its drafts; both languages, wide and narrow."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kasssa.cli.cast import OLENA
from tests.apps import papers
from tests.browser import pages
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import NARROW, WIDE, Visit, Visitor, say
from tests.cast import Someone

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
BAD = "\r\nР-999;43629433;ТОВ «Зерно»;Хліб;шт;два;10;20".encode()


@pytest.fixture
def someone(service: Service) -> Someone:
    """Somebody like Olena, with an organisation that only this test uses."""
    return service.come(newcomer(OLENA))


@pytest.fixture
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures of the pages are kept, for whoever wants to look."""
    return tmp_path_factory.mktemp("import-shots")


def seen(visitor: Visitor, name: str, shots: Path) -> None:
    """See the page wide and narrow, by day and by night, with axe; nothing may stick out."""
    for width, size in (("wide", WIDE), ("narrow", NARROW)):
        visitor.page.set_viewport_size({"width": size, "height": 900})
        assert visitor.page.evaluate(TOO_WIDE) <= 0, f"{name} sticks out on {width}"
        visitor.audit()
        for theme in ("light", "dark"):
            visitor.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            visitor.page.screenshot(path=shots / f"{name}-{width}-{theme}.png", full_page=True)
        visitor.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visitor.page.set_viewport_size({"width": WIDE, "height": 900})


def choose(visitor: Visitor, name: str, content: bytes) -> None:
    """Open the import from the drafts, choose a file and have it read."""
    visitor.open("/drafts")
    visitor.page.locator("a.button--import").click()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    visitor.page.locator("input[name='file']").set_input_files(files=[file])
    pages.press(visitor)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_ubl_file_becomes_a_draft(
    visit: Visit, service: Service, someone: Someone, shots: Path, language: str
) -> None:
    olena = visit(someone.role, service, language=language)
    pages.sign_in(olena)
    olena.open("/import")
    seen(olena, f"{language}-import", shots)
    choose(olena, "рахунок 77.xml", papers.invoice(someone).replace(b"UAH", b"GBP"))
    seen(olena, f"{language}-misfit", shots)
    choose(olena, "рахунок 77.xml", papers.invoice(someone))
    seen(olena, f"{language}-invoice", shots)
    pages.press(olena)
    expect(olena.page).to_have_url(re.compile("/edit$"))
    expect(olena.page.locator("[name='line_name']").first).to_have_value("Хліб")
    olena.audit()


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_list_becomes_drafts_while_one_waits(
    visit: Visit, service: Service, someone: Someone, shots: Path, language: str
) -> None:
    olena = visit(someone.role, service, language=language)
    pages.sign_in(olena)
    choose(olena, "рахунки.csv", papers.many(120) + BAD)
    seen(olena, f"{language}-columns", shots)
    pages.press(olena)
    expect(olena.page.locator("#course[data-stage='checked']")).to_be_visible(timeout=20_000)
    seen(olena, f"{language}-checked", shots)
    errors = olena.download(olena.page.get_by_role("link", name="CSV", exact=True))
    assert errors.read_text(encoding="utf-8-sig").count("\n") == 3
    pages.press(olena)
    expect(olena.page.locator("#course[data-stage='done']")).to_be_visible(timeout=60_000)
    seen(olena, f"{language}-done", shots)
    olena.open("/drafts")
    expect(olena.page.locator("[data-row-link]")).to_have_count(50)


def test_without_a_script_the_import_works_the_same(visit: Visit, service: Service, someone: Someone) -> None:
    olena = visit(someone.role, service, script=False)
    pages.sign_in(olena)
    choose(olena, "рахунок.xml", papers.invoice(someone))
    pages.press(olena)
    expect(olena.page).to_have_url(re.compile("/edit$"))


def test_a_file_may_be_dropped_on_the_box(visit: Visit, service: Service, someone: Someone) -> None:
    olena = visit(someone.role, service)
    pages.sign_in(olena)
    olena.open("/import")
    handle = olena.page.evaluate_handle(
        """text => { const moved = new DataTransfer();
           moved.items.add(new File([text], "r.xml", {type: "text/xml"})); return moved; }""",
        papers.invoice(someone).decode(),
    )
    with olena.page.expect_navigation():
        olena.page.dispatch_event("[data-drop]", "drop", {"dataTransfer": handle})
    expect(olena.page.locator("h1")).to_have_text(say("It becomes a draft"))
