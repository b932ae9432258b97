"""A list of invoices on its way to drafts, and the own list of documents as CSV."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.apps.intake import actions, queries
from kasssa.apps.intake.queries import Stage
from kasssa.base import clock
from kasssa.core.codes.units import UNITS
from kasssa.core.document.model import Document
from kasssa.core.formats import lists as listed
from kasssa.core.formats.domestic.faults import Found
from kasssa.core.formats.domestic.faults import found as found_in
from kasssa.core.formats.lists import Field
from kasssa.core.tax import Vat
from kasssa.web.documents import paper
from kasssa.web.files import answer
from kasssa.web.gates import ActorRequest
from kasssa.web.intake.about import about
from kasssa.web.intake.words import FIELD_LABELS
from kasssa.web.page import page

_FAULTS_SHOWN = 50
_EXPORTED_MAX = 5_000
_AT_WORK = (Stage.CHECKING, Stage.DRAFTING)


def show(
    request: ActorRequest,
    received_id: UUID,
    *,
    status: int,
    chosen: listed.Columns | None = None,
    found: tuple[str, ...] = (),
) -> HttpResponse:
    """Show a list where it stands: its columns, the work on it, the report, or what was made."""
    card = queries.listing(received_id, by=request.actor)
    asks = card.stage is Stage.MAPPING or bool(found)
    asks = asks or (card.stage is Stage.CHECKED and "columns" in request.GET)
    address = reverse("received", args=[received_id])
    return page(
        request,
        "intake/list.html",
        status=status,
        folder="drafts",
        file=about(request, received_id),
        card=card,
        stage="mapping" if asks else card.stage.value,
        at_work=card.stage in _AT_WORK,
        address=address,
        done_percent=min(100, card.last_row * 100 // max(card.rows, 1)),
        with_faults=card.invoices - card.ready,
        found=found,
        faults=_faults(card),
        more_faults=max(card.faults_count - _FAULTS_SHOWN, 0),
        mapping=_mapping(request, received_id, card, chosen) if asks else None,
        check_url=reverse("list_check", args=[received_id]),
        draft_url=reverse("list_draft", args=[received_id]),
        faults_url=reverse("list_faults", args=[received_id]),
    )


@require_POST
def check(request: ActorRequest, received_id: UUID) -> HttpResponse:
    """Have every row looked at by the columns that a person chose."""
    places, twice = _places(request.POST)
    assumed = listed.Assumed(request.POST.get("vat", ""), request.POST.get("unit", ""))
    try:
        if twice:
            raise actions.BadColumns(twice)
        actions.check(received_id, places, assumed, by=request.actor, at=clock.now())
    except actions.BadColumns as error:
        headings = queries.head(received_id, by=request.actor).headings
        words = tuple(one.text(paper.language()) for one in error.found)
        chosen = listed.columns_of(headings, places)
        return show(request, received_id, status=422, chosen=chosen, found=words)
    return HttpResponseRedirect(reverse("received", args=[received_id]))


@require_POST
def draft(request: ActorRequest, received_id: UUID) -> HttpResponse:
    """Have drafts made of what is ready."""
    actions.draft_list(received_id, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("received", args=[received_id]))


@require_GET
def faults(request: ActorRequest, received_id: UUID) -> HttpResponse:
    """Give the errors row by row as CSV."""
    card = queries.listing(received_id, by=request.actor)
    file = queries.received(received_id, by=request.actor)
    content = b"".join(listed.error_lines(card.faults, paper.language()))
    return _csv(content, f"{file.name.rpartition('.')[0]}-{_('errors')}.csv")


@require_GET
def export(request: ActorRequest, name: str) -> HttpResponse:
    """Give a folder of documents as CSV, with the search and the state that are chosen."""
    content = b"".join(listed.export(_documents(request, name), paper.language()))
    return _csv(content, f"{name}.csv")


def _documents(request: ActorRequest, name: str) -> Iterator[Document]:
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    mark: str | None = ""
    count = 0
    while mark is not None and count < _EXPORTED_MAX:
        run = documents.folder(name, text=text, state=state, mark=mark, by=request.actor)
        for card in run.cards:
            said = documents.document(card.id, by=request.actor) if card.sha256 else None
            if isinstance(said, Document):  # letters have no lines and no sums to be listed
                yield said
        count += len(run.cards)
        mark = run.next_mark


def _faults(card: queries.ListCard) -> list[dict[str, object]]:
    return [
        {
            "row": one.row,
            "heading": one.heading,
            "code": one.fault.code,
            "text": one.fault.text(paper.language()),
        }
        for one in card.faults[:_FAULTS_SHOWN]
    ]


def _mapping(
    request: ActorRequest, received_id: UUID, card: queries.ListCard, chosen: listed.Columns | None
) -> Mapping[str, object]:
    """The columns with examples of their values and what each is taken for: as chosen, else as guessed."""
    head = queries.head(received_id, by=request.actor)
    columns = chosen or card.columns or listed.guess_columns(head.headings)
    by_place = {place: field for field, place in columns.places}
    pays_vat = bool(accounts.organisation(by=request.actor).vat_number)
    first = chosen is None and card.columns is None
    vat = Vat.GENERAL.value if first and pays_vat and columns.place(Field.VAT) is None else card.assumed.vat
    unit = "H87" if first and columns.place(Field.UNIT) is None else card.assumed.unit
    if chosen is not None:
        vat, unit = request.POST.get("vat", ""), request.POST.get("unit", "")
    vats = [one for one in Vat if (one is Vat.NOT_PAYER) != pays_vat and one is not Vat.EXEMPT]
    return {
        "columns": [
            {"at": at, "heading": heading, "samples": head.samples[at], "field": by_place.get(at, "")}
            for at, heading in enumerate(head.headings)
        ],
        "fields": [{"value": field.value, "label": label} for field, label in FIELD_LABELS.items()],
        "vats": [{"value": one.value, "label": paper.vat_label(one)} for one in vats],
        "units": [{"value": one.code, "label": one.short} for one in UNITS],
        "vat": vat,
        "unit": unit,
    }


def _places(form: QueryDict) -> tuple[dict[Field, int], tuple[Found, ...]]:
    """What each column was taken for, and the fields that two columns were taken for."""
    places: dict[Field, int] = {}
    twice = []
    for name, value in form.items():
        at = name.removeprefix("column_")
        if name == at or not at.isdigit() or value not in set(Field):
            continue
        field = Field(str(value))
        if field in places:
            twice.append(found_in("LST-03", field.value, column=int(at) + 1))
        places.setdefault(field, int(at))
    return places, tuple(twice)


def _csv(content: bytes, name: str) -> HttpResponse:
    return answer(content, name, "text/csv; charset=utf-8")
