"""The words of the interface for what the core names: acts, states, roles, reasons."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kasssa.apps.support.actions import Topic
from kasssa.core.actor import Door, Role
from kasssa.core.acts import Act
from kasssa.core.consent import TextKind
from kasssa.core.lifecycle import State
from kasssa.core.purposes import Ground, Purpose
from kasssa.core.refusals import Reason
from kasssa.core.rights import Right

Label = str | Promise

# What happened, as a line of a history.
ACT_LABELS: dict[Act, Label] = {
    Act.TEXT_PUBLISHED: _("Text published"),
    Act.CONSENT_GIVEN: _("Agreement given"),
    Act.NEWS_SUBSCRIBED: _("Subscribed to the news"),
    Act.NEWS_REFUSED: _("Refused the news"),
    Act.PURPOSE_GRANTED: _("Use of data allowed"),
    Act.PURPOSE_WITHDRAWN: _("Use of data refused"),
    Act.CLAUSE_VOIDED: _("A clause of a text declared void"),
    Act.ORGANISATION_REGISTERED: _("Organisation registered"),
    Act.ORGANISATION_CONFIRMED: _("Organisation confirmed by signature"),
    Act.ORGANISATION_CHANGED: _("Requisites changed"),
    Act.MEMBER_ADDED: _("Person added"),
    Act.MEMBER_REMOVED: _("Person removed"),
    Act.TOKEN_CREATED: _("API key created"),
    Act.TOKEN_REVOKED: _("API key revoked"),
    Act.CERTIFICATE_BOUND: _("Certificate bound to the person"),
    Act.CERTIFICATE_UNBOUND: _("Certificate signs the person in no more"),
    Act.PERSON_SIGNED_IN: _("Signed in"),
    Act.PERSON_FROZEN: _("Account frozen"),
    Act.PERSON_THAWED: _("Account open again"),
    Act.SIGNATORY_ADDED: _("Signatory registered"),
    Act.SIGNATORY_REMOVED: _("Signatory removed"),
    Act.COUNTERPARTY_ADDED: _("Counterparty written down"),
    Act.FILE_RECEIVED: _("File received"),
    Act.LIST_CHECKED: _("List checked"),
    Act.LIST_DRAFTED: _("Drafts made of a list"),
    Act.DOCUMENT_DRAFTED: _("Draft begun"),
    Act.DOCUMENT_REVISED: _("Draft changed"),
    Act.DOCUMENT_DISCARDED: _("Draft discarded"),
    Act.DOCUMENT_ISSUED: _("Issued"),
    Act.DOCUMENT_SIGNED: _("Signed by the sender"),
    Act.SIGNATURE_CHECKED: _("Certificate of the signature checked"),
    Act.DOCUMENT_SENT: _("Sent"),
    Act.DOCUMENT_DELIVERED: _("Delivered"),
    Act.DOCUMENT_OPENED: _("Opened by the recipient"),
    Act.DOCUMENT_ACCEPTED: _("Accepted with a signature"),
    Act.DOCUMENT_REJECTED: _("Rejected"),
    Act.DOCUMENT_PAID: _("Paid"),
    Act.DOCUMENT_ARCHIVED: _("Archived"),
    Act.SUPPORT_ASKED: _("Question to the operator"),
    Act.EXPORT_ORDERED: _("A copy of personal data ordered"),
    Act.PERSON_EXPORTED: _("Personal data taken out"),
    Act.LEDGER_SEALED: _("Map of the ledger sealed"),
    Act.EXPORT_TAKEN: _("A copy of personal data downloaded"),
    Act.DEMAND_MADE: _("A demand about personal data"),
    Act.DEMAND_ANSWERED: _("The demand answered"),
    Act.ENDING_ASKED: _("The end of the account asked for"),
    Act.ENDING_CANCELLED: _("The account kept after all"),
    Act.PERSON_ERASED: _("Personal data erased"),
    Act.ORGANISATION_CLOSED: _("Organisation closed"),
}

# What a button says, and why one would press it.
BUTTONS: dict[Act, tuple[Label, Label]] = {
    Act.DOCUMENT_ISSUED: (
        pgettext_lazy("button", "Issue"),
        _("The number and the bytes will be fixed for ever."),
    ),
    Act.DOCUMENT_SIGNED: (
        pgettext_lazy("button", "Sign"),
        _("Without a signature the document cannot be sent."),
    ),
    Act.DOCUMENT_SENT: (
        pgettext_lazy("button", "Send"),
        _("The document is signed. Hand it over to the counterparty."),
    ),
    Act.DOCUMENT_ACCEPTED: (
        pgettext_lazy("button", "Accept and sign"),
        _("Your signature means agreement with every line."),
    ),
    Act.DOCUMENT_REJECTED: (
        pgettext_lazy("button", "Reject"),
        _("Say what is wrong, so that the sender can mend it."),
    ),
    Act.DOCUMENT_PAID: (
        pgettext_lazy("button", "Mark as paid"),
        _("Confirm it when the money has come to the account."),
    ),
    Act.DOCUMENT_ARCHIVED: (
        pgettext_lazy("button", "Archive"),
        _("Nothing more has to be done with it. Your counterparty keeps its copy."),
    ),
    Act.DOCUMENT_REVISED: (
        pgettext_lazy("button", "Go on writing"),
        _("The draft is yours alone until you issue it."),
    ),
    Act.DOCUMENT_DISCARDED: (pgettext_lazy("button", "Discard the draft"), _("The draft will be deleted.")),
}

STATE_LABELS: dict[State, Label] = {
    State.DRAFT: pgettext_lazy("state", "Draft"),
    State.ISSUED: pgettext_lazy("state", "Ready to sign"),
    State.SIGNED: pgettext_lazy("state", "Signed"),
    State.SENT: pgettext_lazy("state", "Sent"),
    State.DELIVERED: pgettext_lazy("state", "Delivered"),
    State.ACCEPTED: pgettext_lazy("state", "Accepted"),
    State.REJECTED: pgettext_lazy("state", "Rejected"),
    State.PAID: pgettext_lazy("state", "Paid"),
}

ROLE_LABELS: dict[Role, Label] = {
    Role.OWNER: pgettext_lazy("role", "owner"),
    Role.SIGNATORY: pgettext_lazy("role", "signatory"),
    Role.ACCOUNTANT: pgettext_lazy("role", "accountant"),
    Role.VIEWER: pgettext_lazy("role", "viewer"),
    Role.SERVICE: pgettext_lazy("role", "the service"),
}

DOOR_LABELS: dict[Door, Label] = {
    Door.WEB: pgettext_lazy("door", "page"),
    Door.API: pgettext_lazy("door", "API"),
    Door.JOB: pgettext_lazy("door", "by itself"),
    Door.CONSOLE: pgettext_lazy("door", "command line"),
}

REASON_LABELS: dict[Reason, Label] = {
    Reason.PRICES: _("Prices do not match what was agreed"),
    Reason.QUANTITY: _("Quantity is wrong"),
    Reason.ITEMS: _("Goods or services are described wrongly"),
    Reason.DELIVERY: _("Not delivered, or not in time"),
    Reason.QUALITY: _("Quality is not as agreed"),
    Reason.REFERENCES: _("Wrong contract, order or period"),
    Reason.RECIPIENT: _("Addressed to the wrong organisation"),
    Reason.NOT_RECOGNISED: _("We did not order this"),
    Reason.BANK_DETAILS: _("Bank details are wrong"),
    Reason.PAYMENT_TERMS: _("Payment terms are wrong"),
    Reason.PAID_ALREADY: _("Already paid"),
    Reason.LEGAL: _("VAT or required details are wrong"),
    Reason.OTHER: _("Another reason"),
}

TOPIC_LABELS: dict[Topic, Label] = {
    Topic.HELP: _("Help with the service"),
    Topic.PERSONAL_DATA: _("My personal data"),
    Topic.COMPLAINT: _("A complaint or a claim"),
    Topic.NEWS_REFUSAL: _("I refuse the news"),
}

# The texts that one agrees to.
TEXT_LABELS: dict[str, Label] = {
    TextKind.POLICY: _("Privacy policy"),
    TextKind.OFFER: _("Public offer"),
}

GROUND_LABELS: dict[Ground, Label] = {
    Ground.CONSENT: _("your consent"),
    Ground.CONTRACT: _("the contract with you"),
    Ground.LEGAL_DUTY: _("a duty by law"),
    Ground.LEGITIMATE_INTEREST: _("a legitimate interest"),
}

RIGHT_LABELS: dict[Right, Label] = {
    Right.CORRECT: _("Correct something that is wrong"),
    Right.RESTRICT: _("Restrict how it is used"),
    Right.OBJECT: _("I object to a use of it"),
    Right.ERASE: _("Erase something"),
    Right.EXPLAIN: _("Explain where it comes from, or a decision"),
}

# What data is used for: the purpose, and what that means in practice.
PURPOSE_LABELS: dict[Purpose, tuple[Label, Label]] = {
    Purpose.ACCOUNT: (_("Your account"), _("To let you in and to show you what is yours.")),
    Purpose.IDENTIFICATION: (
        _("To know who signs"),
        _("To compare your name and the code of the organisation with the certificate."),
    ),
    Purpose.DOCUMENTS: (
        _("Documents"),
        _("To write, sign, send and receive documents, with your name and contacts in them."),
    ),
    Purpose.LETTERS: (
        _("Service letters"),
        _("To tell you that a document has come, was answered, or that something concerns your account."),
    ),
    Purpose.SUPPORT: (_("Support"), _("To answer your questions.")),
    Purpose.BOOKS: (
        _("Keeping primary documents"),
        _("Signed documents are kept as long as the Tax Code asks (art. 44.3)."),
    ),
    Purpose.EVIDENCE: (
        _("Proof of consent"),
        _("What you agreed to, and what was done, stays provable."),
    ),
    Purpose.SECURITY: (_("Safety"), _("To notice somebody else in your account and to end their session.")),
    Purpose.DISPUTES: (_("Disputes and fraud"), _("To settle a dispute or a complaint.")),
    Purpose.NEWS: (_("News of the service"), _("Letters about what is new. None is sent without this.")),
    Purpose.IMPROVEMENT: (
        _("Improving the service"),
        _("To study how you use the service. Today nobody does; without this nobody ever will."),
    ),
    Purpose.SURVEYS: (
        _("Surveys"),
        _("To ask what you think of the service. Today nobody asks; without this nobody ever will."),
    ),
}

# What is known of the certificate of a signature: by the verdict and what its authority says.
CHECK_LABELS: dict[str, Label] = {
    "pending": _("its validity is being checked with the authority"),
    "demo": _("a demo authority answers for no certificate"),
    "good": _("not revoked when it was used"),
    "revoked": _("REVOKED when it was used"),
    "suspended": _("SUSPENDED when it was used"),
    "unknown": _("the authority could not say whether it was revoked"),
}

SIGNATURE_FILE = _("Signature file (.p7s, .asice, .asics or .xml)")

SIGNATURE_REASONS: dict[str, Label] = {
    "KSA-SIG-01": _(
        "This file is not a signature. Upload what your signing program made: .p7s, .asice, .asics or .xml."
    ),
    "KSA-SIG-02": _(
        "The signature is of other bytes. Download the file again, sign it unchanged and upload the result."
    ),
    "KSA-SIG-03": _(
        "The certificate is not trusted here or is not valid today. Sign with a valid certificate."
    ),
    "KSA-SIG-04": _(
        "The certificate belongs to somebody else. Sign with a key that names the code of your organisation."
    ),
    "KSA-SIG-05": _(
        "The file holds more or fewer than one signature. Let each person sign the downloaded file apart, and"
        " upload only your own signature."
    ),
    "KSA-SIG-06": _(
        "The file is too large. A signature takes at most 256 KB beside the document itself: upload only what"
        " your signing program made."
    ),
    "KSA-SIG-07": _(
        "This certificate belongs to nobody here. Sign in with your password, then sign once: from then on it"
        " signs you in."
    ),
    "KSA-SIG-08": _(
        "The text to be signed has expired. A new one is on this page: sign it within 5 minutes."
    ),
    "KSA-SIG-09": _(
        "Whom the certificate names does not sign for the organisation. An owner registers signatories on the"
        " page «Signatories»."
    ),
    "KSA-SIG-10": _(
        "What is signed in this file is not the file that you downloaded here, byte for byte. Download it"
        " again, sign it unchanged and upload the result."
    ),
    "KSA-SIG-11": _(
        "This is a signed PDF. A PDF is only a picture of the document; what is signed is the file that you"
        " download here. Sign that file and upload the result."
    ),
    "KSA-SIG-12": _(
        "The container holds more than one file. Sign the downloaded file alone, with nothing beside it."
    ),
}

# By what a person signed in, as django-allauth and the sign-in by КЕП name it.
FACTOR_LABELS: dict[str, Label] = {
    "password": _("password"),
    "kep": _("qualified signature"),
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery code"),
}

ROLE_MEANINGS: dict[Role, Label] = {
    Role.OWNER: _("does everything, and says who else acts for the organisation"),
    Role.SIGNATORY: _("writes, issues and sends, signs, accepts and rejects"),
    Role.ACCOUNTANT: _("writes, issues and sends what is signed, marks payments"),
    Role.VIEWER: _("reads"),
}
