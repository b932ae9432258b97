"""What the tables of the map are called to the person, and the categories, sources and recipients in them."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kasssa.base import clock
from kasssa.core.datamap import Fate, Recipient, Source

Label = str | Promise

TABLES: dict[str, Label] = {
    "accounts.Person": _("You"),
    "account.EmailAddress": _("E-mail addresses"),
    "mfa.Authenticator": _("Second factors and passkeys"),
    "usersessions.UserSession": _("Sessions"),
    "accounts.Membership": _("Your places in organisations"),
    "accounts.Certificate": _("Signing keys"),
    "accounts.Token": _("API keys"),
    "consents.Agreement": _("What you agreed to"),
    "consents.Choice": _("Your choices about your data"),
    "consents.Receipt": _("Receipts of consent"),
    "support.Question": _("Questions to the operator"),
    "mail.Letter": _("Letters to you"),
    "idempotency.Answer": _("Answers kept for a repeated form"),
    "ledger.Entry": _("What you did"),
    "ledger.Chain": _("Your place in the proofs of the ledger"),
    "safety.Freeze": _("Times when you froze the account"),
    "safety.SignIn": _("Your sign-ins"),
    "safety.Device": _("Browsers that you signed in from"),
    "intake.Received": _("Files that you received from elsewhere"),
    "signing.Signature": _("Your signatures"),
    "privacy.Archive": _("Copies that you ordered"),
    "privacy.Demand": _("Your demands about your data"),
    "privacy.Ending": _("The end of your account"),
    "accounts.Organisation": _("Your organisation"),
    "accounts.Signatory": _("Signatories of the organisation"),
    "directory.Counterparty": _("Counterparties"),
    "documents.Draft": _("Drafts"),
    "intake.Listing": _("Lists that were imported"),
    "documents.Document": _("Documents that the organisation wrote"),
    "exchange.Envelope": _("Documents on their way"),
    "exchange.Refusal": _("Refusals that the organisation wrote"),
    "blobs.Blob": _("Bytes of the documents"),
}

CATEGORIES: dict[str, Label] = {
    "pd:UID": _("internal number"),
    "pd:Name": _("name"),
    "pd:EmailAddress": _("e-mail"),
    "pd:TelephoneNumber": _("phone"),
    "pd:OfficialID": _("official code"),
    "pd:PhysicalAddress": _("address"),
    "pd:BankAccount": _("bank account"),
    "pd:Job": _("position"),
    "pd:Communication": _("words"),
    "pd:Identifier": _("key or certificate"),
    "pd:Historical": _("time"),
    "pd:Tax": _("VAT number"),
    "pd:Transactional": _("document"),
    "pd:PrivacyPreference": _("choice"),
    "pd:IPAddress": _("network address"),
    "pd:UserAgent": _("browser"),
    "pd:Password": _("secret"),
    "pd:Language": _("language"),
}

SOURCES: dict[Source, Label] = {
    Source.SELF: _("you typed it"),
    Source.SERVICE: _("it comes of the work of the service"),
    Source.COUNTERPARTY: _("a counterparty wrote it"),
    Source.CERTIFICATE: _("from the certificate of a signature"),
}

RECIPIENTS: dict[Recipient, Label] = {
    Recipient.COLLEAGUES: _("people of your organisation"),
    Recipient.COUNTERPARTY: _("the counterparty of the document"),
    Recipient.AUTHORITY: _("the authority that issued the certificate"),
    Recipient.MAIL: _("the mail server"),
}

FATES: dict[Fate, Label] = {
    Fate.DELETED: _("deleted"),
    Fate.EMPTIED: _("emptied: only an internal number stays"),
    Fate.SEALED: _("sealed until the term of the law is over"),
    Fate.KEPT: _("kept as proof, under an internal number"),
}


# How long each table is kept, as its model says it.
KEPT: dict[str, Label] = {
    "until the person ends the account": _("until the person ends the account"),
    "as long as the organisation": _("as long as the organisation"),
    "a year after it was revoked": _("a year after it was revoked"),
    "three years after the account ends": _("three years after the account ends"),
    "three years": _("three years"),
    "90 days after it was sent": _("90 days after it was sent"),
    "two days": _("two days"),
    "as long as the service": _("as long as the service"),
    "as long as the document it signs": _("as long as the document it signs"),
    "three days after it was made": _("three days after it was made"),
    "until the organisation leaves, then as long as its documents": _(
        "until the organisation leaves, then as long as its documents"
    ),
    "as long as the documents that they signed": _("as long as the documents that they signed"),
    "until the organisation removes it": _("until the organisation removes it"),
    "until the document is issued or discarded": _("until the document is issued or discarded"),
    "as the law asks of primary documents (Tax Code art. 44.3), for each party apart": _(
        "as the law asks of primary documents (Tax Code art. 44.3), for each party apart"
    ),
    "as long as the document": _("as long as the document"),
    "as long as the organisation, like the bytes it names": _(
        "as long as the organisation, like the bytes it names"
    ),
    "as long as the file it names": _("as long as the file it names"),
    "until the subject is erased": _("until the subject is erased"),
    "as long as one organisation holds it": _("as long as one organisation holds it"),
}


def said(value: object) -> str:
    """Return a value of a row as a person reads it."""
    if isinstance(value, bytes | memoryview):
        return f"({len(bytes(value))} B)"
    if isinstance(value, datetime):
        return value.astimezone(clock.KYIV).strftime("%d.%m.%Y %H:%M")
    return "" if value is None else str(value)
