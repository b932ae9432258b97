"""Sending by the button."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from kasssa.core.actor import Role
from tests import cast
from tests.cast import Someone, acts_of, ledger_length, settle
from tests.web.browser import Browser, uk
from tests.web.papers import letters, seated, state

Reach = Callable[[Someone, Someone, datetime], UUID]


def test_what_is_signed_is_sent_and_comes_to_the_buyer_who_gets_a_letter(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.signed(olena, petro, noon)
    page = at_olena.send("document_send", document_id)
    assert page.location == f"/documents/{document_id}"
    shown = at_olena.follow(page)
    assert uk("Sent. You will see here when the counterparty gets and opens it.") in shown.text
    assert uk("The document waits until the counterparty registers and confirms its code.") in shown.text
    settle()
    assert (state(document_id, olena), at_petro.open("document", document_id).status) == ("delivered", 200)
    letter = next(one for one in letters() if one.person_id == petro.actor.person_id)
    assert (letter.to, letter.subject) == (petro.role.email, uk("A document has come"))
    assert f"/documents/{document_id}" in letter.text


def test_an_accountant_sends_what_is_signed(
    olena: Someone, petro: Someone, yevheniia: Someone, noon: datetime
) -> None:
    document_id = cast.signed(olena, petro, noon)
    seated(olena, yevheniia, Role.ACCOUNTANT, noon).send("document_send", document_id)
    assert state(document_id, olena) == "sent"


def test_a_viewer_does_not(olena: Someone, petro: Someone, yevheniia: Someone, noon: datetime) -> None:
    document_id = cast.signed(olena, petro, noon)
    browser = seated(olena, yevheniia, Role.VIEWER, noon)
    length = ledger_length()
    page = browser.send("document_send", document_id)
    assert page.status == 403
    assert (
        uk("Your role in the organisation does not include this. Ask an owner of the organisation.")
        in page.text
    )
    assert (state(document_id, olena), ledger_length()) == ("signed", length)


@pytest.mark.parametrize("reached", [cast.drafted, cast.issued, cast.sent, cast.delivered, cast.accepted])
def test_nothing_else_is_sent(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, reached: Reach
) -> None:
    document_id = reached(olena, petro, noon)
    length, history = ledger_length(), acts_of(document_id, olena)
    page = at_olena.send("document_send", document_id)
    assert page.status == 409
    assert (
        uk("This has been done already or cannot be done now. Open the document to see where it stands.")
        in page.text
    )
    assert (ledger_length(), acts_of(document_id, olena)) == (length, history)


def test_a_link_does_not_send(at_olena: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.signed(olena, petro, noon)
    assert at_olena.open("document_send", document_id).status == 405
    assert state(document_id, olena) == "signed"
