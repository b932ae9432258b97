"""Signing in by a qualified signature: of a text made up for this once."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.signing import queries
from kasssa.apps.signing.actions import BadSignature
from kasssa.base import clock, ids
from kasssa.core.actor import themselves
from kasssa.web import challenge as challenges
from kasssa.web.errors import words_of
from kasssa.web.gates import public
from kasssa.web.page import page
from kasssa.web.words import SIGNATURE_FILE

CHALLENGE_NAME = "kasssa-login.txt"
CHALLENGE_LIFE = timedelta(minutes=5)
_KEPT = "login_challenge"


class LoginForm(forms.Form):
    """A signature of the text."""

    signature = forms.FileField(label=SIGNATURE_FILE)


@public
@require_http_methods(["GET", "POST"])
def login_by_kep(request: HttpRequest) -> HttpResponse:
    """Sign in whoever signs the text of this page with a certificate that is bound to them.

    They are led to where they wanted to go, if that is a page of this site.
    """
    onward = _onward(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward or reverse("home"))
    form = LoginForm(request.POST, request.FILES) if request.method == "POST" else LoginForm()
    if request.method == "POST":
        if not ratelimit.consume(request, action="login"):
            return page(request, "errors/429.html", status=429)
        content = _taken(request)
        if form.is_valid():
            try:
                return _signed_in(request, form.cleaned_data["signature"].read(), content, onward)
            except BadSignature as error:
                form.add_error("signature", str(words_of(error)))
    return page(
        request,
        "account/login_by_kep.html",
        status=422 if form.errors else 200,
        **challenges.shown(_given(request), CHALLENGE_NAME),
        download_url=reverse("login_challenge"),
        form=form,
        upload_url=request.path,
        next=onward,
    )


@public
@require_GET
def login_challenge(request: HttpRequest) -> HttpResponse:
    """Give the text whose signature signs in: the one that the page has shown in this session."""
    kept = request.session.get(_KEPT)
    content = kept["text"].encode() if kept else _given(request)
    return challenges.given(content, CHALLENGE_NAME)


def _given(request: HttpRequest) -> bytes:
    """Make a new text, in the place of any before it, and keep it in the session."""
    at = clock.now()
    content = queries.login_challenge(urlsplit(settings.PUBLIC_URL).netloc, ids.new_secret(), at=at)
    request.session[_KEPT] = {"text": content.decode(), "at": at.timestamp()}
    return content


def _taken(request: HttpRequest) -> bytes | None:
    """Take the text out of the session, so that it serves once; nothing if there is none or it is too old."""
    kept = request.session.pop(_KEPT, None)
    if kept is None or clock.now() - datetime.fromtimestamp(kept["at"], UTC) > CHALLENGE_LIFE:
        return None
    text: str = kept["text"]
    return text.encode()


def _onward(request: HttpRequest) -> str:
    """Return the path where the person wanted to go; nothing if none is told, or one of another site."""
    told = request.POST.get("next") or request.GET.get("next", "")
    is_path = told.startswith("/") and url_has_allowed_host_and_scheme(told, allowed_hosts=None)
    return told if is_path else ""


def _signed_in(request: HttpRequest, proof: bytes, content: bytes | None, onward: str) -> HttpResponse:
    """Recognise the signer and lead them through django-allauth's stages: e-mail, second factor."""
    if content is None:
        raise BadSignature("KSA-SIG-08")
    at = clock.now()
    known = queries.recognise(proof, content, at=at)
    user = account_queries.person(known.person_id)
    if user.is_active:
        by = themselves(user.id)
        accounts.use_certificate(known.certificate, by=by, at=at)
        record_authentication(request, user, method="kep")
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=onward or reverse("home")))
    return response
