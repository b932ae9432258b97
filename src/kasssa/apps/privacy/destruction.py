"""The act of destruction, which names nobody, and the tombstones, which outlive the database."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings

from kasssa.core.consent import Operator
from kasssa.core.datamap import MAP, Fate
from kasssa.core.ending import Closing


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That a person was erased, and which organisations were closed with them."""

    person_id: UUID
    closing: tuple[UUID, ...]
    erased_at: datetime


def act(
    person_id: UUID,
    counts: Mapping[str, int],
    sealed: Sequence[Closing],
    operator: Operator,
    *,
    at: datetime,
) -> bytes:
    """Return the act of destruction as JSON: how many rows of which tables, what stays and until when."""
    told = {
        "person": str(person_id),
        "erased_at": at.isoformat().replace("+00:00", "Z"),
        "controller": {"name": operator.name, "code": operator.code, "address": operator.address},
        "ground": "policy 5.1; Law 2297-VI art. 8, 15",
        "destroyed": [
            {"table": apps.get_model(name)._meta.db_table, "rows": number, "how": MAP[name].fate}
            for name, number in sorted(counts.items())
        ],
        "kept": [
            {"table": apps.get_model(name)._meta.db_table, "how": table.fate, "until": _until(name)}
            for name, table in MAP.items()
            if table.fate in (Fate.KEPT, Fate.SEALED)
        ],
        "sealed": [
            {"documents": one.documents, "until": str(one.sealed_until), "ground": "Tax Code art. 44.3"}
            for one in sealed
            if one.documents
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def note(person_id: UUID, closing: Sequence[UUID], *, at: datetime) -> None:
    """Write a tombstone into the file beside the database, down to the disk."""
    line = {"person": str(person_id), "closing": [str(one) for one in closing], "erased_at": at.isoformat()}
    path: Path = settings.TOMBSTONES
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def tombstones(path: Path) -> Iterator[Tombstone]:
    """Yield the tombstones of a file, oldest first; a line that a crash cut off is passed over."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        closing = tuple(UUID(one) for one in told["closing"])
        yield Tombstone(UUID(told["person"]), closing, datetime.fromisoformat(told["erased_at"]))


def _until(name: str) -> str:
    return str(getattr(apps.get_model(name), "kept", ""))
