"""Demanding something about one's data: correction, restriction, objection; with the clock of the answer."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kasssa.apps.privacy import actions, queries
from kasssa.base import clock
from kasssa.core.rights import Right
from kasssa.web.gates import ActorRequest, person
from kasssa.web.page import page
from kasssa.web.words import RIGHT_LABELS


class DemandForm(forms.Form):
    """A demand."""

    right = forms.ChoiceField(label=gettext_lazy("What do you want?"), choices=list(RIGHT_LABELS.items()))
    text = forms.CharField(
        label=gettext_lazy("Which data, and why"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@person
@require_http_methods(["GET", "POST"])
def rights(request: ActorRequest) -> HttpResponse:
    """Take a demand, and show those made before with their clocks and answers."""
    form, now = DemandForm(request.POST or None), clock.now()
    if request.method == "POST" and form.is_valid():
        right = Right(form.cleaned_data["right"])
        actions.demand(right, form.cleaned_data["text"], by=request.actor, at=now)
        messages.success(request, _("The operator has your demand. The clock below is running."))
        return HttpResponseRedirect(reverse("rights"))
    today = clock.kyiv_date(now)
    made = [
        {"card": one, "right": RIGHT_LABELS[one.right], "days_left": one.days_left(today)}
        for one in queries.demands(by=request.actor)
    ]
    return page(request, "privacy/rights.html", status=422 if form.errors else 200, form=form, made=made)
