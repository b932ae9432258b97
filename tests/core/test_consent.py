"""Texts to agree to: read strictly, filled exactly, asked for again when changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.consent import (
    BadText,
    Change,
    Clause,
    Operator,
    Section,
    Text,
    TextKind,
    changed_clauses,
    fill,
    parse,
    required,
)

KOBZAR = Operator(
    name="ТОВ «КОБЗАР»",
    code="43629432",
    address="01001, м. Київ, вул. Хрещатик, 1",
    email="pryvit_2@kobzar.ua",
    phone="+380 44 000 00 00",
    url="https://invoice.kobzar.ua/",
)
NO_FORM = "neither the title, nor a section, nor a numbered clause, nor an item"
SHORT = """# Угода

## 0. Коротко

- Одне.
- Друге.

## 1. Початок

1.1. Перше слово.

1.2. Перелік:
- раз;
- два.

## 2. Кінець

2.1. Останнє слово.
"""


def read(source: str) -> Text:
    return parse(TextKind.OFFER, "2026-11-25", "uk", source.encode())


def test_a_text_is_read_into_title_summary_sections_and_clauses():
    assert read(SHORT) == Text(
        kind=TextKind.OFFER,
        version="2026-11-25",
        language="uk",
        title="Угода",
        summary=("Одне.", "Друге."),
        sections=(
            Section(
                "1",
                "Початок",
                (Clause("1.1", ("Перше слово.",)), Clause("1.2", ("Перелік:", "раз;", "два."))),
            ),
            Section("2", "Кінець", (Clause("2.1", ("Останнє слово.",)),)),
        ),
    )


def test_a_clause_tells_its_paragraph_from_its_list():
    clause = read(SHORT).clauses[1]
    assert (clause.number, clause.text, clause.items) == ("1.2", "Перелік:", ("раз;", "два."))


def test_all_clauses_come_in_order():
    assert [clause.number for clause in read(SHORT).clauses] == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    ("was", "now", "line", "reason"),
    [
        ("1.1. Перше слово.", "Перше слово.", 10, NO_FORM),
        ("1.1. Перше", "1.1.1. Перше", 10, NO_FORM),
        ("1.1. Перше", "1.1 Перше", 10, NO_FORM),
        ("1.1. Перше", "### Перше", 10, NO_FORM),
        ("1.1. Перше", "# Перше", 10, NO_FORM),
        ("1.1. Перше", "* Перше", 10, NO_FORM),
        ("- раз;", "  - раз;", 13, "a blank line is missing before it"),
        ("- раз;", "продовження", 13, "a blank line is missing before it"),
        ("1.2. Перелік", "1.1. Перелік", 12, "clause 1.2 expected, not 1.1"),
        ("1.2. Перелік", "1.3. Перелік", 12, "clause 1.2 expected, not 1.3"),
        ("2.1. Останнє", "1.3. Останнє", 18, "clause 2.1 expected, not 1.3"),
        ("## 2. Кінець", "## 3. Кінець", 16, "section 2 expected, not 3"),
        ("## 2. Кінець", "## 1. Кінець", 16, "section 2 expected, not 1"),
        ("## 0. Коротко", "## 1. Коротко", 3, "section 0 expected, not 1"),
        ("# Угода", "", 3, "the title comes first"),
        ("- Одне.\n- Друге.", "", 7, "the section before is empty"),
        ("2.1. Останнє слово.", "", 0, "the section before is empty"),
        ("1.1. Перше слово.", "- пункт нізвідки", 10, "an item outside a clause"),
        ("- Одне.", "0.1. Одне.", 5, NO_FORM),
        ("- Одне.", "1.1. Одне.", 5, "a clause outside a section"),
        ("# Угода", "- пункт", 1, "an item outside a clause"),
    ],
)
def test_a_line_out_of_form_is_refused_with_its_number(was, now, line, reason):
    assert was in SHORT
    with pytest.raises(BadText) as refusal:
        read(SHORT.replace(was, now, 1))
    assert (refusal.value.line, refusal.value.reason) == (line, reason)


@pytest.mark.parametrize(
    "foreign",
    ["**слово**", "*слово*", "_слово_", "`слово`", "<b>слово</b>", "[слово](адреса)", "а | б", "слово ",
     "\tслово", "слово\r", "зламане\\", "- слово", "# слово", "1) слово"],
)  # fmt: skip
def test_any_other_markup_is_refused(foreign):
    with pytest.raises(BadText) as refusal:
        read(SHORT.replace("1.1. Перше слово.", f"1.1. {foreign}", 1))
    assert refusal.value.line == 10


def test_an_underscore_inside_an_address_is_no_markup():
    assert read(SHORT.replace("Перше слово.", "a_b__c@d.ua", 1)).clauses[0].text == "a_b__c@d.ua"


def test_a_summary_has_at_most_eight_points():
    eight = SHORT.replace("- Друге.\n", "- Ще.\n" * 7, 1)
    assert len(read(eight).summary) == 8
    with pytest.raises(BadText, match="a summary has at most 8 points"):
        read(eight.replace("- Ще.\n", "- Ще.\n- Ще.\n", 1))


def test_a_text_without_sections_is_refused():
    with pytest.raises(BadText, match=r"a summary .* and at least one section are needed"):
        read("# Угода\n\n## 0. Коротко\n\n- Одне.\n")


def test_an_empty_text_is_refused():
    with pytest.raises(BadText, match=r"a summary .* and at least one section are needed"):
        read("")


@pytest.mark.parametrize("version", ["1", "2026-13-01", "2026-11-25a", "", "25.11.2026"])
def test_a_version_is_an_iso_date(version):
    with pytest.raises(BadText, match="a version is an ISO date"):
        parse(TextKind.OFFER, version, "uk", SHORT.encode())


def test_bytes_that_are_not_utf_8_are_refused():
    with pytest.raises(BadText, match="not UTF-8"):
        parse(TextKind.OFFER, "2026-11-25", "uk", SHORT.encode("cp1251"))


@given(st.binary() | st.text(alphabet="#- .0123\nаб").map(str.encode))
def test_any_bytes_are_read_or_refused(source):
    try:
        text = parse(TextKind.POLICY, "2026-11-25", "uk", source)
    except BadText:
        return
    assert text.summary
    assert text.clauses


def test_filling_puts_in_who_the_operator_is():
    source = (
        "{operator_name}|{operator_code}|{operator_address}|{operator_email}|{operator_phone}|{service_url}/x"
    )
    assert fill(source, KOBZAR).decode() == (
        "ТОВ «КОБЗАР»|43629432|01001, м. Київ, вул. Хрещатик, 1|pryvit_2@kobzar.ua|+380 44 000 00 00"
        "|https://invoice.kobzar.ua/x"
    )


def test_filling_changes_nothing_else():
    assert fill(SHORT, KOBZAR) == SHORT.encode()


@pytest.mark.parametrize(
    "wrong", ["{who}", "{}", "{operator_name", "operator_name}", "{{operator_name}}", "{ operator_name }"]
)
def test_an_unknown_or_broken_placeholder_is_refused_with_its_line(wrong):
    with pytest.raises(BadText, match="unknown or broken placeholder") as refusal:
        fill(f"перший рядок\n{wrong}", KOBZAR)
    assert refusal.value.line == 2


def test_a_brace_in_the_name_of_the_operator_stays_a_brace():
    assert (
        fill("{operator_name}", replace(KOBZAR, name="ТОВ «{service_url}»")).decode() == "ТОВ «{service_url}»"
    )


@pytest.mark.parametrize("name", ["", "ТОВ\n## 9. Додано", "<script>", "*ТОВ*", " ТОВ", "# ТОВ"])
def test_an_operator_whose_name_would_be_markup_is_refused(name):
    with pytest.raises(BadText, match="operator_name is empty or holds a character"):
        fill("{operator_name}", replace(KOBZAR, name=name))


def test_who_has_agreed_to_nothing_is_asked_for_both_texts_policy_first():
    current = {TextKind.OFFER: "2026-11-25", TextKind.POLICY: "2026-11-25"}
    assert required(current, {}) == (TextKind.POLICY, TextKind.OFFER)


def test_who_has_agreed_to_the_current_versions_is_asked_for_nothing():
    current = {TextKind.OFFER: "2026-11-25", TextKind.POLICY: "2026-12-01"}
    assert required(current, dict(current)) == ()


@pytest.mark.parametrize("agreed", ["2026-11-25", "2027-01-01"])
def test_any_other_version_asks_again_for_that_text_only(agreed):
    current = {TextKind.OFFER: "2026-11-25", TextKind.POLICY: "2026-12-01"}
    assert required(current, {TextKind.OFFER: "2026-11-25", TextKind.POLICY: agreed}) == (TextKind.POLICY,)


def test_a_text_that_is_not_published_is_not_asked_for():
    assert required({}, {}) == ()


def test_the_same_text_has_no_changed_clauses():
    assert changed_clauses(read(SHORT), read(SHORT)) == ()


def test_changes_are_told_clause_by_clause_in_order():
    new = SHORT.replace("- два.", "- три.").replace("2.1. Останнє слово.", "2.1. Інше.\n\n2.2. Нове.")
    assert changed_clauses(read(SHORT), read(new)) == (
        Change("1.2", ("Перелік:", "раз;", "два."), ("Перелік:", "раз;", "три.")),
        Change("2.1", ("Останнє слово.",), ("Інше.",)),
        Change("2.2", (), ("Нове.",)),
    )


def test_a_dropped_clause_is_told():
    new = SHORT.replace("\n1.2. Перелік:\n- раз;\n- два.\n", "")
    assert changed_clauses(read(SHORT), read(new)) == (Change("1.2", ("Перелік:", "раз;", "два."), ()),)


def test_clause_ten_stands_after_clause_nine():
    many = SHORT + "".join(f"\n2.{n}. Слово.\n" for n in range(2, 12))
    assert [change.number for change in changed_clauses(read(SHORT), read(many))] == [
        f"2.{n}" for n in range(2, 12)
    ]


@pytest.mark.parametrize(
    "other", [replace(read(SHORT), kind=TextKind.POLICY), replace(read(SHORT), language="en")]
)
def test_two_different_texts_are_not_compared(other):
    with pytest.raises(ValueError, match="cannot be compared"):
        changed_clauses(read(SHORT), other)
