"""DSTU 4145: published and independently computed vectors, and keys outside the subgroup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kep.curves import BY_DEGREE, CURVES
from kep.dstu4145 import PrivateKey, PublicKey, signature_from_bytes, signature_to_bytes
from kep.errors import BadKey
from tests.kep.vectors import needed, primitives

CURVE = BY_DEGREE[257]
HASH = bytes(range(32))


def number(text: str) -> int:
    return int(text, 16)


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: f"m={curve.m}")
def test_the_base_point_of_every_curve_survives_compression_and_is_of_its_subgroup(curve):
    assert curve.has_in_subgroup(curve.base)
    assert curve.decompress(curve.compress(curve.base)) == curve.base


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: f"m={curve.m}")
def test_every_curve_signs_and_verifies(curve):
    key = PrivateKey.generate(curve)
    r, s = key.sign(HASH)
    assert key.public.accepts(HASH, (r, s))
    assert not key.public.accepts(HASH[::-1], (r, s))
    assert not key.public.accepts(HASH, (s, r))


@needed
def test_the_example_of_the_standard_comes_out_exactly():
    (example,) = primitives("dstu4145_published")
    curve = BY_DEGREE[example["m"]]
    base = number(example["gx"]), number(example["gy"])
    key = PrivateKey(curve, number(example["d"]), base)
    digest = number(example["hash_int"]).to_bytes(32, "little")
    expected = number(example["r"]), number(example["s"])
    assert key.sign_with_nonce(digest, number(example["e"])) == expected
    assert key.public.accepts(digest, expected)


@needed
def test_another_implementation_agrees_on_every_curve():
    for vector in primitives("dstu4145_bouncycastle_1.72"):
        curve = BY_DEGREE[vector["m"]]
        key = PublicKey(curve, (number(vector["qx"]), number(vector["qy"])), curve.base)
        digest, r, s = bytes.fromhex(vector["hash_bytes"]), number(vector["r"]), number(vector["s"])
        assert key.accepts(digest, (r, s))
        assert not key.accepts(digest, (r ^ 1, s))
        assert curve.compress(key.point) == number(vector["q_compressed_be"])


@needed
def test_keys_of_order_2_4_2n_and_4n_are_refused():
    for vector in primitives("dstu4145_public_key_order"):
        curve = BY_DEGREE[vector["m"]]
        point = number(vector["x"]), number(vector["y"])
        compressed = int.from_bytes(bytes.fromhex(vector["compressed_le"]), "little")
        if vector["valid"]:
            assert PublicKey(curve, point, curve.base).point == curve.decompress(compressed) == point
            continue
        with pytest.raises(BadKey):
            PublicKey(curve, point, curve.base)
        if vector["decompresses_to_same_point"]:
            with pytest.raises(BadKey):
                curve.decompress(compressed)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, (1 << CURVE.m) - 1))
def test_a_point_that_decompresses_is_of_order_n(compressed):
    try:
        point = CURVE.decompress(compressed)
    except BadKey:
        return
    x, y = CURVE.field.spread(point[0]), CURVE.field.spread(point[1])
    assert CURVE.field.square(y) ^ CURVE.field.multiply(x, y) == CURVE.field.multiply(
        CURVE.field.square(x), x
    ) ^ CURVE.field.spread(CURVE.b)
    assert (
        PrivateKey(CURVE, CURVE.order - 1, point).public.point == point
    )  # -(n - 1) * P = P only if n * P = O


def test_a_compressed_point_beyond_the_field_is_refused():
    with pytest.raises(BadKey):
        CURVE.decompress(1 << CURVE.m)


@pytest.mark.parametrize("private", [0, CURVE.order, -1])
def test_a_private_key_out_of_range_is_refused(private):
    with pytest.raises(BadKey):
        PrivateKey(CURVE, private, CURVE.base)


def test_halves_of_a_signature_out_of_range_are_refused():
    key = PrivateKey.generate(CURVE)
    r, s = key.sign(HASH)
    for halves in ((0, s), (r, 0), (r + CURVE.order, s), (r, s + CURVE.order), (-r, s)):
        assert not key.public.accepts(HASH, halves)


def test_a_hash_of_zero_counts_as_one():
    key = PrivateKey.generate(CURVE)
    assert key.public.accepts(b"\1" + bytes(31), key.sign(bytes(32)))


def test_two_signatures_of_the_same_thing_differ():
    key = PrivateKey.generate(CURVE)
    assert key.sign(HASH) != key.sign(HASH)


def test_the_secret_stays_out_of_the_printed_key():
    key = PrivateKey.generate(CURVE)
    assert str(key.number) not in repr(key)


@pytest.mark.parametrize("big_endian", [False, True])
def test_a_signature_has_exactly_one_length(big_endian):
    octets = signature_to_bytes(CURVE, (1, 2), big_endian=big_endian)
    assert len(octets) == 64
    assert octets[0 if not big_endian else -1] == 1
    assert signature_from_bytes(CURVE, octets, big_endian=big_endian) == (1, 2)
    for wrong in (octets[:-1], octets + b"\0", octets + bytes(2), b""):
        assert signature_from_bytes(CURVE, wrong, big_endian=big_endian) is None
