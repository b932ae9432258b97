"""The shared real documents, and a few small ones of our own that are always there."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kasssa.core.en16931 import reading
from kasssa.core.en16931.guard import parse
from kasssa.core.en16931.model import Invoice

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "core" / "golden"
_CASES = ROOT.parent / "shared" / "cases" / "dev"


class Case(msgspec.Struct):
    """One shared document."""

    file: str
    kind: str
    group: str = ""
    oracle: dict[str, object] = {}
    attachments: dict[str, dict[str, object]] = {}

    @property
    def content(self) -> bytes:
        return (_CASES / self.file).read_bytes()

    @property
    def is_clean(self) -> bool:
        return self.oracle == {"fatal": {}, "warning": {}}


def cases(*kinds: str) -> Iterator[Case]:
    """Yield the shared documents of ``kinds``; skip the test where they are absent."""
    index = _CASES / "index.jsonl"
    if not index.exists():
        pytest.skip("the shared documents (../shared/cases) are absent")
    for row in index.read_text(encoding="utf-8").splitlines():
        case = msgspec.convert(
            {key: value for key, value in json.loads(row).items() if value is not None}, Case
        )
        if case.kind in kinds:
            yield case


def invoice_of(content: bytes) -> Invoice:
    return reading.read(parse(content)).invoice


def golden(name: str) -> bytes:
    return (GOLDEN / f"{name}.xml").read_bytes()
