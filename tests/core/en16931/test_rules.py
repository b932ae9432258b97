"""Each family of rules, on UBL and CII samples with one thing wrong."""

import pytest

from tests.core.en16931.samples import CII, UBL, changed, fired

S = "<cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>"
CII_S = "<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent>"
CHARGE = (
    "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
    '<cbc:Amount currencyID="UAH">1.005</cbc:Amount></cac:AllowanceCharge><cac:TaxTotal>'
)
REASON = "<cbc:TaxExemptionReason>ст. 197 ПКУ</cbc:TaxExemptionReason>"


def without(tag: str, document: str) -> bytes:
    """Return ``document`` without the first element ``tag``."""
    start = document.index(f"<{tag}")
    end = document.index(f"</{tag}>", start) + len(tag) + 3
    return (document[:start] + document[end:]).encode()


@pytest.mark.parametrize("document", [UBL, CII])
def test_a_right_invoice_breaks_nothing(document: str) -> None:
    assert fired(document.encode()) == set()


@pytest.mark.parametrize(
    ("tag", "rules"),
    [
        ("cbc:CustomizationID", {"BR-01"}),
        ("cbc:ID", {"BR-02"}),
        ("cbc:IssueDate", {"BR-03"}),
        ("cbc:InvoiceTypeCode", {"BR-04"}),
        ("cbc:DocumentCurrencyCode", {"BR-05"}),
        ("cbc:RegistrationName", {"BR-06"}),
        ("cac:PostalAddress", {"BR-08"}),
        ("cac:Country", {"BR-09"}),
        ("cac:AccountingCustomerParty", {"BR-07", "BR-10"}),
        ("cac:LegalMonetaryTotal", {"BR-CO-15"}),
        ("cac:TaxTotal", {"BR-CO-15", "BR-CO-18", "BR-S-01"}),
        ("cac:PayeeFinancialAccount", {"BR-61"}),
        ("cac:InvoiceLine", {"BR-16", "BR-CO-10", "BR-S-01", "BR-S-08"}),
        ("cac:Price", {"BR-26", "BR-27"}),
        ("cac:Item", {"BR-25", "BR-CO-04", "BR-S-01", "BR-S-08", "UBL-SR-48"}),
        ("cbc:InvoicedQuantity", {"BR-22", "BR-23"}),
    ],
)
def test_what_is_missing_in_ubl_is_found(tag: str, rules: set[str]) -> None:
    assert fired(without(tag, UBL)) == rules


@pytest.mark.parametrize(
    ("tag", "rules"),
    [
        ("ram:GuidelineSpecifiedDocumentContextParameter", {"BR-01", "CII-SR-009", "CII-SR-010"}),
        ("ram:IssueDateTime", {"BR-03"}),
        ("ram:InvoiceCurrencyCode", {"BR-05"}),
        ("ram:PostalTradeAddress", {"BR-08", "BR-09"}),
        ("ram:IncludedSupplyChainTradeLineItem", {"BR-16", "BR-CO-10", "BR-S-08"}),
        ("ram:NetPriceProductTradePrice", {"BR-26", "BR-27", "CII-SR-439"}),
        ("ram:SpecifiedTradeSettlementHeaderMonetarySummation", {"BR-CO-15"}),
    ],
)
def test_what_is_missing_in_cii_is_found(tag: str, rules: set[str]) -> None:
    assert fired(without(tag, CII)) == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        (">120.00</cbc:TaxInc", ">121.00</cbc:TaxInc", {"BR-CO-15", "BR-CO-16"}),
        (">120.00</cbc:Payable", ">120.01</cbc:Payable", {"BR-CO-16"}),
        (">100.00</cbc:TaxExc", ">99.99</cbc:TaxExc", {"BR-CO-13", "BR-CO-15"}),
        (">20.00</cbc:TaxAmount><cac:TaxS", ">20.50</cbc:TaxAmount><cac:TaxS", {"BR-CO-14", "BR-CO-15"}),
        (">100.00</cbc:Taxable", ">102.00</cbc:Taxable", {"BR-S-08"}),
        (">50.00</cbc:Price", ">-50.00</cbc:Price", {"BR-27"}),
        (">100.00</cbc:Taxable", ">100.000</cbc:Taxable", {"BR-DEC-19", "UBL-DT-01"}),
        ("<cac:TaxTotal>", CHARGE, {"BR-37", "BR-38", "BR-CO-22", "BR-DEC-05", "BR-CO-12", "UBL-DT-01"}),
        (">30</cbc:PaymentM", ">31x</cbc:PaymentM", {"BR-CL-16"}),
        ('unitCode="H87"', 'unitCode="шт"', {"BR-CL-23"}),
        (">380</cbc:Inv", ">381</cbc:Inv", {"BR-CL-01"}),
        (">UA328559626553<", ">328559626553<", {"BR-CO-09"}),
        ("<cbc:CompanyID>32855961", '<cbc:CompanyID schemeID="UA:EDRPOU">32855961', {"BR-CL-11"}),
        ("<cbc:DueDate>", "<cbc:Note>#XXX#слово</cbc:Note><cbc:DueDate>", {"BR-CL-08"}),
        ("<cbc:DueDate>", "<cbc:UUID>1</cbc:UUID><cbc:DueDate>", {"UBL-CR-005*"}),
        ("<cbc:DueDate>", '<cbc:DueDate languageID="uk">', {"UBL-DT-19*"}),
        ("<cbc:ID>КС-1</cbc:ID>", "<cbc:ID>КС-1</cbc:ID><cbc:ID>КС-2</cbc:ID>", {"KSR-ONE"}),
        (">100.00</cbc:Taxable", ">сто</cbc:Taxable", {"BR-S-08", "BR-S-09", "BR-CO-17"}),
    ],
)
def test_what_is_wrong_in_ubl_is_found(old: str, new: str, rules: set[str]) -> None:
    assert fired(changed(UBL, (old, new))) == rules


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        (">120.00</ram:Due", ">120.01</ram:Due", {"BR-CO-16"}),
        (">100.00</ram:Basis", ">100.01</ram:Basis", {"BR-S-08"}),
        ("<ram:Name>Хліб", "<ram:ID>1</ram:ID><ram:Name>Хліб", {"CII-SR-045*"}),
        ("<ram:CityName>", "<ram:StreetName>x</ram:StreetName><ram:CityName>", {"CII-DT-088"}),
        (">20260317<", ">20261317<", {"CII-DT-097"}),
        ("<ram:TaxBasisTotalAmount>", '<ram:TaxBasisTotalAmount currencyID="UAH">', {"CII-DT-031"}),
        (
            "<ram:TypeCode>VAT</ram:TypeCode>",
            "<ram:TypeCode>GST</ram:TypeCode>",
            {"BR-47", "BR-48", "BR-CO-04", "BR-CO-17", "CII-DT-037"},
        ),
    ],
)
def test_what_is_wrong_in_cii_is_found(old: str, new: str, rules: set[str]) -> None:
    assert fired(changed(CII, (old, new))) == rules


@pytest.mark.parametrize(
    ("category", "rules"),
    [
        ("Z", {"BR-Z-05", "BR-Z-09"}),
        ("E", {"BR-E-05", "BR-E-09", "BR-E-10"}),
        ("AE", {"BR-AE-05", "BR-AE-09", "BR-AE-10"}),
        ("G", {"BR-G-05", "BR-G-09", "BR-G-10"}),
        ("K", {"BR-IC-05", "BR-IC-09", "BR-IC-10", "BR-IC-11", "BR-IC-12"}),
        ("O", {"BR-O-02", "BR-O-05", "BR-O-09", "BR-O-10"}),
        ("L", set()),
        ("M", set()),
        ("B", {"BR-B-01"}),
    ],
)
def test_a_category_with_a_rate_it_may_not_have_is_found(category: str, rules: set[str]) -> None:
    assert fired(changed(UBL, ("<cbc:ID>S</cbc:ID>", f"<cbc:ID>{category}</cbc:ID>"))) == rules


@pytest.mark.parametrize(
    ("category", "rules"),
    [
        ("Z", {"BR-Z-05", "BR-Z-09"}),
        ("E", {"BR-E-05", "BR-E-09", "BR-E-10"}),
        ("K", {"BR-IC-05", "BR-IC-09", "BR-IC-10", "BR-IC-11", "BR-IC-12"}),
        ("O", {"BR-O-02", "BR-O-05", "BR-O-09", "BR-O-10"}),
        ("L", set()),
        ("B", {"BR-B-01"}),
    ],
)
def test_the_same_holds_in_cii(category: str, rules: set[str]) -> None:
    assert fired(changed(CII, (">S</ram:CategoryCode>", f">{category}</ram:CategoryCode>"))) == rules


def test_a_bank_without_an_account_needs_no_account() -> None:
    bank = "<ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>X</ram:BICID>"
    bank += "</ram:PayeeSpecifiedCreditorFinancialInstitution>"
    account = CII[CII.index("<ram:PayeePartyCred") : CII.index("</ram:SpecifiedTradeSettlementPaymentM")]
    assert fired(changed(CII, (account, bank))) == {"CII-SR-470"}


@pytest.mark.parametrize("number", ["  UA328559626553", "\nUA328559626553", "  "])
def test_a_vat_number_behind_blanks_does_not_begin_with_a_country(number: str) -> None:
    assert fired(changed(UBL, ("<cbc:CompanyID>UA328559626553", f"<cbc:CompanyID>{number}"))) == {"BR-CO-09"}


def test_our_own_rules_speak_only_where_nothing_official_is_fatal() -> None:
    twice = changed(UBL, ("<cbc:ID>КС-1</cbc:ID>", "<cbc:ID>КС-1</cbc:ID><cbc:ID>КС-2</cbc:ID>"))
    unnamed = twice.replace("Хліб".encode(), b"")
    assert fired(twice) == {"KSR-ONE"}
    assert fired(unnamed) == {"BR-25"}
    assert fired(unnamed, "ua") == {"BR-25", "KSR-ONE"}


def test_a_seller_without_any_tax_number_is_found() -> None:
    document = without("cac:PartyTaxScheme", UBL)
    assert fired(document) == {"BR-S-02"}


def test_the_rounding_is_upwards_as_xpath_has_it() -> None:
    credit = changed(
        UBL, (">100.00</cbc:LineExtensionAmount><cac:Item>", ">100.005</cbc:LineExtensionAmount><cac:Item>")
    )
    assert fired(credit) == {"BR-CO-10", "BR-DEC-23", "UBL-DT-01"}


@pytest.mark.parametrize(
    ("price", "rules"), [("1e3", set()), ("INF", set()), ("-1e3", {"BR-27"}), ("п’ять", {"BR-27"})]
)
def test_a_price_is_only_compared_with_zero(price: str, rules: set[str]) -> None:
    assert fired(changed(UBL, (">50.00</cbc:Price", f">{price}</cbc:Price"))) == rules


def test_a_second_category_of_a_part_of_the_breakdown_counts() -> None:
    vat = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    outside = f"<cac:TaxCategory><cbc:ID>O</cbc:ID>{vat}</cac:TaxCategory>"
    second = changed(UBL, ("</cac:TaxSubtotal>", f"{outside}{outside}</cac:TaxSubtotal>"))
    assert "BR-O-01" in fired(second)
