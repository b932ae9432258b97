"""Every act on a document, done by its public action with arguments that nothing is wrong with."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

import kep
from kasssa.apps.documents import actions as documents
from kasssa.apps.documents import queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.payments import actions as payments
from kasssa.apps.signing import actions as signing
from kasssa.base.tenancy import robot
from kasssa.core.acts import Act
from kasssa.core.lifecycle import State
from kasssa.core.refusals import Reason
from tests import cast
from tests.cast import Someone

Do = Callable[[UUID, Someone, datetime], object]


def _proof(document_id: UUID, who: Someone, at: datetime) -> bytes:
    """A good signature of what ``who`` can see; of what they cannot see, a signature of nothing."""
    try:
        content = queries.content(document_id, by=who.actor)
    except queries.NoSuchDocument:
        content = b""
    return kep.sign(content, who.key, at=at)


def _sign(document_id: UUID, who: Someone, at: datetime) -> None:
    proof = _proof(document_id, who, at)
    signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=who.actor, at=at)


def _accept(document_id: UUID, who: Someone, at: datetime) -> None:
    exchange.accept(document_id, proof=_proof(document_id, who, at), by=who.actor, at=at)


def _reject(document_id: UUID, who: Someone, at: datetime) -> None:
    exchange.reject(document_id, Reason.PRICES, "Ціна не та.", by=who.actor, at=at)


def _revise(document_id: UUID, who: Someone, at: datetime) -> None:
    documents.revise(document_id, cast.bread("41205632"), by=who.actor, at=at)


def _pay(document_id: UUID, who: Someone, at: datetime) -> None:
    payments.confirm(document_id, paid_on=at.date(), by=who.actor, at=at)


# What a person can do to a document that is there.
DO: Mapping[Act, Do] = {
    Act.DOCUMENT_REVISED: _revise,
    Act.DOCUMENT_DISCARDED: lambda pk, who, at: documents.discard(pk, by=who.actor, at=at),
    Act.DOCUMENT_ISSUED: lambda pk, who, at: documents.issue(pk, by=who.actor, at=at),
    Act.DOCUMENT_SIGNED: _sign,
    Act.DOCUMENT_SENT: lambda pk, who, at: exchange.send(pk, by=who.actor, at=at),
    Act.DOCUMENT_ACCEPTED: _accept,
    Act.DOCUMENT_REJECTED: _reject,
    Act.DOCUMENT_PAID: _pay,
    Act.DOCUMENT_ARCHIVED: lambda pk, who, at: documents.archive(pk, by=who.actor, at=at),
}


def rejected(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A document that the buyer refused."""
    document_id = cast.delivered(seller, buyer, at)
    _reject(document_id, buyer, at)
    return document_id


def paid(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A document that was accepted and paid."""
    document_id = cast.accepted(seller, buyer, at)
    _pay(document_id, seller, at)
    return document_id


# How a document comes into each state.
COME: Mapping[State, Callable[[Someone, Someone, datetime], UUID]] = {
    State.DRAFT: cast.drafted,
    State.ISSUED: cast.issued,
    State.SIGNED: cast.signed,
    State.SENT: cast.sent,
    State.DELIVERED: cast.delivered,
    State.ACCEPTED: cast.accepted,
    State.REJECTED: rejected,
    State.PAID: paid,
}


def deliver(document_id: UUID, seller: Someone, at: datetime) -> bool:
    """Deliver as the worker would."""
    return exchange.deliver(document_id, by=robot(seller.actor.organisation_id), at=at)
