"""Where the terms of EN 16931 stand in UBL 2.1 (CEN/TS 16931-3-2)."""

from lxml import etree

from kasssa.core.en16931.grammar import (
    Group,
    amount,
    capitals,
    classes,
    content,
    identifier,
    many,
    one,
    own,
    quantity,
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

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _indicator(element: etree._Element, target: Adjustment, field: str) -> None:
    target.indicator = content(element)
    target.charge = _BOOLEANS.get(target.indicator)


def _number(element: etree._Element, target: Registration, field: str) -> None:
    target.times += 1
    if target.number is None:
        target.number, target.written = content(element), element.text or ""


def _scheme_here(element: etree._Element, target: Registration, field: str) -> None:
    """A scheme stands here, with an identifier or without."""
    if target.scheme_text is None:
        target.scheme_text = ""


def _scheme(element: etree._Element, target: Registration, field: str) -> None:
    if target.scheme is None:
        target.scheme_text = element.text or ""
        target.scheme = content(element).upper()


def _fill(element: etree._Element, target: Period, field: str) -> None:
    target.filled = True


def _document_id(element: etree._Element, target: Document, field: str) -> None:
    if target.id is None:
        target.id, target.scheme = content(element), element.get("schemeID")


def _attachment(element: etree._Element, target: Document, field: str) -> None:
    target.attachment = element.text or ""
    target.mime, target.file_name = element.get("mimeCode"), element.get("filename")


def _means(element: etree._Element, target: Payment, field: str) -> None:
    if target.means is None:
        target.means, target.means_text = content(element), element.get("name")


def _party_id(element: etree._Element, target: Party, field: str) -> None:
    target.ids.append(Identifier(content(element), element.get("schemeID")))


def _note(element: etree._Element, target: Invoice, field: str) -> None:
    """BT-22, with BT-21 written between number signs in front of it."""
    written = element.text or ""
    parts = written.split("#", 2)
    subject = parts[1] if len(parts) == 3 and len(parts[1]) == 3 else None
    target.notes.append(Note(parts[2] if subject is not None and not parts[0].strip() else written, subject))


_TAX_ROWS = {
    "cbc:ID": text("category"),
    "cbc:Percent": amount("rate"),
    "cbc:TaxExemptionReasonCode": text("reason_code"),
    "cbc:TaxExemptionReason": text("reason"),
    "cac:TaxScheme/cbc:ID": capitals("scheme"),
}
TAX = Group(Tax, _TAX_ROWS)
ADDRESS = Group(
    Address,
    {
        "cbc:StreetName": text("line_1"),
        "cbc:AdditionalStreetName": text("line_2"),
        "cac:AddressLine/cbc:Line": text("line_3"),
        "cbc:CityName": text("city"),
        "cbc:PostalZone": text("post_code"),
        "cbc:CountrySubentity": text("region"),
        "cac:Country/cbc:IdentificationCode": text("country"),
    },
)
CONTACT = Group(
    Contact,
    {
        "cbc:Name": text("name"),
        "cbc:Telephone": text("telephone"),
        "cbc:ElectronicMail": text("email"),
    },
)
REGISTRATION = Group(
    Registration,
    {
        "cbc:CompanyID": own(_number, "number"),
        "cac:TaxScheme": own(_scheme_here, "scheme_text", deep=True),
        "cac:TaxScheme/cbc:ID": own(_scheme, "scheme"),
    },
)
PARTY = Group(
    Party,
    {
        "cbc:EndpointID": identifier("endpoint"),
        "cac:PartyIdentification/cbc:ID": own(_party_id, "ids"),
        "cac:PartyName/cbc:Name": text("trading_name"),
        "cac:PostalAddress": one(ADDRESS, "address"),
        "cac:PartyTaxScheme": many(REGISTRATION, "registrations"),
        "cac:PartyLegalEntity/cbc:RegistrationName": text("name"),
        "cac:PartyLegalEntity/cbc:CompanyID": identifier("legal_id"),
        "cac:PartyLegalEntity/cbc:CompanyLegalForm": text("legal_form"),
        "cac:Contact": one(CONTACT, "contact"),
    },
)
OUTER_PARTY = Group(Party, {f"cac:Party/{path}": term for path, term in PARTY.rows.items()})
PERIOD = Group(
    Period,
    {
        "cbc:StartDate": text("start"),
        "cbc:EndDate": text("end"),
        "cbc:DescriptionCode": text("point"),
        "cbc:StartTime": own(_fill, "filled"),
        "cbc:EndTime": own(_fill, "filled"),
        "cbc:DurationMeasure": own(_fill, "filled"),
        "cbc:Description": own(_fill, "filled"),
    },
)
ADJUSTMENT = Group(
    Adjustment,
    {
        "cbc:ChargeIndicator": own(_indicator, "charge"),
        "cbc:AllowanceChargeReasonCode": text("reason_code"),
        "cbc:AllowanceChargeReason": text("reason"),
        "cbc:MultiplierFactorNumeric": amount("percent"),
        "cbc:Amount": amount("amount"),
        "cbc:BaseAmount": amount("base"),
        "cac:TaxCategory": many(TAX, "taxes"),
    },
)
SUBTOTAL = Group(
    Subtotal,
    {
        "cbc:TaxableAmount": amount("base"),
        "cbc:TaxAmount": amount("amount"),
        "cac:TaxCategory": one(TAX, "tax", "more_taxes"),
    },
)
TAX_TOTAL = Group(TaxTotal, {"cbc:TaxAmount": amount("amount"), "cac:TaxSubtotal": many(SUBTOTAL, "parts")})
TOTALS = Group(
    Totals,
    {
        "cbc:LineExtensionAmount": amount("lines"),
        "cbc:TaxExclusiveAmount": amount("without_vat"),
        "cbc:TaxInclusiveAmount": amount("with_vat"),
        "cbc:AllowanceTotalAmount": amount("allowances"),
        "cbc:ChargeTotalAmount": amount("charges"),
        "cbc:PrepaidAmount": amount("prepaid"),
        "cbc:PayableRoundingAmount": amount("rounding"),
        "cbc:PayableAmount": amount("due"),
    },
)
PAYMENT = Group(
    Payment,
    {
        "cbc:PaymentMeansCode": own(_means, "means"),
        "cbc:PaymentDueDate": text("due_on"),
        "cbc:PaymentID": text("reference"),
        "cac:CardAccount": one(
            Group(
                Card,
                {
                    "cbc:PrimaryAccountNumberID": text("number"),
                    "cbc:NetworkID": text("network"),
                    "cbc:HolderName": text("holder"),
                },
            ),
            "card",
        ),
        "cac:PayeeFinancialAccount": many(
            Group(
                Account,
                {
                    "cbc:ID": text("iban"),
                    "cbc:Name": text("name"),
                    "cac:FinancialInstitutionBranch/cbc:ID": text("bank"),
                },
            ),
            "accounts",
        ),
        "cac:PaymentMandate": one(
            Group(
                Mandate,
                {"cbc:ID": text("reference"), "cac:PayerFinancialAccount/cbc:ID": text("payer_account")},
            ),
            "mandate",
        ),
    },
)
DOCUMENT = Group(
    Document,
    {
        "cbc:ID": own(_document_id, "id"),
        "cbc:DocumentTypeCode": text("kind"),
        "cbc:DocumentDescription": text("description"),
        "cac:Attachment/cbc:EmbeddedDocumentBinaryObject": own(_attachment, "attachment"),
        "cac:Attachment/cac:ExternalReference/cbc:URI": text("location"),
    },
)
PRECEDING = Group(
    Reference,
    {
        "cac:InvoiceDocumentReference/cbc:ID": text("id"),
        "cac:InvoiceDocumentReference/cbc:IssueDate": text("issued_on"),
    },
)
ATTRIBUTE = Group(Attribute, {"cbc:Name": text("name"), "cbc:Value": text("value")})
LINE = Group(
    Line,
    {
        "cbc:ID": text("id"),
        "cbc:Note": text("note"),
        "cbc:InvoicedQuantity": quantity("quantity"),
        "cbc:CreditedQuantity": quantity("quantity"),
        "cbc:LineExtensionAmount": amount("net"),
        "cbc:AccountingCost": text("buyer_account"),
        "cac:InvoicePeriod": one(PERIOD, "period"),
        "cac:OrderLineReference/cbc:LineID": text("order_line"),
        "cac:DocumentReference/cbc:ID": identifier("object"),
        "cac:AllowanceCharge": many(ADJUSTMENT, "adjustments"),
        "cac:Item/cbc:Description": text("description"),
        "cac:Item/cbc:Name": text("name"),
        "cac:Item/cac:BuyersItemIdentification/cbc:ID": text("buyer_item"),
        "cac:Item/cac:SellersItemIdentification/cbc:ID": text("seller_item"),
        "cac:Item/cac:StandardItemIdentification/cbc:ID": identifier("standard_item"),
        "cac:Item/cac:OriginCountry/cbc:IdentificationCode": text("origin"),
        "cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode": classes("classes"),
        "cac:Item/cac:ClassifiedTaxCategory": many(TAX, "taxes"),
        "cac:Item/cac:AdditionalItemProperty": many(ATTRIBUTE, "attributes"),
        "cac:Price/cbc:PriceAmount": amount("price"),
        "cac:Price/cbc:BaseQuantity": quantity("price_base"),
        "cac:Price/cac:AllowanceCharge/cbc:ChargeIndicator": text("price_indicator"),
        "cac:Price/cac:AllowanceCharge/cbc:Amount": amount("price_discount"),
        "cac:Price/cac:AllowanceCharge/cbc:BaseAmount": amount("gross_price"),
    },
)
DELIVERY = Group(
    Delivery,
    {
        "cbc:ActualDeliveryDate": text("date"),
        "cac:DeliveryLocation/cbc:ID": identifier("location"),
        "cac:DeliveryLocation/cac:Address": one(ADDRESS, "address"),
        "cac:DeliveryParty/cac:PartyName/cbc:Name": text("name"),
    },
)
INVOICE = Group(
    Invoice,
    {
        "cbc:CustomizationID": text("specification"),
        "cbc:ProfileID": text("process"),
        "cbc:ID": text("number"),
        "cbc:IssueDate": text("issued_on"),
        "cbc:DueDate": text("due_on"),
        "cbc:InvoiceTypeCode": text("kind"),
        "cbc:CreditNoteTypeCode": text("kind"),
        "cbc:Note": own(_note, "notes"),
        "cbc:TaxPointDate": text("tax_point_on"),
        "cbc:DocumentCurrencyCode": text("currency"),
        "cbc:TaxCurrencyCode": text("tax_currency"),
        "cbc:AccountingCost": text("buyer_account"),
        "cbc:BuyerReference": text("buyer_reference"),
        "cac:InvoicePeriod": many(PERIOD, "periods"),
        "cac:OrderReference/cbc:ID": text("order"),
        "cac:OrderReference/cbc:SalesOrderID": text("sales_order"),
        "cac:BillingReference": many(PRECEDING, "preceding"),
        "cac:DespatchDocumentReference/cbc:ID": text("despatch"),
        "cac:ReceiptDocumentReference/cbc:ID": text("receipt"),
        "cac:OriginatorDocumentReference/cbc:ID": text("tender"),
        "cac:ContractDocumentReference/cbc:ID": text("contract"),
        "cac:AdditionalDocumentReference": many(DOCUMENT, "documents"),
        "cac:ProjectReference/cbc:ID": text("project"),
        "cac:AccountingSupplierParty": one(OUTER_PARTY, "seller"),
        "cac:AccountingCustomerParty": one(OUTER_PARTY, "buyer"),
        "cac:PayeeParty": one(PARTY, "payee"),
        "cac:TaxRepresentativeParty": one(PARTY, "representative"),
        "cac:Delivery": many(DELIVERY, "deliveries"),
        "cac:PaymentMeans": many(PAYMENT, "payments"),
        "cac:PaymentTerms/cbc:Note": text("terms"),
        "cac:AllowanceCharge": many(ADJUSTMENT, "adjustments"),
        "cac:TaxTotal": many(TAX_TOTAL, "tax_totals"),
        "cac:LegalMonetaryTotal": one(TOTALS, "totals"),
        "cac:InvoiceLine": many(LINE, "lines"),
        "cac:CreditNoteLine": many(LINE, "lines"),
    },
)
