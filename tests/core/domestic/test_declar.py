"""The tax invoice: derived to the kopiyka, read from any version, and counted again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from kasssa.core.document.faults import Faulty
from kasssa.core.document.model import Line
from kasssa.core.document.totals import calculate
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import declar
from kasssa.core.formats.declar.model import Declar, TaxTotals
from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.tax import Vat
from tests.core.domestic.spoiling import bomb, spoilt
from tests.core.domestic.test_comdoc import trimmed
from tests.core.samples import GALAGAN, INVOICE, MLYN, NOT_PAYERS_INVOICE, RICH_INVOICE, documents

FILING = declar.Filing(number=12, region=13, district=1, drawn_by_code="3184710691")
(BREAD,) = declar.drafts_of(INVOICE, FILING)
TAXED, EXEMPT = declar.drafts_of(RICH_INVOICE, FILING)
# An adjustment as a shop's program files it, in windows-1251, with the empty elements that it leaves.
ADJUSTMENT = """<?xml version="1.0" encoding="Windows-1251"?>
<DECLAR xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="J1201216.xsd">
  <DECLARHEAD>
    <TIN>43629432</TIN><C_DOC>J12</C_DOC><C_DOC_SUB>012</C_DOC_SUB><C_DOC_VER>16</C_DOC_VER>
    <C_DOC_TYPE>0</C_DOC_TYPE><C_DOC_CNT>3</C_DOC_CNT><C_REG>13</C_REG><C_RAJ>01</C_RAJ>
    <PERIOD_MONTH>04</PERIOD_MONTH><PERIOD_TYPE>1</PERIOD_TYPE><PERIOD_YEAR>2026</PERIOD_YEAR>
    <C_STI_ORIG>1301</C_STI_ORIG><C_DOC_STAN>1</C_DOC_STAN>
    <LINKED_DOCS><DOC NUM="1" TYPE="2"><C_DOC>J12</C_DOC></DOC></LINKED_DOCS>
    <D_FILL>05042026</D_FILL><SOFTWARE>інша програма</SOFTWARE>
  </DECLARHEAD>
  <DECLARBODY>
    <HERPN0>1</HERPN0><HERPN xsi:nil="true"/><HFILL>05042026</HFILL><HNUM>3</HNUM>
    <HPODFILL>17032026</HPODFILL><HPODNUM>12</HPODNUM>
    <HNAMESEL>ТОВ «Млин»</HNAMESEL><HNAMEBUY>ТОВ «Їжа»</HNAMEBUY>
    <HKSEL>436294326553</HKSEL><HTINSEL>43629432</HTINSEL><HKS>1</HKS>
    <HKBUY>436294326553</HKBUY><HTINBUY>43629432</HTINBUY><HKB>1</HKB>
    <R001G03>-10.00</R001G03><R02G9>-10.00</R02G9><R01G9>-50.00</R01G9>
    <RXXXXG001 ROWNUM="2">1</RXXXXG001><RXXXXG001 ROWNUM="1">1</RXXXXG001>
    <RXXXXG21 ROWNUM="1">103</RXXXXG21><RXXXXG22 ROWNUM="1">1</RXXXXG22>
    <RXXXXG3S ROWNUM="1">Хліб</RXXXXG3S><RXXXXG4 ROWNUM="1">1905</RXXXXG4>
    <RXXXXG5 ROWNUM="1">-4</RXXXXG5><RXXXXG6 ROWNUM="1">25,00</RXXXXG6>
    <RXXXXG008 ROWNUM="1">20</RXXXXG008><RXXXXG010 ROWNUM="1">-100.00</RXXXXG010>
    <RXXXXG11_10 ROWNUM="1">-20.000000</RXXXXG11_10>
    <RXXXXG3S ROWNUM="2">Хліб</RXXXXG3S><RXXXXG008 ROWNUM="2">20</RXXXXG008>
    <RXXXXG7 ROWNUM="2">5</RXXXXG7><RXXXXG8 ROWNUM="2">10</RXXXXG8>
    <RXXXXG010 ROWNUM="2">50.00</RXXXXG010><RXXXXG11_10 ROWNUM="2">10</RXXXXG11_10>
    <HBOS>Бондар</HBOS><HKBOS>3184710691</HKBOS><R003G10S/>
  </DECLARBODY>
</DECLAR>
""".encode("windows-1251")


def codes(findings):
    return [(found.code, found.path) for found in findings]


def test_a_draft_states_the_totals_of_the_document():
    totals = calculate(RICH_INVOICE)
    assert TAXED.body.totals == TaxTotals(
        total=Decimal("16539.57"),
        tax=Decimal("1989.07"),
        tax_20=Decimal(50),
        tax_14=Decimal("1890.07"),
        tax_7=Decimal(49),
        base_20=Decimal(250),
        base_14=Decimal("13500.50"),
        base_7=Decimal(700),
        base_902=Decimal(100),
    )
    assert EXEMPT.body.totals == TaxTotals(total=Decimal("5.01"), tax=Decimal(0), base_903=Decimal("5.01"))
    assert TAXED.body.totals.total + EXEMPT.body.totals.total == totals.total.hryvnias
    assert (EXEMPT.body.exempt, EXEMPT.body.exemption) == ("Без ПДВ", "пп. 197.1.2 ПКУ; пп. 197.1.27 ПКУ")
    assert [draft.body.number for draft in (TAXED, EXEMPT)] == ["12", "13"]


def test_a_row_has_vat_of_up_to_six_decimals():
    line = Line(name="Олія", unit="LTR", quantity=Decimal(1), price=Decimal("1.01"), vat=Vat.AGRARIAN)
    (draft,) = declar.drafts_of(replace(INVOICE, lines=(line, line, line)), FILING)
    assert [row.tax for row in draft.rows] == [Decimal("0.1414")] * 3
    assert draft.body.totals.tax_14 == Decimal("0.42")
    assert declar.check(draft) == ()
    assert (draft.rows[0].unit, draft.rows[0].unit_code) == ("л", "0138")


def test_a_buyer_who_pays_no_vat_is_nobody_in_particular():
    buyer = BREAD.body.buyer
    assert (buyer.name, buyer.vat_number, buyer.code) == ("Неплатник", "100000000000", "")
    assert (BREAD.body.stays, BREAD.body.staying_reason) == ("1", "02")


def test_a_buyer_who_pays_vat_is_named():
    payer = replace(GALAGAN, vat_number="3184710691")
    (draft,) = declar.drafts_of(replace(INVOICE, buyer=payer), FILING)
    assert (draft.body.buyer.name, draft.body.buyer.source) == ("ФОП Ґалаґан Ю. & Син", "2")
    assert draft.body.stays == ""


def test_a_sole_proprietor_files_the_other_form_and_export_has_its_rate():
    line = Line(name="Мед", unit="KGM", quantity=Decimal(1), price=Decimal(9), vat=Vat.ZERO)
    seller = replace(GALAGAN, vat_number="3184710691")
    document = replace(INVOICE, seller=seller, buyer=MLYN, lines=(line,))
    (draft,) = declar.drafts_of(
        document, declar.Filing(number=1, region=26, district=50, drawn_by_code="3184710691", export=True)
    )
    assert draft.head.form == "F1201016"
    assert draft.rows[0].rate == "901"
    assert declar.name_of(draft) == "26503184710691F1201016100000000110320262650.XML"
    assert declar.check(draft) == ()


def test_who_pays_no_vat_makes_no_tax_invoice():
    with pytest.raises(Faulty) as refused:
        declar.drafts_of(NOT_PAYERS_INVOICE, FILING)
    assert codes(refused.value.faults) == [("KSA-TAX-21", "seller.vat_number")]


@pytest.mark.parametrize("draft", [BREAD, TAXED, EXEMPT])
def test_a_draft_is_written_in_windows_1251_and_had_back(draft):
    content = declar.write(draft)
    assert content.startswith(b'<?xml version="1.0" encoding="windows-1251"?>')
    assert content.decode("windows-1251").encode("windows-1251") == content
    reading = declar.read(content)
    assert reading.document == draft
    assert reading.findings == ()
    assert declar.check(draft) == ()
    assert declar.check_name(draft, declar.name_of(draft)) == ()


@given(documents().filter(lambda document: document.seller.vat_number).map(trimmed))
@settings(max_examples=40, deadline=None)
def test_every_valid_document_of_a_payer_becomes_tax_invoices(document):
    drafts = declar.drafts_of(document, FILING)
    assert sum(draft.body.totals.total for draft in drafts) == calculate(document).total.hryvnias
    for draft in drafts:
        reading = declar.read(declar.write(draft))
        assert reading.document == draft
        assert {found.code for found in declar.check(draft)} <= {"KSA-TAX-17"}


def test_an_adjustment_is_read_row_by_row():
    reading = declar.read(ADJUSTMENT)
    paper = reading.document
    assert reading.findings == ()
    assert (paper.head.form, paper.head.linked[0].c_doc) == ("J1201216", "J12")
    assert (paper.body.corrected_on, paper.body.corrected_number) == (date(2026, 3, 17), "12")
    assert [(row.number, row.reason, row.base) for row in paper.rows] == [
        (1, "103", Decimal(-100)),
        (2, "", Decimal(50)),
    ]
    assert (paper.body.totals.base_20, paper.body.totals.tax_20) == (Decimal(-50), Decimal(-10))
    assert declar.check(paper) == ()
    assert declar.read(declar.write(paper)).document == paper


@pytest.mark.parametrize("version", ["10", "11", "12", "13", "14", "15", "16"])
def test_neighbouring_versions_are_read(version):
    content = declar.write(BREAD).replace(b"<C_DOC_VER>16<", f"<C_DOC_VER>{version}<".encode())
    assert declar.read(content).document.head.form == f"J12010{version}"


def test_sums_that_contradict_each_other_are_findings():
    row = replace(TAXED.rows[0], base=Decimal(251), tax=Decimal(51))
    totals = replace(TAXED.body.totals, tax_7=Decimal(50), base_902=None)
    wrong = replace(TAXED, body=replace(TAXED.body, totals=totals), rows=(row, *TAXED.rows[1:]))
    assert codes(declar.check(wrong)) == [
        ("KSA-TAX-13", "DECLARBODY/[1]/RXXXXG010"),
        ("KSA-TAX-14", "DECLARBODY/[1]/RXXXXG11_10"),
        ("KSA-TAX-15", "DECLARBODY/R01G7"),
        ("KSA-TAX-15", "DECLARBODY/R03G7"),
        ("KSA-TAX-15", "DECLARBODY/R03G109"),
        ("KSA-TAX-15", "DECLARBODY/R01G8"),
        ("KSA-TAX-15", "DECLARBODY/R03G11"),
        ("KSA-TAX-16", "DECLARBODY/R04G11"),
    ]


def test_a_heading_that_contradicts_the_body_is_found():
    head = replace(BREAD.head, c_sti_orig="2650", period_month=4, c_doc_sub="099")
    body = replace(
        BREAD.body, staying_reason="18", seller=replace(BREAD.body.seller, vat_number="12", code="43629433")
    )
    rows = (replace(BREAD.rows[0], rate="19", reason="999"),)
    assert codes(declar.check(Declar(head=head, body=body, rows=rows))) == [
        ("KSA-TAX-10", "DECLARHEAD"),
        ("KSA-TAX-19", "DECLARHEAD/C_STI_ORIG"),
        ("KSA-TAX-20", "DECLARHEAD/PERIOD_MONTH"),
        ("KSA-TAX-07", "DECLARBODY/HTYPR"),
        ("KSA-TAX-17", "DECLARBODY/HKSEL"),
        ("KSA-TAX-17", "DECLARBODY/HTINSEL"),
        ("KSA-TAX-07", "DECLARBODY/[1]/RXXXXG21"),
        ("KSA-TAX-07", "DECLARBODY/[1]/RXXXXG008"),
        ("KSA-TAX-15", "DECLARBODY/R01G7"),
        ("KSA-TAX-15", "DECLARBODY/R03G7"),
    ]


def test_a_file_name_says_what_the_heading_says():
    name = "13010043629432J1201016100000001210320261301.XML"
    assert declar.name_of(BREAD) == name
    parts = declar.parse_name("13010011111111J1201015100000000210420231301.XML")
    assert (parts.tin, parts.form, parts.count, parts.month, parts.year) == (
        "11111111",
        "J1201015",
        2,
        4,
        2023,
    )
    other = declar.check_name(BREAD, "13010011111111J1201015100000000210420231301.xml")
    assert [dict(found.params)["name"] for found in other] == [
        "TIN",
        "форма",
        "C_DOC_CNT",
        "PERIOD_MONTH",
        "PERIOD_YEAR",
    ]
    assert codes(declar.check_name(BREAD, "накладна.xml")) == [("KSA-TAX-11", "")]
    with pytest.raises(BadFormat):
        declar.parse_name("")


def test_cells_of_no_row_repeated_parts_and_strangers_are_findings():
    content = (
        declar.write(BREAD)
        .replace(b'<RXXXXG6 ROWNUM="1">', b"<RXXXXG6>")
        .replace(b"</DECLARBODY>", b"<RYADOK>1</RYADOK></DECLARBODY><DECLARBODY/><OTHER>1</OTHER>")
    )
    reading = declar.read(content)
    assert codes(reading.findings) == [
        ("KSA-TAX-18", "DECLARBODY/RXXXXG6"),
        ("KSA-TAX-03", "DECLARBODY/RYADOK"),
        ("KSA-TAX-04", "DECLARBODY"),
        ("KSA-TAX-03", "OTHER"),
    ]
    assert reading.document.rows[0].price is None


def test_an_empty_declaration_lacks_everything_and_is_read():
    reading = declar.read(b"<DECLAR/>")
    assert reading.document == Declar()
    assert [code for code, _ in codes(declar.check(reading.document))].count("KSA-TAX-05") == 13


@pytest.mark.parametrize("content", [b"", bomb("DECLAR"), b"<!DOCTYPE a><DECLAR/>", b"\x00" * 9])
def test_what_is_no_xml_is_refused(content):
    with pytest.raises(Unreadable):
        declar.read(content)


def test_another_document_is_refused():
    with pytest.raises(BadFormat) as refused:
        declar.read(b"<ZVIT/>")
    assert refused.value.found.code == "KSA-TAX-08"


@given(spoilt(declar.write(TAXED)))
@settings(max_examples=150, deadline=None)
def test_no_spoilt_declaration_is_too_much(content):
    reading = declar.read(content)
    for found in (*reading.findings, *declar.check(reading.document)):
        assert found.text("uk")
    declar.name_of(reading.document)
    assert declar.read(declar.write(reading.document)).document == reading.document
