"""Curves by the system's OpenSSL, called through ctypes: no compiler, no dependency.

The OpenSSL inside ``cryptography`` has no binary curves, and some distributions strip them from theirs; so
the symbols are looked for, and where one is missing there is simply no such backend. Groups are made once and
only read afterwards; everything else belongs to one call, so any number of threads may call.
"""

import ctypes
from collections.abc import Callable
from contextlib import ExitStack
from ctypes import c_char_p, c_int, c_void_p
from functools import cache, lru_cache

from kep.curve import Curve, Point
from kep.scalars import Multiplier, PythonMultiplier

# Versioned names only: macOS ends a process that loads its unversioned libcrypto.
_LIBRARIES = ("libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64.dll")
_SIGNATURES: dict[str, tuple[type | None, int]] = {
    # Name: kind of result, number of pointers taken.
    "BN_CTX_new": (c_void_p, 0),
    "BN_CTX_free": (None, 1),
    "BN_new": (c_void_p, 0),
    "BN_clear_free": (None, 1),
    "EC_GROUP_new_curve_GF2m": (c_void_p, 4),
    "EC_GROUP_set_generator": (c_int, 4),
    "EC_POINT_new": (c_void_p, 1),
    "EC_POINT_clear_free": (None, 1),
    "EC_POINT_set_affine_coordinates": (c_int, 5),
    "EC_POINT_get_affine_coordinates": (c_int, 5),
    "EC_POINT_is_at_infinity": (c_int, 2),
    "EC_POINT_mul": (c_int, 6),
}

Handle = int
"""The address of an object of OpenSSL."""


class LibcryptoMultiplier:
    """Products of points by OpenSSL for the standard base points; others are left to Python.

    A product by a secret scalar goes through OpenSSL's Montgomery ladder, whose steps do not depend on it.
    """

    def __init__(self, library: ctypes.CDLL) -> None:
        """Declare the functions of ``library``.

        Raises:
            AttributeError: one of them is missing.
        """
        self._call: dict[str, Callable[..., Handle]] = {}
        for name, (result, count) in _SIGNATURES.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, [c_void_p] * count
            self._call[name] = function
        self._number_from_bytes = library.BN_bin2bn
        self._number_from_bytes.restype, self._number_from_bytes.argtypes = (
            c_void_p,
            [c_char_p, c_int, c_void_p],
        )
        self._number_to_bytes = library.BN_bn2binpad
        self._number_to_bytes.restype, self._number_to_bytes.argtypes = c_int, [c_void_p, c_char_p, c_int]
        self._group = lru_cache(maxsize=None)(self._new_group)
        self._python = PythonMultiplier()

    def combine(self, curve: Curve, base: Point, s: int, key: Point, r: int) -> int | None:
        """Return x of s * ``base`` + r * ``key``, packed, or None for the point at infinity."""
        if base != curve.base:
            return self._python.combine(curve, base, s, key, r)
        point = self._product(curve, s, key, r)
        return None if point is None else point[0]

    def multiply(self, curve: Curve, base: Point, scalar: int) -> Point | None:
        """Return the point ``scalar`` * ``base``."""
        if base != curve.base:
            return self._python.multiply(curve, base, scalar)
        return self._product(curve, scalar)

    def _product(self, curve: Curve, s: int, key: Point | None = None, r: int = 0) -> Point | None:
        """Return s * base point, plus r * ``key`` where one is given."""
        group = self._group(curve)
        with ExitStack() as stack:
            context = self._context(stack)
            result = self._new_point(stack, group)
            other = self._point(stack, group, key, context) if key else None
            factor = self._number(stack, r) if key else None
            self._must("EC_POINT_mul", group, result, self._number(stack, s), other, factor, context)
            if self._call["EC_POINT_is_at_infinity"](group, result):
                return None
            x, y = self._number(stack, 0), self._number(stack, 0)
            self._must("EC_POINT_get_affine_coordinates", group, result, x, y, context)
            return self._value(x, curve.coordinate_bytes), self._value(y, curve.coordinate_bytes)

    def _new_group(self, curve: Curve) -> Handle:
        """Return the group of a curve, which lives as long as the process."""
        modulus = 1 << curve.m | 1 | sum(1 << k for k in curve.exponents)
        with ExitStack() as stack:
            context = self._context(stack)
            numbers = [self._number(stack, value) for value in (modulus, curve.a, curve.b)]
            group = self._must("EC_GROUP_new_curve_GF2m", *numbers, context)
            base = self._point(stack, group, curve.base, context)
            order, cofactor = self._number(stack, curve.order), self._number(stack, curve.cofactor)
            self._must("EC_GROUP_set_generator", group, base, order, cofactor)
            return group

    def _must(self, name: str, *arguments: Handle | None) -> Handle:
        """Call a function that answers zero when it fails: for lack of memory, or at a bad point."""
        result = self._call[name](*arguments)
        if not result:
            raise ArithmeticError(f"{name} failed")
        return result

    def _context(self, stack: ExitStack) -> Handle:
        context = self._must("BN_CTX_new")
        stack.callback(self._call["BN_CTX_free"], context)
        return context

    def _new_point(self, stack: ExitStack, group: Handle) -> Handle:
        point = self._must("EC_POINT_new", group)
        stack.callback(self._call["EC_POINT_clear_free"], point)
        return point

    def _point(self, stack: ExitStack, group: Handle, point: Point, context: Handle) -> Handle:
        """Return a copy of ``point`` inside OpenSSL, which checks again that it is on the curve."""
        handle = self._new_point(stack, group)
        x, y = (self._number(stack, coordinate) for coordinate in point)
        self._must("EC_POINT_set_affine_coordinates", group, handle, x, y, context)
        return handle

    def _number(self, stack: ExitStack, value: int) -> Handle:
        octets = value.to_bytes((value.bit_length() + 7) // 8 or 1, "big")
        number: Handle | None = self._number_from_bytes(octets, len(octets), None)
        if not number:
            raise ArithmeticError("BN_bin2bn failed")
        stack.callback(self._call["BN_clear_free"], number)
        return number

    def _value(self, number: Handle, size: int) -> int:
        buffer = ctypes.create_string_buffer(size)
        if self._number_to_bytes(number, buffer, size) != size:
            raise ArithmeticError("BN_bn2binpad failed")
        return int.from_bytes(buffer.raw, "big")


@cache
def find() -> Multiplier | None:
    """Return the multiplier of the first system library that has binary curves, or None."""
    for name in _LIBRARIES:
        try:
            return LibcryptoMultiplier(ctypes.CDLL(name))
        except (OSError, AttributeError):
            continue
    return None
