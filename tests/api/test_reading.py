"""Reading: folders, one document, its bytes and its history."""

from datetime import datetime

import pytest

from kasssa.apps.documents import actions, queries
from kasssa.base.ledger.queries import history
from kasssa.core.document.draft import Draft
from tests import cast
from tests.api.caller import Caller
from tests.cast import Someone, acts_of, ledger_length


def test_a_document_is_told_as_its_parties_see_it(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    seller, buyer = (one.get(f"/api/documents/{document_id}").json for one in (by_olena, by_petro))
    both = {
        "id": str(document_id), "kind": "invoice", "state": "delivered", "number": "2026/0001",
        "issued_on": "2026-11-25", "due_on": None, "total": "1200.00", "currency": "UAH", "based_on": None,
        "sha256": queries.card(document_id, by=olena.actor).sha256,
    }  # fmt: skip
    assert seller == both | {
        "side": "sender", "counterparty_code": "41205632", "counterparty_name": "ТОВ «Каштанова алея»",
        "acts": ["document.paid"],
    }  # fmt: skip
    assert buyer == both | {
        "side": "recipient", "counterparty_code": "32855961", "counterparty_name": "ТОВ «Північний вітер»",
        "acts": ["document.accepted", "document.rejected", "document.opened"],
    }  # fmt: skip


def test_the_first_look_of_the_recipient_is_noted_once(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    by_olena.get(f"/api/documents/{document_id}")
    assert "document.opened" not in acts_of(document_id, olena)
    for _ in range(2):
        by_petro.get(f"/api/documents/{document_id}")
    assert acts_of(document_id, olena).count("document.opened") == 1


def test_the_bytes_are_those_that_are_signed(
    by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    answer = by_petro.get(f"/api/documents/{document_id}/ubl")
    assert answer.content == queries.content(document_id, by=olena.actor)
    assert answer.response.headers["Content-Type"] == "application/xml"


def test_a_draft_has_no_bytes(by_olena: Caller, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.drafted(olena, petro, noon)
    assert by_olena.get(f"/api/documents/{document_id}/ubl").problem == (404, "no_such_document")


def test_both_read_the_same_history(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    told = by_olena.get(f"/api/documents/{document_id}/history").json
    assert told == by_petro.get(f"/api/documents/{document_id}/history").json
    assert told == [
        {
            "number": what.entry_id,
            "act": what.act,
            "at": "2026-11-25T12:00:00+00:00",
            "organisation_id": str(what.by.organisation_id),
        }
        for what in history(document_id, by=olena.actor)
    ]


def test_a_folder_is_told_newest_first_and_by_its_name(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    for _ in range(2):
        cast.delivered(olena, petro, noon)
    cast.drafted(olena, petro, noon)

    def numbers(caller: Caller, **query: str) -> list[str]:
        return [one["number"] for one in caller.get("/api/documents", **query).json["documents"]]

    assert numbers(by_petro) == numbers(by_petro, name="inbox") == ["2026/0002", "2026/0001"]
    assert (numbers(by_olena), numbers(by_olena, name="drafts")) == ([], [""])
    assert numbers(by_olena, name="outbox", q="0001") == ["2026/0001"]
    assert numbers(by_olena, name="outbox", state="accepted") == []
    assert numbers(by_olena, name="archive") == numbers(by_olena, name="unknown") == []


def test_a_long_folder_comes_in_runs(by_olena: Caller, olena: Someone, noon: datetime) -> None:
    for number in range(51):
        actions.draft(Draft(note=str(number)), by=olena.actor, at=noon)
    first = by_olena.get("/api/documents", name="drafts").json
    rest = by_olena.get("/api/documents", name="drafts", **{"from": first["next"]}).json
    ids = [one["id"] for one in first["documents"] + rest["documents"]]
    assert (len(first["documents"]), len(rest["documents"]), len(set(ids)), rest["next"]) == (50, 1, 51, None)


@pytest.mark.parametrize(
    "query", [{"q": "\0"}, {"state": "\0"}, {"name": "\0"}, {"from": "x"}, {"from": "_\0"}]
)
def test_what_can_be_nowhere_is_not_found(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime, query: dict[str, str]
) -> None:
    cast.drafted(olena, petro, noon)
    assert by_olena.get("/api/documents", **{"name": "drafts", **query}).json == {
        "documents": [],
        "next": None,
    }


@pytest.mark.parametrize("wrong", ["x", "1", "01a212e1-d01b-716e-a0e9", "%00"])
def test_what_is_no_id_is_refused(by_olena: Caller, wrong: str) -> None:
    length = ledger_length()
    assert by_olena.get(f"/api/documents/{wrong}").problem == (422, "unreadable")
    assert by_olena.post(f"/api/documents/{wrong}/send").problem == (422, "unreadable")
    assert ledger_length() == length
