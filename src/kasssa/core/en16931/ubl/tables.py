"""The UBL binding as one table: terms, limits, code lists, and the checks that no table can say."""

from kasssa.core.en16931.codes import documents, money, places, schemes, taxes, units
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import Coded, Limit, Scope, Table, limits, stray
from kasssa.core.en16931.ubl import checks, terms, unused_header, unused_lines

COMMON = "urn:oasis:names:specification:ubl:schema:xsd:Common"
INVOICE_NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE_NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"

_PREFIXES = {
    f"{COMMON}AggregateComponents-2": "cac",
    f"{COMMON}BasicComponents-2": "cbc",
    f"{COMMON}ExtensionComponents-2": "ext",
}
_FATAL = Severity.FATAL
_SELLER = "cac:AccountingSupplierParty/cac:Party"
_BUYER = "cac:AccountingCustomerParty/cac:Party"
_LINES = ("cac:InvoiceLine", "cac:CreditNoteLine")

# Rules UBL-SR on the document: at most one of each.
_ONCE = (
    (1, "cac:ContractDocumentReference/cbc:ID"),
    (2, "cac:ReceiptDocumentReference/cbc:ID"),
    (3, "cac:DespatchDocumentReference/cbc:ID"),
    (5, "cac:PaymentTerms/cbc:Note"),
    (8, "cac:InvoicePeriod"),
    (9, f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName"),
    (10, f"{_SELLER}/cac:PartyName/cbc:Name"),
    (11, f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID"),
    (14, f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyLegalForm"),
    (15, f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName"),
    (16, f"{_BUYER}/cac:PartyIdentification/cbc:ID"),
    (17, f"{_BUYER}/cac:PartyLegalEntity/cbc:CompanyID"),
    (24, "cac:Delivery"),
    (39, "cac:ProjectReference/cbc:ID"),
    (40, f"{_BUYER}/cac:PartyName/cbc:Name"),
    (45, "cac:PaymentMeans/cbc:PaymentDueDate"),
    (46, "cac:PaymentMeans/cbc:PaymentMeansCode/@name"),
    (49, "cac:InvoicePeriod/cbc:DescriptionCode"),
    (54, "cac:PaymentMeans/cac:CardAccount"),
    (55, "cac:PaymentMeans/cac:PaymentMandate"),
    (56, "cac:OriginatorDocumentReference/cbc:ID"),
)
# Rules UBL-SR on a line: at most one of each; 48 also at least one.
_ONCE_A_LINE = (
    (34, "cbc:Note"),
    (35, "cac:OrderLineReference/cbc:LineID"),
    (36, "cac:InvoicePeriod"),
    (37, "cac:Price/cac:AllowanceCharge/cbc:Amount"),
    (50, "cac:Item/cbc:Description"),
    (52, "cac:DocumentReference"),
)
# Rules UBL-DT-08 and on: attributes that the standard has no place for, anywhere.
_ATTRIBUTES = (
    (
        8,
        "",
        (
            "//@schemeName //@schemeAgencyName //@schemeDataURI //@schemeURI //@format "
            "//@unitCodeListIdentifier //@unitCodeListAgencyIdentifier //@unitCodeListAgencyName "
            "//@listAgencyName //@listName"
        ),
    ),
    (
        19,
        "",
        (
            "//@languageID //@listURI //@listSchemeURI //@languageLocaleID //@uri "
            "//@currencyCodeListVersionID //@characterSetCode //@encodingCode "
            "//@schemeAgencyID //@listAgencyID"
        ),
    ),
)


def _once(rows: tuple[tuple[int, str], ...]) -> tuple[Limit, ...]:
    return tuple(Limit(f"UBL-SR-{rule:02d}", _FATAL, path, 0, 1) for rule, path in rows)


def _unused() -> tuple[Limit, ...]:
    """Return the limits of UBL-CR, with ``LINE`` as the line of either document."""
    rows = limits("UBL-CR", unused_header.ROWS + unused_lines.ROWS)
    return tuple(
        Limit(row.rule, row.severity, row.path.replace("LINE", line, 1), row.low, row.high)
        for row in rows
        for line in (_LINES if row.path.startswith("LINE/") else ("",))
    )


def _attributes() -> tuple[Limit, ...]:
    """Return the limits of UBL-DT-08 to 28; the name of a means of payment, BT-82, is a term itself."""
    rows = limits("UBL-DT", _ATTRIBUTES)
    named = Limit("UBL-DT-18", Severity.WARNING, "//@name", besides="cbc:PaymentMeansCode")
    return (named, *(Limit(row.rule.replace("-0", "-"), row.severity, row.path) for row in rows))


_SCOPES = (
    Scope("cac:PostalAddress cac:Address", _once(((51, "cac:AddressLine"),))),
    Scope(_SELLER, (Limit("UBL-SR-42", _FATAL, "cac:PartyTaxScheme", 0, 2),)),
    Scope("cac:AdditionalDocumentReference", _once(((33, "cbc:DocumentDescription"),))),
    Scope(
        "*BinaryObject",
        (Limit("UBL-DT-06", _FATAL, "@mimeCode", 1, 1), Limit("UBL-DT-07", _FATAL, "@filename", 1, 1)),
    ),
    Scope("cac:Delivery", _once(((25, "cac:DeliveryParty/cac:PartyName/cbc:Name"),))),
    Scope("/", _once(_ONCE) + _unused() + _attributes()),
    Scope(
        " ".join(_LINES),
        (*_once(_ONCE_A_LINE), Limit("UBL-SR-48", _FATAL, "cac:Item/cac:ClassifiedTaxCategory", 1, 1)),
    ),
    Scope(
        "cac:PaymentMeans",
        _once(((26, "cbc:PaymentID"), (27, "cbc:PaymentMeansCode"), (28, "cac:PaymentMandate/cbc:ID"))),
    ),
    Scope(
        "cac:BillingReference",
        (
            Limit("UBL-SR-06", _FATAL, "cac:InvoiceDocumentReference", 0, 1),
            Limit("UBL-SR-07", _FATAL, "cac:InvoiceDocumentReference/cbc:ID", 1, 1_000_000),
        ),
    ),
    Scope(
        "cac:TaxRepresentativeParty",
        _once(((22, "cac:PartyName/cbc:Name"), (23, "cac:PartyTaxScheme/cbc:CompanyID"))),
    ),
    Scope("cac:TaxSubtotal", _once(((32, "cac:TaxCategory/cbc:TaxExemptionReason"),))),
)
_AMOUNTS = (
    "cbc:Amount cbc:BaseAmount cbc:PriceAmount cbc:TaxAmount cbc:TaxableAmount cbc:LineExtensionAmount "
    "cbc:TaxExclusiveAmount cbc:TaxInclusiveAmount cbc:AllowanceTotalAmount cbc:ChargeTotalAmount "
    "cbc:PrepaidAmount cbc:PayableRoundingAmount cbc:PayableAmount"
)
_CODES = (
    Coded("BR-CL-03", _AMOUNTS, places.CURRENCIES, attribute="currencyID"),
    Coded("BR-CL-01", "cbc:InvoiceTypeCode", documents.INVOICES),
    Coded("BR-CL-01", "cbc:CreditNoteTypeCode", documents.CREDIT_NOTES),
    Coded("BR-CL-04", "cbc:DocumentCurrencyCode", places.CURRENCIES),
    Coded("BR-CL-05", "cbc:TaxCurrencyCode", places.CURRENCIES),
    Coded("BR-CL-06", "cac:InvoicePeriod/cbc:DescriptionCode", documents.TAX_POINTS_OF_UBL),
    Coded("BR-CL-10", "cac:PartyIdentification/cbc:ID/@schemeID", schemes.ORGANISATIONS | schemes.CREDITOR),
    Coded("BR-CL-11", "cac:PartyLegalEntity/cbc:CompanyID/@schemeID", schemes.ORGANISATIONS),
    Coded(
        "BR-CL-13",
        "cac:CommodityClassification/cbc:ItemClassificationCode/@listID",
        schemes.CLASSIFICATIONS,
    ),
    Coded("BR-CL-14", "cac:Country/cbc:IdentificationCode", places.COUNTRIES_OF_UBL),
    Coded("BR-CL-15", "cac:OriginCountry/cbc:IdentificationCode", places.COUNTRIES_OF_UBL),
    Coded("BR-CL-16", "cac:PaymentMeans/cbc:PaymentMeansCode", money.MEANS),
    Coded("BR-CL-17", "cac:TaxCategory/cbc:ID", taxes.CATEGORIES),
    Coded("BR-CL-18", "cac:ClassifiedTaxCategory/cbc:ID", taxes.CATEGORIES),
    Coded("BR-CL-21", "cac:StandardItemIdentification/cbc:ID/@schemeID", schemes.ORGANISATIONS),
    Coded("BR-CL-22", "cbc:TaxExemptionReasonCode", taxes.EXEMPTIONS, fold=True),
    Coded(
        "BR-CL-23",
        "cbc:InvoicedQuantity/@unitCode cbc:BaseQuantity/@unitCode cbc:CreditedQuantity/@unitCode",
        units.UNITS,
    ),
    Coded("BR-CL-24", "cbc:EmbeddedDocumentBinaryObject/@mimeCode", money.ATTACHMENTS),
    Coded("BR-CL-25", "cbc:EndpointID/@schemeID", schemes.ADDRESSES),
    Coded("BR-CL-26", "cac:DeliveryLocation/cbc:ID/@schemeID", schemes.ORGANISATIONS),
)

_COUNTRY = "cac:PostalAddress/cac:Country/cbc:IdentificationCode"
_TAXES = ("cac:TaxCategory", "cac:ClassifiedTaxCategory")
_SINGLES = (
    "/cac:AccountingSupplierParty",
    "/cac:AccountingCustomerParty",
    "/cac:LegalMonetaryTotal",
    "cac:TaxSubtotal/cac:TaxCategory",
    "/cbc:CustomizationID",
    "/cbc:ID",
    "/cbc:IssueDate",
    "/cbc:InvoiceTypeCode",
    "/cbc:CreditNoteTypeCode",
    "/cbc:DocumentCurrencyCode",
    f"cac:Party/{_COUNTRY}",
    f"cac:TaxRepresentativeParty/{_COUNTRY}",
    "cac:PartyTaxScheme/cbc:CompanyID",
    "cac:PartyTaxScheme/cac:TaxScheme/cbc:ID",
    *(f"{tax}/cbc:ID" for tax in _TAXES),
    "cac:TaxCategory/cbc:Percent",
    *(f"{line}/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent" for line in _LINES),
    *(f"{tax}/cac:TaxScheme/cbc:ID" for tax in _TAXES),
    "cac:PayeeFinancialAccount/cbc:ID",
    "cac:AdditionalDocumentReference/cbc:ID",
    "cac:InvoicePeriod/cbc:StartDate",
    "cac:InvoicePeriod/cbc:EndDate",
    "cac:TaxTotal/cbc:TaxAmount",
    "cac:TaxSubtotal/cbc:TaxableAmount",
    "cac:TaxSubtotal/cbc:TaxAmount",
    *(f"cac:LegalMonetaryTotal/{name}" for name in terms.TOTALS.rows),
    *(
        f"{line}/{name}"
        for line in _LINES
        for name in ("cbc:ID", "cbc:LineExtensionAmount", "cac:Item/cbc:Name")
    ),
    "/cac:AllowanceCharge/cbc:Amount",
    "/cac:AllowanceCharge/cbc:BaseAmount",
    *(f"{line}/cac:AllowanceCharge/{name}" for line in _LINES for name in ("cbc:Amount", "cbc:BaseAmount")),
)


def _two_places(path: str) -> bool:
    """UBL-DT-01: amounts have two decimals at most, but not prices."""
    return (
        path.endswith("Amount")
        and not path.endswith("PriceAmount")
        and "cac:Price/cac:AllowanceCharge/" not in path
    )


UBL = Table(
    prefixes=_PREFIXES,
    root=terms.INVOICE,
    wherever={
        "cac:TaxTotal/cac:TaxSubtotal": stray(terms.SUBTOTAL, "subtotals"),
        "cac:AllowanceCharge": stray(terms.ADJUSTMENT, "adjustments"),
        "cac:TaxCategory": stray(terms.TAX, "other_taxes"),
        "cac:ClassifiedTaxCategory": stray(terms.TAX, "line_taxes"),
        "cac:InvoicePeriod": stray(terms.PERIOD, "periods"),
        "cac:Delivery": stray(terms.DELIVERY, "deliveries"),
        "cac:PaymentMeans": stray(terms.PAYMENT, "payments"),
        "cac:AdditionalDocumentReference": stray(terms.DOCUMENT, "documents"),
        "cac:BillingReference": stray(terms.PRECEDING, "preceding"),
        "cac:PartyTaxScheme": stray(terms.REGISTRATION, "registrations"),
        "cac:AdditionalItemProperty": stray(terms.ATTRIBUTE, "attributes"),
    },
    scopes=_SCOPES,
    codes=_CODES,
    checks=checks.CHECKS,
    at_end=checks.at_end,
    two_places=_two_places,
    singles=_SINGLES,
    alone=(
        "cac:TaxCategory/cac:TaxScheme/cbc:ID",
        "cac:Party/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID",
        "cac:SubInvoiceLine/cac:Item/cac:ClassifiedTaxCategory/cac:TaxScheme/cbc:ID",
    ),
)
