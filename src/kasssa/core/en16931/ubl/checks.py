"""Syntax rules of UBL that depend on a value: what a table of paths cannot say."""

from lxml import etree

from kasssa.core.en16931.codes import documents, money
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import BLANKS
from kasssa.core.en16931.model import Party, Syntax
from kasssa.core.en16931.trail import Trail

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_NAMES = {"cac": _CAC[1:-1], "cbc": _CBC[1:-1]}
_OBJECT = "130"
_TENDER = "50"
_SUBJECTS = " " + " ".join(sorted(documents.SUBJECTS)) + " "
_INDICATOR = f"{_CBC}ChargeIndicator"
_REASON = f"{_CBC}AllowanceChargeReason"
_REASON_CODE = f"{_CBC}AllowanceChargeReasonCode"
_BOOLEANS = ("false", "0", "true", "1")
_ADJUSTMENTS = (
    (("false", "0"), "UBL-SR-30", "BR-CL-19", money.ALLOWANCE_REASONS),
    (("true", "1"), "UBL-SR-31", "BR-CL-20", money.CHARGE_REASONS),
)


def _texts(element: etree._Element, path: str) -> list[str]:
    """Return the texts at ``path``, such as ``cac:PartyName/cbc:Name``, below ``element``."""
    return [found.text or "" for found in element.iterfind(path, _NAMES)]


def _note(element: etree._Element, trail: Trail) -> None:
    """BR-CL-08: a subject between number signs is one of UNTDID 4451."""
    parts = (element.text or "").split("#", 2)
    if len(parts) == 3 and len(parts[1]) == 3 and parts[1] not in _SUBJECTS:
        trail.found("BR-CL-08", Severity.FATAL, "/cbc:Note", value=parts[1])


def _document(element: etree._Element, trail: Trail) -> None:
    """UBL-SR-43, UBL-CR-665, 666, 673 and BR-CL-07: what the type of a supporting document allows."""
    kinds = [kind.text or "" for kind in element.iterchildren(f"{_CBC}DocumentTypeCode")]
    schemes = _schemes(element)
    credit = trail.invoice.syntax is Syntax.CREDIT_NOTE
    bare = not schemes and not kinds
    if not (_OBJECT in kinds or (credit and _TENDER in kinds) or bare):
        trail.found("UBL-SR-43", Severity.FATAL, "/cac:AdditionalDocumentReference")
    if _OBJECT in kinds:
        _object(element, schemes, trail)
    if schemes and (not kinds or any(kind != _OBJECT for kind in kinds)):
        trail.once("UBL-CR-665", Severity.WARNING, "/cac:AdditionalDocumentReference/cbc:ID/@schemeID")


def _schemes(element: etree._Element) -> list[str]:
    found = (row.get("schemeID") for row in element.iterchildren(f"{_CBC}ID"))
    return [scheme for scheme in found if scheme is not None]


def _object(element: etree._Element, schemes: list[str], trail: Trail) -> None:
    """The object of the invoice, BT-18, which has an identifier with its scheme and nothing more."""
    path = "/cac:AdditionalDocumentReference"
    trail.count("UBL-SR-04")
    for scheme in schemes:
        if scheme.strip(BLANKS) not in documents.REFERENCES:
            trail.found("BR-CL-07", Severity.FATAL, path, value=scheme)
    names = {child.tag for child in element}
    if f"{_CAC}Attachment" in names:
        trail.once("UBL-CR-666", Severity.FATAL, f"{path}/cac:Attachment")
    if f"{_CBC}DocumentDescription" in names:
        trail.once("UBL-CR-673", Severity.FATAL, f"{path}/cbc:DocumentDescription")


def _line_document(element: etree._Element, trail: Trail) -> None:
    """BR-CL-07 on the object of a line."""
    if _OBJECT in _texts(element, "cbc:DocumentTypeCode"):
        for scheme in _schemes(element):
            if scheme.strip(BLANKS) not in documents.REFERENCES:
                trail.found("BR-CL-07", Severity.FATAL, "/cac:DocumentReference", value=scheme)


def _adjustment(element: etree._Element, trail: Trail) -> None:
    """UBL-SR-30, 31 and BR-CL-19, 20: one reason, and a code from the list of its kind."""
    inside: dict[str, list[str]] = {}
    for child in element:
        inside.setdefault(child.tag, []).append(child.text or "")
    indicator = inside.get(_INDICATOR, [""])[0].strip(BLANKS)
    if _INDICATOR in inside and indicator not in _BOOLEANS:  # the artefacts give up
        trail.found("KSR-BOOL", Severity.FATAL, "/cac:AllowanceCharge/cbc:ChargeIndicator", value=indicator)
    for words, many, rule, allowed in _ADJUSTMENTS:
        if indicator in words:
            if len(inside.get(_REASON, ())) > 1:
                trail.found(many, Severity.FATAL, "/cac:AllowanceCharge/cbc:AllowanceChargeReason")
            for code in inside.get(_REASON_CODE, ()):
                if code.strip(BLANKS) not in allowed:
                    path = "/cac:AllowanceCharge/cbc:AllowanceChargeReasonCode"
                    trail.found(rule, Severity.FATAL, path, value=code)


def _payee(element: etree._Element, trail: Trail) -> None:
    """UBL-SR-19, 20, 21: a payee has one name, that is not the seller's, one identifier and one legal one."""
    names = _texts(element, "cac:PartyName/cbc:Name")
    parent = element.getparent()
    sellers = (
        []
        if parent is None
        else _texts(parent, "cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName")
    )
    other = any(name != seller for name in names for seller in sellers)
    found = element.iterfind("cac:PartyIdentification/cbc:ID", _NAMES)
    ids = [row for row in found if row.get("schemeID", "").upper() != "SEPA"]
    legal = _texts(element, "cac:PartyLegalEntity/cbc:CompanyID")
    for rule, counted in (("UBL-SR-19", names), ("UBL-SR-20", ids), ("UBL-SR-21", legal)):
        if len(counted) > 1 or not other:
            trail.found(rule, Severity.FATAL, "/cac:PayeeParty")


def _country(element: etree._Element, trail: Trail) -> None:
    trail.invoice.elsewhere.countries.add(element.text or "")


def _party_id(element: etree._Element, trail: Trail) -> None:
    if element.get("schemeID", "").upper() == "SEPA":
        trail.count("UBL-SR-29")


def _payment_id(element: etree._Element, trail: Trail) -> None:
    trail.differ("UBL-SR-44", element.text or "")


def _means(element: etree._Element, trail: Trail) -> None:
    trail.differ("UBL-SR-47", element.text or "")


def _version(element: etree._Element, trail: Trail) -> None:
    trail.count("version")
    if element.text == "2.1":
        trail.count("version 2.1")


def _due(element: etree._Element, trail: Trail) -> None:
    """UBL-CR-412: an invoice says when it is due elsewhere."""
    if trail.invoice.syntax is Syntax.INVOICE:
        trail.once("UBL-CR-412", Severity.WARNING, "/cac:PaymentMeans/cbc:PaymentDueDate")


def at_end(element: etree._Element, trail: Trail) -> None:
    """Rules on the whole document, when all of it has been seen."""
    invoice = trail.invoice
    if trail.counted("version") and not trail.counted("version 2.1"):
        trail.found("UBL-CR-002", Severity.WARNING, "/cbc:UBLVersionID")
    for rule in ("UBL-SR-04", "UBL-SR-29", "UBL-SR-44", "UBL-SR-47"):
        if trail.counted(rule) > 1:
            trail.found(rule, Severity.FATAL)
    sides = (invoice.seller, invoice.buyer, invoice.payee, invoice.representative)
    rows = [row for party in sides if party is not None for row in party.registrations]
    for row in rows + invoice.elsewhere.registrations:
        if row.number is None or row.scheme is None:  # UBL-SR-53: a registration has a number and a scheme
            trail.found("UBL-SR-53", Severity.FATAL, "/cac:PartyTaxScheme")
    _registrations(invoice.seller, "UBL-SR-12", "UBL-SR-13", trail)
    _registrations(invoice.buyer, "UBL-SR-18", "", trail)


def _registrations(party: Party | None, vat: str, other: str, trail: Trail) -> None:
    """UBL-SR-12, 13, 18: one VAT number and one other tax number."""
    if party is None or not party.registrations:
        return
    rows = [row for row in party.registrations if row.number is not None and row.scheme_text is not None]
    schemes = [(row.scheme_text or "").upper() for row in rows for _ in range(row.times)]
    if schemes.count("VAT") > 1:
        trail.found(vat, Severity.FATAL, "/cac:PartyTaxScheme")
    if other and len(schemes) - schemes.count("VAT") > 1:
        trail.found(other, Severity.FATAL, "/cac:PartyTaxScheme")


CHECKS = (
    ("/cbc:Note", _note),
    ("cac:AdditionalDocumentReference", _document),
    ("cac:DocumentReference", _line_document),
    ("cac:AllowanceCharge", _adjustment),
    ("cac:PayeeParty", _payee),
    ("cbc:IdentificationCode", _country),
    ("cac:PartyIdentification/cbc:ID", _party_id),
    ("/cbc:UBLVersionID", _version),
    ("/cac:PaymentMeans/cbc:PaymentDueDate", _due),
    ("cbc:PaymentID", _payment_id),
    ("cbc:PaymentMeansCode", _means),
)
