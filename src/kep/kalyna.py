"""Kalyna, the block cipher of DSTU 7624:2014, with blocks and keys of 256 bits, and its CBC mode.

It shares substitutions and mixing with Kupyna. The state is one little-endian integer; as there, a round is
a sum of table lookups, one table per byte of the state.
"""

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import getitem, xor

from kep.kupyna import SUBSTITUTION, column_tables, times

BLOCK_BYTES = KEY_BYTES = 32
_COLUMNS, _ROUNDS = 4, 14
_UNMIX_ROW = (0xAD, 0x95, 0x76, 0xA8, 0x2F, 0x49, 0xD7, 0xCA)
_MASK_64, _MASK_256 = (1 << 64) - 1, (1 << 256) - 1
_SPREAD = 0x0001000100010001
_ODD_KEY_ROTATION_BYTES = 2 * _COLUMNS + 3

Tables = list[list[int]]


class Kalyna256:
    """The cipher under one key."""

    def __init__(self, key: bytes) -> None:
        """Expand a key of 32 bytes.

        Raises:
            ValueError: the key has another length.
        """
        if len(key) != KEY_BYTES:
            raise ValueError("a Kalyna-256 key has 32 bytes")
        self._keys = _round_keys(int.from_bytes(key, "little"))

    def encrypt(self, block: bytes) -> bytes:
        """Return a block of 32 bytes encrypted."""
        first, *middle, last = self._keys
        state = _plus(int.from_bytes(block, "little"), first)
        for key in middle:
            state = _round(state) ^ key
        return _plus(_round(state), last).to_bytes(BLOCK_BYTES, "little")

    def decrypt(self, block: bytes) -> bytes:
        """Return a block of 32 bytes decrypted."""
        first, *middle, last = self._keys
        state = _minus(int.from_bytes(block, "little"), last)
        for key in reversed(middle):
            state = _unround(state) ^ key
        return _minus(_unround(state), first).to_bytes(BLOCK_BYTES, "little")


def decrypt_cbc(key: bytes, start: bytes, data: bytes) -> bytes:
    """Return ``data``, whole blocks of 32 bytes, decrypted in cipher block chaining mode, padding left on."""
    cipher, blocks = Kalyna256(key), _blocks(data)
    return b"".join(
        _xor(cipher.decrypt(block), link) for block, link in zip(blocks, [start, *blocks], strict=False)
    )


def encrypt_cbc(key: bytes, start: bytes, data: bytes) -> bytes:
    """Return ``data``, whole blocks of 32 bytes, encrypted in cipher block chaining mode."""
    cipher, out = Kalyna256(key), [start]
    for block in _blocks(data):
        out.append(cipher.encrypt(_xor(block, out[-1])))
    return b"".join(out[1:])


def _blocks(data: bytes) -> list[bytes]:
    return [data[i : i + BLOCK_BYTES] for i in range(0, len(data), BLOCK_BYTES)]


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left, "little") ^ int.from_bytes(right, "little")).to_bytes(BLOCK_BYTES, "little")


def _round_keys(key: int) -> list[int]:
    """Return the fifteen round keys (clause 8): every even one by three rounds, every odd one by rotation."""
    state = _plus(2 * _COLUMNS + 1, key)
    state = _round(_plus(_round(_round(state) ^ key), key))
    keys: list[int] = []
    spread = sum(_SPREAD << 64 * column for column in range(_COLUMNS))
    for number in range(0, _ROUNDS + 1, 2):
        mask = _plus(state, spread << number // 2)
        even = _plus(_round(_round(_plus(key, mask)) ^ mask), mask)
        keys += [even, _rotated(even, 8 * _ODD_KEY_ROTATION_BYTES)]
        key = _rotated(key, 64)
    return keys[: _ROUNDS + 1]


def _rotated(value: int, bits: int) -> int:
    return (value >> bits | value << 256 - bits) & _MASK_256


def _columnwise(operation: Callable[[int, int], int], left: int, right: int) -> int:
    return sum(
        (operation(left >> shift & _MASK_64, right >> shift & _MASK_64) & _MASK_64) << shift
        for shift in range(0, 64 * _COLUMNS, 64)
    )


def _plus(left: int, right: int) -> int:
    return _columnwise(int.__add__, left, right)


def _minus(left: int, right: int) -> int:
    return _columnwise(int.__sub__, left, right)


def _round(state: int) -> int:
    """Return the state after substitution, shift of rows and mixing of columns."""
    return _looked_up(_round_tables(), state)


def _unround(state: int) -> int:
    """Undo ``_round``: the mixing and the shift by table, then the substitution byte by byte."""
    octets = _looked_up(_unmixing_tables(), state).to_bytes(BLOCK_BYTES, "little")
    rows = _inverse_substitutions()
    return int.from_bytes(bytes(rows[i % 4][octet] for i, octet in enumerate(octets)), "little")


def _looked_up(tables: Tables, state: int) -> int:
    return reduce(xor, map(getitem, tables, state.to_bytes(BLOCK_BYTES, "little")))


def _row_shift(row: int) -> int:
    return row // 2


@lru_cache(maxsize=1)
def _round_tables() -> Tables:
    by_row, tables = column_tables(), []
    for position in range(BLOCK_BYTES):
        column, row = divmod(position, 8)
        target = 64 * ((column + _row_shift(row)) % _COLUMNS)
        tables.append([value << target for value in by_row[row]])
    return tables


@lru_cache(maxsize=1)
def _unmixing_tables() -> Tables:
    """Return for every byte of the state what it adds once the mixing and the shift of rows are undone."""
    tables = []
    for position in range(BLOCK_BYTES):
        column, row = divmod(position, 8)
        mixed = _unmixed(row)
        tables.append([_unshifted(value, column) for value in mixed])
    return tables


def _unshifted(value: int, column: int) -> int:
    """Return the bytes of one column, each put where the shift of its row had taken it from."""
    return sum(
        (value >> 8 * row & 0xFF) << 64 * ((column - _row_shift(row)) % _COLUMNS) + 8 * row
        for row in range(8)
    )


@lru_cache(maxsize=8)
def _unmixed(row: int) -> list[int]:
    """Return what every value of a byte in ``row`` adds to its column when the mixing is undone."""
    factors = [_UNMIX_ROW[(row - i) % 8] for i in range(8)]
    return [sum(times(value, factor) << 8 * i for i, factor in enumerate(factors)) for value in range(256)]


@lru_cache(maxsize=1)
def _inverse_substitutions() -> list[bytes]:
    rows = [SUBSTITUTION[256 * row :][:256] for row in range(4)]
    return [bytes(row.index(value) for value in range(256)) for row in rows]
