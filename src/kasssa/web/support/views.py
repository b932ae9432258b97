"""Asking the operator."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kasssa.apps.support import actions, queries
from kasssa.base import clock
from kasssa.base.limits.actions import Limit, take
from kasssa.web.gates import ActorRequest, person
from kasssa.web.page import page
from kasssa.web.words import TOPIC_LABELS

# Each question is a letter to the operator.
QUESTIONS = Limit("questions", tries=10, window_seconds=3600)


class QuestionForm(forms.Form):
    """A question."""

    topic = forms.ChoiceField(label=gettext_lazy("About"), choices=list(TOPIC_LABELS.items()))
    text = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=actions.TEXT_CHARACTERS_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@person
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Put a question to the operator, and show those put before."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take(QUESTIONS, str(request.actor.person_id), by=request.actor, at=clock.now())
        topic = actions.Topic(form.cleaned_data["topic"])
        number = actions.ask(topic, form.cleaned_data["text"], by=request.actor, at=clock.now())
        messages.success(
            request, _("Your question went to the operator as № %(number)s.") % {"number": number}
        )
        return HttpResponseRedirect(reverse("support"))
    asked = [
        {"subject": TOPIC_LABELS[actions.Topic(card.topic)], "text": card.text, "asked_at": card.asked_at}
        for card in queries.questions(by=request.actor)
    ]
    return page(request, "support/ask.html", status=422 if form.errors else 200, form=form, asked=asked)
