"""The page of signing: the bytes are taken away, the signature is brought back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

import kep
from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from kasssa.cli import cast as demo
from kasssa.core.actor import Role
from tests import cast
from tests.cast import Someone, acts_of, ledger_length
from tests.web.browser import Browser, Page, uk
from tests.web.papers import seated, state

Reach = Callable[[Someone, Someone, datetime], UUID]
TOO_LARGE = b"\x30" * (512 * 1024)


def test_the_page_gives_the_very_bytes_and_the_command(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    page = at_olena.open("document_sign", document_id)
    assert page.status == 200
    (address,) = page.html.xpath("//a[@download]/@href")
    assert Page(at_olena.client.get(address)).content == queries.content(document_id, by=olena.actor)
    assert "./run kasssa sign 2026-0001.xml --key key.p12 --password-file password.txt" in page.text
    assert queries.card(document_id, by=olena.actor).sha256 in page.text


def test_no_form_of_the_page_can_send_the_key_or_its_password(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    page = at_olena.open("document_sign", cast.issued(olena, petro, noon))
    fields = page.html.xpath("//main//input[@type='file' or @type='password']")
    assert [field.get("name") for field in fields] == [None, None, None, "signature"]
    assert page.html.xpath("//form[.//input[@type='password']]/@method") == ["dialog"]


def test_a_good_signature_signs_it(at_olena: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.issued(olena, petro, noon)
    page = at_olena.send("document_sign", document_id, signature=cast.signature(document_id, olena, noon))
    assert page.location == f"/documents/{document_id}"
    shown = at_olena.follow(page)
    assert uk("The signature is good: %(act)s.") % {"act": uk("Sign", "button")} in shown.text
    assert (state(document_id, olena), shown.buttons) == ("signed", ["document.sent"])
    (kept,) = signing.signatures(document_id, by=olena.actor)
    assert f"№ {kept.serial}" in shown.text


def refused(browser: Browser, document_id: object, proof: bytes, code: str) -> str:
    """Send ``proof``, see that it is refused by ``code`` beside the field, and return the words."""
    length = ledger_length()
    page = browser.send("document_sign", document_id, signature=proof)
    assert page.status == 422
    assert f"({code})" in page.beside("signature")
    assert ledger_length() == length
    return page.beside("signature")


@pytest.mark.parametrize(
    ("proof", "code"),
    [(b"not a signature", "KSA-SIG-01"), (b"%PDF-1.7", "KSA-SIG-11"), (TOO_LARGE, "KSA-SIG-06")],
)
def test_what_is_no_signature_is_refused(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, proof: bytes, code: str
) -> None:
    document_id = cast.issued(olena, petro, noon)
    refused(at_olena, document_id, proof, code)
    assert state(document_id, olena) == "issued"


def test_a_signature_of_other_bytes_is_refused(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id, other = cast.issued(olena, petro, noon), cast.issued(olena, petro, noon)
    refused(at_olena, document_id, cast.signature(other, olena, noon), "KSA-SIG-02")


def test_a_signature_of_another_organisation_is_refused_and_names_it(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    proof = kep.sign(queries.content(document_id, by=olena.actor), petro.key, at=noon)
    assert petro.code in refused(at_olena, document_id, proof, "KSA-SIG-04")


def test_a_certificate_that_nobody_here_trusts_is_refused(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, tmp_path: Path
) -> None:
    document_id = cast.issued(olena, petro, noon)
    forged = replace(olena, key=demo.Authority(tmp_path, at=noon).key(demo.OLENA))
    refused(at_olena, document_id, cast.signature(document_id, forged, noon), "KSA-SIG-03")


def test_a_form_without_a_file_is_refused(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    length = ledger_length()
    page = at_olena.send("document_sign", document_id)
    assert (page.status, page.beside("signature")) == (422, uk("This field is required."))
    assert ledger_length() == length


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.VIEWER])
def test_whose_role_does_not_sign_is_told_so(
    olena: Someone, petro: Someone, yevheniia: Someone, noon: datetime, role: Role
) -> None:
    document_id = cast.issued(olena, petro, noon)
    browser = seated(olena, yevheniia, role, noon)
    length = ledger_length()
    asked = browser.open("document_sign", document_id)
    done = browser.send("document_sign", document_id, signature=cast.signature(document_id, olena, noon))
    assert (asked.status, done.status) == (403, 403)
    words = uk("Your role in the organisation does not include this. Ask an owner of the organisation.")
    assert words in asked.text
    assert "document.signed" not in browser.open("document", document_id).buttons
    assert ledger_length() == length


@pytest.mark.parametrize("reached", [cast.drafted, cast.signed, cast.delivered])
def test_what_cannot_be_signed_now_is_told_to_look_at_the_document(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, reached: Reach
) -> None:
    document_id = reached(olena, petro, noon)
    length = ledger_length()
    assert at_olena.open("document_sign", document_id).status == 409
    page = at_olena.send("document_sign", document_id, signature=b"x")
    assert page.status == 409
    assert (
        uk("This has been done already or cannot be done now. Open the document to see where it stands.")
        in page.text
    )
    assert ledger_length() == length


def test_the_ledger_names_the_certificate(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    at_olena.send("document_sign", document_id, signature=cast.signature(document_id, olena, noon))
    assert acts_of(document_id, olena)[-1] == "document.signed"
