"""The parts of a signature file of any format: what is signed by which signature. Reading decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CmsPart:
    """A CMS signature within a file, with what it must be of; ``faults`` are codes of the file's format."""

    signature: bytes
    content: bytes | None
    faults: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class XmlPart:
    """An XML document with signatures, and the files that they may be of by name."""

    document: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    is_alone: bool = True


Part = CmsPart | XmlPart


@dataclass(frozen=True)
class Opened:
    """A signature file that was told by its content: its format, its parts, and the files inside by name.

    ``content`` is the one signed file inside, where there is exactly one.
    """

    kind: str
    parts: tuple[Part, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def content(self) -> bytes | None:
        """The signed file inside, if there is exactly one."""
        return next(iter(self.files.values())) if len(self.files) == 1 else None
