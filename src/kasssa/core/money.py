"""Exact money in kopiykas, and the one grammar by which a number is read from text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Self

NBSP = "\u00a0"
_SPACES = f" {NBSP}\u202f"
_NUMBER = re.compile(
    rf"-?(?:[0-9]{{1,15}}|[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}}){{1,4}})(?:[.,]([0-9]{{1,6}}))?"
)
_DROPPED = str.maketrans({**dict.fromkeys(_SPACES), ",": "."})
# Twice the digits that the grammar admits, so that a product of two numbers is never rounded by chance.
_EXACT = Context(prec=64, rounding=ROUND_HALF_UP)


class BadNumber(ValueError):
    """The text is not a number of the wanted form; ``fault`` is a permanent fault code."""

    def __init__(self, fault: str, text: str) -> None:
        super().__init__(f"{fault}: {text!r}")
        self.fault, self.text = fault, text


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount of hryvnias, counted in whole kopiykas; may be negative."""

    kopiykas: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the amount of hryvnias that ``text`` states, with at most two decimals.

        Raises:
            BadNumber: as ``parse_decimal`` does.

        >>> Money.parse("1 234,50")
        Money(kopiykas=123450)
        """
        return cls(int(parse_decimal(text, 2).scaleb(2)))

    @staticmethod
    def sum(amounts: "Iterable[Money]") -> "Money":
        """Return the sum of ``amounts``; nought if there are none."""
        return Money(sum(amount.kopiykas for amount in amounts))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.kopiykas + other.kopiykas)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.kopiykas - other.kopiykas)

    def __neg__(self) -> "Money":
        return Money(-self.kopiykas)

    def __str__(self) -> str:
        return self.plain()

    @property
    def hryvnias(self) -> Decimal:
        """The amount in hryvnias, with two decimals."""
        return Decimal(self.plain())

    def plain(self) -> str:
        """Return the amount for machines: two decimals after a point, no grouping.

        >>> Money(-123450).plain()
        '-1234.50'
        """
        whole, kopiykas = divmod(abs(self.kopiykas), 100)
        return f"{_sign(self)}{whole}.{kopiykas:02}"

    def uk(self) -> str:
        """Return the amount as it is printed in Ukraine: 1 234,50 with no-break spaces."""
        whole, kopiykas = divmod(abs(self.kopiykas), 100)
        return f"{_sign(self)}{whole:,}".replace(",", NBSP) + f",{kopiykas:02}"


ZERO = Money(0)


def parse_decimal(text: str, places: int) -> Decimal:
    """Return the number that ``text`` states with at most ``places`` decimals.

    Accepted: an optional minus, up to fifteen ASCII digits, optionally grouped by threes
    with ordinary, no-break or narrow no-break spaces, then a point or comma and decimals.
    Nothing else that ``Decimal`` would take (NaN, 1e9, 1_000, full-width digits) passes.

    Raises:
        BadNumber: not a number (KSA-NUM-01) or too many decimals (KSA-NUM-02).

    >>> parse_decimal("0,125", 6)
    Decimal('0.125')
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise BadNumber("KSA-NUM-01", text)
    if len(match[1] or "") > places:
        raise BadNumber("KSA-NUM-02", text)
    return Decimal(match[0].translate(_DROPPED))


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """Return the exact product of two numbers of up to 32 significant digits each."""
    return _EXACT.multiply(left, right)


def round_half_up(hryvnias: Decimal) -> Money:
    """Return ``hryvnias`` to the nearest kopiyka, a half away from nought.

    >>> round_half_up(Decimal("0.125")), round_half_up(Decimal("-0.125"))
    (Money(kopiykas=13), Money(kopiykas=-13))
    """
    return Money(int(_EXACT.scaleb(hryvnias, 2).to_integral_value(ROUND_HALF_UP)))


def plain_decimal(number: Decimal) -> str:
    """Return ``number`` in its one shortest form: no exponent, no trailing or negative nought.

    >>> plain_decimal(Decimal("1E+2")), plain_decimal(Decimal("1.500")), plain_decimal(Decimal("-0.0"))
    ('100', '1.5', '0')
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _sign(amount: Money) -> str:
    return "-" if amount.kopiykas < 0 else ""
