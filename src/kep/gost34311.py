"""GOST 34.311-95, the hash function of DSTU 4145 signatures, with a start vector of zeros.

It is GOST R 34.11-94 with the Ukrainian substitution. An empty message counts as one block of zeros, as in
all implementations that Ukrainian authorities use.
"""

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import getitem, xor
from struct import unpack
from typing import Protocol, Self

from kep.gost28147 import DKE_1, encrypt_block, tables

DIGEST_BYTES = 32
_MASK_32, _MASK_64, _MASK_256 = (1 << 32) - 1, (1 << 64) - 1, (1 << 256) - 1
C3 = int.from_bytes(
    bytes.fromhex("00ff00ff00ff00ffff00ff00ff00ff0000ffff00ff0000ffff000000ffff00ff"), "little"
)
"""The constant of the third round of key generation."""


class Engine(Protocol):
    """The costly part of the hash, which an accelerator may do instead of Python; states are 32 bytes."""

    def absorb(self, state: bytes, total: int, blocks: bytes) -> tuple[bytes, int]:
        """Return state and control sum after whole blocks."""

    def finish(self, state: bytes, total: int, last: bytes, length_bits: int) -> bytes:
        """Return the digest: the padded last block, the length and the control sum are absorbed."""

    def rehash(self, digest: bytes, times: int) -> bytes:
        """Return the digest of the digest, and so on: ``times`` hashes of 32 bytes in a row."""

    def remac(self, keyed: "KeyedStates", message: bytes, times: int) -> int:
        """Return the sum modulo 2 of ``times`` HMACs in a row, each of the one before (PBKDF2)."""


class Gost34311:
    """A running hash with the interface of ``hashlib``."""

    name = "gost34311"
    digest_size = block_size = DIGEST_BYTES

    def __init__(self, data: bytes = b"", *, dke: bytes = DKE_1, engine: Engine | None = None) -> None:
        """Start the hash and feed it ``data``; ``dke`` is the packed substitution, 64 bytes."""
        self._engine = PythonEngine.of(dke) if engine is None else engine
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
        if whole:
            self._state, self._sum = self._engine.absorb(self._state, self._sum, pending[:whole])
        self._pending = pending[whole:]

    def digest(self) -> bytes:
        """Return the 32-byte hash of all bytes so far; more may be fed afterwards."""
        last = self._pending.ljust(DIGEST_BYTES, b"\0")
        return self._engine.finish(self._state, self._sum, last, 8 * self._length)


@dataclass(frozen=True)
class KeyedStates:
    """What HMAC does with its key before any message: states and control sums after its two key blocks."""

    states: tuple[bytes, bytes]
    sums: tuple[int, int]


class Hmac34311:
    """HMAC (RFC 2104) over this hash."""

    def __init__(self, key: bytes, engine: Engine | None = None) -> None:
        """Take a key of any length."""
        self._engine = PythonEngine.of(DKE_1) if engine is None else engine
        block = key if len(key) <= DIGEST_BYTES else Gost34311(key, engine=self._engine).digest()
        block = block.ljust(DIGEST_BYTES, b"\0")
        self._inner, self._outer = (bytes(octet ^ pad for octet in block) for pad in (0x36, 0x5C))

    def mac(self, message: bytes) -> bytes:
        """Return the HMAC of a message of any length."""
        inner = Gost34311(self._inner + message, engine=self._engine).digest()
        return Gost34311(self._outer + inner, engine=self._engine).digest()

    def sum_of_macs(self, message: bytes, times: int) -> int:
        """Return mac(message) ^ mac(mac(message)) ^ ..., ``times`` of them, for a message of 32 bytes.

        The states after the key blocks are computed once: six steps are left of eight per HMAC.
        """
        absorb, start = self._engine.absorb, bytes(DIGEST_BYTES)
        (state_1, sum_1), (state_2, sum_2) = absorb(start, 0, self._inner), absorb(start, 0, self._outer)
        return self._engine.remac(KeyedStates((state_1, state_2), (sum_1, sum_2)), message, times)


class PythonEngine:
    """The hash in plain Python."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, dke: bytes) -> Self:
        """Return the engine with that packed substitution."""
        return cls(dke)

    def __init__(self, dke: bytes) -> None:
        """Prepare the tables of a packed substitution, 64 bytes."""
        self._tables = tables(dke)
        self._mixing = _mixing_tables()

    def absorb(self, state: bytes, total: int, blocks: bytes) -> tuple[bytes, int]:
        """Return state and control sum after whole blocks."""
        for position in range(0, len(blocks), DIGEST_BYTES):
            block = blocks[position : position + DIGEST_BYTES]
            state = self._step(state, block)
            total += int.from_bytes(block, "little")
        return state, total & _MASK_256

    def finish(self, state: bytes, total: int, last: bytes, length_bits: int) -> bytes:
        """Return the digest: the padded last block, the length and the control sum are absorbed."""
        total = total + int.from_bytes(last, "little") & _MASK_256
        state = self._step(self._step(state, last), length_bits.to_bytes(DIGEST_BYTES, "little"))
        return self._step(state, total.to_bytes(DIGEST_BYTES, "little"))

    def rehash(self, digest: bytes, times: int) -> bytes:
        """Return the digest of the digest, and so on: ``times`` hashes of 32 bytes in a row."""
        for _ in range(times):
            digest = self.finish(bytes(DIGEST_BYTES), 0, digest, 8 * DIGEST_BYTES)
        return digest

    def remac(self, keyed: KeyedStates, message: bytes, times: int) -> int:
        """Return the sum modulo 2 of ``times`` HMACs in a row, each of the one before (PBKDF2)."""
        total = 0
        for _ in range(times):
            for state, key_sum in zip(keyed.states, keyed.sums, strict=True):
                message = self.finish(state, key_sum, message, 16 * DIGEST_BYTES)
            total ^= int.from_bytes(message, "little")
        return total

    def _step(self, state: bytes, block: bytes) -> bytes:
        """Return the step function: four encryptions of the state, then a linear mixing by table."""
        u = h = int.from_bytes(state, "little")
        v = int.from_bytes(block, "little")
        encrypted = 0
        for round_number in range(4):
            if round_number:
                u = u >> 64 | ((u ^ u >> 64) & _MASK_64) << 192
                if round_number == 2:
                    u ^= C3
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
