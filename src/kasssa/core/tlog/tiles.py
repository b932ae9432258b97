"""The tree cut into tiles, as c2sp.org/tlog-tiles lays it out: eight levels high, 256 hashes wide.

A tile is the concatenation of its hashes. The tile ``(level, index)`` holds the hashes of the complete
subtrees of ``256 ** level`` leaves, from number ``256 * index`` on; the last one of a level is partial.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kasssa.core.tlog.merkle import HASH_BYTES, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT

Place = tuple[int, int]
Tiles = Callable[[Place], bytes]


class NoSuchTile(Exception):
    """The tile is not there, or not as full as it has to be."""


def growing(size: int) -> Sequence[Place]:
    """Return the places of the tiles, level by level, that the next leaves of a tree of ``size`` fill."""
    places: list[Place] = []
    level = 0
    while level == 0 or size >> HEIGHT * level:
        places.append((level, size >> HEIGHT * level >> HEIGHT))
        level += 1
    return places


def grown(size: int, leaves: Sequence[bytes], partial: Mapping[Place, bytes]) -> dict[Place, bytes]:
    """Return the tiles that change when ``leaves`` are added to a tree of ``size``.

    ``partial`` holds the tiles of ``growing(size)``, as far as there is anything in them.
    """
    changed: dict[Place, bytes] = {}
    level, start, fresh = 0, size, list(leaves)
    while fresh:
        above: list[bytes] = []
        place = (level, start >> HEIGHT)
        tile = [partial.get(place, b"")] if start % WIDTH else []
        count = start % WIDTH
        for one in fresh:
            tile.append(one)
            count += 1
            if count == WIDTH:
                changed[place] = b"".join(tile)
                above.append(_top(changed[place]))
                place, tile, count = (level, place[1] + 1), [], 0
        if count:
            changed[place] = b"".join(tile)
        level, start, fresh = level + 1, start >> HEIGHT, above
    return changed


class Reader:
    """The hashes of complete subtrees, read from tiles and remembered; made for one question."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self._read: dict[Place, bytes] = {}
        self._known: dict[Place, bytes] = {}

    def hashes(self, level: int, index: int) -> bytes:
        """Return the hash of one complete subtree.

        Raises:
            NoSuchTile: the tree does not reach so far.
        """
        known = self._known.get((level, index))
        if known is None:
            known = self._known[level, index] = self._found(level, index)
        return known

    def _found(self, level: int, index: int) -> bytes:
        if level % HEIGHT:
            return node_hash(self.hashes(level - 1, 2 * index), self.hashes(level - 1, 2 * index + 1))
        place = (level // HEIGHT, index >> HEIGHT)
        if place not in self._read:
            self._read[place] = self._tiles(place)
        at = index % WIDTH * HASH_BYTES
        found = self._read[place][at : at + HASH_BYTES]
        if len(found) != HASH_BYTES:
            raise NoSuchTile(place)
        return found


def parse_place(level: str, number: str) -> tuple[Place, int]:
    """Read the address of a tile, as ``0`` and ``x001/234`` or ``067.p/8``: the place, and its width.

    Raises:
        NoSuchTile: it is not written as c2sp.org/tlog-tiles says.
    """
    path, _, width = number.partition(".p/")
    wide = int(width) if width.isascii() and width.isdecimal() and len(width) <= 3 else 0
    parts = path.split("/")
    digits = "".join(part.removeprefix("x") for part in parts)
    if not (level.isascii() and level.isdecimal() and digits.isascii() and digits.isdecimal()):
        raise NoSuchTile(number)
    place = (int(level), int(digits)) if len(digits) <= 18 and len(level) <= 2 else (64, 0)
    partial = bool(width) or path != number
    written = f"{tile_path(place[1])}.p/{wide}" if partial else tile_path(place[1])
    if str(place[0]) != level or place[0] > 5 or written != number or (partial and not 0 < wide < WIDTH):
        raise NoSuchTile(number)
    return place, wide or WIDTH


def tile_path(index: int) -> str:
    """Return the number of a tile as it stands in an address: ``1234067`` is ``x001/x234/067``."""
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.append(f"x{index % 1000:03}")
    return "/".join(reversed(parts))


def split(tile: bytes) -> Iterator[bytes]:
    """Yield the hashes of a tile."""
    for at in range(0, len(tile), HASH_BYTES):
        yield tile[at : at + HASH_BYTES]


def _top(tile: bytes) -> bytes:
    """Return the hash over a full tile."""
    row = list(split(tile))
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]
