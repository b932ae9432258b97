"""The gates before every page: signed in, consented, acting for an organisation. Closed by default.

A view behind the gates runs in one transaction that works for ``request.actor``, and a POST is
answered once per idempotency key. Whoever wants less says so with a decorator on the view.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.consents import queries as consents
from kasssa.base import clock
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.limits.actions import Limit, TooMany, take
from kasssa.base.tenancy import acting
from kasssa.core.actor import NOBODY, Actor, Door, themselves
from kasssa.web.errors import answer

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)

SEAT = "organisation_id"
# Nobody fills in forms faster; a program has the API.
FORMS = Limit("forms", tries=120, window_seconds=60)


class Gate(IntEnum):
    """How far in a view lies; each gate includes the ones before it."""

    PUBLIC = 0
    PERSON = 1
    CONSENTED = 2
    SEATED = 3


class ActorRequest(HttpRequest):
    """A request that passed the gates; ``actor`` says who acts for which organisation, of which ``seats``."""

    actor: Actor
    seats: Sequence[accounts.Seat]


# Pages of django-allauth: what a person without a session needs, and what one without consent may do.
_PUBLIC_NAMES = frozenset(
    {
        "account_login",
        "account_inactive",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "set_language",
    }
)
_PERSON_NAMES = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate"})


def public(view: V) -> V:
    """Open the view to everybody."""
    return _marked(view, Gate.PUBLIC)


def person(view: V) -> V:
    """Open the view to whoever is signed in, also without consent."""
    return _marked(view, Gate.PERSON)


def consented(view: V) -> V:
    """Open the view to whoever has consented, also without an organisation."""
    return _marked(view, Gate.CONSENTED)


def reads(view: V) -> V:
    """Say that a POST to the view changes nothing, so that it needs no idempotency key."""
    view.reads = True  # type: ignore[attr-defined]  # a mark on a function has no other place
    return view


def not_kept(response: HttpResponse) -> HttpResponse:
    """Say that the answer must not lie in the database: the same request again is led back to its page."""
    response.not_kept = True  # type: ignore[attr-defined]  # as above
    return response


class Gates:
    """Let a request through to its view, or turn it away with a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Turn away, or run the view in the transaction of its actor; ``None`` leaves it to Django."""
        gate, ours = _gate_of(request, view)
        if gate is Gate.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return _to("account_login", request)
        seats = accounts.seats(UUID(str(request.user.pk)))
        request.seats = seats  # type: ignore[attr-defined]  # asked for once per request
        actor = seated(request, seats)
        request.actor = actor  # type: ignore[attr-defined]  # this is what makes it an ActorRequest
        turned_away = _turned_away(request, actor, gate) or _slowed(request, actor)
        if turned_away is not None or not ours:
            return turned_away
        return _enter(request, actor, view, args, kwargs)


def seated(request: HttpRequest, seats: Sequence[accounts.Seat]) -> Actor:
    """Return who acts: the person signed in, for the organisation chosen in the session or their first."""
    person_id = UUID(str(request.user.pk))
    chosen = next((s for s in seats if str(s.organisation_id) == request.session.get(SEAT)), None)
    seat = chosen or (seats[0] if seats else None)
    if seat is None:
        return themselves(person_id)
    return Actor(person_id, seat.organisation_id, seat.role, Door.WEB)


def _marked(view: V, gate: Gate) -> V:
    view.gate = gate  # type: ignore[attr-defined]  # a mark on a function has no other place
    return view


def _gate_of(request: HttpRequest, view: View) -> tuple[Gate, bool]:
    """Return the gate of a view and whether it is one of ours (others open their own transactions)."""
    match = request.resolver_match
    if match is not None and match.namespaces[:1] == ["api"]:
        return Gate.PUBLIC, False  # the JSON door has gates of its own
    name = match.url_name if match is not None else None
    if name in _PUBLIC_NAMES:
        return Gate.PUBLIC, False
    if name in _PERSON_NAMES:
        return Gate.PERSON, False
    ours = view.__module__.startswith("kasssa.")
    return getattr(view, "gate", Gate.SEATED if ours else Gate.CONSENTED), ours


def _turned_away(request: HttpRequest, actor: Actor, gate: Gate) -> HttpResponse | None:
    if gate >= Gate.CONSENTED and consents.missing(by=actor, on=clock.kyiv_date(clock.now())):
        return _to("consent", request)
    if gate >= Gate.SEATED and actor.organisation_id == NOBODY:
        return HttpResponseRedirect(reverse("organisation_found"))
    return None


def _slowed(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    """Count a form of the person, before the transaction of its view: a refusal is counted too."""
    if request.method != "POST":
        return None
    try:
        take(FORMS, str(actor.person_id), by=actor, at=clock.now())
    except TooMany as error:
        return answer(request, error)
    return None


def _enter(
    request: HttpRequest, actor: Actor, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    try:
        with acting(actor):
            return _once(request, actor, view)(request, *args, **kwargs)
    except Exception as error:  # refusals of the domain become pages; whatever else goes on to Django
        response = answer(request, error)
        if response is None:
            raise
        return response


def _once(request: HttpRequest, actor: Actor, view: View) -> View:
    """Have a POST done once per key: the same request again gets the same answer and no second effect."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", "")
        if request.method != "POST" or getattr(view, "reads", False):
            return view(request, *args, **kwargs)
        if not key:
            raise idempotency.NoIdempotencyKey
        key, by = key[:64], replace(actor, door=Door.WEB)
        given = idempotency.claim(key, _fingerprint(request), by=by, at=clock.now())
        if given is not None:
            return _again(given)
        response = view(request, *args, **kwargs)
        if response.status_code >= 400 or not isinstance(response, HttpResponse):
            idempotency.release(key, by=by)
        else:
            idempotency.keep(key, _given(request, response), by=by)
        return response

    return answered


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.path}".encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(name.encode() + hashlib.sha256(file.read()).digest())
            file.seek(0)
    return digest.hexdigest()


def _given(request: HttpRequest, response: HttpResponse) -> idempotency.Given:
    if getattr(response, "not_kept", False):
        return idempotency.Given(303, request.path, "", b"")
    return idempotency.Given(
        response.status_code,
        response.headers.get("Location", ""),
        response.headers.get("Content-Type", ""),
        response.content,
    )


def _again(given: idempotency.Given) -> HttpResponse:
    response = HttpResponse(given.content, status=given.status, content_type=given.media_type or None)
    if given.location:
        response.headers["Location"] = given.location
    return response


def _to(name: str, request: HttpRequest) -> HttpResponse:
    target = f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target if request.method == "GET" else reverse(name))
