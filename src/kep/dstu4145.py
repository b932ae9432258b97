"""DSTU 4145-2002 digital signatures over a hash that is already computed (clauses 12 and 13)."""

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import cached_property

from kep import backends
from kep.curve import Curve, Point
from kep.errors import BadKey


@dataclass(frozen=True)
class PublicKey:
    """A validated point Q = -d * P with the curve and the base point P that belong to it.

    Raises:
        BadKey: the point or the base point is not of the subgroup of prime order.
    """

    curve: Curve
    point: Point
    base: Point

    def __post_init__(self) -> None:
        """Refuse points outside the subgroup: on them the group law would be wrong."""
        for point in {self.point, self.base} - {self.curve.base}:
            if not self.curve.has_in_subgroup(point):
                raise BadKey("the public key is outside the subgroup of prime order")

    def accepts(self, digest: bytes, signature: tuple[int, int]) -> bool:
        """Say whether ``signature`` (r, s) was made over ``digest`` with the matching private key."""
        r, s = signature
        if not (0 < r < self.curve.order and 0 < s < self.curve.order):
            return False
        x = backends.active().curves.combine(self.curve, self.base, s, self.point, r)
        return x is not None and _first_half(self.curve, digest, x) == r


@dataclass(frozen=True)
class PrivateKey:
    """A private number d, 0 < d < n, with its curve and base point. Its ``repr`` keeps the secret.

    Raises:
        BadKey: the number is out of range.
    """

    curve: Curve
    number: int = field(repr=False)
    base: Point

    def __post_init__(self) -> None:
        """Refuse a number outside the range of the standard."""
        if not 0 < self.number < self.curve.order:
            raise BadKey("the private key is out of range")

    @classmethod
    def generate(cls, curve: Curve) -> "PrivateKey":
        """Return a fresh key on ``curve`` with its standard base point."""
        return cls(curve, secrets.randbelow(curve.order - 1) + 1, curve.base)

    @cached_property
    def public(self) -> PublicKey:
        """The public key: the *negative* of d * P, as the standard has it."""
        point = backends.active().curves.multiply(self.curve, self.base, self.number)
        if point is None:
            raise BadKey("the base point is not of the order of the curve")
        x, y = point
        return PublicKey(self.curve, (x, x ^ y), self.base)

    def sign(self, digest: bytes) -> tuple[int, int]:
        """Return a signature (r, s) over ``digest`` with a fresh hedged nonce."""
        while True:
            r, s = self.sign_with_nonce(digest, self._nonce(digest))
            if r and s:
                return r, s

    def sign_with_nonce(self, digest: bytes, nonce: int) -> tuple[int, int]:
        """Return (r, s) for a chosen nonce, possibly useless zeros; only published test vectors need it."""
        point = backends.active().curves.multiply(self.curve, self.base, nonce)
        if point is None:
            return 0, 0
        r = _first_half(self.curve, digest, point[0])
        return r, (nonce + self.number * r) % self.curve.order

    def _nonce(self, digest: bytes) -> int:
        """Return a nonce in 1 .. n - 1 that neither a poor random source nor a repeated digest can repeat.

        Hedged in the manner of RFC 6979: fresh randomness, the key and the digest are hashed together; 128
        bits more than the order leave no measurable bias.
        """
        size = self.curve.order_bytes + 16
        seed = secrets.token_bytes(64) + self.number.to_bytes(self.curve.order_bytes, "big") + digest
        wide = int.from_bytes(hashlib.shake_256(b"kep nonce" + seed).digest(size), "big")
        return wide % (self.curve.order - 1) + 1


def signature_to_bytes(curve: Curve, signature: tuple[int, int], *, big_endian: bool = False) -> bytes:
    """Return r and s in equal halves, little-endian; the big-endian identifier reverses the whole string."""
    r, s = signature
    size = curve.order_bytes
    octets = r.to_bytes(size, "little") + s.to_bytes(size, "little")
    return octets[::-1] if big_endian else octets


def signature_from_bytes(curve: Curve, octets: bytes, *, big_endian: bool = False) -> tuple[int, int] | None:
    """Return (r, s), or None when the length is not exactly twice that of the group order."""
    size = curve.order_bytes
    if len(octets) != 2 * size:
        return None
    if big_endian:
        octets = octets[::-1]
    return int.from_bytes(octets[:size], "little"), int.from_bytes(octets[size:], "little")


def _first_half(curve: Curve, digest: bytes, x: int) -> int:
    """Return r: hash times x of the nonce's point, in the field, truncated below the order (clause 12.6)."""
    hashed = int.from_bytes(digest, "little") & ((1 << curve.m) - 1) or 1
    product = curve.field.multiply(curve.field.spread(hashed), curve.field.spread(x))
    return curve.field.pack(product) & ((1 << (curve.order.bit_length() - 1)) - 1)
