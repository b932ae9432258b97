"""PAdES (ETSI EN 319 142-1): the signatures of a PDF file, found in its bytes.

Each signature must cover the whole file but the hexadecimal digits of itself. One that covers an earlier
revision is sound only if what was added later are signatures alone, which ``kep.pdf_changes`` judges.
"""

import re
from dataclasses import dataclass, replace

from kep import der
from kep.errors import BadEncoding, BadSignatureFile, Unsupported
from kep.parts import CmsPart, Opened

try:
    from kep.pdf_changes import only_signatures_added
except ImportError:

    def only_signatures_added(before: bytes, after: bytes) -> bool:
        """Refuse: without pikepdf, of the extra ``[pdf]``, nobody can tell."""
        raise Unsupported("judging later revisions of a PDF needs pikepdf: install kep-ua[pdf]")


PDF_BYTES_MAX = 64 * 1024 * 1024
_SIGNATURES_MAX = 32
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_CONTENTS = re.compile(rb"/Contents\s*\Z")
_SUBFILTER = re.compile(rb"/SubFilter\s*/([A-Za-z0-9.]+)")
_VALUE = re.compile(rb"/Contents\s*(<[0-9A-Fa-f\s]*>)")
_UPDATE = re.compile(rb"\s*(\d+\s+\d+\s+obj|xref)\b")
_NAME_BYTES = 32
_SIGNATURES = {b"ETSI.CAdES.detached", b"adbe.pkcs7.detached"}
_END = b"%%EOF"


@dataclass(frozen=True)
class _Found:
    """A signature dictionary: where its value lies, how far it covers, what kind it is of."""

    start: int
    resume: int
    end: int
    kind: bytes
    value: bytes


def is_pdf(data: bytes) -> bool:
    """Say whether the bytes are a PDF file, whose header may stand a little after the start.

    What begins as ASN.1 is none: a CMS signature may carry a PDF that near to its own start.
    """
    return not data.startswith(b"\x30") and b"%PDF-" in data[:1024]


def read_pdf(data: bytes, content: bytes | None = None) -> Opened:
    """Return the signatures of a PDF; time stamps of the document are not among them.

    A ``content`` that was given must be what the file was before it was signed.

    Raises:
        BadSignatureFile: there is no signature, too many, or the file is too large.
        Unsupported: there are later revisions, and pikepdf is not installed.
    """
    if len(data) > PDF_BYTES_MAX:
        raise BadSignatureFile("the PDF is too large")
    every = (_read(data, match) for match in _RANGE.finditer(data))
    found = [one for one in every if one.kind in _SIGNATURES]
    if not 0 < len(found) <= _SIGNATURES_MAX:
        raise BadSignatureFile("the PDF has too many signatures" if found else "the PDF has no signature")
    parts = tuple(_part(data, one) for one in found)
    if content is not None and not (data.startswith(content) and content.rstrip().endswith(_END)):
        parts = tuple(replace(part, faults=(*part.faults, "content_differs")) for part in parts)
    return Opened("PAdES", parts)


def _read(data: bytes, match: re.Match[bytes]) -> _Found:
    first, length, resume, rest = map(int, match.groups())
    opening, closing = data.rfind(b"obj", 0, match.start()), data.find(b"endobj", match.end())
    dictionary = data[max(opening, 0) : closing if closing > 0 else None]
    kind = _SUBFILTER.search(dictionary)
    is_possible = first == 0 and length < resume and resume + rest <= len(data)
    value = _VALUE.search(dictionary)
    return _Found(
        start=length if is_possible else -1,
        resume=resume,
        end=resume + rest,
        kind=kind[1] if kind else b"",
        value=value[1] if value else b"",
    )


def _part(data: bytes, found: _Found) -> CmsPart:
    signature = _unpadded(found.value)
    if found.start < 0:
        return CmsPart(signature, None, ("pdf_not_covered",))
    signed = data[: found.start] + data[found.resume : found.end]
    is_value_only = data[found.start : found.resume] == found.value
    is_named = _CONTENTS.search(data[max(0, found.start - _NAME_BYTES) : found.start]) is not None
    revision = data[: found.end]
    if not is_value_only or not is_named or not revision.rstrip().endswith(_END):
        return CmsPart(signature, signed, ("pdf_not_covered",))
    faults = () if found.end == len(data) else _faults_of_update(revision, data)
    return CmsPart(signature, signed, faults)


def _faults_of_update(revision: bytes, data: bytes) -> tuple[str, ...]:
    """Judge what follows a revision: an update of its own that adds nothing but signatures, or a fault."""
    update = data[len(revision) :]
    if not (_UPDATE.match(update) and b"startxref" in update and update.rstrip().endswith(_END)):
        return ("pdf_not_covered",)
    return () if only_signatures_added(revision, data) else ("pdf_changed_later",)


def _unpadded(value: bytes) -> bytes:
    """Return the CMS out of its hexadecimal digits; authors reserve more room, full of zeros."""
    digits = b"".join(value.strip(b"<>").split())
    try:
        octets = bytes.fromhex(digits.decode("ascii"))
        node, rest = der.parse_first(octets, ber=True)
    except (ValueError, BadEncoding) as error:
        raise BadSignatureFile("the PDF has an unreadable signature") from error
    return node.raw if not rest.strip(b"\0") else octets
