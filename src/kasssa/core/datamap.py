"""The map of personal data: of every table, whose it is, why, from where, to whom, and how it ends.

The page “what we hold about you”, the record of processing activities, the export and the plan of erasure are
all made from this one table. A house test fails when a column that holds personal data is not in it.
Categories are terms of the DPV (``pd:``); clause 1.1 of the policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kasssa.core.purposes import Purpose


class Subject(StrEnum):
    """Whom the rows of a table are about: a person, an organisation, or nobody that it could tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


class Source(StrEnum):
    """From where data comes: the ways of clauses 1.2 and 1.11 that exist in the service."""

    SELF = "self"
    SERVICE = "service"
    COUNTERPARTY = "counterparty"
    CERTIFICATE = "certificate"


class Recipient(StrEnum):
    """Who besides the operator gets to see it (clause 4.1)."""

    COLLEAGUES = "colleagues"
    COUNTERPARTY = "counterparty"
    AUTHORITY = "authority"  # of the certificate
    MAIL = "mail"


class Fate(StrEnum):
    """What becomes of the rows of a person whose account ends."""

    DELETED = "deleted"
    EMPTIED = "emptied"  # the row stays for what refers to it, without what tells who it was
    SEALED = "sealed"  # until the term of the law is over
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the column by which it belongs to its subject, and the category of each personal column."""

    of: Subject
    by: str
    purpose: Purpose
    source: Source
    fate: Fate
    categories: Mapping[str, str]
    recipients: tuple[Recipient, ...] = ()
    stays: frozenset[str] = field(default=frozenset())  # columns that an emptied row keeps
    secret: frozenset[str] = field(default=frozenset())  # kept, but given to nobody: digests and keys


_ID, _NAME, _MAIL, _PHONE = "pd:UID", "pd:Name", "pd:EmailAddress", "pd:TelephoneNumber"
_CODE, _ADDRESS, _ACCOUNT, _JOB = "pd:OfficialID", "pd:PhysicalAddress", "pd:BankAccount", "pd:Job"
_WORDS, _KEY, _TIME, _TAX = "pd:Communication", "pd:Identifier", "pd:Historical", "pd:Tax"
_DOCUMENT, _CHOICE, _PLACE, _BROWSER = (
    "pd:Transactional",
    "pd:PrivacyPreference",
    "pd:IPAddress",
    "pd:UserAgent",
)
_PASSWORD, _LANGUAGE = "pd:Password", "pd:Language"

_COLLEAGUES = (Recipient.COLLEAGUES,)
_PARTIES = (Recipient.COLLEAGUES, Recipient.COUNTERPARTY)
_PERSON, _FIRM = Subject.PERSON, Subject.ORGANISATION

MAP: Mapping[str, Table] = {
    "accounts.Person": Table(
        _PERSON, "id", Purpose.ACCOUNT, Source.SELF, Fate.EMPTIED,
        {"password": _PASSWORD, "last_login": _TIME, "email": _MAIL, "surname": _NAME, "given_name": _NAME,
         "patronymic": _NAME, "language": _LANGUAGE, "registered_at": _TIME},
        _COLLEAGUES, frozenset({"language", "registered_at"}), frozenset({"password"}),
    ),
    "account.EmailAddress": Table(
        _PERSON, "user_id", Purpose.ACCOUNT, Source.SELF, Fate.DELETED, {"user": _ID, "email": _MAIL},
    ),
    "mfa.Authenticator": Table(
        _PERSON, "user_id", Purpose.SECURITY, Source.SELF, Fate.DELETED,
        {"user": _ID, "data": _PASSWORD, "created_at": _TIME, "last_used_at": _TIME},
        (), frozenset(), frozenset({"data"}),
    ),
    "usersessions.UserSession": Table(
        _PERSON, "user_id", Purpose.SECURITY, Source.SERVICE, Fate.DELETED,
        {"user": _ID, "ip": _PLACE, "user_agent": _BROWSER, "created_at": _TIME, "last_seen_at": _TIME,
         "session_key": _PASSWORD},
        (), frozenset(), frozenset({"session_key"}),
    ),
    "accounts.Membership": Table(
        _PERSON, "person_id", Purpose.ACCOUNT, Source.SELF, Fate.EMPTIED,
        {"person": _ID, "position": _JOB}, _COLLEAGUES,
    ),
    "accounts.Certificate": Table(
        _PERSON, "person_id", Purpose.IDENTIFICATION, Source.CERTIFICATE, Fate.DELETED,
        {"person": _ID, "serial": _KEY, "fingerprint": _KEY, "bound_at": _TIME, "last_used_at": _TIME,
         "unbound_at": _TIME},
        (Recipient.AUTHORITY,),
    ),
    "accounts.Token": Table(
        _PERSON, "person_id", Purpose.ACCOUNT, Source.SELF, Fate.KEPT, {"person_id": _ID}, _COLLEAGUES,
        frozenset(), frozenset({"sha256"}),
    ),
    "consents.Agreement": Table(
        _PERSON, "person_id", Purpose.EVIDENCE, Source.SELF, Fate.KEPT,
        {"person_id": _ID, "language": _LANGUAGE, "network": _PLACE, "agent": _BROWSER, "agreed_at": _TIME},
    ),
    "consents.Choice": Table(
        _PERSON, "person_id", Purpose.EVIDENCE, Source.SELF, Fate.KEPT,
        {"person_id": _ID, "purpose": _CHOICE, "wanted": _CHOICE, "chosen_at": _TIME},
    ),
    "consents.Receipt": Table(
        _PERSON, "person_id", Purpose.EVIDENCE, Source.SERVICE, Fate.KEPT,
        {"person_id": _ID, "subject": _CHOICE, "given": _CHOICE, "content": _CHOICE, "made_at": _TIME},
    ),
    "support.Question": Table(
        _PERSON, "person_id", Purpose.SUPPORT, Source.SELF, Fate.KEPT,
        {"person_id": _ID, "text": _WORDS}, (Recipient.MAIL,),
    ),
    "mail.Letter": Table(
        _PERSON, "person_id", Purpose.LETTERS, Source.SERVICE, Fate.DELETED,
        {"person_id": _ID, "to": _MAIL, "text": _WORDS}, (Recipient.MAIL,),
    ),
    "idempotency.Answer": Table(
        _PERSON, "person_id", Purpose.SECURITY, Source.SERVICE, Fate.DELETED,
        {"person_id": _ID, "content": _WORDS},
    ),
    "ledger.Entry": Table(
        _PERSON, "person_id", Purpose.EVIDENCE, Source.SERVICE, Fate.KEPT, {"person_id": _ID}, _PARTIES,
    ),
    "ledger.Chain": Table(
        _PERSON, "subject_id", Purpose.EVIDENCE, Source.SERVICE, Fate.KEPT,
        {"subject_id": _ID, "alias": _KEY},
    ),
    # Each refers to the next: erased in this order.
    "safety.Freeze": Table(
        _PERSON, "person_id", Purpose.SECURITY, Source.SELF, Fate.DELETED,
        {"person_id": _ID, "sign_in": _ID, "frozen_at": _TIME, "thawed_at": _TIME},
        (), frozenset(), frozenset({"sha256"}),
    ),
    "safety.SignIn": Table(
        _PERSON, "person_id", Purpose.SECURITY, Source.SERVICE, Fate.DELETED,
        {"person_id": _ID, "device": _ID, "factors": _CHOICE, "network": _PLACE, "at": _TIME},
        (), frozenset(), frozenset({"sha256"}),
    ),
    "safety.Device": Table(
        _PERSON, "person_id", Purpose.SECURITY, Source.SERVICE, Fate.DELETED,
        {"person_id": _ID, "sha256": _PASSWORD, "agent": _BROWSER, "first_at": _TIME, "disowned_at": _TIME},
        (), frozenset(), frozenset({"sha256"}),
    ),
    "intake.Received": Table(
        _PERSON, "person_id", Purpose.DOCUMENTS, Source.SELF, Fate.KEPT, {"person_id": _ID}, _COLLEAGUES,
    ),
    "signing.Signature": Table(
        _PERSON, "person_id", Purpose.BOOKS, Source.CERTIFICATE, Fate.SEALED,
        {"proof": _KEY, "name": _NAME, "position": _JOB, "code": _CODE, "serial": _KEY, "person_id": _ID,
         "signatory_id": _ID},
        (*_PARTIES, Recipient.AUTHORITY),
    ),
    "privacy.Archive": Table(
        _PERSON, "person_id", Purpose.ACCOUNT, Source.SERVICE, Fate.DELETED,
        {"person_id": _ID, "content": _DOCUMENT}, (), frozenset(), frozenset({"content"}),
    ),
    "privacy.Demand": Table(
        _PERSON, "person_id", Purpose.SUPPORT, Source.SELF, Fate.KEPT,
        {"person_id": _ID, "right": _CHOICE, "text": _WORDS, "answer": _WORDS}, (Recipient.MAIL,),
    ),
    "privacy.Ending": Table(
        _PERSON, "person_id", Purpose.EVIDENCE, Source.SERVICE, Fate.KEPT, {"person_id": _ID}, (),
        frozenset(), frozenset({"secret_sha256"}),
    ),
    "accounts.Organisation": Table(
        _FIRM, "id", Purpose.DOCUMENTS, Source.SELF, Fate.EMPTIED,
        {"code": _CODE, "name": _NAME, "address": _ADDRESS, "vat_number": _TAX, "iban": _ACCOUNT,
         "phone": _PHONE, "email": _MAIL},
        _PARTIES, frozenset({"code", "name"}),  # the documents that stay bear them anyway
    ),
    "accounts.Signatory": Table(
        _FIRM, "organisation_id", Purpose.IDENTIFICATION, Source.CERTIFICATE, Fate.SEALED,
        {"name": _NAME, "position": _JOB, "tax_id": _CODE, "serial": _KEY, "fingerprint": _KEY}, _COLLEAGUES,
    ),
    "directory.Counterparty": Table(
        _FIRM, "organisation_id", Purpose.DOCUMENTS, Source.SELF, Fate.DELETED,
        {"code": _CODE, "name": _NAME, "address": _ADDRESS, "vat_number": _TAX, "email": _MAIL}, _COLLEAGUES,
    ),
    "documents.Draft": Table(
        _FIRM, "organisation_id", Purpose.DOCUMENTS, Source.SELF, Fate.DELETED, {"content": _DOCUMENT},
        _COLLEAGUES,
    ),
    "intake.Listing": Table(
        _FIRM, "organisation_id", Purpose.DOCUMENTS, Source.SELF, Fate.DELETED,
        {"faults": _DOCUMENT, "started_by_id": _ID}, _COLLEAGUES,
    ),
    "documents.Document": Table(
        _FIRM, "sender_id", Purpose.BOOKS, Source.SELF, Fate.SEALED,
        {"sender_code": _CODE, "sender_name": _NAME, "recipient_code": _CODE, "recipient_name": _NAME},
        _PARTIES,
    ),
    "exchange.Envelope": Table(
        _FIRM, "organisation_id", Purpose.DOCUMENTS, Source.SELF, Fate.SEALED, {"recipient_code": _CODE},
    ),
    "exchange.Refusal": Table(
        _FIRM, "organisation_id", Purpose.BOOKS, Source.COUNTERPARTY, Fate.SEALED, {"text": _WORDS}, _PARTIES,
    ),
    "blobs.Blob": Table(
        Subject.NOBODY, "", Purpose.BOOKS, Source.SELF, Fate.SEALED, {"content": _DOCUMENT}, _PARTIES,
    ),
}  # fmt: skip
