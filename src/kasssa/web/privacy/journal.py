"""The journal: what was done with one's data, by whom, when; and the proof of it to take away."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.privacy import actions
from kasssa.base import clock
from kasssa.base.ledger import proving
from kasssa.base.ledger import queries as ledger
from kasssa.base.ledger.queries import PAGE, Wanted
from kasssa.core.actor import NOBODY
from kasssa.core.acts import Act
from kasssa.core.happened import Happened
from kasssa.web.files import download
from kasssa.web.gates import ActorRequest, not_kept, person
from kasssa.web.page import page
from kasssa.web.words import ACT_LABELS, DOOR_LABELS, ROLE_LABELS


@person
@require_http_methods(["GET", "POST"])
def journal(request: ActorRequest) -> HttpResponse:
    """Show a run of the journal, newest first; or give all of it with its proofs."""
    if request.method == "POST":
        content = actions.take_journal(_words(), by=request.actor, at=clock.now())
        return not_kept(download(content, "kasssa-journal.zip", "application/zip"))
    asked = {name: request.GET.get(name, "") for name in ("act", "since", "until", "from")}
    found = ledger.journal(_wanted(asked), limit=PAGE + 1, by=request.actor)
    shown = found[:PAGE]
    older = {**asked, "from": str(shown[-1].entry_id)} if len(found) > PAGE else None
    return page(
        request,
        "privacy/journal.html",
        lines=_lines(shown, request),
        asked=asked,
        acts=sorted(((act.value, str(label)) for act, label in ACT_LABELS.items()), key=lambda one: one[1]),
        older_url=f"{request.path}?{urlencode(older)}" if older else "",
        newest_url=request.path if asked["from"] else "",
        head=_head(),
    )


def _wanted(asked: Mapping[str, str]) -> Wanted:
    """Read the filter; what is no act, no date and no number asks for nothing."""
    until = _midnight(asked["until"])
    mark = asked["from"]
    return Wanted(
        act=Act(asked["act"]) if asked["act"] in set(Act) else None,
        since=_midnight(asked["since"]),
        until=until + timedelta(days=1) if until is not None else None,
        before=int(mark) if mark.isascii() and mark.isdecimal() and len(mark) < 18 else None,
    )


def _midnight(text: str) -> datetime | None:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(on.year, on.month, on.day, tzinfo=clock.KYIV)


def _lines(shown: Sequence[Happened], request: ActorRequest) -> list[dict[str, object]]:
    people = [what.by.person_id for what in shown]
    known = accounts.names(people, [what.by.organisation_id for what in shown])
    places = proving.placed([what.entry_id for what in shown], by=request.actor)
    return [_line(what, known, places) for what in shown]


def _line(what: Happened, known: Mapping[UUID, str], places: Mapping[int, int]) -> dict[str, object]:
    placed = what.entry_id in places
    return {
        "number": what.entry_id,
        "when": what.at,
        "label": ACT_LABELS[what.act],
        "who": known.get(what.by.person_id) if what.by.person_id != NOBODY else _("the service itself"),
        "organisation": known.get(what.by.organisation_id, ""),
        "role": ROLE_LABELS[what.by.role],
        "door": DOOR_LABELS[what.by.door],
        "details": ", ".join(f"{name}: {value}" for name, value in what.details.items()),
        "document_url": _document(what),
        "proof_url": reverse("ledger_proof", args=[what.entry_id]) if placed else "",
        "leaf_url": reverse("ledger_leaf", args=[what.entry_id]) if placed else "",
    }


def _document(what: Happened) -> str:
    of_document = what.act.startswith("document.") and what.act is not Act.DOCUMENT_DISCARDED
    return reverse("document", args=[what.subject_id]) if of_document else ""


def _head() -> str:
    """The first three lines of the last signed head: whose, how many acts, the root."""
    return "\n".join(proving.checkpoint().split("\n")[:3])


def _words() -> dict[str, dict[str, str]]:
    """What each act is called in both languages, for whoever reads the journal without us."""
    words: dict[str, dict[str, str]] = {act.value: {} for act in ACT_LABELS}
    for language in ("uk", "en"):
        with override(language):
            for act, label in ACT_LABELS.items():
                words[act.value][language] = _said(label)
    return words


def _said(label: str | Promise) -> str:
    return str(label)
