"""One's own organisation: requisites, people, keys, and proving that it is one's own."""

from dataclasses import replace
from uuid import UUID

from allauth.core import ratelimit
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
from kasssa.core.actor import MAY, Role
from kasssa.core.acts import Act
from kasssa.web import challenge as challenges
from kasssa.web.account.forms import FoundingForm, RequisitesForm
from kasssa.web.errors import words_of
from kasssa.web.gates import SEAT, ActorRequest, consented, not_kept
from kasssa.web.page import page
from kasssa.web.words import ROLE_LABELS, ROLE_MEANINGS, SIGNATURE_FILE

CHALLENGE_NAME = "kasssa-confirmation.txt"


class ChangeForm(RequisitesForm):
    """The requisites, and the password that another bank account asks for (clause 1.8)."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Only where the bank account changes: whoever pays you pays to it."),
    )


class MemberForm(forms.Form):
    """A person to be added."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("The person has to be registered.")
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[(role, label) for role, label in ROLE_LABELS.items() if role is not Role.SERVICE],
    )
    position = forms.CharField(label=gettext_lazy("Position"), max_length=120, required=False)


class TokenForm(forms.Form):
    """A key to be made."""

    name = forms.CharField(
        label=gettext_lazy("Name of the key"),
        max_length=80,
        help_text=gettext_lazy("The program that will use it."),
    )


class ConfirmForm(forms.Form):
    """A signature of the challenge."""

    signature = forms.FileField(label=SIGNATURE_FILE)


@consented
@require_http_methods(["GET", "POST"])
def found(request: ActorRequest) -> HttpResponse:
    """Open one more organisation of the person."""
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        said = form.requisites(data["scheme"], data["code"])
        owner = actions.found(said, position=data["position"], by=request.actor, at=clock.now())
        request.session[SEAT] = str(owner.organisation_id)
        return HttpResponseRedirect(reverse("confirm_organisation"))
    return page(request, "organisation/found.html", status=422 if form.errors else 200, form=form)


@require_http_methods(["GET", "POST"])
def requisites(request: ActorRequest) -> HttpResponse:
    """Show and change what stands on new invoices."""
    own = queries.organisation(by=request.actor)
    initial = {
        name: getattr(own, name) for name in ("name", "address", "vat_number", "iban", "bank", "phone")
    }
    form = ChangeForm(request.POST or None, initial=initial | {"vat_payer": bool(own.vat_number)})
    form.own_code = own.code
    if request.method == "POST" and form.is_valid() and _knows_password(form, own.iban, request):
        said = replace(form.requisites(own.scheme, own.code), email=own.email)  # which the form does not ask
        actions.change(said, by=request.actor, at=clock.now())
        messages.success(request, _("Saved. New invoices will carry it."))
        return HttpResponseRedirect(reverse("requisites"))
    may_change = Act.ORGANISATION_CHANGED in MAY[request.actor.role]
    return page(
        request,
        "organisation/requisites.html",
        status=422 if form.errors else 200,
        form=form,
        may_change=may_change,
    )


@require_http_methods(["GET", "POST"])
def members(request: ActorRequest) -> HttpResponse:
    """Show who acts for the organisation, and add a person."""
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_member(
                data["email"], Role(data["role"]), position=data["position"], by=request.actor, at=clock.now()
            )
        except (actions.NoSuchPerson, actions.AlreadyMember) as error:
            form.add_error("email", str(words_of(error)))
        else:
            messages.success(request, _("The person is added."))
            return HttpResponseRedirect(reverse("members"))
    may_change = Act.MEMBER_ADDED in MAY[request.actor.role]
    return page(
        request,
        "organisation/members.html",
        status=422 if form.errors else 200,
        members=[_member(card, request, may_change=may_change) for card in queries.members(by=request.actor)],
        form=form if may_change else None,
        add_url=request.path,
        roles=[{"label": ROLE_LABELS[role], "meaning": words} for role, words in ROLE_MEANINGS.items()],
    )


@require_POST
def remove_member(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    """End a membership."""
    actions.remove_member(membership_id, by=request.actor, at=clock.now())
    messages.success(request, _("The person no longer acts for the organisation."))
    return HttpResponseRedirect(reverse("members"))


@require_http_methods(["GET", "POST"])
def tokens(request: ActorRequest) -> HttpResponse:
    """Show the keys for the API, and make one; it is shown this once."""
    form, fresh = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        fresh = actions.create_token(form.cleaned_data["name"], by=request.actor, at=clock.now())
        form = TokenForm()
    standing = [card for card in queries.tokens(by=request.actor) if card.revoked_at is None]
    shown = [
        {
            "name": card.name,
            "created_on": card.created_at,
            "revoke_url": reverse("token_revoke", args=[card.id]),
        }
        for card in standing
    ]
    response = page(
        request,
        "organisation/tokens.html",
        status=422 if form.errors else 200,
        tokens=shown,
        fresh=fresh,
        form=form,
        add_url=request.path,
    )
    return not_kept(response) if fresh else response


@require_POST
def revoke_token(request: ActorRequest, token_id: UUID) -> HttpResponse:
    """End a key."""
    actions.revoke_token(token_id, by=request.actor, at=clock.now())
    messages.success(request, _("The key no longer works."))
    return HttpResponseRedirect(reverse("tokens"))


@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest) -> HttpResponse:
    """Prove by a signature that the organisation is one's own."""
    form = ConfirmForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            proof = form.cleaned_data["signature"].read()
            signing.confirm(proof=proof, by=request.actor, at=clock.now())
        except signing.BadSignature as error:
            form.add_error("signature", str(words_of(error)))
        else:
            messages.success(
                request, _("The organisation is confirmed. Documents that waited for it are coming.")
            )
            return HttpResponseRedirect(reverse("inbox"))
    content = signing_queries.challenge(by=request.actor)
    return page(
        request,
        "organisation/confirm.html",
        status=422 if form.errors else 200,
        **challenges.shown(content, CHALLENGE_NAME),
        download_url=reverse("challenge"),
        form=form,
        upload_url=request.path,
    )


@require_GET
def challenge(request: ActorRequest) -> HttpResponse:
    """Give the bytes whose signature proves the organisation."""
    content = signing_queries.challenge(by=request.actor)
    return challenges.given(content, CHALLENGE_NAME)


def _knows_password(form: ChangeForm, iban: str, request: ActorRequest) -> bool:
    """Tell whether the bank account stays, or the password is right; if not, say so beside the password."""
    if form.cleaned_data["iban"] == iban:
        return True
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error("password", _("Too many attempts. Wait a few minutes and try again."))
    elif not request.user.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("Another bank account needs your password. Type it."))
    return form.is_valid()


def _member(card: queries.MemberCard, request: ActorRequest, *, may_change: bool) -> dict[str, object]:
    you = card.person_id == request.actor.person_id
    return {
        "id": card.id,
        "name": card.name,
        "email": card.email,
        "position": card.position,
        "role_label": ROLE_LABELS[card.role],
        "you": you,
        "remove_url": reverse("member_remove", args=[card.id]) if may_change and not you else "",
    }
