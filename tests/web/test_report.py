"""GET /documents/<id>/report: what the checks of the signatures found, to print."""

from datetime import datetime
from uuid import uuid4

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from tests import cast
from tests.cast import Someone
from tests.core.test_pdf import squeezed, text_of
from tests.web.browser import Browser, uk


@pytest.mark.parametrize("language", ["uk", "en"])
def test_both_parties_get_it_alike_each_time(
    olena: Someone, petro: Someone, noon: datetime, language: str
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    cast.settle()
    pages = [Browser(who, language=language).open("document_report", document_id) for who in (olena, petro)]
    assert [page.status for page in pages] == [200, 200]
    assert [page.response.headers["Content-Type"] for page in pages] == ["application/pdf"] * 2
    disposition = "inline; filename*=UTF-8''2026-0001-signatures.pdf"
    assert pages[0].response.headers["Content-Disposition"] == disposition
    assert pages[0].content == pages[1].content


def test_it_says_what_the_checks_of_both_signatures_found(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    cast.settle()
    said = text_of(at_olena.open("document_report", document_id).content)
    checked = signing.checks(document_id, by=olena.actor)
    assert [one.signature.status for one in checked] == ["valid", "valid"]
    assert [one.indication for one in checked] == ["TOTAL-PASSED", "TOTAL-PASSED"]
    assert squeezed(queries.card(document_id, by=olena.actor).sha256) in said
    for one in checked:
        for fact in (one.signature.name, one.signature.serial, one.signature.issuer, one.library):
            assert squeezed(fact) in said
    assert said.count("TOTAL-PASSED") == 2
    assert said.count("ДЕМО,БЕЗЮРИДИЧНОЇСИЛИ") == 2


def test_before_the_check_it_says_that_the_check_is_pending(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.signed(olena, petro, noon)
    said = text_of(at_olena.open("document_report", document_id).content)
    assert squeezed("Перевірка триває") in said
    assert "TOTAL-PASSED" not in said
    (one,) = signing.checks(document_id, by=olena.actor)
    assert (one.indication, one.library, one.checked_at, one.reasons) == ("", "", None, [])


def test_the_page_of_a_signed_document_lists_it(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    page = at_petro.open("document", document_id)
    (link,) = page.html.xpath(f"//a[@href='/documents/{document_id}/report']")
    assert uk("Signature validation report") == "Протокол перевірки підписів" == link.text_content().strip()


def test_the_page_of_a_document_without_signatures_does_not_list_it(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    page = at_olena.open("document", document_id)
    assert page.html.xpath(f"//a[@href='/documents/{document_id}/report']") == []
    assert squeezed("Документ не підписано") in text_of(at_olena.open("document_report", document_id).content)


def test_a_stranger_finds_nothing_nor_learns_that_it_exists(
    at_yevheniia: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    assert at_yevheniia.open("document_report", document_id).status == 404
    assert at_yevheniia.open("document_report", uuid4()).status == 404


def test_a_draft_has_none(at_olena: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    assert at_olena.open("document_report", cast.drafted(olena, petro, noon)).status == 404
