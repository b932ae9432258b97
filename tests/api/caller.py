"""A program that calls the API."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kasssa.apps.accounts import actions as accounts
from kasssa.base.ledger.queries import history
from kasssa.core.document.draft import Draft
from tests import cast
from tests.cast import Someone

_KEYS = count(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    response: HttpResponse

    @property
    def status(self) -> int:
        """The status of HTTP."""
        return self.response.status_code

    @property
    def content(self) -> bytes:
        """The body."""
        return self.response.content

    @property
    def json(self) -> Any:
        """The body, read."""
        assert self.response.headers["Content-Type"].split(";")[0] in (
            "application/json",
            "application/problem+json",
        )
        return json.loads(self.content)

    @property
    def problem(self) -> tuple[int, str]:
        """The status and the permanent type of a refusal, which is whole (RFC 9457)."""
        assert self.response.headers["Content-Type"] == "application/problem+json"
        said = self.json
        assert said["status"] == self.status
        assert said["title"]
        return self.status, said["type"].removeprefix("urn:kasssa:problem:")


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever holds a key."""

    secret: str
    client: Client = field(default_factory=Client)

    @classmethod
    def of(cls, someone: Someone, at: datetime) -> Caller:
        """Return the program of ``someone``, with a key made just now."""
        return cls(accounts.create_token("програма", by=someone.actor, at=at))

    def get(self, address: str, **query: str) -> Answer:
        """Ask."""
        return Answer(self.client.get(address, query, headers=self._bearer()))

    def post(self, address: str, body: object = b"", *, key: str | None = None) -> Answer:
        """Write, with a fresh Idempotency-Key or with ``key``; none is sent if it is empty."""
        fresh = f"program-{next(_KEYS)}" if key is None else key
        headers = self._bearer() | ({"Idempotency-Key": fresh} if fresh else {})
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        media_type = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        return Answer(self.client.post(address, data, content_type=media_type, headers=headers))

    def hand_in(self, address: str, content: bytes, *, name: str = "a.xml", key: str | None = None) -> Answer:
        """Send a file in a form."""
        fresh = f"program-{next(_KEYS)}" if key is None else key
        headers = self._bearer() | {"Idempotency-Key": fresh}
        return Answer(self.client.post(address, {"file": SimpleUploadedFile(name, content)}, headers=headers))

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}


def typed(buyer_code: str, **more: str) -> Any:
    """What a program sends as a draft."""
    draft: Draft = cast.bread(buyer_code, **more)
    return json.loads(draft.to_json())


def doors(document_id: Any, someone: Someone) -> list[str]:
    """By which doors the acts on a document came."""
    return [what.by.door for what in history(document_id, by=someone.actor)]
