"""What the audit reads: all rows of the ledger, in the role that owns the tables, as of one moment."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connections, transaction

from kasssa.core.acts import Act
from kasssa.core.tlog.tiles import Place

ALIAS = "owner"


class WalledOff(Exception):
    """The role of DATABASE_OWNER_URL does not see every row."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An act as its row tells it, without its number."""

    details: Mapping[str, str | int]
    act: str
    subject_id: UUID
    organisation_id: UUID
    person_id: UUID
    role: str
    door: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredLeaf:
    """A leaf, with the act that it names and the salt of that, as far as they are there."""

    index: int
    entry_id: int
    body: str
    salt: bytes | None
    entry: StoredEntry | None


@dataclass(frozen=True, slots=True)
class StoredHead:
    """A signed head."""

    number: int
    size: int
    note: str
    chain: str


@dataclass(frozen=True, slots=True)
class StoredChain:
    """A subject."""

    subject_id: UUID
    salt: bytes
    alias: str
    length: int
    head: str


_LEAVES = """
SELECT l.index, l.entry_id, l.body, s.salt, e.id, e.act, e.subject_id, e.organisation_id, e.person_id, e.role,
       e.door, e.at, e.details::text
FROM ledger_leaf l
LEFT JOIN ledger_salt s ON s.entry_id = l.entry_id LEFT JOIN ledger_entry e ON e.id = l.entry_id
ORDER BY l.index
"""
_UNPLACED = """
SELECT e.id FROM ledger_entry e
WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id) ORDER BY e.id
"""
_SEES_ALL = """
SELECT bool_and(r.rolsuper OR r.rolbypassrls
    OR pg_has_role(c.relowner, 'USAGE') AND NOT c.relforcerowsecurity)
FROM pg_class c, pg_roles r WHERE r.rolname = current_user AND c.relname IN ('ledger_entry', 'blobs_blob')
"""
_HELD = """
SELECT DISTINCT h.sha256 FROM blobs_holding h
WHERE NOT EXISTS (SELECT FROM blobs_blob b WHERE b.sha256 = h.sha256) ORDER BY 1
"""


@contextmanager
def one_moment() -> Iterator[None]:
    """Read as of one moment, and only read.

    Raises:
        WalledOff: the role sees only some rows, so that an audit by it would say nothing.
    """
    outermost = not connections[ALIAS].in_atomic_block
    with transaction.atomic(using=ALIAS):
        if outermost:
            with connections[ALIAS].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        ((sees_all,),) = _rows(_SEES_ALL)
        if not sees_all:
            raise WalledOff("Set DATABASE_OWNER_URL to the role that owns the tables (docs/settings.md).")
        yield


def leaves() -> Iterator[StoredLeaf]:
    """Yield the leaves in their order."""
    for index, entry_id, body, salt, there, *rest, details in _rows(_LEAVES):
        entry = StoredEntry(msgspec.json.decode(details), *rest) if there is not None else None
        yield StoredLeaf(index, entry_id, body, None if salt is None else bytes(salt), entry)


def unplaced() -> Sequence[int]:
    """Return the numbers of the acts that have no leaf."""
    return [number for (number,) in _rows(_UNPLACED)]


def heads() -> Sequence[StoredHead]:
    """Return the signed heads in their order."""
    return [
        StoredHead(*row)
        for row in _rows("SELECT number, size, note, chain FROM ledger_checkpoint ORDER BY number")
    ]


def chains() -> Sequence[StoredChain]:
    """Return all subjects."""
    rows = _rows("SELECT subject_id, salt, alias, length, head FROM ledger_chain ORDER BY subject_id")
    return [StoredChain(subject_id, bytes(salt), *rest) for subject_id, salt, *rest in rows]


def tiles() -> Mapping[Place, bytes]:
    """Return all tiles by their places."""
    rows = _rows("SELECT level, index, hashes FROM ledger_tile ORDER BY level, index")
    return {(level, index): bytes(hashes) for level, index, hashes in rows}


def seals() -> Mapping[int, Mapping[str, str | int]]:
    """Return what the nights' acts say, by their numbers."""
    rows = _rows("SELECT id, details::text FROM ledger_entry WHERE act = %s", Act.LEDGER_SEALED.value)
    return {number: msgspec.json.decode(details) for number, details in rows}


def maps() -> Mapping[int, tuple[int, str]]:
    """Return the maps that are still kept, by the numbers of their acts: size of the tree, lines."""
    return {
        number: (size, lines) for number, size, lines in _rows("SELECT entry_id, size, lines FROM ledger_map")
    }


def vouchers() -> Iterator[tuple[str, int, str, bytes]]:
    """Yield what others signed of heads: kind, number of the head, by whom, the bytes."""
    for number, witness, lines in _rows(
        "SELECT number, witness, lines FROM ledger_cosignature ORDER BY 1, 2"
    ):
        yield "cosignature", number, witness, lines.encode()
    for number, token in _rows("SELECT number, token FROM ledger_stamp ORDER BY 1"):
        yield "stamp", number, "", bytes(token)


def blobs() -> Iterator[tuple[str, bytes]]:
    """Yield the kept bytes with their names."""
    for sha256, content in _rows("SELECT sha256, content FROM blobs_blob ORDER BY sha256"):
        yield sha256, bytes(content)


def held_without_bytes() -> Sequence[str]:
    """Return the names under which somebody holds bytes that are not there."""
    return [name for (name,) in _rows(_HELD)]


def _rows(sql: str, *arguments: str) -> Iterator[tuple[Any, ...]]:
    with connections[ALIAS].chunked_cursor() as cursor:
        cursor.execute(sql, arguments or None)
        while found := cursor.fetchmany(2_000):
            yield from found
