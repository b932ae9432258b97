"""Registration and agreement."""

from collections.abc import Iterable, Mapping

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from kasssa.apps.accounts.actions import EmailTaken
from kasssa.apps.consents import actions, queries
from kasssa.base import clock
from kasssa.core.actor import Actor, Door
from kasssa.core.consent import TextKind
from kasssa.web.account.forms import ConsentForm, RegistrationForm
from kasssa.web.account.origin import agent_of, network_of
from kasssa.web.errors import words_of
from kasssa.web.gates import ActorRequest, person, public
from kasssa.web.page import page
from kasssa.web.texts.shown import shown


@public
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest) -> HttpResponse:
    """Register a person, their agreement and their organisation: all of it, or nothing (clause 1.3)."""
    if not ratelimit.consume(request, action="signup"):
        return page(request, "errors/429.html", status=429)
    texts = _texts(TextKind)
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            address = _join(request, form, texts)
        except (EmailTaken, actions.NotCurrent) as error:
            form.add_error("email" if isinstance(error, EmailTaken) else None, str(words_of(error)))
        else:
            send_verification_email_to_address(request, address, signup=True)
            return HttpResponseRedirect(reverse("account_email_verification_sent"))
    return page(
        request,
        "account/registration.html",
        status=422 if form.errors else 200,
        form=form,
        texts={kind: shown(text) for kind, text in texts.items()},
    )


@public
def to_registration(request: HttpRequest) -> HttpResponse:
    """Lead from django-allauth's own sign-up to ours."""
    return HttpResponseRedirect(reverse("registration"))


@person
@require_http_methods(["GET", "POST"])
def consent(request: ActorRequest) -> HttpResponse:
    """Ask for agreement to what a person has not agreed to yet (clauses 1.4, 6.3)."""
    today = clock.kyiv_date(clock.now())
    texts = _texts(queries.missing(by=request.actor, on=today))
    if not texts:
        return HttpResponseRedirect(reverse("inbox"))
    form = ConsentForm(request.POST or None)
    for kind in set(TextKind) - set(texts):
        del form.fields[kind]
    if request.method == "POST" and form.is_valid():
        for text in texts.values():
            actions.agree(_shown_bytes(request, text), by=request.actor, at=clock.now())
        return HttpResponseRedirect(reverse("inbox"))
    return page(
        request,
        "account/consent.html",
        status=422 if form.errors else 200,
        form=form,
        texts={kind: shown(text) for kind, text in texts.items()},
        changes=[
            change
            for kind, text in texts.items()
            for change in queries.changes(kind, text.language, by=request.actor, on=today)
        ],
    )


def _texts(kinds: Iterable[TextKind]) -> Mapping[TextKind, queries.PublishedText]:
    language, today = get_language() or "uk", clock.kyiv_date(clock.now())
    found = {kind: queries.current(kind, language, on=today) for kind in kinds}
    return {kind: text for kind, text in found.items() if text is not None}


@transaction.atomic
def _join(
    request: HttpRequest, form: RegistrationForm, texts: Mapping[TextKind, queries.PublishedText]
) -> EmailAddress:
    data = form.cleaned_data
    joining = actions.Joining(
        newcomer=form.newcomer(),
        requisites=form.requisites(data["scheme"], data["code"]),
        position=data["position"],
        policy=_shown_bytes(request, texts[TextKind.POLICY]),
        offer=_shown_bytes(request, texts[TextKind.OFFER]),
        news=data["news"],
    )
    actor: Actor = actions.join(joining, door=Door.WEB, at=clock.now())
    return EmailAddress.objects.create(user_id=actor.person_id, email=data["email"].lower(), primary=True)


def _shown_bytes(request: HttpRequest, text: queries.PublishedText) -> actions.Shown:
    """Say which bytes were shown, and how the agreement came: network prefix and browser family."""
    return actions.Shown(
        kind=text.kind,
        sha256=request.POST.get(f"{text.kind}_sha256", text.sha256),
        network=network_of(request),
        agent=agent_of(request),
    )
