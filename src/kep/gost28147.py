"""GOST 28147-89 (DSTU GOST 28147:2009): the block cipher, its ECB and CFB modes and its 4-byte MAC.

The halves of a block are kept as numbers; the eight 4-bit substitution rows with the rotation behind them are
folded into two tables of 16-bit inputs. The second table is doubled so that the carry of an addition, bit 32,
needs no masking.
"""

from functools import lru_cache
from struct import unpack

DKE_1 = bytes.fromhex(
    "a9d6eb45f13c708280c4967b231f5eadf658eba4c037291d38d96bf025ca4e17"
    "f8e9720dc615b43a28975f0bc1dea36438b564ea2c179fd0123e6db8fac57904"
)
"""Packed long-term key element No. 1, the substitution of all present Ukrainian certificates."""

DKE_TEST = bytes.fromhex(
    "4a92d80e6b1c7f53eb4c6dfa23810759581da342efc7609b7da1089fe46cb253"
    "6c715fd84a9e03b24ba0721d36859cfedb413f590ae7682c1fd057a4923e6b8c"
)
"""The substitution of the GOST R 34.11-94 examples, found in some Ukrainian certificates of 2011 and 2012."""

BLOCK_BYTES = 8
_MASK_32 = 0xFFFFFFFF

Tables = tuple[list[int], list[int]]
Key = tuple[int, ...]


def byte_tables(dke: bytes = DKE_1) -> list[list[int]]:
    """Return four tables: what each byte of a sum, lowest first, adds once substituted and rotated."""
    rows = [
        [nibble for octet in dke[8 * row : 8 * row + 8] for nibble in (octet >> 4, octet & 15)]
        for row in range(8)
    ]
    return [
        [_rotated((rows[2 * i][v & 15] | rows[2 * i + 1][v >> 4] << 4) << 8 * i) for v in range(256)]
        for i in range(4)
    ]


@lru_cache(maxsize=4)
def tables(dke: bytes = DKE_1) -> Tables:
    """Return the substitution-and-rotation tables for the low and the high 16 bits of a round's sum."""
    first, second, third, fourth = byte_tables(dke)
    low = [a | b for b in second for a in first]
    high = [a | b for b in fourth for a in third]
    return low, high + high


def _rotated(word: int) -> int:
    return (word << 11 | word >> 21) & _MASK_32


def key_words(key: bytes) -> Key:
    """Return the eight 32-bit subkeys of a 32-byte key."""
    return unpack("<8I", key)


def encrypt_block(n1: int, n2: int, key: Key, tables: Tables) -> int:
    """Return the encrypted block as one 64-bit number, its first half lowest."""
    return _rounds(n1, n2, key * 3 + key[::-1], tables)


def decrypt_block(n1: int, n2: int, key: Key, tables: Tables) -> int:
    """Return the decrypted block as one 64-bit number, its first half lowest."""
    return _rounds(n1, n2, key + key[::-1] * 3, tables)


def _rounds(n1: int, n2: int, schedule: Key, tables: Tables) -> int:
    low, high = tables
    for even, odd in zip(schedule[::2], schedule[1::2], strict=True):
        total = n1 + even
        n2 ^= low[total & 0xFFFF] ^ high[total >> 16]
        total = n2 + odd
        n1 ^= low[total & 0xFFFF] ^ high[total >> 16]
    return n1 << 32 | n2


def decrypt_ecb(key: bytes, data: bytes, dke: bytes = DKE_1) -> bytes:
    """Return ``data``, whole blocks of 8 bytes, decrypted in simple substitution mode."""
    words, substitution = key_words(key), tables(dke)
    return b"".join(
        decrypt_block(n1, n2, words, substitution).to_bytes(BLOCK_BYTES, "little") for n1, n2 in _blocks(data)
    )


def encrypt_cfb(key: bytes, start: bytes, data: bytes, dke: bytes = DKE_1) -> bytes:
    """Return ``data`` encrypted in cipher feedback mode from an 8-byte ``start`` vector."""
    words, substitution = key_words(key), tables(dke)
    out, feedback = bytearray(), start
    for position in range(0, len(data), BLOCK_BYTES):
        ((n1, n2),) = _blocks(feedback)
        gamma = encrypt_block(n1, n2, words, substitution).to_bytes(BLOCK_BYTES, "little")
        feedback = _xor(data[position : position + BLOCK_BYTES], gamma)
        out += feedback
    return bytes(out)


def decrypt_cfb(key: bytes, start: bytes, data: bytes, dke: bytes = DKE_1) -> bytes:
    """Return ``data`` decrypted in cipher feedback mode from an 8-byte ``start`` vector."""
    words, substitution = key_words(key), tables(dke)
    out, feedback = bytearray(), start
    for position in range(0, len(data), BLOCK_BYTES):
        ((n1, n2),) = _blocks(feedback)
        gamma = encrypt_block(n1, n2, words, substitution).to_bytes(BLOCK_BYTES, "little")
        feedback = data[position : position + BLOCK_BYTES]
        out += _xor(feedback, gamma)
    return bytes(out)


def mac(key: bytes, data: bytes, dke: bytes = DKE_1) -> bytes:
    """Return the 4-byte MAC (imitovstavka) of ``data``, which is padded with zeros to whole blocks."""
    words, substitution = key_words(key), tables(dke)
    state1 = state2 = 0
    for n1, n2 in _blocks(data.ljust(-(-len(data) // BLOCK_BYTES) * BLOCK_BYTES, b"\0")):
        mixed = _rounds(state1 ^ n1, state2 ^ n2, words * 2, substitution)
        # Sixteen rounds end without the swap that the full cipher undoes.
        state1, state2 = mixed >> 32, mixed & _MASK_32
    return state1.to_bytes(4, "little")


def _blocks(data: bytes) -> list[tuple[int, int]]:
    return [
        (int.from_bytes(data[i : i + 4], "little"), int.from_bytes(data[i + 4 : i + 8], "little"))
        for i in range(0, len(data), BLOCK_BYTES)
    ]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=False))
