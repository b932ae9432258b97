"""Importing: a file is read and shown, and becomes a draft, or a list its drafts."""

import pytest
from django.urls import reverse

from kasssa.apps.documents import queries as documents
from kasssa.core.formats import lists
from tests import cast
from tests.apps import papers
from tests.web.browser import Browser, uk

GUESSED = {
    "column_0": "number", "column_1": "buyer_code", "column_2": "buyer_name", "column_3": "name",
    "column_4": "unit", "column_5": "quantity", "column_6": "price", "column_7": "vat",
}  # fmt: skip
BAD = "\r\nР-9;43629433;ТОВ «Зерно»;Хліб;шт;два;10;20".encode()


def received(browser, content):
    """Send a file and follow to its page; return the page and the id in its address."""
    answer = browser.send("import", file=content)
    assert answer.status == 302, answer.text
    return browser.follow(answer), answer.location.rsplit("/", 1)[1]


def test_the_lists_lead_to_the_import(at_olena):
    for name in ("inbox", "outbox", "drafts"):
        assert at_olena.open(name).html.xpath(f"//main//a[@href='{reverse('import')}']")


def test_what_was_read_is_shown_and_a_draft_is_made_of_it(at_olena, olena):
    page, received_id = received(at_olena, papers.invoice(olena))
    for words in ("Р-77", "ТОВ «Зерно»", "43629432", "Хліб", "Доставка", "1 174,00", "UBL 2.1"):
        assert words in page.text.replace("\u00a0", " ")
    assert uk("Your own invoice") in page.text
    answer = at_olena.send("received_draft", received_id)
    (card,) = documents.folder("drafts", by=olena.actor).cards
    assert answer.location == reverse("document_edit", args=[card.id])
    editor = at_olena.follow(answer)
    assert editor.value("buyer_code") == "43629432"
    assert editor.html.xpath(f"//a[@href='{reverse('received', args=[received_id])}']")
    again = at_olena.open("received", received_id)
    assert uk("A draft was made of this file.") in again.text


def test_the_file_is_given_back_byte_for_byte_as_a_download(at_olena, olena):
    content = papers.invoice(olena)
    _, received_id = received(at_olena, content)
    page = at_olena.open("received_file", received_id)
    assert page.content == content
    assert page.response.headers["Content-Type"] == "application/octet-stream"
    assert page.response.headers["Content-Disposition"].startswith("attachment;")


def test_what_does_not_fit_is_named_with_its_term_and_no_draft_is_offered(at_olena, olena):
    page, received_id = received(at_olena, papers.invoice(olena).replace(b"UAH", b"GBP"))
    assert "BT-5" in page.at("misfits")
    assert "GBP" in page.at("misfits")
    assert not page.html.xpath(f"//form[@action='{reverse('received_draft', args=[received_id])}']")
    assert at_olena.send("received_draft", received_id).status == 422
    assert documents.counts(by=olena.actor) == {}


@pytest.mark.parametrize(
    ("language", "words"), [("uk", "Такі файли не приймаються"), ("en", "Such files are refused")]
)
def test_what_cannot_be_read_is_refused_beside_the_field(olena, language, words):
    page = Browser(olena, language=language).send("import", file=b"<!DOCTYPE a><a/>")
    assert page.status == 422
    assert words in page.text
    assert "KSX-DTD" in page.text


def test_without_a_file_the_field_asks_for_one(at_olena):
    page = at_olena.send("import")
    assert (page.status, uk("Choose a file of at most 20 MB.") in page.text) == (422, True)


def test_a_list_goes_from_columns_to_check_to_drafts(at_olena, olena):
    page, received_id = received(at_olena, papers.many(3) + BAD)
    assert {name: page.value(name) for name in GUESSED} == GUESSED
    assert "1,50 2,50" in page.text
    at_olena.send("list_check", received_id, **GUESSED)
    assert at_olena.open("received", received_id).html.xpath("//progress")
    cast.settle()
    report = at_olena.open("received", received_id)
    assert "5 ЄДРПОУ покупця" in report.text
    assert "KSA-NUM-01" in report.text
    at_olena.send("list_draft", received_id)
    cast.settle()
    assert uk("Drafts are made") in at_olena.open("received", received_id).text
    assert documents.counts(by=olena.actor) == {"drafts": 3}


def test_the_errors_are_given_as_csv(at_olena):
    _, received_id = received(at_olena, papers.many(1) + BAD)
    at_olena.send("list_check", received_id, **GUESSED)
    cast.settle()
    content = at_olena.open("list_faults", received_id).content.decode("utf-8-sig")
    assert content.splitlines()[0] == "Рядок;Стовпець;Код;Що не так"
    assert [line.split(";")[:3] for line in content.splitlines()[1:]] == [
        ["3", "ЄДРПОУ покупця", "KSA-COD-03"],
        ["3", "К-сть", "KSA-NUM-01"],
    ]


def test_columns_that_lack_or_are_chosen_twice_are_told_and_what_was_chosen_stays(at_olena):
    _, received_id = received(at_olena, papers.many(1))
    page = at_olena.send("list_check", received_id, column_3="name", column_5="name", vat="7")
    assert page.status == 422
    assert "Стовпець 6 обрано двічі" in page.text
    assert (page.value("column_3"), page.value("vat")) == ("name", "7")


def test_where_no_column_states_it_the_usual_rate_and_unit_are_proposed(at_olena):
    page, _ = received(at_olena, "Код ЄДРПОУ;Товар;Кількість;Ціна\r\n43629432;Хліб;1;2".encode())
    assert (page.value("vat"), page.value("unit")) == ("20", "H87")


def test_a_folder_is_saved_as_csv(at_olena, olena, petro, noon):
    cast.issued(olena, petro, noon)
    cast.drafted(olena, petro, noon)
    lines = at_olena.open("folder_csv", "outbox").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert petro.code in lines[1]
    assert "Сплата за рахунком" in lines[1]
    assert at_olena.open("folder_csv", "outbox", q="немає").content.decode("utf-8-sig").count("\n") == 1


def test_every_field_of_a_list_has_a_word(at_olena):
    page, _ = received(at_olena, papers.many(1))
    offered = {str(one) for one in page.html.xpath("//select[@name='column_0']/option/@value")}
    assert offered == {"", *(field.value for field in lists.Field)}
