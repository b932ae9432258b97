"""GOST 34.311 and Kupyna: published vectors and those of another implementation; GOST 28147 around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kep.digests import digest
from kep.errors import Unsupported
from kep.gost28147 import decrypt_cfb, decrypt_ecb, encrypt_block, encrypt_cfb, key_words, mac, tables
from kep.gost34311 import Gost34311, Hmac34311
from kep.kupyna import Kupyna
from tests.kep.vectors import needed, primitives

KEY = bytes(range(32))


@needed
def test_published_digests_come_out():
    for vector in primitives("hashes_published"):
        assert digest(vector["alg"], bytes.fromhex(vector["data"])).hex() == vector["digest"]


@needed
@pytest.mark.parametrize("name", ["gost34311", "kupyna256", "kupyna384", "kupyna512"])
def test_another_implementation_agrees_at_every_length(name):
    for vector in primitives("hashes_uapki_2.0.16"):
        assert digest(name, bytes.fromhex(vector["data"])).hex() == vector[name]


def test_an_empty_message_counts_as_a_block_of_zeros():
    expected = "5df74e647fed52c1e941b26d546b8c689112f207eb8542965fdd9cd3083e5282"
    assert digest("gost34311", b"").hex() == expected


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=100), max_size=4))
def test_a_message_in_pieces_has_the_digest_of_the_whole(pieces):
    for hasher in (Gost34311(), Kupyna(256), Kupyna(512)):
        for piece in pieces:
            hasher.update(piece)
        assert hasher.digest() == digest(hasher.name, b"".join(pieces))


def test_a_copied_hash_goes_its_own_way():
    first = Gost34311(b"a")
    second = first.copy()
    second.update(b"b")
    assert (first.digest(), second.digest()) == (digest("gost34311", b"a"), digest("gost34311", b"ab"))


@pytest.mark.parametrize("key", [b"", b"short", KEY, KEY * 2])
def test_the_short_way_of_hmac_equals_the_long_one(key):
    hmac = Hmac34311(key)
    first, second = hmac.mac(KEY), hmac.mac(hmac.mac(KEY))
    expected = int.from_bytes(first, "little") ^ int.from_bytes(second, "little")
    assert hmac.sum_of_macs(KEY, 2) == expected


def test_an_unknown_hash_is_refused():
    with pytest.raises(Unsupported):
        digest("md5", b"")


def test_what_ecb_decrypts_was_encrypted_block_by_block():
    words, substitution = key_words(KEY), tables()
    encrypted = encrypt_block(0x03020100, 0x07060504, words, substitution).to_bytes(8, "little")
    assert decrypt_ecb(KEY, encrypted * 2) == bytes(range(8)) * 2


@given(st.binary(max_size=40), st.binary(min_size=8, max_size=8))
def test_cfb_gives_back_what_it_took(data, start):
    assert decrypt_cfb(KEY, start, encrypt_cfb(KEY, start, data)) == data


def test_the_mac_depends_on_every_block_and_not_on_padding():
    assert mac(KEY, b"12345678") != mac(KEY, b"12345679")
    assert mac(KEY, b"1234") == mac(KEY, b"1234\0\0\0\0")
    assert len(mac(KEY, b"")) == 4
