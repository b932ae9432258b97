"""Kupyna as WebAssembly text, generated from our own tables, for states of 8 or of 16 columns.

Memory: eight tables of 2 KB from 0 (what every byte of a row adds to a column), the state, two work areas,
and blocks from ``DATA``. A permutation keeps all columns in local variables.
"""

from collections.abc import Callable, Iterator

from kep.kupyna import rounds, row_shift

STATE = 16384
"""The state, which the functions start from and leave there."""
DATA = 20480
PAGES = 34
"""Memory in pages of 64 KB."""
_XORED, _ADDED = STATE + 128, STATE + 256
_ADDED_CONSTANT = 0x00F0F0F0F0F0F0F3
_ZERO = "(i32.const 0)"


def module(columns: int) -> str:
    """Return the module. It exports its memory as ``memory`` and two functions:

    ``blocks(count)`` absorbs blocks from ``DATA`` into ``STATE``; ``finish()`` leaves the output
    transformation in ``STATE``.
    """
    functions = (
        _permutation("xored", columns, _XORED, _with_constant_xored),
        _permutation("added", columns, _ADDED, _with_constant_added),
        _blocks(columns),
        _finish(columns),
    )
    memory = f'(memory (export "memory") {PAGES})'
    return "\n".join(("(module", memory, *(line for function in functions for line in function), ")"))


def _get(name: str) -> str:
    return f"(local.get ${name})"


def _load(address: int, base: str = _ZERO) -> str:
    return f"(i64.load offset={address} {base})"


def _store(address: int, value: str) -> str:
    return f"(i64.store offset={address} {_ZERO} {value})"


def _xor(left: str, right: str) -> str:
    return f"(i64.xor {left} {right})"


def _with_constant_xored(column: int, _columns: int) -> str:
    """Return a column with the round constant of T-xor, which is in its lowest byte."""
    constant = f"(i64.const {column << 4})"
    return _xor(_get(f"s{column}"), f"(i64.or {constant} {_get('round')})")


def _with_constant_added(column: int, columns: int) -> str:
    """Return a column with the round constant of T-plus; the number of the round is in its top byte."""
    constant = _ADDED_CONSTANT | (columns - column - 1) << 60
    number = f"(i64.or (i64.const {constant:#x}) (i64.shl {_get('round')} (i64.const 56)))"
    return f"(i64.add {_get(f's{column}')} {number})"


def _permutation(
    name: str, columns: int, area: int, with_constant: Callable[[int, int], str]
) -> Iterator[str]:
    """A permutation of the columns in a work area."""
    numbers = " ".join(f"(local ${kind}{i} i64)" for kind in "st" for i in range(columns))
    yield f"(func ${name} {numbers} (local $round i64)"
    yield from (f"(local.set $s{i} {_load(area + 8 * i)})" for i in range(columns))
    yield "(loop $again"
    yield from (f"(local.set $s{i} {with_constant(i, columns)})" for i in range(columns))
    for target in range(columns):
        yield f"(local.set $t{target} {_column(target, columns)})"
    yield from (f"(local.set $s{i} {_get(f't{i}')})" for i in range(columns))
    yield f"(local.set $round (i64.add {_get('round')} (i64.const 1)))"
    yield f"(br_if $again (i64.lt_u {_get('round')} (i64.const {rounds(columns)}))))"
    yield from (_store(area + 8 * i, _get(f"s{i}")) for i in range(columns))
    yield ")"


def _column(target: int, columns: int) -> str:
    """Return a column after substitution, shift of rows and mixing: the sum of eight table lookups."""
    total = ""
    for row in range(8):
        source = _get(f"s{(target - row_shift(row, columns)) % columns}")
        octet = f"(i32.wrap_i64 (i64.and (i64.shr_u {source} (i64.const {8 * row})) (i64.const 255)))"
        value = _load(2048 * row, f"(i32.shl {octet} (i32.const 3))")
        total = _xor(total, value) if total else value
    return total


def _blocks(columns: int) -> Iterator[str]:
    yield f'(func (export "blocks") (param $count i32) (local $at i32) (local.set $at (i32.const {DATA}))'
    yield f"(block $done (loop $again (br_if $done (i32.eqz {_get('count')}))"
    for i in range(0, 8 * columns, 8):
        yield _store(_XORED + i, _xor(_load(STATE + i), _load(i, _get("at"))))
        yield _store(_ADDED + i, _load(i, _get("at")))
    yield "(call $xored) (call $added)"
    for i in range(0, 8 * columns, 8):
        yield _store(STATE + i, _xor(_load(STATE + i), _xor(_load(_XORED + i), _load(_ADDED + i))))
    yield f"(local.set $at (i32.add {_get('at')} (i32.const {8 * columns})))"
    yield f"(local.set $count (i32.sub {_get('count')} (i32.const 1))) (br $again))))"


def _finish(columns: int) -> Iterator[str]:
    yield '(func (export "finish")'
    yield from (_store(_XORED + i, _load(STATE + i)) for i in range(0, 8 * columns, 8))
    yield "(call $xored)"
    yield from (
        _store(STATE + i, _xor(_load(STATE + i), _load(_XORED + i))) for i in range(0, 8 * columns, 8)
    )
    yield ")"
