"""The schemas: what does not fit them is said in words, and changes nothing of what the rules say."""

from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasssa.core.en16931 import guard, profiles, structure
from kasssa.core.en16931.findings import Finding, Severity
from kasssa.core.en16931.texts.say import say
from kasssa.core.formats import outgoing
from kasssa.core.formats.incoming import receive
from tests.core.en16931 import test_corpus as corpus
from tests.core.en16931.samples import CII, UBL, changed

ID = "<cbc:ID>КС-1</cbc:ID>"
PRICE = '<cbc:PriceAmount currencyID="UAH">50.00'
CURRENCY = "<cbc:DocumentCurrencyCode>"
PLACE = (
    "The element {} is out of place. Expected here: {}. "
    "Put the elements in the order of the schema, or add the one left out."
)
VALUE = "The value “{}” of {} does not fit: {} is expected. Correct it."
NOTES = '<cbc:Note foo="1">а</cbc:Note>'


def faults(content: bytes) -> tuple[Finding, ...]:
    return structure.parsed(content)[1]


@pytest.mark.parametrize("text", [UBL, CII])
def test_what_fits_its_schema_has_no_faults(text: str) -> None:
    assert faults(text.encode()) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (
            ID,
            "",
            "/Invoice/cbc:IssueDate",
            PLACE.format("cbc:IssueDate", "cbc:ProfileID, cbc:ProfileExecutionID, cbc:ID"),
        ),
        (
            ID,
            ID * 2,
            "/Invoice/cbc:ID[2]",
            PLACE.format("cbc:ID", "cbc:CopyIndicator, cbc:UUID, cbc:IssueDate"),
        ),
        (
            ID,
            f"{ID}<чуже xmlns='urn:x'/>",
            "/Invoice/чуже",
            PLACE.format("чуже", "cbc:CopyIndicator, cbc:UUID, cbc:IssueDate"),
        ),
        (
            ID,
            "<cbc:ID><cbc:ID/></cbc:ID>",
            "/Invoice/cbc:ID",
            "The element cbc:ID holds a text only. Remove the elements inside.",
        ),
        (
            "<cac:InvoiceLine>",
            "<cac:InvoiceLine>слово",
            "/Invoice/cac:InvoiceLine",
            "The element cac:InvoiceLine holds other elements only. Remove the text.",
        ),
        (
            PRICE,
            '<cbc:PriceAmount currencyID="UAH">п’ять',
            "/Invoice/cac:InvoiceLine/cac:Price/cbc:PriceAmount",
            VALUE.format("п’ять", "cbc:PriceAmount", "a number such as 1250.50"),
        ),
        (
            PRICE,
            "<cbc:PriceAmount>50.00",
            "/Invoice/cac:InvoiceLine/cac:Price/cbc:PriceAmount",
            "The element cbc:PriceAmount lacks the attribute currencyID. Add it.",
        ),
        (
            PRICE,
            '<cbc:PriceAmount currencyID="UAH" колір="2">50.00',
            "/Invoice/cac:InvoiceLine/cac:Price/cbc:PriceAmount",
            "The element cbc:PriceAmount has no attribute колір. Remove it.",
        ),
        (
            "<cbc:IssueDate>2026-03-17",
            "<cbc:IssueDate>17.03.2026",
            "/Invoice/cbc:IssueDate",
            VALUE.format("17.03.2026", "cbc:IssueDate", "a date such as 2026-03-17"),
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(old: str, new: str, place: str, words: str) -> None:
    (fault,) = faults(changed(UBL, (old, new)))
    assert (fault.rule, fault.path, say(fault, "en")) == ("XSD", place, words)
    assert say(fault, "uk") != words


def test_a_group_that_lacks_its_last_part_says_which() -> None:
    lines = UBL.index("<cac:InvoiceLine>")
    (fault,) = faults((UBL[:lines] + "</Invoice>").encode())
    assert say(fault, "uk") == "В елементі Invoice бракує: cac:InvoiceLine. Додайте."
    assert fault.path == "/Invoice"


def test_an_element_after_the_last_is_one_too_many() -> None:
    (fault,) = faults(changed(UBL, ("</cac:Price>", "</cac:Price><cbc:ID/>")))
    assert dict(fault.params)["element"] == "cbc:ID"


def test_cii_is_held_against_its_own_schema() -> None:
    found = faults(changed(CII, ("<ram:SellerTradeParty>", "<ram:SellerTradeParty><ram:Слово/>")))
    assert [dict(fault.params)["kind"] for fault in found] == ["place"]


def test_for_en16931_it_is_no_rule_and_for_the_others_it_is_fatal() -> None:
    content = changed(UBL, (ID, f"{ID}<cbc:Note/>"))
    verdict = profiles.judge(content)
    assert verdict.counts(Severity.STRUCTURE) == {"XSD": 1}
    assert "XSD" not in verdict.counts(Severity.FATAL)
    assert verdict.conforms
    for profile in (profiles.PEPPOL, profiles.UA):
        assert profiles.judge(content, profile).counts(Severity.FATAL)["XSD"] == 1


def test_what_was_received_is_judged_as_its_bytes_are() -> None:
    for content in (UBL.encode(), CII.encode(), changed(UBL, (ID, f"{ID}<cbc:Note/>"))):
        assert outgoing.verdict(receive(content)) == profiles.judge(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_wide_document_is_judged_in_time_that_grows_with_it_alone(encoding: str) -> None:
    few = changed(UBL, (CURRENCY, "<cbc:Note>а</cbc:Note>" * 9_000 + NOTES + CURRENCY))
    (fault,) = faults(few.decode().encode(encoding))
    assert fault.path == "/Invoice/cbc:Note[9001]"
    many = changed(UBL, (CURRENCY, NOTES * 60_000 + CURRENCY)).decode().encode(encoding)
    found = faults(many)
    assert len(found) == structure.FINDINGS_MAX
    assert {(fault.path, dict(fault.params)["kind"]) for fault in found} == {("", "attribute-extra")}
    assert structure.check(guard.parse(many)) == found


def test_a_wide_document_that_fits_has_no_faults_and_declares_no_type() -> None:
    wide = changed(UBL, (CURRENCY, "<cbc:Note>а</cbc:Note>" * 9_000 + CURRENCY))
    assert faults(wide) == structure.check(guard.parse(wide)) == ()
    with pytest.raises(guard.Unreadable) as refusal:
        structure.parsed(b"<!DOCTYPE Invoice>" + wide)
    assert refusal.value.code == "KSX-DTD"
    for cut in (1, 3, 30, 3_000):
        with pytest.raises(guard.Unreadable) as refusal:
            structure.parsed(wide[:-cut])
        assert refusal.value.code == "KSX-XML"


def test_a_schema_that_the_document_names_is_not_looked_for() -> None:
    named = (
        '<cbc:ID xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="urn:x http://127.0.0.1:1/x.xsd">КС-1</cbc:ID>'
    )
    assert faults(changed(UBL, (ID, named))) == ()


@pytest.mark.skipif(not corpus.CASES.is_dir(), reason="the shared cases are not beside this checkout")
def test_real_documents_fit_as_an_independent_judge_said() -> None:
    told = [row for row in corpus.rows() if "xsd" in row]
    assert [row["file"] for row in told if (faults(corpus.content(row)) == ()) != row["xsd"]] == []
    assert len(told) == 275


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30),
    st.sampled_from(["50.00", "2026-03-17"]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_value_is_wrong_has_a_sentence(text: str, old: str) -> None:
    found: tuple[Finding, ...] = ()
    with suppress(guard.Unreadable):  # some characters have no place in XML
        found = faults(changed(UBL, (old, escape(text))))
    for fault in found:
        assert say(fault, "uk") != say(fault, "en")
