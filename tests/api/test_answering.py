"""Sending, rejecting, paying, archiving."""

from datetime import datetime
from typing import Any

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.exchange import queries as exchange
from kasssa.core.refusals import Reason
from tests import cast
from tests.api.caller import Caller
from tests.cast import Someone, acts_of, ledger_length


def test_nothing_unsigned_is_sent(by_olena: Caller, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.issued(olena, petro, noon)
    length = ledger_length()
    assert by_olena.post(f"/api/documents/{document_id}/send").problem == (409, "not_now")
    assert ledger_length() == length


@pytest.mark.parametrize("reason", Reason)
def test_the_buyer_rejects_by_any_code_of_the_list(
    by_petro: Caller, olena: Someone, petro: Someone, noon: datetime, reason: Reason
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    answer = by_petro.post(f"/api/documents/{document_id}/reject", {"reason": reason, "text": " Не те. "})
    assert answer.json["state"] == "rejected"
    refusal = exchange.refusal(document_id, by=olena.actor)
    assert refusal is not None
    assert (refusal.reason, refusal.text) == (reason, "Не те.")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"reason": "PRI", "text": "  "}, (422, "no_reason")),
        ({"reason": "PRI", "text": "а" * 2001}, (422, "no_reason")),
        ({"reason": "PRI", "text": "\0"}, (422, "no_reason")),
        ({"reason": "XXX", "text": "Ні"}, (422, "unreadable")),
        ({"reason": "PRI"}, (422, "unreadable")),
        ({"reason": "PRI", "text": 7}, (422, "unreadable")),
        ([], (422, "unreadable")),
        (None, (422, "unreadable")),
        (b"{", (400, "unparsed")),
    ],
)
def test_a_rejection_that_does_not_say_why_is_refused(
    by_petro: Caller, olena: Someone, petro: Someone, noon: datetime, body: Any, problem: tuple[int, str]
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    assert by_petro.post(f"/api/documents/{document_id}/reject", body).problem == problem
    assert (queries.card(document_id, by=petro.actor).state, ledger_length()) == ("delivered", length)


def test_what_does_not_fit_is_named(by_petro: Caller, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.delivered(olena, petro, noon)
    answer = by_petro.post(f"/api/documents/{document_id}/reject", {"reason": "XXX"})
    assert [one["path"] for one in answer.json["faults"]] == ["body.rejection.reason", "body.rejection.text"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"paid_on": "2026-11-26"}, (422, "paid_in_future")),
        ({"paid_on": "вчора"}, (422, "unreadable")),
        ({"paid_on": "2026-02-31"}, (422, "unreadable")),
        ({}, (422, "unreadable")),
        (b"paid", (400, "unparsed")),
    ],
)
def test_a_day_on_which_money_cannot_have_come_is_refused(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime, body: Any, problem: tuple[int, str]
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    length = ledger_length()
    assert by_olena.post(f"/api/documents/{document_id}/pay", body).problem == problem
    assert ledger_length() == length


def test_the_buyer_cannot_say_that_it_is_paid(
    by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    length = ledger_length()
    answer = by_petro.post(f"/api/documents/{document_id}/pay", {"paid_on": "2026-11-25"})
    assert (answer.problem, ledger_length()) == ((409, "not_now"), length)


def test_each_side_archives_its_own_copy(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    for _ in range(2):  # twice is once
        assert by_olena.post(f"/api/documents/{document_id}/archive").status == 200
    assert acts_of(document_id, olena).count("document.archived") == 1
    folders = [
        [one["id"] for one in caller.get("/api/documents", name=name).json["documents"]]
        for caller, name in ((by_olena, "archive"), (by_petro, "inbox"))
    ]
    assert folders == [[str(document_id)], [str(document_id)]]
