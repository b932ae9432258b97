"""The address book."""

from datetime import datetime

import pytest

from kasssa.apps.directory import queries
from kasssa.core.actor import Role
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, seen, uk
from tests.web.papers import seated, typed

ZERNO = {
    "code": "43629432", "name": "ТОВ «Зерно»", "address": "Полтава", "vat_number": "UA436294326553",
    "email": "Office@Zerno.Example",
}  # fmt: skip


def test_a_counterparty_is_written_down_in_its_one_form(at_olena: Browser, olena: Someone) -> None:
    page = at_olena.send("counterparties", **ZERNO)
    shown = at_olena.follow(page)
    assert uk("The counterparty is written down.") in shown.text
    (row,) = shown.html.xpath("//main//tbody/tr")
    assert seen(row).startswith("ТОВ «Зерно» 43629432 Полтава Office@zerno.example")
    assert row.xpath(".//a/@href") == ["/documents/new?buyer_code=43629432"]
    (one,) = queries.counterparties(by=olena.actor)
    assert (one.scheme, one.vat_number, one.email) == ("edrpou", "436294326553", "Office@zerno.example")


def test_an_invoice_to_it_can_be_issued(at_olena: Browser) -> None:
    at_olena.send("counterparties", **ZERNO)
    assert at_olena.send("document_issue_new", **typed("43629432")).status == 302


def test_writing_it_down_anew_changes_what_is_known(at_olena: Browser, olena: Someone) -> None:
    at_olena.send("counterparties", **ZERNO)
    at_olena.send("counterparties", **{**ZERNO, "name": "ТОВ «Зерно Плюс»"})
    assert [one.name for one in queries.counterparties(by=olena.actor)] == ["ТОВ «Зерно Плюс»"]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("code", "43629433", "KSA-COD-03"),
        ("code", "12", "KSA-COD-01"),
        ("vat_number", "328559626553", "KSA-COD-09"),
        ("email", "office@", "KSA-COD-13"),
    ],
)
def test_a_slip_is_told_beside_its_field(
    at_olena: Browser, olena: Someone, field: str, value: str, fault: str
) -> None:
    length = ledger_length()
    page = at_olena.send("counterparties", **{**ZERNO, field: value})
    assert (page.status, page.value(field), page.value("name")) == (422, value, "ТОВ «Зерно»")
    assert page.beside(field).endswith(f"({fault})")
    assert (list(queries.counterparties(by=olena.actor)), ledger_length()) == ([], length)


@pytest.mark.parametrize(("query", "found"), [("зерно", 1), ("4362", 1), ("9432", 0), ("", 1), ("\0", 0)])
def test_search_is_by_a_part_of_the_name_or_the_beginning_of_the_code(
    at_olena: Browser, query: str, found: int
) -> None:
    at_olena.send("counterparties", **ZERNO)
    assert len(at_olena.open("counterparties", q=query).html.xpath("//main//tbody/tr")) == found


def test_who_uses_the_service_is_marked(at_olena: Browser, petro: Someone) -> None:
    at_olena.send("counterparties", code=petro.code, name="Каштанова алея")
    assert uk("in kasssa") in at_olena.open("counterparties").text


def test_the_book_of_others_is_their_own(at_olena: Browser, at_petro: Browser) -> None:
    at_olena.send("counterparties", **ZERNO)
    assert "Зерно" not in at_petro.open("counterparties").text
    assert "Зерно" not in at_petro.open("document_buyer", buyer_code="43629432").content.decode()


def test_a_viewer_reads_it_but_writes_nothing_down(
    at_olena: Browser, olena: Someone, yevheniia: Someone, noon: datetime
) -> None:
    at_olena.send("counterparties", **ZERNO)
    browser = seated(olena, yevheniia, Role.VIEWER, noon)
    length = ledger_length()
    assert "ТОВ «Зерно»" in browser.open("counterparties").text
    assert browser.send("counterparties", code="41205632", name="Алея").status == 403
    assert ledger_length() == length
