"""Accelerators: every one that is here answers as plain Python does, and none is needed."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kep import backends
from kep.curves import BY_DEGREE, CURVES
from kep.gost28147 import DKE_1, DKE_TEST
from kep.gost34311 import Gost34311, Hmac34311, PythonEngine
from kep.kupyna import Kupyna, block_bytes

PURE = backends.PURE
CURVE = BY_DEGREE[257]
SOURCES = str(Path(__file__).parents[2] / "src")
numbers = st.integers(1, (1 << 440) - 1)


@pytest.fixture(params=["libcrypto", "gmpy2"])
def multiplier(request):
    found = backends.curves_by(request.param)
    if found is None:
        pytest.skip(f"{request.param} is not usable on this machine")
    return found


@pytest.fixture
def hashes():
    found = backends.hashes_by("wasm")
    if found is None:
        pytest.skip("the package wasmtime is not installed")
    return found


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(CURVES), numbers, numbers, numbers)
def test_curves_give_the_same_points_by_every_accelerator(curve, a, b, c):
    s, r, private = (1 + number % (curve.order - 1) for number in (a, b, c))
    key = PURE.curves.multiply(curve, curve.base, private)
    expected = PURE.curves.combine(curve, curve.base, s, key, r)
    for name in ("libcrypto", "gmpy2"):
        if (found := backends.curves_by(name)) is not None:
            assert found.multiply(curve, curve.base, private) == key
            assert found.combine(curve, curve.base, s, key, r) == expected


@pytest.mark.parametrize("scalar", [1, 2, 3, CURVE.order - 1])
def test_extreme_scalars_give_the_same_points(multiplier, scalar):
    point = PURE.curves.multiply(CURVE, CURVE.base, scalar)
    assert multiplier.multiply(CURVE, CURVE.base, scalar) == point
    for other in (1, CURVE.order - 1):
        args = CURVE, CURVE.base, scalar, point, other
        assert multiplier.combine(*args) == PURE.curves.combine(*args)


def test_the_point_at_infinity_is_told_from_points(multiplier):
    minus_base = PURE.curves.multiply(CURVE, CURVE.base, CURVE.order - 1)
    for curves in (multiplier, PURE.curves):
        assert curves.combine(CURVE, CURVE.base, 7, minus_base, 7) is None


def test_a_base_point_of_ones_own_is_used(multiplier):
    base = PURE.curves.multiply(CURVE, CURVE.base, 5)
    assert multiplier.multiply(CURVE, base, 3) == PURE.curves.multiply(CURVE, CURVE.base, 15)
    key = PURE.curves.multiply(CURVE, CURVE.base, 7)
    assert multiplier.combine(CURVE, base, 3, key, 2) == PURE.curves.multiply(CURVE, CURVE.base, 29)[0]


def test_tables_for_a_repeated_base_point_change_nothing():
    curves = type(PURE.curves)()
    expected = PURE.curves.multiply(BY_DEGREE[163], BY_DEGREE[163].base, 123456789)
    products = [curves.multiply(BY_DEGREE[163], BY_DEGREE[163].base, 123456789) for _ in range(7)]
    assert products == [expected] * 7


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=4), st.sampled_from([DKE_1, DKE_TEST]))
def test_hashes_give_the_same_digests_by_every_accelerator(pieces, dke):
    found = backends.hashes_by("wasm")
    for by in [found] if found else []:
        pairs = [(Gost34311(dke=dke, engine=by.gost34311(dke)), Gost34311(dke=dke))]
        pairs += [
            (Kupyna(bits, engine=by.kupyna(block_bytes(bits))), Kupyna(bits)) for bits in (256, 384, 512)
        ]
        for fast, slow in pairs:
            for piece in pieces:
                fast.update(piece)
                slow.update(piece)
            assert fast.digest() == slow.digest()


def test_a_long_message_is_hashed_in_pieces(hashes):
    data = bytes(range(251)) * 100
    big = data * 200
    fast = Gost34311(big, engine=hashes.gost34311(DKE_1))
    in_parts = Gost34311(engine=hashes.gost34311(DKE_1))
    for start in range(0, len(big), len(data)):
        in_parts.update(big[start : start + len(data)])
    assert len(big) > 2 * 1024 * 1024
    assert fast.digest() == in_parts.digest()


@settings(max_examples=10, deadline=None)
@given(st.binary(max_size=40), st.binary(min_size=32, max_size=32), st.integers(0, 3))
def test_chains_of_hashes_are_the_same(key, message, times):
    found = backends.hashes_by("wasm")
    engine = (found or backends.PURE.hashes).gost34311(DKE_1)
    assert engine.rehash(message, times) == PythonEngine.of(DKE_1).rehash(message, times)
    assert Hmac34311(key, engine).sum_of_macs(message, times) == Hmac34311(key).sum_of_macs(message, times)


def test_threads_do_not_disturb_one_another(hashes):
    expected = Gost34311(b"x" * 1000).digest()
    answers = []

    def hash_much():
        answers.extend(Gost34311(b"x" * 1000, engine=hashes.gost34311(DKE_1)).digest() for _ in range(100))

    threads = [threading.Thread(target=hash_much) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 400


class Liar:
    """An accelerator that is wrong."""

    def multiply(self, curve, base, scalar):
        return curve.base

    def combine(self, curve, base, s, key, r):
        return curve.base[0]

    def gost34311(self, dke):
        return PythonEngine.of(DKE_TEST)

    def kupyna(self, block_bytes):
        return PURE.kupyna(block_bytes)


class Broken(Liar):
    """An accelerator that fails."""

    def multiply(self, curve, base, scalar):
        raise ArithmeticError

    def gost34311(self, dke):
        raise ArithmeticError


def test_the_self_test_believes_python_and_nobody_who_is_wrong():
    assert backends.multiplies_well(PURE.curves)
    assert backends.hashes_well(PURE.hashes)
    for candidate in (Liar(), Broken()):
        assert not backends.multiplies_well(candidate)
        assert not backends.hashes_well(candidate)


@pytest.mark.parametrize("names", ["pure", "pure,pure", " Pure "])
def test_pure_means_no_accelerator(names):
    assert backends.choose(names) == PURE


def test_what_is_named_and_not_there_is_left_out_with_a_warning(caplog):
    with caplog.at_level(logging.WARNING, "kep"):
        assert backends.choose("abacus") == PURE
    assert "kep cannot use the accelerator abacus here" in caplog.messages


def test_auto_takes_the_best_that_is_there():
    curves = next((name for name in ("libcrypto", "gmpy2") if backends.curves_by(name)), "")
    best = "+".join(filter(None, [curves, "wasm" if backends.hashes_by("wasm") else ""])) or "pure"
    assert backends.choose("auto").name == backends.choose("").name == best


@pytest.mark.parametrize("names", ["pure", "auto"])
def test_the_environment_overrides_and_nothing_is_said_at_the_end(names):
    program = (
        "from kep import backends, digests; digests.digest('gost34311', b''); print(backends.active().name)"
    )
    path = os.pathsep.join(filter(None, (SOURCES, os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "KEP_BACKEND": names, "PYTHONPATH": path}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == (backends.choose(names).name, "")
