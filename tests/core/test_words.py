"""Sums and dates in words: a table made by hand, and a reader that turns the words back into the number."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.money import Money
from kasssa.core.words import HRYVNIAS_MAX, Language, NotSayable, amount_in_words, counted_uk, date_in_words

TABLE_UK = {
    0: "Нуль гривень 00 копійок",
    1: "Нуль гривень 01 копійка",
    1_02: "Одна гривня 02 копійки",
    2_05: "Дві гривні 05 копійок",
    4_11: "Чотири гривні 11 копійок",
    5_21: "П’ять гривень 21 копійка",
    11_14: "Одинадцять гривень 14 копійок",
    12_22: "Дванадцять гривень 22 копійки",
    21_00: "Двадцять одна гривня 00 копійок",
    42_00: "Сорок дві гривні 00 копійок",
    100_00: "Сто гривень 00 копійок",
    111_11: "Сто одинадцять гривень 11 копійок",
    999_99: "Дев’ятсот дев’яносто дев’ять гривень 99 копійок",
    1_000_00: "Одна тисяча гривень 00 копійок",
    2_001_00: "Дві тисячі одна гривня 00 копійок",
    11_000_00: "Одинадцять тисяч гривень 00 копійок",
    12_345_67: "Дванадцять тисяч триста сорок п’ять гривень 67 копійок",
    21_002_00: "Двадцять одна тисяча дві гривні 00 копійок",
    126_965_98: "Сто двадцять шість тисяч дев’ятсот шістдесят п’ять гривень 98 копійок",
    1_000_000_00: "Один мільйон гривень 00 копійок",
    2_000_001_00: "Два мільйони одна гривня 00 копійок",
    5_111_213_00: "П’ять мільйонів сто одинадцять тисяч двісті тринадцять гривень 00 копійок",
    1_001_001_001_01: "Один мільярд один мільйон одна тисяча одна гривня 01 копійка",
    3_000_000_019_00: "Три мільярди дев’ятнадцять гривень 00 копійок",
    12_000_000_000_00: "Дванадцять мільярдів гривень 00 копійок",
}
TABLE_EN = {
    0: "Zero hryvnias 00 kopiykas",
    1_01: "One hryvnia 01 kopiyka",
    15_50: "Fifteen hryvnias 50 kopiykas",
    21_00: "Twenty-one hryvnias 00 kopiykas",
    100_00: "One hundred hryvnias 00 kopiykas",
    126_965_98: "One hundred twenty-six thousand nine hundred sixty-five hryvnias 98 kopiykas",
    2_000_003_00: "Two million three hryvnias 00 kopiykas",
    1_000_000_000_00: "One billion hryvnias 00 kopiykas",
}
# Every word that may stand in a sum: what it adds, or, for a power of a thousand, by what it multiplies.
READ = {
    "нуль": 0, "один": 1, "одна": 1, "два": 2, "дві": 2, "три": 3, "чотири": 4, "п’ять": 5, "шість": 6,
    "сім": 7, "вісім": 8, "дев’ять": 9, "десять": 10, "одинадцять": 11, "дванадцять": 12, "тринадцять":
    13, "чотирнадцять": 14, "п’ятнадцять": 15, "шістнадцять": 16, "сімнадцять": 17, "вісімнадцять": 18,
    "дев’ятнадцять": 19, "двадцять": 20, "тридцять": 30, "сорок": 40, "п’ятдесят": 50, "шістдесят": 60,
    "сімдесят": 70, "вісімдесят": 80, "дев’яносто": 90, "сто": 100, "двісті": 200, "триста": 300,
    "чотириста": 400, "п’ятсот": 500, "шістсот": 600, "сімсот": 700, "вісімсот": 800, "дев’ятсот": 900,
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty":
    40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
POWERS = {
    "тисяча": 1, "тисячі": 1, "тисяч": 1, "мільйон": 2, "мільйони": 2, "мільйонів": 2, "мільярд": 3,
    "мільярди": 3, "мільярдів": 3, "thousand": 1, "million": 2, "billion": 3,
}  # fmt: skip
SUMS = st.integers(0, HRYVNIAS_MAX * 100 + 99) | st.integers(0, 10_000_00)


def read(said: str) -> int:
    """Return the kopiykas that ``said`` means."""
    *words, _, kopiykas, _ = said.lower().replace("-", " ").split()
    total = group = 0
    for word in words:
        if word in POWERS:
            total, group = total + group * 1000 ** POWERS[word], 0
        elif word == "hundred":
            group *= 100
        else:
            group += READ[word]
    return (total + group) * 100 + int(kopiykas)


@pytest.mark.parametrize(("kopiykas", "said"), TABLE_UK.items())
def test_ukrainian_sums_agree_in_gender_and_number(kopiykas: int, said: str) -> None:
    assert amount_in_words(Money(kopiykas), "uk") == said


@pytest.mark.parametrize(("kopiykas", "said"), TABLE_EN.items())
def test_english_sums_are_said_in_full(kopiykas: int, said: str) -> None:
    assert amount_in_words(Money(kopiykas), "en") == said


@given(SUMS, st.sampled_from(("uk", "en")))
def test_what_is_said_can_be_read_back(kopiykas: int, language: Language) -> None:
    assert read(amount_in_words(Money(kopiykas), language)) == kopiykas


@given(SUMS)
def test_the_hryvnia_and_the_thousand_are_feminine_and_the_million_is_not(kopiykas: int) -> None:
    said = amount_in_words(Money(kopiykas), "uk").lower()
    assert not re.search(r"\b(один|два) (тисяч|гривн)", said)
    assert not re.search(r"\b(одна|дві) (мільйон|мільярд)", said)


@given(SUMS)
def test_the_apostrophe_is_the_typographic_one_and_spaces_are_single(kopiykas: int) -> None:
    said = amount_in_words(Money(kopiykas), "uk")
    assert re.fullmatch(r"[А-ЩЬЮЯЄІЇҐ][а-щьюяєіїґ’]*( [а-щьюяєіїґ’]+)+ [0-9]{2} копій(ка|ки|ок)", said)


@given(st.integers(0, 10**6))
def test_the_form_of_a_noun_depends_on_the_last_two_digits_only(number: int) -> None:
    forms = ("гривня", "гривні", "гривень")
    assert counted_uk(number, forms) == counted_uk(number % 100, forms)


@pytest.mark.parametrize("kopiykas", [-1, -100, HRYVNIAS_MAX * 100 + 100])
def test_a_sum_out_of_range_is_refused(kopiykas: int) -> None:
    with pytest.raises(NotSayable):
        amount_in_words(Money(kopiykas), "uk")


def test_the_greatest_sum_is_said() -> None:
    said = amount_in_words(Money(HRYVNIAS_MAX * 100 + 99), "uk")
    assert said.startswith("Дев’ятсот дев’яносто дев’ять мільярдів дев’ятсот дев’яносто дев’ять мільйонів ")


@pytest.mark.parametrize(
    ("day", "uk", "en"),
    [
        (date(2026, 1, 1), "1 січня 2026 р.", "1 January 2026"),
        (date(2026, 3, 17), "17 березня 2026 р.", "17 March 2026"),
        (date(2028, 2, 29), "29 лютого 2028 р.", "29 February 2028"),
        (date(2026, 12, 31), "31 грудня 2026 р.", "31 December 2026"),
    ],
)
def test_a_date_has_its_month_in_words(day: date, uk: str, en: str) -> None:
    assert (date_in_words(day, "uk"), date_in_words(day, "en")) == (uk, en)
