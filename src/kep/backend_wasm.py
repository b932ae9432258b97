"""Hashes by WebAssembly that is generated from our own tables and compiled by the package ``wasmtime``.

An instance belongs to one thread: while it runs, other threads run too.
"""

import atexit
import ctypes
import threading
import weakref
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from struct import pack
from types import ModuleType

from kep import wat_gost34311, wat_kupyna
from kep.gost28147 import byte_tables
from kep.gost34311 import DIGEST_BYTES, KeyedStates
from kep.kupyna import column_tables

_CHUNK_BYTES = 2 * 1024 * 1024


class _Instance:
    """A module with a memory of its own."""

    def __init__(self, wasmtime: ModuleType, text: str, tables: bytes) -> None:
        """Compile and instantiate the module of ``text`` and put its tables at the start of its memory.

        Raises:
            ArithmeticError: this machine cannot run it.
        """
        try:
            self._store = _held(wasmtime.Store(_engine(wasmtime)))
            module = _compiled(wasmtime, text)
            self._exports = wasmtime.Instance(self._store, module, []).exports(self._store)
        except wasmtime.WasmtimeError as error:
            raise ArithmeticError("wasmtime cannot run the module") from error
        self._address = ctypes.addressof(self._exports["memory"].data_ptr(self._store).contents)
        self.write(0, tables)

    def call(self, name: str, *arguments: int) -> None:
        """Run an exported function."""
        self._exports[name](self._store, *arguments)

    def blocks(self, data_at: int, data: bytes, block_bytes: int) -> None:
        """Run the function ``blocks`` on all of ``data``, piece by piece."""
        for position in range(0, len(data), _CHUNK_BYTES):
            piece = data[position : position + _CHUNK_BYTES]
            self.write(data_at, piece)
            self.call("blocks", len(piece) // block_bytes)

    def write(self, offset: int, data: bytes) -> None:
        """Put ``data`` into the memory."""
        ctypes.memmove(self._address + offset, data, len(data))

    def read(self, offset: int, size: int) -> bytes:
        """Return a part of the memory."""
        return ctypes.string_at(self._address + offset, size)


class _PerThread:
    """An instance for every thread that asks."""

    def __init__(self, make: Callable[[], _Instance]) -> None:
        """Make instances with ``make``."""
        self._make = make
        self._local = threading.local()

    def __call__(self) -> _Instance:
        """Return the instance of this thread."""
        if not hasattr(self._local, "instance"):
            self._local.instance = self._make()
        instance: _Instance = self._local.instance
        return instance


class WasmGost34311:
    """The engine of GOST 34.311; see ``kep.gost34311.Engine``."""

    def __init__(self, wasmtime: ModuleType, dke: bytes) -> None:
        """Prepare for a packed substitution."""
        tables = b"".join(pack("<256I", *table) for table in byte_tables(dke))
        self._instance = _PerThread(lambda: _Instance(wasmtime, wat_gost34311.module(), tables))

    def absorb(self, state: bytes, total: int, blocks: bytes) -> tuple[bytes, int]:
        """Return state and control sum after whole blocks."""
        instance = self._instance()
        instance.write(wat_gost34311.STATE, state + _number(total))
        instance.blocks(wat_gost34311.DATA, blocks, DIGEST_BYTES)
        both = instance.read(wat_gost34311.STATE, 2 * DIGEST_BYTES)
        return both[:DIGEST_BYTES], int.from_bytes(both[DIGEST_BYTES:], "little")

    def finish(self, state: bytes, total: int, last: bytes, length_bits: int) -> bytes:
        """Return the digest: the padded last block, the length and the control sum are absorbed."""
        instance = self._instance()
        instance.write(wat_gost34311.STATE, state + _number(total) + _number(length_bits) + last)
        instance.call("finish")
        return instance.read(wat_gost34311.STATE, DIGEST_BYTES)

    def rehash(self, digest: bytes, times: int) -> bytes:
        """Return the digest of the digest, and so on: ``times`` hashes of 32 bytes in a row."""
        instance = self._instance()
        instance.write(wat_gost34311.LENGTH, _number(8 * DIGEST_BYTES) + digest)
        instance.call("rehash", times)
        return instance.read(wat_gost34311.LAST, DIGEST_BYTES)

    def remac(self, keyed: KeyedStates, message: bytes, times: int) -> int:
        """Return the sum modulo 2 of ``times`` HMACs in a row, each of the one before (PBKDF2)."""
        instance = self._instance()
        pairs = zip(keyed.states, keyed.sums, strict=True)
        start = b"".join(state + _number(total) for state, total in pairs)
        instance.write(wat_gost34311.LENGTH, _number(16 * DIGEST_BYTES) + message + _number(0) + start)
        instance.call("remac", times)
        return int.from_bytes(instance.read(wat_gost34311.TOTAL, DIGEST_BYTES), "little")


class WasmKupyna:
    """The engine of Kupyna; see ``kep.kupyna.Engine``."""

    def __init__(self, wasmtime: ModuleType, block_bytes: int) -> None:
        """Prepare for blocks of 64 or 128 bytes."""
        self._block_bytes = block_bytes
        tables = b"".join(pack("<256Q", *table) for table in column_tables())
        self._instance = _PerThread(lambda: _Instance(wasmtime, wat_kupyna.module(block_bytes // 8), tables))

    def absorb(self, state: bytes, blocks: bytes) -> bytes:
        """Return the state after whole blocks."""
        instance = self._instance()
        instance.write(wat_kupyna.STATE, state)
        instance.blocks(wat_kupyna.DATA, blocks, self._block_bytes)
        return instance.read(wat_kupyna.STATE, self._block_bytes)

    def finish(self, state: bytes) -> bytes:
        """Return the output transformation of the state."""
        instance = self._instance()
        instance.write(wat_kupyna.STATE, state)
        instance.call("finish")
        return instance.read(wat_kupyna.STATE, self._block_bytes)


class WasmHashes:
    """The engines of both hashes, made when they are first asked for."""

    def __init__(self, wasmtime: ModuleType) -> None:
        """Use the package ``wasmtime``."""
        self.gost34311 = lru_cache(maxsize=4)(lambda dke: WasmGost34311(wasmtime, dke))
        self.kupyna = lru_cache(maxsize=2)(lambda block_bytes: WasmKupyna(wasmtime, block_bytes))


@cache
def find() -> WasmHashes | None:
    """Return the engines if ``wasmtime`` is installed, else None."""
    try:
        return WasmHashes(import_module("wasmtime"))
    except (ImportError, OSError):
        return None


@cache
def _engine(wasmtime: ModuleType) -> object:
    return _held(wasmtime.Engine())


@cache
def _compiled(wasmtime: ModuleType, text: str) -> object:
    """Return a module, compiled once for all threads."""
    return _held(wasmtime.Module(_engine(wasmtime), wasmtime.wat2wasm(text)))


def _held(thing: object) -> object:
    """Remember a native object until the process ends, or until nobody needs it before that."""
    _natives.add(thing)
    return thing


_natives: weakref.WeakSet[object] = weakref.WeakSet()


@atexit.register
def _keep_natives() -> None:
    """Let the operating system free what is left: wasmtime's own finalizers fail while Python shuts down."""
    for thing in list(_natives):
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))


def _number(value: int) -> bytes:
    return value.to_bytes(DIGEST_BYTES, "little")
