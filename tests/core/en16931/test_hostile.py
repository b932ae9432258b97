"""Files made to break a reader: each is judged or refused with a code, and nothing is raised."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasssa.core.en16931 import profiles
from kasssa.core.en16931.guard import TAGS_MAX, Unreadable
from kasssa.core.en16931.numbers import number
from kasssa.core.en16931.texts.say import say
from kasssa.core.formats import outgoing
from kasssa.core.formats.incoming import receive
from tests.core.en16931.samples import CII, UBL, changed, fired

PRICE = {UBL: ">50.00</cbc:PriceAmount>", CII: ">120.00</ram:GrandTotalAmount>"}
NUMBERS = (
    "NaN", "INF", "-INF", "Infinity", "1e400", "1E-400", "1_000", "0x10", "１００", "٣", "9" * 36, "9" * 37,
    "9" * 100_000, "-" + "9" * 36, "0." + "0" * 35 + "1", "--1", "+-1", ".", "-", "1.2.3", "1,000.00", " 1 ",
    "1 000", "", "\u00a01",
)  # fmt: skip
PIECES = (
    "<cbc:ID/>", "</cbc:ID>", "<a>", "&amp;", "&#1;", "&lol;", "<!-- - -->", "<!---->", "<?php ?>", "]]>",
    "<![CDATA[]]>", "\ufeff", "\x00", "\ud7ff", "ґ" * 300, "<x xmlns='urn:y' z='1'/>", 'xmlns:cbc="urn:z"',
    "9" * 50, "NaN",
)  # fmt: skip
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "windows-1251",
    "koi8-u",
    "cp866",
    "cp037",
)


def answered(content: bytes) -> str:
    """Return the code of a refusal, or the format of a verdict of which every finding has its words."""
    try:
        verdicts = [profiles.judge(content, profile) for profile in profiles.NAMES]
    except Unreadable as error:
        return error.code if error.text("uk") != error.text("en") else ""
    for finding in [finding for verdict in verdicts for finding in verdict.findings]:
        assert say(finding, "uk")
        assert say(finding, "en")
    with suppress(Unreadable):
        assert outgoing.verdict(receive(content)) == verdicts[0]
    return verdicts[0].format


@pytest.mark.parametrize("text", [UBL, CII])
@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_of_any_writing_has_a_verdict(text: str, written: str) -> None:
    start = PRICE[text][PRICE[text].index("<") :]
    assert answered(changed(text, (PRICE[text], f">{written}{start}"))) in {"ubl-invoice", "cii"}


def test_a_comment_inside_a_number_is_no_part_of_it() -> None:
    assert fired(changed(UBL, (">50.00</cbc:Price", ">5<!-- 9 -->0.<?x 9?>00</cbc:Price"))) == set()
    assert fired(changed(CII, (">120.00</ram:Grand", "><!-- x -->12<![CDATA[0]]>.00</ram:Grand"))) == set()


def test_numbers_of_72_digits_are_reckoned_with_exactly() -> None:
    digits = "9" * 36 + "." + "9" * 36
    assert number(digits).value == Decimal(digits)
    assert fired(changed(UBL, (">50.00</cbc:Price", f">{digits}</cbc:Price"))) == set()
    assert "BR-CO-15" in fired(changed(UBL, (">120.00</cbc:TaxInclusive", f">{digits}</cbc:TaxInclusive")))


@pytest.mark.parametrize(
    "name", ["cbc:ID", "cac:LegalMonetaryTotal", "cac:InvoiceLine", "cac:TaxTotal", "cac:Item"]
)
def test_whatever_is_repeated_is_found(name: str) -> None:
    start, end = UBL.index(f"<{name}>"), UBL.index(f"</{name}>") + len(f"</{name}>")
    content = (UBL[:end] + UBL[start:end] * 3 + UBL[end:]).encode()
    assert answered(content) == "ubl-invoice"
    assert not profiles.judge(content).conforms


def test_depth_and_width_are_bounded() -> None:
    assert answered(b"<a>" * 257 + b"</a>" * 257) == "KSX-XML"
    assert answered(b"<a>" * (TAGS_MAX + 1)) == "KSX-TAGS"
    assert answered(
        changed(UBL, ("<cac:InvoiceLine>", "<cac:Item>" * 200 + "</cac:Item>" * 200 + "<cac:InvoiceLine>"))
    )
    lines = UBL.index("<cac:InvoiceLine>"), UBL.index("</Invoice>")
    assert answered((UBL[: lines[0]] + UBL[slice(*lines)] * 3_000 + "</Invoice>").encode()) == "ubl-invoice"


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([UBL, CII]),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 30), st.sampled_from(PIECES)), max_size=4),
    st.sampled_from(ENCODINGS),
    st.sampled_from(["", "utf-8", "UTF-16", "windows-1251", "klingon"]),
)
def test_no_damage_and_no_encoding_raises(
    text: str, steps: list[tuple[int, int, str]], encoding: str, declared: str
) -> None:
    for at, length, piece in steps:
        text = text[:at] + piece + text[at + length :]
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert answered((head + text).encode(encoding, errors="replace"))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([UBL, CII]),
    st.lists(st.tuples(st.integers(0, 4_000), st.binary(max_size=3)), min_size=1, max_size=6),
)
def test_no_bytes_put_anywhere_raise(text: str, steps: list[tuple[int, bytes]]) -> None:
    content = text.encode()
    for at, instead in steps:
        content = content[:at] + instead + content[at + len(instead) :]
    assert answered(content)
