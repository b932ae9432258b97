"""Values of single elements: how each kind is read, strictly, and written, in one way."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import cast

from msgspec import Struct

from kasssa.core.money import plain_decimal

BLANKS = " \t\r\n"

# The columns of the tax forms have up to twelve decimals, more than anything that people type.
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,12})?")
_WHOLE = re.compile(r"[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{8}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.]{5,15})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")


class Trouble(StrEnum):
    """What is wrong with a value that cannot be read: the number of a shared finding."""

    NUMBER = "01"
    DATE = "02"


class Form(Struct, frozen=True):
    """A kind of value: ``parse`` raises ValueError on what is none, ``show`` writes it."""

    parse: Callable[[str], object]
    show: Callable[[object], str]
    trouble: Trouble = Trouble.NUMBER


def parse_number(text: str) -> Decimal:
    """Return the number that ``text`` states: up to 15 digits and 12 decimals after a point or comma.

    Raises:
        ValueError: not such a number; nor is NaN, 1e9 or a digit of another script.

    >>> parse_number("-12,50")
    Decimal('-12.50')
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def fixed(number: Decimal) -> str:
    """Return ``number`` with two decimals, or with more where it has more.

    >>> fixed(Decimal("25")), fixed(Decimal("33.333300"))
    ('25.00', '33.3333')
    """
    whole, _, decimals = plain_decimal(number).partition(".")
    return f"{whole}.{decimals:0<2}"


def _parse_iso(text: str) -> date:
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return date.fromisoformat(match[1])


def _parse_day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date(int(text[4:]), int(text[2:4]), int(text[:2]))


def _parse_time(text: str) -> time:
    if not _TIME.fullmatch(text[:8]):
        raise ValueError(text)
    return time.fromisoformat(text[:8])


def _parse_whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


TEXT = Form(str, str)
NUMBER = Form(parse_number, lambda value: fixed(cast("Decimal", value)))
QUANTITY = Form(parse_number, lambda value: plain_decimal(cast("Decimal", value)))
WHOLE = Form(_parse_whole, str)
ISO_DATE = Form(_parse_iso, lambda value: cast("date", value).isoformat(), Trouble.DATE)
ISO_TIME = Form(_parse_time, lambda value: cast("time", value).isoformat("seconds"), Trouble.DATE)
DAY = Form(_parse_day, lambda value: f"{cast('date', value):%d%m%Y}", Trouble.DATE)  # ддммрррр
