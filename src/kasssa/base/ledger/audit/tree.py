"""The tree: every hash made again from the leaves, and compared with the tiles and with what was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kasssa.base.ledger.audit.faults import Findings
from kasssa.base.ledger.audit.heads import Heads
from kasssa.core.tlog import tiles
from kasssa.core.tlog.merkle import HASH_BYTES, Range
from kasssa.core.tlog.tiles import HEIGHT, WIDTH, Place


@dataclass(slots=True)
class Growth:
    """The hashes of the leaves twice: as the leaves make them, and as the tiles keep them.

    Where one of the two leads to what was signed, the other is at fault, and it is known at which leaves they
    differ. Of a leaf that is gone the tile stands in, and the other way round.
    """

    tiles: Mapping[Place, bytes]
    by_leaves: list[bytes] = field(default_factory=list)
    by_tiles: list[bytes] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)

    def append(self, made: bytes | None) -> bool:
        """Add the hash of the next leaf, or none where it is gone; tell whether the tile keeps the same."""
        index = len(self.by_leaves)
        kept = self._kept(index)
        if made is None:
            self.missing.append(index)
        self.by_leaves.append(made or kept or bytes(HASH_BYTES))
        self.by_tiles.append(kept or made or bytes(HASH_BYTES))
        return made is not None and made == kept

    def _kept(self, index: int) -> bytes | None:
        at = index % WIDTH * HASH_BYTES
        found = self.tiles.get((0, index >> HEIGHT), b"")[at : at + HASH_BYTES]
        return found if len(found) == HASH_BYTES else None

    def judge(self, signed: Heads, findings: Findings) -> None:
        """Say which leaves, tiles and heads are at fault."""
        of_leaves, of_tiles = _unfit(self.by_leaves, signed), _unfit(self.by_tiles, signed)
        for index in self.missing:
            findings.add(f"leaf {index}", "is gone")
        for index, (made, kept) in enumerate(zip(self.by_leaves, self.by_tiles, strict=True)):
            if made != kept and (of_leaves or not of_tiles):
                findings.add(f"leaf {index}", "is not the one that was signed")
        for number in sorted(set(of_leaves) & set(of_tiles)):
            findings.add(f"checkpoint {number}", "the tree is not the one that it signs")
        for index in range(max(signed, default=0), len(self.by_leaves)):
            findings.add(f"leaf {index}", "is under no signed head")
        self._judge_tiles(self.by_tiles if of_leaves and not of_tiles else self.by_leaves, findings)

    def _judge_tiles(self, good: Sequence[bytes], findings: Findings) -> None:
        made = tiles.grown(0, good, {})
        for place in sorted({*made, *self.tiles}):
            findings.count("tiles")
            if made.get(place) != self.tiles.get(place):
                state = "is gone" if place not in self.tiles else "is not what the leaves make"
                findings.add(f"tile {place[0]}/{place[1]}", state)


def _unfit(hashes: Sequence[bytes], signed: Heads) -> list[int]:
    """Return the numbers of the heads whose roots these hashes do not lead to."""
    growing, unfit = Range(), []
    for size in range(len(hashes) + 1):
        if size:
            growing.append(hashes[size - 1])
        unfit += [number for number, root in signed.get(size, ()) if root != growing.root()]
    return unfit
