"""The safety of an account: where one has signed in, and «it was not me»."""

from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kasssa.apps.safety import actions, queries
from kasssa.base import clock
from kasssa.core.actor import themselves
from kasssa.web.gates import ActorRequest, person, public
from kasssa.web.page import page
from kasssa.web.words import FACTOR_LABELS


class ThawForm(forms.Form):
    """A new password."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text=gettext_lazy("At least 12 characters. A passkey can be added later."),
    )


@person
@require_GET
def sign_ins(request: ActorRequest) -> HttpResponse:
    """Show where and how the person has signed in."""
    shown = [_shown(card) for card in queries.sign_ins(by=request.actor)]
    return page(request, "account/sign_ins.html", sign_ins=shown)


@public
@require_http_methods(["GET", "POST"])
def not_me(request: HttpRequest, secret: str) -> HttpResponse:
    """Freeze the account in which somebody else has signed in; the link of a letter leads here."""
    at = clock.now()
    card = queries.linked(secret, at=at)
    if request.method == "POST":
        actions.freeze(secret, by=themselves(card.person_id), at=at)
        return page(request, "account/frozen.html")
    return page(request, "account/not_me.html", sign_in=_shown(card), freeze_url=request.path)


@public
@require_http_methods(["GET", "POST"])
def thaw(request: HttpRequest, secret: str) -> HttpResponse:
    """Open a frozen account again under a new password; the link of a letter leads here."""
    at = clock.now()
    person_id = queries.frozen(secret, at=at)
    form = ThawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.thaw(secret, form.cleaned_data["password"], by=themselves(person_id), at=at)
        messages.success(request, _("The account is open again. Sign in with the new password."))
        return HttpResponseRedirect(reverse("account_login"))
    return page(
        request, "account/thaw.html", status=422 if form.errors else 200, form=form, thaw_url=request.path
    )


def _shown(card: queries.SignInCard) -> dict[str, object]:
    return {
        "agent": card.agent,
        "factors": [FACTOR_LABELS.get(factor, factor) for factor in card.factors],
        "network": card.network,
        "at": card.at,
        "first": card.first,
        "disowned": card.disowned,
    }
