"""What the exchange does when something has happened. Every function may be repeated."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.apps.exchange import actions, queries
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import acting, robot
from kasssa.core.happened import Happened


def deliver(what: Happened, at: datetime) -> None:
    """Deliver what has been sent, if its recipient is here."""
    actions.deliver(what.subject_id, by=robot(what.by.organisation_id), at=at)


def deliver_waiting(what: Happened, at: datetime) -> None:
    """Deliver what waited for the organisation that has just proved its code."""
    code = accounts.organisation(by=robot(what.by.organisation_id)).code
    for document_id, sender_id in queries.waiting(code):
        actions.deliver(document_id, by=robot(sender_id), at=at)


def tell_recipient(what: Happened, at: datetime) -> None:
    """Write to everybody at the recipient that a document has come."""
    _tell(what.by.organisation_id, what.subject_id, _came, at)


def tell_sender(what: Happened, at: datetime) -> None:
    """Write to everybody at the sender that the document was answered."""
    sender_id, _recipient_id = documents.parties(what.subject_id, by=robot(what.by.organisation_id))
    _tell(sender_id, what.subject_id, _answered, at)


def _came() -> tuple[str, str]:
    return _("A document has come"), _("A counterparty has sent you a document. Open it here:")


def _answered() -> tuple[str, str]:
    return _("Your document has been answered"), _("A counterparty has answered your document. Open it here:")


def _tell(
    organisation_id: UUID, document_id: UUID, words: Callable[[], tuple[str, str]], at: datetime
) -> None:
    by = robot(organisation_id)
    with acting(by):
        for person_id, address, language in accounts.letter_addresses(by=by):
            with translation.override(language):
                subject, text = words()
            link = f"{settings.PUBLIC_URL}/documents/{document_id}"
            post(address, subject, f"{text}\n\n{link}\n", person_id=person_id, by=by, at=at)
