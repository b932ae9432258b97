"""UBL ApplicationResponse, as Peppol Invoice Response 3 (transaction T111) has it: read, checked, written."""

from collections.abc import Iterator
from datetime import date, time

from msgspec import Struct

from kasssa.core.codes.responses import (
    ACTIONS_LIST,
    INVOICE_TYPE,
    NEED_REASON,
    REASONS_LIST,
    Action,
    Status,
)
from kasssa.core.formats.domestic.faults import Found, Notes, found
from kasssa.core.formats.domestic.forms import ISO_DATE, ISO_TIME
from kasssa.core.formats.domestic.reading import Reading, read_document, survey
from kasssa.core.formats.domestic.tables import UBL, Cell, Nest, Table
from kasssa.core.formats.domestic.writing import ubl_document
from kasssa.core.refusals import Reason

FAMILY = "RSP"
CUSTOMIZATION = "urn:fdc:peppol.eu:poacc:trns:invoice_response:3"
PROFILE = "urn:fdc:peppol.eu:poacc:bis:invoice_response:3"
ROOT = f"{{{UBL}ApplicationResponse-2}}ApplicationResponse"


class Correspondent(Struct, frozen=True, kw_only=True):
    """Who sends or receives the response, or who issued the document or received it."""

    endpoint: str = ""
    endpoint_scheme: str = ""  # of the EAS list: EM for an e-mail address
    code: str = ""
    code_scheme: str = ""
    name: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""


class Condition(Struct, frozen=True, kw_only=True):
    """A term of the invoice that is wrong, and what it should be."""

    term: str = ""  # such as BT-48
    value: str = ""


class Clarification(Struct, frozen=True, kw_only=True):
    """A reason or an action asked for, by its code and in words."""

    code: str = ""
    list: str = ""  # OPStatusReason or OPStatusAction
    text: str = ""
    conditions: tuple[Condition, ...] = ()


class Reference(Struct, frozen=True, kw_only=True):
    """The invoice that is answered (380, 381), or the payment that settled it (481)."""

    number: str = ""
    issued_on: date | None = None
    type_code: str = ""


class Response(Struct, frozen=True, kw_only=True):
    """A response to one document. ``status`` is a value of ``codes.responses.Status`` or foreign."""

    customization: str = ""
    profile: str = ""
    number: str = ""
    issued_on: date | None = None
    issued_at: time | None = None
    note: str = ""
    sender: Correspondent = Correspondent()
    receiver: Correspondent = Correspondent()
    status: str = ""
    effective_on: date | None = None
    clarifications: tuple[Clarification, ...] = ()
    references: tuple[Reference, ...] = ()
    issuer: Correspondent | None = None
    recipient: Correspondent | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons given by code; foreign codes are left out."""
        codes = (one.code for one in self.clarifications if one.list != ACTIONS_LIST)
        return tuple(Reason(code) for code in codes if code in set(Reason))

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions asked for by code; foreign codes are left out."""
        codes = (one.code for one in self.clarifications if one.list == ACTIONS_LIST)
        return tuple(Action(code) for code in codes if code in set(Action))


def response_to(
    number: str, issued_on: date, status: Status, *, clarifications: tuple[Clarification, ...] = ()
) -> Response:
    """Return the core of a response to the invoice ``number``; who answers, and when, is to be added."""
    return Response(
        customization=CUSTOMIZATION,
        profile=PROFILE,
        status=status.value,
        clarifications=clarifications,
        references=(Reference(number=number, issued_on=issued_on, type_code=INVOICE_TYPE),),
    )


def reason(code: Reason, text: str = "") -> Clarification:
    """Return a reason to go into a response."""
    return Clarification(code=code.value, list=REASONS_LIST, text=text)


def action(code: Action, text: str = "") -> Clarification:
    """Return an action to ask for in a response."""
    return Clarification(code=code.value, list=ACTIONS_LIST, text=text)


_SIDE = Table(
    Correspondent,
    Cell("cbc:EndpointID", "endpoint", required=True),
    Cell("cbc:EndpointID/@schemeID", "endpoint_scheme"),
    Cell("cac:PartyIdentification/cbc:ID", "code"),
    Cell("cac:PartyIdentification/cbc:ID/@schemeID", "code_scheme"),
    Cell("cac:PartyLegalEntity/cbc:RegistrationName", "name", required=True),
    Cell("cac:Contact/cbc:Name", "contact"),
    Cell("cac:Contact/cbc:Telephone", "phone"),
    Cell("cac:Contact/cbc:ElectronicMail", "email"),
)
_NAMED = Table(
    Correspondent,
    Cell("cac:PartyIdentification/cbc:ID", "code"),
    Cell("cac:PartyIdentification/cbc:ID/@schemeID", "code_scheme"),
    Cell("cac:PartyName/cbc:Name", "name", required=True),
)
_CLARIFICATION = Table(
    Clarification,
    Cell("cbc:StatusReasonCode", "code"),
    Cell("cbc:StatusReasonCode/@listID", "list"),
    Cell("cbc:StatusReason", "text"),
    Nest(
        "cac:Condition",
        "conditions",
        Table(Condition, Cell("cbc:AttributeID", "term"), Cell("cbc:Description", "value")),
        many=True,
    ),
)
_REFERENCE = Table(
    Reference,
    Cell("cbc:ID", "number", required=True),
    Cell("cbc:IssueDate", "issued_on", ISO_DATE),
    Cell("cbc:DocumentTypeCode", "type_code"),
)
TABLE = Table(
    Response,
    Cell("cbc:CustomizationID", "customization", required=True),
    Cell("cbc:ProfileID", "profile", required=True),
    Cell("cbc:ID", "number", required=True),
    Cell("cbc:IssueDate", "issued_on", ISO_DATE, required=True),
    Cell("cbc:IssueTime", "issued_at", ISO_TIME),
    Cell("cbc:Note", "note"),
    Nest("cac:SenderParty", "sender", _SIDE),
    Nest("cac:ReceiverParty", "receiver", _SIDE),
    Cell("cac:DocumentResponse/cac:Response/cbc:ResponseCode", "status", required=True),
    Cell("cac:DocumentResponse/cac:Response/cbc:EffectiveDate", "effective_on", ISO_DATE),
    Nest("cac:DocumentResponse/cac:Response/cac:Status", "clarifications", _CLARIFICATION, many=True),
    Nest("cac:DocumentResponse/cac:DocumentReference", "references", _REFERENCE, many=True),
    Nest("cac:DocumentResponse/cac:IssuerParty", "issuer", _NAMED),
    Nest("cac:DocumentResponse/cac:RecipientParty", "recipient", _NAMED),
)


def read(content: bytes) -> Reading[Response]:
    """Return the response that ``content`` states; what cannot be taken is a finding.

    Any ApplicationResponse is read as far as it is alike; ``check`` says what it lacks.

    Raises:
        Unreadable: no XML, or dangerous: ``kasssa.core.en16931.guard`` says when.
        BadFormat: the root is not ApplicationResponse.
    """
    return read_document(content, ROOT, TABLE, FAMILY)


def write(response: Response) -> bytes:
    """Return ``response`` in UTF-8; equal ones give equal bytes.

    Raises:
        ValueError: a text holds a character that XML cannot hold.
    """
    return ubl_document("ApplicationResponse", response, TABLE)


def check(response: Response) -> tuple[Found, ...]:
    """Return what is wrong with ``response`` by the rules of T111."""
    notes = Notes(FAMILY)
    survey(response, TABLE, notes)
    notes.extend(_codes(response))
    return notes.all()


def _codes(response: Response) -> Iterator[Found]:
    path = "DocumentResponse/Response"
    if not response.references:
        yield found("RSP-12", "DocumentResponse/DocumentReference")
    if response.status and response.status not in set(Status):
        yield found("RSP-07", f"{path}/ResponseCode", value=response.status)
    if response.status in NEED_REASON and not any(one.code for one in response.clarifications):
        yield found("RSP-10", f"{path}/Status", code=response.status)
    for at, one in enumerate(response.clarifications, start=1):
        known = set(Action) if one.list == ACTIONS_LIST else set(Reason)
        if one.code and one.code not in known:
            yield found("RSP-07", f"{path}/Status[{at}]/StatusReasonCode", value=one.code)
        if one.code == Reason.OTHER and not one.text:
            yield found("RSP-11", f"{path}/Status[{at}]/StatusReason")
