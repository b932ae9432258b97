"""The sequencer: every committed act once, without a gap, in the tree and in the chains of its subjects."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kasssa.apps.privacy.actions import seal
from kasssa.base.ledger import keys
from kasssa.base.ledger.actions.sequence import sequence, sequence_all
from kasssa.base.ledger.models import Chain, Checkpoint, Entry, Leaf, Map, Salt, Tile
from kasssa.base.tenancy import acting, robot
from kasssa.core.tlog import leaves, notes, tiles
from kasssa.core.tlog.leaves import Link
from kasssa.core.tlog.merkle import Tree, leaf_hash
from kasssa.core.tlog.notes import Note
from tests.cast import delivered, drafted, ledger_length


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A folder for keys of the test's own."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    return settings.LEDGER_FOLDER


def told():
    """Every leaf, as the service sees it."""
    with acting(robot()):
        return [
            leaves.Leaf.parse(body) for body in Leaf.objects.order_by("index").values_list("body", flat=True)
        ]


def test_every_act_gets_one_leaf_in_the_order_of_the_numbers(olena, petro, noon):
    delivered(olena, petro, noon)
    assert sequence_all() == ledger_length()
    with acting(robot()):
        assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(
            range(ledger_length())
        )
        assert [leaf.entry_id for leaf in told()] == list(
            Entry.objects.order_by("id").values_list("id", flat=True)
        )
    assert sequence_all() == 0


def test_a_leaf_names_nobody_and_opens_with_its_salts(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    sequence_all()
    with acting(robot()):
        bodies = "".join(Leaf.objects.values_list("body", flat=True))
        for known in (document_id, olena.actor.person_id, olena.actor.organisation_id, petro.actor.person_id):
            assert str(known) not in bodies
            assert known.hex not in bodies
        leaf = next(one for one in told() if one.act == "document.issued")
        chain = Chain.objects.get(subject_id=document_id)
        assert leaf.subject == chain.alias == leaves.alias_of(document_id, bytes(chain.salt))
        entry = Entry.objects.get(id=leaf.entry_id)
        salt = bytes(Salt.objects.get(entry_id=leaf.entry_id).salt)
        assert leaf.detail == leaves.commitment(leaves.told(entry.details), salt)
        assert (leaf.at, leaf.role, leaf.door) == (entry.at, entry.role, entry.door)


def test_each_subject_has_an_unbroken_chain(olena, petro, noon):
    delivered(olena, petro, noon)
    sequence_all()
    delivered(petro, olena, noon)
    sequence_all()
    last = {}
    for leaf in told():
        for alias, link in leaf.chain.items():
            before = last.get(alias, leaves.FIRST)
            assert link == Link(before.n + 1, before.hash)
            last[alias] = Link(link.n, leaves.name_of(leaf.write()))
    with acting(robot()):
        assert {
            alias: Link(n, head) for alias, n, head in Chain.objects.values_list("alias", "length", "head")
        } == last


def test_the_head_is_signed_twice_over_the_tree_of_all_leaves(olena, petro, noon, folder):
    delivered(olena, petro, noon)
    size = sequence_all()
    with acting(robot()):
        note = Note.parse(Checkpoint.objects.get().note)
        tree = Tree(
            leaf_hash(body.encode()) for body in Leaf.objects.order_by("index").values_list("body", flat=True)
        )
        tile = bytes(Tile.objects.get(level=0, index=0).hashes)
    head = notes.Checkpoint.parse(note.text)
    assert (head.origin, head.size, head.root) == ("localhost:8000/ledger", size, tree.root())
    ours = keys.public_of_log()
    assert notes.verified(note, ours, keys.verify, strangers=False) == ours
    assert list(tiles.split(tile))[7] == tree.hashes(0, 7)
    assert (folder / "log.keys").stat().st_mode & 0o777 == 0o400


def test_keys_that_others_may_read_sign_nothing(olena, petro, noon, folder):
    keys.of_log()
    (folder / "log.keys").chmod(0o444)
    drafted(olena, petro, noon)
    with pytest.raises(keys.UnsafeKeys), transaction.atomic():
        sequence_all()
    with acting(robot()):
        assert Leaf.objects.count() == 0


def test_a_party_sees_the_leaves_of_the_acts_that_it_sees_and_a_stranger_none_of_them(
    olena, petro, yevheniia, noon
):
    document_id = delivered(olena, petro, noon)
    sequence_all()
    for someone in (olena, petro, yevheniia):
        with acting(someone.actor):
            mine = set(Entry.objects.values_list("id", flat=True))
            assert set(Leaf.objects.values_list("entry_id", flat=True)) == mine
            assert set(Salt.objects.values_list("entry_id", flat=True)) == mine
            known = set(Chain.objects.values_list("subject_id", flat=True))
            assert (document_id in known) == (someone is not yevheniia)
            assert someone.actor.person_id in known
    with acting(yevheniia.actor):
        assert not Chain.objects.filter(subject_id=olena.actor.person_id).exists()


def refused(by, sql, words, *arguments):
    """Try plain SQL as somebody; the database has to refuse it."""
    with (
        acting(by),
        pytest.raises(DatabaseError, match=words),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, arguments)


@pytest.mark.parametrize(("table", "column"), [("ledger_leaf", "body"), ("ledger_checkpoint", "note")])
def test_leaves_and_heads_are_changed_and_deleted_by_nobody(table, column, olena):
    sequence_all()
    refused(robot(), f"UPDATE {table} SET {column} = ''", "permission denied")
    refused(robot(), f"DELETE FROM {table}", "permission denied")


@pytest.mark.parametrize("table", ["ledger_leaf", "ledger_tile", "ledger_checkpoint", "ledger_chain"])
def test_only_the_service_adds_to_the_tree(table, olena):
    sequence_all()
    with acting(robot()), connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t LIMIT 1")
        (row,) = cursor.fetchone()
    sql = f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s::jsonb)"
    refused(olena.actor, sql, "row-level security", row)


def test_a_night_is_sealed_by_an_act_that_names_the_map(olena, petro, noon):
    delivered(olena, petro, noon)
    size = sequence_all()
    seal(by=robot(), at=noon + timedelta(hours=9))
    with acting(robot()):
        entry, kept = Entry.objects.order_by("-id")[0], Map.objects.get()
        tree = Tree(leaf_hash(line.encode()) for line in kept.lines.split("\n"))
        assert (entry.act, entry.details["map"], entry.details["size"]) == (
            "ledger.sealed",
            tree.root().hex(),
            size,
        )
        assert (kept.entry_id, kept.size, entry.details["subjects"]) == (
            entry.id,
            size,
            Chain.objects.count(),
        )
    assert sequence(by=robot(), at=noon) == 1
    seal(by=robot(), at=noon + timedelta(days=1))
    with acting(robot()):
        assert Map.objects.get().size == size + 1
