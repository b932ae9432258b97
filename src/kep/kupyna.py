"""Kupyna, the hash function of DSTU 7564:2014, with digests of 256, 384 and 512 bits.

The state is one little-endian integer. A round's substitution, rotation of rows and mixing of columns are
folded into one table per byte of the state, so a round is a sum of table lookups.
"""

from functools import lru_cache, reduce
from operator import getitem, xor
from typing import Protocol, Self

MIX_ROW = (1, 1, 5, 1, 8, 6, 7, 4)
"""First row of the matrix that mixes a column; the others are its rotations. Shared with DSTU 7624."""
_REDUCTION = 0x11D
_LENGTH_BYTES = 12
SUBSTITUTION = bytes.fromhex(
    "a8435f066b756c5971df879517f0d8096df31dcbc94d2caf79e097fd6f4b45393edda34fb4b69a0e1fbf15e149d293c6"
    "92729e61d163faeef419d5ad58a4bba1dcf2833742e47a329cccab4a8f6e04272ee7e25a9616232bc265660fbca94741"
    "3448fcb76a88a55386f95bdb387bc31e2233242836c7b23b8e77baf5149f08559b4cfe605cda1846cd7d21b03f1b89ff"
    "eb84693a9dd7d3706740b5de5d3091b1781101e5006898a0c502a6742d0ba276b3becebdaee98a311cecf19994aaf626"
    "2fefe88c3503d47ffb05c15e90203d82f7ea0a0d7ef8501ac40757b83c62e3c8ac526410d0d9130c122951b9cfd6738d"
    "8154c0ed4e44a72a8525e6ca7c8b5680cebbeb92eacb13c1e93ad6b2d29017f8421556b4651c8843c55c36baf557678d"
    "31f664589ef422aa750f02b1df6d734d7c262ef7085d443e9f14c8ae5410d8bc1a6b69f3bd33abfad19b684e169591ee"
    "4c638e5bcc3c19a181497bd96f3760cae72b48fd9645fc41120d79e5898ce32030dcb76c4ab53f97d4622d06a4a5835f"
    "2adac9007ea255bf11d59ccf0e0a3d517d931bfec44709860b8f9d6a07b9b0981832714bef3b70a0e440ffc3a9e678f9"
    "8b46801e38e1b8a8e00c23761d252405f16e94289a84e8a34f77d385e252f282507a2f7453b361af3935decd1f99acad"
    "722cddd087be5ea6ec04c60334fbdb59b6c201f05aeda766217f8a27c7c029d793d99ab5982245fcba6adf029fdc5159"
    "4a172bc294f4bba362e471d4cd7016e1493cc0d85c9bad8553a17ac82de0d172a62cc4e37678b7b4093b0e414cdeb290"
    "25a5d7031100c32e92ef4e129d7dcb3510d54f9e4da955c6d07b1897d336e64856818f77cc9cb9e2acb82f15a47cda38"
    "1e0b05d6146e6c7e66fdb1e560af5e3387c9f05d6d3f888dc7f71de9eced802927cf99a8500f3724283095d23e5b4083"
    "b369571f071c8abc20ebce8eabee31a273f9ca3a1afb0dc1fefaf26fbd96dd4352b608f3aebe19893226b0ea4b648482"
    "6bf579bf015f75631b233d682a65e891f6ff1358f1470a7fc5a7e7615a0646444204a0db398654aa8c34218bf80c7467"
    "688dca4d734b4e2ad45226b3541e191f2203463d2d4a5383138ab7d52579f5bd582f0d02ed519e11f23e555ed1163c66"
    "705df34540cce8945608ce1a3ad2e1dfb5386e0ee5f4f986e94fd68523cf32993114aeeec848d330a19241b118c42c71"
    "724415fd37be5faa9b88d8ab899cfa60eabc620c24a6a8ec6720db7c28ddac5b347e10f17b8f63a0059a437721bf2709"
    "c39fb6d729c2ebc0a48b8c1dfbffc1b2972ef865f67507044933e4d9b9d042c76c90008e6f5001c5da473fcd69a2e27a"
    "a7c6930f0a06e62b96a31caf6a128439e7b082f7fe9d875c8135deb4a5fc80efcbbb6b76ba5a7d780b95e3ad74983b36"
    "646ddcf059a94c177f91b8c9571be061"
)
"""Four substitutions of 256 bytes, one for every row modulo 4 (DSTU 7564, annex A; shared with DSTU 7624)."""


class Engine(Protocol):
    """The costly part of the hash, which an accelerator may do instead of Python."""

    def absorb(self, state: bytes, blocks: bytes) -> bytes:
        """Return the state after whole blocks; it is as long as a block, 64 or 128 bytes."""

    def finish(self, state: bytes) -> bytes:
        """Return the output transformation of the state, of which the digest is the end."""


class Kupyna:
    """A running hash with the interface of ``hashlib``."""

    def __init__(self, bits: int = 256, data: bytes = b"", *, engine: Engine | None = None) -> None:
        """Start a hash of ``bits`` 256, 384 or 512 and feed it ``data``."""
        self.name, self.digest_size, self.block_size = f"kupyna{bits}", bits // 8, block_bytes(bits)
        self._engine = PythonEngine.of(self.block_size) if engine is None else engine
        self._state = self.block_size.to_bytes(self.block_size, "little")
        self._length = 0
        self._pending = b""
        self.update(data)

    def copy(self) -> Self:
        """Return an independent hash of the same bytes so far."""
        twin = type(self).__new__(type(self))
        twin.__dict__.update(self.__dict__)
        return twin

    def update(self, data: bytes) -> None:
        """Feed ``data``."""
        self._length += len(data)
        pending = self._pending + data
        whole = len(pending) // self.block_size * self.block_size
        if whole:
            self._state = self._engine.absorb(self._state, pending[:whole])
        self._pending = pending[whole:]

    def digest(self) -> bytes:
        """Return the hash of all bytes so far; more may be fed afterwards."""
        tail = self._pending + _padding(self._length, self.block_size)
        octets = self._engine.finish(self._engine.absorb(self._state, tail))
        return octets[self.block_size - self.digest_size :]


class Kmac:
    """The authentication code of DSTU 7564 (clause 7): a hash of key, message and inverted key."""

    def __init__(self, key: bytes, *, engine: Engine | None = None) -> None:
        """Take a key of 32, 48 or 64 bytes; the code is as long as the key."""
        self._hash = Kupyna(8 * len(key), key, engine=engine)
        self._hash.update(_padding(len(key), self._hash.block_size))
        self._inverted_key = bytes(octet ^ 0xFF for octet in key)

    def mac(self, message: bytes) -> bytes:
        """Return the code of a message of any length."""
        running = self._hash.copy()
        running.update(message + _padding(len(message), running.block_size) + self._inverted_key)
        return running.digest()


def block_bytes(bits: int) -> int:
    """Return the length of a block, which is that of the state, for a digest of ``bits``."""
    return 64 if bits <= 256 else 128


def _padding(length: int, block_size: int) -> bytes:
    """Return a one bit, zeros and the length in bits, up to whole blocks, after ``length`` bytes."""
    zeros = (-length - 1 - _LENGTH_BYTES) % block_size
    return b"\x80" + bytes(zeros) + (8 * length).to_bytes(_LENGTH_BYTES, "little")


class PythonEngine:
    """The hash in plain Python."""

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, block_size: int) -> Self:
        """Return the engine for blocks of 64 or 128 bytes."""
        return cls(block_size)

    def __init__(self, block_size: int) -> None:
        """Prepare tables and constants."""
        columns = block_size // 8
        self._block_size = block_size
        self._tables = _round_tables(columns)
        self._xor_constants, self._add_constants = _constants(columns, rounds(columns))
        self._tops = sum(0x80 << 64 * column + 56 for column in range(columns))
        self._rest = (1 << 8 * block_size) - 1 ^ self._tops

    def absorb(self, state: bytes, blocks: bytes) -> bytes:
        """Return the state after whole blocks."""
        size, number = self._block_size, int.from_bytes(state, "little")
        for position in range(0, len(blocks), size):
            block = int.from_bytes(blocks[position : position + size], "little")
            number ^= self._permute_xor(number ^ block) ^ self._permute_add(block)
        return number.to_bytes(size, "little")

    def finish(self, state: bytes) -> bytes:
        """Return the output transformation of the state."""
        number = int.from_bytes(state, "little")
        return (number ^ self._permute_xor(number)).to_bytes(self._block_size, "little")

    def _permute_xor(self, state: int) -> int:
        """Return the permutation T-xor, whose round constants are added modulo 2."""
        tables, size = self._tables, self._block_size
        for constant in self._xor_constants:
            state = reduce(xor, map(getitem, tables, (state ^ constant).to_bytes(size, "little")))
        return state

    def _permute_add(self, state: int) -> int:
        """Return the permutation T-plus: round constants are added modulo 2^64, all columns at once."""
        tables, size, tops, rest = self._tables, self._block_size, self._tops, self._rest
        for constant in self._add_constants:
            total = (state & rest) + (constant & rest) ^ (state ^ constant) & tops
            state = reduce(xor, map(getitem, tables, total.to_bytes(size, "little")))
        return state


def rounds(columns: int) -> int:
    """Return the number of rounds for a state of 8 or 16 columns."""
    return 10 if columns == 8 else 14


def times(x: int, y: int) -> int:
    """Return the product in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    while y:
        if y & 1:
            product ^= x
        x = x << 1 ^ (_REDUCTION if x & 0x80 else 0)
        y >>= 1
    return product


@lru_cache(maxsize=2)
def _round_tables(columns: int) -> list[list[int]]:
    """Return for every byte of the state the 256 column values it can add, placed where they go."""
    by_row, tables = column_tables(), []
    for position in range(8 * columns):
        column, row = divmod(position, 8)
        target = 64 * ((column + row_shift(row, columns)) % columns)
        tables.append([value << target for value in by_row[row]])
    return tables


@lru_cache(maxsize=1)
def column_tables() -> list[list[int]]:
    """Return for every row what each value of its byte adds to a column: substituted, then mixed."""
    by_row = []
    for row in range(8):
        substitution = SUBSTITUTION[row % 4 * 256 :][:256]
        products = {factor: [times(s, factor) for s in substitution] for factor in MIX_ROW}
        factors = [MIX_ROW[(row - i) % 8] for i in range(8)]
        by_row.append([sum(products[f][v] << 8 * i for i, f in enumerate(factors)) for v in range(256)])
    return by_row


def row_shift(row: int, columns: int) -> int:
    """Return by how many columns a row is rotated in a state of 8 or 16 columns."""
    return 11 if row == 7 and columns == 16 else row


@lru_cache(maxsize=2)
def _constants(columns: int, rounds: int) -> tuple[list[int], list[int]]:
    """Return the round constants of T-xor and of T-plus for the whole state."""
    added_modulo_2 = [
        sum((column << 4 ^ number) << 64 * column for column in range(columns)) for number in range(rounds)
    ]
    added = [
        sum(
            (0x00F0F0F0F0F0F0F3 ^ ((columns - column - 1) << 4 ^ number) << 56) << 64 * column
            for column in range(columns)
        )
        for number in range(rounds)
    ]
    return added_modulo_2, added
