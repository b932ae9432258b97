"""The paper of a foreign invoice: all that it says, in two languages, in a file that keeps."""

import io
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasssa.core.formats import canonical, nbuqr, outgoing, semantic_pdf
from kasssa.core.formats.incoming import receive
from kasssa.core.formats.nbuqr_png import png
from kasssa.core.formats.paying import payment_of
from kasssa.core.formats.semantic_paper import paper
from kasssa.core.money import NBSP, Money
from kasssa.core.words import Language
from tests.core.formats.cases import cases, golden

NOON = datetime(2026, 3, 17, 12, tzinfo=UTC)
EXPORT = canonical.Invoice(
    number="EX-1",
    issued_on="2026-03-17",
    kind="380",
    currency="EUR",
    due_on="2026-04-17",
    seller=canonical.Party(
        name="ТОВ «Млин»",
        legal_id=canonical.Identifier(value="43629432"),
        vat_number="UA436294326553",
        address=canonical.Address(line_1="вул. Спаська, 5", city="Київ", post_code="04070", country="UA"),
    ),
    buyer=canonical.Party(name="Bäckerei GmbH", vat_number="DE123456789"),
    payments=(canonical.Payment(means="30", accounts=(canonical.Account(iban="UA21", bank="EXBSUAUX"),)),),
    adjustments=(
        canonical.Adjustment(charge=False, amount="100.00", percent="10", reason="Loyalty"),
        canonical.Adjustment(charge=True, amount="50.00", reason="Freight"),
    ),
    lines=(
        canonical.Line(
            id="1",
            name="Flour",
            quantity=canonical.Quantity(value="1000", unit="KGM"),
            price="1",
            net="1000.00",
            seller_item="F-1",
            taxes=(canonical.Tax(scheme="VAT", category="Z", rate="0"),),
        ),
    ),
    breakdown=(
        canonical.Subtotal(
            base="950.00", amount="0.00", tax=canonical.Tax(category="Z", rate="0", reason="Export")
        ),
    ),
    tax_totals=(canonical.TaxTotal(amount="0.00", currency="EUR"),),
    totals=canonical.Totals(
        lines="1000.00", allowances="100.00", charges="50.00", without_vat="950.00", with_vat="950.00",
        prepaid="150.00", due="800.00",
    ),
    notes=(canonical.Note(text="FCA Kyiv"),),
)  # fmt: skip


def words_of(pdf: bytes) -> str:
    """The text of the pages, blanks made single; poppler reads it."""
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is absent")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def test_allowances_charges_and_prepayment_are_lines_of_the_totals():
    assert paper(EXPORT, "en")["totals"] == [
        ["Sum of lines", "1,000.00"],
        [f"Allowance 10{NBSP}% (Loyalty)", "−100.00"],
        ["Charge (Freight)", "50.00"],
        ["Total without VAT", "950.00"],
        ["Export: 950.00 without VAT", "0.00"],
        ["Total with VAT", "950.00"],
        ["Paid", "150.00"],
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "uk",
            (
                "Рахунок-фактура",
                "EX-1",
                "800,00",
                "EUR",
                "ТОВ «Млин»",
                "Bäckerei GmbH",
                "1 000",
                "Знижка",
                "FCA Kyiv",
            ),
        ),
        (
            "en",
            ("Invoice", "EX-1", "800.00", "EUR", "ТОВ «Млин»", "DE123456789", "1,000", "Freight", "kilogram"),
        ),
    ],
)
def test_the_paper_says_what_the_invoice_says(language: Language, expected: tuple[str, ...]):
    said = words_of(semantic_pdf.render(EXPORT, language=language, made_at=NOON))
    assert [word for word in expected if word not in said] == []


def test_the_same_invoice_gives_the_same_bytes():
    drawn = semantic_pdf.render(EXPORT, language="uk", made_at=NOON)
    assert drawn == semantic_pdf.render(EXPORT, language="uk", made_at=NOON)
    assert len(drawn) < 60_000


def test_the_file_is_pdf_a_3a_and_pdf_ua_1():
    with pikepdf.open(io.BytesIO(semantic_pdf.render(EXPORT, language="en", made_at=NOON))) as file:
        metadata = file.Root.Metadata.read_bytes()
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en"
    assert re.search(rb"<pdfaid:part>3</pdfaid:part>\s*<pdfaid:conformance>A<", metadata)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_an_empty_invoice_is_drawn_too():
    assert semantic_pdf.render(canonical.Invoice(), language="uk", made_at=NOON).startswith(b"%PDF-")


@settings(max_examples=8)
@given(st.text(max_size=60))
def test_no_text_breaks_the_paper(text: str):
    line = canonical.Line(
        id=text, name=text, note=text, net=text, taxes=(canonical.Tax(category=text, rate=text),)
    )
    invoice = canonical.Invoice(
        number=text, issued_on=text, currency=text, seller=canonical.Party(name=text), lines=(line,)
    )
    assert semantic_pdf.render(invoice, language="uk", made_at=NOON).startswith(b"%PDF-")


def test_some_shared_invoices_are_drawn_with_their_numbers():
    for case in list(cases("ubl-invoice", "ubl-creditnote", "cii"))[::45]:
        read = receive(case.content)
        said = words_of(outgoing.as_pdf(read, language="uk", made_at=NOON))
        assert (read.whole.number or "").split(" ")[0][:30] in said, case.file


def test_our_own_form_has_the_paper_of_our_own_documents_with_it_inside():
    with pikepdf.open(
        io.BytesIO(outgoing.as_pdf(receive(golden("rich")), language="uk", made_at=NOON))
    ) as file:
        assert list(file.attachments) == ["invoice.xml"]
        assert file.attachments["invoice.xml"].get_file().read_bytes() == golden("rich")


def test_what_is_paid_is_what_is_due():
    hryvnias = canonical.Invoice(
        number="7",
        issued_on="2026-03-17",
        currency="UAH",
        seller=canonical.Party(name="ТОВ «Млин»", legal_id=canonical.Identifier(value="43629432")),
        payments=(
            canonical.Payment(accounts=(canonical.Account(iban="UA21 3223 1300 0002 6007 2335 6600 1"),)),
        ),
        totals=canonical.Totals(with_vat="100.00", prepaid="40.00", due="60.00"),
    )
    payment = nbuqr.decode(nbuqr.encode(payment_of(hryvnias)))
    assert (payment.amount, payment.iban, payment.code) == (
        Money(60_00),
        "UA213223130000026007233566001",
        "43629432",
    )
    assert payment.purpose == "Сплата за рахунком № 7 від 17.03.2026"


@pytest.mark.parametrize("issued_on", [None, "сімнадцяте"])
def test_a_strangers_invoice_without_a_date_is_paid_without_one(issued_on):
    undated = canonical.Invoice(
        number="7",
        issued_on=issued_on,
        currency="UAH",
        seller=canonical.Party(name="ТОВ «Млин»", legal_id=canonical.Identifier(value="43629432")),
        totals=canonical.Totals(due="60.00"),
    )
    assert payment_of(undated).purpose == "Сплата за рахунком № 7"


def test_long_words_of_a_stranger_are_cut_until_the_code_holds_them():
    stranger = canonical.Invoice(
        number="7" * 40,
        reference="Оплата за послуги " * 30,
        currency="UAH",
        seller=canonical.Party(name="Н" * 200, legal_id=canonical.Identifier(value="43629432")),
        payments=(canonical.Payment(accounts=(canonical.Account(iban="UA213223130000026007233566001"),)),),
        totals=canonical.Totals(due="60.00"),
    )
    payment = nbuqr.decode(nbuqr.encode(payment_of(stranger)))
    assert (payment.recipient, payment.reference) == ("Н" * 140, "")
    assert payment.purpose.startswith("Оплата за послуги Оплата")
    assert payment.purpose.endswith("…")


def test_euros_are_not_paid_by_the_code():
    with pytest.raises(nbuqr.BadPayment):
        payment_of(EXPORT)


def test_the_code_as_png_has_whole_pixels():
    url = nbuqr.encode(payment_of(receive(golden("plain")).whole))
    picture = png(url)
    assert picture.startswith(b"\x89PNG\r\n")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width % 8, width) == (0, height)


def test_the_template_is_shipped():
    assert (Path(semantic_pdf.__file__).parent / "typst" / "semantic.typ").exists()
