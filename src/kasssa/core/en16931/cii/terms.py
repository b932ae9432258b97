"""Where the terms of EN 16931 stand in CII D16B (CEN/TS 16931-3-3)."""

import msgspec
from lxml import etree

from kasssa.core.en16931.grammar import (
    Group,
    Home,
    Leaf,
    Nest,
    amount,
    capitals,
    classes,
    content,
    identifier,
    identifiers,
    joined,
    many,
    one,
    own,
    quantity,
    raw,
    text,
)
from kasssa.core.en16931.model import (
    Account,
    Address,
    Adjustment,
    Attribute,
    Card,
    Contact,
    Delivery,
    Document,
    Identifier,
    Invoice,
    Line,
    Mandate,
    Note,
    Party,
    Payment,
    Period,
    Reference,
    Registration,
    Subtotal,
    Tax,
    TaxTotal,
    Totals,
)

_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
_UDT = "{urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100}"
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_DAY = "102"  # YYYYMMDD, UNTDID 2379


def _indicator(element: etree._Element, target: Adjustment, field: str) -> None:
    target.indicator = element.text or ""
    target.charge = _BOOLEANS.get(content(element))


def _registration(element: etree._Element, target: Registration, field: str) -> None:
    """BT-31 under VA, BT-32 under FC."""
    target.number, target.written = content(element), element.text or ""
    target.scheme_text = element.get("schemeID")
    target.scheme = "VAT" if target.scheme_text == "VA" else ""


def _endpoint(element: etree._Element, target: Party, field: str) -> None:
    if target.endpoint is None:
        found = element.find(f"{_RAM}URIID")
        target.endpoint = (
            Identifier() if found is None else Identifier(content(found), content_of(found, "schemeID"))
        )


def content_of(element: etree._Element, attribute: str) -> str | None:
    """Return the attribute without the blanks around it."""
    written = element.get(attribute)
    return None if written is None else written.strip()


def _day(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    """A date, where it is written as a day."""
    if element.get("format") == _DAY and getattr(target, field) is None:
        setattr(target, field, content(element))


def _start(element: etree._Element, target: Period, field: str) -> None:
    target.start_present = True


def _end(element: etree._Element, target: Period, field: str) -> None:
    target.end_present = True


def _whole(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, "".join(str(part) for part in element.itertext()).strip())


def _attachment(element: etree._Element, target: Document, field: str) -> None:
    target.attachment = element.text or ""
    target.mime, target.file_name = element.get("mimeCode"), element.get("filename")


def _bank_alone() -> Account:
    return Account(bank_alone=True)


def _subtotal() -> Subtotal:
    return Subtotal(tax=Tax())


_TAX_ROWS = {
    "ram:TypeCode": capitals("scheme"),
    "ram:CategoryCode": raw("category"),
    "ram:RateApplicablePercent": amount("rate"),
    "ram:ExemptionReason": text("reason"),
    "ram:ExemptionReasonCode": text("reason_code"),
    "ram:TaxPointDate": own(_whole, "point_date", deep=True),
    "ram:DueDateTypeCode": text("point"),
}
TAX = Group(Tax, _TAX_ROWS)
SUBTOTAL = Group(
    _subtotal,
    {
        "ram:BasisAmount": amount("base"),
        "ram:CalculatedAmount": amount("amount"),
        **{
            path: Leaf(leaf.kind, leaf.field, leaf.read, leaf.deep, "tax") for path, leaf in _TAX_ROWS.items()
        },
    },
)
ADDRESS = Group(
    Address,
    {
        "ram:LineOne": text("line_1"),
        "ram:LineTwo": text("line_2"),
        "ram:LineThree": text("line_3"),
        "ram:CityName": text("city"),
        "ram:PostcodeCode": text("post_code"),
        "ram:CountrySubDivisionName": text("region"),
        "ram:CountryID": text("country"),
    },
)
CONTACT = Group(
    Contact,
    {
        "ram:PersonName": text("name"),
        "ram:DepartmentName": text("department"),
        "ram:TelephoneUniversalCommunication/ram:CompleteNumber": text("telephone"),
        "ram:EmailURIUniversalCommunication/ram:URIID": text("email"),
    },
)
PARTY = Group(
    Party,
    {
        "ram:ID": identifiers("ids"),
        "ram:GlobalID": identifiers("global_ids"),
        "ram:Name": text("name"),
        "ram:Description": text("legal_form"),
        "ram:SpecifiedLegalOrganization/ram:ID": identifier("legal_id"),
        "ram:SpecifiedLegalOrganization/ram:TradingBusinessName": text("trading_name"),
        "ram:DefinedTradeContact": one(CONTACT, "contact"),
        "ram:PostalTradeAddress": one(ADDRESS, "address"),
        "ram:URIUniversalCommunication": own(_endpoint, "endpoint", deep=True),
        "ram:SpecifiedTaxRegistration": many(
            Group(Registration, {"ram:ID": own(_registration, "number")}), "registrations"
        ),
    },
)
PERIOD = Group(
    Period,
    {
        "ram:StartDateTime": own(_start, "start_present", deep=True),
        "ram:StartDateTime/udt:DateTimeString": own(_day, "start"),
        "ram:EndDateTime": own(_end, "end_present", deep=True),
        "ram:EndDateTime/udt:DateTimeString": own(_day, "end"),
    },
)
ADJUSTMENT = Group(
    Adjustment,
    {
        "ram:ChargeIndicator/udt:Indicator": own(_indicator, "charge"),
        "ram:CalculationPercent": amount("percent"),
        "ram:BasisAmount": amount("base"),
        "ram:ActualAmount": amount("amount"),
        "ram:ReasonCode": text("reason_code"),
        "ram:Reason": text("reason"),
        "ram:CategoryTradeTax": many(TAX, "taxes"),
    },
)
DOCUMENT = Group(
    Document,
    {
        "ram:IssuerAssignedID": text("id"),
        "ram:URIID": text("location"),
        "ram:TypeCode": text("kind"),
        "ram:Name": text("description"),
        "ram:AttachmentBinaryObject": own(_attachment, "attachment"),
        "ram:ReferenceTypeCode": text("scheme"),
    },
)
_ACCOUNT = Group(
    Account,
    {"ram:IBANID": text("iban"), "ram:ProprietaryID": text("other"), "ram:AccountName": text("name")},
)
_BANK = Group(_bank_alone, {"ram:BICID": text("bank")})
PAYMENT = Group(
    Payment,
    {
        "ram:TypeCode": text("means"),
        "ram:Information": text("means_text"),
        "ram:ApplicableTradeSettlementFinancialCard": one(
            Group(Card, {"ram:ID": text("number"), "ram:CardholderName": text("holder")}), "card"
        ),
        "ram:PayerPartyDebtorFinancialAccount": one(
            Group(Mandate, {"ram:IBANID": text("payer_account")}), "mandate"
        ),
        "ram:PayeePartyCreditorFinancialAccount": many(_ACCOUNT, "accounts"),
        "ram:PayeeSpecifiedCreditorFinancialInstitution": joined(_BANK, "accounts"),
    },
)
_PRODUCT = "ram:SpecifiedTradeProduct/"
_LINE_AGREEMENT = "ram:SpecifiedLineTradeAgreement/"
_LINE_SETTLEMENT = "ram:SpecifiedLineTradeSettlement/"
LINE = Group(
    Line,
    {
        "ram:AssociatedDocumentLineDocument/ram:LineID": text("id"),
        "ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content": text("note"),
        f"{_PRODUCT}ram:GlobalID": identifier("standard_item"),
        f"{_PRODUCT}ram:SellerAssignedID": text("seller_item"),
        f"{_PRODUCT}ram:BuyerAssignedID": text("buyer_item"),
        f"{_PRODUCT}ram:Name": text("name"),
        f"{_PRODUCT}ram:Description": text("description"),
        f"{_PRODUCT}ram:ApplicableProductCharacteristic": many(
            Group(Attribute, {"ram:Description": text("name"), "ram:Value": text("value")}), "attributes"
        ),
        f"{_PRODUCT}ram:DesignatedProductClassification/ram:ClassCode": classes("classes"),
        f"{_PRODUCT}ram:OriginTradeCountry/ram:ID": text("origin"),
        f"{_LINE_AGREEMENT}ram:BuyerOrderReferencedDocument/ram:LineID": text("order_line"),
        f"{_LINE_AGREEMENT}ram:GrossPriceProductTradePrice/ram:ChargeAmount": amount("gross_price"),
        f"{_LINE_AGREEMENT}ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge"
        "/ram:ActualAmount": amount("price_discount"),
        f"{_LINE_AGREEMENT}ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge"
        "/ram:ChargeIndicator/udt:Indicator": text("price_indicator"),
        f"{_LINE_AGREEMENT}ram:NetPriceProductTradePrice/ram:ChargeAmount": amount("price"),
        f"{_LINE_AGREEMENT}ram:NetPriceProductTradePrice/ram:BasisQuantity": quantity("price_base"),
        "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity": quantity("quantity"),
        f"{_LINE_SETTLEMENT}ram:ApplicableTradeTax": many(TAX, "taxes"),
        f"{_LINE_SETTLEMENT}ram:BillingSpecifiedPeriod": one(PERIOD, "period"),
        f"{_LINE_SETTLEMENT}ram:SpecifiedTradeAllowanceCharge": many(ADJUSTMENT, "adjustments"),
        f"{_LINE_SETTLEMENT}ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount": amount(
            "net"
        ),
        f"{_LINE_SETTLEMENT}ram:AdditionalReferencedDocument": many(DOCUMENT, "documents"),
        f"{_LINE_SETTLEMENT}ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID": text("buyer_account"),
    },
)
DELIVERY = Group(
    Delivery,
    {
        "ram:ID": identifier("location"),
        "ram:GlobalID": identifier("location"),
        "ram:Name": text("name"),
        "ram:PostalTradeAddress": one(ADDRESS, "address"),
    },
)
_EVENT = Group(Delivery, {"ram:OccurrenceDateTime/udt:DateTimeString": text("date")})
TOTALS = Group(
    Totals,
    {
        "ram:LineTotalAmount": amount("lines"),
        "ram:ChargeTotalAmount": amount("charges"),
        "ram:AllowanceTotalAmount": amount("allowances"),
        "ram:TaxBasisTotalAmount": amount("without_vat"),
        "ram:TaxTotalAmount": Nest(
            Group(TaxTotal, {}, own=amount("amount")), "tax_totals", many=True, home=Home.INVOICE
        ),
        "ram:RoundingAmount": amount("rounding"),
        "ram:GrandTotalAmount": amount("with_vat"),
        "ram:TotalPrepaidAmount": amount("prepaid"),
        "ram:DuePayableAmount": amount("due"),
    },
)
_CONTEXT = "rsm:ExchangedDocumentContext/"
_DOCUMENT = "rsm:ExchangedDocument/"
_TRADE = "rsm:SupplyChainTradeTransaction/"
_AGREEMENT = f"{_TRADE}ram:ApplicableHeaderTradeAgreement/"
_DELIVERY = f"{_TRADE}ram:ApplicableHeaderTradeDelivery/"
_SETTLEMENT = f"{_TRADE}ram:ApplicableHeaderTradeSettlement/"
_TERMS = f"{_SETTLEMENT}ram:SpecifiedTradePaymentTerms/"
INVOICE = Group(
    Invoice,
    {
        f"{_CONTEXT}ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID": text("process"),
        f"{_CONTEXT}ram:GuidelineSpecifiedDocumentContextParameter/ram:ID": text("specification"),
        f"{_DOCUMENT}ram:ID": text("number"),
        f"{_DOCUMENT}ram:TypeCode": text("kind"),
        f"{_DOCUMENT}ram:IssueDateTime/udt:DateTimeString": own(_day, "issued_on"),
        f"{_DOCUMENT}ram:IncludedNote": many(
            Group(Note, {"ram:Content": raw("text"), "ram:SubjectCode": text("subject")}), "notes"
        ),
        f"{_TRADE}ram:IncludedSupplyChainTradeLineItem": many(LINE, "lines"),
        f"{_AGREEMENT}ram:BuyerReference": text("buyer_reference"),
        f"{_AGREEMENT}ram:SellerTradeParty": one(PARTY, "seller"),
        f"{_AGREEMENT}ram:BuyerTradeParty": one(PARTY, "buyer"),
        f"{_AGREEMENT}ram:SellerTaxRepresentativeTradeParty": one(PARTY, "representative"),
        f"{_AGREEMENT}ram:SellerOrderReferencedDocument/ram:IssuerAssignedID": text("sales_order"),
        f"{_AGREEMENT}ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID": text("order"),
        f"{_AGREEMENT}ram:ContractReferencedDocument/ram:IssuerAssignedID": text("contract"),
        f"{_AGREEMENT}ram:AdditionalReferencedDocument": many(DOCUMENT, "documents"),
        f"{_AGREEMENT}ram:SpecifiedProcuringProject/ram:ID": text("project"),
        f"{_DELIVERY}ram:ShipToTradeParty": joined(DELIVERY, "deliveries"),
        f"{_DELIVERY}ram:ActualDeliverySupplyChainEvent": joined(_EVENT, "deliveries"),
        f"{_DELIVERY}ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID": text("despatch"),
        f"{_DELIVERY}ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID": text("receipt"),
        f"{_SETTLEMENT}ram:CreditorReferenceID": text("creditor"),
        f"{_SETTLEMENT}ram:PaymentReference": text("reference"),
        f"{_SETTLEMENT}ram:TaxCurrencyCode": text("tax_currency"),
        f"{_SETTLEMENT}ram:InvoiceCurrencyCode": text("currency"),
        f"{_SETTLEMENT}ram:PayeeTradeParty": one(PARTY, "payee"),
        f"{_SETTLEMENT}ram:SpecifiedTradeSettlementPaymentMeans": many(PAYMENT, "payments"),
        f"{_SETTLEMENT}ram:ApplicableTradeTax": many(SUBTOTAL, "breakdown"),
        f"{_SETTLEMENT}ram:BillingSpecifiedPeriod": many(PERIOD, "periods"),
        f"{_SETTLEMENT}ram:SpecifiedTradeAllowanceCharge": many(ADJUSTMENT, "adjustments"),
        f"{_TERMS}ram:Description": text("terms"),
        f"{_TERMS}ram:DueDateDateTime/udt:DateTimeString": text("due_on"),
        f"{_TERMS}ram:DirectDebitMandateID": text("mandate"),
        f"{_SETTLEMENT}ram:SpecifiedTradeSettlementHeaderMonetarySummation": one(TOTALS, "totals"),
        f"{_SETTLEMENT}ram:InvoiceReferencedDocument": many(
            Group(
                Reference,
                {
                    "ram:IssuerAssignedID": text("id"),
                    "ram:FormattedIssueDateTime/qdt:DateTimeString": text("issued_on"),
                },
            ),
            "preceding",
        ),
        f"{_SETTLEMENT}ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID": text("buyer_account"),
    },
)
