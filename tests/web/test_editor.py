"""The editor: drafts, the sums while one types, faults beside their fields, issuing."""

from datetime import datetime
from typing import Any

import pytest

from kasssa.apps.directory import queries as directory
from kasssa.apps.documents import queries
from kasssa.cli.cast import PASSWORD
from tests import cast
from tests.cast import Someone, acts_of, ledger_length
from tests.web.browser import Browser, Page, uk
from tests.web.papers import document_of, drafts_of, state, typed

STRANGER = "43629432"


def names(page: Page) -> list[str]:
    """What stands in the lines."""
    return [str(one.text or "").strip() for one in page.html.xpath("//textarea[@name='line_name']")]


def faults(page: Page) -> dict[str, list[str]]:
    """The codes of the faults by the ids of their fields, as they stand beside them."""
    spans = page.html.xpath("//*[substring(@id, string-length(@id) - 5) = '-fault']")
    return {
        one.get("id").removesuffix("-fault"): [code.text for code in one.find_class("fault__code")]
        for one in spans
    }


def totals(page: Page) -> list[str]:
    """The column of sums."""
    return [one.text_content().strip() for one in page.html.xpath("//dl[@class='totals']/*")]


def test_a_new_invoice_has_one_line_and_the_seller(at_olena: Browser) -> None:
    page = at_olena.open("document_new")
    assert (page.status, names(page), page.value("line_quantity")) == (200, [""], "1")
    assert "ТОВ «Північний вітер»" in page.text
    assert page.html.xpath("//select[@name='line_vat']/option/@value") == ["20", "14", "7", "0", "exempt"]


def test_who_pays_no_vat_is_offered_none(at_yevheniia: Browser) -> None:
    page = at_yevheniia.open("document_new")
    assert page.html.xpath("//select[@name='line_vat']/option/@value") == ["not_payer"]


def test_a_counterparty_may_be_named_in_the_address(at_olena: Browser, petro: Someone) -> None:
    page = at_olena.open("document_new", buyer_code=petro.code)
    assert (page.value("buyer_code"), page.value("buyer_name")) == (petro.code, "ТОВ «Каштанова алея»")


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ({"line_add": "1"}, ["Хліб житній", "Доставка", ""]),
        ({"line_remove": "0"}, ["Доставка"]),
        ({"line_remove": "1"}, ["Хліб житній"]),
        ({"line_remove": "7"}, ["Хліб житній", "Доставка"]),
    ],
)
def test_lines_come_and_go_without_a_script_and_nothing_is_kept(
    at_olena: Browser, olena: Someone, petro: Someone, button: dict[str, str], expected: list[str]
) -> None:
    length = ledger_length()
    page = at_olena.send("document_new", **typed(petro.code, note="Дякуємо!", **button))
    assert (page.status, names(page), page.value("note")) == (200, expected, "Дякуємо!")
    assert (drafts_of(olena), ledger_length()) == (0, length)


def test_the_last_line_removed_leaves_an_empty_one(at_olena: Browser) -> None:
    page = at_olena.send("document_new", line_name="Хліб", line_unit="KGM", line_quantity="1", line_price="",
                         line_vat="20", line_exemption="", line_code="", line_remove="0")  # fmt: skip
    assert names(page) == [""]


def test_lines_of_a_draft_come_and_go_too(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.drafted(olena, petro, noon)
    length = ledger_length()
    page = at_olena.send("document_edit", document_id, **typed(petro.code, line_add="1"))
    assert (names(page), ledger_length()) == (["Хліб житній", "Доставка", ""], length)
    assert len(queries.typed(document_id, by=olena.actor).lines) == 2


def test_whatever_is_typed_is_kept_as_typed(at_olena: Browser, olena: Someone) -> None:
    page = at_olena.send("document_new", **typed("41 205", line_price=["дорого", "1,2,3"], due_on="завтра"))
    document_id = document_of(page)
    assert page.location == f"/documents/{document_id}/edit"
    kept = at_olena.follow(page)
    assert (kept.value("buyer_code"), kept.value("due_on"), kept.value("line_price")) == (
        "41 205", "завтра", "дорого"
    )  # fmt: skip
    assert acts_of(document_id, olena) == ["document.drafted"]


def test_a_draft_is_written_on(at_olena: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.drafted(olena, petro, noon)
    page = at_olena.send("document_edit", document_id, **typed(petro.code, note="Інакше"))
    assert page.location == f"/documents/{document_id}/edit"
    assert queries.typed(document_id, by=olena.actor).note == "Інакше"
    assert acts_of(document_id, olena) == ["document.drafted", "document.revised"]


@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"line_vat": ["20", "7"], "line_price": ["19,99", "0,333333"], "line_quantity": ["3", "7"]},
        {"line_vat": ["exempt", "0"], "line_exemption": ["пп. 197.1.2 ПКУ", ""]},
    ],
)
def test_the_preview_comes_to_what_the_document_will_come_to(
    olena: Someone, petro: Someone, more: dict[str, Any], language: str
) -> None:
    browser, length = Browser(olena, language=language), ledger_length()
    seen = browser.send_bare("document_preview", **typed(petro.code, **more))
    assert (seen.status, drafts_of(olena), ledger_length()) == (200, 0, length)
    issued = browser.follow(browser.send("document_issue_new", **typed(petro.code, **more)))
    assert totals(seen) == totals(issued) != []
    (words,) = seen.html.xpath("//p[@class='words']/strong/text()")
    assert words in issued.text


def test_the_preview_has_the_sum_of_each_line_that_can_be_read(at_olena: Browser, petro: Someone) -> None:
    page = at_olena.send_bare("document_preview", **typed(petro.code, line_price=["20", "дорого"]))
    sums = {one.get("id"): one.text_content() for one in page.html.iter("output")}
    assert sums == {"lines.0.sum": "800,00", "lines.1.sum": "—"}


def test_a_good_invoice_is_issued_at_once(at_olena: Browser, olena: Someone, petro: Someone) -> None:
    page = at_olena.send("document_issue_new", **typed(petro.code, due_on="09.12.2026"))
    document_id = document_of(page)
    assert (page.status, page.location) == (302, f"/documents/{document_id}")
    card = queries.card(document_id, by=olena.actor)
    assert (card.number, str(card.total), card.state) == ("2026/0001", "1200.00", "issued")
    assert acts_of(document_id, olena) == ["document.drafted", "document.issued"]


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"buyer_code": ""}, "buyer.code", "KSA-PTY-06"),
        ({"buyer_code": "41205633"}, "buyer.code", "KSA-COD-03"),
        ({"buyer_code": "32855961"}, "buyer.code", "KSA-PTY-03"),
        ({"due_on": "31.02.2027"}, "due_on", "KSA-DAT-01"),
        ({"due_on": "24.11.2026"}, "due_on", "KSA-DAT-02"),
        ({"series": "КС 7"}, "number", "KSA-INV-07"),
        ({"line_name": ["Хліб житній", ""]}, "lines.1.name", "KSA-LIN-01"),
        ({"line_quantity": ["0", "1"]}, "lines.0.quantity", "KSA-LIN-03"),
        ({"line_quantity": ["сорок", "1"]}, "lines.0.quantity", "KSA-NUM-01"),
        ({"line_price": ["20", "-1"]}, "lines.1.price", "KSA-LIN-04"),
        ({"line_unit": ["бочка", "E48"]}, "lines.0.unit", "KSA-LIN-02"),
        ({"line_vat": ["", "20"]}, "lines.0.vat", "KSA-VAT-01"),
        ({"line_vat": ["exempt", "20"]}, "lines.0.exemption", "KSA-VAT-04"),
        ({"line_code": ["12", ""]}, "lines.0.code", "KSA-LIN-06"),
        ({"line_price": ["0", "0"]}, "lines", "KSA-INV-05"),
        ({"note": "а" * 4001}, "note", "KSA-TXT-02"),
        ({"contract": "рядок\nрядок"}, "contract", "KSA-TXT-01"),
    ],
)
def test_a_fault_stands_beside_its_field_and_leaves_no_draft_and_takes_no_number(
    at_olena: Browser, olena: Someone, petro: Someone, said: dict[str, Any], field: str, code: str
) -> None:
    length = ledger_length()
    page = at_olena.send("document_issue_new", **{**typed(petro.code), **said})
    assert (page.status, faults(page)) == (422, {field: [code]})
    assert page.html.xpath("//div[@id='faults']//a/@href") == [f"#{field}"]
    assert page.html.xpath(f"//*[@id='{field}']"), "the link leads somewhere"
    assert (drafts_of(olena), ledger_length()) == (0, length)
    assert at_olena.follow(at_olena.send("document_issue_new", **typed(petro.code))).text.count("2026/0001")


def test_all_faults_are_told_at_once_in_the_language_of_the_page(olena: Someone) -> None:
    page = Browser(olena, language="en").send(
        "document_issue_new", **typed("", line_name=["", "Доставка"], due_on="x")
    )
    assert faults(page) == {
        "buyer.code": ["KSA-PTY-06"], "lines.0.name": ["KSA-LIN-01"], "due_on": ["KSA-DAT-01"]
    }  # fmt: skip
    assert "There is no such date. Write it as DD.MM.YYYY." in page.text


def test_who_has_no_account_is_led_to_the_requisites(
    at_olena: Browser, olena: Someone, petro: Someone
) -> None:
    at_olena.send("requisites", name="ТОВ «Північний вітер»", address="Київ", vat_payer="on",
                  vat_number="328559626553", password=PASSWORD)  # fmt: skip
    page = at_olena.send("document_issue_new", **typed(petro.code))
    assert page.status == 422
    assert "KSA-PTY-02" in page.at("seller.iban")
    assert page.html.xpath("//*[@id='seller.iban']//a/@href") == ["/organisation/requisites"]
    assert drafts_of(olena) == 0


def test_a_draft_with_faults_keeps_what_was_typed(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.drafted(olena, petro, noon)
    page = at_olena.send("document_issue", document_id, **typed(petro.code, due_on="x"))
    assert (page.status, faults(page), page.value("due_on")) == (422, {"due_on": ["KSA-DAT-01"]}, "x")
    assert queries.typed(document_id, by=olena.actor).due_on == "x"
    assert acts_of(document_id, olena) == ["document.drafted", "document.revised"]


def test_a_draft_is_issued_as_it_stands_on_the_page(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.drafted(olena, petro, noon)
    page = at_olena.send("document_issue", document_id, **typed(petro.code, note="Востаннє"))
    assert page.location == f"/documents/{document_id}"
    assert queries.document(document_id, by=olena.actor).note == "Востаннє"


@pytest.mark.parametrize("name", ["document_edit", "document_issue"])
def test_what_is_issued_never_changes(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, name: str
) -> None:
    document_id = cast.issued(olena, petro, noon)
    length, content = ledger_length(), queries.content(document_id, by=olena.actor)
    page = at_olena.send(name, document_id, **typed(petro.code, note="Пізно"))
    assert page.status == 409
    assert (
        uk("This has been done already or cannot be done now. Open the document to see where it stands.")
        in page.text
    )
    assert (queries.content(document_id, by=olena.actor), ledger_length()) == (content, length)


def test_a_buyer_whom_nobody_knows_is_written_down(at_olena: Browser, olena: Someone) -> None:
    page = at_olena.send(
        "document_issue_new",
        **typed(STRANGER, buyer_name="ТОВ «Зерно»", buyer_address="Полтава", buyer_vat_number="436294326553"),
    )
    assert queries.document(document_of(page), by=olena.actor).buyer.name == "ТОВ «Зерно»"
    (known,) = directory.counterparties(by=olena.actor)
    assert (known.code, known.name, known.address, known.vat_number) == (
        STRANGER, "ТОВ «Зерно»", "Полтава", "436294326553"
    )  # fmt: skip


def test_a_wrong_vat_number_of_a_new_buyer_is_told_beside_it(at_olena: Browser, olena: Someone) -> None:
    length = ledger_length()
    page = at_olena.send(
        "document_issue_new", **typed(STRANGER, buyer_name="ТОВ «Зерно»", buyer_vat_number="328559626553")
    )
    assert (page.status, faults(page)) == (422, {"buyer.vat_number": ["KSA-COD-09"]})
    assert page.value("buyer_name") == "ТОВ «Зерно»"
    assert (list(directory.counterparties(by=olena.actor)), ledger_length()) == ([], length)


def test_a_name_typed_for_a_known_buyer_changes_nothing(
    at_olena: Browser, olena: Someone, petro: Someone
) -> None:
    page = at_olena.send("document_issue_new", **typed(petro.code, buyer_name="ТОВ «Інша»"))
    assert queries.document(document_of(page), by=olena.actor).buyer.name == "ТОВ «Каштанова алея»"
    assert list(directory.counterparties(by=olena.actor)) == []


def test_the_look_up_tells_who_has_the_code(at_olena: Browser, petro: Someone) -> None:
    page = at_olena.open("document_buyer", buyer_code=f" {petro.code} ")
    assert (page.value("buyer_name"), page.value("buyer_vat_number")) == (
        "ТОВ «Каштанова алея»", "412056313017"
    )  # fmt: skip
    assert page.field("buyer_name").get("readonly") is not None
    assert "+380322004455" not in page.content.decode()


@pytest.mark.parametrize("code", [STRANGER, "12", "\0"])
def test_the_look_up_says_that_nobody_has_it_and_keeps_what_was_typed(at_olena: Browser, code: str) -> None:
    page = at_olena.open("document_buyer", buyer_code=code, buyer_name="ТОВ «Зерно»")
    assert (page.value("buyer_name"), page.field("buyer_name").get("readonly")) == ("ТОВ «Зерно»", None)
    assert uk("Nobody with this code is here yet: type the name and the address.") in page.text


def test_a_thousand_lines_is_the_most_a_form_takes(at_olena: Browser, olena: Someone, petro: Someone) -> None:
    columns = {
        "name": "Хліб",
        "unit": "H87",
        "quantity": "1",
        "price": "1",
        "vat": "20",
        "exemption": "",
        "code": "",
    }
    said = {f"line_{name}": [value] * 1001 for name, value in columns.items()}
    page = at_olena.send("document_new", **typed(petro.code, **said))
    assert len(queries.typed(document_of(page), by=olena.actor).lines) == 1000
    assert state(document_of(page), olena) == "draft"
