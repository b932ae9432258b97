"""What a file is, told from its content; the name that it came under does not matter."""

from enum import StrEnum

import msgspec
from lxml import etree

from kasssa.core.en16931.guard import BYTES_MAX, Unreadable, parse
from kasssa.core.formats import canonical, hybrid, zugferd1

_XSD = "urn:oasis:names:specification:ubl:schema:xsd:"
_PDF_STARTS_WITHIN = 1024  # ISO 32000-1, annex H


class Format(StrEnum):
    """What is told apart."""

    UBL_INVOICE = "ubl-invoice"
    UBL_CREDIT_NOTE = "ubl-creditnote"
    CII = "cii"
    ZUGFERD_1 = "zugferd1"
    HYBRID = "hybrid"
    PDF = "pdf"
    GOBL = "gobl"
    JSON = "json"
    COMDOC = "comdoc"
    DECLAR = "declar"
    UNKNOWN = "unknown"


_ROOTS = {
    f"{{{_XSD}Invoice-2}}Invoice": Format.UBL_INVOICE,
    f"{{{_XSD}CreditNote-2}}CreditNote": Format.UBL_CREDIT_NOTE,
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": Format.CII,
    zugferd1.ROOT: Format.ZUGFERD_1,
    "ЕлектроннийДокумент": Format.COMDOC,
    "DECLAR": Format.DECLAR,
}


class Looked(msgspec.Struct, frozen=True):
    """What a file is, with its parsed root where it is XML.

    Of a PDF, ``inside`` is the name of the invoice that it carries and ``content`` that
    invoice; or ``refusal`` says why there is none.
    """

    format: Format
    root: etree._Element | None = None
    inside: str = ""
    content: bytes = b""
    refusal: Unreadable | None = None


class _Head(msgspec.Struct):
    """What tells one JSON from another."""

    format: object = None
    schema: object = msgspec.field(name="$schema", default=None)


def detect(content: bytes) -> Format:
    """Return what ``content`` is; ``UNKNOWN`` for whatever cannot be read at all."""
    try:
        return look(content).format
    except Unreadable:
        return Format.UNKNOWN


def look(content: bytes) -> Looked:
    """Return what ``content`` is.

    Raises:
        Unreadable: it looks like XML and may not be read, or is too large.
    """
    if b"%PDF-" in content[:_PDF_STARTS_WITHIN]:
        return _pdf(content)
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return Looked(_json(content))
    root = parse(content)
    return Looked(_ROOTS.get(root.tag, Format.UNKNOWN), root)


def _pdf(content: bytes) -> Looked:
    try:
        name, xml = hybrid.attached(content)
    except Unreadable as error:
        return Looked(Format.PDF, refusal=error)
    return Looked(Format.HYBRID, inside=name, content=xml)


def _json(content: bytes) -> Format:
    if len(content) > BYTES_MAX:
        raise Unreadable("KSX-SIZE", most=str(BYTES_MAX))
    try:
        head = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Head)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Format.UNKNOWN
    if head.format == canonical.FORMAT:
        return Format.JSON
    return Format.GOBL if str(head.schema).startswith("https://gobl.org/") else Format.UNKNOWN
