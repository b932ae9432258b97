"""The cast of the tests: people whom the tests know by name, and what they do before a test begins."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

import kep
from kasssa.apps.documents import actions as documents
from kasssa.apps.documents import queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.intake import followups as intake
from kasssa.apps.privacy.followups import make
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing.followups import look
from kasssa.base.ledger import queries as ledger
from kasssa.base.ledger.actions import follow
from kasssa.base.mail.actions import send as send_letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.actor import Actor
from kasssa.core.acts import Act
from kasssa.core.document.draft import Draft, DraftLine


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the cast: who acts, by which role of the demo, with which key."""

    actor: Actor
    role: cast.Role
    key: kep.KeyEntry

    @property
    def code(self) -> str:
        """The code of their organisation."""
        return self.role.requisites.code


def bread(buyer_code: str, **more: str) -> Draft:
    """What Olena types: a draft with two lines, 1,200.00 and VAT in all."""
    lines = (
        DraftLine(name="Хліб житній", unit="H87", quantity="40", price="20", vat="20"),
        DraftLine(name="Доставка", unit="E48", quantity="1", price="200,00", vat="20"),
    )
    return Draft(buyer_code=buyer_code, lines=lines, **more)


def drafted(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A draft of ``seller`` for ``buyer``."""
    return documents.draft(bread(buyer.code), by=seller.actor, at=at)


def issued(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """An issued document."""
    document_id = drafted(seller, buyer, at)
    documents.issue(document_id, by=seller.actor, at=at)
    return document_id


def signature(document_id: UUID, by: Someone, at: datetime) -> bytes:
    """What ``by`` gets from their own computer: a signature of the very bytes."""
    return kep.sign(queries.content(document_id, by=by.actor), by.key, at=at)


def signed(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A document signed by its seller."""
    document_id = issued(seller, buyer, at)
    proof = signature(document_id, seller, at)
    signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=seller.actor, at=at)
    return document_id


def sent(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A sent document, nothing followed up yet."""
    document_id = signed(seller, buyer, at)
    exchange.send(document_id, by=seller.actor, at=at)
    return document_id


def delivered(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A document in the buyer's inbox."""
    document_id = sent(seller, buyer, at)
    settle()
    return document_id


def accepted(seller: Someone, buyer: Someone, at: datetime) -> UUID:
    """A document that both have signed."""
    document_id = delivered(seller, buyer, at)
    exchange.accept(document_id, proof=signature(document_id, buyer, at), by=buyer.actor, at=at)
    return document_id


def settle() -> int:
    """Do what is in the queue, in this transaction, as the worker would; return how many jobs there were."""
    jobs = {
        "act.follow": follow,
        "letter.send": send_letter,
        "signature.check": look,
        "list.check": intake.check,
        "list.draft": intake.draft,
        "export.make": make,
    }
    done = 0
    while row := _next_job():
        jobs[row[0]](**row[1])
        done += 1
    return done


def acts_of(document_id: UUID, by: Someone) -> Sequence[str]:
    """The acts of a document as ``by`` may see them."""
    return [what.act for what in ledger.history(document_id, by=by.actor)]


def ledger_length() -> int:
    """How many rows the whole ledger has, by the service's own eyes."""
    with acting(robot()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        return int(cursor.fetchone()[0])


def _next_job() -> tuple[str, dict[str, object]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id ="
            " (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo') RETURNING task_name, args::text"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return row[0], json.loads(row[1])
