"""Reading UBL 2.1: bytes become a document if they are wholly understood, or are refused.

The reader takes what it needs, writes the document that it found and compares the two
trees. Whatever it passed over, repeated, misplaced or added up otherwise is a difference,
so no list of forbidden things is kept.
"""

import re
from datetime import date
from decimal import Decimal

from lxml import etree

from kasssa.core.document.model import Document, Line, Party, Period, Reference
from kasssa.core.formats import ubl_terms as terms
from kasssa.core.formats.ubl_write import write
from kasssa.core.money import Money, parse_decimal
from kasssa.core.parties import parse_code
from kasssa.core.tax import Vat

BYTES_MAX = 5_000_000
NODES_MAX = 250_000
# UTF-8, and nothing before the invoice: no other encoding, document type, comment or instruction.
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?\s*\?>)?"
    rb"\s*<[A-Za-z_]"
)
_NAMES = {"cac": terms.CAC, "cbc": terms.CBC}
_CREDITS = f"{{{terms.CREDIT_NOTE}}}CreditNote"
_VATS = {category: vat for vat, category in terms.CATEGORIES.items()}


class BadDocument(ValueError):
    """The bytes are not a document that this service can have written; ``reason`` says why, in English."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(data: bytes) -> Document:
    """Return the document that ``data`` states, so that ``write`` states the same.

    White space between elements and the choice of prefixes may differ from what ``write``
    gives; nothing else may.

    Raises:
        BadDocument: not such XML, or it says more, less or something else than a document can.
    """
    root = _parse(data)
    try:
        document = _document(root)
    except (ValueError, KeyError) as error:
        raise BadDocument(f"a value cannot be read: {error}") from error
    if difference := _difference(_parse(write(document)), root, etree.QName(root).localname):
        raise BadDocument(difference)
    return document


def _parse(data: bytes) -> etree._Element:
    """Return the root element of ``data``, without ever following what it refers to.

    The size and the number of tags are bounded before parsing, and no document type
    declaration is let in: with none there are no entities. Nothing may be declared but
    UTF-8, or another program could read other words from the same bytes.
    """
    if len(data) > BYTES_MAX or data.count(b"<") > NODES_MAX:
        raise BadDocument(f"more than {BYTES_MAX} bytes or {NODES_MAX} tags")
    if not _BEGINNING.match(data):
        raise BadDocument("it does not begin as XML in UTF-8, or begins with something else than an invoice")
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadDocument(f"not well-formed XML: {error.msg}") from error
    if root.getnext() is not None:
        raise BadDocument("a comment or instruction after the invoice")
    return root


def _document(root: etree._Element) -> Document:
    notes = _notes(root)
    due_on = _text(root, "cbc:DueDate")
    name = "CreditNote" if root.tag == _CREDITS else "Invoice"
    return Document(
        kind=terms.kind_of(_text(root, f"cbc:{name}TypeCode"), notes.get(terms.NAME, "")),
        number=_text(root, "cbc:ID"),
        issued_on=date.fromisoformat(_text(root, "cbc:IssueDate")),
        seller=_seller(root, notes),
        buyer=_buyer(root, notes),
        lines=tuple(_line(element) for element in root.iterfind(f"cac:{name}Line", _NAMES)),
        due_on=date.fromisoformat(due_on) if due_on else None,
        currency=_text(root, "cbc:DocumentCurrencyCode"),
        basis=_basis(root),
        period=_period(root),
        prepaid=Money.parse(_text(root, "cac:LegalMonetaryTotal/cbc:PrepaidAmount") or "0"),
        contract=_text(root, "cac:ContractDocumentReference/cbc:ID"),
        order=_text(root, "cac:OrderReference/cbc:ID"),
        place=notes.get(terms.PLACE, ""),
        purpose=_text(root, "cac:PaymentMeans/cbc:PaymentID"),
        note=notes.get("", ""),
    )


def _basis(root: etree._Element) -> Reference | None:
    path = "cac:BillingReference/cac:InvoiceDocumentReference"
    number, issued_on = (_text(root, f"{path}/cbc:{name}") for name in ("ID", "IssueDate"))
    return Reference(number=number, issued_on=date.fromisoformat(issued_on)) if number else None


def _period(root: etree._Element) -> Period | None:
    begins_on, ends_on = (_text(root, f"cac:InvoicePeriod/cbc:{name}") for name in ("StartDate", "EndDate"))
    if not begins_on:
        return None
    return Period(begins_on=date.fromisoformat(begins_on), ends_on=date.fromisoformat(ends_on))


def _notes(root: etree._Element) -> dict[str, str]:
    """The notes by their labels; the free one has none."""
    notes = {}
    for element in root.iterfind("cbc:Note", _NAMES):
        note = element.text or ""
        if note.startswith(terms.LAW_NOTE):
            label, _, text = note.removeprefix(terms.LAW_NOTE).partition(": ")
            notes[label] = text
        else:
            notes[""] = note.removeprefix(terms.FREE_NOTE)
    return notes


def _seller(root: etree._Element, notes: dict[str, str]) -> Party:
    iban = _text(root, "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID")
    iban = iban or notes.get(f"{terms.SELLER}, {terms.ACCOUNT}", "")
    return _party(root, "cac:AccountingSupplierParty/cac:Party", notes, terms.SELLER, iban)


def _buyer(root: etree._Element, notes: dict[str, str]) -> Party:
    iban = notes.get(f"{terms.BUYER}, {terms.ACCOUNT}", "")
    return _party(root, "cac:AccountingCustomerParty/cac:Party", notes, terms.BUYER, iban)


def _party(root: etree._Element, path: str, notes: dict[str, str], side: str, iban: str) -> Party:
    scheme, code = parse_code(_text(root, f"{path}/cac:PartyLegalEntity/cbc:CompanyID"))
    tax_code = _text(root, f"{path}/cac:PartyTaxScheme/cbc:CompanyID")
    return Party(
        scheme=scheme,
        code=code,
        name=_text(root, f"{path}/cac:PartyLegalEntity/cbc:RegistrationName"),
        address=_text(root, f"{path}/cac:PostalAddress/cbc:StreetName"),
        vat_number=tax_code.removeprefix("UA") if tax_code.startswith("UA") else "",
        iban=iban,
        bank=notes.get(f"{side}, {terms.BANK}", ""),
        phone=_text(root, f"{path}/cac:Contact/cbc:Telephone"),
        email=_text(root, f"{path}/cac:Contact/cbc:ElectronicMail"),
        signatory=notes.get(f"{side}, {terms.SIGNATORY}", ""),
        position=notes.get(f"{side}, {terms.POSITION}", ""),
    )


def _line(element: etree._Element) -> Line:
    quantity = element.find("cbc:InvoicedQuantity", _NAMES)
    if quantity is None:
        quantity = element.find("cbc:CreditedQuantity", _NAMES)
    if quantity is None:
        raise ValueError("a line without a quantity")
    exemption = _text(element, "cac:Item/cac:AdditionalItemProperty/cbc:Value")
    return Line(
        name=_text(element, "cac:Item/cbc:Name"),
        unit=str(quantity.get("unitCode", "")),
        quantity=_number(quantity.text or ""),
        price=_number(_text(element, "cac:Price/cbc:PriceAmount")),
        vat=_vat(element, exemption),
        exemption=exemption,
        code=_text(element, "cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode"),
        article=_text(element, "cac:Item/cac:SellersItemIdentification/cbc:ID"),
    )


def _vat(element: etree._Element, exemption: str) -> Vat:
    category = "cac:Item/cac:ClassifiedTaxCategory"
    vat = _VATS[_text(element, f"{category}/cbc:ID"), _text(element, f"{category}/cbc:Percent")]
    return Vat.EXEMPT if vat is Vat.NOT_PAYER and exemption else vat


def _number(text: str) -> Decimal:
    return parse_decimal(text, 6)


def _text(element: etree._Element, path: str) -> str:
    """The text of the first element at ``path``; empty if there is none."""
    return element.findtext(path, default="", namespaces=_NAMES)


def _difference(expected: etree._Element, found: etree._Element, path: str) -> str:
    """Where ``found`` first says something else than ``expected``; empty if nowhere."""
    if expected.tag != found.tag:
        return f"{path}: {etree.QName(expected).localname} expected"
    if sorted(expected.items()) != sorted(found.items()):
        return f"{path}: other attributes than expected"
    if not len(expected) and not len(found):
        return "" if (expected.text or "") == (found.text or "") else f"{path}: {expected.text} expected"
    if (found.text or "").strip() or any((child.tail or "").strip() for child in found):
        return f"{path}: text between elements"
    for at, (here, there) in enumerate(zip(expected, found, strict=False)):
        if difference := _difference(here, there, f"{path}/{etree.QName(here).localname}[{at}]"):
            return difference
    return (
        ""
        if len(expected) == len(found)
        else f"{path}: {len(expected)} elements expected, {len(found)} found"
    )
