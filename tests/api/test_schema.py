"""The schema: served to everybody, and telling of every operation."""

import pytest

from tests.api.caller import Caller

OPERATIONS = {
    "get": {"/api/documents", "/api/documents/{document_id}", "/api/documents/{document_id}/ubl",
            "/api/documents/{document_id}/history", "/api/documents/{document_id}/made-from",
            "/api/documents/{document_id}/signatures",
            "/api/documents/{document_id}/signatures/{signature_id}",
            "/api/documents/{document_id}/signatures/{signature_id}/evidence",
            "/api/documents/{document_id}/together", "/api/import/{received_id}/file", "/api/me/usage"},
    "post": {"/api/documents", "/api/import"} | {
        f"/api/documents/{{document_id}}/{act}"
        for act in ("revise", "issue", "sign", "send", "accept", "reject", "pay", "archive", "discard")
    },
}  # fmt: skip


@pytest.fixture
def schema(texts: None) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    answer = Caller("").get("/api/openapi.json")
    assert answer.status == 200
    found: dict[str, dict[str, dict[str, dict[str, object]]]] = answer.json
    return found


def test_it_tells_of_every_operation_and_of_nothing_else(
    schema: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    told = {
        method: {path for path, methods in schema["paths"].items() if method in methods}
        for method in ("get", "post", "put", "patch", "delete")
    }
    assert told == {**OPERATIONS, "put": set(), "patch": set(), "delete": set()}


def test_every_operation_needs_a_key_and_says_what_it_does(
    schema: dict[str, dict[str, dict[str, dict[str, object]]]],
) -> None:
    operations = [one for methods in schema["paths"].values() for one in methods.values()]
    assert [one["operationId"] for one in operations if one.get("security") != [{"Bearer": []}]] == []
    assert [
        one["operationId"] for one in operations if not str(one.get("description", "")).endswith(".")
    ] == []


@pytest.mark.parametrize("address", ["/api/", "/api/docs", "/api/nothing"])
def test_what_there_is_not_is_not_there(texts: None, address: str) -> None:
    assert Caller("").get(address).status == 404
