"""Every kind of document: what belongs to it, its bytes, its sums, and what may be made of it."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from kasssa.core import lifecycle, numbering, rules
from kasssa.core.acts import Act
from kasssa.core.codes.comdoc import BUYERS, SELLERS, TYPES
from kasssa.core.document.checks import ARTICLE_CHARS_MAX, LINES_MAX, NAME_CHARS_MAX
from kasssa.core.document.draft import Draft, DraftLine, read
from kasssa.core.document.faults import Faulty
from kasssa.core.document.following import draft_of
from kasssa.core.document.kinds import KINDS, Form, about, followers
from kasssa.core.document.model import Kind, Period, Reference
from kasssa.core.document.totals import calculate
from kasssa.core.en16931 import profiles
from kasssa.core.formats import as_document, comdoc, fixed, nbuqr
from kasssa.core.formats.comdoc.words import STATUSES
from kasssa.core.formats.incoming import receive
from kasssa.core.formats.pdf import render
from kasssa.core.lifecycle import NotNow, Side, State, follow, open_acts
from kasssa.core.money import Money
from tests.core.samples import (
    BREAD,
    GALAGAN,
    INVOICE,
    MLYN,
    RICH_INVOICE,
    documents_of_every_kind,
    trimmed,
)
from tests.core.test_pdf import NOON, squeezed, text_of

BASIS = Reference(number="КС-2026/0417", issued_on=date(2026, 3, 17))
SERVICED = Period(begins_on=date(2026, 3, 1), ends_on=date(2026, 3, 17))
PAYABLE = (Kind.INVOICE, Kind.FACTURA, Kind.CORRECTION)
EUROPEAN = tuple(kind for kind, row in KINDS.items() if row.form is not Form.COMDOC)
DOMESTIC = tuple(kind for kind, row in KINDS.items() if row.form is Form.COMDOC and row.priced)
PRICED = tuple(kind for kind, row in KINDS.items() if row.priced)
LETTERS = tuple(kind for kind in Kind if kind not in PRICED)


def of_kind(kind, **more):
    row = about(kind)
    document = replace(INVOICE, **{"kind": kind, "basis": BASIS if row.corrects else None, **more})
    assert rules.check(document) == ()
    return document


def codes_of(document):
    return [f"{fault.code} {fault.path}" for fault in rules.check(document)]


def test_the_table_says_all_of_every_kind():
    assert list(KINDS) == list(Kind)
    for kind, row in KINDS.items():
        assert bool(row.type_code) == (row.form is not Form.COMDOC)
        for words in (row.uk, row.en):
            said = (words.title, words.total, words.basis, *map(str, words.sides.__slots__))
            assert all(said), kind
        assert numbering.parse_series(row.series) == row.series
        if row.form is Form.COMDOC:
            assert TYPES[row.comdoc] == row.uk.title or not row.priced
            assert STATUSES[row.comdoc][0] in SELLERS
            assert STATUSES[row.comdoc][1] in BUYERS
    assert len({row.series for row in KINDS.values()}) == len(KINDS)
    assert len({row.uk.title for row in KINDS.values()}) == len(KINDS)


@given(documents_of_every_kind().map(trimmed))
@settings(deadline=None)
def test_what_is_fixed_is_read_back_and_stands_the_rules(document):
    assert rules.check(document) == ()
    data = fixed.write(document)
    assert fixed.read(data) == document
    if about(document.kind).form is not Form.COMDOC:
        assert profiles.judge(data).findings == ()


@pytest.mark.parametrize("kind", EUROPEAN)
def test_what_is_european_comes_back_from_the_semantic_form(kind):
    document = of_kind(kind, currency="EUR", lines=RICH_INVOICE.lines, note="Дякуємо")
    if about(kind).payable:
        document = replace(document, period=SERVICED, prepaid=Money(1_00), due_on=date(2026, 4, 1))
    assert as_document.document_of(receive(fixed.write(document)).whole) == document


@pytest.mark.parametrize("kind", DOMESTIC)
def test_what_is_not_to_the_letter_ours_is_refused(kind):
    data = fixed.write(of_kind(kind))
    for old, new in (
        (b"250", b"251"),
        (b"  <", b" <"),
        ("</Таблиця>".encode(), "</Таблиця><Текст>ще</Текст>".encode()),
        (b"43629432", b"43629433"),
        (f"<КодТипуДокументу>{about(kind).comdoc}".encode(), "<КодТипуДокументу>001".encode()),
    ):
        assert old in data
        with pytest.raises(fixed.BadDocument):
            fixed.read(data.replace(old, new))
    for broken in (data[:-30], data + b"x", data.replace("Хліб".encode(), b"\xff")):
        with pytest.raises(fixed.BadDocument):
            fixed.read(broken)


@pytest.mark.parametrize("kind", PRICED)
def test_the_largest_document_of_a_kind_is_read_back(kind):
    line = replace(BREAD, name="Ґ" * NAME_CHARS_MAX, article="&" * ARTICLE_CHARS_MAX)
    document = of_kind(kind, lines=(line,) * LINES_MAX, note="&" * 4000)
    assert fixed.read(fixed.write(document)) == document


def test_a_credit_note_is_a_ubl_credit_note_and_names_the_invoice():
    data = fixed.write(of_kind(Kind.CREDIT_NOTE)).decode()
    assert "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>" in data
    assert "<cbc:CreditedQuantity" in data
    assert "<cac:PaymentMeans>" not in data
    assert (
        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>КС-2026/0417</cbc:ID>"
        "<cbc:IssueDate>2026-03-17</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>"
    ) in data


def test_an_act_is_comdoc_018_between_a_provider_and_a_customer():
    act = of_kind(Kind.ACT, basis=replace(BASIS, kind=Kind.FACTURA), period=SERVICED)
    paper = comdoc.read(fixed.write(act)).comdoc
    assert comdoc.check(paper) == ()
    assert (paper.header.type_code, paper.header.type_name) == ("018", "Акт наданих послуг")
    assert [side.status for side in paper.sides] == ["Виконавець", "Замовник"]
    assert [(one.number, one.type_name, one.type_code) for one in paper.header.bases] == [
        ("КС-2026/0417", "Рахунок-фактура", "016")
    ]
    assert paper.header.serviced == comdoc.model.Period(begins_on=date(2026, 3, 1), ends_on=date(2026, 3, 17))


@pytest.mark.parametrize("kind", [Kind.CREDIT_NOTE, Kind.CORRECTION])
def test_comdoc_has_no_type_for_what_it_does_not_know(kind):
    with pytest.raises(ValueError, match="no place"):
        comdoc.comdoc_of(of_kind(kind))
    with pytest.raises(ValueError, match="no place"):
        comdoc.comdoc_of(replace(INVOICE, currency="EUR"))


def test_what_was_prepaid_leaves_what_is_due():
    document = replace(RICH_INVOICE, prepaid=Money(100_00))
    totals = calculate(document)
    assert (totals.total, totals.due) == (Money(1654458), Money(1644458))
    assert nbuqr.of(document).amount == totals.due
    data = fixed.write(document).decode()
    assert '<cbc:PrepaidAmount currencyID="UAH">100.00<' in data
    assert '<cbc:PayableAmount currencyID="UAH">16444.58<' in data


@pytest.mark.parametrize("kind", PRICED)
def test_only_what_is_payable_has_a_payment_code_and_the_step_paid(kind):
    document = of_kind(kind)
    for state in State:
        acts = open_acts(state, Side.SENDER, kind)
        assert (Act.DOCUMENT_PAID in acts) == (
            kind in PAYABLE and Act.DOCUMENT_PAID in open_acts(state, Side.SENDER)
        )
        assert set(acts) == set(open_acts(state, Side.SENDER)) - (
            set() if kind in PAYABLE else lifecycle.FOR_PAYABLE
        )
    if kind in PAYABLE:
        assert nbuqr.of(document).amount == calculate(document).total
        assert follow(State.ACCEPTED, Act.DOCUMENT_PAID, Side.SENDER, kind) is State.PAID
        return
    with pytest.raises(nbuqr.BadPayment):
        nbuqr.of(document)
    with pytest.raises(NotNow):
        follow(State.ACCEPTED, Act.DOCUMENT_PAID, Side.SENDER, kind)


def test_nothing_is_to_be_paid_of_what_is_prepaid_whole_or_in_another_currency():
    for document in (replace(INVOICE, prepaid=Money(300_00)), replace(INVOICE, currency="USD")):
        assert rules.check(document) == ()
        with pytest.raises(nbuqr.BadPayment):
            nbuqr.of(document)


@pytest.mark.parametrize("kind", [Kind.ACT, Kind.DELIVERY_NOTE, Kind.CREDIT_NOTE])
@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"due_on": date(2026, 4, 1)}, "due_on"),
        ({"purpose": "Сплата"}, "purpose"),
        ({"prepaid": Money(1)}, "prepaid"),
    ],
)
def test_what_is_not_payable_says_nothing_of_payment(kind, fields, path):
    assert codes_of(replace(of_kind(kind), **fields)) == [f"KSA-INV-08 {path}"]


def test_each_kind_has_what_belongs_to_it_and_nothing_else():
    assert codes_of(replace(INVOICE, basis=BASIS)) == ["KSA-INV-08 basis_number"]
    assert codes_of(replace(of_kind(Kind.DELIVERY_NOTE), period=SERVICED)) == ["KSA-INV-08 period_from"]
    assert codes_of(replace(of_kind(Kind.CORRECTION), basis=None)) == ["KSA-REF-01 basis_number"]
    assert codes_of(replace(of_kind(Kind.CREDIT_NOTE), basis=None)) == ["KSA-REF-01 basis_number"]


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        (replace(BASIS, number=""), "KSA-REF-02 basis_number"),
        (replace(BASIS, number="x" * 31), "KSA-TXT-02 basis_number"),
        (replace(BASIS, issued_on=date(2026, 3, 18)), "KSA-REF-04 basis_on"),
        (replace(BASIS, kind=Kind.ACT), "KSA-REF-05 basis_number"),
    ],
)
def test_the_other_document_has_a_number_and_is_an_earlier_invoice(basis, code):
    assert codes_of(replace(of_kind(Kind.ACT), basis=basis)) == [code]


def test_a_period_and_a_prepayment_are_within_reason():
    back = Period(begins_on=date(2026, 3, 2), ends_on=date(2026, 3, 1))
    assert codes_of(replace(INVOICE, period=back)) == ["KSA-DAT-04 period_to"]
    for prepaid in (Money(-1), Money(300_01)):
        assert codes_of(replace(INVOICE, prepaid=prepaid)) == ["KSA-INV-09 prepaid"]


def test_an_act_needs_no_account():
    assert codes_of(replace(of_kind(Kind.ACT), seller=replace(MLYN, iban=""))) == []
    assert codes_of(replace(INVOICE, seller=replace(MLYN, iban=""))) == ["KSA-PTY-02 seller.iban"]


# What is typed

LINE = DraftLine(name="Хліб", unit="шт", quantity="10", price="25", vat="20")


def faults_of(**typed):
    with pytest.raises(Faulty) as refusal:
        of_draft(**typed)
    return [f"{fault.code} {fault.path}" for fault in refusal.value.faults]


def of_draft(**typed):
    draft = Draft(buyer_code=GALAGAN.code, lines=(LINE,), **typed)
    return read(draft, seller=MLYN, buyer=GALAGAN, number="1", issued_on=date(2026, 3, 17))


def test_what_is_typed_of_another_document_a_period_and_a_prepayment_is_read():
    document = of_draft(
        kind=Kind.ACT,
        basis_number=" КС-1 ",
        basis_on="1.03.2026",
        basis_kind="factura",
        period_from="01.03.2026",
        period_to="2026-03-17",
    )
    assert document.basis == Reference(number="КС-1", issued_on=date(2026, 3, 1), kind=Kind.FACTURA)
    assert document.period == SERVICED
    assert of_draft(prepaid="1 000,50", currency="USD").prepaid == Money(100050)


def test_a_correction_names_an_invoice_of_whatever_kind_by_number_and_date_alone():
    document = of_draft(kind=Kind.CORRECTION, basis_number="1", basis_on="01.03.2026", basis_kind="factura")
    assert document.basis == Reference(number="1", issued_on=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ({"basis_number": "1"}, ["KSA-REF-03 basis_on"]),
        ({"basis_on": "01.03.2026"}, ["KSA-REF-02 basis_number"]),
        ({"basis_number": "1", "basis_on": "вчора"}, ["KSA-DAT-01 basis_on"]),
        (
            {"kind": Kind.ACT, "basis_number": "1", "basis_on": "01.03.2026", "basis_kind": "пісня"},
            ["KSA-REF-05 basis_number"],
        ),
        ({"period_from": "01.03.2026"}, ["KSA-DAT-05 period_to"]),
        ({"period_to": "01.03.2026"}, ["KSA-DAT-05 period_from"]),
        ({"period_from": "x", "period_to": "01.03.2026"}, ["KSA-DAT-01 period_from"]),
        ({"prepaid": "багато"}, ["KSA-NUM-01 prepaid"]),
        ({"prepaid": "1,234"}, ["KSA-NUM-02 prepaid"]),
    ],
)
def test_what_cannot_be_read_is_told_with_its_field(typed, codes):
    assert faults_of(**typed) == codes


def test_what_is_made_of_an_invoice_says_what_it_says_and_names_it():
    made = (Kind.ACT, Kind.DELIVERY_NOTE, Kind.CREDIT_NOTE, Kind.CORRECTION)
    assert followers(Kind.INVOICE) == made + LETTERS
    assert followers(Kind.ACT) == followers(Kind.INVOICE, by_seller=False) == LETTERS
    assert followers(Kind.CLAIM) == ()
    source = replace(RICH_INVOICE, period=SERVICED, prepaid=Money(1))
    for kind in set(followers(source.kind)) & set(PRICED):
        made = draft_of(source, kind, based_on="7")
        assert (made.kind, made.based_on, made.due_on, made.series) == (kind, "7", "", "")
        document = read(
            made, seller=source.seller, buyer=source.buyer, number="2", issued_on=source.issued_on
        )
        assert rules.check(document) == ()
        assert document.lines == source.lines
        assert (document.contract, document.order, document.place) == ("12/К", "З-7", "Київ")
        assert document.basis == Reference(number=source.number, issued_on=source.issued_on)
        assert document.period == (SERVICED if about(kind).serviced else None)
        assert document.prepaid == Money(0)


# The paper


def paper(document, language="uk"):
    return render(document, language=language, made_at=NOON, xml=fixed.write(document))


@pytest.mark.parametrize("kind", PRICED)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_paper_calls_the_document_and_its_sides_by_their_names(kind, language):
    document = of_kind(kind)
    words = about(kind).words(language)
    pdf = paper(document, language)
    said = text_of(pdf)
    for text in (
        f"{words.title}№ КС-2026/0417",
        f"{words.sides.seller.upper()}ТОВ «Млин»",
        f"{words.sides.buyer.upper()}ФОП Ґалаґан",
        words.sides.for_seller.upper(),
        words.sides.for_buyer.upper(),
        f"{words.total}300",
        about(kind).preamble(language),
    ):
        assert squeezed(text) in said
    assert (squeezed("QR-код НБУ") in said or "NBUQRcode" in said) == (kind in PAYABLE)
    if document.basis:
        assert squeezed(f"{words.basis.upper()}№ КС-2026/0417") in said
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (name,) = file.attachments
        assert file.attachments[name].get_file().read_bytes() == fixed.write(document)
        assert name == {
            Form.INVOICE: "invoice.xml", Form.CREDIT_NOTE: "credit-note.xml", Form.COMDOC: "document.xml",
        }[about(kind).form]  # fmt: skip


def test_the_paper_of_an_act_says_on_what_it_is_based_and_of_which_period():
    said = text_of(paper(of_kind(Kind.ACT, basis=BASIS, period=SERVICED)))
    assert squeezed("НА ПІДСТАВІРахунок на оплату № КС-2026/0417, 17 березня 2026 р.") in said
    assert squeezed("ПЕРІОД ПОСЛУГ01.03.2026 – 17.03.2026") in said


def test_a_prepayment_is_shown_and_what_is_left_is_due():
    said = text_of(paper(replace(INVOICE, prepaid=Money(100_00))))
    assert squeezed("Усього300,00 ₴Сплачено наперед−100,00 ₴Усього до сплати200,00 ₴") in said


def test_a_paper_for_abroad_is_in_both_languages_and_its_own_currency():
    said = text_of(paper(replace(INVOICE, currency="EUR", due_on=date(2026, 3, 31)), "both"))
    for text in (
        "Рахунок на оплату / Invoice№ КС-2026/0417від / dated 17.03.2026",
        "ПОСТАЧАЛЬНИК / SELLERТОВ «Млин»",
        "ПОКУПЕЦЬ / BUYERФОП Ґалаґан",
        "Усього до сплати / Total due300,00 EUR",
        "Триста євро 00 центів, у тому числі ПДВ 50,00 EUR",
        "Three hundred euros 00 cents, including VAT 50,00 EUR",
    ):
        assert squeezed(text) in said
    assert "₴" not in said


def test_what_the_lines_come_to_is_carried_from_page_to_page():
    line = replace(BREAD, quantity=Decimal(1), price=Decimal(1))
    document = replace(INVOICE, lines=(line,) * 60)
    with pikepdf.open(io.BytesIO(paper(document))) as file:
        assert len(file.pages) > 1
    said = text_of(paper(document))
    carried = said.split(squeezed("Разом, далі на наступній сторінці:"))[1].split("₴")[0]
    assert squeezed(f"Перенесено з попередніх сторінок: {carried}₴") in said
    assert 0 < int(carried.removesuffix(",00")) < 60
    assert squeezed("Перенесено") not in text_of(paper(INVOICE))
