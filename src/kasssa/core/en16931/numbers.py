"""Numbers as they are written: a strict grammar before ``Decimal``, and the rounding of the artefacts."""

import re
from decimal import ROUND_FLOOR, Decimal

import msgspec

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")  # to multiply by: a division is done to every digit of the precision
_HALF = Decimal("0.5")
DIGITS = 120  # to reckon with: enough for the product of two numbers of 36 digits before and after the point

# Python's Decimal also reads 1_000, NaN, 1e400 and the digits of every script; a decimal of XML is only this.
_decimal = re.compile(r"[ \t\r\n]*[+-]?(?:[0-9]{1,36}(?:\.[0-9]{0,36})?|\.[0-9]{1,36})[ \t\r\n]*").fullmatch
# Nearly every number is as plain as this, and the shorter pattern is the faster one.
_plain = re.compile(r"[0-9]{1,18}(?:\.[0-9]{0,18})?").fullmatch

# A number of XML in binary: with an exponent, infinite, or none at all.
_floating = re.compile(
    r"[ \t\r\n]*([+-]?(?:[0-9]{1,36}(?:\.[0-9]{0,36})?|\.[0-9]{1,36})(?:[eE][+-]?[0-9]{1,6})?|-?INF|NaN)"
    r"[ \t\r\n]*"
).fullmatch


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number with the text that was written for it.

    ``value`` is missing where the text is no decimal of XML or is longer than 36 digits
    before or after the point;
    ``places`` counts what follows the point in the text, blanks included, as the rules on
    decimals do; ``unit`` is the currency of an amount or the unit of a quantity.
    """

    value: Decimal | None
    text: str = ""
    unit: str | None = None
    places: int = 0


def value_of(written: Number | None) -> Decimal | None:
    """Return the value of what is written, where anything is, and where that is a number."""
    return written.value if written is not None else None


def number(text: str, unit: str | None = None) -> Number:
    """Return what ``text`` says, whether or not it is a number.

    >>> number(" 12.50 ").value, number("1e3").value, number("1_000").value
    (Decimal('12.50'), None, None)
    """
    point = text.find(".") + 1
    value = Decimal(text) if _plain(text) or _decimal(text) else None
    return Number(value, text, unit, len(text) - point if point else 0)


def floating(text: str) -> float | None:
    """Return what ``text`` says as a binary fraction, if it does.

    >>> floating("1e3"), floating(" -INF "), floating("1_000")
    (1000.0, -inf, None)
    """
    found = _floating(text)
    return None if found is None else float(found[1])


def rounded(value: Decimal) -> Decimal:
    """Return ``value`` to two places, halves upwards: -0.005 becomes 0.00, as XPath rounds.

    >>> rounded(Decimal("2.345")), rounded(Decimal("-2.345"))
    (Decimal('2.35'), Decimal('-2.34'))
    """
    return (value * HUNDRED + _HALF).to_integral_value(ROUND_FLOOR) * CENT


def whole(value: Decimal) -> Decimal:
    """Return ``value`` to no places, halves upwards."""
    return (value + _HALF).to_integral_value(ROUND_FLOOR)


def within_one(base: Decimal, total: Decimal) -> bool:
    """Tell whether ``total`` is nearer to ``base`` than one, in binary arithmetic.

    The artefacts subtract from an untyped amount, which makes it a binary fraction, and
    compare that with a decimal: at a distance of exactly one the answer hangs on the last
    bit, and this function gives the same answer.
    """
    binary = float(base)
    return Decimal(binary - 1) < total < Decimal(binary + 1)


def within_one_binary(base: Decimal, total: Decimal) -> bool:
    """Tell whether ``total`` is nearer to ``base`` than one where both sides are binary fractions."""
    binary, other = float(base), float(total)
    return binary - 1 < other < binary + 1
