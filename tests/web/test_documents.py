"""The folders, one document, and its files."""

import re
from datetime import datetime
from uuid import uuid4

import pytest

from kasssa.apps.documents import actions, queries
from kasssa.apps.signing import queries as signing
from kasssa.base.ledger import queries as ledger
from kasssa.core.document.draft import Draft
from tests import cast
from tests.cast import Someone, acts_of, ledger_length
from tests.web.browser import Browser, Page, seen, uk


def lines(page: Page) -> list[str]:
    """The lines of a list as a person reads them."""
    return [seen(row) for row in page.html.xpath("//table[@class='ledger']/tbody/tr")]


def bare(page: Page, *ids: object) -> str:
    """The page without what differs from one request to the next: tokens, keys and the address itself."""
    html = page.content.decode()
    html = re.sub(r'name="(csrfmiddlewaretoken|idempotency_key)" value="[^"]*"', "", html)
    for one in ids:
        html = html.replace(str(one), "")
    return html


def test_the_seller_finds_it_in_the_outbox(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.delivered(olena, petro, noon)
    (line,) = lines(at_olena.open("outbox"))
    pay = uk("Mark as paid", "button")
    assert line == (
        f"№ 2026/0001 Рахунок на оплату ТОВ «Каштанова алея» 41205632 25.11.2026 — 1 200,00 ₴"
        f" {uk('Delivered', 'state')} {pay} Рахунок на оплату № 2026/0001"
    )


def test_the_buyer_finds_it_in_the_inbox_as_unread_and_opening_it_is_noted_once(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    inbox = at_petro.open("inbox")
    assert [line.split()[0] for line in lines(inbox)] == [uk("unread")]
    assert f"{uk('Inbox')} 1 {uk('unread')}" in inbox.text
    for _ in range(2):
        assert at_petro.open("document", document_id).status == 200
    assert acts_of(document_id, olena).count("document.opened") == 1
    assert [line.split()[0] for line in lines(at_petro.open("inbox"))] == ["№"]


def test_the_look_of_the_seller_is_not_noted(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    assert at_olena.open("document", document_id).status == 200
    assert ledger_length() == length


@pytest.mark.parametrize("folder", ["inbox", "outbox", "drafts", "archive"])
def test_an_empty_folder_teaches_what_comes_here(at_olena: Browser, folder: str) -> None:
    page = at_olena.open(folder)
    assert (page.status, lines(page)) == (200, [])
    assert page.html.find_class("empty")


def test_a_draft_is_listed_without_number_and_sum(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.drafted(olena, petro, noon)
    (line,) = lines(at_olena.open("drafts"))
    assert line.startswith(f"{uk('no number yet')} Рахунок на оплату ТОВ «Каштанова алея» 41205632")


@pytest.mark.parametrize(
    ("query", "found"),
    [("0002", 1), ("каштанова", 2), ("41205632", 2), ("4120563", 0), ("нема такого", 0), ("", 2)],
)
def test_search_finds_by_number_name_and_whole_code(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, query: str, found: int
) -> None:
    cast.delivered(olena, petro, noon)
    cast.issued(olena, petro, noon)
    assert len(lines(at_olena.open("outbox", q=query))) == found


def test_a_state_may_be_chosen(at_olena: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    cast.delivered(olena, petro, noon)
    cast.issued(olena, petro, noon)
    page = at_olena.open("outbox", state="issued")
    title = "Рахунок на оплату № 2026/0002"
    assert [line.split("₴ ")[1] for line in lines(page)] == [
        f"{uk('Ready to sign', 'state')} {uk('Sign', 'button')} {title}"
    ]
    assert page.value("state") == "issued"


def test_a_long_folder_comes_in_runs_of_fifty(at_olena: Browser, olena: Someone, noon: datetime) -> None:
    for number in range(51):
        actions.draft(Draft(note=str(number)), by=olena.actor, at=noon)
    first = at_olena.open("drafts")
    (onward,) = first.html.xpath("//a[@rel='next']/@href")
    rest = Page(at_olena.client.get(f"/drafts{onward}"))
    assert (len(lines(first)), len(lines(rest))) == (50, 1)
    assert uk("To the newest") in rest.text


@pytest.mark.parametrize("mark", ["x", "2026-11-25T12:00:00+00:00_x", "_"])
def test_a_mark_that_nobody_gave_out_leads_to_nothing(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, mark: str
) -> None:
    cast.drafted(olena, petro, noon)
    page = at_olena.open("drafts", **{"from": mark})
    assert (page.status, lines(page)) == (200, [])


@pytest.mark.parametrize("query", [{"q": "\0"}, {"state": "\0"}, {"state": "lost"}])
def test_what_can_be_nowhere_is_not_found(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, query: dict[str, str]
) -> None:
    cast.drafted(olena, petro, noon)
    page = at_olena.open("drafts", **query)
    assert (page.status, lines(page), uk("Nothing found") in page.text) == (200, [], True)


def test_the_page_says_what_the_bytes_say(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    page = at_petro.open("document", document_id)
    for words in (
        "Рахунок на оплату № 2026/0001", "328559626553",
        "ТОВ «Північний вітер»", "ТОВ «Каштанова алея»",
        "Хліб житній", "шт", "1 000,00", "1 200,00 ₴", "Одна тисяча двісті гривень 00 копійок",
        "UA21 3223 1300 0002 6007 2335 6600 1", "Ковальчук Олена Василівна", uk("Delivered", "state"),
    ):  # fmt: skip
        assert words in page.text, words
    assert queries.card(document_id, by=petro.actor).sha256 in page.text
    assert page.buttons == ["document.accepted", "document.rejected"]


def test_the_history_has_the_number_of_each_act_in_the_ledger(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    page = at_olena.open("document", document_id)
    numbers = [int(one.text_content().split()[-1]) for one in page.html.find_class("life__number")]
    happened = ledger.history(document_id, by=olena.actor)
    assert numbers == [what.entry_id for what in reversed(happened)]


def test_only_the_payer_is_told_how_to_pay(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    assert 'id="pay-iban"' in at_petro.open("document", document_id).content.decode()
    assert 'id="pay-iban"' not in at_olena.open("document", document_id).content.decode()


def test_a_draft_is_shown_in_the_editor(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.drafted(olena, petro, noon)
    assert at_olena.open("document", document_id).location == f"/documents/{document_id}/edit"


def test_the_original_and_the_signature_are_given_byte_for_byte(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    original = at_petro.open("document_ubl", document_id)
    assert original.content == queries.content(document_id, by=olena.actor)
    assert original.response.headers["Content-Type"] == "application/xml"
    assert original.response.headers["Content-Disposition"] == "attachment; filename*=UTF-8''2026-0001.xml"
    (signed,) = signing.signatures(document_id, by=petro.actor)
    proof = at_petro.open("document_signature", document_id, signed.id)
    assert proof.content == signing.proof(signed.id, by=olena.actor)
    assert proof.response.headers["Content-Type"] == "application/pkcs7-signature"


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_pdf_is_drawn_and_drawn_alike_each_time(
    olena: Someone, petro: Someone, noon: datetime, language: str
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    browser = Browser(petro, language=language)
    page = browser.open("document_pdf", document_id)
    assert (page.status, page.content[:5]) == (200, b"%PDF-")
    assert page.response.headers["Content-Disposition"] == "inline; filename*=UTF-8''2026-0001.pdf"
    assert browser.open("document_pdf", document_id).content == page.content


@pytest.mark.parametrize("name", ["document_pdf", "document_ubl"])
def test_a_draft_has_no_files(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, name: str
) -> None:
    assert at_olena.open(name, cast.drafted(olena, petro, noon)).status == 404


def test_no_signature_is_found_under_an_id_that_nobody_gave_out(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    page = at_olena.open("document_signature", cast.delivered(olena, petro, noon), uuid4())
    assert (page.status, uk("There is no such signature.") in page.text) == (404, True)


@pytest.mark.parametrize(
    "name", ["document", "document_pdf", "document_ubl", "document_edit", "document_sign"]
)
def test_what_is_not_ones_own_looks_as_if_it_were_not_there(
    at_yevheniia: Browser, olena: Someone, petro: Someone, noon: datetime, name: str
) -> None:
    theirs, nowhere = cast.delivered(olena, petro, noon), uuid4()
    pages = [at_yevheniia.open(name, one) for one in (theirs, nowhere)]
    assert [page.status for page in pages] == [404, 404]
    assert bare(pages[0], theirs) == bare(pages[1], nowhere)
    assert uk("There is no such document in your mailbox. Look for it in the lists.") in pages[0].text


def test_what_was_not_sent_yet_is_not_there_for_the_buyer(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    assert at_petro.open("document", cast.signed(olena, petro, noon)).status == 404
