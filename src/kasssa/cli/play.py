"""Playing the scenes of the demo by the public actions, with real signing and verification."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import structs

import kep
from kasssa.apps.directory import actions as directory
from kasssa.apps.documents import actions as documents
from kasssa.apps.documents import queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.payments import actions as payments
from kasssa.apps.signing import actions as signing
from kasssa.base import clock
from kasssa.base.tenancy import robot
from kasssa.cli.cast import Role
from kasssa.cli.scenes import Scene
from kasssa.core.actor import Actor
from kasssa.core.acts import Act
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Party
from kasssa.core.lifecycle import State

_DUE_DAYS = 14
_ORDER = (State.DRAFT, State.ISSUED, State.SIGNED, State.SENT)


@dataclass(frozen=True, slots=True)
class Player:
    """A person of the cast at work."""

    actor: Actor
    key: kep.KeyEntry


def play(scene: Scene, players: Mapping[Role, Player], *, now: datetime) -> None:
    """Take one document of the demo to the end of its scene, each act at its own time."""
    at = now - timedelta(days=scene.days_ago)
    seller, buyer = players[scene.seller], players.get(scene.buyer)
    if buyer is None:
        directory.add(_party(scene.buyer), by=seller.actor, at=at)
    due_on = clock.kyiv_date(at) + timedelta(days=_DUE_DAYS)
    typed = scene.draft(f"{due_on:%d.%m.%Y}")
    if not about(scene.kind).payable:
        typed = structs.replace(typed, due_on="")
    document_id = documents.draft(typed, by=seller.actor, at=at)
    _take(document_id, scene, seller, buyer, at)
    for sequel in scene.sequels:
        at += timedelta(days=1)
        by_buyer = buyer is not None and not about(sequel.kind).priced
        writer, reader = (buyer, seller) if by_buyer and buyer else (seller, buyer)
        typed = queries.made_from(document_id, sequel.kind, by=writer.actor)
        typed = structs.replace(typed, note=sequel.text, claimed=sequel.claimed)
        made_id = documents.draft(typed, by=writer.actor, at=at)
        later = replace(scene, end=sequel.end, refusal=None, archived=False, opened=True)
        _take(made_id, later, writer, reader, at)


def _take(document_id: UUID, scene: Scene, seller: Player, buyer: Player | None, at: datetime) -> None:
    """Take a draft to the end of its scene."""
    reached = _ORDER.index(scene.end) if scene.end in _ORDER else len(_ORDER)
    if reached >= 1:
        documents.issue(document_id, by=seller.actor, at=at + timedelta(minutes=19))
    if reached >= 2:
        _sign(document_id, seller, at + timedelta(minutes=31))
    if reached >= 3:
        sent_at = at + timedelta(minutes=34)
        exchange.send(document_id, by=seller.actor, at=sent_at)
        postman = robot(seller.actor.organisation_id)
        exchange.deliver(document_id, by=postman, at=sent_at + timedelta(seconds=2))
    if reached >= 3 and buyer is not None:
        _answer(document_id, scene, seller, buyer, at + timedelta(hours=3))


def _party(role: Role) -> Party:
    said = role.requisites
    return Party(scheme=said.scheme, code=said.code, name=said.name, address=said.address)


def _sign(document_id: UUID, player: Player, at: datetime) -> None:
    proof = kep.sign(queries.content(document_id, by=player.actor), player.key, at=at)
    signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=player.actor, at=at)


def _answer(document_id: UUID, scene: Scene, seller: Player, buyer: Player, at: datetime) -> None:
    """What the buyer does, then the seller: open, accept or reject, pay, archive."""
    if scene.opened:
        documents.note_opening(document_id, by=buyer.actor, at=at)
    if scene.refusal is not None:
        exchange.reject(document_id, *scene.refusal, by=buyer.actor, at=at + timedelta(minutes=50))
    if scene.end in (State.ACCEPTED, State.PAID):
        accepted_at = at + timedelta(hours=1)
        proof = kep.sign(queries.content(document_id, by=buyer.actor), buyer.key, at=accepted_at)
        exchange.accept(document_id, proof=proof, by=buyer.actor, at=accepted_at)
    if scene.end is State.PAID:
        paid_at = at + timedelta(hours=22)
        payments.confirm(document_id, paid_on=clock.kyiv_date(paid_at), by=seller.actor, at=paid_at)
    if scene.archived:
        for player in (seller, buyer):
            documents.archive(document_id, by=player.actor, at=at + timedelta(hours=23))
