"""What is held about oneself, a copy of it, and what everybody may know: how data is used, and cookies."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kasssa.apps.privacy import actions, queries
from kasssa.base import clock
from kasssa.web.files import download
from kasssa.web.gates import ActorRequest, not_kept, person, public
from kasssa.web.page import page
from kasssa.web.privacy.cookies import declared
from kasssa.web.words import GROUND_LABELS, PURPOSE_LABELS


@person
@require_http_methods(["GET", "POST"])
def export(request: ActorRequest) -> HttpResponse:
    """Say what is in a copy and how far the ordered ones have come, or order one."""
    now = clock.now()
    if request.method == "POST":
        actions.order(by=request.actor, at=now)
        messages.success(request, _("The copy is being made. It will appear below in a moment."))
        return HttpResponseRedirect(reverse("export"))
    contents = [
        (
            _("Everything about you"),
            _("each table that holds something of yours, with every row: JSON-LD and CSV"),
        ),
        (_("Documents"), _("the signed originals (UBL 2.1) and signatures of the organisation")),
        (_("Receipts"), _("of every consent, the very bytes")),
        (_("A page to read"), _("index.html, in Ukrainian and English; it needs no network")),
        (_("A manifest"), _("SHA-256 of every file")),
    ]
    cards = queries.archives(by=request.actor, at=now)
    archives = [{"card": one, "url": reverse("export_file", args=[one.id])} for one in cards]
    making = any(one.made_at is None for one in cards)
    return page(request, "privacy/export.html", contents=contents, archives=archives, making=making)


@person
@require_GET
def export_file(request: ActorRequest, archive_id: UUID) -> HttpResponse:
    """Give a finished copy; that it was taken is written down."""
    try:
        content = actions.take(archive_id, by=request.actor, at=clock.now())
    except actions.NoSuchArchive:
        raise Http404 from None
    return not_kept(download(content, "kasssa-my-data.zip", "application/zip"))


@person
@require_GET
def data(request: ActorRequest) -> HttpResponse:
    """Show what is held about the person: what, from where, why, until when, to whom, with the values."""
    held = [
        {
            "card": card,
            "purpose": PURPOSE_LABELS[card.purpose][0],
            "ground": GROUND_LABELS[card.ground],
            "clause_url": f"{reverse('privacy_policy')}#policy-{card.clause}",
        }
        for card in queries.held(by=request.actor)
    ]
    return page(request, "privacy/data.html", held=held, rows_max=queries.ROWS_SHOWN_MAX)


@public
@require_GET
def processing(request: HttpRequest) -> HttpResponse:
    """Show the record of processing activities to everybody."""
    return page(request, "privacy/processing.html", activities=queries.activities_in_words())


@public
@require_GET
def processing_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give the record of processing activities as a file: CSV or JSON-LD."""
    kinds = {
        "csv": (queries.activities_csv, "text/csv; charset=utf-8"),
        "jsonld": (queries.activities_jsonld, "application/ld+json"),
    }
    if form not in kinds:
        raise Http404
    made, media_type = kinds[form]
    return download(made(), f"kasssa-processing.{form}", media_type)


@public
@require_GET
def cookies(request: HttpRequest) -> HttpResponse:
    """Show every cookie of the service: what for, and for how long."""
    return page(request, "privacy/cookies.html", cookies=declared())
