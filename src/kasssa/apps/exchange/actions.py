"""Sending, delivering, opening and answering."""

from datetime import datetime
from uuid import UUID

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import actions as documents
from kasssa.apps.documents import queries as document_queries
from kasssa.apps.documents.actions import move
from kasssa.apps.exchange.models import Envelope, Refusal
from kasssa.apps.signing.actions import sign
from kasssa.base import ids
from kasssa.base.tenancy import acting, action, robot
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act
from kasssa.core.refusals import Reason

TEXT_CHARACTERS_MAX = 2000


class NoReason(Exception):
    """A rejection says why in words, in at most 2,000 characters."""


class SentToOneself(Exception):
    """The recipient is the sender."""


@action
def send(document_id: UUID, *, by: Actor, at: datetime) -> None:
    """Hand a signed document over for delivery to whoever proves the recipient's code.

    Raises:
        SentToOneself: the sender has that code.
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does.
    """
    move(document_id, Act.DOCUMENT_SENT, by=by, at=at)
    card = document_queries.card(document_id, by=by)
    if card.counterparty_code == accounts.organisation(by=by).code:
        raise SentToOneself
    Envelope.objects.create(
        document_id=document_id,
        organisation_id=by.organisation_id,
        recipient_code=card.counterparty_code,
        sent_at=at,
    )


@action
def deliver(document_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Put a sent document into its recipient's inbox; return whether that is done.

    Nothing happens while nobody has proved the code. Delivering twice is delivering once.

    Raises:
        NotAllowed: somebody else than the service wants it.
    """
    require(Act.DOCUMENT_DELIVERED, by=by)
    envelope = Envelope.objects.select_for_update().get(document_id=document_id)
    if envelope.delivered_at is not None:
        return True
    recipient = accounts.confirmed(envelope.recipient_code)
    if recipient is None:
        return False
    sha256 = document_queries.card(document_id, by=by).sha256
    postman = robot(recipient.id)
    with acting(postman):
        documents.receive(document_id, sha256, by=postman, at=at)
        move(document_id, Act.DOCUMENT_DELIVERED, by=postman, at=at)
    envelope.delivered_at = at
    envelope.save(update_fields=["delivered_at"])
    return True


@action
def accept(document_id: UUID, *, proof: bytes, by: Actor, at: datetime) -> None:
    """Agree to the document, under the recipient's signature.

    Raises:
        BadSignature, NoSuchDocument, NotAllowed, NotNow: as ``sign`` does.
    """
    sign(document_id, Act.DOCUMENT_ACCEPTED, proof=proof, by=by, at=at)


@action
def reject(document_id: UUID, reason: Reason, text: str, *, by: Actor, at: datetime) -> None:
    """Refuse the document and say why, by a code and in words.

    Raises:
        NoReason: no words, too many, or such as nobody can keep.
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does.
    """
    words = text.strip()
    if not words or len(words) > TEXT_CHARACTERS_MAX or "\0" in words:
        raise NoReason
    move(document_id, Act.DOCUMENT_REJECTED, by=by, at=at, reason=reason)
    Refusal.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        document_id=document_id,
        reason=reason,
        text=words,
        refused_at=at,
    )
