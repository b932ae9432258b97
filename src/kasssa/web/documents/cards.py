"""Cards of the core as lines of a list: words, addresses and buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kasssa.apps.documents.queries import Card
from kasssa.core.acts import Act
from kasssa.core.document.kinds import KINDS, about, followers
from kasssa.core.document.model import Kind
from kasssa.core.lifecycle import Side, State
from kasssa.core.money import ZERO
from kasssa.web.documents import paper
from kasssa.web.words import BUTTONS, STATE_LABELS, Label

# Where a button leads: pages that ask something first are opened, the others are pressed.
_PAGES: Mapping[Act, tuple[str, str]] = {
    Act.DOCUMENT_REVISED: ("document_edit", "get"),
    Act.DOCUMENT_ISSUED: ("document_edit", "get"),
    Act.DOCUMENT_DISCARDED: ("document_discard", "post"),
    Act.DOCUMENT_SIGNED: ("document_sign", "get"),
    Act.DOCUMENT_SENT: ("document_send", "post"),
    Act.DOCUMENT_ACCEPTED: ("document_accept", "get"),
    Act.DOCUMENT_REJECTED: ("document_reject", "get"),
    Act.DOCUMENT_PAID: ("document_pay", "get"),
    Act.DOCUMENT_ARCHIVED: ("document_archive", "post"),
}
# Of the acts that are open, the one to do next; the others stand behind it.
_FIRST = (
    Act.DOCUMENT_REVISED,
    Act.DOCUMENT_SIGNED,
    Act.DOCUMENT_SENT,
    Act.DOCUMENT_ACCEPTED,
    Act.DOCUMENT_PAID,
    Act.DOCUMENT_ARCHIVED,
)
_UNPAID = frozenset({State.SENT, State.DELIVERED, State.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Button:
    """One act that is open, as a button or a link."""

    act: str
    label: Label
    title: Label
    why: Label
    url: str
    method: str
    primary: bool


def buttons(card: Card) -> list[Button]:
    """Return what may be done now, the act to do next first."""
    open_acts = [act for act in card.acts if act in _PAGES and act is not Act.DOCUMENT_ISSUED]
    ranked = sorted(open_acts, key=lambda act: _FIRST.index(act) if act in _FIRST else len(_FIRST))
    # What is accepted but unpaid is not done yet: archiving it is possible, but not the thing to do.
    ends = (State.PAID, State.REJECTED) if about(card.kind).payable else (State.ACCEPTED, State.REJECTED)
    settled = card.state in ends
    return [
        _button(act, card.id, primary=act is ranked[0] and (settled or act is not Act.DOCUMENT_ARCHIVED))
        for act in ranked
    ]


def title(card: Card) -> str:
    """Return the heading of a document: its name and number."""
    kind = paper.words_of(card.kind).title
    return f"{kind} № {card.number}" if card.number else draft_title(card.kind)


def draft_title(kind: Kind) -> str:
    """Return the heading of a draft of ``kind``."""
    return _("%(kind)s: a draft") % {"kind": paper.words_of(kind).title}


def offered(based_on: Card | None = None, *, buyer_code: str = "") -> list[dict[str, str]]:
    """Return the kinds of documents that may be begun, or be made of ``based_on``, each with its address."""
    by_seller = based_on is not None and based_on.side is Side.SENDER
    kinds = KINDS if based_on is None else followers(based_on.kind, by_seller=by_seller)
    sought = {"buyer_code": buyer_code} if buyer_code else {}
    if based_on is not None:
        sought = {"from": str(based_on.id)}
    return [
        {
            "label": paper.words_of(kind).title,
            "url": f"{reverse('document_new')}?{urlencode({'kind': kind.value, **sought})}",
        }
        for kind in kinds
    ]


def row(card: Card, today: date) -> dict[str, object]:
    """Return what a line of a list shows."""
    return {
        "id": card.id,
        "url": reverse("document", args=[card.id]),
        "number": card.number,
        "title": title(card),
        "kind": paper.words_of(card.kind).title,
        "counterparty": {"name": card.counterparty_name, "code": card.counterparty_code},
        "issued_on": card.issued_on,
        "due_on": card.due_on,
        "overdue": overdue(card, today),
        "total": card.total.uk() if card.total and (about(card.kind).priced or card.total > ZERO) else "",
        "currency": card.currency,
        "state": card.state,
        "state_label": STATE_LABELS[card.state],
        "unread": card.unread,
        "acts": buttons(card),
    }


def overdue(card: Card, today: date) -> bool:
    """Return whether the money should have come by now."""
    return card.due_on is not None and card.due_on < today and card.state in _UNPAID


def _button(act: Act, document_id: UUID, *, primary: bool) -> Button:
    name, method = _PAGES[act]
    label, why = BUTTONS[act]
    return Button(act, label, label, why, reverse(name, args=[document_id]), method, primary)
