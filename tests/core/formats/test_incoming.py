"""Any file: an invoice, or a refusal that says what, and what to do."""

import json
import math
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import as_document, outgoing, ubl, zugferd1
from kasssa.core.formats.canonical import Address, Contact, Identifier, Quantity, Tax
from kasssa.core.formats.detect import Format
from kasssa.core.formats.incoming import receive
from tests.core.formats.cases import cases, golden

EAN = {"iso-scheme-id": "0088"}
GOBL = {
    "$schema": "https://gobl.org/draft-0/envelope",
    "doc": {
        "$schema": "https://gobl.org/draft-0/bill/invoice",
        "type": "credit-note",
        "series": "A",
        "code": "7",
        "issue_date": "2026-03-17",
        "currency": "EUR",
        "supplier": {
            "name": "Mill",
            "tax_id": {"country": "GR", "code": "123"},
            "people": [{"name": {"given": "Olena", "surname": "Bondar"}}],
            "emails": [{"addr": "o@mill.example"}],
            "addresses": [{"street": "Main", "num": "5", "locality": "Kyiv", "country": "UA"}],
            "identities": [{"code": "999", "scope": "legal"}, {"code": "1", "ext": EAN}],
            "inboxes": [{"scheme": "0088", "code": "1"}],
        },
        "lines": [
            {
                "i": 1,
                "quantity": "2",
                "item": {"name": "Bread", "price": "12.00", "unit": "h"},
                "taxes": [{"cat": "VAT", "key": "standard", "percent": "20.0%"}],
                "total": "24.00",
            }
        ],
        "tax": {"prices_include": "VAT"},
        "totals": {
            "sum": "24.00", "tax_included": "4.00", "total": "20.00", "tax": "4.00",
            "total_with_tax": "24.00", "payable": "24.00",
            "taxes": {"categories": [{"code": "VAT", "rates": [
                {"key": "standard", "base": "20.00", "percent": "20.0%", "amount": "4.00"},
            ]}]},
        },
    },
}  # fmt: skip


def test_every_shared_document_is_read_or_refused_in_words():
    others = (
        "ubl-order", "ubl-orderresponse", "ubl-applicationresponse", "ubl-despatchadvice",
        "fatturapa", "broken-xml",
    )  # fmt: skip
    for case in cases(*others):
        with pytest.raises(Unreadable) as refused:
            receive(case.content)
        assert refused.value.text("uk"), case.file
    for case in cases("ubl-invoice", "ubl-creditnote", "cii", "zugferd1"):
        assert receive(case.content).format == case.kind, case.file


def test_gobl_invoices_are_read_and_other_gobl_is_refused():
    read, refused = 0, 0
    for case in cases("gobl-json"):
        try:
            assert receive(case.content).whole.number, case.file
            read += 1
        except Unreadable as error:
            refused += "bill/" in error.params["what"]
    assert (read, refused) == (46, 10)


def test_a_gobl_invoice_is_this():
    read = receive(json.dumps(GOBL).encode())
    whole = read.whole
    assert (read.format, whole.number, whole.kind, whole.issued_on) == (
        Format.GOBL,
        "A-7",
        "381",
        "2026-03-17",
    )
    seller, line = whole.seller, whole.lines[0]
    assert seller is not None
    assert seller.vat_number == "EL123"
    assert seller.contact == Contact(name="Olena Bondar", email="o@mill.example")
    assert seller.address == Address(line_1="Main 5", city="Kyiv", country="UA")
    assert (seller.legal_id, seller.ids) == (Identifier(value="999"), (Identifier(value="1", scheme="0088"),))
    assert line.quantity == Quantity(value="2", unit="HUR")
    assert (line.price, line.net, line.taxes) == (
        "10",
        "20.00",
        (Tax(scheme="VAT", category="S", rate="20"),),
    )
    assert whole.totals is not None
    assert (whole.totals.lines, whole.totals.without_vat, whole.totals.due) == ("20.00", "20.00", "24.00")


@pytest.mark.parametrize("at", ["doc", "supplier", "lines", "totals", "currency"])
def test_gobl_with_a_field_of_another_type_is_refused(at: str):
    broken = json.loads(json.dumps(GOBL))
    holder = broken if at == "doc" else broken["doc"]
    holder[at] = 5
    with pytest.raises(Unreadable):
        receive(json.dumps(broken).encode())


def test_zugferd_1_becomes_cii_by_renaming():
    root = etree.fromstring(
        f'<r:CrossIndustryDocument xmlns:r="{zugferd1.ROOT[1:].partition("}")[0]}" '
        'xmlns:a="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12">'
        "<r:SpecifiedSupplyChainTradeTransaction><a:ApplicableSupplyChainTradeSettlement>"
        "<a:SpecifiedLogisticsServiceCharge><a:Description>Post</a:Description>"
        "<a:AppliedAmount>5.80</a:AppliedAmount></a:SpecifiedLogisticsServiceCharge>"
        "</a:ApplicableSupplyChainTradeSettlement></r:SpecifiedSupplyChainTradeTransaction>"
        "</r:CrossIndustryDocument>"
    )
    read = receive(etree.tostring(root))
    assert read.format is Format.ZUGFERD_1
    (charge,) = read.whole.adjustments
    assert (charge.charge, charge.amount, charge.reason) == (True, "5.80", "Post")


def test_shared_zugferd_1_has_its_parties_lines_and_totals():
    for case in cases("zugferd1"):
        if case.file == "mustang/3a6a62937f0d.xml":  # it is there to be wrong: no number, no date
            continue
        whole = receive(case.content).whole
        assert whole.seller is not None
        assert whole.totals is not None
        assert all((whole.number, whole.issued_on, whole.seller.name, whole.lines, whole.totals.with_vat)), (
            case.file
        )


def test_our_own_documents_come_back_from_cii_and_comdoc():
    for name in ("rich", "plain", "not_payer"):
        document, read = ubl.read(golden(name)), receive(golden(name))
        assert as_document.document_of(read.whole) == document
        assert as_document.document_of(receive(outgoing.as_cii(read)).whole) == document
    comdoc = receive(outgoing.as_comdoc(receive(golden("plain"))))
    assert comdoc.format is Format.COMDOC
    assert comdoc.whole.totals == receive(golden("plain")).whole.totals


def test_a_foreign_invoice_is_no_document_of_ours():
    for case in cases("ubl-invoice"):
        with pytest.raises(as_document.NotOurs):
            as_document.document_of(receive(case.content).whole)


@given(st.binary(max_size=200))
def test_no_bytes_raise_another_thing(content: bytes):
    with pytest.raises(Unreadable):
        receive(content)


FIELDS = (
    "type",
    "code",
    "currency",
    "supplier",
    "lines",
    "tax",
    "totals",
    "payment",
    "ordering",
    "notes",
    "charges",
)
LEAVES = st.none() | st.booleans() | st.text(max_size=8) | st.floats().filter(math.isfinite) | st.integers()


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(FIELDS), st.recursive(LEAVES, st.lists, max_leaves=5)))
def test_no_gobl_raises_another_thing(fields: dict[str, object]):
    content = json.dumps({**GOBL, "doc": {**json.loads(json.dumps(GOBL))["doc"], **fields}}).encode()
    with suppress(Unreadable):
        receive(content)
