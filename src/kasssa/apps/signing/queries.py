"""Who signed, and the bytes by which an organisation proves itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.apps.signing import trust
from kasssa.apps.signing.models import Signature
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.acts import Act
from kep import Status, verify


class NoSuchSignature(Exception):
    """There is none, or it is not theirs to see."""


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """One signature as both parties see it."""

    id: UUID
    organisation_id: UUID
    act: Act
    name: str
    organisation: str
    position: str
    code: str
    serial: str
    issuer: str
    algorithm: str
    claimed_at: datetime | None
    received_at: datetime
    qscd: bool
    seal: bool
    demo: bool


@query
def signatures(document_id: UUID, *, by: Actor) -> Sequence[SignatureCard]:
    """Return the signatures under a document, oldest first, as far as ``by`` may see the document."""
    documents.card(document_id, by=by)
    rows = Signature.objects.filter(document_id=document_id).defer("proof").order_by("received_at")
    return [_card(row) for row in rows]


@query
def proof(signature_id: UUID, *, by: Actor) -> bytes:
    """Return one signature, byte for byte as it was received.

    Raises:
        NoSuchSignature: none such under a document that ``by`` may see.
    """
    row = Signature.objects.filter(pk=signature_id).values_list("proof", flat=True).first()
    if row is None:
        raise NoSuchSignature
    return bytes(row)


@query
def verdict(signature_id: UUID, *, by: Actor, at: datetime) -> Status:
    """Verify one signature again, over the stored bytes, as of ``at``.

    Raises:
        NoSuchSignature: as ``proof`` does.
    """
    kept = proof(signature_id, by=by)
    document_id = Signature.objects.values_list("document_id", flat=True).get(pk=signature_id)
    return verify(kept, documents.content(document_id, by=by), trust=trust.store(), at=at).status


@query
def challenge(*, by: Actor) -> bytes:
    """Return the bytes whose signature proves the organisation of ``by``: always the same for it."""
    card = accounts.organisation(by=by)
    return (
        "kasssa: підтвердження організації / confirmation of an organisation\n"
        f"{card.code}\n{card.name}\n{card.id}\n"
    ).encode()


def _card(row: Signature) -> SignatureCard:
    return SignatureCard(
        id=row.id,
        organisation_id=row.organisation_id,
        act=Act(row.act),
        name=row.name,
        organisation=row.organisation,
        position=row.position,
        code=row.code,
        serial=row.serial,
        issuer=row.issuer,
        algorithm=row.algorithm,
        claimed_at=row.claimed_at,
        received_at=row.received_at,
        qscd=row.qscd,
        seal=row.seal,
        demo=row.demo,
    )
