"""A stranger's file on its way to a draft: what is seen in it, what is taken, what does not fit."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from kasssa.core.document.draft import DraftLine
from kasssa.core.document.model import Kind
from kasssa.core.formats import canonical, comdoc, declar, en_json, outgoing, ubl
from kasssa.core.formats.incoming import receive
from kasssa.core.formats.intake import Seen, Unseen, look, misfits, seen_of, take
from tests.core.samples import INVOICE, MLYN, RICH_INVOICE

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FILING = declar.Filing(
    number=7, region=26, district=50, drawn_by="Петренко О. В.", drawn_by_code="1234567899"
)
LINE = canonical.Line(
    name="Хліб",
    quantity=canonical.Quantity(value="2", unit="H87"),
    price="10",
    taxes=(canonical.Tax(category="S", rate="20"),),
)
PLAIN = canonical.Invoice(
    kind="380",
    currency="UAH",
    lines=(LINE,),
    totals=canonical.Totals(with_vat="24.00", due="24.00"),
)


def seen(content: bytes) -> Seen:
    found = seen_of(look(content))
    assert isinstance(found, Seen), found
    return found


def taken(invoice, *, own_code="", pays_vat=True):
    return take(invoice, own_code=own_code, seller_pays_vat=pays_vat)


def found(invoice):
    return [(one.code, one.term, one.path) for one in taken(invoice).misfits]


def forms(document):
    """The same invoice in every form that a draft is made of."""
    content = ubl.write(document)
    incoming = receive(content)
    (filed,) = declar.drafts_of(document, FILING)
    return {
        "ubl-invoice": content,
        "cii": outgoing.as_cii(incoming),
        "hybrid": outgoing.as_hybrid(incoming, language="uk", made_at=NOON),
        "json": en_json.encode(incoming.whole),
        "comdoc": comdoc.write(comdoc.comdoc_of(document)),
        "declar": declar.write(filed),
    }


@pytest.mark.parametrize("form", ["ubl-invoice", "cii", "hybrid", "json", "comdoc", "declar"])
def test_of_every_form_the_same_buyer_and_lines_are_taken(form):
    said = seen(forms(INVOICE)[form])
    draft = taken(said.invoice, own_code=INVOICE.seller.code)
    assert (said.format, draft.own, draft.misfits) == (form, True, ())
    # A tax invoice does not name a buyer who pays no VAT (Order 1307, clause 12).
    assert draft.draft.buyer_code == ("" if form == "declar" else INVOICE.buyer.code)
    assert [
        (line.name, line.unit, Decimal(line.quantity), Decimal(line.price), line.vat)
        for line in draft.draft.lines
    ] == [(line.name, line.unit, line.quantity, line.price, line.vat) for line in INVOICE.lines]


def test_what_a_draft_has_a_field_for_is_taken_whole():
    said = seen(ubl.write(RICH_INVOICE))
    draft = taken(said.invoice, own_code=RICH_INVOICE.seller.code).draft
    assert (draft.contract, draft.order, draft.place, draft.purpose, draft.note) == (
        RICH_INVOICE.contract,
        RICH_INVOICE.order,
        RICH_INVOICE.place,
        RICH_INVOICE.purpose,
        RICH_INVOICE.note,
    )
    assert draft.due_on == (RICH_INVOICE.due_on.isoformat() if RICH_INVOICE.due_on else "")


def test_a_tax_invoice_names_a_buyer_who_pays_vat():
    payer = structs.replace(MLYN, code="43629432", vat_number="436294326547")
    (filed,) = declar.drafts_of(structs.replace(INVOICE, buyer=payer), FILING)
    buyer = taken(seen(declar.write(filed)).invoice).buyer
    assert (buyer.code, buyer.name, buyer.vat_number) == ("43629432", MLYN.name, "436294326547")


def test_a_correction_in_euros_is_taken_with_what_it_corrects_its_period_and_what_is_prepaid():
    whole = structs.replace(
        PLAIN,
        kind="384",
        currency="EUR",
        preceding=(canonical.Reference(id="Р-1", issued_on="2026-10-01"),),
        period=canonical.Period(start="2026-10-01", end="2026-10-31"),
        totals=canonical.Totals(with_vat="24.00", prepaid="4.00", due="20.00"),
    )
    assert found(whole) == []
    of_it = taken(whole)
    draft = of_it.draft
    assert (draft.kind, draft.currency, draft.basis_number, draft.basis_on) == (
        Kind.CORRECTION, "EUR", "Р-1", "2026-10-01"
    )  # fmt: skip
    assert (draft.period_from, draft.period_to, draft.prepaid) == ("2026-10-01", "2026-10-31", "4.00")
    assert "preceding" not in dict(of_it.left)
    assert "preceding" in dict(taken(structs.replace(whole, kind="380")).left)


def test_an_adjustment_of_a_tax_invoice_is_no_invoice():
    (filed,) = declar.drafts_of(INVOICE, FILING)
    other = structs.replace(filed, head=structs.replace(filed.head, c_doc_sub="012"))
    assert ("KSA-IMP-01", "BT-3", "kind") in found(seen(declar.write(other)).invoice)


@pytest.mark.parametrize(
    ("change", "misfit"),
    [
        ({"kind": "389"}, ("KSA-IMP-01", "BT-3", "kind")),
        ({"currency": "GBP"}, ("KSA-IMP-02", "BT-5", "currency")),
        ({"adjustments": (canonical.Adjustment(amount="1.00"),)}, ("KSA-IMP-03", "BG-20", "adjustments[0]")),
        (
            {"adjustments": (canonical.Adjustment(charge=True, amount="1.00"),)},
            ("KSA-IMP-03", "BG-21", "adjustments[0]"),
        ),
        ({"payee": canonical.Party(name="Факторинг")}, ("KSA-IMP-07", "BG-10", "payee")),
        (
            {"totals": canonical.Totals(with_vat="24.00", prepaid="-4.00")},
            ("KSA-IMP-05", "BT-113", "totals.prepaid"),
        ),
        (
            {"totals": canonical.Totals(with_vat="24.00", rounding="0.01")},
            ("KSA-IMP-06", "BT-114", "totals.rounding"),
        ),
        ({"totals": canonical.Totals(with_vat="24.01")}, ("KSA-IMP-12", "BT-112", "totals")),
        ({"lines": ()}, ("KSA-IMP-13", "BG-25", "lines")),
        ({"lines": (LINE,) * 1001, "totals": None}, ("KSA-IMP-14", "BG-25", "lines")),
    ],
)
def test_what_the_whole_has_no_place_for_is_named_by_its_term(change, misfit):
    assert found(PLAIN) == []
    assert found(structs.replace(PLAIN, **change)) == [misfit]


@pytest.mark.parametrize(
    ("change", "misfit"),
    [
        (
            {"adjustments": (canonical.Adjustment(amount="1.00"),)},
            ("KSA-IMP-04", "BG-27", "lines[0].adjustments"),
        ),
        ({"taxes": (canonical.Tax(category="S", rate="19"),)}, ("KSA-IMP-08", "BT-151", "lines[0].vat")),
        ({"taxes": (canonical.Tax(category="AE", rate="0"),)}, ("KSA-IMP-08", "BT-151", "lines[0].vat")),
        (
            {"quantity": canonical.Quantity(value="2", unit="KTM")},
            ("KSA-IMP-09", "BT-130", "lines[0].unit"),
        ),
        ({"price": "1e3"}, ("KSA-IMP-11", "BT-146", "lines[0].price")),
        (
            {"price_base": canonical.Quantity(value="3")},
            ("KSA-IMP-10", "BT-149", "lines[0].price"),
        ),
    ],
)
def test_what_a_line_has_no_place_for_is_named_by_its_term(change, misfit):
    invoice = structs.replace(PLAIN, lines=(structs.replace(LINE, **change),))
    assert misfit in found(invoice)


def test_a_price_for_many_becomes_one_for_one_where_it_is_even():
    line = structs.replace(LINE, price="1000", price_base=canonical.Quantity(value="100"))
    (typed,) = taken(structs.replace(PLAIN, lines=(line,))).draft.lines
    assert typed == DraftLine(name="Хліб", unit="H87", quantity="2", price="10", vat="20")


def test_an_exemption_without_its_ground_is_left_for_a_payer_to_choose():
    line = structs.replace(LINE, taxes=(canonical.Tax(category="E", rate="0"),))
    invoice = structs.replace(PLAIN, lines=(line,), totals=None)
    assert [taken(invoice, pays_vat=pays).draft.lines[0].vat for pays in (True, False)] == ["", "not_payer"]


def test_every_misfit_says_in_both_languages_what_to_do():
    for code in misfits.TEXTS:
        one = misfits.misfit(code[-2:], "BT-1", "x", "{value}", ours="1")
        assert one.text("uk") != one.text("en")
        assert "{ours}" not in one.text("uk") + one.text("en")


def test_attachments_are_named_and_their_bytes_left_out():
    document = canonical.Document(id="1", attachment="AAAA", file_name="a.pdf")
    said = seen(en_json.encode(structs.replace(receive(ubl.write(INVOICE)).whole, documents=(document,))))
    assert said.invoice.documents == (structs.replace(document, attachment=None),)


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_whatever_it_is_given_it_answers(content):
    assert isinstance(seen_of(look(content)), Seen | Unseen)


@given(st.data())
def test_a_spoilt_invoice_is_seen_or_refused(data):
    content = bytearray(ubl.write(INVOICE))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=4))
    answer = seen_of(look(bytes(content)))
    if isinstance(answer, Seen):
        for pays_vat in (True, False):
            taken(answer.invoice, pays_vat=pays_vat)
