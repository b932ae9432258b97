"""Who signs for the organisation: members by their role, and whoever an owner has registered."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasssa.apps.accounts import actions, queries
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base import clock
from kasssa.core.actor import MAY
from kasssa.core.acts import Act
from kasssa.web import challenge as challenges
from kasssa.web.errors import words_of
from kasssa.web.fields import DayField
from kasssa.web.gates import ActorRequest
from kasssa.web.page import page
from kasssa.web.words import SIGNATURE_FILE

CHALLENGE_NAME = "kasssa-signatory.txt"


class GroundForm(forms.Form):
    """What gives somebody the right to sign."""

    ground = forms.CharField(
        label=gettext_lazy("On what ground"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: the charter; power of attorney № 7 of 01.09.2026."),
    )
    until = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day of the power of attorney. Empty: until you remove them."),
    )


class SignatoryForm(GroundForm):
    """The same, carried along, with the signature of whom it is about."""

    ground = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    until = DayField(required=False, widget=forms.DateInput(format="%d.%m.%Y", attrs={"type": "hidden"}))
    signature = forms.FileField(label=SIGNATURE_FILE)


@require_GET
def signatories(request: ActorRequest) -> HttpResponse:
    """Show who signs for the organisation."""
    may_change = Act.SIGNATORY_ADDED in MAY[request.actor.role]
    return page(
        request,
        "organisation/signatories.html",
        signatories=[
            _signatory(card, may_change=may_change) for card in queries.signatories(by=request.actor)
        ],
        form=GroundForm() if may_change else None,
        add_url=reverse("signatory_add"),
    )


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    """Register whoever signs the text of this page as one who signs for the organisation."""
    if request.method == "POST":
        form = SignatoryForm(request.POST, request.FILES)
        if form.is_valid() and _added(form, request):
            messages.success(request, _("Registered. What they sign is accepted from now on."))
            return HttpResponseRedirect(reverse("signatories"))
    else:
        said = GroundForm(request.GET)
        if not said.is_valid():
            return page(
                request, "organisation/signatories.html", status=422, signatories=[], form=said,
                add_url=request.path,
            )  # fmt: skip
        form = SignatoryForm(initial=said.cleaned_data)
    content = signing_queries.signatory_challenge(by=request.actor)
    return page(
        request,
        "organisation/signatory.html",
        status=422 if form.errors else 200,
        **challenges.shown(content, CHALLENGE_NAME),
        ground=form["ground"].value(),
        until=form["until"].value(),
        download_url=reverse("signatory_challenge"),
        form=form,
        upload_url=request.path,
        back_url=reverse("signatories"),
    )


@require_GET
def challenge(request: ActorRequest) -> HttpResponse:
    """Give the bytes by whose signature somebody agrees to sign for the organisation."""
    content = signing_queries.signatory_challenge(by=request.actor)
    return challenges.given(content, CHALLENGE_NAME)


@require_POST
def remove(request: ActorRequest, signatory_id: UUID) -> HttpResponse:
    """Have a signatory sign no more."""
    actions.remove_signatory(signatory_id, by=request.actor, at=clock.now())
    messages.success(request, _("They no longer sign for the organisation. What is signed stays signed."))
    return HttpResponseRedirect(reverse("signatories"))


def _added(form: SignatoryForm, request: ActorRequest) -> bool:
    """Register the signer; where that is refused, put the reason beside the file."""
    data = form.cleaned_data
    try:
        signing.add_signatory(
            proof=data["signature"].read(),
            ground=data["ground"],
            until=data["until"],
            by=request.actor,
            at=clock.now(),
        )
    except (signing.BadSignature, actions.AlreadySignatory) as error:
        form.add_error("signature", str(words_of(error)))
        return False
    return True


def _signatory(card: queries.SignatoryCard, *, may_change: bool) -> dict[str, object]:
    return {
        "name": card.name,
        "position": card.position,
        "tax_id": card.tax_id,
        "serial": card.serial,
        "seal": card.seal,
        "member": card.id is None,
        "ground": card.ground,
        "until": card.until,
        "since": card.since,
        "remove_url": reverse("signatory_remove", args=[card.id]) if may_change and card.id else "",
    }
