"""Money is exact, rounds a half away from nought, and is read by one strict grammar."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.money import BadNumber, Money, multiply, parse_decimal, plain_decimal, round_half_up

KOPIYKAS = st.integers(-(10**14), 10**14)
NBSP = "\u00a0"


@given(KOPIYKAS, KOPIYKAS)
def test_money_adds_up_as_whole_kopiykas_do(left, right):
    assert Money(left) + Money(right) == Money(left + right)
    assert Money(left) - Money(right) == Money(left - right)
    assert -Money(left) == Money(-left)
    assert (Money(left) < Money(right)) == (left < right)


def test_a_sum_of_nothing_is_nought():
    assert Money.sum([]) == Money(0)
    assert Money.sum([Money(1), Money(2), Money(-5)]) == Money(-2)


@given(KOPIYKAS)
def test_what_is_shown_is_read_back(kopiykas):
    money = Money(kopiykas)
    assert Money.parse(money.plain()) == Money.parse(money.uk()) == Money.parse(str(money)) == money
    assert money.hryvnias * 100 == kopiykas


@pytest.mark.parametrize(
    ("kopiykas", "plain", "uk"),
    [
        (0, "0.00", "0,00"),
        (5, "0.05", "0,05"),
        (-5, "-0.05", "-0,05"),
        (123450, "1234.50", f"1{NBSP}234,50"),
        (123456789012, "1234567890.12", f"1{NBSP}234{NBSP}567{NBSP}890,12"),
    ],
)
def test_the_two_ways_to_show_an_amount(kopiykas, plain, uk):
    assert (Money(kopiykas).plain(), Money(kopiykas).uk()) == (plain, uk)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        (" 12 ", "12"),
        ("-3,5", "-3.5"),
        ("007", "7"),
        ("1 234,50", "1234.50"),
        (f"1{NBSP}234.5", "1234.5"),
        ("12\u202f345\u202f678", "12345678"),
        ("999999999999999.999999", "999999999999999.999999"),
    ],
)
def test_a_number_may_have_a_comma_and_groups(text, number):
    assert parse_decimal(text, 6) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "NaN",
        "Infinity",
        "1e3",
        "1_000",
        "１２",
        "٣",
        "+1",
        ".5",
        "5.",
        "1,2,3",
        "1.234,50",
        "1 23",
        "12 34",
        "1234 567",
        "--1",
        "1" * 16,
        "1.1234567",
        "0x10",
        "1\n2",
        "1 234 567 890 123 456",
        "1  234",
    ],
)
def test_nothing_else_is_a_number(text):
    with pytest.raises(BadNumber) as refusal:
        parse_decimal(text, 6)
    assert (refusal.value.fault, refusal.value.text) == ("KSA-NUM-01", text)


def test_an_amount_has_no_thousandths():
    with pytest.raises(BadNumber) as refusal:
        Money.parse("1,005")
    assert refusal.value.fault == "KSA-NUM-02"


@given(st.text(max_size=12), st.integers(0, 6))
def test_no_text_does_worse_than_being_refused(text, places):
    try:
        number = parse_decimal(text, places)
    except BadNumber:
        return
    assert number.is_finite()
    assert -number.as_tuple().exponent <= places


@pytest.mark.parametrize(
    ("hryvnias", "kopiykas"),
    [
        ("0.005", 1),
        ("0.0049999999", 0),
        ("-0.005", -1),
        ("2.675", 268),
        ("1", 100),
        ("0.015", 2),
        ("0.025", 3),
    ],
)
def test_a_half_kopiyka_is_rounded_away_from_nought(hryvnias, kopiykas):
    assert round_half_up(Decimal(hryvnias)) == Money(kopiykas)


@given(st.integers(0, 10**21 - 1), st.integers(0, 10**21 - 1))
def test_a_product_of_two_long_numbers_is_exact(left, right):
    product = multiply(Decimal(left).scaleb(-6), Decimal(right).scaleb(-6))
    assert Fraction(product) == Fraction(left * right, 10**12)
    assert round_half_up(product).kopiykas == (left * right + 5 * 10**9) // 10**10


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1.50", "1.5"),
        ("1E+3", "1000"),
        ("0.000001", "0.000001"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("10", "10"),
        ("-2.10", "-2.1"),
    ],
)
def test_a_number_has_one_shortest_form(number, text):
    assert plain_decimal(Decimal(number)) == text
