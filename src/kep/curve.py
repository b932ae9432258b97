"""The ten curves of DSTU 4145-2002 in polynomial basis, and points on them.

A curve is y^2 + xy = x^3 + a x^2 + b over GF(2^m). Points travel as packed affine pairs; inside, the group
law works in lambda-projective coordinates (Oliveira, Lopez, Aranha, Rodriguez-Henriquez, 2014): (X, L, Z)
stands for x = X / Z and lambda = x + y / x = L / Z, all spread. They cannot express x = 0, which no point of
the prime-order subgroup has; so every point is tested for membership before it reaches the group law.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kep.errors import BadKey
from kep.field import Field

Point = tuple[int, int]
"""An affine point (x, y), packed."""
Affine = tuple[int, int]
"""An affine point (x, lambda), spread."""
Projective = tuple[int, int, int]
"""A point (X, L, Z), spread; None beside it is the point at infinity."""


@dataclass(frozen=True)
class Curve:
    """One curve: its parameters, named as in the standard, and the group law in integers of some kind."""

    m: int
    exponents: tuple[int, ...]
    a: int
    b: int
    order: int
    base: Point
    cofactor: int = 2
    integer: Callable[[int], int] = int

    @cached_property
    def field(self) -> Field:
        """The field of the coordinates."""
        return Field(self.m, self.exponents, self.integer)

    @cached_property
    def _b(self) -> int:
        return self.field.spread(self.b)

    @property
    def coordinate_bytes(self) -> int:
        """Length of a compressed point, in bytes."""
        return (self.m + 7) // 8

    @property
    def order_bytes(self) -> int:
        """Length of the group order, hence of each half of a signature, in bytes."""
        return (self.order.bit_length() + 7) // 8

    def has_in_subgroup(self, point: Point) -> bool:
        """Say whether ``point`` is on the curve and in the subgroup of prime order, infinity excluded.

        Exact and without a scalar multiplication: a point is twice another one when Tr(x) = Tr(a); with
        cofactor 4 its half must be a double too, which is the second trace.
        """
        field, (x, y) = self.field, (self.field.spread(point[0]), self.field.spread(point[1]))
        if not point[0] or point[0] >> self.m or point[1] >> self.m or not self._satisfies(x, y):
            return False
        if field.trace(x) != self.a:
            return False
        if self.cofactor == 2:
            return True
        half = field.solve_quadratic(x ^ self.a)
        return half is not None and field.trace(y ^ field.multiply(half ^ 1, x)) == self.a

    def _satisfies(self, x: int, y: int) -> bool:
        multiply, square = self.field.multiply, self.field.square
        x_squared = square(x)
        right = multiply(x_squared, x) ^ (x_squared if self.a else 0) ^ self._b
        return square(y) ^ multiply(x, y) == right

    def compress(self, point: Point) -> int:
        """Return the compressed form (clause 6.9): x with its lowest bit replaced by Tr(y / x)."""
        field, (x, y) = self.field, point
        ratio = field.multiply(field.spread(y), field.invert(field.spread(x)))
        return x & ~1 | field.trace(ratio)

    def decompress(self, compressed: int) -> Point:
        """Return the point of a compressed form (clause 6.10), tested for membership in the subgroup.

        Raises:
            BadKey: no such point, or one outside the subgroup of prime order.
        """
        field = self.field
        x = field.spread(compressed & ~1)
        if field.trace(x) != self.a:
            x ^= 1
        if not x or not compressed or compressed >> self.m:
            # Zero stands for the point with x = 0, which is of order 2.
            raise BadKey("the compressed point is out of range")
        ratio = field.solve_quadratic(field.multiply(field.square(field.invert(x)), self._b) ^ self.a ^ x)
        if ratio is None:
            raise BadKey("no point of the curve has this x")
        if field.trace(ratio) != compressed & 1:
            ratio ^= 1
        point = field.pack(x), field.pack(field.multiply(x, ratio))
        if not self.has_in_subgroup(point):
            raise BadKey("the point is outside the subgroup of prime order")
        return point

    def affine(self, point: Point) -> Affine:
        """Return ``point``, whose x is not 0, as (x, lambda)."""
        x = self.field.spread(point[0])
        return x, x ^ self.field.multiply(self.field.spread(point[1]), self.field.invert(x))

    def point(self, projective: Projective) -> Point:
        """Return the packed affine point of ``projective``."""
        ((x, slope),) = self.all_affine([projective])
        return self.field.pack(x), self.field.pack(self.field.multiply(x, slope ^ x))

    def all_affine(self, points: list[Projective]) -> list[Affine]:
        """Return ``points`` as (x, lambda) with one inversion for all (Montgomery's trick)."""
        multiply = self.field.multiply
        prefixes = [1]
        for _, _, z in points:
            prefixes.append(multiply(prefixes[-1], z))
        inverse = self.field.invert(prefixes.pop())
        affine = []
        for (x, slope, z), prefix in zip(reversed(points), reversed(prefixes), strict=True):
            own = multiply(inverse, prefix)
            affine.append((multiply(x, own), multiply(slope, own)))
            inverse = multiply(inverse, z)
        return affine[::-1]

    def double(self, point: Projective | None) -> Projective | None:
        """Return 2 * ``point``."""
        if point is None:
            return None
        x, slope, z = point
        multiply, square = self.field.multiply, self.field.square
        slope_z = multiply(slope, z)
        z_squared = square(z)
        t = square(slope) ^ slope_z ^ (z_squared if self.a else 0)
        new_x = square(t)
        new_z = multiply(t, z_squared)
        return new_x, square(multiply(x, z)) ^ new_x ^ multiply(t, slope_z) ^ new_z, new_z

    def add(self, point: Projective | None, other: Affine) -> Projective | None:
        """Return ``point`` + ``other``; both must be of the prime-order subgroup, where this is complete."""
        other_x, other_slope = other
        if point is None:
            return other_x, other_slope, 1
        x, slope, z = point
        multiply, square = self.field.multiply, self.field.square
        a = slope ^ multiply(other_slope, z)
        scaled_x = multiply(other_x, z)
        difference = x ^ scaled_x
        if not difference:
            return None if a else self.double(point)
        b = square(difference)
        a_x = multiply(a, x)
        new_z = multiply(multiply(a, b), z)
        new_x = multiply(a_x, multiply(a, scaled_x))
        return new_x, square(a_x ^ b) ^ multiply(new_z, other_slope ^ 1), new_z
