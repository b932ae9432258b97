"""Small invoices in UBL and CII on which no rule fires, and what tests do to them."""

from kasssa.core.en16931 import profiles, structure
from kasssa.core.en16931.findings import Severity

CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
_VAT = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
_COUNTRY = "<cac:Country><cbc:IdentificationCode>UA</cbc:IdentificationCode></cac:Country>"


def _party(tag: str, name: str, vat: str) -> str:
    return (
        f"<cac:{tag}><cac:Party>"
        f"<cac:PostalAddress><cbc:CityName>Київ</cbc:CityName>{_COUNTRY}</cac:PostalAddress>"
        f"<cac:PartyTaxScheme><cbc:CompanyID>{vat}</cbc:CompanyID>{_VAT}</cac:PartyTaxScheme>"
        f"<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>"
        f"<cbc:CompanyID>32855961</cbc:CompanyID></cac:PartyLegalEntity>"
        f"</cac:Party></cac:{tag}>"
    )


def _amount(name: str, value: str) -> str:
    return f'<cbc:{name} currencyID="UAH">{value}</cbc:{name}>'


UBL = (
    '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
    f'xmlns:cac="{CAC}" xmlns:cbc="{CBC}">'
    "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>КС-1</cbc:ID>"
    "<cbc:IssueDate>2026-03-17</cbc:IssueDate><cbc:DueDate>2026-03-31</cbc:DueDate>"
    "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>UAH</cbc:DocumentCurrencyCode>"
    + _party("AccountingSupplierParty", "ТОВ «А»", "UA328559626553")
    + _party("AccountingCustomerParty", "ТОВ «Б»", "UA328559626554")
    + "<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount>"
    "<cbc:ID>UA213223130000026007233566001</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>"
    "<cac:TaxTotal>"
    + _amount("TaxAmount", "20.00")
    + "<cac:TaxSubtotal>"
    + _amount("TaxableAmount", "100.00")
    + _amount("TaxAmount", "20.00")
    + f"<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>{_VAT}</cac:TaxCategory>"
    "</cac:TaxSubtotal></cac:TaxTotal><cac:LegalMonetaryTotal>"
    + _amount("LineExtensionAmount", "100.00")
    + _amount("TaxExclusiveAmount", "100.00")
    + _amount("TaxInclusiveAmount", "120.00")
    + _amount("PayableAmount", "120.00")
    + "</cac:LegalMonetaryTotal><cac:InvoiceLine><cbc:ID>1</cbc:ID>"
    '<cbc:InvoicedQuantity unitCode="H87">2</cbc:InvoicedQuantity>'
    + _amount("LineExtensionAmount", "100.00")
    + "<cac:Item><cbc:Name>Хліб</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>"
    f"<cbc:Percent>20</cbc:Percent>{_VAT}</cac:ClassifiedTaxCategory></cac:Item>"
    "<cac:Price>" + _amount("PriceAmount", "50.00") + "</cac:Price></cac:InvoiceLine></Invoice>"
)
_UNECE = "urn:un:unece:uncefact:data:standard:"


def _trade_party(tag: str, name: str, vat: str) -> str:
    return (
        f"<ram:{tag}><ram:Name>{name}</ram:Name>"
        "<ram:SpecifiedLegalOrganization><ram:ID>32855961</ram:ID></ram:SpecifiedLegalOrganization>"
        "<ram:PostalTradeAddress><ram:CityName>Київ</ram:CityName><ram:CountryID>UA</ram:CountryID>"
        "</ram:PostalTradeAddress><ram:SpecifiedTaxRegistration>"
        f'<ram:ID schemeID="VA">{vat}</ram:ID></ram:SpecifiedTaxRegistration></ram:{tag}>'
    )


CII = (
    f'<rsm:CrossIndustryInvoice xmlns:rsm="{_UNECE}CrossIndustryInvoice:100" '
    f'xmlns:ram="{_UNECE}ReusableAggregateBusinessInformationEntity:100" '
    f'xmlns:udt="{_UNECE}UnqualifiedDataType:100">'
    "<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>"
    "<ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>"
    "</rsm:ExchangedDocumentContext><rsm:ExchangedDocument><ram:ID>КС-1</ram:ID><ram:TypeCode>380</ram:TypeCode>"
    '<ram:IssueDateTime><udt:DateTimeString format="102">20260317</udt:DateTimeString></ram:IssueDateTime>'
    "</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem>"
    "<ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>"
    "<ram:SpecifiedTradeProduct><ram:Name>Хліб</ram:Name></ram:SpecifiedTradeProduct>"
    "<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>50.00</ram:ChargeAmount>"
    "</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>"
    '<ram:BilledQuantity unitCode="H87">2</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>'
    "<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>"
    "<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent>"
    "</ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation>"
    "<ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>"
    "</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem><ram:ApplicableHeaderTradeAgreement>"
    + _trade_party("SellerTradeParty", "ТОВ «А»", "UA328559626553")
    + _trade_party("BuyerTradeParty", "ТОВ «Б»", "UA328559626554")
    + "</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>"
    "<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>UAH</ram:InvoiceCurrencyCode>"
    "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode>"
    "<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>UA213223130000026007233566001</ram:IBANID>"
    "</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
    "<ram:ApplicableTradeTax><ram:CalculatedAmount>20.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>"
    "<ram:BasisAmount>100.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>"
    "<ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
    "<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount>"
    "<ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount>"
    '<ram:TaxTotalAmount currencyID="UAH">20.00</ram:TaxTotalAmount>'
    "<ram:GrandTotalAmount>120.00</ram:GrandTotalAmount><ram:DuePayableAmount>120.00</ram:DuePayableAmount>"
    "</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>"
    "</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"
)


def changed(document: str, *changes: tuple[str, str]) -> bytes:
    """Return ``document`` with each first text of ``changes`` replaced, everywhere, by the second."""
    for old, new in changes:
        assert old in document, old
        document = document.replace(old, new)
    return document.encode()


def fired(content: bytes, profile: str = profiles.EN16931) -> set[str]:
    """The rules that ``profile`` finds broken in ``content``, with a star behind those that only warn.

    What does not fit the schema, XSD, is left to the tests of that.
    """
    verdict = profiles.judge(content, profile)
    return {
        finding.rule + ("*" if finding.severity is Severity.WARNING else "")
        for finding in verdict.findings
        if finding.rule != structure.RULE
    }
