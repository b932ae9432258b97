"""A number tells series, year and count, fits every form, and no two series look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.document.fault_texts import TEXTS
from kasssa.core.numbering import BadSeries, SeriesFull, format_number, parse_series


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("", ""),
        (" кс ", "КС"),
        ("KC", "КС"),
        ("INV", "INV"),
        ("А-1", "А-1"),
        ("2", "2"),
        ("x5", "Х5"),
        ("Їжа", "ЇЖА"),
    ],
)
def test_a_series_is_one_alphabet_in_capitals(text, series):
    assert parse_series(text) == series


@pytest.mark.parametrize("text", ["ІNV", "-А", "А-", "А--1", "А Б", "АБВГДЕ", "А/1", "ЫЪ", "Ё", "А_1", "１"])
def test_what_is_no_series_is_refused(text):
    with pytest.raises(BadSeries) as refusal:
        parse_series(text)
    assert (refusal.value.fault, refusal.value.text) == ("KSA-INV-07", text)
    assert refusal.value.fault in TEXTS


@given(st.text(max_size=6))
def test_no_text_does_worse_than_being_refused(text):
    try:
        series = parse_series(text)
    except BadSeries:
        return
    assert parse_series(series) == series


@pytest.mark.parametrize(
    ("series", "count", "number"),
    [("КС", 1, "КС-2026/0001"), ("", 12345678, "2026/12345678"), ("АБВГД", 99999, "АБВГД-2026/99999")],
)
def test_a_number_is_series_year_and_count(series, count, number):
    assert format_number(series, 2026, count) == number


def test_a_full_series_is_refused_rather_than_a_number_cut():
    with pytest.raises(SeriesFull) as refusal:
        format_number("АБВГД", 2026, 100_000)
    assert (refusal.value.series, refusal.value.year) == ("АБВГД", 2026)
