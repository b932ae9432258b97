"""What a superuser can do to the ledger: one change or deletion, drawn by chance, and how it is undone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from django.db import connections, transaction

from tests.trust.company import Chance

T = TypeVar("T")


class Table(NamedTuple):
    """Where proofs come from: the key of a table, what the audit calls a row of it, what is changed."""

    key: str
    called: str
    columns: tuple[str, ...]


TABLES = {
    "ledger_entry": Table(
        "id", "'entry #' || id",
        ("act", "subject_id", "organisation_id", "person_id", "role", "door", "at", "details"),
    ),
    "ledger_leaf": Table("index", "'leaf ' || index", ("index", "entry_id", "body")),
    "ledger_salt": Table("entry_id", "'entry #' || entry_id", ("entry_id", "salt")),
    "ledger_chain": Table("subject_id", "'subject '", ("subject_id", "salt", "alias", "length", "head")),
    "ledger_tile": Table("id", "'tile ' || level || '/' || index", ("level", "index", "hashes")),
    "ledger_checkpoint": Table("number", "'checkpoint ' || number", ("number", "size", "note", "chain")),
    "ledger_map": Table("entry_id", "'map of #' || entry_id", ("size", "lines")),
    "blobs_blob": Table("sha256", "'bytes ' || sha256", ("sha256", "content")),
}  # fmt: skip
# Of an act that goes, its outcomes are no hindrance.
UNTIE = "ALTER TABLE ledger_outcome DROP CONSTRAINT ledger_outcome_entry_id_a9586bb6_fk_ledger_entry_id"


class Done(NamedTuple):
    """What was done, and how the audit is to call the row."""

    what: str
    called: str


class Undone(Exception):
    """Nothing of it stays."""


def rows(sql: str, *arguments: object) -> list[tuple[object, ...]]:
    """Ask as the owner of the tables."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, arguments or None)
        return cursor.fetchall() if cursor.description else []


def types() -> dict[tuple[str, str], str]:
    """Return the type of every column."""
    found = rows("SELECT table_name, column_name, data_type FROM information_schema.columns")
    return {(str(table), str(column)): str(kind) for table, column, kind in found}


@contextmanager
def tampered(chance: Chance, kinds: dict[tuple[str, str], str]) -> Iterator[Done]:
    """Change or delete one thing with the guards of the tables off; afterwards it is undone."""
    try:
        with transaction.atomic(using="owner"):
            for name in TABLES:
                rows(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            rows(UNTIE)
            yield _one(chance, kinds)
            raise Undone
    except Undone:
        return


def one(chance: Chance, of: Sequence[T]) -> T:
    """Draw one of several."""
    return of[int(chance.below(len(of)))]


def _one(chance: Chance, kinds: dict[tuple[str, str], str]) -> Done:
    name = one(chance, list(TABLES))
    key, called, columns = TABLES[name]
    chosen, said = one(chance, rows(f"SELECT {key}, {called} FROM {name} ORDER BY 1"))
    if chance.below(10) < 3:
        rows(f"DELETE FROM {name} WHERE {key} = %s", chosen)
        return Done(f"{name} {chosen} deleted", str(said))
    column = one(chance, columns)
    (before,) = rows(f"SELECT {column} FROM {name} WHERE {key} = %s", chosen)[0]
    after = _CHANGES[kinds[name, column]](chance, before)
    rows(f"UPDATE {name} SET {column} = %s::{kinds[name, column]} WHERE {key} = %s", after, chosen)
    return Done(f"{name} {chosen}: {column} {str(before)[:60]!r} became {str(after)[:60]!r}", str(said))


def _text(chance: Chance, before: object) -> str:
    text = str(before)
    at = int(chance.below(len(text))) if text else 0
    return text[:at] + one(chance, [c for c in "ab01я" if c != text[at : at + 1]]) + text[at + 1 :]


def _bytes(chance: Chance, before: object) -> bytes:
    assert isinstance(before, (bytes, memoryview))
    data = bytearray(before)
    data[int(chance.below(len(data)))] ^= 1 << int(chance.below(8))
    return bytes(data)


def _number(chance: Chance, before: object) -> int:
    return int(str(before)) + one(chance, [1_000, 77])


def _uuid(chance: Chance, before: object) -> str:
    text = str(before)
    at = one(chance, [i for i, c in enumerate(text) if c != "-" and i != 14])
    return text[:at] + one(chance, [c for c in "0123456789abcdef" if c != text[at]]) + text[at + 1 :]


def _json(chance: Chance, before: object) -> str:
    return f'{{"forged": {int(chance.below(1_000_000))}}}'


def _moment(chance: Chance, before: object) -> str:
    return str(before).replace("2026", one(chance, ["2025", "2024"]))


_CHANGES: dict[str, Callable[[Chance, object], object]] = {
    "character varying": _text,
    "text": _text,
    "bytea": _bytes,
    "bigint": _number,
    "smallint": _number,
    "uuid": _uuid,
    "timestamp with time zone": _moment,
    "jsonb": _json,
}
