"""The forms of signature files that people bring: which one a file has, what it holds, how it is named."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from kep import Report

ZIP, PDF = b"PK\x03\x04", b"%PDF-"
META = "META-INF/"
_HEADER_BYTES = 1024


class Form(StrEnum):
    """A form of signature file, as it is kept: ETSI EN 319 122-1, 132-1 and 162-1."""

    CADES = "cades"
    CADES_ATTACHED = "cades-attached"
    ASIC_S = "asic-s"
    ASIC_E = "asic-e"
    XADES = "xades"

    @property
    def suffix(self) -> str:
        """How the name of such a file ends, with the dot."""
        return _NAMED[self][0]

    @property
    def media_type(self) -> str:
        """What such a file is on the wire."""
        return _NAMED[self][1]

    @property
    def is_container(self) -> bool:
        """Whether it is a ZIP container."""
        return self in (Form.ASIC_S, Form.ASIC_E)


_NAMED = {
    Form.CADES: (".p7s", "application/pkcs7-signature"),
    Form.CADES_ATTACHED: (".p7s", "application/pkcs7-mime"),
    Form.ASIC_S: (".asics", "application/vnd.etsi.asic-s+zip"),
    Form.ASIC_E: (".asice", "application/vnd.etsi.asic-e+zip"),
    Form.XADES: (".xml", "application/xml"),
}


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """A signature file to be handed out, in its form."""

    content: bytes
    form: Form


def form_of(report: Report) -> Form:
    """Return the form of the file that ``report`` is about; a PDF has none here."""
    if report.kind == "CAdES":
        return Form.CADES if report.content is None else Form.CADES_ATTACHED
    return Form(report.kind.lower())


def is_pdf(data: bytes) -> bool:
    """Say whether ``data`` is a PDF file; whatever begins as DER is a signature that may hold one."""
    return not data.startswith(b"\x30") and PDF in data[:_HEADER_BYTES]


@dataclass(frozen=True, slots=True)
class Packed:
    """What a ZIP container says that it holds: its size when unpacked, and the names of the data objects."""

    size_bytes: int
    objects: tuple[str, ...]


def packed(data: bytes) -> Packed:
    """Return what the directory of a ZIP container says; nothing is unpacked for it.

    What is no readable ZIP holds nothing. The type, and what lies in META-INF, are no data objects (EN 319
    162-1, 4.3 and 4.4).
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        return Packed(0, ())
    names = [one.filename for one in entries if not is_meta(one.filename) and not one.filename.endswith("/")]
    return Packed(sum(one.file_size for one in entries), tuple(names))


def is_meta(name: str) -> bool:
    """Say whether an entry of a container is no data object: its type, or a file of its signatures."""
    return name == "mimetype" or name.startswith(META)
