"""The vocabulary of the service: everything that can ever happen in it."""

from enum import StrEnum


class Act(StrEnum):
    """One kind of event, named ``subject.happened``.

    The value is written into the ledger for ever: add members, never rename or reuse them.
    """

    TEXT_PUBLISHED = "text.published"
    CONSENT_GIVEN = "consent.given"
    NEWS_SUBSCRIBED = "news.subscribed"
    NEWS_REFUSED = "news.refused"
    PURPOSE_GRANTED = "purpose.granted"
    PURPOSE_WITHDRAWN = "purpose.withdrawn"
    CLAUSE_VOIDED = "clause.voided"

    ORGANISATION_REGISTERED = "organisation.registered"
    ORGANISATION_CONFIRMED = "organisation.confirmed"
    ORGANISATION_CHANGED = "organisation.changed"
    MEMBER_ADDED = "member.added"
    MEMBER_REMOVED = "member.removed"
    TOKEN_CREATED = "token.created"
    TOKEN_REVOKED = "token.revoked"

    CERTIFICATE_BOUND = "certificate.bound"
    CERTIFICATE_UNBOUND = "certificate.unbound"

    PERSON_SIGNED_IN = "person.signed_in"
    PERSON_FROZEN = "person.frozen"
    PERSON_THAWED = "person.thawed"

    SIGNATORY_ADDED = "signatory.added"
    SIGNATORY_REMOVED = "signatory.removed"

    COUNTERPARTY_ADDED = "counterparty.added"

    FILE_RECEIVED = "file.received"
    LIST_CHECKED = "list.checked"
    LIST_DRAFTED = "list.drafted"

    DOCUMENT_DRAFTED = "document.drafted"
    DOCUMENT_REVISED = "document.revised"
    DOCUMENT_DISCARDED = "document.discarded"
    DOCUMENT_ISSUED = "document.issued"
    DOCUMENT_SIGNED = "document.signed"
    SIGNATURE_CHECKED = "signature.checked"
    DOCUMENT_SENT = "document.sent"
    DOCUMENT_DELIVERED = "document.delivered"
    DOCUMENT_OPENED = "document.opened"
    DOCUMENT_ACCEPTED = "document.accepted"
    DOCUMENT_REJECTED = "document.rejected"
    DOCUMENT_PAID = "document.paid"
    DOCUMENT_ARCHIVED = "document.archived"

    SUPPORT_ASKED = "support.asked"
    EXPORT_ORDERED = "export.ordered"
    PERSON_EXPORTED = "person.exported"
    LEDGER_SEALED = "ledger.sealed"
    EXPORT_TAKEN = "export.taken"
    DEMAND_MADE = "demand.made"
    DEMAND_ANSWERED = "demand.answered"
    ENDING_ASKED = "ending.asked"
    ENDING_CANCELLED = "ending.cancelled"
    PERSON_ERASED = "person.erased"
    ORGANISATION_CLOSED = "organisation.closed"
