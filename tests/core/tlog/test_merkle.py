"""The tree: all proofs of all small trees, the vectors of Certificate Transparency, larger ones by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.tlog import merkle
from kasssa.core.tlog.merkle import EMPTY_ROOT, Range, Tree, leaf_hash, node_hash

# The leaves and roots that the reference implementation of RFC 6962 is tested with.
LEAVES = (
    b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43", bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
)  # fmt: skip
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SMALL = 40


def hashed(count):
    return [leaf_hash(str(number).encode()) for number in range(count)]


def slow_root(leaves):
    """The definition of RFC 6962 §2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(slow_root(leaves[:split]), slow_root(leaves[split:]))


def test_roots_are_those_of_the_reference():
    tree, growing = Tree(), Range()
    assert tree.root().hex() == growing.root().hex() == ROOTS[0]
    for leaf, root in zip(LEAVES, ROOTS[1:], strict=True):
        tree.append(leaf_hash(leaf))
        growing.append(leaf_hash(leaf))
        assert tree.root().hex() == growing.root().hex() == root


def test_a_proof_is_that_of_the_reference():
    tree = Tree(map(leaf_hash, LEAVES))
    assert [step.hex()[:8] for step in merkle.inclusion(5, 8, tree.hashes)] == [
        "bc1a0643",
        "ca854ea1",
        "d37ee418",
    ]
    assert [step.hex()[:8] for step in merkle.consistency(6, 8, tree.hashes)] == [
        "0ebc5d34", "ca854ea1", "d37ee418",
    ]  # fmt: skip


@pytest.mark.parametrize("size", range(1, SMALL))
def test_every_leaf_of_a_small_tree_is_proved_and_nothing_else_is(size):
    leaves = hashed(size)
    tree = Tree(leaves)
    root = slow_root(leaves)
    for index, leaf in enumerate(leaves):
        proof = merkle.inclusion(index, size, tree.hashes)
        taken = [
            (i, n)
            for n in range(size + 3)
            for i in range(-1, size + 3)
            if merkle.is_included(leaf, i, n, proof, root)
        ]
        assert (index, size) in taken
        # The shape of the path is all that binds a size: the signed head binds it for good.
        assert all(i == index or n != size for i, n in taken)
        for at, step in enumerate(proof):
            wrong = bytes([step[0] ^ 1]) + step[1:]
            assert not merkle.is_included(leaf, index, size, (*proof[:at], wrong, *proof[at + 1 :]), root)
            assert not merkle.is_included(leaf, index, size, proof[:at] + proof[at + 1 :], root)
        assert not merkle.is_included(leaf, index, size, (*proof, leaf), root)
        assert not merkle.is_included(leaf_hash(b"other"), index, size, proof, root)


@pytest.mark.parametrize("new", range(SMALL))
def test_every_beginning_of_a_small_tree_is_proved_and_nothing_else_is(new):
    leaves = hashed(new)
    tree = Tree(leaves)
    for old in range(new + 1):
        before, after = slow_root(leaves[:old]), slow_root(leaves)
        proof = merkle.consistency(old, new, tree.hashes)
        assert merkle.is_consistent(old, new, proof, before, after)
        assert not merkle.is_consistent(old, new, (*proof, before), before, after)
        other = leaf_hash(b"other")
        assert not merkle.is_consistent(old, new, proof, other, after)
        if old:
            assert not merkle.is_consistent(old, new, proof, before, other)
        for at in range(len(proof)):
            assert not merkle.is_consistent(old, new, proof[:at] + proof[at + 1 :], before, after)
            assert not merkle.is_consistent(old, new, (*proof[:at], other, *proof[at + 1 :]), before, after)


@given(st.integers(1, 3000), st.data())
def test_larger_trees_prove_what_they_hold(size, data):
    leaves = hashed(size)
    tree, growing = Tree(leaves), Range()
    old = data.draw(st.integers(0, size))
    for leaf in leaves[:old]:
        growing.append(leaf)
    assert growing.root() == merkle.root(old, tree.hashes)
    proof = merkle.consistency(old, size, tree.hashes)
    assert merkle.is_consistent(old, size, proof, growing.root(), tree.root())
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, tree.hashes)
    assert merkle.is_included(leaves[index], index, size, path, tree.root())
    assert len(path) <= (size - 1).bit_length()


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3)])
def test_no_proof_of_what_is_not_there(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion(index, size, Tree(hashed(3)).hashes)


def test_no_proof_that_the_larger_begins_the_smaller():
    with pytest.raises(IndexError):
        merkle.consistency(3, 2, Tree(hashed(3)).hashes)
    assert not merkle.is_consistent(3, 2, (), ROOTS[3], ROOTS[2])
