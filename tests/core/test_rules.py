"""A document may be issued only if all is there that the law and arithmetic ask for."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kasssa.core import rules
from kasssa.core.document.model import Document, Kind, Line, Party
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat
from tests.core.samples import BREAD, GALAGAN, INVOICE, MLYN, NOT_PAYERS_INVOICE, RICH_INVOICE, documents


@pytest.mark.parametrize("document", [INVOICE, RICH_INVOICE, NOT_PAYERS_INVOICE])
def test_a_sound_document_may_be_issued(document):
    assert rules.check(document) == ()
    assert rules.require(document) is document


@given(documents())
def test_the_strategy_gives_nothing_but_sound_documents(document):
    assert set(codes_of(document)) <= {"KSA-INV-05 lines"}


def codes_of(document):
    return [f"{found.code} {found.path}".rstrip() for found in rules.check(document)]


def with_line(**fields):
    return replace(INVOICE, lines=(replace(BREAD, **fields),))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"number": ""}, "KSA-INV-03 number"),
        ({"number": " 1"}, "KSA-INV-03 number"),
        ({"currency": "GBP"}, "KSA-INV-04 currency"),
        ({"issued_on": date(1999, 12, 31)}, "KSA-DAT-03 issued_on"),
        ({"issued_on": date(2100, 1, 1)}, "KSA-DAT-03 issued_on"),
        ({"due_on": date(2026, 3, 16)}, "KSA-DAT-02 due_on"),
        ({"due_on": date(2036, 3, 26)}, "KSA-DAT-03 due_on"),
        ({"lines": ()}, "KSA-INV-01 lines"),
        ({"lines": (BREAD,) * 1001}, "KSA-INV-02 lines"),
        ({"lines": (replace(BREAD, price=Decimal(0)),)}, "KSA-INV-05 lines"),
        ({"lines": (replace(BREAD, price=Decimal(10) ** 12),)}, "KSA-INV-06 lines"),
        ({"buyer": MLYN}, "KSA-PTY-03 buyer.code"),
        ({"contract": "x" * 201}, "KSA-TXT-02 contract"),
        ({"order": "a\nb"}, "KSA-TXT-01 order"),
        ({"place": "a\x00"}, "KSA-TXT-01 place"),
        ({"purpose": "x" * 421}, "KSA-TXT-02 purpose"),
        ({"note": "a\u202eb"}, "KSA-TXT-01 note"),
        ({"note": "a\r\nb"}, "KSA-TXT-01 note"),
        ({"note": "x" * 4001}, "KSA-TXT-02 note"),
    ],
)
def test_a_wrong_heading_is_named(fields, code):
    assert codes_of(replace(INVOICE, **fields)) == [code]


def test_a_number_that_is_too_long_or_has_controls_is_named():
    assert codes_of(replace(INVOICE, number="1" * 17)) == ["KSA-INV-03 number", "KSA-TXT-02 number"]
    assert codes_of(replace(INVOICE, number="1\t2")) == ["KSA-TXT-01 number"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "KSA-PTY-01 seller.name"),
        ({"name": "x" * 501}, "KSA-TXT-02 seller.name"),
        ({"scheme": Scheme.RNOKPP}, "KSA-COD-01 seller.code"),
        ({"vat_number": "UA436294326553"}, "KSA-TXT-03 seller.vat_number"),
        ({"vat_number": "436294426553"}, "KSA-COD-09 seller.vat_number"),
        ({"iban": ""}, "KSA-PTY-02 seller.iban"),
        ({"iban": "UA213223130000026007233566002"}, "KSA-COD-11 seller.iban"),
        ({"phone": "067"}, "KSA-COD-12 seller.phone"),
        ({"email": "a@b"}, "KSA-COD-13 seller.email"),
        ({"signatory": ""}, "KSA-PTY-04 seller.signatory"),
        ({"position": " "}, "KSA-PTY-05 seller.position"),
        ({"address": "a\u2028b"}, "KSA-TXT-01 seller.address"),
        ({"bank": "x" * 501}, "KSA-TXT-02 seller.bank"),
        ({"signatory": "x" * 201}, "KSA-TXT-02 seller.signatory"),
        ({"position": "x" * 201}, "KSA-TXT-02 seller.position"),
    ],
)
def test_a_wrong_seller_is_named(fields, code):
    assert codes_of(replace(INVOICE, seller=replace(MLYN, **fields))) == [code]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"code": ""}, ["KSA-COD-01 buyer.code"]),
        ({"code": "3184710692"}, ["KSA-COD-05 buyer.code"]),
        ({"code": "31847 10691"}, ["KSA-TXT-03 buyer.code"]),
        ({"name": ""}, ["KSA-PTY-01 buyer.name"]),
        ({"iban": "", "signatory": "", "position": ""}, []),
    ],
)
def test_a_wrong_buyer_is_named_who_need_not_sign_or_be_paid(fields, codes):
    assert codes_of(replace(INVOICE, buyer=replace(GALAGAN, **fields))) == codes


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"name": "\u00a0"}, ["KSA-LIN-01 lines[0].name"]),
        ({"name": "a\nb"}, ["KSA-TXT-01 lines[0].name"]),
        ({"name": "a\ud800"}, ["KSA-TXT-01 lines[0].name"]),
        ({"name": "x" * 501}, ["KSA-TXT-02 lines[0].name"]),
        ({"unit": "шт"}, ["KSA-LIN-02 lines[0].unit"]),
        ({"quantity": Decimal(0)}, ["KSA-LIN-03 lines[0].quantity"]),
        ({"quantity": Decimal(-1)}, ["KSA-LIN-03 lines[0].quantity"]),
        ({"quantity": Decimal("NaN")}, ["KSA-LIN-05 lines[0].quantity"]),
        ({"quantity": Decimal("0.0000001")}, ["KSA-LIN-05 lines[0].quantity"]),
        ({"price": Decimal("-0.01")}, ["KSA-LIN-04 lines[0].price"]),
        ({"price": Decimal("Infinity")}, ["KSA-LIN-05 lines[0].price"]),
        ({"price": Decimal("sNaN")}, ["KSA-LIN-05 lines[0].price"]),
        ({"price": Decimal(10) ** 15}, ["KSA-LIN-05 lines[0].price"]),
        ({"price": Decimal("1.00000000")}, []),
        ({"vat": Vat.NOT_PAYER}, ["KSA-VAT-03 lines[0].vat"]),
        ({"vat": Vat.EXEMPT}, ["KSA-VAT-04 lines[0].exemption"]),
        ({"exemption": "ст. 197"}, ["KSA-VAT-05 lines[0].exemption"]),
        ({"vat": Vat.EXEMPT, "exemption": "x" * 101}, ["KSA-TXT-02 lines[0].exemption"]),
        ({"code": "847130000"}, ["KSA-LIN-06 lines[0].code"]),
        ({"code": "８４７１"}, ["KSA-LIN-06 lines[0].code"]),
        ({"article": "x" * 51}, ["KSA-TXT-02 lines[0].article"]),
    ],
)
def test_a_wrong_line_is_named(fields, codes):
    assert codes_of(with_line(**fields)) == codes


def test_who_is_no_payer_may_not_charge_vat_nor_be_exempt_by_ground():
    line = replace(BREAD, vat=Vat.EXEMPT, exemption="ст. 197")
    assert codes_of(replace(NOT_PAYERS_INVOICE, lines=(BREAD, line))) == [
        "KSA-VAT-02 lines[0].vat",
        "KSA-VAT-02 lines[1].vat",
    ]


def test_a_document_that_may_not_be_issued_is_refused_with_all_its_faults():
    document = replace(INVOICE, number="", lines=())
    with pytest.raises(rules.Faulty) as refusal:
        rules.require(document)
    assert [found.code for found in refusal.value.faults] == ["KSA-INV-03", "KSA-INV-01"]


ANY_NUMBER = st.decimals() | st.decimals(allow_nan=False, places=6)
ANY_PARTY = st.builds(Party, **dict.fromkeys(set(Party.__struct_fields__) - {"scheme"}, st.text(max_size=12)))
ANY_LINE = st.builds(
    Line,
    quantity=ANY_NUMBER,
    price=ANY_NUMBER,
    **dict.fromkeys(("exemption", "code", "article"), st.text(max_size=5)),
)


@given(
    st.builds(
        Document,
        kind=st.just(Kind.INVOICE),
        seller=ANY_PARTY,
        buyer=ANY_PARTY,
        lines=st.lists(ANY_LINE, max_size=2).map(tuple),
    )
)
def test_no_document_is_so_wrong_that_its_check_fails(document):
    for found in rules.check(document):
        assert found.text("uk") != found.text("en")
