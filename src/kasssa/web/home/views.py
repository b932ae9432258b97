"""The first page, and the switches of theme and organisation."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kasssa.web.gates import SEAT, ActorRequest, consented, public
from kasssa.web.page import THEME_COOKIE, THEME_DAYS, THEMES, page

_DAY_SECONDS = 24 * 3600


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to their inbox, and tell a stranger what this is."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("inbox"))
    return page(request, "home/landing.html", demo_logins=_demo_logins())


@public
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember whether pages are light or dark, in a cookie of our own."""
    chosen = request.POST.get("theme", "auto")
    response = HttpResponseRedirect(_next(request))
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=THEME_DAYS * _DAY_SECONDS,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@consented
@require_POST
def switch_organisation(request: ActorRequest) -> HttpResponse:
    """Act for another organisation of the person from now on."""
    wanted = request.POST.get("organisation", "")
    if any(str(seat.organisation_id) == wanted for seat in request.seats):
        request.session[SEAT] = wanted
    return HttpResponseRedirect(reverse("inbox"))


def _demo_logins() -> object:
    """Return who may be tried, as the demo wrote them down; nothing where there is no demo."""
    written = settings.DEMO_FOLDER / "logins.json"
    return json.loads(written.read_bytes()) if settings.DEMO and written.exists() else None


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else reverse("home")
