"""ZUGFeRD 1.0 (2014), read by renaming: the elements of its draft of CII become those of CII D16B.

Only reading: nobody writes it any more. What D16B has no element for stays under its old
name and is passed over by the reader.
"""

from lxml import etree

_UNECE = "urn:un:unece:uncefact:data:standard:"
_OLD_RSM = "urn:ferd:CrossIndustryDocument:invoice:1p0"
ROOT = f"{{{_OLD_RSM}}}CrossIndustryDocument"

_NAMESPACES = {
    _OLD_RSM: f"{_UNECE}CrossIndustryInvoice:100",
    f"{_UNECE}ReusableAggregateBusinessInformationEntity:12": (
        f"{_UNECE}ReusableAggregateBusinessInformationEntity:100"
    ),
    f"{_UNECE}UnqualifiedDataType:15": f"{_UNECE}UnqualifiedDataType:100",
}
_NAMES = {
    "CrossIndustryDocument": "CrossIndustryInvoice",
    "SpecifiedExchangedDocumentContext": "ExchangedDocumentContext",
    "HeaderExchangedDocument": "ExchangedDocument",
    "SpecifiedSupplyChainTradeTransaction": "SupplyChainTradeTransaction",
    "ApplicableSupplyChainTradeAgreement": "ApplicableHeaderTradeAgreement",
    "ApplicableSupplyChainTradeDelivery": "ApplicableHeaderTradeDelivery",
    "ApplicableSupplyChainTradeSettlement": "ApplicableHeaderTradeSettlement",
    "SpecifiedSupplyChainTradeAgreement": "SpecifiedLineTradeAgreement",
    "SpecifiedSupplyChainTradeDelivery": "SpecifiedLineTradeDelivery",
    "SpecifiedSupplyChainTradeSettlement": "SpecifiedLineTradeSettlement",
    "ApplicablePercent": "RateApplicablePercent",
}
# Elements whose new name hangs on where they stand.
_NAMES_INSIDE = {
    ("ApplicableSupplyChainTradeSettlement", "SpecifiedTradeSettlementMonetarySummation"): (
        "SpecifiedTradeSettlementHeaderMonetarySummation"
    ),
    ("SpecifiedSupplyChainTradeSettlement", "SpecifiedTradeSettlementMonetarySummation"): (
        "SpecifiedTradeSettlementLineMonetarySummation"
    ),
}
# The carriage of ZUGFeRD 1 is a charge like any other (BG-21).
_CARRIAGE = "SpecifiedLogisticsServiceCharge"
_NAMES_OF_CARRIAGE = {
    "Description": "Reason",
    "AppliedAmount": "ActualAmount",
    "AppliedTradeTax": "CategoryTradeTax",
}


def in_cii(root: etree._Element) -> etree._Element:
    """Return the document at ``root``, whose tag is ``ROOT``, as a new tree of CII D16B."""
    made = etree.Element(_tag(root, "", ""))
    _copy(root, made)
    return made


def _copy(old: etree._Element, new: etree._Element) -> None:
    new.text = old.text
    parent = etree.QName(old).localname
    if parent == _CARRIAGE:
        namespace = etree.QName(new).namespace
        indicator = etree.SubElement(new, f"{{{namespace}}}ChargeIndicator")
        etree.SubElement(indicator, f"{{{_UNECE}UnqualifiedDataType:100}}Indicator").text = "true"
    for child in old:
        name = etree.QName(child).localname
        made = etree.SubElement(new, _tag(child, parent, name))
        for key, value in child.items():
            made.set(key, value)
        _copy(child, made)


def _tag(element: etree._Element, parent: str, name: str) -> str:
    named = etree.QName(element)
    namespace = named.namespace or ""
    return f"{{{_NAMESPACES.get(namespace, namespace)}}}{_new_name(parent, name or named.localname)}"


def _new_name(parent: str, name: str) -> str:
    if parent == _CARRIAGE and name in _NAMES_OF_CARRIAGE:
        return _NAMES_OF_CARRIAGE[name]
    if name == _CARRIAGE:
        return "SpecifiedTradeAllowanceCharge"
    if name == "ID" and parent.endswith("ReferencedDocument"):
        return "IssuerAssignedID"
    return _NAMES_INSIDE.get((parent, name)) or _NAMES.get(name, name)
