"""Importing by API: the file is kept and the draft made, or neither."""

import pytest

from kasssa.apps.documents import queries as documents
from tests.api.caller import doors
from tests.apps import papers
from tests.cast import ledger_length

ADDRESS = "/api/import"


def test_a_file_is_kept_and_a_draft_made_of_it(by_olena, olena):
    content = papers.invoice(olena)
    answer = by_olena.hand_in(ADDRESS, content, name="р77.xml")
    assert answer.status == 201
    said = answer.json
    assert (said["name"], said["format"], said["left"]) == (
        "р77.xml",
        "ubl-invoice",
        ["BT-1", "BT-2", "BT-20"],
    )
    (card,) = documents.folder("drafts", by=olena.actor).cards
    assert said["document_id"] == str(card.id)
    assert by_olena.get(f"/api/import/{said['id']}/file").content == content
    assert doors(card.id, olena) == ["api"]


def test_the_same_request_again_has_the_same_answer_and_one_effect(by_olena, olena):
    first = by_olena.hand_in(ADDRESS, papers.invoice(olena), key="once")
    length = ledger_length()
    again = by_olena.hand_in(ADDRESS, papers.invoice(olena), key="once")
    assert (again.status, again.content) == (first.status, first.content)
    assert ledger_length() == length
    other = by_olena.hand_in(ADDRESS, papers.invoice(olena, note="Інше"), key="once")
    assert other.problem == (409, "key_reused")


def test_what_does_not_fit_is_told_by_its_terms_and_nothing_is_kept(by_olena, olena):
    length = ledger_length()
    answer = by_olena.hand_in(ADDRESS, papers.invoice(olena).replace(b"UAH", b"GBP"))
    assert answer.problem == (422, "does_not_fit")
    assert [(one["code"], one["term"]) for one in answer.json["faults"]] == [("KSA-IMP-02", "BT-5")]
    assert ledger_length() == length


@pytest.mark.parametrize(("content", "code"), [(b"<a/>", "KSX-OTHER"), (papers.many(1), "KSA-IMP-25")])
def test_what_is_no_invoice_is_refused_and_nothing_is_kept(by_olena, content, code):
    length = ledger_length()
    answer = by_olena.hand_in(ADDRESS, content)
    assert answer.problem == (422, "not_readable")
    assert answer.json["code"] == code
    assert ledger_length() == length


def test_a_stranger_does_not_learn_that_a_file_is_there(by_olena, by_petro, olena):
    received_id = by_olena.hand_in(ADDRESS, papers.invoice(olena)).json["id"]
    assert by_petro.get(f"/api/import/{received_id}/file").problem == (404, "no_such_file")
