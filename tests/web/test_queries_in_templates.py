"""A page asks the database before it is drawn, and no more for many lines than for one."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kasssa.apps.documents import actions
from kasssa.core.document.draft import Draft
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser
from tests.web.papers import document_of, typed
from tests.web.tour import tour


def cost(browser: Browser, name: str, *args: object) -> int:
    """How many questions the page puts to the database."""
    browser.open(name, *args)  # the first request of a session notes when it was
    with CaptureQueriesContext(connection) as asked:
        assert browser.open(name, *args).status == 200
    return len(asked)


def test_no_page_asks_while_it_is_drawn(olena: Someone, petro: Someone, noon: datetime) -> None:
    """Each page is drawn by ``page``, which raises if it asks: so none may be broken."""
    statuses = {name: page.status for name, page in tour(olena, petro, noon, language="uk").items()}
    assert {name: status for name, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize("folder", ["drafts", "outbox", "inbox"])
def test_a_folder_of_twenty_costs_as_much_as_a_folder_of_one(
    olena: Someone, petro: Someone, noon: datetime, folder: str
) -> None:
    browser = Browser(petro if folder == "inbox" else olena)
    reached = {"drafts": cast.drafted, "outbox": cast.issued, "inbox": cast.delivered}[folder]
    reached(olena, petro, noon)
    one = cost(browser, folder)
    for _ in range(5):
        reached(olena, petro, noon)
    assert cost(browser, folder) == one


def test_a_long_invoice_costs_as_much_as_a_short_one(at_olena: Browser, petro: Someone) -> None:
    short = document_of(at_olena.send("document_issue_new", **typed(petro.code)))
    columns: dict[str, Any] = {
        "line_name": "Хліб", "line_unit": "H87", "line_quantity": "1", "line_price": "1", "line_vat": "20",
        "line_exemption": "", "line_code": "",
    }  # fmt: skip
    said = typed(petro.code, **{name: [value] * 100 for name, value in columns.items()})
    long = document_of(at_olena.send("document_issue_new", **said))
    assert cost(at_olena, "document", long) == cost(at_olena, "document", short)


def test_an_editor_with_many_lines_costs_as_much_as_with_none(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    empty = actions.draft(Draft(buyer_code=petro.code), by=olena.actor, at=noon)
    full = cast.drafted(olena, petro, noon)
    assert cost(at_olena, "document_edit", full) == cost(at_olena, "document_edit", empty)
