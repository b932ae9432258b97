"""The canonical form: what is said differently becomes the same, and its JSON has one form."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.en16931 import model
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.en16931.model import Syntax
from kasssa.core.en16931.numbers import number
from kasssa.core.formats import canonical, en_json
from kasssa.core.formats.canonical_as import as_cii, as_ubl
from kasssa.core.formats.canonical_of import canonical_of, figure
from tests.core.formats.cases import ROOT, cases, golden, invoice_of

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text
)
MAYBE = st.none() | WORDS
AMOUNTS = st.none() | st.decimals(-10_000, 10_000, places=2).map(
    lambda value: figure(number(f"{value:f}"), places=2)
)


@st.composite
def invoices(draw: st.DrawFn) -> canonical.Invoice:
    party = st.none() | st.builds(
        canonical.Party,
        name=WORDS,
        vat_number=MAYBE,
        tax_number=MAYBE,
        ids=st.tuples() | st.tuples(st.builds(canonical.Identifier, value=WORDS)),
    )
    tax = st.builds(
        canonical.Tax, scheme=st.just("VAT"), category=WORDS, rate=st.sampled_from(["0", "20", "7"])
    )
    line = st.builds(
        canonical.Line,
        id=WORDS,
        name=MAYBE,
        net=AMOUNTS,
        taxes=st.tuples(tax),
        quantity=st.none() | st.builds(canonical.Quantity, value=st.sampled_from(["1", "2.5"]), unit=MAYBE),
        object=st.none() | st.builds(canonical.Identifier, value=WORDS, scheme=MAYBE),
    )
    return draw(
        st.builds(
            canonical.Invoice,
            number=MAYBE,
            kind=st.sampled_from(["380", "384"]),
            issued_on=st.dates().map(str),
            currency=st.just("EUR"),
            buyer_reference=MAYBE,
            seller=party,
            buyer=party,
            representative=st.none() | st.builds(canonical.Party, name=WORDS),
            tender=MAYBE,
            object=st.none() | st.builds(canonical.Identifier, value=WORDS, scheme=MAYBE),
            period=st.none() | st.builds(canonical.Period, start=st.dates().map(str)),
            lines=st.lists(line, max_size=3).map(tuple),
        )
    )


@given(invoices())
def test_any_invoice_survives_json_ubl_and_cii(invoice: canonical.Invoice):
    assert en_json.decode(en_json.encode(invoice)) == invoice
    assert en_json.decode(b"\xef\xbb\xbf" + en_json.encode(invoice)) == invoice
    assert canonical_of(as_ubl(invoice)) == invoice
    assert canonical_of(as_cii(invoice)) == invoice


@given(invoices())
def test_json_is_that_of_rfc_8785(invoice: canonical.Invoice):
    parsed = json.loads(en_json.encode(invoice))
    plain = json.dumps(parsed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert en_json.encode(invoice) == plain


def test_every_shared_invoice_survives_json():
    for case in cases("ubl-invoice", "ubl-creditnote", "cii"):
        whole = canonical_of(invoice_of(case.content))
        assert en_json.decode(en_json.encode(whole)) == whole, case.file


def test_json_of_our_own_form_is_this():
    whole = canonical_of(invoice_of(golden("plain")))
    said = json.loads(en_json.encode(whole))
    assert said["format"] == "kasssa.invoice.1"
    assert said["lines"][0] == {
        "id": "1",
        "name": "Хліб «Український»",
        "net": "250.00",
        "price": "25",
        "quantity": {"unit": "H87", "value": "10"},
        "taxes": [{"category": "S", "rate": "20", "scheme": "VAT"}],
    }
    assert said["totals"] == {
        "due": "300.00",
        "lines": "250.00",
        "with_vat": "300.00",
        "without_vat": "250.00",
    }


def test_the_published_schema_is_that_of_the_code():
    assert (ROOT / "docs" / "schema" / "invoice.json").read_bytes() == en_json.schema()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"format":"kasssa.invoice.2"}',
     b'{"format":"kasssa.invoice.1","numbr":"1"}', b'{"format":"kasssa.invoice.1","lines":[{"net":1.5}]}',
     b"\xff\xfe", b"[" * 100_000],
)  # fmt: skip
def test_json_that_is_not_of_the_schema_is_refused_in_words(content: bytes):
    with pytest.raises(Unreadable) as refused:
        en_json.decode(content)
    assert refused.value.code == "KSX-JSON"
    assert "JSON" in refused.value.text("uk")
    assert "JSON" in refused.value.text("en")


def test_numbers_have_one_form():
    assert [figure(number(text), places=2) for text in ("1", "1.5", "01.500", "-0", ".5", "+1.2345")] == [
        "1.00", "1.50", "1.50", "0.00", "0.50", "1.2345",
    ]  # fmt: skip
    assert figure(number("1e3")) == "1e3"
    assert figure(number("  ")) is None


def test_empty_texts_and_groups_say_nothing():
    invoice = model.Invoice(
        number=" ", seller=model.Party(contact=model.Contact(name="")), deliveries=[model.Delivery()]
    )
    assert canonical_of(invoice) == canonical.Invoice()


def test_days_lose_the_zone_and_get_hyphens():
    assert canonical_of(model.Invoice(issued_on="2016-04-04+01:00")).issued_on == "2016-04-04"
    assert canonical_of(model.Invoice(syntax=Syntax.CII, issued_on="20160404")).issued_on == "2016-04-04"
    assert canonical_of(model.Invoice(issued_on="yesterday")).issued_on == "yesterday"


def test_a_discount_of_nought_is_none_and_the_gross_price_follows_from_a_real_one():
    lines = [
        model.Line(price=number("8"), price_discount=number("0"), gross_price=number("8")),
        model.Line(price=number("8"), price_discount=number("2")),
    ]
    read = canonical_of(model.Invoice(lines=lines))
    assert [(line.price_discount, line.gross_price) for line in read.lines] == [(None, "8"), ("2", "10")]


def test_a_mandate_stands_with_the_account_that_is_debited():
    payments = [model.Payment(means="59", mandate=model.Mandate(payer_account="DE1"))]
    read = canonical_of(model.Invoice(syntax=Syntax.CII, mandate="M-1", payments=payments))
    assert read.payments[0].mandate == canonical.Mandate(reference="M-1", payer_account="DE1")
    alone = canonical_of(model.Invoice(syntax=Syntax.CII, mandate="M-1"))
    assert alone.payments == (canonical.Payment(mandate=canonical.Mandate(reference="M-1")),)


def test_allowances_stand_before_charges():
    both = [
        model.Adjustment(charge=True, amount=number("1")),
        model.Adjustment(charge=False, amount=number("2")),
    ]
    assert [one.charge for one in canonical_of(model.Invoice(adjustments=both)).adjustments] == [False, True]
