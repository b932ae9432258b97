"""Kalyna-256 and the code of Kupyna: the examples of the standards, and that decryption undoes encryption."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kep.kalyna import Kalyna256, decrypt_cbc, encrypt_cbc
from kep.kupyna import Kmac
from kep.pbes import pbkdf2_kupyna

KEY, PLAIN = bytes(range(32)), bytes(range(32, 64))
blocks = st.binary(min_size=32, max_size=32)


def test_the_example_of_dstu_7624_comes_out():
    expected = "f66e3d570ec92135aedae323dcbd2a8ca03963ec206a0d5a88385c24617fd92c"
    assert Kalyna256(KEY).encrypt(PLAIN).hex() == expected
    assert Kalyna256(KEY).decrypt(bytes.fromhex(expected)) == PLAIN


@settings(max_examples=20, deadline=None)
@given(blocks, blocks, st.lists(blocks, max_size=4).map(b"".join))
def test_decryption_undoes_encryption(key, start, plain):
    assert decrypt_cbc(key, start, encrypt_cbc(key, start, plain)) == plain


def test_a_block_depends_on_the_one_before():
    encrypted = encrypt_cbc(KEY, bytes(32), PLAIN * 2)
    assert encrypted[:32] == Kalyna256(KEY).encrypt(PLAIN)
    assert encrypted[32:] != encrypted[:32]


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_key_has_one_length(size):
    with pytest.raises(ValueError, match="32 bytes"):
        Kalyna256(bytes(size))


@pytest.mark.parametrize("size", [32, 48, 64])
def test_a_code_is_as_long_as_its_key_and_depends_on_all_of_it(size):
    key = bytes(range(size))
    codes = {Kmac(key).mac(b"a"), Kmac(key).mac(b"b"), Kmac(key[::-1]).mac(b"a"), Kmac(key).mac(b"")}
    assert {len(code) for code in codes} == {size}
    assert len(codes) == 4


def test_a_short_password_counts_as_filled_up_with_zeros_and_a_long_one_as_cut():
    assert pbkdf2_kupyna(b"x", b"salt", 2) == pbkdf2_kupyna(b"x\0\0", b"salt", 2)
    assert pbkdf2_kupyna(b"x" * 32, b"salt", 2) == pbkdf2_kupyna(b"x" * 40, b"salt", 2)
    assert pbkdf2_kupyna(b"x", b"salt", 2) != pbkdf2_kupyna(b"x", b"salt", 3)
