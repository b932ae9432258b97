"""The Merkle tree of RFC 6962 §2 and RFC 9162 §2.1: hashes, roots, proofs, and growing by one leaf.

A tree is asked for by the hashes of its complete subtrees: ``hashes(level, index)`` is the hash over
the leaves from ``index << level`` up to, not including, ``(index + 1) << level``.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

Hashes = Callable[[int, int], bytes]

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one leaf (RFC 9162 §2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees that stand side by side (RFC 9162 §2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(size: int, hashes: Hashes) -> bytes:
    """Return the root of the first ``size`` leaves."""
    return _span(0, size, hashes)


def inclusion(index: int, size: int, hashes: Hashes) -> tuple[bytes, ...]:
    """Return the proof that leaf ``index`` is among the first ``size`` (RFC 9162 §2.1.3.1), leaf side first.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(index)
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_span(middle, high, hashes))
            high = middle
        else:
            path.append(_span(low, middle, hashes))
            low = middle
    return tuple(reversed(path))


def consistency(old: int, new: int, hashes: Hashes) -> tuple[bytes, ...]:
    """Return the proof that the first ``old`` leaves begin the first ``new`` (RFC 9162 §2.1.4.1).

    Raises:
        IndexError: the older tree is larger.
    """
    if not 0 <= old <= new:
        raise IndexError(old)
    if old in (0, new):
        return ()
    path: list[bytes] = []
    low, high, whole = 0, new, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(_span(middle, high, hashes))
            high = middle
        else:
            path.append(_span(low, middle, hashes))
            low, whole = middle, False
    if not whole:
        path.append(_span(low, high, hashes))
    return tuple(reversed(path))


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Tell whether ``proof`` leads from the leaf's hash to the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0 or len(step) != HASH_BYTES:
            return False
        if place & 1 or place == last:
            found = node_hash(step, found)
            place, last = _risen(place, last)
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root_hash


def is_consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Tell whether ``proof`` shows that the newer tree only continues the older (RFC 9162 §2.1.4.2)."""
    if not 0 < old < new:
        same = old_root == (new_root if old == new else EMPTY_ROOT)
        return same and not proof and 0 <= old <= new
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps or any(len(step) != HASH_BYTES for step in steps):
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            place, last = _risen(place, last)
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


class Range:
    """A tree that only grows: it remembers the roots of its complete subtrees and nothing else."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        self._peaks.append(leaf)
        self.size += 1
        joins = (self.size & -self.size).bit_length() - 1
        for _ in range(joins):
            right = self._peaks.pop()
            self._peaks[-1] = node_hash(self._peaks[-1], right)

    def root(self) -> bytes:
        """Return the root of all leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found


class Tree:
    """A whole tree in memory, for a map of a night and for those who check others."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        self._levels[0].append(leaf)
        level, count = 0, self.size
        while count % 2 == 0:
            left, right = self._levels[level][-2:]
            level, count = level + 1, count // 2
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node_hash(left, right))

    def hashes(self, level: int, index: int) -> bytes:
        """Return the hash of one complete subtree."""
        return self._levels[level][index]

    def root(self) -> bytes:
        """Return the root of all leaves."""
        return root(self.size, self.hashes)


def _risen(place: int, last: int) -> tuple[int, int]:
    """Return the places after the levels in which the last subtree of a level has no sibling."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _split(count: int) -> int:
    """Return the largest power of two smaller than ``count``."""
    return 1 << ((count - 1).bit_length() - 1)


def _span(low: int, high: int, hashes: Hashes) -> bytes:
    """Return the hash of the leaves from ``low`` up to ``high``, where a subtree of that size may stand."""
    count = high - low
    if count == 0:
        return EMPTY_ROOT
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return hashes(level, low >> level)
    middle = low + _split(count)
    return node_hash(_span(low, middle, hashes), _span(middle, high, hashes))
