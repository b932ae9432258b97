"""Leaves: written in one form, read back the same, refused in any other."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from kasssa.core.tlog import leaves
from kasssa.core.tlog.canonical import canonical
from kasssa.core.tlog.leaves import FIRST, BadLeaf, Leaf, Link

WHO, WHAT = leaves.alias_of(UUID(int=1), bytes(32)), leaves.alias_of(UUID(int=2), bytes(32))
LEAF = Leaf(
    entry_id=7, act="document.issued", at=datetime(2026, 11, 25, 12, 0, 0, 5, UTC), role="owner", door="web",
    actor=WHO, organisation=None, subject=WHAT,
    detail=leaves.commitment(leaves.told({"number": "Р-1"}), bytes(32)),
    chain={WHO: Link(3, "ab" * 32), WHAT: Link(1, FIRST.hash)},
)  # fmt: skip


def test_a_leaf_is_canonical_json_and_is_read_back_as_it_was():
    text = LEAF.write()
    assert text == canonical(json.loads(text))
    assert '"t":"2026-11-25T12:00:00.000005Z","v":1}' in text
    assert Leaf.parse(text) == LEAF
    assert LEAF.aliases == (WHO, WHAT)


def test_a_time_has_one_form_wherever_it_was_read():
    kyiv = LEAF.at.astimezone(timezone(timedelta(hours=2)))
    assert replace(LEAF, at=kyiv).write() == LEAF.write()


def test_the_name_of_a_subject_follows_from_salt_and_identifier():
    assert leaves.alias_of(UUID(int=1), b"\1" * 32) != WHO != leaves.alias_of(UUID(int=3), bytes(32))


def test_a_map_line_is_canonical():
    assert leaves.map_line("a", Link(2, "b")) == '{"head":"b","n":2,"subject":"a"}'


@pytest.mark.parametrize(("name", "value"), [
    ("v", 2), ("entry", "7"), ("entry", -1), ("entry", True), ("t", "2026-11-25T12:00:00Z"), ("act", None),
    ("chain", []), ("chain", {"a": {"n": 1}}), ("chain", {"a": [1, "b"]}), ("actor", 1), ("more", 1),
])  # fmt: skip
def test_whatever_is_no_leaf_is_refused(name, value):
    said = json.loads(LEAF.write())
    with pytest.raises(BadLeaf):
        Leaf.parse(canonical({**said, name: value}))


@pytest.mark.parametrize("text", ["", "[]", "{}", LEAF.write() + " ", LEAF.write().replace(":", ": ")])
def test_no_other_form_of_a_leaf_is_taken(text):
    with pytest.raises(BadLeaf):
        Leaf.parse(text)
