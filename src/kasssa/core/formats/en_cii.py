"""The semantic invoice written as CII D16B (CEN/TS 16931-3-3).

The rows stand in the order of the schema. ``write`` takes an invoice in the terms of CII,
as the reader of CII gives it; ``convert.in_syntax`` brings any other into them first.
"""

import msgspec

from kasssa.core.en16931.model import (
    Account,
    Delivery,
    Document,
    Identifier,
    Invoice,
    Registration,
    Tax,
    TaxTotal,
    Totals,
)
from kasssa.core.formats.en_pen import (
    Cell,
    Plan,
    always,
    attribute,
    each,
    many,
    number,
    one,
    quantity,
    shown,
    text,
)

_XMLNS = "urn:un:unece:uncefact:data:standard:"
_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<rsm:CrossIndustryInvoice xmlns:rsm="{_XMLNS}CrossIndustryInvoice:100" '
    f'xmlns:ram="{_XMLNS}ReusableAggregateBusinessInformationEntity:100" '
    f'xmlns:udt="{_XMLNS}UnqualifiedDataType:100" xmlns:qdt="{_XMLNS}QualifiedDataType:100">'
)
_END = "</rsm:CrossIndustryInvoice>\n"
_NO_CHARGE = "<ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator>"  # BT-147
_DAY = 'udt:DateTimeString format="102"'  # YYYYMMDD, UNTDID 2379
_PROJECT_NAME = "<ram:Name>Project reference</ram:Name>"  # which the schema asks for
_WRITTEN = ("", "")


def write(invoice: Invoice) -> bytes:
    """Return ``invoice``, in the terms of CII, as a CrossIndustryInvoice; equal invoices give equal bytes."""
    parts = [
        part if part.tax is not None else msgspec.structs.replace(part, tax=Tax())
        for part in invoice.breakdown
    ]
    whole = msgspec.structs.replace(invoice, totals=invoice.totals or Totals(), breakdown=parts)
    return f"{_START}{_INVOICE.fill(whole, invoice.currency)}{_END}".encode()


def _identifier(value: Identifier, _: object) -> tuple[str, str]:
    return attribute("schemeID", value.scheme), value.value


def _own_number(value: Identifier, _: object) -> tuple[str, str] | None:
    return ("", value.value) if value.scheme is None else None


def _global_number(value: Identifier, _: object) -> tuple[str, str] | None:
    return None if value.scheme is None else (attribute("schemeID", value.scheme), value.value)


def _class(value: str, around: Identifier) -> tuple[str, str]:
    return attribute("listID", around.scheme) + attribute("listVersionID", around.version), value


def _registration(number: str, around: Registration) -> tuple[str, str]:
    """BT-31 under VA, BT-32 under FC (UNTDID 1153)."""
    return attribute("schemeID", around.scheme_text), number


def _attachment(content: str, document: Document) -> tuple[str, str]:
    return attribute("mimeCode", document.mime) + attribute("filename", document.file_name), content


def _tax_total(total: TaxTotal, invoice: Invoice) -> tuple[str, str] | None:
    if total.amount is None:
        return None
    return attribute("currencyID", total.amount.unit or invoice.currency), total.amount.text


def _has_number(account: Account, _: object) -> tuple[str, str] | None:
    return _WRITTEN if (account.iban, account.other, account.name) != (None, None, None) else None


def _has_bank(account: Account, _: object) -> tuple[str, str] | None:
    return None if account.bank is None else _WRITTEN


def _has_place(delivery: Delivery, _: object) -> tuple[str, str] | None:
    return _WRITTEN if (delivery.location, delivery.name, delivery.address) != (None, None, None) else None


def _has_date(delivery: Delivery, _: object) -> tuple[str, str] | None:
    return None if delivery.date is None else _WRITTEN


def _tax_rows(inside: str, *, sums: bool) -> dict[str, Cell]:
    """The rows of a tax; in the breakdown the sums stand among them."""
    calculated = {"ram:CalculatedAmount": number("amount")} if sums else {}
    basis = {"ram:BasisAmount": number("base")} if sums else {}
    return {
        **calculated,
        "ram:TypeCode": text(f"{inside}scheme"),
        "ram:ExemptionReason": text(f"{inside}reason"),
        **basis,
        "ram:CategoryCode": text(f"{inside}category"),
        "ram:ExemptionReasonCode": text(f"{inside}reason_code"),
        'ram:TaxPointDate/udt:DateString format="102"': text(f"{inside}point_date"),
        "ram:DueDateTypeCode": text(f"{inside}point"),
        "ram:RateApplicablePercent": number(f"{inside}rate"),
    }


_TAX = Plan(_tax_rows("", sums=False))
_SUBTOTAL = Plan(_tax_rows("tax.", sums=True))
_ADDRESS = Plan(
    {
        "ram:PostcodeCode": text("post_code"),
        "ram:LineOne": text("line_1"),
        "ram:LineTwo": text("line_2"),
        "ram:LineThree": text("line_3"),
        "ram:CityName": text("city"),
        "ram:CountryID": text("country"),
        "ram:CountrySubDivisionName": text("region"),
    }
)
_CONTACT = Plan(
    {
        "ram:PersonName": text("name"),
        "ram:DepartmentName": text("department"),
        "ram:TelephoneUniversalCommunication/ram:CompleteNumber": text("telephone"),
        "ram:EmailURIUniversalCommunication/ram:URIID": text("email"),
    }
)
_PARTY = Plan(
    {
        "ram:ID": each("ids", _identifier),
        "ram:GlobalID": each("global_ids", _identifier),
        "ram:Name": text("name"),
        "ram:Description": text("legal_form"),
        "ram:SpecifiedLegalOrganization/ram:ID": shown("legal_id", _identifier),
        "ram:SpecifiedLegalOrganization/ram:TradingBusinessName": text("trading_name"),
        "ram:DefinedTradeContact": one("contact", _CONTACT),
        "ram:PostalTradeAddress": one("address", _ADDRESS),
        "ram:URIUniversalCommunication/ram:URIID": shown("endpoint", _identifier),
        "ram:SpecifiedTaxRegistration": many(
            "registrations", Plan({"ram:ID": shown("number", _registration)})
        ),
    }
)
_PERIOD = Plan({f"ram:StartDateTime/{_DAY}": text("start"), f"ram:EndDateTime/{_DAY}": text("end")})
_ADJUSTMENT = Plan(
    {
        "ram:ChargeIndicator/udt:Indicator": text("indicator"),
        "ram:CalculationPercent": number("percent"),
        "ram:BasisAmount": number("base"),
        "ram:ActualAmount": number("amount"),
        "ram:ReasonCode": text("reason_code"),
        "ram:Reason": text("reason"),
        "ram:CategoryTradeTax": many("taxes", _TAX),
    }
)
_DOCUMENT = Plan(
    {
        "ram:IssuerAssignedID": text("id"),
        "ram:URIID": text("location"),
        "ram:TypeCode": text("kind"),
        "ram:Name": text("description"),
        "ram:AttachmentBinaryObject": shown("attachment", _attachment),
        "ram:ReferenceTypeCode": text("scheme"),
    }
)
_PAYMENT = Plan(
    {
        "ram:TypeCode": text("means"),
        "ram:Information": text("means_text"),
        "ram:ApplicableTradeSettlementFinancialCard": one(
            "card", Plan({"ram:ID": text("number"), "ram:CardholderName": text("holder")})
        ),
        "ram:PayerPartyDebtorFinancialAccount": one("mandate", Plan({"ram:IBANID": text("payer_account")})),
        "ram:PayeePartyCreditorFinancialAccount": many(
            "accounts",
            Plan(
                {
                    "ram:IBANID": text("iban"),
                    "ram:AccountName": text("name"),
                    "ram:ProprietaryID": text("other"),
                }
            ),
            _has_number,
        ),
        "ram:PayeeSpecifiedCreditorFinancialInstitution": many(
            "accounts", Plan({"ram:BICID": text("bank")}), _has_bank
        ),
    }
)
_PRODUCT = "ram:SpecifiedTradeProduct"
_LINE_AGREEMENT = "ram:SpecifiedLineTradeAgreement"
_DISCOUNT = f"{_LINE_AGREEMENT}/ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge"
_LINE_SETTLEMENT = "ram:SpecifiedLineTradeSettlement"
_LINE = Plan(
    {
        "ram:AssociatedDocumentLineDocument/ram:LineID": text("id"),
        "ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content": text("note"),
        f"{_PRODUCT}/ram:GlobalID": shown("standard_item", _identifier),
        f"{_PRODUCT}/ram:SellerAssignedID": text("seller_item"),
        f"{_PRODUCT}/ram:BuyerAssignedID": text("buyer_item"),
        f"{_PRODUCT}/ram:Name": text("name"),
        f"{_PRODUCT}/ram:Description": text("description"),
        f"{_PRODUCT}/ram:ApplicableProductCharacteristic": many(
            "attributes", Plan({"ram:Description": text("name"), "ram:Value": text("value")})
        ),
        f"{_PRODUCT}/ram:DesignatedProductClassification": many(
            "classes", Plan({"ram:ClassCode": shown("value", _class)})
        ),
        f"{_PRODUCT}/ram:OriginTradeCountry/ram:ID": text("origin"),
        f"{_LINE_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:LineID": text("order_line"),
        f"{_LINE_AGREEMENT}/ram:GrossPriceProductTradePrice/ram:ChargeAmount": number("gross_price"),
        f"{_DISCOUNT}/ram:ActualAmount": number("price_discount"),
        f"{_LINE_AGREEMENT}/ram:NetPriceProductTradePrice/ram:ChargeAmount": number("price"),
        f"{_LINE_AGREEMENT}/ram:NetPriceProductTradePrice/ram:BasisQuantity": quantity("price_base"),
        "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity": quantity("quantity"),
        f"{_LINE_SETTLEMENT}/ram:ApplicableTradeTax": many("taxes", _TAX),
        f"{_LINE_SETTLEMENT}/ram:BillingSpecifiedPeriod": one("period", _PERIOD),
        f"{_LINE_SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge": many("adjustments", _ADJUSTMENT),
        f"{_LINE_SETTLEMENT}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount": number(
            "net"
        ),
        f"{_LINE_SETTLEMENT}/ram:AdditionalReferencedDocument": many("documents", _DOCUMENT),
        f"{_LINE_SETTLEMENT}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID": text("buyer_account"),
    },
    first={_DISCOUNT: _NO_CHARGE},
)
_DELIVERY_PLACE = Plan(
    {
        "ram:ID": shown("location", _own_number),
        "ram:GlobalID": shown("location", _global_number),
        "ram:Name": text("name"),
        "ram:PostalTradeAddress": one("address", _ADDRESS),
    }
)
_CONTEXT = "rsm:ExchangedDocumentContext"
_DOCUMENT_HEAD = "rsm:ExchangedDocument"
_TRADE = "rsm:SupplyChainTradeTransaction"
_AGREEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_DELIVERY = f"{_TRADE}/ram:ApplicableHeaderTradeDelivery"
_SETTLEMENT = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_SUMS = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_TERMS = f"{_SETTLEMENT}/ram:SpecifiedTradePaymentTerms"
_HEAD_ROWS = {
    _CONTEXT: always(),
    f"{_CONTEXT}/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID": text("process"),
    f"{_CONTEXT}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID": text("specification"),
    f"{_DOCUMENT_HEAD}/ram:ID": text("number"),
    f"{_DOCUMENT_HEAD}/ram:TypeCode": text("kind"),
    f"{_DOCUMENT_HEAD}/ram:IssueDateTime/{_DAY}": text("issued_on"),
    f"{_DOCUMENT_HEAD}/ram:IncludedNote": many(
        "notes", Plan({"ram:Content": text("text"), "ram:SubjectCode": text("subject")})
    ),
    f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem": many("lines", _LINE),
}
_AGREEMENT_ROWS = {
    _AGREEMENT: always(),
    f"{_AGREEMENT}/ram:BuyerReference": text("buyer_reference"),
    f"{_AGREEMENT}/ram:SellerTradeParty": one("seller", _PARTY),
    f"{_AGREEMENT}/ram:BuyerTradeParty": one("buyer", _PARTY),
    f"{_AGREEMENT}/ram:SellerTaxRepresentativeTradeParty": one("representative", _PARTY),
    f"{_AGREEMENT}/ram:SellerOrderReferencedDocument/ram:IssuerAssignedID": text("sales_order"),
    f"{_AGREEMENT}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID": text("order"),
    f"{_AGREEMENT}/ram:ContractReferencedDocument/ram:IssuerAssignedID": text("contract"),
    f"{_AGREEMENT}/ram:AdditionalReferencedDocument": many("documents", _DOCUMENT),
    f"{_AGREEMENT}/ram:SpecifiedProcuringProject/ram:ID": text("project"),
}
_DELIVERY_ROWS = {
    _DELIVERY: always(),
    f"{_DELIVERY}/ram:ShipToTradeParty": many("deliveries", _DELIVERY_PLACE, _has_place),
    f"{_DELIVERY}/ram:ActualDeliverySupplyChainEvent": many(
        "deliveries", Plan({f"ram:OccurrenceDateTime/{_DAY}": text("date")}), _has_date
    ),
    f"{_DELIVERY}/ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID": text("despatch"),
    f"{_DELIVERY}/ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID": text("receipt"),
}
_SETTLEMENT_ROWS = {
    _SETTLEMENT: always(),
    f"{_SETTLEMENT}/ram:CreditorReferenceID": text("creditor"),
    f"{_SETTLEMENT}/ram:PaymentReference": text("reference"),
    f"{_SETTLEMENT}/ram:TaxCurrencyCode": text("tax_currency"),
    f"{_SETTLEMENT}/ram:InvoiceCurrencyCode": text("currency"),
    f"{_SETTLEMENT}/ram:PayeeTradeParty": one("payee", _PARTY),
    f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans": many("payments", _PAYMENT),
    f"{_SETTLEMENT}/ram:ApplicableTradeTax": many("breakdown", _SUBTOTAL),
    f"{_SETTLEMENT}/ram:BillingSpecifiedPeriod": many("periods", _PERIOD),
    f"{_SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge": many("adjustments", _ADJUSTMENT),
    f"{_TERMS}/ram:Description": text("terms"),
    f"{_TERMS}/ram:DueDateDateTime/{_DAY}": text("due_on"),
    f"{_TERMS}/ram:DirectDebitMandateID": text("mandate"),
    f"{_SUMS}/ram:LineTotalAmount": number("totals.lines"),
    f"{_SUMS}/ram:ChargeTotalAmount": number("totals.charges"),
    f"{_SUMS}/ram:AllowanceTotalAmount": number("totals.allowances"),
    f"{_SUMS}/ram:TaxBasisTotalAmount": number("totals.without_vat"),
    f"{_SUMS}/ram:TaxTotalAmount": each("tax_totals", _tax_total),
    f"{_SUMS}/ram:RoundingAmount": number("totals.rounding"),
    f"{_SUMS}/ram:GrandTotalAmount": number("totals.with_vat"),
    f"{_SUMS}/ram:TotalPrepaidAmount": number("totals.prepaid"),
    f"{_SUMS}/ram:DuePayableAmount": number("totals.due"),
    f"{_SETTLEMENT}/ram:InvoiceReferencedDocument": many(
        "preceding",
        Plan(
            {
                "ram:IssuerAssignedID": text("id"),
                'ram:FormattedIssueDateTime/qdt:DateTimeString format="102"': text("issued_on"),
            }
        ),
    ),
    f"{_SETTLEMENT}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID": text("buyer_account"),
}
_INVOICE = Plan(
    _HEAD_ROWS | _AGREEMENT_ROWS | _DELIVERY_ROWS | _SETTLEMENT_ROWS,
    last={f"{_AGREEMENT}/ram:SpecifiedProcuringProject": _PROJECT_NAME},
)
