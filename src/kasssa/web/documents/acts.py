"""What is done to a document: signed, sent, accepted, rejected, paid, archived, discarded."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kasssa.apps.documents import actions, queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.payments import actions as payments
from kasssa.apps.signing import actions as signing
from kasssa.base import clock
from kasssa.core.actor import require
from kasssa.core.acts import Act
from kasssa.core.lifecycle import NotNow
from kasssa.core.refusals import Reason
from kasssa.web.challenge import command
from kasssa.web.documents import cards
from kasssa.web.errors import words_of
from kasssa.web.fields import DayField
from kasssa.web.gates import ActorRequest
from kasssa.web.page import page
from kasssa.web.words import BUTTONS, REASON_LABELS, SIGNATURE_FILE


class ProofForm(forms.Form):
    """A signature made elsewhere."""

    signature = forms.FileField(label=SIGNATURE_FILE)


class RejectForm(forms.Form):
    """Why a document is refused."""

    code = forms.ChoiceField(
        label=gettext_lazy("What is wrong"), choices=list(REASON_LABELS.items()), widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=exchange.TEXT_CHARACTERS_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PayForm(forms.Form):
    """When the money came."""

    paid_on = DayField(label=gettext_lazy("Day on which the money came"))


@require_http_methods(["GET", "POST"])
def sign(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Sign one's own document by a signature made elsewhere."""

    def do(proof: bytes) -> None:
        signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=request.actor, at=clock.now())

    return _under_signature(request, document_id, Act.DOCUMENT_SIGNED, do)


@require_http_methods(["GET", "POST"])
def accept(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Accept a document by a signature made elsewhere."""

    def do(proof: bytes) -> None:
        exchange.accept(document_id, proof=proof, by=request.actor, at=clock.now())

    return _under_signature(request, document_id, Act.DOCUMENT_ACCEPTED, do)


@require_http_methods(["GET", "POST"])
def reject(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Refuse a document and say why."""
    card = _open(document_id, Act.DOCUMENT_REJECTED, request)
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, text = Reason(form.cleaned_data["code"]), form.cleaned_data["text"]
        exchange.reject(document_id, reason, text, by=request.actor, at=clock.now())
        return _done(request, document_id, _("The document is rejected. The sender will get a letter."))
    return _asking(
        request,
        "documents/reject.html",
        card,
        form,
        reasons=[{"code": reason, "label": label} for reason, label in REASON_LABELS.items()],
        reject_url=request.path,
    )


@require_http_methods(["GET", "POST"])
def pay(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Note that the money came."""
    card = _open(document_id, Act.DOCUMENT_PAID, request)
    today = clock.kyiv_date(clock.now())
    form = PayForm(request.POST or None, initial={"paid_on": today})
    if request.method == "POST" and form.is_valid():
        paid_on: date = form.cleaned_data["paid_on"]
        try:
            payments.confirm(document_id, paid_on=paid_on, by=request.actor, at=clock.now())
        except payments.PaidInFuture as error:
            form.add_error("paid_on", str(words_of(error)))
        else:
            return _done(request, document_id, _("Marked as paid."))
    return _asking(request, "documents/pay.html", card, form, pay_url=request.path)


@require_POST
def send(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Hand a signed document over to its recipient."""
    exchange.send(document_id, by=request.actor, at=clock.now())
    return _done(request, document_id, _("Sent. You will see here when the counterparty gets and opens it."))


@require_POST
def archive(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Lay one's own copy into the archive."""
    actions.archive(document_id, by=request.actor, at=clock.now())
    return _done(request, document_id, _("The document is in the archive."))


@require_POST
def discard(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(document_id, by=request.actor, at=clock.now())
    messages.success(request, _("The draft is deleted."))
    return HttpResponseRedirect(reverse("drafts"))


def _open(document_id: UUID, act: Act, request: ActorRequest) -> queries.Card:
    """Return the document if ``act`` is open to the actor now; a page about a closed act would mislead."""
    card = queries.card(document_id, by=request.actor)
    require(act, by=request.actor)
    if act not in card.acts:
        raise NotNow(card.state, act, card.side)
    return card


def _under_signature(
    request: ActorRequest, document_id: UUID, act: Act, do: Callable[[bytes], None]
) -> HttpResponse:
    card = _open(document_id, act, request)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data["signature"].read())
        except signing.BadSignature as error:
            form.add_error("signature", str(words_of(error)))
        else:
            return _done(
                request, document_id, _("The signature is good: %(act)s.") % {"act": BUTTONS[act][0]}
            )
    name = f"{card.number.replace('/', '-')}.xml"
    return _asking(
        request,
        "documents/sign.html",
        card,
        form,
        act=act,
        act_label=BUTTONS[act][0],
        bytes_url=reverse("document_ubl", args=[document_id]),
        bytes_name=name,
        commands=[command(name)],
        upload_url=request.path,
    )


def _asking(
    request: ActorRequest, template: str, card: queries.Card, form: forms.Form, **more: object
) -> HttpResponse:
    said = queries.document(card.id, by=request.actor)
    return page(
        request,
        template,
        status=422 if form.errors else 200,
        document={
            "title": cards.title(card),
            "url": reverse("document", args=[card.id]),
            "number": card.number,
            "issued_on": card.issued_on,
            "seller": f"{said.seller.name}, {said.seller.code}",
            "buyer": f"{said.buyer.name}, {said.buyer.code}",
            "total": card.total.uk() if card.total else "",
            "currency": card.currency,
            "sha256": card.sha256,
        },
        folder=card.folder,
        form=form,
        **more,
    )


def _done(request: HttpRequest, document_id: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("document", args=[document_id]))
