"""One's consents: what data is used for, what one may turn off, and the receipts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kasssa.apps.consents import actions, queries
from kasssa.base import clock
from kasssa.core.consent import TextKind
from kasssa.core.purposes import NECESSARY, OPTIONAL, TERMS, NotOptional, Purpose, optional
from kasssa.web.files import download
from kasssa.web.gates import ActorRequest, person
from kasssa.web.page import page
from kasssa.web.privacy import receipt_paper
from kasssa.web.words import GROUND_LABELS, PURPOSE_LABELS, TEXT_LABELS


@person
@require_http_methods(["GET", "POST"])
def consents(request: ActorRequest) -> HttpResponse:
    """Show every purpose with its ground; turn one that rests on consent on or off."""
    if request.method == "POST":
        try:
            purpose = optional(request.POST.get("purpose", ""))
        except NotOptional:
            raise Http404 from None
        wanted = request.POST.get("wanted") == "yes"
        actions.choose(purpose, wanted=wanted, by=request.actor, at=clock.now())
        said = (
            _("Noted. The receipt is below.") if wanted else _("Withdrawn. From this moment it is not done.")
        )
        messages.success(request, said)
        return HttpResponseRedirect(reverse("consents"))
    return page(
        request,
        "privacy/consents.html",
        optional=[_purpose(one, request) for one in OPTIONAL],
        necessary=[_purpose(one, request) for one in NECESSARY],
        receipts=[_receipt(one) for one in queries.receipts(by=request.actor)],
    )


@person
@require_GET
def receipt(request: ActorRequest, receipt_id: UUID) -> HttpResponse:
    """Show one receipt, checked again against what is kept."""
    try:
        given = queries.receipt(receipt_id, by=request.actor)
    except queries.NoSuchReceipt:
        raise Http404 from None
    return page(
        request,
        "privacy/receipt.html",
        receipt=_receipt(given),
        paper=receipt_paper.record(given, get_language() or "uk"),
        stands=queries.verified(receipt_id, by=request.actor),
    )


@person
@require_GET
def receipt_file(request: ActorRequest, receipt_id: UUID, form: str) -> HttpResponse:
    """Give a receipt: the very bytes (JSON-LD), or the same facts to print (PDF)."""
    try:
        given = queries.receipt(receipt_id, by=request.actor)
    except queries.NoSuchReceipt:
        raise Http404 from None
    content, media_type = given.content, "application/ld+json"
    if form == "pdf":
        content, media_type = receipt_paper.pdf(given, get_language() or "uk"), "application/pdf"
    return download(content, f"kasssa-receipt-{given.id}.{form}", media_type)


def _purpose(purpose: Purpose, request: ActorRequest) -> dict[str, object]:
    terms, (label, meaning) = TERMS[purpose], PURPOSE_LABELS[purpose]
    return {
        "name": purpose,
        "label": label,
        "meaning": meaning,
        "ground": GROUND_LABELS[terms.ground],
        "clause": terms.clause,
        "clause_url": f"{reverse('privacy_policy')}#policy-{terms.clause}",
        "void": terms.clause in queries.voided(TextKind.POLICY),
        "on": queries.may(request.actor.person_id, purpose, by=request.actor),
        "wanted": queries.chosen(purpose, by=request.actor) if purpose in OPTIONAL else True,
    }


def _receipt(given: queries.GivenReceipt) -> dict[str, object]:
    return {
        "id": given.id,
        "subject": subject(given.subject),
        "given": given.given,
        "made_at": given.made_at,
        "sha256": given.sha256,
        "url": reverse("receipt", args=[given.id]),
        "json_url": reverse("receipt_file", args=[given.id, "json"]),
        "pdf_url": reverse("receipt_file", args=[given.id, "pdf"]),
    }


def subject(name: str) -> object:
    """Return in words what a receipt is of: a text, or a purpose."""
    return TEXT_LABELS[name] if name in TEXT_LABELS else PURPOSE_LABELS[Purpose(name)][0]
