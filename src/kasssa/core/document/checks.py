"""Checks of one line and of one text: the same ones while it is typed and when it is issued."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kasssa.core.codes.units import BY_CODE
from kasssa.core.document.faults import Fault, fault
from kasssa.core.document.model import Line
from kasssa.core.tax import Vat

LINES_MAX = 1000
NUMBER_CHARS_MAX = 16  # НомерДокументу of the EDIN forms, the narrowest field that a number must fit
# Such that a document of LINES_MAX lines stays under the five megabytes that any reader takes.
NAME_CHARS_MAX = 500
GROUND_CHARS_MAX = 100
ARTICLE_CHARS_MAX = 50

# Controls (but for the line feed), separators of lines, overrides of direction, and what XML cannot hold.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_UKTZED = re.compile(r"[0-9]{4}(?:[0-9]{2}){0,3}")
_DKPP = re.compile(r"[0-9]{2}(?:\.[0-9]{1,2}){1,3}(?:-[0-9]{2}(?:\.[0-9]{2})?)?")
_WHOLE_MAX = Decimal(10) ** 15
_LEAST = Decimal("0.000001")


def check_line(line: Line, path: str, *, seller_pays_vat: bool) -> Iterator[Fault]:
    """Yield what is wrong with ``line``, found at ``path``, in the order of its fields."""
    if not line.name.strip():
        yield fault("KSA-LIN-01", f"{path}.name")
    yield from check_text(line.name, f"{path}.name", NAME_CHARS_MAX)
    if line.unit not in BY_CODE:
        yield fault("KSA-LIN-02", f"{path}.unit")
    yield from _check_number(line.quantity, f"{path}.quantity", "KSA-LIN-03", least=_LEAST)
    yield from _check_number(line.price, f"{path}.price", "KSA-LIN-04", least=Decimal(0))
    yield from _check_vat(line, path, seller_pays_vat=seller_pays_vat)
    if line.code and not (is_uktzed(line.code) or _DKPP.fullmatch(line.code)):
        yield fault("KSA-LIN-06", f"{path}.code")
    yield from check_text(line.article, f"{path}.article", ARTICLE_CHARS_MAX)


def check_text(text: str, path: str, most: int, *, many_lines: bool = False) -> Iterator[Fault]:
    """Yield the fault of a ``text`` that is longer than ``most`` characters or holds what nobody sees."""
    if _HIDDEN.search(text) or ("\n" in text and not many_lines):
        yield fault("KSA-TXT-01", path)
    if len(text) > most:
        yield fault("KSA-TXT-02", path, most=most)


def has_sum(line: Line) -> bool:
    """Whether quantity and price of ``line`` are such that it comes to something payable."""
    numbers = (line.quantity, _LEAST), (line.price, Decimal(0))
    return all(_is_writable(number) and number >= least for number, least in numbers)


def is_uktzed(code: str) -> bool:
    """Whether ``code`` has the form of a УКТ ЗЕД code; the other codes of a line are ДКПП.

    >>> is_uktzed("8471300000"), is_uktzed("62.01.11")
    (True, False)
    """
    return _UKTZED.fullmatch(code) is not None


def _check_number(number: Decimal, path: str, too_small: str, *, least: Decimal) -> Iterator[Fault]:
    if not _is_writable(number):
        yield fault("KSA-LIN-05", path)
    elif number < least:
        yield fault(too_small, path)


def _is_writable(number: Decimal) -> bool:
    """Whether ``number`` has no more than 15 digits before and 6 after the point."""
    return number.is_finite() and abs(number) < _WHOLE_MAX and number == number.quantize(_LEAST)


def _check_vat(line: Line, path: str, *, seller_pays_vat: bool) -> Iterator[Fault]:
    """A non-payer charges no VAT, a payer does or says why not (Tax Code art. 181, 197, 201)."""
    if not seller_pays_vat and line.vat is not Vat.NOT_PAYER:
        yield fault("KSA-VAT-02", f"{path}.vat")
    if seller_pays_vat and line.vat is Vat.NOT_PAYER:
        yield fault("KSA-VAT-03", f"{path}.vat")
    if line.vat is Vat.EXEMPT and not line.exemption.strip():
        yield fault("KSA-VAT-04", f"{path}.exemption")
    if line.vat is not Vat.EXEMPT and line.exemption:
        yield fault("KSA-VAT-05", f"{path}.exemption")
    yield from check_text(line.exemption, f"{path}.exemption", GROUND_CHARS_MAX)
