"""The address book."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.directory import actions, queries
from kasssa.base import clock
from kasssa.core.document.faults import fault
from kasssa.core.document.model import Party
from kasssa.core.parties import BadCode, parse_code, parse_email, parse_vat_number
from kasssa.web.gates import ActorRequest
from kasssa.web.page import page


class CounterpartyForm(forms.Form):
    """A counterparty to be written down."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("EDRPOU code of a company or RNTRC of a person."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=250)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    vat_number = forms.CharField(label=gettext_lazy("VAT number"), max_length=20, required=False)
    email = forms.CharField(
        label=gettext_lazy("E-mail"), max_length=200, required=False, widget=forms.EmailInput
    )

    def clean(self) -> dict[str, Any]:
        """Parse the codes by the core, and say what is wrong beside them."""
        data, at = super().clean() or {}, "code"
        try:
            data["scheme"], data["code"] = parse_code(data.get("code", ""))
            at = "vat_number"
            if data.get(at):
                data[at] = parse_vat_number(data[at], code=data["code"])
            at = "email"
            if data.get(at):
                data[at] = parse_email(data[at])
        except BadCode as error:
            self.add_error(at, f"{fault(error.fault, at).text(get_language() or 'uk')} ({error.fault})")
        return data


@require_http_methods(["GET", "POST"])
def counterparties(request: ActorRequest) -> HttpResponse:
    """Show whom the organisation deals with, and write another one down."""
    form, text = CounterpartyForm(request.POST or None), request.GET.get("q", "").strip()
    if request.method == "POST" and form.is_valid():
        data = {
            name: form.cleaned_data[name]
            for name in ("scheme", "code", "name", "address", "vat_number", "email")
        }
        actions.add(Party(**data), by=request.actor, at=clock.now())
        messages.success(request, _("The counterparty is written down."))
        return HttpResponseRedirect(reverse("counterparties"))
    found = [one for one in queries.counterparties(by=request.actor) if _matches(one, text)]
    here = accounts.confirmed_codes([one.code for one in found])
    return page(
        request,
        "directory/list.html",
        status=422 if form.errors else 200,
        folder="counterparties",
        counterparties=[
            {
                "code": one.code,
                "name": one.name,
                "address": one.address,
                "email": one.email,
                "here": one.code in here,
                "write_url": f"{reverse('document_new')}?buyer_code={one.code}",
            }
            for one in found
        ],
        query={"text": text},
        form=form,
        add_url=request.path,
    )


def _matches(party: Party, text: str) -> bool:
    return text.casefold() in party.name.casefold() or party.code.startswith(text)
