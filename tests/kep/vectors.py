"""The shared test vectors, which stay outside the project because of their licences."""

import json
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "kep"
needed = pytest.mark.skipif(not VECTORS.is_dir(), reason="the shared vectors are not beside the project")


@dataclass(frozen=True)
class Vector:
    """One file of the manifest."""

    name: str
    path: Path
    entry: dict

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @property
    def content(self) -> bytes | None:
        text = self.entry.get("content_b64")
        return b64decode(text) if text else None


@cache
def manifest(kind: str) -> list[Vector]:
    """Return the files of one kind; none when the vectors are absent."""
    if not VECTORS.is_dir():
        return []
    entries = json.loads((VECTORS / "manifest.json").read_text("utf-8"))
    return [
        Vector(entry["file"].rpartition("/")[2], VECTORS / entry["file"].removeprefix("dev/"), entry)
        for entry in entries
        if entry["kind"] == kind
    ]


def every(kind: str) -> pytest.MarkDecorator:
    """Run a test for every file of one kind."""
    return pytest.mark.parametrize("vector", manifest(kind), ids=lambda vector: vector.name)


def primitives(name: str) -> list[dict]:
    """Return one of the lists of primitive vectors; empty when they are absent."""
    path = VECTORS / "primitives" / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else []
