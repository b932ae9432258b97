"""``kasssa journey``: the whole main job on a fresh database, one line a step, invariants at the end."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import kep
from kasssa.apps.consents.actions import publish_bundled
from kasssa.apps.documents import actions as documents
from kasssa.apps.documents import queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.payments import actions as payments
from kasssa.apps.payments import queries as payment_queries
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base import clock, jobs
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import robot
from kasssa.cli.cast import OLENA, PETRO, Authority, Role, enrol
from kasssa.cli.play import Player
from kasssa.cli.scenes import SCENES
from kasssa.core.actor import Door
from kasssa.core.acts import Act
from kasssa.core.document.model import Document
from kasssa.core.document.totals import calculate
from kasssa.core.formats import fixed, pdf

T = TypeVar("T")

EXPECTED = (
    Act.DOCUMENT_DRAFTED,
    Act.DOCUMENT_ISSUED,
    Act.DOCUMENT_SIGNED,
    Act.DOCUMENT_SENT,
    Act.DOCUMENT_DELIVERED,
    Act.DOCUMENT_OPENED,
    Act.DOCUMENT_ACCEPTED,
    Act.DOCUMENT_PAID,
    Act.DOCUMENT_ARCHIVED,
    Act.DOCUMENT_ARCHIVED,
)


class Command(BaseCommand):
    help = "Walk register → draft → issue → sign → send → receive → accept → pay → archive, and check it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk, then check every invariant; leave with an error if one does not hold."""
        settings.DEMO, settings.DEMO_FOLDER = True, settings.VAR / "demo"
        now = clock.now()
        publish_bundled(settings.OPERATOR, by=robot(), at=now)
        authority = Authority(settings.DEMO_FOLDER, at=now)
        seller = self._step("register the seller", lambda: _come(OLENA, authority))
        buyer = self._step("register the buyer", lambda: _come(PETRO, authority))
        document_id = self._walk(seller, buyer)
        broken = [name for name, holds in _invariants(document_id, seller, buyer).items() if not holds]
        if broken:
            raise CommandError(f"broken: {', '.join(broken)}")
        self.stdout.write("all invariants hold")

    def _walk(self, seller: Player, buyer: Player) -> UUID:
        typed = SCENES[8].draft("")
        document_id = self._step("draft", lambda: documents.draft(typed, by=seller.actor, at=clock.now()))

        def sign() -> None:
            act, at = Act.DOCUMENT_SIGNED, clock.now()
            signing.sign(document_id, act, proof=_proof(document_id, seller, at), by=seller.actor, at=at)

        def accept() -> None:
            at = clock.now()
            exchange.accept(document_id, proof=_proof(document_id, buyer, at), by=buyer.actor, at=at)

        def pay() -> None:
            at = clock.now()
            payments.confirm(document_id, paid_on=clock.kyiv_date(at), by=seller.actor, at=at)

        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("issue", lambda: documents.issue(document_id, by=seller.actor, at=clock.now())),
            ("sign", sign),
            ("send", lambda: exchange.send(document_id, by=seller.actor, at=clock.now())),
            ("receive", lambda: jobs.work(until_empty=True)),
            ("open", lambda: documents.note_opening(document_id, by=buyer.actor, at=clock.now())),
            ("accept", accept),
            ("pay", pay),
            ("archive (seller)", lambda: documents.archive(document_id, by=seller.actor, at=clock.now())),
            ("archive (buyer)", lambda: documents.archive(document_id, by=buyer.actor, at=clock.now())),
        )
        for name, do in steps:
            self._step(name, do, document_id, seller)
        return document_id

    def _step(
        self, name: str, do: Callable[[], T], document_id: UUID | None = None, seller: Player | None = None
    ) -> T:
        began = time.perf_counter()
        done = do()
        spent = (time.perf_counter() - began) * 1000
        happened = ledger.history(document_id, by=seller.actor) if document_id and seller else ()
        number = f"ledger № {happened[-1].entry_id} {happened[-1].act}" if happened else ""
        self.stdout.write(f"{clock.now():%H:%M:%S} {name:20} {spent:8.1f} ms  {number}")
        return done


def _come(role: Role, authority: Authority) -> Player:
    at = clock.now()
    player = Player(enrol(role, door=Door.CONSOLE, at=at), authority.key(role))
    proof = kep.sign(signing_queries.challenge(by=player.actor), player.key, at=at)
    signing.confirm(proof=proof, by=player.actor, at=at)
    return player


def _proof(document_id: UUID, player: Player, at: datetime) -> bytes:
    return kep.sign(queries.content(document_id, by=player.actor), player.key, at=at)


def _invariants(document_id: UUID, seller: Player, buyer: Player) -> dict[str, bool]:
    """Return what has to be true after the walk, each with whether it is."""
    content = queries.content(document_id, by=seller.actor)
    card = queries.card(document_id, by=buyer.actor)
    said = fixed.read(content)
    verdicts = [
        signing_queries.verdict(one.id, by=buyer.actor)
        for one in signing_queries.signatures(document_id, by=buyer.actor)
    ]
    seen = [[what.act for what in ledger.history(document_id, by=one.actor)] for one in (seller, buyer)]
    payment = payment_queries.payment(document_id, by=buyer.actor)
    drawn = pdf.render(said, language="uk", made_at=clock.now(), xml=content)
    return {
        "both hold the same bytes": content == queries.content(document_id, by=buyer.actor),
        "the bytes say what they were written from": fixed.write(said) == content,
        "the total is that of the lines": isinstance(said, Document) and card.total == calculate(said).total,
        "two good signatures": verdicts == [kep.Status.VALID, kep.Status.VALID],
        "both see the same history": seen[0] == seen[1] == list(EXPECTED),
        "paid in full": payment is not None and payment.amount == card.total,
        "archived on both sides": card.archived and queries.card(document_id, by=seller.actor).archived,
        "the number is the first": card.number.endswith("/0001"),
        "the PDF is drawn": drawn.startswith(b"%PDF-"),
    }
