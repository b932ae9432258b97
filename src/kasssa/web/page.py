"""Rendering: values in, a page out. A query from inside a template raises."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.base import ids
from kasssa.core.actor import Actor
from kasssa.web.words import ROLE_LABELS

THEMES = ("auto", "light", "dark")
THEME_COOKIE, THEME_DAYS = "theme", 365


class QueryInTemplate(Exception):
    """A template asked the database: whatever it shows is to be fetched before."""


def page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Return ``template`` filled with ``context`` and with what surrounds every page."""
    surroundings(request)
    with connection.execute_wrapper(_refuse_query):
        return HttpResponse(render_to_string(template, context, request), status=status)


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Return what every template may use, also those of django-allauth (as a context processor)."""
    known: dict[str, object] | None = getattr(request, "surroundings", None)
    if known is None:
        known = {
            "operator": settings.OPERATOR,
            "demo": settings.DEMO,
            "theme": _theme(request),
            "idempotency_key": str(ids.new_id()),
            **_signed_in(request),
        }
        request.surroundings = known  # type: ignore[attr-defined]  # asked for once per request
    return known


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def _signed_in(request: HttpRequest) -> dict[str, object]:
    """Return who is signed in, for which organisation, and what waits there."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"org": None, "person": None, "counts": {}}
    seats: Sequence[accounts.Seat] = getattr(request, "seats", ())
    seat = next((one for one in seats if one.organisation_id == actor.organisation_id), None)
    someone = request.user
    return {
        "org": {
            "current": seat,
            "others": [one for one in seats if one is not seat],
            "role_label": ROLE_LABELS[actor.role],
        },
        "person": {"name": someone.full_name, "email": someone.email} if someone.is_authenticated else None,
        "counts": documents.counts(by=actor) if seat is not None else {},
    }


def _refuse_query(execute: Callable[..., object], sql: str, *rest: object) -> object:
    raise QueryInTemplate(sql)
