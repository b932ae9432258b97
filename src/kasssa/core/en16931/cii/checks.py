"""Syntax rules of CII that depend on a value: what a table of paths cannot say."""

import re

from lxml import etree

from kasssa.core.en16931.codes import money
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import BLANKS, Check, content
from kasssa.core.en16931.trail import Trail

_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
_UDT = "{urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100}"
_DAY = re.compile(r"\s*\d{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])\s*")
_TRUE, _FALSE = ("true", "1"), ("false", "0")
_TRANSFERS = ("30", "58")
_APART = {"L", "M", "O"}  # categories of which the breakdown is judged by their own rules alone
_OBJECT, _TENDER, _SUPPORTING = "130", "50", "916"

# Rules CII-DT on a reference: a child that stands only under these types of a supporting document.
_BY_TYPE = (
    ("CII-DT-015", "URIID", (_SUPPORTING,)),
    ("CII-DT-018", "TypeCode", (_TENDER, _OBJECT, _SUPPORTING)),
    ("CII-DT-021", "Name", (_SUPPORTING,)),
    ("CII-DT-022", "AttachmentBinaryObject", (_SUPPORTING,)),
    ("CII-DT-024", "ReferenceTypeCode", (_OBJECT,)),
)
# Rules CII-DT on a tax: a child that stands only in the breakdown of the document.
_IN_BREAKDOWN = (
    ("CII-DT-041", "BasisAmount"),
    ("CII-DT-054", "TaxPointDate"),
    ("CII-DT-058", "DueDateTypeCode"),
)
# A child that stands only in a tax applied, not in one of an allowance or charge.
_IN_APPLIED = (("CII-DT-052", "ExemptionReasonCode"), ("CII-DT-098", "ExemptionReason"))

_FORMATTED = f"{_RAM}FormattedIssueDateTime"
_TYPED = {_FORMATTED, *(_RAM + child for _, child, _ in _BY_TYPE)}
_PLACED = {_RAM + child for _, child in _IN_BREAKDOWN + _IN_APPLIED}


def _path(names: str) -> str:
    return "/".join(f"{_RAM}{name}" for name in names.split("/"))


def _has(element: etree._Element, names: str) -> bool:
    return element.find(_path(names)) is not None


def _texts(element: etree._Element, names: str) -> list[str]:
    return [found.text or "" for found in element.iterfind(_path(names))]


def _reference(element: etree._Element, trail: Trail) -> None:
    """CII-DT-015, 018, 021, 022, 024, 027: what the type of a supporting document allows."""
    names = {child.tag for child in element}
    if names.isdisjoint(_TYPED):
        return
    additional = element.tag == f"{_RAM}AdditionalReferencedDocument"
    kinds = _texts(element, "TypeCode")
    for rule, child, allowed in _BY_TYPE:
        if _RAM + child in names and not (additional and any(kind in allowed for kind in kinds)):
            trail.found(rule, Severity.FATAL, f"ram:{child}")
    if _FORMATTED in names and element.tag != f"{_RAM}InvoiceReferencedDocument":
        trail.found("CII-DT-027", Severity.FATAL, "ram:FormattedIssueDateTime")


def _tax(element: etree._Element, trail: Trail) -> None:
    """CII-DT-037, 041, 052, 054, 058, 098: what stands in which tax."""
    names = {child.tag: child.text for child in element}
    if names.get(f"{_RAM}TypeCode", "VAT") != "VAT" and "VAT" not in _texts(element, "TypeCode"):
        trail.found("CII-DT-037", Severity.FATAL, "ram:TypeCode")
    if len(names) < len(element):
        _figures(element, trail)
    if names.keys().isdisjoint(_PLACED):
        return
    above = next(element.iterancestors(f"{_RAM}ApplicableHeaderTradeSettlement"), None)
    applied = element.tag == f"{_RAM}ApplicableTradeTax"
    for rule, child in (*(_IN_BREAKDOWN if above is None else ()), *(() if applied else _IN_APPLIED)):
        if _RAM + child in names:
            trail.found(rule, Severity.WARNING, f"ram:{child}")


def _figures(element: etree._Element, trail: Trail) -> None:
    """KSR-ONE: a figure of a tax stands twice, where its category makes the artefacts reckon and give up."""
    categories = {code.strip(BLANKS) for code in _texts(element, "CategoryCode")}
    above = element.getparent()
    in_breakdown = above is not None and above.tag == f"{_RAM}ApplicableHeaderTradeSettlement"
    if element.tag != f"{_RAM}ApplicableTradeTax" or (
        categories & _APART if in_breakdown else "S" not in categories
    ):
        return
    for child in ("RateApplicablePercent", "BasisAmount", "CalculatedAmount"):
        if len(_texts(element, child)) > 1:
            trail.found("KSR-ONE", Severity.FATAL, f"ram:ApplicableTradeTax/ram:{child}")


def _adjustment(element: etree._Element, trail: Trail) -> None:
    """CII-SR-463 and BR-CL-19, 20: an indicator, and a reason from the list of its kind."""
    if not _has(element, "ChargeIndicator"):
        trail.found("CII-SR-463", Severity.FATAL, "ram:ChargeIndicator")
    found = element.find(f"{_RAM}ChargeIndicator/{_UDT}Indicator")
    written = (found.text or "").strip(BLANKS) if found is not None else ""
    if written in _TRUE or written in _FALSE:
        rule = "BR-CL-20" if written in _TRUE else "BR-CL-19"
        allowed = money.CHARGE_REASONS if written in _TRUE else money.ALLOWANCE_REASONS
        for code in _texts(element, "ReasonCode"):
            if code.strip(BLANKS) not in allowed:
                trail.found(rule, Severity.FATAL, "ram:ReasonCode", value=code)


def _product(element: etree._Element, trail: Trail) -> None:
    """CII-SR-046, 090: an identifier with a scheme, one country of origin."""
    globals_ = list(element.iterfind(f"{_RAM}GlobalID"))
    if globals_ and all(found.get("schemeID") is None for found in globals_):
        trail.found("CII-SR-046", Severity.FATAL, "ram:GlobalID/@schemeID")
    if _has(element, "OriginTradeCountry") and len(_texts(element, "OriginTradeCountry/ID")) != 1:
        trail.found("CII-SR-090", Severity.FATAL, "ram:OriginTradeCountry/ram:ID")


def _line_agreement(element: etree._Element, trail: Trail) -> None:
    """CII-SR-119: the discount on a price is an allowance with an amount."""
    discounts = [
        discount
        for gross in element.iterchildren(f"{_RAM}GrossPriceProductTradePrice")
        for discount in gross.iterchildren(f"{_RAM}AppliedTradeAllowanceCharge")
    ]
    if not discounts:
        return
    indicators = [
        found for row in discounts for found in row.iterfind(f"{_RAM}ChargeIndicator/{_UDT}Indicator")
    ]
    allowance = _is_allowance(indicators, trail)
    flagged = any(_has(row, "ChargeIndicator") for row in discounts)
    priced = any(_has(row, "ActualAmount") for row in discounts)
    if not (allowance and priced) and (flagged or priced):
        trail.found("CII-SR-119", Severity.WARNING, "ram:AppliedTradeAllowanceCharge")


def _is_allowance(indicators: list[etree._Element], trail: Trail) -> bool:
    """Tell whether one of them is false; KSR-BOOL: one before it is no boolean, and the artefacts give up."""
    for indicator in indicators:
        written = content(indicator)
        if written in _FALSE:
            return True
        if written not in _TRUE:
            trail.found("KSR-BOOL", Severity.FATAL, "ram:AppliedTradeAllowanceCharge", value=written)
    return False


def _line_settlement(element: etree._Element, trail: Trail) -> None:
    """CII-SR-474: one object of a line."""
    if _count(element, _OBJECT, trim=True) > 1:
        trail.found("CII-SR-474", Severity.WARNING, "ram:AdditionalReferencedDocument")


def _count(element: etree._Element, kind: str, *, trim: bool) -> int:
    """Return how many supporting documents below ``element`` are of ``kind``."""
    documents = element.iterfind(f"{_RAM}AdditionalReferencedDocument")
    texts = (_texts(document, "TypeCode") for document in documents)
    return sum(any((text.strip(BLANKS) if trim else text) == kind for text in kinds) for kinds in texts)


def _agreement(element: etree._Element, trail: Trail) -> None:
    """CII-SR-450, 457, 458, 465, 466, 475, 476: one identifier of the buyer, one person or department."""
    warning = Severity.WARNING
    if _has(element, "BuyerTradeParty/ID") and _has(element, "BuyerTradeParty/GlobalID"):
        trail.found("CII-SR-450", warning, "ram:BuyerTradeParty/ram:ID")
    for rule, kind in (("CII-SR-457", _TENDER), ("CII-SR-458", _OBJECT)):
        if _count(element, kind, trim=False) > 1:
            trail.found(rule, warning, "ram:AdditionalReferencedDocument")
    for rule, side in (("CII-SR-465", "SellerTradeParty"), ("CII-SR-466", "BuyerTradeParty")):
        contact = f"{side}/DefinedTradeContact"
        if _has(element, f"{contact}/PersonName") and _has(element, f"{contact}/DepartmentName"):
            trail.found(rule, warning, f"ram:{side}/ram:DefinedTradeContact")
    supporting = [
        document
        for document in element.iterfind(f"{_RAM}AdditionalReferencedDocument")
        if any(kind.strip(BLANKS) == _SUPPORTING for kind in _texts(document, "TypeCode"))
    ]
    for rule, child in (("CII-SR-475", "Name"), ("CII-SR-476", "AttachmentBinaryObject")):
        if sum(len(_texts(document, child)) for document in supporting) > 1:
            trail.found(rule, warning, f"ram:AdditionalReferencedDocument/ram:{child}")


def _delivery(element: etree._Element, trail: Trail) -> None:
    """CII-SR-449: one identifier of the place of delivery; KSR-ONE: one place."""
    if len(_texts(element, "ShipToTradeParty/PostalTradeAddress")) > 1:
        trail.found("KSR-ONE", Severity.FATAL, "ram:ShipToTradeParty")
    if _has(element, "ShipToTradeParty/ID") and _has(element, "ShipToTradeParty/GlobalID"):
        trail.found("CII-SR-449", Severity.WARNING, "ram:ShipToTradeParty/ram:ID")


def _settlement(element: etree._Element, trail: Trail) -> None:
    """CII-SR-451, 470: one identifier of the payee, accounts for transfers."""
    if _has(element, "PayeeTradeParty/ID") and _has(element, "PayeeTradeParty/GlobalID"):
        trail.found("CII-SR-451", Severity.WARNING, "ram:PayeeTradeParty/ram:ID")
    for means in element.iterfind(f"{_RAM}SpecifiedTradeSettlementPaymentMeans"):
        codes = _texts(means, "TypeCode")
        transfer = any(code.strip(BLANKS) in _TRANSFERS for code in codes)
        if len(codes) > 1 and not transfer:  # the artefacts look at them all, and give up
            trail.found("KSR-ONE", Severity.FATAL, "ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode")
        account = "PayeePartyCreditorFinancialAccount"
        if transfer and not (_has(means, f"{account}/IBANID") or _has(means, f"{account}/ProprietaryID")):
            trail.once("CII-SR-470", Severity.FATAL, f"ram:{account}")


def _one(child: str) -> Check:
    """KSR-ONE: two of a child where one may stand, on which the artefacts give up."""

    def one(element: etree._Element, trail: Trail) -> None:
        if len(_texts(element, child)) > 1:
            name = etree.QName(element).localname
            trail.found("KSR-ONE", Severity.FATAL, f"ram:{name}/ram:{child}")

    return one


def _context(element: etree._Element, trail: Trail) -> None:
    trail.count("context")
    if trail.counted("context") == 2:
        trail.found("KSR-ONE", Severity.FATAL, "/rsm:ExchangedDocumentContext")


def _point(element: etree._Element, trail: Trail) -> None:
    trail.differ("CII-SR-462", element.text or "")


def _means(element: etree._Element, trail: Trail) -> None:
    trail.differ("CII-SR-467", " ".join((element.text or "").split()))


def _means_text(element: etree._Element, trail: Trail) -> None:
    trail.differ("CII-SR-468", " ".join((element.text or "").split()))


def _date(element: etree._Element, trail: Trail) -> None:
    """CII-DT-097: a day is written YYYYMMDD."""
    if element.get("format") == "102" and not _DAY.fullmatch(element.text or ""):
        trail.found("CII-DT-097", Severity.FATAL, "udt:DateTimeString", value=element.text or "")


def _quantity(element: etree._Element, trail: Trail) -> None:
    """CII-DT-033: a unit stands only where some invoiced quantity has one."""
    if element.get("unitCode") is not None:
        billed = element.tag == f"{_RAM}BilledQuantity"
        trail.count("billed" if billed else "CII-DT-033")


def _country(element: etree._Element, trail: Trail) -> None:
    trail.invoice.elsewhere.countries.add(element.text or "")


def at_end(element: etree._Element, trail: Trail) -> None:
    """Rules on the whole document, when all of it has been seen."""
    for rule in ("CII-SR-462", "CII-SR-467", "CII-SR-468"):
        if trail.counted(rule) > 1:
            trail.found(rule, Severity.FATAL, "ram:ApplicableHeaderTradeSettlement")
    if not trail.counted("billed"):
        for _ in range(trail.counted("CII-DT-033")):
            trail.found("CII-DT-033", Severity.FATAL, "@unitCode")


_TRADE = "/rsm:SupplyChainTradeTransaction/"
_LINE = f"{_TRADE}ram:IncludedSupplyChainTradeLineItem/"
CHECKS = (
    ("*ReferencedDocument", _reference),
    ("*TradeTax", _tax),
    ("*Quantity", _quantity),
    ("ram:SpecifiedTradeAllowanceCharge", _adjustment),
    (f"{_LINE}ram:SpecifiedTradeProduct", _product),
    (f"{_LINE}ram:SpecifiedLineTradeAgreement", _line_agreement),
    (f"{_LINE}ram:SpecifiedLineTradeSettlement", _line_settlement),
    (f"{_TRADE}ram:ApplicableHeaderTradeAgreement", _agreement),
    (f"{_TRADE}ram:ApplicableHeaderTradeDelivery", _delivery),
    (f"{_TRADE}ram:ApplicableHeaderTradeSettlement", _settlement),
    ("/rsm:ExchangedDocumentContext", _context),
    ("ram:URIUniversalCommunication", _one("URIID")),
    ("ram:DesignatedProductClassification", _one("ClassCode")),
    ("ram:ApplicableTradeTax/ram:DueDateTypeCode", _point),
    ("ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode", _means),
    ("ram:SpecifiedTradeSettlementPaymentMeans/ram:Information", _means_text),
    ("udt:DateTimeString", _date),
    ("ram:CountryID", _country),
)
