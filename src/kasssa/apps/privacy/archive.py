"""The files of a copy: JSON-LD, CSV, originals, receipts, a page to read offline, a manifest of digests."""

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from kasssa.apps.privacy.holdings import Held
from kasssa.core.consent import Operator
from kasssa.core.purposes import GROUND_TERMS, TERMS
from kasssa.core.receipts import CONTEXT

Files = Mapping[str, bytes]
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(files: Files) -> bytes:
    """Return a ZIP of ``files``; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_manifest(files: Files, operator: Operator, *, person_id: UUID, at: datetime) -> Files:
    """Return ``files`` and ``manifest.json``, which names the SHA-256 of each of them."""
    manifest = {
        "made_at": _text(at),
        "person": str(person_id),
        "controller": {
            "name": operator.name, "code": operator.code, "address": operator.address,
            "email": operator.email, "phone": operator.phone, "url": operator.url,
        },
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }  # fmt: skip
    return {**files, "manifest.json": _json(manifest)}


def tables(held: Sequence[Held], *, person_id: UUID) -> Iterator[tuple[str, bytes]]:
    """Yield ``data.jsonld`` with everything, a CSV for each table, and whatever is bytes as files."""
    told = []
    for one in held:
        rows = [{column: _cell(one, row, column) for column in one.columns} for row in one.rows]
        terms = TERMS[one.table.purpose]
        told.append(
            {
                "@type": "dpv:Process",
                "dct:identifier": one.database_table,
                "dpv:hasPurpose": terms.term,
                "dpv:hasLegalBasis": GROUND_TERMS[terms.ground],
                "dpv:hasPersonalData": sorted(set(one.table.categories.values())),
                "kasssa:clause": terms.clause,
                "kasssa:source": one.table.source,
                "kasssa:kept": one.kept,
                "kasssa:row": rows,
            }
        )
        if rows:
            yield f"csv/{one.database_table}.csv", _csv(one.columns, rows)
        yield from _binaries(one)
    data = {"@context": CONTEXT, "@id": f"urn:uuid:{person_id}", "@type": "dpv:DataSubject"}
    yield "data.jsonld", _json({**data, "dpv:hasProcess": told})


def _binaries(one: Held) -> Iterator[tuple[str, bytes]]:
    for row in one.rows:
        for column in one.columns:
            value = row[column]
            if isinstance(value, bytes | memoryview) and bytes(value):
                yield _file_name(one, row, column), bytes(value)


def _file_name(one: Held, row: Mapping[str, object], column: str) -> str:
    key = row.get("id") or row.get("document_id")
    if one.name == "consents.Receipt":
        return f"receipts/{key}.json"
    return f"files/{one.database_table}/{key}.{column}"


def _cell(one: Held, row: Mapping[str, object], column: str) -> object:
    value = row[column]
    if isinstance(value, bytes | memoryview):
        return _file_name(one, row, column) if bytes(value) else ""
    return value if isinstance(value, bool | int | str | dict | list) or value is None else _text(value)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark by which spreadsheets know UTF-8


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
