"""The form that is signed says all of a document, in one way, and nothing else is taken for it."""

import re
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from kasssa.core import rules
from kasssa.core.document.checks import ARTICLE_CHARS_MAX, GROUND_CHARS_MAX, LINES_MAX, NAME_CHARS_MAX
from kasssa.core.formats import ubl
from kasssa.core.formats.ubl_read import BYTES_MAX, NODES_MAX
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat
from tests.core.samples import BREAD, GALAGAN, INVOICE, NOT_PAYERS_INVOICE, RICH_INVOICE, documents

GOLDEN = Path(__file__).parent / "golden"
RICH = ubl.write(RICH_INVOICE)


@given(documents())
def test_what_is_written_is_read_back(document):
    data = ubl.write(document)
    assert ubl.read(data) == document
    assert ubl.write(ubl.read(data)) == data


@pytest.mark.parametrize(
    ("name", "document"), [("rich", RICH_INVOICE), ("not_payer", NOT_PAYERS_INVOICE), ("plain", INVOICE)]
)
def test_the_form_is_the_one_in_which_the_official_rules_found_no_fault(name, document):
    """The golden files fit UBL 2.1; of EN 16931 artefacts 1.3.16 not even a warning fired for them."""
    assert ubl.write(document).decode() == (GOLDEN / f"{name}.xml").read_text("utf-8")


def test_equal_documents_give_equal_bytes():
    line = replace(BREAD, quantity=Decimal("10.000"), price=Decimal("2.5E+1"))
    assert ubl.write(replace(INVOICE, lines=(line,))) == ubl.write(INVOICE)


def test_the_largest_valid_document_is_read_back():
    line = replace(
        BREAD,
        name="&" * NAME_CHARS_MAX,
        article="&" * ARTICLE_CHARS_MAX,
        quantity=Decimal("999.999999"),
        price=Decimal("1000.999999"),
        vat=Vat.EXEMPT,
    )
    lines = tuple(replace(line, exemption=f"{at:&>{GROUND_CHARS_MAX}}") for at in range(LINES_MAX))
    document = replace(RICH_INVOICE, lines=lines, note="&" * 4000)
    assert rules.check(document) == ()
    assert ubl.read(ubl.write(document)) == document


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'encoding="UTF-8"', b"encoding='utf-8'"),
        (b'<?xml version="1.0" encoding="UTF-8"?>\n', b""),
        (b"cac:", b"a:"),
        (b"><c", b">\n  <c"),
        (b"<?xml", b"\xef\xbb\xbf<?xml"),
        (b"\n<cbc:ID>", b"\r\n<cbc:ID>"),
    ],
)
def test_what_says_the_same_in_another_layout_is_read(old, new):
    data = RICH.replace(old, new).replace(b"xmlns:cac", b"xmlns:a" if new == b"a:" else b"xmlns:cac")
    assert data != RICH
    assert ubl.read(data) == RICH_INVOICE


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            b">250.00</cbc:LineExtensionAmount>",
            b">250.01</cbc:LineExtensionAmount>",
            r"InvoiceLine.*250\.00 expected",
        ),
        (
            b'currencyID="UAH">16544.58<',
            b'currencyID="UAH">16544.57<',
            r"LegalMonetaryTotal.*16544\.58 expected",
        ),
        (b'currencyID="UAH">25</cbc:Price', b'currencyID="EUR">25</cbc:Price', "other attributes"),
        (b">25</cbc:PriceAmount>", b">25.0</cbc:PriceAmount>", "25 expected"),
        (b">380<", b">381<", "381"),
        (b"<cbc:IssueDate>2026-03-17", b"<cbc:IssueDate>20260317", "2026-03-17 expected"),
        (b"<cbc:IssueDate>2026-03-17", b"<cbc:IssueDate>tomorrow", "cannot be read"),
        (b"<cbc:DueDate>2026-03-31", b"<cbc:DueDate>2026-02-31", "cannot be read"),
        (b"</Invoice>", b"<cbc:Note>more</cbc:Note></Invoice>", "expected"),
        (b"</Invoice>", b"and more</Invoice>", "text between elements"),
        (b"<cbc:DocumentCurrencyCode>", b"more<cbc:DocumentCurrencyCode>", "text between elements"),
        (b"<cac:Item>", b"<cac:Item>more", "text between elements"),
        (b"#REG#", b"#AAK#", "expected"),
        ("Місце складання".encode(), "Місце продажу".encode(), "expected"),
        (b">43629432<", b">43629433<", "cannot be read"),
        (b">25</cbc:PriceAmount>", b">2e1</cbc:PriceAmount>", "cannot be read"),
        (b"<cbc:ID>S</cbc:ID>", b"<cbc:ID>AE</cbc:ID>", "cannot be read"),
        (b">10</cbc:InvoicedQuantity>", b">10<!-- 0 --></cbc:InvoicedQuantity>", "text between elements"),
        (b"<cac:Price>", b"<!-- x --><cac:Price>", "Price expected"),
        (b"<cac:Price>", b"<?x y?><cac:Price>", "Price expected"),
        (b"</Invoice>", b"</Invoice><!-- x -->", "after the invoice"),
        (b"<Invoice", b"<!-- x --><Invoice", "begin"),
        (b"<Invoice", b"<!DOCTYPE Invoice><Invoice", "begin"),
        (b"<Invoice", b'<!DOCTYPE Invoice SYSTEM "file:///etc/passwd"><Invoice', "begin"),
        (b"UTF-8", b"windows-1251", "begin"),
        (b'"1.0"', b'"1.1"', "begin"),
        (b"schema:xsd:Invoice-2", b"schema:xsd:CreditNote-2", "Invoice expected"),
        ("Хліб".encode(), b"\xff", "well-formed"),
        ("Хліб".encode(), b"&x;", "well-formed"),
        ("Хліб".encode(), b"\x00", "well-formed"),
    ],
)
def test_what_says_something_else_is_refused_with_a_reason(old, new, reason):
    data = RICH.replace(old, new)
    assert data != RICH
    with pytest.raises(ubl.BadDocument) as refusal:
        ubl.read(data)
    assert re.search(reason, refusal.value.reason)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<Invoice/>",
        b"{}",
        b"<a><b></a>",
        RICH.decode().encode("utf-16"),
        RICH.decode().replace("UTF-8", "windows-1251").encode("windows-1251"),
        RICH + RICH,
        RICH[:-20],
        b"<a>" * 500 + b"</a>" * 500,
    ],
)
def test_what_is_no_such_xml_is_refused(data):
    with pytest.raises(ubl.BadDocument):
        ubl.read(data)


def test_a_document_that_is_too_large_is_refused_before_it_is_parsed():
    for data in (b"<a>" + b" " * BYTES_MAX + b"</a>", b"<a>" + b"<b/>" * NODES_MAX + b"</a>"):
        with pytest.raises(ubl.BadDocument) as refusal:
            ubl.read(data)
        assert refusal.value.reason == "more than 5000000 bytes or 250000 tags"


def test_a_line_without_a_quantity_is_refused():
    root = etree.fromstring(RICH)
    quantity = root.find(".//{*}InvoicedQuantity")
    quantity.getparent().remove(quantity)
    with pytest.raises(ubl.BadDocument) as refusal:
        ubl.read(etree.tostring(root))
    assert refusal.value.reason == "a value cannot be read: a line without a quantity"


def changes():
    """Every way to remove, repeat, empty or alter one element of the rich invoice."""
    for at, _ in enumerate(etree.fromstring(RICH).iter()):
        for change in (_remove, _repeat, _empty, _alter, _mark, _move_first):
            root = etree.fromstring(RICH)
            element = list(root.iter())[at]
            if element.getparent() is not None:
                change(element)
                yield etree.tostring(root, encoding="UTF-8")


def _remove(element):
    element.getparent().remove(element)


def _repeat(element):
    element.addnext(deepcopy(element))


def _empty(element):
    element.text = None


def _alter(element):
    element.text = f"{element.text or ''}1"


def _mark(element):
    element.set("note", "1")


def _move_first(element):
    element.getparent().insert(0, element)


def test_no_change_of_one_element_is_passed_over():
    """Whatever was changed is refused, or is read as the other document that it has become."""
    read = refused = 0
    for data in changes():
        try:
            document = ubl.read(data)
        except ubl.BadDocument:
            refused += 1
        else:
            read += 1
            assert normal(ubl.write(document)) == normal(data)
    assert (read, refused) == (193, 923)


def normal(data):
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    return etree.tostring(root, method="c14n", exclusive=True)


@settings(max_examples=200)
@given(st.integers(0, len(RICH) - 1), st.binary(max_size=3), st.integers(0, 40))
def test_no_bytes_do_worse_than_being_refused(at, inserted, removed):
    data = RICH[:at] + inserted + RICH[at + removed :]
    try:
        document = ubl.read(data)
    except ubl.BadDocument:
        return
    assert normal(ubl.write(document)) == normal(data)


def test_a_passport_and_a_missing_address_are_read_back():
    buyer = replace(GALAGAN, scheme=Scheme.PASSPORT, code="АВ123456", address="")
    document = replace(INVOICE, buyer=buyer, issued_on=date(2000, 1, 1))
    assert ubl.read(ubl.write(document)) == document
