"""Tiles: whatever was grown piece by piece gives the hashes of the whole tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasssa.core.tlog import merkle, tiles
from kasssa.core.tlog.merkle import Tree, leaf_hash
from kasssa.core.tlog.tiles import NoSuchTile, Reader


def grow(kept, size, leaves):
    partial = {place: kept[place] for place in tiles.growing(size) if place in kept}
    kept.update(tiles.grown(size, leaves, partial))


def read(kept):
    def one(place):
        if place not in kept:
            raise NoSuchTile(place)
        return kept[place]

    return Reader(one)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([1, 2, 3, 100, 255, 256, 257, 700]), min_size=1, max_size=6))
def test_grown_by_any_steps_the_tiles_hold_the_tree(steps):
    kept, tree = {}, Tree()
    for step in steps:
        leaves = [leaf_hash(str(tree.size + number).encode()) for number in range(step)]
        grow(kept, tree.size, leaves)
        for leaf in leaves:
            tree.append(leaf)
        assert merkle.root(tree.size, read(kept).hashes) == tree.root()
    for index in {0, tree.size // 2, tree.size - 1}:
        assert merkle.inclusion(index, tree.size, read(kept).hashes) == merkle.inclusion(
            index, tree.size, tree.hashes
        )
    with pytest.raises(NoSuchTile):
        read(kept).hashes(0, tree.size)


def test_a_tree_of_three_levels_of_tiles():
    kept, leaf = {}, leaf_hash(b"")
    size = 256 * 256 + 256 + 1
    grow(kept, 0, [leaf] * size)
    assert {place: len(tile) // 32 for place, tile in kept.items() if place[0] or place[1] > 255} == {
        (0, 256): 256, (0, 257): 1, (1, 0): 256, (1, 1): 1, (2, 0): 1,
    }  # fmt: skip
    growing = merkle.Range()
    for _ in range(size):
        growing.append(leaf)
    assert merkle.root(size, read(kept).hashes) == growing.root()


@pytest.mark.parametrize(("level", "number", "place", "width"), [
    ("0", "000", (0, 0), 256), ("0", "x001/x234/067", (0, 1234067), 256), ("2", "067.p/8", (2, 67), 8),
    ("0", "x001/000.p/255", (0, 1000), 255),
])  # fmt: skip
def test_addresses_of_tiles_are_those_of_the_standard(level, number, place, width):
    assert tiles.parse_place(level, number) == (place, width)
    assert number.partition(".")[0] == tiles.tile_path(place[1])


@pytest.mark.parametrize(("level", "number"), [
    ("0", ""), ("0", "0"), ("0", "0000"), ("0", "x000/000"), ("00", "000"), ("6", "000"), ("-1", "000"),
    ("0", "001/234"), ("0", "x001/x234"), ("0", "000.p/"), ("0", "000.p/0"), ("0", "000.p/256"),
    ("0", "000.p/08"), ("0", "000.p/٣"), ("٠", "000"), ("0", "٠٠٠"), ("0", "x1/000"), ("0", "000/"),
    ("0", "x999/" * 9 + "999"), ("entries", "000"), ("0", "000.p/8.p/8"), ("0", "xx001/000"),
])  # fmt: skip
def test_no_other_writing_of_an_address_is_taken(level, number):
    with pytest.raises(NoSuchTile):
        tiles.parse_place(level, number)
