"""The CII binding as one table: terms, limits, code lists, and the checks that no table can say."""

from kasssa.core.en16931.cii import checks, terms, unused_anywhere, unused_header, unused_lines
from kasssa.core.en16931.codes import documents, money, places, schemes, taxes, units
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import Coded, Limit, Scope, Table, limits, stray

_UNECE = "urn:un:unece:uncefact:data:standard:"
NAMESPACE = f"{_UNECE}CrossIndustryInvoice:100"
_PREFIXES = {
    NAMESPACE: "rsm",
    f"{_UNECE}ReusableAggregateBusinessInformationEntity:100": "ram",
    f"{_UNECE}UnqualifiedDataType:100": "udt",
    f"{_UNECE}QualifiedDataType:100": "qdt",
}
_FATAL, _WARNING = Severity.FATAL, Severity.WARNING
_TRADE = "/rsm:SupplyChainTradeTransaction/"
_LINE = f"{_TRADE}ram:IncludedSupplyChainTradeLineItem"
_SETTLEMENT = f"{_TRADE}ram:ApplicableHeaderTradeSettlement"
_SUMMATION = f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_GUIDELINE = "ram:GuidelineSpecifiedDocumentContextParameter"

_TOTALS = (
    "ram:LineTotalAmount ram:ChargeTotalAmount ram:AllowanceTotalAmount ram:TaxBasisTotalAmount "
    "ram:RoundingAmount ram:GrandTotalAmount ram:InformationAmount ram:TotalPrepaidAmount "
    "ram:TotalDiscountAmount ram:TotalAllowanceChargeAmount ram:DuePayableAmount "
    "ram:RetailValueExcludingTaxInformationAmount ram:TotalDepositFeeInformationAmount "
    "ram:ProductValueExcludingTobaccoTaxInformationAmount ram:TotalRetailValueInformationAmount "
    "ram:GrossLineTotalAmount ram:NetLineTotalAmount ram:NetIncludingTaxesLineTotalAmount"
)
_OWN_IDS = (
    f"/rsm:ExchangedDocumentContext/{_GUIDELINE}/ram:ID /rsm:ExchangedDocument/ram:ID "
    f"{_LINE}/ram:AssociatedDocumentLineDocument/ram:LineID "
    f"{_LINE}/ram:SpecifiedTradeProduct/ram:SellerAssignedID"
)
_ID_ATTRIBUTES = "@schemeName @schemeAgencyName @schemeDataURI @schemeURI"


def _sr(
    *rows: tuple[int, str, str], severity: Severity = _WARNING, low: int = 0, high: int = 1
) -> tuple[Limit, ...]:
    return limits("CII-SR", rows, severity, low, high)


def _dt(*rows: tuple[int, str, str], severity: Severity = _FATAL) -> tuple[Limit, ...]:
    return limits("CII-DT", rows, severity)


_SCOPES = (
    Scope(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        _sr((464, "", "ram:PayerSpecifiedDebtorFinancialInstitution"), high=0),
    ),
    Scope(
        "/rsm:ExchangedDocumentContext",
        limits("CII-SR", unused_header.CONTEXT)
        + _sr((3, "", "ram:BusinessProcessSpecifiedDocumentContextParameter"))
        + _sr((9, "", _GUIDELINE), (10, _GUIDELINE, "ram:ID"), severity=_FATAL, low=1),
    ),
    Scope(
        "/rsm:ExchangedDocument",
        limits("CII-SR", unused_header.DOCUMENT) + _sr((14, "", "ram:TypeCode"), severity=_FATAL, low=1),
    ),
    Scope("/rsm:ExchangedDocument/ram:IncludedNote", _sr((30, "", "ram:Content"))),
    Scope(_LINE, limits("CII-SR", unused_lines.LINE)),
    Scope(
        f"{_LINE}/ram:AssociatedDocumentLineDocument",
        limits("CII-SR", unused_lines.LINE_DOCUMENT)
        + _sr((39, "", "ram:IncludedNote"), (40, "ram:IncludedNote", "ram:Content")),
    ),
    Scope(f"{_LINE}/ram:SpecifiedTradeProduct", limits("CII-SR", unused_lines.PRODUCT)),
    Scope(
        f"{_LINE}/ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic",
        _sr((69, "", "ram:Description"), (72, "", "ram:Value"), severity=_FATAL, low=1),
    ),
    Scope(
        f"{_LINE}/ram:SpecifiedLineTradeAgreement",
        limits("CII-SR", unused_lines.LINE_AGREEMENT)
        + _sr((439, "ram:NetPriceProductTradePrice", "ram:ChargeAmount"), severity=_FATAL, low=1)
        + _sr((441, "ram:NetPriceProductTradePrice", "ram:ChargeAmount"), severity=_FATAL),
    ),
    Scope(
        "ram:SpecifiedTradeAllowanceCharge",
        _sr((471, "", "ram:RateApplicablePercent ram:CategoryTradeTax ram:ActualAmount"), severity=_FATAL),
    ),
    Scope(
        "ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge",
        _sr((440, "", "ram:ActualAmount"), severity=_FATAL),
    ),
    Scope(f"{_LINE}/ram:SpecifiedLineTradeDelivery", limits("CII-SR", unused_lines.LINE_DELIVERY)),
    Scope(
        f"{_LINE}/ram:SpecifiedLineTradeSettlement",
        limits("CII-SR", unused_lines.LINE_SETTLEMENT) + _sr((454, "", "ram:ApplicableTradeTax"), low=1),
    ),
    Scope(
        f"{_TRADE}ram:ApplicableHeaderTradeAgreement",
        limits("CII-SR", unused_header.AGREEMENT)
        + _sr(
            (455, "ram:SellerTradeParty", "ram:DefinedTradeContact"),
            (456, "ram:BuyerTradeParty", "ram:DefinedTradeContact"),
            (459, "ram:SellerTradeParty", "ram:URIUniversalCommunication"),
            (460, "ram:BuyerTradeParty", "ram:URIUniversalCommunication"),
            severity=_FATAL,
        ),
    ),
    Scope(f"{_TRADE}ram:ApplicableHeaderTradeDelivery", limits("CII-SR", unused_header.DELIVERY)),
    Scope(
        _SETTLEMENT,
        limits("CII-SR", unused_header.SETTLEMENT)
        + _sr(
            (452, "", "ram:SpecifiedTradePaymentTerms"),
            (453, "ram:SpecifiedTradePaymentTerms", "ram:Description"),
        )
        + _sr((461, "ram:ApplicableTradeTax", "ram:TaxPointDate"), severity=_FATAL),
    ),
    Scope(_SUMMATION, limits("CII-SR", unused_header.SUMMATION) + _sr((477, "", _TOTALS), severity=_FATAL)),
    Scope(
        "/",
        _dt((13, "", "@languageID @languageLocaleID"))
        + _sr((438, "", "ram:ValuationBreakdownStatement"), high=0)
        + _sr((469, "", "//ram:ApplicableHeaderTradeSettlement/ram:PaymentReference"), severity=_FATAL),
    ),
    Scope("*DocumentContextParameter", _sr((4, "", "ram:Value ram:SpecifiedDocumentVersion"), high=0)),
    Scope(_OWN_IDS, _dt((1, "", f"{_ID_ATTRIBUTES} @schemeID @schemeAgencyID @schemeVersionID"))),
    Scope("*ID", _dt((101, "", _ID_ATTRIBUTES))),
    Scope("ram:TypeCode", _dt((8, "", "@name @listURI"))),
    Scope(
        f"{_LINE}/ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode",
        _dt((45, "", "@listID @listAgencyID @listVersionID @listURI"), severity=_WARNING),
    ),
    Scope("*ReferencedDocument", _dt(*unused_anywhere.ANY_REFERENCE)),
    Scope("ram:TaxTotalAmount", ()),
    Scope("*Amount", _dt((31, "", "@currencyID @currencyCodeListVersionID"))),
    Scope("*Quantity", _dt((34, "", "@unitCodeListID @unitCodeListAgencyID @unitCodeListAgencyName"))),
    Scope("*TradeTax", _dt(*unused_anywhere.ANY_TAX, severity=_WARNING)),
    Scope("ram:BillingSpecifiedPeriod", _dt(*unused_anywhere.ANY_PERIOD)),
    Scope("ram:PostalTradeAddress", _dt(*unused_anywhere.ANY_ADDRESS)),
)
_PRODUCT = "ram:SpecifiedTradeProduct"
_CODES = (
    Coded("BR-CL-01", "rsm:ExchangedDocument/ram:TypeCode", documents.INVOICES | documents.CREDIT_NOTES),
    Coded("BR-CL-03", "ram:TaxTotalAmount/@currencyID", places.CURRENCIES),
    Coded("BR-CL-04", "ram:InvoiceCurrencyCode", places.CURRENCIES),
    Coded("BR-CL-05", "ram:TaxCurrencyCode", places.CURRENCIES),
    Coded("BR-CL-06", "ram:DueDateTypeCode", documents.TAX_POINTS_OF_CII),
    Coded("BR-CL-07", "ram:ReferenceTypeCode", documents.REFERENCES),
    Coded("BR-CL-08", "ram:SubjectCode", documents.SUBJECTS | documents.SUBJECTS_OF_CII),
    Coded(
        "BR-CL-10",
        "ram:GlobalID/@schemeID",
        schemes.ORGANISATIONS,
        outside=f"{_PRODUCT} ram:ShipToTradeParty",
    ),
    Coded("BR-CL-11", "ram:ID/@schemeID", schemes.ORGANISATIONS, outside="ram:SpecifiedTaxRegistration"),
    Coded("BR-CL-13", "ram:ClassCode/@listID", schemes.CLASSIFICATIONS),
    Coded("BR-CL-14", "ram:CountryID", places.COUNTRIES_OF_CII),
    Coded("BR-CL-15", "ram:OriginTradeCountry/ram:ID", places.COUNTRIES_OF_CII),
    Coded("BR-CL-16", "ram:SpecifiedTradeSettlementPaymentMeans/ram:TypeCode", money.MEANS),
    Coded("BR-CL-17", "ram:CategoryTradeTax/ram:CategoryCode", taxes.CATEGORIES),
    Coded("BR-CL-18", "ram:ApplicableTradeTax/ram:CategoryCode", taxes.CATEGORIES),
    Coded("BR-CL-21", f"{_PRODUCT}/ram:GlobalID/@schemeID", schemes.ORGANISATIONS),
    Coded("BR-CL-22", "ram:ExemptionReasonCode", taxes.EXEMPTIONS, fold=True),
    Coded("BR-CL-23", "ram:BasisQuantity/@unitCode ram:BilledQuantity/@unitCode", units.UNITS),
    Coded("BR-CL-24", "ram:AttachmentBinaryObject/@mimeCode", money.ATTACHMENTS),
    Coded("BR-CL-25", "ram:URIUniversalCommunication/ram:URIID/@schemeID", schemes.ADDRESSES),
    Coded(
        "BR-CL-26",
        "ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:GlobalID/@schemeID",
        schemes.ORGANISATIONS,
    ),
)

_PARTIES = ("ram:SellerTradeParty", "ram:BuyerTradeParty", "ram:SellerTaxRepresentativeTradeParty")
_SINGLES = (
    "ram:SellerTradeParty",
    "ram:BuyerTradeParty",
    *(f"{party}/ram:PostalTradeAddress" for party in (*_PARTIES, "ram:ShipToTradeParty")),
    "/rsm:ExchangedDocument/ram:ID",
    "/rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString",
    *(f"{party}/ram:Name" for party in _PARTIES),
    *(f"{party}/ram:PostalTradeAddress/ram:CountryID" for party in (*_PARTIES, "ram:ShipToTradeParty")),
    "ram:SellerTaxRepresentativeTradeParty/ram:SpecifiedTaxRegistration/ram:ID",
    "ram:ApplicableHeaderTradeSettlement/ram:InvoiceCurrencyCode",
    "ram:AssociatedDocumentLineDocument/ram:LineID",
    f"{_PRODUCT}/ram:GlobalID",
    f"{_PRODUCT}/ram:Name",
    "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
    "ram:CategoryTradeTax/ram:RateApplicablePercent",
    "ram:ApplicableTradeTax/ram:TypeCode",
    "ram:CategoryTradeTax/ram:TypeCode",
    "ram:SpecifiedTradeAllowanceCharge/ram:BasisAmount",
    "ram:PayeePartyCreditorFinancialAccount/ram:IBANID",
    "ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID",
    "ram:ApplicableTradeSettlementFinancialCard/ram:ID",
    "ram:AdditionalReferencedDocument/ram:IssuerAssignedID",
    "ram:AdditionalReferencedDocument/ram:TypeCode",
    "ram:InvoiceReferencedDocument/ram:IssuerAssignedID",
)


def _never(path: str) -> bool:
    """CII has no rule on the decimals of amounts in general."""
    return False


CII = Table(
    prefixes=_PREFIXES,
    root=terms.INVOICE,
    wherever={
        "ram:AdditionalReferencedDocument": stray(terms.DOCUMENT, "documents"),
        "ram:SpecifiedTradeSettlementPaymentMeans": stray(terms.PAYMENT, "payments"),
        "ram:SpecifiedTradeAllowanceCharge": stray(terms.ADJUSTMENT, "adjustments"),
        "ram:CategoryTradeTax": stray(terms.TAX, "other_taxes"),
    },
    scopes=_SCOPES,
    codes=_CODES,
    checks=checks.CHECKS,
    at_end=checks.at_end,
    two_places=_never,
    singles=_SINGLES,
    alone=(
        "ram:ShipToTradeParty/ram:PostalTradeAddress",
        "ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID",
    ),
)
