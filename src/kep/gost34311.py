"""GOST 34.311-95, the hash function of DSTU 4145 signatures, with a start vector of zeros.

It is GOST R 34.11-94 with the Ukrainian substitution. An empty message counts as one block of zeros, as in
all implementations that Ukrainian authorities use.
"""

from functools import lru_cache, reduce
from operator import getitem, xor
from struct import unpack
from typing import Self

from kep.gost28147 import DKE_1, encrypt_block, tables

DIGEST_BYTES = 32
_MASK_32, _MASK_64, _MASK_256 = (1 << 32) - 1, (1 << 64) - 1, (1 << 256) - 1
_C3 = int.from_bytes(
    bytes.fromhex("00ff00ff00ff00ffff00ff00ff00ff0000ffff00ff0000ffff000000ffff00ff"), "little"
)


class Gost34311:
    """A running hash with the interface of ``hashlib``."""

    name = "gost34311"
    digest_size = block_size = DIGEST_BYTES

    def __init__(self, data: bytes = b"", *, dke: bytes = DKE_1) -> None:
        """Start the hash and feed it ``data``; ``dke`` is the packed substitution, 64 bytes."""
        self._tables = tables(dke)
        self._mixing = _mixing_tables()
        self._state = bytes(DIGEST_BYTES)
        self._sum = self._length = 0
        self._pending = b""
        self.update(data)

    def copy(self) -> Self:
        """Return an independent hash of the same bytes so far."""
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        return twin

    def update(self, data: bytes) -> None:
        """Feed ``data``. The last block waits: whole or not, it is treated in ``digest``."""
        self._length += len(data)
        pending = self._pending + data
        whole = max(0, len(pending) - 1) // DIGEST_BYTES * DIGEST_BYTES
        state, total = self._state, self._sum
        for position in range(0, whole, DIGEST_BYTES):
            block = pending[position : position + DIGEST_BYTES]
            state = self.step(state, block)
            total += int.from_bytes(block, "little")
        self._state, self._sum, self._pending = state, total & _MASK_256, pending[whole:]

    def digest(self) -> bytes:
        """Return the 32-byte hash of all bytes so far; more may be fed afterwards."""
        last = self._pending.ljust(DIGEST_BYTES, b"\0")
        total = self._sum + int.from_bytes(last, "little") & _MASK_256
        state = self.step(self._state, last)
        state = self.step(state, (self._length * 8).to_bytes(DIGEST_BYTES, "little"))
        return self.step(state, total.to_bytes(DIGEST_BYTES, "little"))

    def step(self, state: bytes, block: bytes) -> bytes:
        """Return the step function: four encryptions of the state, then a linear mixing by table."""
        u = h = int.from_bytes(state, "little")
        v = int.from_bytes(block, "little")
        encrypted = 0
        for round_number in range(4):
            if round_number:
                u = u >> 64 | ((u ^ u >> 64) & _MASK_64) << 192
                if round_number == 2:
                    u ^= _C3
                v = v >> 64 | ((v ^ v >> 64) & _MASK_64) << 192
                v = v >> 64 | ((v ^ v >> 64) & _MASK_64) << 192
            w = (u ^ v).to_bytes(32, "little")
            key = bytearray(32)
            key[0::4], key[1::4], key[2::4], key[3::4] = w[:8], w[8:16], w[16:24], w[24:]
            shift = 64 * round_number
            n1, n2 = h >> shift & _MASK_32, h >> shift + 32 & _MASK_32
            encrypted |= encrypt_block(n1, n2, unpack("<8I", key), self._tables) << shift
        octets = encrypted.to_bytes(32, "little") + block + state
        return reduce(xor, map(getitem, self._mixing, octets)).to_bytes(32, "little")


class Hmac34311:
    """HMAC (RFC 2104) over this hash for messages of exactly 32 bytes, as the loop of PBKDF2 needs it.

    The states after the two key blocks are computed once: six steps are left of eight per message.
    """

    _LENGTH = (2 * DIGEST_BYTES * 8).to_bytes(DIGEST_BYTES, "little")

    def __init__(self, key: bytes) -> None:
        """Take a key of any length."""
        block = (key if len(key) <= DIGEST_BYTES else Gost34311(key).digest()).ljust(DIGEST_BYTES, b"\0")
        self._pads = [bytes(octet ^ pad for octet in block) for pad in (0x36, 0x5C)]
        self._sums = [int.from_bytes(pad, "little") for pad in self._pads]
        self._step = Gost34311().step
        self._states = [self._step(bytes(DIGEST_BYTES), pad) for pad in self._pads]

    def mac(self, message: bytes) -> bytes:
        """Return the HMAC of a message of any length."""
        inner, outer = self._pads
        return Gost34311(outer + Gost34311(inner + message).digest()).digest()

    def mac_of_digest(self, message: bytes) -> bytes:
        """Return the HMAC of a message of 32 bytes, faster than ``mac``."""
        step, length = self._step, self._LENGTH
        for state, key_sum in zip(self._states, self._sums, strict=True):
            total = key_sum + int.from_bytes(message, "little") & _MASK_256
            absorbed = step(step(state, message), length)
            message = step(absorbed, total.to_bytes(DIGEST_BYTES, "little"))
        return message


def _psi(value: int, times: int) -> int:
    """Return the feedback shift of sixteen 16-bit words, repeated."""
    words = [value >> 16 * i & 0xFFFF for i in range(16)]
    for _ in range(times):
        words.append(words[0] ^ words[1] ^ words[2] ^ words[3] ^ words[12] ^ words[15])
        del words[0]
    return sum(word << 16 * i for i, word in enumerate(words))


@lru_cache(maxsize=1)
def _mixing_tables() -> list[list[int]]:
    """Return 96 tables, one per byte of (encrypted, block, state): its part of the mixed state.

    The mixing psi^61(state ^ psi(block ^ psi^12(encrypted))) is linear, so it is a sum over single bytes.
    """
    mixing = []
    for times in (74, 62, 61):
        for position in range(32):
            bits = [_psi(1 << 8 * position + bit, times) for bit in range(8)]
            row = [0] * 256
            for value in range(1, 256):
                lowest = value & -value
                row[value] = row[value ^ lowest] ^ bits[lowest.bit_length() - 1]
            mixing.append(row)
    return mixing
