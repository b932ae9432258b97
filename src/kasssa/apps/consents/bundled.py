"""The texts that come with the service, filled with the operator's identity."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kasssa.core.consent import Operator, TextKind, fill, parse

_FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Bundled:
    """One text, ready to be published."""

    kind: TextKind
    version: str
    language: str
    content: bytes


def texts(operator: Operator) -> Iterator[Bundled]:
    """Yield every bundled text, oldest version first.

    Raises:
        BadText: a text is not of the one form, or the operator's identity does not fit into it.
    """
    for kind in TextKind:
        for folder in sorted((_FOLDER / kind).iterdir()):
            for file in sorted(folder.glob("*.md")):
                content = fill(file.read_text(encoding="utf-8"), operator)
                parse(kind, folder.name, file.stem, content)
                yield Bundled(kind, folder.name, file.stem, content)
