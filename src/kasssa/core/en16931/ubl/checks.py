"""Syntax rules of UBL that depend on a value: what a table of paths cannot say."""

from lxml import etree

from kasssa.core.en16931.codes import documents, money
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import BLANKS, content
from kasssa.core.en16931.model import Syntax
from kasssa.core.en16931.trail import Trail

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_NAMES = {"cac": _CAC[1:-1], "cbc": _CBC[1:-1]}
_OBJECT = "130"
_TENDER = "50"
_SUBJECTS = " " + " ".join(sorted(documents.SUBJECTS)) + " "
_TRUE, _FALSE = ("true", "1"), ("false", "0")


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
    kinds = [kind.text or "" for kind in element.iterfind(f"{_CBC}DocumentTypeCode")]
    schemes = [
        scheme for found in element.iterfind(f"{_CBC}ID") if (scheme := found.get("schemeID")) is not None
    ]
    credit = trail.invoice.syntax is Syntax.CREDIT_NOTE
    bare = not schemes and not kinds
    if not (_OBJECT in kinds or (credit and _TENDER in kinds) or bare):
        trail.found("UBL-SR-43", Severity.FATAL, "/cac:AdditionalDocumentReference")
    if _OBJECT in kinds:
        trail.count("UBL-SR-04")
        for scheme in schemes:
            if scheme.strip(BLANKS) not in documents.REFERENCES:
                trail.found("BR-CL-07", Severity.FATAL, "/cac:AdditionalDocumentReference", value=scheme)
        if element.find(f"{_CAC}Attachment") is not None:
            trail.once("UBL-CR-666", Severity.FATAL, "/cac:AdditionalDocumentReference/cac:Attachment")
        if element.find(f"{_CBC}DocumentDescription") is not None:
            trail.once(
                "UBL-CR-673", Severity.FATAL, "/cac:AdditionalDocumentReference/cbc:DocumentDescription"
            )
    if schemes and (not kinds or any(kind != _OBJECT for kind in kinds)):
        trail.once("UBL-CR-665", Severity.WARNING, "/cac:AdditionalDocumentReference/cbc:ID/@schemeID")


def _line_document(element: etree._Element, trail: Trail) -> None:
    """BR-CL-07 on the object of a line."""
    if _OBJECT in _texts(element, "cbc:DocumentTypeCode"):
        for found in element.iterfind(f"{_CBC}ID"):
            scheme = found.get("schemeID")
            if scheme is not None and scheme.strip(BLANKS) not in documents.REFERENCES:
                trail.found("BR-CL-07", Severity.FATAL, "/cac:DocumentReference", value=scheme)


def _adjustment(element: etree._Element, trail: Trail) -> None:
    """UBL-SR-30, 31 and BR-CL-19, 20: one reason, and a code from the list of its kind."""
    indicator = element.find(f"{_CBC}ChargeIndicator")
    written = content(indicator) if indicator is not None else ""
    if written not in _TRUE and written not in _FALSE:
        return
    charge = written in _TRUE
    if len(_texts(element, "cbc:AllowanceChargeReason")) > 1:
        rule = "UBL-SR-31" if charge else "UBL-SR-30"
        trail.found(rule, Severity.FATAL, "/cac:AllowanceCharge/cbc:AllowanceChargeReason")
    allowed = money.CHARGE_REASONS if charge else money.ALLOWANCE_REASONS
    for code in _texts(element, "cbc:AllowanceChargeReasonCode"):
        if code.strip(BLANKS) not in allowed:
            rule = "BR-CL-20" if charge else "BR-CL-19"
            trail.found(
                rule, Severity.FATAL, "/cac:AllowanceCharge/cbc:AllowanceChargeReasonCode", value=code
            )


def _registration(element: etree._Element, trail: Trail) -> None:
    """UBL-SR-53: a tax registration has a number and a scheme."""
    if not (_texts(element, "cac:TaxScheme/cbc:ID") and _texts(element, "cbc:CompanyID")):
        trail.found("UBL-SR-53", Severity.FATAL, "/cac:PartyTaxScheme")


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
    ids = [
        found
        for found in element.iterfind(f"{_CAC}PartyIdentification/{_CBC}ID")
        if (scheme := found.get("schemeID")) is not None and scheme.upper() != "SEPA"
    ]
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


def _root(element: etree._Element, trail: Trail) -> None:
    """Rules on the whole document, when all of it has been seen."""
    invoice = trail.invoice
    versions = _texts(element, "cbc:UBLVersionID")
    if versions and "2.1" not in versions:
        trail.found("UBL-CR-002", Severity.WARNING, "/cbc:UBLVersionID")
    due = _texts(element, "cac:PaymentMeans/cbc:PaymentDueDate")
    if due and invoice.syntax is Syntax.INVOICE:
        trail.found("UBL-CR-412", Severity.WARNING, "/cac:PaymentMeans/cbc:PaymentDueDate")
    for rule in ("UBL-SR-04", "UBL-SR-29", "UBL-SR-44", "UBL-SR-47"):
        if trail.counted(rule) > 1:
            trail.found(rule, Severity.FATAL)
    _registrations(element, "cac:AccountingSupplierParty", "UBL-SR-12", "UBL-SR-13", trail)
    _registrations(element, "cac:AccountingCustomerParty", "UBL-SR-18", "", trail)


def _registrations(root: etree._Element, side: str, vat: str, other: str, trail: Trail) -> None:
    """UBL-SR-12, 13, 18: one VAT number and one other tax number."""
    counts = {True: 0, False: 0}
    for row in root.iterfind(f"{side}/cac:Party/cac:PartyTaxScheme", _NAMES):
        schemes = {
            (scheme.findtext("cbc:ID", "", _NAMES)).upper()
            for scheme in row.iterfind("cac:TaxScheme", _NAMES)
        }
        numbers = len(_texts(row, "cbc:CompanyID"))
        counts[True] += numbers * ("VAT" in schemes)
        counts[False] += numbers * bool(schemes - {"VAT"})
    if counts[True] > 1:
        trail.found(vat, Severity.FATAL, f"/{side}/cac:Party/cac:PartyTaxScheme")
    if other and counts[False] > 1:
        trail.found(other, Severity.FATAL, f"/{side}/cac:Party/cac:PartyTaxScheme")


CHECKS = (
    ("/", _root),
    ("/cbc:Note", _note),
    ("cac:AdditionalDocumentReference", _document),
    ("cac:DocumentReference", _line_document),
    ("cac:AllowanceCharge", _adjustment),
    ("cac:PartyTaxScheme", _registration),
    ("cac:PayeeParty", _payee),
    ("cbc:IdentificationCode", _country),
    ("cac:PartyIdentification/cbc:ID", _party_id),
    ("cbc:PaymentID", _payment_id),
    ("cbc:PaymentMeansCode", _means),
)
