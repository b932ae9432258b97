"""Accepting by a signature."""

from datetime import datetime

import kep
from kasssa.apps.documents import queries
from tests import cast
from tests.cast import Someone, acts_of, ledger_length, settle
from tests.web.browser import Browser, uk
from tests.web.papers import letters, state


def test_the_buyer_accepts_and_the_seller_gets_a_letter(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    assert at_petro.open("document_accept", document_id).status == 200
    page = at_petro.send("document_accept", document_id, signature=cast.signature(document_id, petro, noon))
    assert page.location == f"/documents/{document_id}"
    assert uk("Accepted", "state") in at_petro.follow(page).text
    assert (state(document_id, olena), acts_of(document_id, olena)[-2:]) == (
        "accepted", ["document.accepted", "document.opened"]
    )  # fmt: skip
    settle()
    assert (letters()[-1].to, letters()[-1].subject) == (
        olena.role.email, uk("Your document has been answered")
    )  # fmt: skip


def test_the_signature_of_the_seller_does_not_accept(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    proof = kep.sign(queries.content(document_id, by=olena.actor), olena.key, at=noon)
    page = at_petro.send("document_accept", document_id, signature=proof)
    assert page.status == 422
    assert f"(KSA-SIG-04) {olena.code}" in page.beside("signature")
    assert (state(document_id, olena), ledger_length()) == ("delivered", length)


def test_the_seller_cannot_accept_it_in_the_place_of_the_buyer(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    page = at_olena.send("document_accept", document_id, signature=cast.signature(document_id, olena, noon))
    assert (page.status, state(document_id, olena), ledger_length()) == (409, "delivered", length)


def test_it_is_accepted_once(at_petro: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.accepted(olena, petro, noon)
    length = ledger_length()
    page = at_petro.send("document_accept", document_id, signature=cast.signature(document_id, petro, noon))
    assert (page.status, ledger_length()) == (409, length)
