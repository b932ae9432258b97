"""Which implementation computes: plain Python, or an accelerator that was found and passed its self-test.

Accelerators are optional. ``KEP_BACKEND`` says which may be used, separated by commas: ``libcrypto`` (the
OpenSSL of the system, for curves), ``gmpy2`` (for curves), ``wasm`` (wasmtime, for hashes), ``pure`` (none of
them) or ``auto``, the default: the fastest of each sort. What is named but cannot be used is left out, with a
warning in the log. The choice is made once, at the first use.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Protocol

from kep import backend_libcrypto, backend_wasm, gost34311, kupyna
from kep.curves import BY_DEGREE
from kep.gost28147 import DKE_1
from kep.gost34311 import Gost34311, Hmac34311
from kep.kupyna import Kupyna, block_bytes
from kep.scalars import Multiplier, PythonMultiplier

_AUTO, _PURE = "auto", "pure"
_CURVES_ANSWER = "b90495b6ac05d0ee62cdafe0d5da7aec83b28ee0d871c1a83f42390fcebd4485"
_HASHES_ANSWER = "5a6ef892e0c01c655b3aee169d9db7c34eb2e3cf2aa69f27a0243fd924955264"
_LOG = logging.getLogger("kep")


class Hashes(Protocol):
    """What makes the engines of either hash."""

    def gost34311(self, dke: bytes) -> gost34311.Engine:
        """Return the engine of GOST 34.311 for a packed substitution."""

    def kupyna(self, block_bytes: int) -> kupyna.Engine:
        """Return the engine of Kupyna for blocks of 64 or 128 bytes."""


class PythonHashes:
    """The engines in plain Python."""

    def gost34311(self, dke: bytes) -> gost34311.Engine:
        """Return the engine of GOST 34.311 for a packed substitution."""
        return gost34311.PythonEngine.of(dke)

    def kupyna(self, block_bytes: int) -> kupyna.Engine:
        """Return the engine of Kupyna for blocks of 64 or 128 bytes."""
        return kupyna.PythonEngine.of(block_bytes)


@dataclass(frozen=True)
class Backend:
    """A choice of what multiplies points and what hashes; ``name`` tells the accelerators in it."""

    name: str
    curves: Multiplier
    hashes: Hashes

    def gost34311(self, dke: bytes = DKE_1) -> gost34311.Engine:
        """Return the engine of GOST 34.311 for a packed substitution."""
        return self.hashes.gost34311(dke)

    def kupyna(self, block_bytes: int) -> kupyna.Engine:
        """Return the engine of Kupyna for blocks of 64 or 128 bytes."""
        return self.hashes.kupyna(block_bytes)


PURE = Backend(_PURE, PythonMultiplier(), PythonHashes())
"""Plain Python, which is always there and by which the others are judged."""


@cache
def active() -> Backend:
    """Return the backend that this process computes with."""
    backend = choose(os.environ.get("KEP_BACKEND", ""))
    _LOG.info("kep computes with %s", backend.name)
    return backend


def choose(names: str) -> Backend:
    """Return the best backend among ``names``, which are written as ``KEP_BACKEND`` has them."""
    wanted = {name.strip() for name in names.lower().split(",")} - {""} or {_AUTO}
    may_all = _AUTO in wanted
    chosen = [(name, curves) for name in _CURVES if may_all or name in wanted if (curves := curves_by(name))]
    hashes = hashes_by("wasm") if may_all or "wasm" in wanted else None
    used = [*(name for name, _ in chosen[:1]), *(["wasm"] if hashes else [])]
    for name in sorted(wanted - {_AUTO, _PURE} - {name for name, _ in chosen} - set(used)):
        _LOG.warning("kep cannot use the accelerator %s here", name)
    return Backend("+".join(used) or _PURE, chosen[0][1] if chosen else PURE.curves, hashes or PURE.hashes)


def curves_by(name: str) -> Multiplier | None:
    """Return the accelerator of curves of that name, "libcrypto" or "gmpy2", if it is there and sound."""
    candidate = _CURVES[name]()
    return candidate if candidate is not None and multiplies_well(candidate) else None


def hashes_by(name: str) -> Hashes | None:
    """Return the accelerator of hashes of that name, "wasm", if it is there and sound."""
    candidate = _HASHES[name]()
    return candidate if candidate is not None and hashes_well(candidate) else None


def _gmpy2() -> Multiplier | None:
    try:
        return PythonMultiplier(import_module("gmpy2").mpz)
    except (ImportError, OSError):
        return None


_CURVES: dict[str, Callable[[], Multiplier | None]] = {"libcrypto": backend_libcrypto.find, "gmpy2": _gmpy2}
"""Accelerators of curves, the fastest first."""
_HASHES: dict[str, Callable[[], Hashes | None]] = {"wasm": backend_wasm.find}


def multiplies_well(candidate: Multiplier) -> bool:
    """Say whether an accelerator of curves gives the known answers."""
    told = sha256()
    try:
        for degree in (163, 257, 431):
            curve = BY_DEGREE[degree]
            point = candidate.multiply(curve, curve.base, curve.order // 3)
            told.update(repr(point).encode())
            if point is not None:
                x = candidate.combine(curve, curve.base, curve.order // 5, point, curve.order // 7)
                told.update(repr(x).encode())
    except ArithmeticError:
        return False
    return told.hexdigest() == _CURVES_ANSWER


def hashes_well(candidate: Hashes) -> bool:
    """Say whether an accelerator of hashes gives the known answers."""
    data = bytes(range(256))
    try:
        gost = candidate.gost34311(DKE_1)
        told = Gost34311(data, engine=gost).digest() + gost.rehash(data[:32], 2)
        told += Hmac34311(data[:32], gost).sum_of_macs(data[32:64], 2).to_bytes(32, "little")
        for bits in (256, 512):
            told += Kupyna(bits, data, engine=candidate.kupyna(block_bytes(bits))).digest()
    except (ArithmeticError, AttributeError):
        return False
    return sha256(told).hexdigest() == _HASHES_ANSWER
