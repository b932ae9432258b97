"""Throwing a draft away."""

from datetime import datetime

from tests import cast
from tests.cast import Someone, acts_of, ledger_length
from tests.web.browser import Browser, uk
from tests.web.papers import drafts_of, state, typed


def test_a_draft_is_gone_and_its_lines_in_the_ledger_stay(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.drafted(olena, petro, noon)
    page = at_olena.send("document_discard", document_id, **typed(petro.code))
    assert page.location == "/drafts"
    assert uk("The draft is deleted.") in at_olena.follow(page).text
    assert (drafts_of(olena), at_olena.open("document", document_id).status) == (0, 404)
    assert acts_of(document_id, olena) == ["document.drafted", "document.discarded"]


def test_what_is_issued_is_not_thrown_away(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    length = ledger_length()
    assert at_olena.send("document_discard", document_id).status == 409
    assert (state(document_id, olena), ledger_length()) == ("issued", length)
