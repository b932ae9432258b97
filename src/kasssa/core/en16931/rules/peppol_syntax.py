"""Peppol BIS Billing 3 where it speaks of the document as written: empty elements, dates, references, CII.

Source: the rule descriptions of Peppol BIS Billing 3.0 (May 2025). Rules whose lists EN 16931
has too (CL001 to CL008) are judged by those lists: ``repeated`` says them again under their
Peppol ids.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lxml import etree

from kasssa.core.en16931.findings import Finding, Severity
from kasssa.core.en16931.grammar import content
from kasssa.core.en16931.numbers import ZERO, number

RULE = "PEPPOL-EN16931-"

_CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
_CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
_UDT = "{urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100}"
_REPEATED = {
    "BR-CL-24": "CL001",
    "BR-CL-19": "CL002",
    "BR-CL-20": "CL003",
    "BR-CL-06": "CL006",
    "BR-CL-03": "CL007",
    "BR-CL-25": "CL008",
}
_DATES = ("IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate", "ActualDeliveryDate")
_DAY = re.compile(r"20[0-9]{6}")
_OBJECT, _TENDER = "130", "50"


class Broken(NamedTuple):
    """A rule, the term it is about, and where it is broken."""

    rule: str
    term: str
    element: etree._Element


def repeated(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the CL rules of Peppol for those of EN 16931 that look codes up in the same lists."""
    for finding in findings:
        if finding.rule in _REPEATED:
            yield Finding(
                RULE + _REPEATED[finding.rule], Severity.FATAL, finding.term, finding.path, finding.params
            )


def check(root: etree._Element) -> Iterator[Finding]:
    """Yield what the rules on the document as written find in ``root``, an invoice of UBL or CII."""
    cii = root.tag.endswith("}CrossIndustryInvoice")
    rules: tuple[Callable[[etree._Element], Iterator[Broken]], ...] = (
        (_parties, _documents, _tax_totals, _discounts, _prices, _periods, _days)
        if cii
        else (_empty, _lines, _dates)
    )
    for rule in rules:
        for name, term, element in rule(root):
            path = etree.QName(element).localname
            yield Finding(RULE + name, Severity.FATAL, term, path, (("value", (element.text or "")[:80]),))


def _path(names: str) -> str:
    return "/".join(f"{_RAM}{name}" for name in names.split("/"))


def _empty(root: etree._Element) -> Iterator[Broken]:
    """R008: an element has a text or elements."""
    for element in root.iter():
        if not len(element) and not (element.text or "").strip():
            yield Broken("R008", "", element)


def _lines(root: etree._Element) -> Iterator[Broken]:
    """R100, R101: a line refers to one document at most, and that is its object."""
    for line in root.iterchildren(f"{_CAC}InvoiceLine", f"{_CAC}CreditNoteLine"):
        references = line.findall(f"{_CAC}DocumentReference")
        kinds = {kind.text for row in references for kind in row.iterchildren(f"{_CBC}DocumentTypeCode")}
        if len(references) > 1:
            yield Broken("R100", "BT-128", line)
        if references and _OBJECT not in kinds:
            yield Broken("R101", "BT-128", line)


def _dates(root: etree._Element) -> Iterator[Broken]:
    """F001: a date is YYYY-MM-DD and a day of the calendar."""
    for element in root.iter(*(f"{_CBC}{name}" for name in _DATES)):
        try:
            right = len(element.text or "") == 10 and bool(date.fromisoformat(element.text or ""))
        except ValueError:
            right = False
        if not right:
            yield Broken("F001", "", element)


def _days(root: etree._Element) -> Iterator[Broken]:
    """F001 of CII: a date is YYYYMMDD of this century."""
    for element in root.iter(f"{_UDT}DateTimeString"):
        if (element.get("format") or "").strip() != "102" or not _DAY.fullmatch(element.text or ""):
            yield Broken("F001", "", element)


def _parties(root: etree._Element) -> Iterator[Broken]:
    """R010, R020 of CII: seller and buyer have an electronic address; R002: one note without a subject."""
    for rule, term, side in (("R010", "BT-49", "BuyerTradeParty"), ("R020", "BT-34", "SellerTradeParty")):
        for party in root.iter(f"{_RAM}{side}"):
            if party.find(_path("URIUniversalCommunication/URIID")) is None:
                yield Broken(rule, term, party)
    for document in root.iterchildren("{*}ExchangedDocument"):
        notes = document.findall(_path("IncludedNote"))
        if len(notes) > 1 or document.find(_path("IncludedNote/SubjectCode")) is not None:
            yield Broken("R002", "BT-22", document)


def _documents(root: etree._Element) -> Iterator[Broken]:
    """R006, R080, R100, R101 of CII: one object, one tender, and on a line the object alone."""
    for agreement in root.iter(f"{_RAM}ApplicableHeaderTradeAgreement"):
        kinds = _kinds(agreement)
        if kinds.count(_OBJECT) > 1:
            yield Broken("R006", "BT-18", agreement)
        if kinds.count(_TENDER) > 1:
            yield Broken("R080", "BT-17", agreement)
    for line in root.iter(f"{_RAM}IncludedSupplyChainTradeLineItem"):
        for settlement in line.iterchildren(f"{_RAM}SpecifiedLineTradeSettlement"):
            kinds = _kinds(settlement)
            if kinds.count(_OBJECT) > 1:
                yield Broken("R100", "BT-128", line)
            if settlement.find(_path("AdditionalReferencedDocument")) is not None and _OBJECT not in kinds:
                yield Broken("R101", "BT-128", line)


def _kinds(element: etree._Element) -> list[str]:
    return [found.text or "" for found in element.iterfind(_path("AdditionalReferencedDocument/TypeCode"))]


def _tax_totals(root: etree._Element) -> Iterator[Broken]:
    """R053, R054, R055 of CII: a total of VAT in each of the two currencies, of the same sign."""
    for settlement in root.iter(f"{_RAM}ApplicableHeaderTradeSettlement"):
        own = settlement.findtext(_path("InvoiceCurrencyCode"))
        accounting = settlement.findtext(_path("TaxCurrencyCode"))
        totals = settlement.findall(_path("SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount"))
        mine = [row for row in totals if row.get("currencyID") == own]
        others = [row for row in totals if row.get("currencyID") not in {own, None}]
        if len(mine) != 1:
            yield Broken("R053", "BT-110", settlement)
        if len(others) != int(accounting is not None):
            yield Broken("R054", "BT-111", settlement)
        theirs = [row for row in totals if row.get("currencyID") == accounting]
        if accounting is not None and not _signs(mine) & _signs(theirs):
            yield Broken("R055", "BT-111", settlement)


def _signs(amounts: list[etree._Element]) -> set[bool]:
    values = [number(row.text or "").value for row in amounts]
    return {value < ZERO for value in values if value is not None}


def _discounts(root: etree._Element) -> Iterator[Broken]:
    """R043 of CII: the indicator of a discount on a price is true or false."""
    for discount in root.iter(f"{_RAM}AppliedTradeAllowanceCharge"):
        written = discount.findtext(f"{_RAM}ChargeIndicator/{_UDT}Indicator", "")
        if written.strip() not in {"true", "false"}:
            yield Broken("R043", "", discount)


def _prices(root: etree._Element) -> Iterator[Broken]:
    """R121, R130 of CII: the base of a price, net or gross, is above zero and in the unit of the quantity."""
    for line in root.iter(f"{_RAM}IncludedSupplyChainTradeLineItem"):
        billed = line.findall(_path("SpecifiedLineTradeDelivery/BilledQuantity"))
        units = {quantity.get("unitCode") for quantity in billed}
        for price in ("NetPriceProductTradePrice", "GrossPriceProductTradePrice"):
            for base in line.iterfind(_path(f"SpecifiedLineTradeAgreement/{price}/BasisQuantity")):
                value = number(base.text or "").value
                if value is None or value <= ZERO:
                    yield Broken("R121", "BT-149", base)
                if base.get("unitCode") is not None and base.get("unitCode") not in units:
                    yield Broken("R130", "BT-150", base)


def _periods(root: etree._Element) -> Iterator[Broken]:
    """R110, R111 of CII: the period of a line lies inside that of the invoice."""
    for trade in root.iterchildren("{*}SupplyChainTradeTransaction"):
        for rule, term, end in (("R110", "BT-134", "StartDateTime"), ("R111", "BT-135", "EndDateTime")):
            whole = _times(trade, f"ApplicableHeaderTradeSettlement/BillingSpecifiedPeriod/{end}")
            place = f"SpecifiedLineTradeSettlement/BillingSpecifiedPeriod/{end}"
            for line in trade.iterchildren(f"{_RAM}IncludedSupplyChainTradeLineItem") if whole else ():
                for own in _times(line, place):
                    inside = own >= min(whole) if rule == "R110" else own <= max(whole)
                    if not inside:
                        yield Broken(rule, term, line)


def _times(element: etree._Element, names: str) -> list[str]:
    return [content(found) for found in element.iterfind(f"{_path(names)}/{_UDT}DateTimeString")]
