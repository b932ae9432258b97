"""What was typed is kept as typed, read in one way, and shown with its sums while it is typed."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core import rules
from kasssa.core.document.draft import BadDate, BadDraft, Draft, DraftLine, parse_date, preview, read
from kasssa.core.document.faults import Faulty, fault
from kasssa.core.document.model import Kind, Line
from kasssa.core.document.totals import calculate
from kasssa.core.money import Money
from kasssa.core.tax import Vat
from tests.core.samples import GALAGAN, MLYN

BREAD = DraftLine(name=" Хліб ", unit="шт.", quantity="10", price="25,00", vat="20")
DRAFT = Draft(
    buyer_code=GALAGAN.code, lines=(BREAD,), due_on="31.03.2026", purpose="За хліб\r\n", note="Один\r\nдва"
)


def read_as_issued(draft, *, seller=MLYN, buyer=GALAGAN):
    return read(draft, seller=seller, buyer=buyer, number="КС-2026/0001", issued_on=date(2026, 3, 17))


def faults_of(draft, **more):
    with pytest.raises(Faulty) as refusal:
        read_as_issued(draft, **more)
    return refusal.value.faults


def with_line(**fields):
    return msgspec.structs.replace(DRAFT, lines=(msgspec.structs.replace(BREAD, **fields),))


def test_a_draft_becomes_a_document():
    document = read_as_issued(DRAFT)
    assert rules.check(document) == ()
    assert (document.kind, document.number, document.issued_on) == (
        Kind.INVOICE,
        "КС-2026/0001",
        date(2026, 3, 17),
    )
    assert (document.seller, document.buyer, document.due_on) == (MLYN, GALAGAN, date(2026, 3, 31))
    assert document.lines == (
        Line(name="Хліб", unit="H87", quantity=Decimal(10), price=Decimal(25), vat=Vat.GENERAL),
    )
    assert (document.purpose, document.note) == ("За хліб", "Один\nдва")


def test_what_is_previewed_is_what_is_issued():
    seen = preview(DRAFT, seller_pays_vat=True)
    assert seen.faults == ()
    assert seen.lines == (Money(25000),)
    assert seen.totals == calculate(read_as_issued(DRAFT))
    assert seen.totals.total == Money(30000)


def test_texts_get_one_unicode_form():
    assert read_as_issued(with_line(name="Йод".replace("Й", "И\u0306"))).lines[0].name == "Йод"


def test_a_blank_line_is_passed_over_and_does_not_shift_the_paths():
    blank = DraftLine(unit="H87", quantity="1", vat="20")
    wrong = msgspec.structs.replace(BREAD, price="-1")
    draft = msgspec.structs.replace(DRAFT, lines=(blank, BREAD, blank, wrong))
    assert faults_of(draft) == (fault("KSA-LIN-04", "lines[3].price"),)
    assert preview(draft, seller_pays_vat=True).lines == (None, Money(25000), None, Money(-1000))
    assert len(read_as_issued(msgspec.structs.replace(DRAFT, lines=(blank, BREAD))).lines) == 1


@pytest.mark.parametrize("lines", [(), (DraftLine(),), (DraftLine(unit="шт", vat="20"), DraftLine())])
def test_a_draft_without_lines_is_refused(lines):
    draft = msgspec.structs.replace(DRAFT, lines=lines)
    assert faults_of(draft) == (fault("KSA-INV-01", "lines"),)
    assert preview(draft, seller_pays_vat=True).faults == (fault("KSA-INV-01", "lines"),)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"quantity": "десять"}, "KSA-NUM-01", "quantity"),
        ({"quantity": ""}, "KSA-NUM-01", "quantity"),
        ({"price": "1e5"}, "KSA-NUM-01", "price"),
        ({"price": "1,1234567"}, "KSA-NUM-01", "price"),
        ({"quantity": "0"}, "KSA-LIN-03", "quantity"),
        ({"vat": ""}, "KSA-VAT-01", "vat"),
        ({"vat": "21"}, "KSA-VAT-01", "vat"),
        ({"vat": "not_payer"}, "KSA-VAT-03", "vat"),
        ({"vat": "exempt"}, "KSA-VAT-04", "exemption"),
        ({"unit": "пуд"}, "KSA-LIN-02", "unit"),
        ({"name": ""}, "KSA-LIN-01", "name"),
        ({"code": "12345"}, "KSA-LIN-06", "code"),
    ],
)
def test_a_wrong_field_of_a_line_is_named(fields, code, field):
    expected = (fault(code, f"lines[0].{field}"),)
    assert faults_of(with_line(**fields)) == expected
    assert preview(with_line(**fields), seller_pays_vat=True).faults == expected


def test_a_sum_is_shown_as_soon_as_it_can_be_told():
    assert preview(with_line(vat="", name=""), seller_pays_vat=True).lines == (Money(25000),)
    assert preview(with_line(price=""), seller_pays_vat=True).lines == (None,)


def test_every_fault_is_told_at_once_in_the_order_of_the_fields():
    draft = msgspec.structs.replace(
        with_line(quantity="x", price="y", vat="z"), buyer_code="1", due_on="завтра"
    )
    expected = (
        fault("KSA-COD-01", "buyer.code"),
        fault("KSA-NUM-01", "lines[0].quantity"),
        fault("KSA-NUM-01", "lines[0].price"),
        fault("KSA-VAT-01", "lines[0].vat"),
        fault("KSA-DAT-01", "due_on"),
    )
    assert preview(draft, seller_pays_vat=True).faults == expected
    assert faults_of(draft, buyer=None) == expected


@pytest.mark.parametrize(
    ("buyer_code", "code"), [("", "KSA-PTY-06"), (GALAGAN.code, "KSA-PTY-06"), ("3184710692", "KSA-COD-05")]
)
def test_a_draft_without_a_known_buyer_is_refused(buyer_code, code):
    draft = msgspec.structs.replace(DRAFT, buyer_code=buyer_code)
    assert faults_of(draft, buyer=None) == (fault(code, "buyer.code"),)


def test_who_is_no_payer_need_not_choose_a_rate_and_may_not_charge_one():
    assert read_as_issued(with_line(vat=""), seller=GALAGAN, buyer=MLYN).lines[0].vat is Vat.NOT_PAYER
    assert faults_of(DRAFT, seller=GALAGAN, buyer=MLYN) == (fault("KSA-VAT-02", "lines[0].vat"),)
    assert preview(with_line(vat=""), seller_pays_vat=False).totals.tax == Money(0)


def test_a_ground_typed_before_the_rate_was_changed_is_dropped():
    assert read_as_issued(with_line(exemption="пп. 197.1.2 ПКУ")).lines[0].exemption == ""
    assert read_as_issued(with_line(vat="exempt", exemption=" ст. 197 ")).lines[0].exemption == "ст. 197"


@pytest.mark.parametrize("text", ["2026-12-01", "01.12.2026", "1.12.2026 "])
def test_a_date_is_read_in_both_forms(text):
    assert parse_date(text) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text", ["", "2026-13-01", "31.02.2026", "20261201", "1.12.26", "12/01/2026", "2026-W10-1"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadDate):
        parse_date(text)


TYPED = st.text(max_size=8) | st.sampled_from(["1", "2,5", "шт", "20", "exempt", "31.12.2026", "43629432"])
DRAFT_LINES = st.builds(DraftLine, **dict.fromkeys(DraftLine.__struct_fields__, TYPED))
DRAFTS = st.builds(
    Draft,
    lines=st.lists(DRAFT_LINES, max_size=3).map(tuple),
    **dict.fromkeys(set(Draft.__struct_fields__) - {"kind", "lines"}, TYPED),
)


@given(DRAFTS, st.booleans())
def test_whatever_is_typed_is_kept_and_previewed_without_an_error(draft, pays):
    assert Draft.from_json(draft.to_json()) == draft
    seen = preview(draft, seller_pays_vat=pays)
    assert len(seen.lines) == len(draft.lines)
    assert all(found.text("uk") and found.text("en") for found in seen.faults)


@given(DRAFTS)
def test_a_preview_without_faults_is_a_draft_that_can_be_read(draft):
    seen = preview(draft, seller_pays_vat=True)
    if faults := tuple(one for one in seen.faults if one.path != "buyer.code"):
        assert faults_of(draft) == faults
    else:
        assert calculate(read_as_issued(draft)).total == seen.totals.total


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"lines": 1}', b'{"note": null}', b'{"kind": "song"}', b"\xff"]
)
def test_what_is_no_draft_is_refused(data):
    with pytest.raises(BadDraft):
        Draft.from_json(data)


def test_a_field_from_a_later_version_is_passed_over():
    assert Draft.from_json(b'{"note": "a", "colour": "red"}') == Draft(note="a")
