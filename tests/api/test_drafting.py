"""Drafting: begin, revise, issue, discard."""

from datetime import datetime
from typing import Any

import pytest

from kasssa.apps.documents import queries
from tests import cast
from tests.api.caller import Caller, typed
from tests.cast import Someone, acts_of, ledger_length


def test_a_draft_is_begun_revised_and_issued(by_olena: Caller, olena: Someone, petro: Someone) -> None:
    begun = by_olena.post("/api/documents", typed(petro.code))
    assert (begun.status, begun.json["state"], begun.json["number"]) == (201, "draft", "")
    document_id = begun.json["id"]
    revised = by_olena.post(
        f"/api/documents/{document_id}/revise", typed(petro.code, series="кс", due_on="09.12.2026")
    )
    assert (revised.status, revised.json["state"]) == (200, "draft")
    issued = by_olena.post(f"/api/documents/{document_id}/issue").json
    assert (issued["state"], issued["number"], issued["total"], issued["due_on"], issued["acts"]) == (
        "issued", "КС-2026/0001", "1200.00", "2026-12-09", ["document.signed"]
    )  # fmt: skip
    assert acts_of(document_id, olena) == ["document.drafted", "document.revised", "document.issued"]


def test_whatever_is_typed_is_kept_as_typed(by_olena: Caller, olena: Someone) -> None:
    said = typed("41 205", due_on="завтра", note="рядок\nдва \u0000")
    document_id = by_olena.post("/api/documents", said).json["id"]
    kept = queries.typed(document_id, by=olena.actor)
    assert (kept.buyer_code, kept.due_on, kept.note) == ("41 205", "завтра", "рядок\nдва \u0000")


def test_all_faults_are_told_with_their_fields_and_no_number_is_spent(
    by_olena: Caller, olena: Someone, petro: Someone
) -> None:
    wrong = by_olena.post("/api/documents", typed(petro.code, due_on="x", note="\0")).json["id"]
    length = ledger_length()
    answer = by_olena.post(f"/api/documents/{wrong}/issue")
    assert answer.problem == (422, "faulty")
    assert answer.json["faults"] == [
        {
            "code": "KSA-DAT-01",
            "path": "due_on",
            "uk": "Такої дати немає. Напишіть її як ДД.ММ.РРРР.",
            "en": "There is no such date. Write it as DD.MM.YYYY.",
        }
    ]
    assert ledger_length() == length
    right = by_olena.post("/api/documents", typed(petro.code)).json["id"]
    assert by_olena.post(f"/api/documents/{right}/issue").json["number"] == "2026/0001"


def test_a_series_that_cannot_be_is_a_fault(by_olena: Caller, petro: Someone) -> None:
    document_id = by_olena.post("/api/documents", typed(petro.code, series="КС 7")).json["id"]
    answer = by_olena.post(f"/api/documents/{document_id}/issue")
    assert answer.problem == (422, "faulty")
    assert [(one["code"], one["path"]) for one in answer.json["faults"]] == [("KSA-INV-07", "series")]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"text"', b"\xff", b'{"lines": 1}', b'{"lines": [1]}',
        b'{"buyer_code": 41205632}', b'{"note": "\xff"}',
        b'{"lines": [{"price": 20}]}', b'{"kind": "novel"}', b'{"note": null}',
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime, body: bytes
) -> None:
    document_id = cast.drafted(olena, petro, noon)
    length, before = ledger_length(), queries.typed(document_id, by=olena.actor)
    assert by_olena.post("/api/documents", body).problem == (422, "bad_draft")
    assert by_olena.post(f"/api/documents/{document_id}/revise", body).problem == (422, "bad_draft")
    assert (ledger_length(), queries.typed(document_id, by=olena.actor)) == (length, before)


def test_a_field_that_nobody_knows_is_passed_over(by_olena: Caller, petro: Someone) -> None:
    said: dict[str, Any] = {**typed(petro.code), "colour": "blue"}
    assert by_olena.post("/api/documents", said).status == 201


def test_a_draft_is_thrown_away(by_olena: Caller, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.drafted(olena, petro, noon)
    answer = by_olena.post(f"/api/documents/{document_id}/discard")
    assert (answer.status, answer.json) == (200, {"id": str(document_id)})
    assert by_olena.get(f"/api/documents/{document_id}").problem == (404, "no_such_document")


@pytest.mark.parametrize("act", ["revise", "issue", "discard"])
def test_what_is_issued_never_changes(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime, act: str
) -> None:
    document_id = cast.issued(olena, petro, noon)
    length = ledger_length()
    body = typed(petro.code) if act == "revise" else b""
    assert by_olena.post(f"/api/documents/{document_id}/{act}", body).problem == (409, "not_now")
    assert ledger_length() == length


def test_an_act_is_made_from_an_invoice_and_leads_back_to_it(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    invoice_id = cast.delivered(olena, petro, noon)
    made = by_olena.get(f"/api/documents/{invoice_id}/made-from", kind="act")
    assert (made.status, made.json["kind"], made.json["basis_number"]) == (200, "act", "2026/0001")
    act = by_olena.post("/api/documents", made.json).json
    assert (act["kind"], act["state"], act["based_on"]) == ("act", "draft", str(invoice_id))
    issued = by_olena.post(f"/api/documents/{act['id']}/issue").json
    assert (issued["number"], issued["acts"]) == ("АКТ-2026/0001", ["document.signed"])
    content = by_olena.get(f"/api/documents/{act['id']}/ubl").content.decode()
    assert "<КодТипуДокументу>018</КодТипуДокументу>" in content
    stranger = by_petro.get(f"/api/documents/{invoice_id}/made-from", kind="act")
    assert stranger.problem == (404, "no_such_document")
    assert by_olena.get(f"/api/documents/{invoice_id}/made-from", kind="song").problem == (422, "unreadable")
