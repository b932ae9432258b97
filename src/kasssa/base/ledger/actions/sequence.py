"""The sequencer: it gives committed acts their places in the tree and signs the head that comes of it.

An act is in the ledger from its own commit on, in the tree some seconds later. The order of the tree is the
order in which acts were found committed: a transaction that commits late gets a later place, and no place
is ever left empty.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection, transaction

from kasssa.base import clock, ids
from kasssa.base.ledger import keys
from kasssa.base.ledger.models import Chain, Checkpoint, Leaf, Tile
from kasssa.base.tenancy import action, robot
from kasssa.core.actor import NOBODY, Actor
from kasssa.core.tlog import leaves, merkle, tiles
from kasssa.core.tlog import notes as texts
from kasssa.core.tlog.leaves import FIRST, Link
from kasssa.core.tlog.tiles import Place

BATCH = 2_000
# How far back an act is looked for that committed after its successors: far more than are ever under way.
LOOKBACK = 10_000
ANCHOR = "head"
LOCK = int.from_bytes(b"ledger")
_FOUND = """
SELECT e.id, e.act, e.subject_id, e.organisation_id, e.person_id, e.role, e.door, e.at, e.details::text
FROM ledger_entry e WHERE e.id > %s AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id)
ORDER BY e.id LIMIT %s
"""
_CHAINED = """
INSERT INTO ledger_chain (subject_id, salt, alias, length, head)
SELECT * FROM unnest(%s::uuid[], %s::bytea[], %s::text[], %s::bigint[], %s::text[])
ON CONFLICT (subject_id) DO UPDATE SET length = excluded.length, head = excluded.head
"""
_TILED = """
INSERT INTO ledger_tile (level, index, hashes) SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])
ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A committed act without a place."""

    details: Mapping[str, str | int]
    id: int
    act: str
    subject_id: UUID
    organisation_id: UUID
    person_id: UUID
    role: str
    door: str
    at: datetime


@dataclass(slots=True)
class Subject:
    """A subject of the ledger while the batch grows: its alias and its last leaf."""

    id: UUID
    salt: bytes
    alias: str
    last: Link


def sequence_all(*, everything: bool = False) -> int:
    """Give every committed act its place, batch by batch, and return how many got one.

    ``everything`` looks for acts that committed late through the whole ledger, not only its last part.
    """
    total = 0
    while count := sequence(everything=everything, by=robot(), at=clock.now()):
        total += count
    return total


@action
def sequence(*, by: Actor, at: datetime, everything: bool = False) -> int:
    """Give a batch of committed acts their places and sign the new head; return how many there were.

    Leaves, tiles and head commit together. There is one sequencer at a time: another returns nought at once.

    Raises:
        UnsafeKeys: the keys of the ledger are readable for others, or spoilt.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        last = Leaf.objects.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0
        cursor.execute(_FOUND, [0 if everything else last - LOOKBACK, BATCH])
        rows = [Row(msgspec.json.decode(details), *row) for *row, details in cursor.fetchall()]
    if not rows:
        return 0
    size = _size()
    subjects = _subjects(rows)
    salts = [ids.new_salt() for _ in rows]
    bodies = [_body(row, salt, subjects) for row, salt in zip(rows, salts, strict=True)]
    _keep(size, rows, salts, bodies)
    _keep_chains(list(subjects.values()))
    root = _grow(size, [merkle.leaf_hash(body.encode()) for body in bodies])
    _sign(size + len(rows), root, at)
    return len(rows)


def _size() -> int:
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def _subjects(rows: Sequence[Row]) -> dict[UUID, Subject]:
    """Return all whom the batch is about, with their last leaves; new ones get an alias."""
    wanted = {one for row in rows for one in (row.person_id, row.organisation_id, row.subject_id)} - {NOBODY}
    known = Chain.objects.filter(subject_id__in=wanted).values_list(
        "subject_id", "salt", "alias", "length", "head"
    )
    found = {
        subject_id: Subject(subject_id, bytes(salt), alias, Link(length, head))
        for subject_id, salt, alias, length, head in known
    }
    for subject_id in sorted(wanted - found.keys()):
        salt = ids.new_salt()
        found[subject_id] = Subject(subject_id, salt, leaves.alias_of(subject_id, salt), FIRST)
    return found


def _body(row: Row, salt: bytes, subjects: Mapping[UUID, Subject]) -> str:
    """Return the leaf of an act, and let the chains of its subjects go on from it."""
    by_id = {
        one: subjects[one] for one in (row.person_id, row.organisation_id, row.subject_id) if one != NOBODY
    }
    aliases = {one: subject.alias for one, subject in by_id.items()}
    body = leaves.Leaf(
        entry_id=row.id, act=row.act, at=row.at, role=row.role, door=row.door,
        actor=aliases.get(row.person_id), organisation=aliases.get(row.organisation_id),
        subject=aliases.get(row.subject_id), detail=leaves.commitment(leaves.told(row.details), salt),
        chain={subject.alias: Link(subject.last.n + 1, subject.last.hash) for subject in by_id.values()},
    ).write()  # fmt: skip
    name = leaves.name_of(body)
    for subject in by_id.values():
        subject.last = Link(subject.last.n + 1, name)
    return body


def _keep(size: int, rows: Sequence[Row], salts: Sequence[bytes], bodies: Sequence[str]) -> None:
    numbers = [row.id for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_leaf (index, entry_id, body)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[])",
            [list(range(size, size + len(rows))), numbers, list(bodies)],
        )
        cursor.execute(
            "INSERT INTO ledger_salt (entry_id, salt) SELECT * FROM unnest(%s::bigint[], %s::bytea[])",
            [numbers, list(salts)],
        )


def _keep_chains(subjects: Sequence[Subject]) -> None:
    columns = (
        [one.id for one in subjects],
        [one.salt for one in subjects],
        [one.alias for one in subjects],
        [one.last.n for one in subjects],
        [one.last.hash for one in subjects],
    )
    with connection.cursor() as cursor:
        cursor.execute(_CHAINED, columns)


def _grow(size: int, fresh: Sequence[bytes]) -> bytes:
    """Add the hashes of new leaves to the tiles and return the new root."""
    partial = {place: tile for place in tiles.growing(size) if (tile := _tile(place))}
    changed = tiles.grown(size, fresh, partial)
    with connection.cursor() as cursor:
        cursor.execute(
            _TILED,
            [[level for level, _ in changed], [index for _, index in changed], list(changed.values())],
        )
    return merkle.root(
        size + len(fresh), tiles.Reader(lambda place: changed.get(place) or _tile(place)).hashes
    )


def _tile(place: Place) -> bytes:
    level, index = place
    row = Tile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
    return b"" if row is None else bytes(row)


def _sign(size: int, root: bytes, at: datetime) -> None:
    """Sign the new head, and keep it also in a file: so a database that was set back is found out."""
    signers = keys.of_log()
    text = texts.Checkpoint(signers[0].key.name, size, root).write()
    seconds = int(at.timestamp())
    note = texts.Note(text, tuple(signer.sign(text, seconds=seconds) for signer in signers)).write()
    before = Checkpoint.objects.order_by("-number").values_list("number", "chain").first() or (0, "")
    chain = linked(before[1], note)
    Checkpoint.objects.create(number=before[0] + 1, size=size, note=note, chain=chain, signed_at=at)
    transaction.on_commit(lambda: keep_anchor(note))


def linked(chain: str, note: str) -> str:
    """Return the digest of a chain of heads after ``note`` was added to it: hexadecimal."""
    return hashlib.sha256(f"{chain}\n{note}".encode()).hexdigest()


def keep_anchor(note: str) -> None:
    """Keep the last signed head outside the database."""
    path = Path(settings.LEDGER_FOLDER) / ANCHOR
    draft = path.with_suffix(".draft")
    draft.write_text(note, encoding="utf-8")
    draft.replace(path)
