"""Receiving a file, and one invoice on its way to a draft."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.intake import actions, queries
from kasssa.base import clock
from kasssa.core.actor import MAY
from kasssa.core.acts import Act
from kasssa.core.document.draft import preview
from kasssa.core.formats.intake import Seen, Taken
from kasssa.web.documents import paper
from kasssa.web.files import answer
from kasssa.web.gates import ActorRequest
from kasssa.web.intake import lists
from kasssa.web.intake.about import about
from kasssa.web.intake.sheet import LINES_MAX, sheet
from kasssa.web.intake.words import LEFT_LABELS
from kasssa.web.page import page

_REMARKS_SHOWN = 30
_ACCEPT = ".xml,.pdf,.json,.csv,.xlsx"


class FileForm(forms.Form):
    """A file to be received."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        error_messages={"required": gettext_lazy("Choose a file of at most 20 MB.")},
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )


@require_http_methods(["GET", "POST"])
def receive(request: ActorRequest) -> HttpResponse:
    """Take a file from elsewhere: an invoice or a list, told by its content."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            received_id = actions.receive(given.read(), given.name, by=request.actor, at=clock.now())
        except actions.NotReadable as error:
            form.add_error("file", f"{error.text(paper.language())} ({error.code})")
        else:
            return HttpResponseRedirect(reverse("received", args=[received_id]))
    may = Act.FILE_RECEIVED in MAY[request.actor.role]
    return page(
        request,
        "intake/import.html",
        status=422 if form.errors else 200,
        form=form,
        folder="drafts",
        may=may,
    )


@require_GET
def received(request: ActorRequest, received_id: UUID) -> HttpResponse:
    """Show what was read of a file and what becomes of it."""
    card = queries.received(received_id, by=request.actor)
    if card.is_list:
        return lists.show(request, received_id, status=200)
    return _invoice(request, received_id)


@require_GET
def file(request: ActorRequest, received_id: UUID) -> HttpResponse:
    """Give the received bytes as they came, never to be opened in the page's own origin."""
    card = queries.received(received_id, by=request.actor)
    content = queries.content(received_id, by=request.actor)
    return answer(content, card.name, "application/octet-stream")


@require_POST
def draft(request: ActorRequest, received_id: UUID) -> HttpResponse:
    """Make a draft of the invoice, and open it."""
    try:
        document_id = actions.draft(received_id, by=request.actor, at=clock.now())
    except actions.DoesNotFit:
        return _invoice(request, received_id, status=422)
    messages.success(request, _("The draft is made. Look it through, then issue it."))
    return HttpResponseRedirect(reverse("document_edit", args=[document_id]))


def _invoice(request: ActorRequest, received_id: UUID, *, status: int = 200) -> HttpResponse:
    seen = queries.seen(received_id, by=request.actor)
    taken = queries.taken(seen, by=request.actor)
    drafted = queries.drafted(received_id, by=request.actor)
    more = max(len(seen.invoice.lines) - LINES_MAX, 0)
    return page(
        request,
        "intake/invoice.html",
        status=status,
        folder="drafts",
        file=about(request, received_id),
        inside=seen.inside,
        paper=sheet(seen.invoice),
        more_lines=_("Lines not shown: %(count)s") % {"count": more} if more else "",
        misfits=[
            {"term": one.term, "code": one.code, "where": one.path, "text": one.text(paper.language())}
            for one in taken.misfits
        ],
        left=[{"term": term, "label": LEFT_LABELS[name]} for name, term in taken.left],
        mend=_to_mend(request, taken),
        taken=taken,
        drafted_url=reverse("document_edit", args=[drafted]) if drafted else "",
        **_remarks(seen),
    )


def _to_mend(request: ActorRequest, taken: Taken) -> Sequence[dict[str, str]]:
    """What the editor will ask for before the draft can be issued."""
    pays_vat = bool(accounts.organisation(by=request.actor).vat_number)
    found = preview(taken.draft, seller_pays_vat=pays_vat).faults
    return [{"code": one.code, "where": one.path, "text": one.text(paper.language())} for one in found]


def _remarks(seen: Seen) -> dict[str, object]:
    shown = [
        {
            "code": one.rule,
            "fatal": one.fatal,
            "term": one.term,
            "where": one.path,
            "text": one.text(paper.language()),
        }
        for one in seen.remarks[:_REMARKS_SHOWN]
    ]
    return {"remarks": shown, "more_remarks": seen.remarks_count - len(shown)}
