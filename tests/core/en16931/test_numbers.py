"""The grammar and the rounding of numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.en16931.numbers import floating, number, rounded, whole, within_one


@pytest.mark.parametrize("text", ["0", "-1.5", "+2.", ".5", " 12.34\n", "1" * 36, "0." + "1" * 36])
def test_a_decimal_of_xml_is_read(text: str) -> None:
    assert number(text).value == Decimal(text.strip())


@pytest.mark.parametrize(
    "text", ["", " ", ".", "1e3", "1_000", "NaN", "Infinity", "1,5", "１", "٣", "--1", "1" * 37, "1 2"]
)
def test_anything_else_is_kept_as_text(text: str) -> None:
    assert number(text).value is None
    assert number(text).text == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e3", 1000.0), (" -2.5E-1 ", -0.25), ("INF", float("inf")), ("1e999999", float("inf")), ("inf", None),
     ("1_0", None), ("٣", None), ("", None)],
)  # fmt: skip
def test_a_binary_fraction_of_xml_is_read(text: str, value: float | None) -> None:
    assert floating(text) == value


def test_decimals_are_counted_in_the_text_blanks_included() -> None:
    assert [number(text).places for text in ("1", "1.", "1.20", "1.2 ", "x.abc")] == [0, 0, 2, 2, 3]


@given(st.text(max_size=30))
def test_no_text_is_an_exception(text: str) -> None:
    assert number(text).text == text


def test_halves_go_upwards() -> None:
    assert rounded(Decimal("2.345")) == Decimal("2.35")
    assert rounded(Decimal("-2.345")) == Decimal("-2.34")
    assert whole(Decimal("-2.5")) == Decimal(-2)


def test_a_distance_of_exactly_one_hangs_on_the_last_bit() -> None:
    assert within_one(Decimal("100.1"), Decimal("99.1"))
    assert not within_one(Decimal(100), Decimal(99))
