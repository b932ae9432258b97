"""Arithmetic in GF(2^m) on "spread" integers, several times faster than bit-by-bit work in pure Python.

An element is kept in one integer with coefficient *i* of its polynomial at bit ``width * i``. The gap is wide
enough that an integer product cannot carry from one coefficient into the next, so one big multiplication and
one mask make a carry-less multiplication. "Packed" means the usual form, coefficient *i* at bit *i*.
"""

from collections.abc import Callable


class Field:
    """GF(2^m) modulo x^m + sum(x^k) + 1, for odd m, as all curves of DSTU 4145 need it."""

    def __init__(self, m: int, exponents: tuple[int, ...], integer: Callable[[int], int] = int) -> None:
        """Prepare the field.

        ``exponents`` are the middle exponents k of the reduction polynomial. ``integer`` makes the integers
        that elements are kept in: those of Python, or faster ones that behave the same.
        """
        self.m = m
        self._integer = integer
        self._width = m.bit_length()
        self._modulus = 1 << m | 1 | sum(1 << k for k in exponents)
        self._spread_bytes = [self._spread_byte(byte) for byte in range(256)]
        self.multiply, self.square = _products(m, exponents, self._width, integer)
        self._trace_mask = self.spread(_trace_mask(m, exponents))
        self._halves: list[tuple[int, int]] | None = None

    def _spread_byte(self, byte: int) -> bytes:
        spread = sum(1 << self._width * bit for bit in range(8) if byte >> bit & 1)
        return spread.to_bytes(self._width, "little")

    def spread(self, packed: int) -> int:
        """Return the spread form of ``packed``."""
        octets = packed.to_bytes((packed.bit_length() + 7) // 8 or 1, "little")
        spread = int.from_bytes(b"".join(map(self._spread_bytes.__getitem__, octets)), "little")
        return self._integer(spread)

    def pack(self, element: int) -> int:
        """Return the packed form of a spread ``element``."""
        return int(f"{element:b}"[::-1][:: self._width][::-1], 2)

    def invert(self, element: int) -> int:
        """Return 1 / ``element`` by Euclid's algorithm on packed polynomials.

        Raises:
            ZeroDivisionError: the element is zero; callers exclude that beforehand.
        """
        if not element:
            raise ZeroDivisionError("zero has no inverse")
        u, v, g, h = self.pack(element), self._modulus, 1, 0
        while u != 1:
            shift = u.bit_length() - v.bit_length()
            if shift < 0:
                u, v, g, h, shift = v, u, h, g, -shift
            u ^= v << shift
            g ^= h << shift
        while (excess := g.bit_length() - 1 - self.m) >= 0:
            g ^= self._modulus << excess
        return self.spread(g)

    def trace(self, element: int) -> int:
        """Return Tr(element), 0 or 1: a linear form, so the parity of a few chosen coefficients."""
        return (element & self._trace_mask).bit_count() & 1

    def solve_quadratic(self, element: int) -> int | None:
        """Return one z with z^2 + z = ``element`` (the other is z + 1), or None if there is none.

        There is one exactly when the trace is zero. The map is linear, so its inverse is a table of m - 1
        columns, computed once by Gaussian elimination instead of m squarings per call.
        """
        if self._halves is None:
            self._halves = self._inverse_of_square_plus_self()
        rest, root = element, 0
        for column, preimage in self._halves:
            if rest >> (column.bit_length() - 1) & 1:
                rest ^= column
                root ^= preimage
        return None if rest else root

    def _inverse_of_square_plus_self(self) -> list[tuple[int, int]]:
        """Return (image, preimage) pairs of z -> z^2 + z with distinct leading bits, highest first."""
        by_lead: dict[int, tuple[int, int]] = {}
        for i in range(1, self.m):
            preimage = self._integer(1 << self._width * i)
            image = self.square(preimage) ^ preimage
            while image and (known := by_lead.get(image.bit_length())):
                image ^= known[0]
                preimage ^= known[1]
            if image:
                by_lead[image.bit_length()] = image, preimage
        return [by_lead[lead] for lead in sorted(by_lead, reverse=True)]


def _products(
    m: int, exponents: tuple[int, ...], width: int, integer: Callable[[int], int]
) -> tuple[Callable[[int, int], int], Callable[[int], int]]:
    """Return the multiplication and the squaring of the field.

    Closures, because a local constant is the fastest name that Python knows; two folds suffice, since every
    exponent of the standard's polynomials is below m / 2.
    """
    parity = integer(sum(1 << width * i for i in range(2 * m)))
    top = width * m
    low = integer((1 << top) - 1)
    shifts = [width * k for k in exponents]

    if len(shifts) == 1:
        (only,) = shifts

        def multiply(a: int, b: int) -> int:
            product = a * b & parity
            high = product >> top
            product = product & low ^ high ^ high << only
            high = product >> top
            return product & low ^ high ^ high << only

        return multiply, lambda a: multiply(a, a)

    first, second, third = shifts

    def multiply_five(a: int, b: int) -> int:
        product = a * b & parity
        high = product >> top
        product = product & low ^ high ^ high << first ^ high << second ^ high << third
        high = product >> top
        return product & low ^ high ^ high << first ^ high << second ^ high << third

    return multiply_five, lambda a: multiply_five(a, a)


def _trace_mask(m: int, exponents: tuple[int, ...]) -> int:
    """Return the packed mask whose bit i is Tr(x^i), by Newton's identities over the roots of the modulus."""
    offsets = [m - k for k in exponents]
    traces = [m & 1]
    for i in range(1, m):
        bit = i & 1 if i in offsets else 0
        for offset in offsets:
            if offset < i:
                bit ^= traces[i - offset]
        traces.append(bit)
    return sum(bit << i for i, bit in enumerate(traces))
