"""The parts of a signature file of any format: what is signed by which signature. Reading decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from kep.cert import Certificate
from kep.cms import SignedData, parse_signed_data
from kep.decision import Claim
from kep.evidence import Evidence


@dataclass(frozen=True)
class CmsPart:
    """A CMS signature within a file, with what it must be of; ``faults`` are codes of the file's format."""

    signature: bytes
    content: bytes | None
    faults: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    @cached_property
    def signed_data(self) -> SignedData:
        """The signature, read.

        Raises:
            BadSignatureFile: as ``kep.cms.parse_signed_data``.
        """
        return parse_signed_data(self.signature)


class XmlSigned(Protocol):
    """A signature in XML, as ``kep.xades`` reads it; so only reading XML needs lxml."""

    @property
    def evidence(self) -> Evidence:
        """What it carries as evidence."""

    @property
    def is_detached(self) -> bool:
        """Whether it refers to something outside its document."""

    def is_of(self, content: bytes) -> bool:
        """Say whether ``content`` is the document, with or without the signature, or what lies inside it."""

    def claim(self, files: Mapping[str, bytes], known: tuple[Certificate, ...], *, is_alone: bool) -> Claim:
        """Check it against the ``files`` beside it by name, and the ``known`` certificates."""


@dataclass(frozen=True)
class XmlPart:
    """The signatures of an XML document, and the files that they may be of by name."""

    signatures: tuple[XmlSigned, ...]
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
