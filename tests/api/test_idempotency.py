"""Each write once: the same key with the same content is the same request."""

from datetime import datetime

import pytest

from tests import cast
from tests.api.caller import Caller, typed
from tests.cast import Someone, ledger_length


@pytest.mark.parametrize("key", ["", "k" * 65])
def test_without_a_key_nothing_is_written(by_olena: Caller, petro: Someone, key: str) -> None:
    length = ledger_length()
    assert by_olena.post("/api/documents", typed(petro.code), key=key).problem == (400, "no_idempotency_key")
    assert ledger_length() == length


@pytest.mark.parametrize("key", ["k", "k" * 64])
def test_the_same_request_again_gets_the_same_answer(by_olena: Caller, petro: Someone, key: str) -> None:
    first = by_olena.post("/api/documents", typed(petro.code), key=key)
    length = ledger_length()
    again = by_olena.post("/api/documents", typed(petro.code), key=key)
    assert (again.status, again.content) == (first.status, first.content)
    assert again.response.headers["Content-Type"] == first.response.headers["Content-Type"]
    assert ledger_length() == length


def test_the_answer_is_that_of_the_first_time_whatever_happened_since(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.signed(olena, petro, noon)
    first = by_olena.post(f"/api/documents/{document_id}/send", key="send")
    cast.settle()
    again = by_olena.post(f"/api/documents/{document_id}/send", key="send")
    assert (first.json["state"], again.content) == ("sent", first.content)


def test_the_key_with_other_content_is_refused(by_olena: Caller, petro: Someone) -> None:
    document_id = by_olena.post("/api/documents", typed(petro.code), key="k").json["id"]
    length = ledger_length()
    assert by_olena.post("/api/documents", typed(petro.code, note="Інше"), key="k").problem == (
        409,
        "key_reused",
    )
    assert by_olena.post(f"/api/documents/{document_id}/issue", key="k").problem == (409, "key_reused")
    assert ledger_length() == length


def test_a_refused_request_keeps_nothing_and_may_be_mended(by_olena: Caller, petro: Someone) -> None:
    assert by_olena.post("/api/documents", b"{", key="k").problem == (422, "bad_draft")
    assert by_olena.post("/api/documents", typed(petro.code), key="k").status == 201


def test_the_key_of_another_person_is_another_key(by_olena: Caller, by_petro: Caller) -> None:
    said = typed("43629432")
    ids = {caller.post("/api/documents", said, key="k").json["id"] for caller in (by_olena, by_petro)}
    assert len(ids) == 2


def test_reading_needs_no_key(by_olena: Caller) -> None:
    assert by_olena.get("/api/documents").status == 200
