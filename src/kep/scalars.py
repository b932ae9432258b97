"""Scalar multiplication: the two shapes that signing and verification need, in Python.

It does not run in constant time, as nothing built on Python integers can; a random multiple of the order is
added to secret scalars, so that they at least take other steps every time.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Protocol

from kep.curve import Affine, Curve, Point, Projective

_BASE_WINDOW_BITS = 9
_KEY_WINDOW_BITS = 5
_FIXED_WINDOW_BITS = 6
_PRODUCTS_BEFORE_TABLES = 4
_BLINDING_BITS = 30


class Multiplier(Protocol):
    """What an accelerator of curves must be able to do; points are packed, of the prime-order subgroup."""

    def combine(self, curve: Curve, base: Point, s: int, key: Point, r: int) -> int | None:
        """Return x of s * ``base`` + r * ``key``, packed, or None for the point at infinity."""

    def multiply(self, curve: Curve, base: Point, scalar: int) -> Point | None:
        """Return the point ``scalar`` * ``base`` for a secret scalar of 1 .. n - 1."""


class PythonMultiplier:
    """The two products with integers of Python, or of another kind that behaves the same."""

    def __init__(self, integer: Callable[[int], int] = int) -> None:
        """Compute with ``integer``."""
        self._on = cache(lambda curve: curve if integer is int else replace(curve, integer=integer))
        self._products: Counter[tuple[Curve, Point]] = Counter()

    def combine(self, curve: Curve, base: Point, s: int, key: Point, r: int) -> int | None:
        """Return x of s * ``base`` + r * ``key``, packed, or None for the point at infinity."""
        curve = self._on(curve)
        point = _interleaved(curve, (base, s, _BASE_WINDOW_BITS), (key, r, _KEY_WINDOW_BITS))
        if point is None:
            return None
        x, _, z = point
        return curve.field.pack(curve.field.multiply(x, curve.field.invert(z)))

    def multiply(self, curve: Curve, base: Point, scalar: int) -> Point | None:
        """Return the point ``scalar`` * ``base``; tables that make it fast are built once it is repeated."""
        curve = self._on(curve)
        blinded = scalar + curve.order * secrets.randbits(_BLINDING_BITS - 1)
        self._products[curve, base] += 1
        if self._products[curve, base] > _PRODUCTS_BEFORE_TABLES:
            point = _from_tables(curve, base, blinded)
        else:
            point = _interleaved(curve, (base, blinded, _BASE_WINDOW_BITS))
        return None if point is None else curve.point(point)


def _interleaved(curve: Curve, *terms: tuple[Point, int, int]) -> Projective | None:
    """Return the sum of scalar * point over ``terms`` by one run of doublings (interleaved wNAF).

    A term is a point, a scalar and the width of its window.
    """
    prepared = [
        (_signed_digits(scalar, width), _cached_odd_multiples(curve, point, width))
        for point, scalar, width in terms
    ]
    total: Projective | None = None
    for position in range(max(len(digits) for digits, _ in prepared) - 1, -1, -1):
        total = curve.double(total)
        for digits, odds in prepared:
            digit = digits[position] if position < len(digits) else 0
            if digit:
                x, slope = odds[abs(digit) >> 1]
                total = curve.add(total, (x, slope if digit > 0 else slope ^ 1))
    return total


def _from_tables(curve: Curve, base: Point, scalar: int) -> Projective | None:
    """Return ``scalar`` * ``base`` from tables, without doublings."""
    total: Projective | None = None
    mask = (1 << _FIXED_WINDOW_BITS) - 1
    for row in _fixed_rows(curve, base):
        digit = scalar & mask
        scalar >>= _FIXED_WINDOW_BITS
        if digit:
            total = curve.add(total, row[digit - 1])
    return total


def _signed_digits(scalar: int, width: int) -> list[int]:
    """Return the width-w non-adjacent form, lowest digit first; digits are zero or odd."""
    digits = []
    half, full = 1 << (width - 1), 1 << width
    while scalar:
        digit = 0
        if scalar & 1:
            digit = scalar & (full - 1)
            if digit >= half:
                digit -= full
            scalar -= digit
        digits.append(digit)
        scalar >>= 1
    return digits


@lru_cache(maxsize=128)
def _cached_odd_multiples(curve: Curve, point: Point, width: int) -> list[Affine]:
    """Return the odd multiples 1, 3, ..., 2^(width-1) - 1 of ``point``."""
    x, slope = curve.affine(point)
    first = (x, slope, 1)
    twice = _finite(curve.double(first))
    (step,) = curve.all_affine([twice])
    multiples = [first]
    while len(multiples) < 1 << (width - 2):
        multiples.append(_finite(curve.add(multiples[-1], step)))
    return curve.all_affine(multiples)


@lru_cache(maxsize=4)
def _fixed_rows(curve: Curve, base: Point) -> list[list[Affine]]:
    """Return rows of d * 2^(w*i) * ``base`` for every digit d = 1 .. 2^w - 1 of every window i."""
    rows = []
    unit = curve.affine(base)
    for _ in range(-(-(curve.order.bit_length() + _BLINDING_BITS) // _FIXED_WINDOW_BITS)):
        row = [(unit[0], unit[1], 1)]
        while len(row) < 1 << _FIXED_WINDOW_BITS:
            row.append(_finite(curve.add(row[-1], unit)))
        *affine, unit = curve.all_affine(row)
        rows.append(affine)
    return rows


def _finite(point: Projective | None) -> Projective:
    """Narrow the type: small multiples of a point of prime order are never the point at infinity."""
    if point is None:
        raise ArithmeticError("a small multiple of a point of large prime order cannot be infinity")
    return point
