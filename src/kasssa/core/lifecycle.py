"""The life of a document, as one table.

Buttons, API links, the database constraint, the diagram in the documentation and the
randomised tests are all derived from ``STEPS``. To change what may happen to a
document, change a row here. Which kinds are paid for at all is said by the table of kinds.
"""

from dataclasses import dataclass
from enum import StrEnum

from kasssa.core.acts import Act
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Kind


class State(StrEnum):
    """Where a document is in its life. Values are stored for ever."""

    DRAFT = "draft"
    ISSUED = "issued"
    SIGNED = "signed"
    SENT = "sent"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PAID = "paid"


class Side(StrEnum):
    """On which side of a document an actor stands."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Step:
    """In ``source``, ``side`` may do ``act``, which leads to ``target``."""

    source: State
    act: Act
    target: State
    side: Side


STEPS = (
    Step(State.DRAFT, Act.DOCUMENT_ISSUED, State.ISSUED, Side.SENDER),
    Step(State.ISSUED, Act.DOCUMENT_SIGNED, State.SIGNED, Side.SENDER),
    Step(State.SIGNED, Act.DOCUMENT_SENT, State.SENT, Side.SENDER),
    Step(State.SENT, Act.DOCUMENT_DELIVERED, State.DELIVERED, Side.SERVICE),
    Step(State.DELIVERED, Act.DOCUMENT_ACCEPTED, State.ACCEPTED, Side.RECIPIENT),
    Step(State.DELIVERED, Act.DOCUMENT_REJECTED, State.REJECTED, Side.RECIPIENT),
    Step(State.DELIVERED, Act.DOCUMENT_PAID, State.PAID, Side.SENDER),
    Step(State.ACCEPTED, Act.DOCUMENT_PAID, State.PAID, Side.SENDER),
)

# Acts that leave the state alone: facts beside it, each with who and when.
BESIDE: dict[Act, tuple[frozenset[State], frozenset[Side]]] = {
    Act.DOCUMENT_REVISED: (frozenset({State.DRAFT}), frozenset({Side.SENDER})),
    Act.DOCUMENT_DISCARDED: (frozenset({State.DRAFT}), frozenset({Side.SENDER})),
    Act.DOCUMENT_OPENED: (
        frozenset({State.DELIVERED, State.ACCEPTED, State.REJECTED, State.PAID}),
        frozenset({Side.RECIPIENT}),
    ),
    Act.DOCUMENT_ARCHIVED: (
        frozenset({State.ACCEPTED, State.REJECTED, State.PAID}),
        frozenset({Side.SENDER, Side.RECIPIENT}),
    ),
}

# Acts of documents by which money is asked for; what is not payable ends where both have agreed.
FOR_PAYABLE = frozenset({Act.DOCUMENT_PAID})


class NotNow(Exception):
    """The act exists, but not for this side in this state."""

    def __init__(self, state: State, act: Act, side: Side) -> None:
        super().__init__(f"{side} cannot do {act} to what is {state}")
        self.state, self.act, self.side = state, act, side


def follow(state: State, act: Act, side: Side, kind: Kind = Kind.INVOICE) -> State:
    """Return the state that ``act`` by ``side`` leads to; for a fact beside the state, the same one.

    Raises:
        NotNow: no row of the tables allows it, or a document of ``kind`` is not paid for.

    >>> follow(State.DRAFT, Act.DOCUMENT_ISSUED, Side.SENDER)
    <State.ISSUED: 'issued'>
    """
    if not _is_of(act, kind):
        raise NotNow(state, act, side)
    if act in BESIDE:
        states, sides = BESIDE[act]
        if state in states and side in sides:
            return state
        raise NotNow(state, act, side)
    for step in STEPS:
        if (step.source, step.act, step.side) == (state, act, side):
            return step.target
    raise NotNow(state, act, side)


def open_acts(state: State, side: Side, kind: Kind = Kind.INVOICE) -> tuple[Act, ...]:
    """Return what ``side`` may do to a document of ``kind`` in ``state``, steps first, in table order."""
    steps = [step.act for step in STEPS if step.source is state and step.side is side]
    beside = [act for act, (states, sides) in BESIDE.items() if state in states and side in sides]
    return tuple(act for act in steps + beside if _is_of(act, kind))


def _is_of(act: Act, kind: Kind) -> bool:
    return act not in FOR_PAYABLE or about(kind).payable
