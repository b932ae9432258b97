"""Hybrid invoices: a PDF with the machine-readable invoice inside (Factur-X, ZUGFeRD, XRechnung, our own).

Taking out is for strangers' files: only attachments of known names are touched, unpacked
no further than a limit. Putting in keeps PDF/A-3 and PDF/UA: the attachment is tied to the
document as its alternative, and the Factur-X schema goes into the one bag of extension
schemas that the metadata may have (ISO 19005-3 6.6.2.3).
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pikepdf

from kasssa.core.en16931.guard import Unreadable
from kasssa.core.en16931.hybrid import unpacked
from kasssa.core.formats.refused import Refused

NAME = "factur-x.xml"
PDF_BYTES_MAX = 20_000_000
# The best first: a file may carry an old and a new form of the same invoice.
NAMES = (NAME, "xrechnung.xml", "zugferd-invoice.xml", "invoice.xml")

_ATTACHMENTS_MAX = 100
# Words by which a guideline (BT-24) tells its Factur-X profile, the longer before what it begins with.
_LEVELS = (
    ("xrechnung", "XRECHNUNG"),
    ("extended", "EXTENDED"),
    ("basicwl", "BASIC WL"),
    ("basic", "BASIC"),
    ("minimum", "MINIMUM"),
)
_BAG = re.compile(rb"<pdfaExtension:schemas>\s*<rdf:Bag>")
_FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_PDFA = "http://www.aiim.org/pdfa/ns/"
_PROPERTIES = (
    ("DocumentFileName", "The name of the embedded XML document"),
    ("DocumentType", "The type of the hybrid document"),
    ("Version", "The version of the Factur-X schema"),
    ("ConformanceLevel", "The conformance level of the Factur-X data"),
)


def attached(content: bytes, *, bytes_max: int = PDF_BYTES_MAX) -> tuple[str, bytes]:
    """Return the name and the bytes of the invoice inside the PDF ``content``.

    Raises:
        Unreadable: too large, no PDF that opens, or one without an invoice inside.
    """
    if len(content) > bytes_max:
        raise Unreadable("KSX-SIZE", most=str(bytes_max))
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            found = dict(_known(file))
            name = next((name for name in NAMES if name in found), None)
            if name is None:
                raise Refused("KSX-PDF-NONE")
            return name, _unpacked(found[name], name)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, AttributeError) as error:
        raise Refused("KSX-PDF-OPEN", what=str(error)[:200]) from error


def combined(pdf: bytes, xml: bytes, *, guideline: str, made_at: datetime) -> bytes:
    """Return ``pdf``, of PDF/A-3, with the CII invoice ``xml`` of the ``guideline`` (BT-24) inside.

    The same arguments give the same bytes; ``made_at`` is aware.
    """
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _attach(file, xml, made_at)
        metadata = file.Root.Metadata.read_bytes()
        file.Root.Metadata = file.make_stream(
            _with_schema(metadata, _level(guideline)), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        file.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def _known(file: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """The streams of the attachments whose names are known, by their names in small letters."""
    for count, (key, spec) in enumerate(file.attachments.items()):
        if count >= _ATTACHMENTS_MAX:
            return
        name = (spec.filename or key).strip().lower()
        streams = spec.obj.get("/EF")
        stream = None if streams is None else streams.get("/F", streams.get("/UF"))
        if name in NAMES and isinstance(stream, pikepdf.Stream):
            yield name, stream


def _unpacked(stream: pikepdf.Object, name: str) -> bytes:
    """Return what is in ``stream``, unpacked only as far as an invoice may be long."""
    try:
        return unpacked(stream)
    except ValueError as error:
        raise Refused("KSX-PDF-ATTACHED", what=name) from error


def _attach(file: pikepdf.Pdf, xml: bytes, made_at: datetime) -> None:
    """Embed ``xml`` and tie it to the document: Factur-X 1.0 § 6.2.2, ISO 19005-3 6.8."""
    spec = pikepdf.AttachedFileSpec(
        file,
        xml,
        filename=NAME,
        description="Factur-X, EN 16931",
        mime_type="text/xml",
        mod_date=f"D:{made_at.astimezone(UTC):%Y%m%d%H%M%S}Z",
        relationship=pikepdf.Name.Alternative,
    )
    file.attachments[NAME] = spec  # which also puts it into the associated files of the document, /AF


def _with_schema(metadata: bytes, level: str) -> bytes:
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
        for name, description in _PROPERTIES
    )
    schema = (
        f'<rdf:li rdf:parseType="Resource" xmlns:pdfaSchema="{_PDFA}schema#" '
        f'xmlns:pdfaProperty="{_PDFA}property#">'
        "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_FX}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    ).encode()
    bag = _BAG.search(metadata)
    extension = b""
    if bag is not None:
        metadata = metadata[: bag.end()] + schema + metadata[bag.end() :]
    else:
        extension = (
            f'<rdf:Description rdf:about="" xmlns:pdfaExtension="{_PDFA}extension/">'.encode()
            + b"<pdfaExtension:schemas><rdf:Bag>"
            + schema
            + b"</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
        )
    values = (
        f'<rdf:Description rdf:about="" xmlns:fx="{_FX}"><fx:DocumentType>INVOICE</fx:DocumentType>'
        f"<fx:DocumentFileName>{NAME}</fx:DocumentFileName><fx:Version>1.0</fx:Version>"
        f"<fx:ConformanceLevel>{level}</fx:ConformanceLevel></rdf:Description>"
    ).encode()
    head, end, tail = metadata.rpartition(b"</rdf:RDF>")
    return head + extension + values + end + tail


def _level(guideline: str) -> str:
    words = re.sub(r"[^a-z]", "", guideline.lower())
    return next((level for word, level in _LEVELS if word in words), "EN 16931")
