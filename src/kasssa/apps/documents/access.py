"""The only ways to get hold of a document row. Each says on which side ``by`` stands."""

from uuid import UUID

from kasssa.apps.documents.models import Document, Mailbox
from kasssa.core.actor import Actor, Role
from kasssa.core.lifecycle import Side


class NoSuchDocument(Exception):
    """There is none, or it is not theirs to see: the two are not told apart."""


def seen(document_id: UUID, *, by: Actor) -> tuple[Document, Side]:
    """Return a document that ``by`` may see, with their side.

    Raises:
        NoSuchDocument: none such in the mailbox of their organisation.
    """
    return _judged(Document.objects.filter(pk=document_id).first(), by)


def locked(document_id: UUID, *, by: Actor) -> tuple[Document, Side]:
    """Return the same, locked until the transaction ends.

    Raises:
        NoSuchDocument: as ``seen`` does.
    """
    return _judged(Document.objects.select_for_update().filter(pk=document_id).first(), by)


def mailbox(document_id: UUID) -> Mailbox:
    """Return the mailbox row of the organisation that the transaction works for.

    Raises:
        NoSuchDocument: it has none.
    """
    row = Mailbox.objects.filter(document_id=document_id).first()
    if row is None:
        raise NoSuchDocument
    return row


def _judged(document: Document | None, by: Actor) -> tuple[Document, Side]:
    if document is None:
        raise NoSuchDocument
    side = Side(mailbox(document.id).side)
    return document, Side.SERVICE if by.role is Role.SERVICE else side
