"""Laying one's own copy into the archive."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from kasssa.apps.documents import queries
from tests import cast
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, uk

Reach = Callable[[Someone, Someone, datetime], UUID]


def test_it_goes_to_the_own_archive_and_the_other_copy_stays(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    page = at_olena.send("document_archive", document_id)
    assert page.location == f"/documents/{document_id}"
    shown = at_olena.follow(page)
    assert uk("The document is in the archive.") in shown.text
    assert "document.archived" not in shown.buttons
    assert "2026/0001" in at_olena.open("archive").text
    assert "2026/0001" not in at_olena.open("outbox").text
    assert "2026/0001" in at_petro.open("inbox").text


def test_twice_is_once(at_olena: Browser, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.accepted(olena, petro, noon)
    at_olena.send("document_archive", document_id)
    length = ledger_length()
    assert at_olena.send("document_archive", document_id).status == 302
    assert ledger_length() == length


@pytest.mark.parametrize("reached", [cast.drafted, cast.issued, cast.signed, cast.sent, cast.delivered])
def test_what_waits_for_something_is_not_archived(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, reached: Reach
) -> None:
    document_id = reached(olena, petro, noon)
    length, folder = ledger_length(), queries.card(document_id, by=olena.actor).folder
    page = at_olena.send("document_archive", document_id)
    assert page.status == 409
    assert (queries.card(document_id, by=olena.actor).folder, ledger_length()) == (folder, length)
