"""Sums and dates in words, as Ukrainian and English business papers write them."""

from dataclasses import dataclass
from datetime import date

from kasssa.core.document.kinds import Language
from kasssa.core.document.model import Currency
from kasssa.core.money import Money

__all__ = ["HRYVNIAS_MAX", "Language", "NotSayable", "amount_in_words", "counted_uk", "date_in_words"]

_UNITS_UK = (
    "", "один", "два", "три", "чотири", "п’ять", "шість", "сім", "вісім", "дев’ять", "десять", "одинадцять",
    "дванадцять", "тринадцять", "чотирнадцять", "п’ятнадцять", "шістнадцять", "сімнадцять", "вісімнадцять",
    "дев’ятнадцять",
)  # fmt: skip
_TENS_UK = (
    "", "", "двадцять", "тридцять", "сорок", "п’ятдесят", "шістдесят", "сімдесят", "вісімдесят", "дев’яносто",
)  # fmt: skip
_HUNDREDS_UK = (
    "", "сто", "двісті", "триста", "чотириста", "п’ятсот", "шістсот", "сімсот", "вісімсот", "дев’ятсот",
)  # fmt: skip
_FEMININE_UK = {1: "одна", 2: "дві"}
# Powers of a thousand: one, few, many. Only the thousand is feminine, like the hryvnia.
_SCALES_UK = (
    ("", "", ""),
    ("тисяча", "тисячі", "тисяч"),
    ("мільйон", "мільйони", "мільйонів"),
    ("мільярд", "мільярди", "мільярдів"),
)
_MONTHS_UK = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
    "листопада", "грудня",
)  # fmt: skip

_UNITS_EN = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS_EN = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES_EN = ("", "thousand", "million", "billion")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Coins:
    """A currency and its hundredth: of one, of two to four, of many; in English of one, of many."""

    whole_uk: tuple[str, str, str]
    whole_en: tuple[str, str]
    part_uk: tuple[str, str, str] = ("цент", "центи", "центів")
    part_en: tuple[str, str] = ("cent", "cents")
    feminine: bool = False


_COINS = {
    Currency.UAH: _Coins(
        whole_uk=("гривня", "гривні", "гривень"),
        part_uk=("копійка", "копійки", "копійок"),
        whole_en=("hryvnia", "hryvnias"),
        part_en=("kopiyka", "kopiykas"),
        feminine=True,
    ),
    Currency.EUR: _Coins(whole_uk=("євро", "євро", "євро"), whole_en=("euro", "euros")),
    Currency.USD: _Coins(
        whole_uk=("долар США", "долари США", "доларів США"), whole_en=("US dollar", "US dollars")
    ),
}
HRYVNIAS_MAX = 999_999_999_999


class NotSayable(ValueError):
    """The sum is negative or has more than twelve digits before the point."""


def amount_in_words(total: Money, language: Language, currency: str = Currency.UAH.value) -> str:
    """Return ``total`` in words, its hundredths in two digits, the first letter capital.

    Raises:
        NotSayable: below nought or above ``HRYVNIAS_MAX`` and 99 hundredths, or of an unknown currency.

    >>> amount_in_words(Money(12_696_598), "uk")
    'Сто двадцять шість тисяч дев’ятсот шістдесят п’ять гривень 98 копійок'
    >>> amount_in_words(Money(2_01), "uk", "USD"), amount_in_words(Money(1_50), "en", "EUR")
    ('Два долари США 01 цент', 'One euro 50 cents')
    """
    whole, parts = divmod(total.kopiykas, 100)
    coins = next((row for one, row in _COINS.items() if one == currency), None)
    if not 0 <= whole <= HRYVNIAS_MAX or coins is None:
        raise NotSayable(f"between 0 and {HRYVNIAS_MAX} of a known currency expected")
    said = _said_uk(whole, parts, coins) if language == "uk" else _said_en(whole, parts, coins)
    return said[0].upper() + said[1:]


def date_in_words(day: date, language: Language) -> str:
    """Return ``day`` with the name of its month.

    >>> date_in_words(date(2026, 3, 17), "uk"), date_in_words(date(2026, 3, 17), "en")
    ('17 березня 2026 р.', '17 March 2026')
    """
    if language == "uk":
        return f"{day.day} {_MONTHS_UK[day.month - 1]} {day.year} р."
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def counted_uk(number: int, forms: tuple[str, str, str]) -> str:
    """Return the form that Ukrainian puts after ``number``: of one, of two to four, of many.

    >>> [counted_uk(n, ("рядок", "рядки", "рядків")) for n in (1, 3, 11, 21)]
    ['рядок', 'рядки', 'рядків', 'рядок']
    """
    if 10 < number % 100 < 15:
        return forms[2]
    if number % 10 == 1:
        return forms[0]
    return forms[1] if 1 < number % 10 < 5 else forms[2]


def _said_uk(whole: int, parts: int, coins: _Coins) -> str:
    words: list[str] = []
    for power, group in _groups(whole):
        words += _below_thousand_uk(group, feminine=power == 1 or (power == 0 and coins.feminine))
        words.append(counted_uk(group, _SCALES_UK[power]))
    said = " ".join(filter(None, words)) or "нуль"
    return f"{said} {counted_uk(whole, coins.whole_uk)} {parts:02d} {counted_uk(parts, coins.part_uk)}"


def _below_thousand_uk(number: int, *, feminine: bool) -> list[str]:
    rest = number % 100
    unit = rest if rest < 20 else rest % 10
    said = _FEMININE_UK.get(unit, _UNITS_UK[unit]) if feminine else _UNITS_UK[unit]
    return [_HUNDREDS_UK[number // 100], _TENS_UK[rest // 10], said]


def _said_en(whole: int, parts: int, coins: _Coins) -> str:
    words: list[str] = []
    for power, group in _groups(whole):
        words += [_below_thousand_en(group), _SCALES_EN[power]]
    said = " ".join(filter(None, words)) or "zero"
    return f"{said} {coins.whole_en[whole != 1]} {parts:02d} {coins.part_en[parts != 1]}"


def _below_thousand_en(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    unit = rest if rest < 20 else rest % 10
    small = "-".join(filter(None, (_TENS_EN[rest // 10], _UNITS_EN[unit])))
    return " ".join(filter(None, (f"{_UNITS_EN[hundreds]} hundred" if hundreds else "", small)))


def _groups(number: int) -> list[tuple[int, int]]:
    """Return (power of a thousand, its three digits) from the highest, without the empty ones."""
    groups = [(power, number // 1000**power % 1000) for power in range(len(_SCALES_UK))]
    return [(power, group) for power, group in reversed(groups) if group]
