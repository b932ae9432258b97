"""GOST 34.311 as WebAssembly text, generated from our own tables.

Memory: four substitution tables of 1 KB from 0, the registers below from ``STATE``, blocks from ``DATA``. All
numbers are little-endian, as WebAssembly has them too.
"""

from collections.abc import Iterator

from kep.gost34311 import C3

STATE, SUM = 4096, 4128
"""What ``blocks`` starts from and leaves: state and control sum, 32 bytes each, one after the other."""
LENGTH = 4160
"""The length in bits that ``finish`` absorbs."""
LAST = 4192
"""The last block that ``finish`` absorbs; ``rehash`` and ``remac`` keep their message there."""
TOTAL = 4224
"""Where ``remac`` sums the codes up."""
KEYED = 4256
"""Two states and two control sums that ``remac`` starts from: inner state and sum, outer state and sum."""
_WORK = 4384
_BYTES_32 = range(0, 32, 8)
DATA = 8192
PAGES = 34
"""Memory in pages of 64 KB."""
_MASK_64 = (1 << 64) - 1
_ZERO = "(i32.const 0)"


def module() -> str:
    """Return the module. It exports its memory as ``memory`` and these functions:

    ``blocks(count)`` absorbs blocks from ``DATA``; ``finish()`` absorbs ``LAST``, ``LENGTH`` and the sum,
    and leaves the digest in ``STATE``; ``rehash(times)`` replaces ``LAST`` by its digest; ``remac(times)``
    replaces ``LAST`` by its HMAC under ``KEYED`` and adds each to ``TOTAL``.
    """
    functions = (_encrypt(), _step(), _add(), _finish(), _blocks(), _rehash(), _remac())
    memory = f'(memory (export "memory") {PAGES})'
    return "\n".join(("(module", memory, *(line for function in functions for line in function), ")"))


def _get(name: str) -> str:
    return f"(local.get ${name})"


def _xor(*terms: str) -> str:
    first, *rest = terms
    for term in rest:
        first = f"(i64.xor {first} {term})"
    return first


def _load(address: int, base: str = _ZERO) -> str:
    return f"(i64.load offset={address} {base})"


def _copy(source: int, target: int) -> Iterator[str]:
    for i in _BYTES_32:
        yield f"(i64.store offset={target + i} {_ZERO} {_load(source + i)})"


def _clear(target: int) -> Iterator[str]:
    for i in _BYTES_32:
        yield f"(i64.store offset={target + i} {_ZERO} (i64.const 0))"


def _loop(counter: str, *body: str) -> Iterator[str]:
    """Repeat ``body`` while the local ``counter``, lowered each time, is not zero."""
    yield f"(block $done (loop $again (br_if $done (i32.eqz {_get(counter)}))"
    yield from body
    yield f"(local.set ${counter} (i32.sub {_get(counter)} (i32.const 1))) (br $again)))"


def _encrypt() -> Iterator[str]:
    """GOST 28147: a block as two halves, eight words of key, the encrypted block as one number."""
    keys = " ".join(f"(param $k{i} i32)" for i in range(8))
    yield f"(func $encrypt (param $a i32) (param $b i32) {keys} (result i64) (local $t i32)"
    for number, key in enumerate([*range(8)] * 3 + [*reversed(range(8))]):
        source, target = ("a", "b") if number % 2 == 0 else ("b", "a")
        looked_up = _get(target)
        for table in range(4):
            octet = f"(i32.and (i32.shr_u {_get('t')} (i32.const {8 * table})) (i32.const 255))"
            value = f"(i32.load offset={1024 * table} (i32.shl {octet} (i32.const 2)))"
            looked_up = f"(i32.xor {looked_up} {value})"
        yield f"(local.set $t (i32.add {_get(source)} {_get(f'k{key}')})) (local.set ${target} {looked_up})"
    yield f"(i64.or (i64.extend_i32_u {_get('b')}) (i64.shl (i64.extend_i32_u {_get('a')}) (i64.const 32))))"


def _step() -> Iterator[str]:
    """The step function: ``STATE`` absorbs the block at an address."""
    numbers = " ".join(f"(local ${name}{i} i64)" for name in "uvw" for i in range(4))
    yield f"(func $step (param $block i32) {numbers} (local $t i64) (local $i i32) (local $at i32)"
    for i in range(4):
        yield f"(local.set $u{i} {_load(STATE + 8 * i)}) (local.set $v{i} {_load(8 * i, _get('block'))})"
    for round_number in range(4):
        if round_number:
            yield from _rotate("u")
            if round_number == 2:
                for i in range(4):
                    constant = f"(i64.const {C3 >> 64 * i & _MASK_64:#x})"
                    yield f"(local.set $u{i} {_xor(_get(f'u{i}'), constant)})"
            yield from _rotate("v")
            yield from _rotate("v")
        yield from (f"(local.set $w{i} {_xor(_get(f'u{i}'), _get(f'v{i}'))})" for i in range(4))
        half = STATE + 8 * round_number
        halves = f"(i32.load offset={half} {_ZERO}) (i32.load offset={half + 4} {_ZERO})"
        words = " ".join(map(_key_word, range(8)))
        yield f"(i64.store offset={_WORK + 8 * round_number} {_ZERO} (call $encrypt {halves} {words}))"
    yield from _mixing()
    yield ")"


def _rotate(name: str) -> Iterator[str]:
    """The transformation A of key generation: four words move down, the last becomes the sum of two."""
    yield f"(local.set $t {_xor(_get(f'{name}0'), _get(f'{name}1'))})"
    yield from (f"(local.set ${name}{i} {_get(f'{name}{i + 1}')})" for i in range(3))
    yield f"(local.set ${name}3 {_get('t')})"


def _key_word(number: int) -> str:
    """The transformation P: one byte of each of the four words of the key."""
    word = "(i32.const 0)"
    for i in range(4):
        octet = (
            f"(i32.wrap_i64 (i64.and (i64.shr_u {_get(f'w{i}')} (i64.const {8 * number})) (i64.const 255)))"
        )
        word = f"(i32.or {word} (i32.shl {octet} (i32.const {8 * i})))"
    return word


def _mixing() -> Iterator[str]:
    """The mixing: a shift register over sixteen 16-bit words, run 12, 1 and 61 times, with sums between."""
    yield f"(local.set $at (i32.const {_WORK}))"
    for times, addend in ((12, "(local.get $block)"), (1, f"(i32.const {STATE})"), (61, "")):
        taps = [f"(i32.load16_u offset={2 * tap} {_get('at')})" for tap in (0, 1, 2, 3, 12, 15)]
        feedback = taps[0]
        for tap in taps[1:]:
            feedback = f"(i32.xor {feedback} {tap})"
        shift = (
            f"(i32.store16 offset=32 {_get('at')} {feedback})",
            "(local.set $at (i32.add (local.get $at) (i32.const 2)))",
        )
        yield f"(local.set $i (i32.const {times}))"
        yield from _loop("i", *shift)
        for i in _BYTES_32:
            value = _load(i, _get("at"))
            if addend:
                yield f"(i64.store offset={i} {_get('at')} {_xor(value, _load(i, addend))})"
            else:
                yield f"(i64.store offset={STATE + i} {_ZERO} {value})"


def _add() -> Iterator[str]:
    """Add the block at an address to ``SUM``, modulo 2^256."""
    yield "(func $add (param $block i32) (local $carry i64) (local $x i64) (local $y i64)"
    for i in _BYTES_32:
        yield f"(local.set $x (i64.add {_load(SUM + i)} {_load(i, _get('block'))}))"
        yield f"(local.set $y (i64.add {_get('x')} {_get('carry')}))"
        overflowed = f"(i64.lt_u {_get('x')} {_load(SUM + i)})"
        carried = f"(i64.lt_u {_get('y')} {_get('x')})"
        yield f"(local.set $carry (i64.extend_i32_u (i32.or {overflowed} {carried})))"
        yield f"(i64.store offset={SUM + i} {_ZERO} {_get('y')})"
    yield ")"


def _finish() -> Iterator[str]:
    yield '(func $finish (export "finish")'
    yield f"(call $step (i32.const {LAST})) (call $add (i32.const {LAST}))"
    yield f"(call $step (i32.const {LENGTH})) (call $step (i32.const {SUM})))"


def _blocks() -> Iterator[str]:
    yield f'(func (export "blocks") (param $count i32) (local $at i32) (local.set $at (i32.const {DATA}))'
    yield from _loop(
        "count",
        f"(call $step {_get('at')}) (call $add {_get('at')})",
        f"(local.set $at (i32.add {_get('at')} (i32.const 32)))",
    )
    yield ")"


def _rehash() -> Iterator[str]:
    yield '(func (export "rehash") (param $count i32)'
    yield from _loop("count", *_clear(STATE), *_clear(SUM), "(call $finish)", *_copy(STATE, LAST))
    yield ")"


def _remac() -> Iterator[str]:
    body: list[str] = []
    for keyed in (KEYED, KEYED + 64):
        body += [*_copy(keyed, STATE), *_copy(keyed + 32, SUM), "(call $finish)", *_copy(STATE, LAST)]
    for i in _BYTES_32:
        body.append(f"(i64.store offset={TOTAL + i} {_ZERO} {_xor(_load(TOTAL + i), _load(LAST + i))})")
    yield '(func (export "remac") (param $count i32)'
    yield from _loop("count", *body)
    yield ")"
