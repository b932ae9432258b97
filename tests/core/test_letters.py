"""The kinds without lines: a claim, an annulment, a refusal: what each is about, its bytes, its paper."""

from datetime import date

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from kasssa.core import rules
from kasssa.core.document.draft import Draft, DraftLine, preview, read
from kasssa.core.document.faults import Faulty
from kasssa.core.document.following import letter_of
from kasssa.core.document.model import Kind, Letter
from kasssa.core.formats import comdoc, fixed
from kasssa.core.money import Money
from tests.core.samples import GALAGAN, INVOICE, MLYN, letters, trimmed_letter
from tests.core.test_kinds import BASIS, LETTERS, LINE, codes_of, paper
from tests.core.test_pdf import squeezed, text_of

LETTER = Letter(
    kind=Kind.CLAIM,
    number="ПР-2026/0001",
    issued_on=date(2026, 3, 20),
    author=GALAGAN,
    addressee=MLYN,
    basis=BASIS,
    text="Хліб привезли черствий.\n\nПросимо повернути гроші.",
    claimed=Money(250_00),
    contract="12/К",
)


@given(letters().map(trimmed_letter))
@settings(deadline=None)
def test_a_letter_is_fixed_and_read_back(letter):
    assert rules.check(letter) == ()
    data = fixed.write(letter)
    assert fixed.read(data) == letter
    assert comdoc.read(data).findings == ()


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_says_in_comdoc_what_it_is_about(kind):
    letter = replace(LETTER, kind=kind, claimed=LETTER.claimed if kind is Kind.CLAIM else Money(0))
    assert rules.check(letter) == ()
    paper = comdoc.read(fixed.write(letter)).comdoc
    assert comdoc.check(paper) == ()
    named = paper.annulled if kind is Kind.ANNULMENT else paper.header.bases[0]
    assert (named.number, named.type_code) == ("КС-2026/0417", "016")
    assert (paper.refused_by is not None) == (kind is Kind.REFUSAL)
    assert [side.status for side in paper.sides] == ["Відправник", "Отримувач"]
    with pytest.raises(Faulty):
        comdoc.letter_of(next(one for one in LETTERS if one is not kind), paper)
    with pytest.raises(fixed.BadDocument):
        fixed.read(fixed.write(letter).replace(b"2026-03-20", b"20.03.2026"))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"basis": None}, "KSA-REF-06 basis_number"),
        ({"basis": replace(BASIS, kind=Kind.CLAIM)}, "KSA-REF-05 basis_number"),
        ({"basis": replace(BASIS, issued_on=date(2026, 3, 21))}, "KSA-REF-04 basis_on"),
        ({"text": " "}, "KSA-INV-10 note"),
        ({"text": "x" * 4001}, "KSA-TXT-02 note"),
        ({"claimed": Money(-1)}, "KSA-INV-11 claimed"),
        ({"kind": Kind.REFUSAL}, "KSA-INV-11 claimed"),
        ({"currency": "EUR"}, "KSA-INV-08 currency"),
        ({"author": replace(GALAGAN, signatory="")}, "KSA-PTY-04 seller.signatory"),
        ({"addressee": GALAGAN}, "KSA-PTY-03 buyer.code"),
        (
            {"issued_on": date(1999, 12, 31), "basis": replace(BASIS, issued_on=date(1999, 1, 1))},
            "KSA-DAT-03 issued_on",
        ),
    ],
)
def test_what_is_wrong_with_a_letter_is_named(fields, code):
    assert codes_of(replace(LETTER, **fields)) == [code]


def test_a_letter_is_typed_without_lines():
    typed = Draft(
        kind=Kind.CLAIM, buyer_code=MLYN.code, note=LETTER.text, claimed="250", contract="12/К",
        basis_number="КС-2026/0417", basis_on="17.03.2026", lines=(DraftLine(unit="H87", quantity="1"),),
    )  # fmt: skip
    who = {"seller": GALAGAN, "buyer": MLYN, "number": "ПР-2026/0001", "issued_on": date(2026, 3, 20)}
    assert read(typed, **who) == LETTER
    assert preview(typed, seller_pays_vat=False).faults == ()
    with pytest.raises(Faulty) as refusal:
        read(replace(typed, due_on="1.04.2026", order="7", claimed="ні", lines=(LINE,)), **who)
    assert [f"{fault.code} {fault.path}" for fault in refusal.value.faults] == [
        "KSA-INV-08 due_on", "KSA-INV-08 order", "KSA-INV-08 lines", "KSA-NUM-01 claimed",
    ]  # fmt: skip
    with pytest.raises(Faulty):
        read(typed, **{**who, "buyer": None})


def test_a_letter_about_a_document_names_it_and_is_written_to_the_other_party():
    made = letter_of(INVOICE, Kind.REFUSAL, to=MLYN, based_on="7")
    assert (made.kind, made.buyer_code, made.basis_number, made.basis_kind, made.lines) == (
        Kind.REFUSAL, MLYN.code, INVOICE.number, "invoice", (),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["uk", "en", "both"])
def test_the_paper_of_a_letter_says_all_that_it_says(language):
    said = text_of(paper(LETTER, language))
    claim, sum_ = {
        "uk": ("Претензія", "250,00"),
        "en": ("Claim", "250.00"),
        "both": ("Претензія / Claim", "250,00"),
    }[language]
    for text in (claim, sum_, "Хліб привезли черствий.", "Просимо повернути гроші.", "КС-2026/0417", "12/К"):
        assert squeezed(text) in said
    assert squeezed("Двісті п’ятдесят гривень 00 копійок") in said or language == "en"
    silent = replace(LETTER, kind=Kind.REFUSAL, claimed=Money(0))
    assert "₴" not in text_of(paper(silent, language))
