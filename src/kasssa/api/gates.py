"""The gates of the JSON door: a key of an organisation, consent, and each write once per key."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.consents import queries as consents
from kasssa.base import clock
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.ids import digest_of
from kasssa.base.limits.actions import Limit, take
from kasssa.base.tenancy import acting
from kasssa.core.actor import Actor

# Of one key; what a program does all day long is far below.
REQUESTS = Limit("api", tries=1200, window_seconds=60)


class ConsentRequired(Exception):
    """The person behind the key has not agreed to the texts in force (clause 1.4)."""


class ApiRequest(HttpRequest):
    """A request whose key names an actor."""

    auth: Actor


class Bearer(HttpBearer):
    """``Authorization: Bearer kasssa_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return whom the key speaks for, or nothing.

        Raises:
            ConsentRequired: they have not agreed to the texts in force.
            TooMany: the key asks more often than anybody needs to.
        """
        actor = accounts.bearer(token)
        if actor is None:
            return None
        take(REQUESTS, digest_of(token), by=actor, at=clock.now())
        if consents.missing(by=actor, on=clock.kyiv_date(clock.now())):
            raise ConsentRequired
        return actor


def write(operation: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Do ``operation`` once per Idempotency-Key, in one transaction with the kept answer."""

    @wraps(operation)
    def once(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not key or len(key) > 64:
            raise idempotency.NoIdempotencyKey
        asked = f"{request.auth.organisation_id} {request.method} {request.path} "
        fingerprint = hashlib.sha256(asked.encode() + _said(request)).hexdigest()
        with acting(request.auth):
            given = idempotency.claim(key, fingerprint, by=request.auth, at=clock.now())
            if given is not None:
                return HttpResponse(given.content, status=given.status, content_type=given.media_type)
            response = operation(request, *args, **kwargs)
            kept = idempotency.Given(
                response.status_code, "", response.headers["Content-Type"], response.content
            )
            idempotency.keep(key, kept, by=request.auth)
            return response

    return once


def _said(request: HttpRequest) -> bytes:
    """What tells one request from another: its body, or of a form with files the digests of these."""
    if request.content_type != "multipart/form-data":
        return request.body
    said = b""
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            said += name.encode() + (file.name or "").encode() + hashlib.sha256(file.read()).digest()
            file.seek(0)
    return said
