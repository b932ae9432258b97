"""Ending one's account: what would happen, then a day to change one's mind, then the act of destruction."""

import json
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from kasssa.apps.privacy import actions, queries
from kasssa.base import clock
from kasssa.base.tenancy import robot
from kasssa.core.ending import Standing
from kasssa.web.files import download
from kasssa.web.gates import ActorRequest, not_kept, person, public
from kasssa.web.page import page
from kasssa.web.privacy import destruction_paper


@person
@require_http_methods(["GET", "POST"])
def end(request: ActorRequest) -> HttpResponse:
    """Show what the end of the account does, and end it for whoever has just proved again who they are."""
    plan, sure = queries.plan(by=request.actor), bool(did_recently_reauthenticate(request))
    prove_url = f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
    if request.method == "GET":
        return page(
            request, "privacy/end.html", plan=plan, closing=[], needed=False, sure=sure, prove_url=prove_url
        )
    if not sure:
        return not_kept(HttpResponseRedirect(prove_url))
    closing = [
        one.organisation_id
        for one in plan.orphans
        if str(one.organisation_id) in request.POST.getlist("close")
    ]
    try:
        secret = actions.ask(closing, by=request.actor, at=clock.now())
    except actions.OwnerNeeded:
        return page(
            request,
            "privacy/end.html",
            status=422,
            plan=plan,
            closing=closing,
            needed=True,
            sure=True,
            prove_url=prove_url,
        )
    logout(request)
    return not_kept(HttpResponseRedirect(reverse("ending", args=[secret])))


@public
@require_http_methods(["GET", "POST"])
def ending(request: HttpRequest, secret: str) -> HttpResponse:
    """Show how far the end of an account is, to whoever has its secret; keep the account on a POST."""
    if request.method == "POST":
        try:
            actions.cancel(secret, by=robot(), at=clock.now())
        except actions.NoSuchEnding:
            raise Http404 from None
        return HttpResponseRedirect(request.path)
    card = queries.ending(secret)
    if card is None:
        raise Http404
    return page(
        request,
        "privacy/ending.html",
        card=card,
        secret=secret,
        paper=destruction_paper.record(card, get_language() or "uk") if card.act else None,
    )


@public
@require_GET
def ending_file(request: HttpRequest, secret: str, form: str) -> HttpResponse:
    """Give the act of destruction: JSON, or the same to print."""
    card = queries.ending(secret)
    if card is None or card.standing is not Standing.ERASED or form not in ("json", "pdf"):
        raise Http404
    content, media_type = card.act, "application/json"
    if form == "pdf":
        content, media_type = destruction_paper.pdf(card, get_language() or "uk"), "application/pdf"
    number = UUID(json.loads(card.act)["person"])
    return download(content, f"kasssa-destruction-{number}.{form}", media_type)
