"""The editor: what a person types, the sums while they type, and issuing it."""

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from msgspec import structs

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.directory import actions as directory_actions
from kasssa.apps.directory import queries as directory
from kasssa.apps.documents import actions, queries
from kasssa.apps.intake import queries as intake
from kasssa.base import clock
from kasssa.core.codes.units import UNITS
from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.draft import preview as preview_of
from kasssa.core.document.faults import Fault, Faulty, fault
from kasssa.core.document.kinds import Form, about
from kasssa.core.document.model import Currency, Kind, Party
from kasssa.core.money import Money
from kasssa.core.parties import BadCode, parse_code, parse_vat_number
from kasssa.core.tax import Vat
from kasssa.web.documents import cards, paper
from kasssa.web.gates import ActorRequest, reads
from kasssa.web.page import page

_TEXTS = (
    "buyer_code", "due_on", "contract", "order", "place", "purpose", "note", "series", "currency", "prepaid",
    "basis_number", "basis_on", "basis_kind", "period_from", "period_to", "claimed", "based_on",
)  # fmt: skip
_COLUMNS = ("name", "unit", "quantity", "price", "vat", "exemption", "code", "article")
_LINES_MAX = 1000


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Begin a document, or keep what was typed as a new draft."""
    if request.method == "GET":
        return _editor(request, _begun(request), None)
    typed = _typed(request.POST)
    if _only_lines(request.POST):
        return _editor(request, _with_lines(typed, request.POST), None)
    _write_buyer_down(request)
    document_id = actions.draft(typed, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("document_edit", args=[document_id]))


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Go on with a draft, or keep what was typed."""
    if request.method == "GET":
        return _editor(request, queries.typed(document_id, by=request.actor), document_id)
    typed = _typed(request.POST)
    if _only_lines(request.POST):
        return _editor(request, _with_lines(typed, request.POST), document_id)
    _write_buyer_down(request)
    actions.revise(document_id, typed, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("document_edit", args=[document_id]))


@require_POST
def issue_new(request: ActorRequest) -> HttpResponse:
    """Keep what was typed as a draft and issue it; with faults, nothing is kept but on the page."""
    typed, faults = _typed(request.POST), _write_buyer_down(request)
    try:
        with transaction.atomic():
            document_id = actions.draft(typed, by=request.actor, at=clock.now())
            _issue(request, document_id, faults)
    except Faulty as error:
        return _editor(request, typed, None, faults=error.faults)
    return HttpResponseRedirect(reverse("document", args=[document_id]))


@require_POST
def issue(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Keep what was typed and issue the draft; faults are shown beside their fields."""
    typed, faults = _typed(request.POST), _write_buyer_down(request)
    actions.revise(document_id, typed, by=request.actor, at=clock.now())
    try:
        _issue(request, document_id, faults)
    except Faulty as error:
        return _editor(request, typed, document_id, faults=error.faults)
    return HttpResponseRedirect(reverse("document", args=[document_id]))


@reads
@require_POST
def preview(request: ActorRequest) -> HttpResponse:
    """Say what the sums come to so far, by the code that will count them at issue."""
    return page(request, "documents/_totals.html", preview=True, **_sums(request, _typed(request.POST)))


@require_GET
def buyer(request: ActorRequest) -> HttpResponse:
    """Say who has the code that was typed."""
    code = request.GET.get("buyer_code", "")
    return page(request, "documents/_buyer.html", draft=_buyer_fields(request, code), faults={})


def _begun(request: ActorRequest) -> Draft:
    """What the editor opens with: a blank document of the kind asked for, or one made from another."""
    kind = _kind(request.GET)
    if "from" in request.GET:
        try:
            source_id = UUID(request.GET["from"])
        except ValueError as error:
            raise queries.NoSuchDocument from error
        return queries.made_from(source_id, kind, by=request.actor)
    blank = DraftLine(unit="H87", quantity="1")  # passed over where a kind has no lines
    return Draft(kind=kind, buyer_code=request.GET.get("buyer_code", ""), lines=(blank,))


def _kind(form: QueryDict) -> Kind:
    try:
        return Kind(form.get("kind", Kind.INVOICE))
    except ValueError:
        return Kind.INVOICE


def _issue(request: ActorRequest, document_id: UUID, faults: Sequence[Fault]) -> None:
    if faults:
        raise Faulty(tuple(faults))
    actions.issue(document_id, by=request.actor, at=clock.now())


def _typed(form: QueryDict) -> Draft:
    columns = [form.getlist(f"line_{name}") for name in _COLUMNS]
    rows = zip_longest(*columns, fillvalue="")
    lines = tuple(DraftLine(**dict(zip(_COLUMNS, row, strict=True))) for row in rows)
    draft = Draft(kind=_kind(form), lines=lines[:_LINES_MAX])
    return structs.replace(draft, **{name: form.get(name, "") for name in _TEXTS})


def _only_lines(form: QueryDict) -> bool:
    """Whether a button of the lines was pressed without a script: nothing is kept yet."""
    return "line_add" in form or "line_remove" in form


def _with_lines(typed: Draft, form: QueryDict) -> Draft:
    lines = list(typed.lines)
    if "line_add" in form:
        lines.append(DraftLine(unit=lines[-1].unit if lines else "H87", vat=lines[-1].vat if lines else ""))
    else:
        removed = form.get("line_remove", "")
        lines = [line for at, line in enumerate(lines) if str(at) != removed] or [DraftLine(unit="H87")]
    return structs.replace(typed, lines=tuple(lines))


def _write_buyer_down(request: ActorRequest) -> Sequence[Fault]:
    """Write a buyer whom nobody knows yet into the address book, if enough was typed."""
    code, name = request.POST.get("buyer_code", ""), request.POST.get("buyer_name", "").strip()
    if not code.strip() or not name or directory.find(code, by=request.actor) is not None:
        return ()
    try:
        scheme, parsed = parse_code(code)
    except BadCode:
        return ()  # issuing will say so beside the field
    vat_number = request.POST.get("buyer_vat_number", "").strip()
    try:
        vat_number = parse_vat_number(vat_number, code=parsed) if vat_number else ""
    except BadCode as error:
        return (fault(error.fault, "buyer.vat_number"),)
    party = Party(
        scheme=scheme,
        code=parsed,
        name=name[:250],
        address=request.POST.get("buyer_address", "").strip()[:300],
        vat_number=vat_number,
    )
    directory_actions.add(party, by=request.actor, at=clock.now())
    return ()


def _editor(
    request: ActorRequest,
    typed: Draft,
    document_id: UUID | None,
    *,
    faults: Sequence[Fault] = (),
) -> HttpResponse:
    own, said = accounts.organisation(by=request.actor), paper.words_of(typed.kind)
    arguments = [document_id] if document_id else []
    suffix = "" if document_id else "_new"
    return page(
        request,
        "documents/editor.html",
        status=422 if faults else 200,
        folder="drafts",
        kind=_about(typed.kind),
        title=cards.draft_title(typed.kind) if document_id else said.title,
        roles=said.sides,
        currencies=[currency.value for currency in Currency],
        seller=paper.party(accounts.party(by=request.actor)),
        counterparties=directory.counterparties(by=request.actor),
        units=[{"value": unit.code, "label": unit.short} for unit in UNITS],
        vats=_vats(pays_vat=bool(own.vat_number)),
        today=clock.kyiv_date(clock.now()),
        faults=_by_field(faults),
        preview_url=reverse("document_preview"),
        lookup_url=reverse("document_buyer"),
        save_url=reverse("document_edit" if document_id else "document_new", args=arguments),
        issue_url=reverse(f"document_issue{suffix}", args=arguments),
        origin=_origin(request, document_id) if document_id else None,
        discard_url=reverse("document_discard", args=arguments) if document_id else "",
        **_sums(request, typed, document_id),
    )


def _origin(request: ActorRequest, document_id: UUID) -> Mapping[str, str] | None:
    """The file from elsewhere that the draft was made of, if it was."""
    file = intake.origin(document_id, by=request.actor)
    return None if file is None else {"name": file.name, "url": reverse("received", args=[file.id])}


def _sums(request: ActorRequest, typed: Draft, document_id: UUID | None = None) -> dict[str, Any]:
    """What is typed with the sums that follow from it."""
    own = accounts.organisation(by=request.actor)
    seen = preview_of(typed, seller_pays_vat=bool(own.vat_number))
    total, currency = seen.totals.total, typed.currency or Currency.UAH.value
    return {
        "draft": {
            "id": document_id,
            **{name: getattr(typed, name) for name in _TEXTS},
            **_buyer_fields(request, typed.buyer_code),
            "lines": [_line(line, amount) for line, amount in zip(typed.lines, seen.lines, strict=True)],
        },
        "totals": paper.sums(seen.totals, paper.words_of(typed.kind).total),
        "words": paper.in_words(total, currency) if total > Money(0) else "",
        "currency": currency,
    }


def _about(kind: Kind) -> dict[str, object]:
    """Which fields a document of ``kind`` has, and what it and they are called."""
    row = about(kind)
    return {
        "value": kind,
        "title": paper.words_of(kind).title,
        "series": row.series,
        "priced": row.priced,
        "claims": kind is Kind.CLAIM,
        "payable": row.payable,
        "serviced": row.serviced,
        "corrects": row.corrects,
        "foreign": row.form is not Form.COMDOC,
        "basis": paper.words_of(kind).basis,
        "bases": [{"value": one, "label": paper.words_of(one).title} for one in row.made_of],
    }


def _line(line: DraftLine, amount: Money | None) -> dict[str, str]:
    return {name: getattr(line, name) for name in _COLUMNS} | {"sum": amount.uk() if amount else ""}


def _buyer_fields(request: ActorRequest, code: str) -> dict[str, object]:
    """Who has ``code``; if nobody known, what was typed about them."""
    found = directory.find(code, by=request.actor) if code.strip() else None
    if found is not None:
        return {
            "buyer_name": found.name,
            "buyer_address": found.address,
            "buyer_vat_number": found.vat_number,
            "buyer_known": True,
        }
    form = request.POST or request.GET
    return {
        "buyer_name": form.get("buyer_name", ""),
        "buyer_address": form.get("buyer_address", ""),
        "buyer_vat_number": form.get("buyer_vat_number", ""),
        "buyer_known": False,
        "buyer_unknown": _("Nobody with this code is here yet: type the name and the address.")
        if code
        else "",
    }


def _vats(*, pays_vat: bool) -> list[dict[str, str]]:
    offered = [vat for vat in Vat if (vat is Vat.NOT_PAYER) != pays_vat]
    return [{"value": vat.value, "label": paper.vat_label(vat)} for vat in offered]


def _by_field(faults: Sequence[Fault]) -> Mapping[str, list[dict[str, str]]]:
    """Faults by the ids of their fields: ``lines[0].price`` of the core is ``lines.0.price`` on the page."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in faults:
        path = re.sub(r"\[(\d+)\]", r".\1", one.path) or "lines"
        path = "number" if path == "series" else path  # the series is typed where the number will stand
        found.setdefault(path, []).append({"code": one.code, "text": one.text(paper.language())})
    return found
