"""The semantic invoice written as UBL 2.1 (CEN/TS 16931-3-2): an Invoice or a CreditNote.

The rows stand in the order of the schema. ``write`` takes an invoice in the terms of UBL,
as the reader of UBL gives it; ``convert.in_syntax`` brings any other into them first.
"""

from kasssa.core.en16931.model import Document, Identifier, Invoice, Note, Payment, Syntax
from kasssa.core.formats.en_pen import (
    Cell,
    Plan,
    amount,
    attribute,
    each,
    many,
    number,
    one,
    quantity,
    shown,
    text,
)

_XSD = "urn:oasis:names:specification:ubl:schema:xsd:"
_OBJECT = "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>"  # UNTDID 1001: the invoiced object, BT-128
_NO_CHARGE = "<cbc:ChargeIndicator>false</cbc:ChargeIndicator>"  # a discount on the price, BT-147


def write(invoice: Invoice) -> bytes:
    """Return ``invoice``, in the terms of UBL, as a CreditNote if that is its syntax, else as an Invoice.

    Equal invoices give equal bytes.
    """
    credit_note = invoice.syntax is Syntax.CREDIT_NOTE
    root, plan = ("CreditNote", _CREDIT_NOTE) if credit_note else ("Invoice", _INVOICE)
    start = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_XSD}{root}-2" '
        f'xmlns:cac="{_XSD}CommonAggregateComponents-2" xmlns:cbc="{_XSD}CommonBasicComponents-2">'
    )
    return f"{start}{plan.fill(invoice, invoice.currency)}</{root}>\n".encode()


def _identifier(value: Identifier, _: object) -> tuple[str, str]:
    return attribute("schemeID", value.scheme), value.value


def _schemed(value: str, around: Identifier | Document) -> tuple[str, str]:
    return attribute("schemeID", around.scheme), value


def _class(value: str, around: Identifier) -> tuple[str, str]:
    return attribute("listID", around.scheme) + attribute("listVersionID", around.version), value


def _note(note: Note, _: object) -> tuple[str, str]:
    """BT-22, with BT-21 between number signs in front of it."""
    return "", f"#{note.subject}#{note.text or ''}" if note.subject else note.text or ""


def _means(means: str, payment: Payment) -> tuple[str, str]:
    return attribute("name", payment.means_text), means


def _attachment(content: str, document: Document) -> tuple[str, str]:
    return attribute("mimeCode", document.mime) + attribute("filename", document.file_name), content


_TAX = Plan(
    {
        "cbc:ID": text("category"),
        "cbc:Percent": number("rate"),
        "cbc:TaxExemptionReasonCode": text("reason_code"),
        "cbc:TaxExemptionReason": text("reason"),
        "cac:TaxScheme/cbc:ID": text("scheme"),
    }
)
_ADDRESS = Plan(
    {
        "cbc:StreetName": text("line_1"),
        "cbc:AdditionalStreetName": text("line_2"),
        "cbc:CityName": text("city"),
        "cbc:PostalZone": text("post_code"),
        "cbc:CountrySubentity": text("region"),
        "cac:AddressLine/cbc:Line": text("line_3"),
        "cac:Country/cbc:IdentificationCode": text("country"),
    }
)
_REGISTRATION = Plan({"cbc:CompanyID": text("number"), "cac:TaxScheme/cbc:ID": text("scheme_text")})
_CONTACT = Plan(
    {"cbc:Name": text("name"), "cbc:Telephone": text("telephone"), "cbc:ElectronicMail": text("email")}
)
_PARTY = Plan(
    {
        "cbc:EndpointID": shown("endpoint", _identifier),
        "cac:PartyIdentification": many("ids", Plan({"cbc:ID": shown("value", _schemed)})),
        "cac:PartyName/cbc:Name": text("trading_name"),
        "cac:PostalAddress": one("address", _ADDRESS),
        "cac:PartyTaxScheme": many("registrations", _REGISTRATION),
        "cac:PartyLegalEntity/cbc:RegistrationName": text("name"),
        "cac:PartyLegalEntity/cbc:CompanyID": shown("legal_id", _identifier),
        "cac:PartyLegalEntity/cbc:CompanyLegalForm": text("legal_form"),
        "cac:Contact": one("contact", _CONTACT),
    }
)
_PERIOD = Plan(
    {"cbc:StartDate": text("start"), "cbc:EndDate": text("end"), "cbc:DescriptionCode": text("point")}
)
_ADJUSTMENT = Plan(
    {
        "cbc:ChargeIndicator": text("indicator"),
        "cbc:AllowanceChargeReasonCode": text("reason_code"),
        "cbc:AllowanceChargeReason": text("reason"),
        "cbc:MultiplierFactorNumeric": number("percent"),
        "cbc:Amount": amount("amount"),
        "cbc:BaseAmount": amount("base"),
        "cac:TaxCategory": many("taxes", _TAX),
    }
)
_SUBTOTAL = Plan(
    {
        "cbc:TaxableAmount": amount("base"),
        "cbc:TaxAmount": amount("amount"),
        "cac:TaxCategory": one("tax", _TAX),
    }
)
_TOTALS = Plan(
    {
        "cbc:LineExtensionAmount": amount("lines"),
        "cbc:TaxExclusiveAmount": amount("without_vat"),
        "cbc:TaxInclusiveAmount": amount("with_vat"),
        "cbc:AllowanceTotalAmount": amount("allowances"),
        "cbc:ChargeTotalAmount": amount("charges"),
        "cbc:PrepaidAmount": amount("prepaid"),
        "cbc:PayableRoundingAmount": amount("rounding"),
        "cbc:PayableAmount": amount("due"),
    }
)
_CARD = Plan(
    {
        "cbc:PrimaryAccountNumberID": text("number"),
        "cbc:NetworkID": text("network"),
        "cbc:HolderName": text("holder"),
    }
)
_ACCOUNT = Plan(
    {
        "cbc:ID": text("iban"),
        "cbc:Name": text("name"),
        "cac:FinancialInstitutionBranch/cbc:ID": text("bank"),
    }
)
_PAYMENT = Plan(
    {
        "cbc:PaymentMeansCode": shown("means", _means),
        "cbc:PaymentDueDate": text("due_on"),
        "cbc:PaymentID": text("reference"),
        "cac:CardAccount": one("card", _CARD),
        "cac:PayeeFinancialAccount": many("accounts", _ACCOUNT),
        "cac:PaymentMandate": one(
            "mandate",
            Plan({"cbc:ID": text("reference"), "cac:PayerFinancialAccount/cbc:ID": text("payer_account")}),
        ),
    }
)
_DOCUMENT = Plan(
    {
        "cbc:ID": shown("id", _schemed),
        "cbc:DocumentTypeCode": text("kind"),
        "cbc:DocumentDescription": text("description"),
        "cac:Attachment/cbc:EmbeddedDocumentBinaryObject": shown("attachment", _attachment),
        "cac:Attachment/cac:ExternalReference/cbc:URI": text("location"),
    }
)
_PRECEDING = Plan(
    {
        "cac:InvoiceDocumentReference/cbc:ID": text("id"),
        "cac:InvoiceDocumentReference/cbc:IssueDate": text("issued_on"),
    }
)
_DELIVERY = Plan(
    {
        "cbc:ActualDeliveryDate": text("date"),
        "cac:DeliveryLocation/cbc:ID": shown("location", _identifier),
        "cac:DeliveryLocation/cac:Address": one("address", _ADDRESS),
        "cac:DeliveryParty/cac:PartyName/cbc:Name": text("name"),
    }
)
_ITEM = {
    "cac:Item/cbc:Description": text("description"),
    "cac:Item/cbc:Name": text("name"),
    "cac:Item/cac:BuyersItemIdentification/cbc:ID": text("buyer_item"),
    "cac:Item/cac:SellersItemIdentification/cbc:ID": text("seller_item"),
    "cac:Item/cac:StandardItemIdentification/cbc:ID": shown("standard_item", _identifier),
    "cac:Item/cac:OriginCountry/cbc:IdentificationCode": text("origin"),
    "cac:Item/cac:CommodityClassification": many(
        "classes", Plan({"cbc:ItemClassificationCode": shown("value", _class)})
    ),
    "cac:Item/cac:ClassifiedTaxCategory": many("taxes", _TAX),
    "cac:Item/cac:AdditionalItemProperty": many(
        "attributes", Plan({"cbc:Name": text("name"), "cbc:Value": text("value")})
    ),
}
_PRICE = {
    "cac:Price/cbc:PriceAmount": amount("price"),
    "cac:Price/cbc:BaseQuantity": quantity("price_base"),
    "cac:Price/cac:AllowanceCharge/cbc:Amount": amount("price_discount"),
    "cac:Price/cac:AllowanceCharge/cbc:BaseAmount": amount("gross_price"),
}


def _line(quantity_name: str) -> Plan:
    rows: dict[str, Cell] = {
        "cbc:ID": text("id"),
        "cbc:Note": text("note"),
        f"cbc:{quantity_name}": quantity("quantity"),
        "cbc:LineExtensionAmount": amount("net"),
        "cbc:AccountingCost": text("buyer_account"),
        "cac:InvoicePeriod": one("period", _PERIOD),
        "cac:OrderLineReference/cbc:LineID": text("order_line"),
        "cac:DocumentReference/cbc:ID": shown("object", _identifier),
        "cac:AllowanceCharge": many("adjustments", _ADJUSTMENT),
        **_ITEM,
        **_PRICE,
    }
    return Plan(
        rows, first={"cac:Price/cac:AllowanceCharge": _NO_CHARGE}, last={"cac:DocumentReference": _OBJECT}
    )


_HEAD = {
    "cbc:CustomizationID": text("specification"),
    "cbc:ProfileID": text("process"),
    "cbc:ID": text("number"),
    "cbc:IssueDate": text("issued_on"),
}
_MONEY = {
    "cbc:DocumentCurrencyCode": text("currency"),
    "cbc:TaxCurrencyCode": text("tax_currency"),
    "cbc:AccountingCost": text("buyer_account"),
    "cbc:BuyerReference": text("buyer_reference"),
    "cac:InvoicePeriod": many("periods", _PERIOD),
    "cac:OrderReference/cbc:ID": text("order"),
    "cac:OrderReference/cbc:SalesOrderID": text("sales_order"),
    "cac:BillingReference": many("preceding", _PRECEDING),
    "cac:DespatchDocumentReference/cbc:ID": text("despatch"),
    "cac:ReceiptDocumentReference/cbc:ID": text("receipt"),
}
_TENDER = {"cac:OriginatorDocumentReference/cbc:ID": text("tender")}
_DOCUMENTS = {
    "cac:ContractDocumentReference/cbc:ID": text("contract"),
    "cac:AdditionalDocumentReference": many("documents", _DOCUMENT),
}
_BODY = {
    "cac:AccountingSupplierParty/cac:Party": one("seller", _PARTY),
    "cac:AccountingCustomerParty/cac:Party": one("buyer", _PARTY),
    "cac:PayeeParty": one("payee", _PARTY),
    "cac:TaxRepresentativeParty": one("representative", _PARTY),
    "cac:Delivery": many("deliveries", _DELIVERY),
    "cac:PaymentMeans": many("payments", _PAYMENT),
    "cac:PaymentTerms/cbc:Note": text("terms"),
    "cac:AllowanceCharge": many("adjustments", _ADJUSTMENT),
    "cac:TaxTotal": many(
        "tax_totals",
        Plan({"cbc:TaxAmount": amount("amount"), "cac:TaxSubtotal": many("parts", _SUBTOTAL)}),
    ),
    "cac:LegalMonetaryTotal": one("totals", _TOTALS),
}
_INVOICE = Plan(
    {
        **_HEAD,
        "cbc:DueDate": text("due_on"),
        "cbc:InvoiceTypeCode": text("kind"),
        "cbc:Note": each("notes", _note),
        "cbc:TaxPointDate": text("tax_point_on"),
        **_MONEY,
        **_TENDER,
        **_DOCUMENTS,
        "cac:ProjectReference/cbc:ID": text("project"),
        **_BODY,
        "cac:InvoiceLine": many("lines", _line("InvoicedQuantity")),
    }
)
_CREDIT_NOTE = Plan(
    {
        **_HEAD,
        "cbc:TaxPointDate": text("tax_point_on"),
        "cbc:CreditNoteTypeCode": text("kind"),
        "cbc:Note": each("notes", _note),
        **_MONEY,
        **_DOCUMENTS,
        **_TENDER,
        **_BODY,
        "cac:CreditNoteLine": many("lines", _line("CreditedQuantity")),
    }
)
