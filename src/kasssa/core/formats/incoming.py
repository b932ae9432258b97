"""A file from a stranger: what it is, and the invoice in it, whatever it is wrapped in."""

import msgspec
from lxml import etree

from kasssa.core.document.faults import Faulty
from kasssa.core.en16931 import model, structure
from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.guard import parse
from kasssa.core.en16931.reading import Reading, read
from kasssa.core.formats import canonical, comdoc, en_json, en_ubl, gobl, ubl, zugferd1
from kasssa.core.formats.canonical_as import as_ubl
from kasssa.core.formats.canonical_of import canonical_of
from kasssa.core.formats.detect import Format, Looked, look
from kasssa.core.formats.refused import Refused

XML_BYTES_MAX = 50_000_000  # of our own XML: ten times what the JSON that it is made of may have
_XML = frozenset({Format.UBL_INVOICE, Format.UBL_CREDIT_NOTE, Format.CII, Format.ZUGFERD_1, Format.COMDOC})


class Incoming(msgspec.Struct, frozen=True):
    """What came: the format of the file, the invoice twice, and what its reading and its structure tell.

    ``invoice`` is in the terms of its syntax, as the rules judge it; of a JSON, in those of
    UBL. ``whole`` is free of any syntax. ``content`` are the bytes it was read from, and
    ``inside`` the name of the attachment that held them, if one did. ``faults`` are where it
    is not built as its schema wants: only what came as UBL or CII has such.
    """

    format: Format
    reading: Reading
    whole: canonical.Invoice
    content: bytes
    faults: tuple[Finding, ...] = ()
    inside: str = ""

    @property
    def invoice(self) -> model.Invoice:
        """Return the invoice in the terms of its syntax."""
        return self.reading.invoice


def receive(content: bytes) -> Incoming:
    """Return the invoice in ``content``.

    Raises:
        Unreadable: it is of no format that an invoice is read from, or may not be read at all.
    """
    looked = look(content)
    if looked.refusal is not None:
        raise looked.refusal
    if looked.format is Format.HYBRID:
        came = _of_xml(look(looked.content), looked.content)
        return msgspec.structs.replace(came, format=Format.HYBRID, inside=looked.inside)
    if looked.format is Format.JSON:
        return _of_json(Format.JSON, en_json.decode(content), content)
    if looked.format is Format.GOBL:
        return _of_json(Format.GOBL, gobl.read(content), content)
    return _of_xml(looked, content)


def _of_xml(looked: Looked, content: bytes) -> Incoming:
    root = looked.root
    if root is None or looked.format not in _XML:
        tag = "" if root is None else f" <{root.tag[:200]}>"
        raise Refused("KSX-OTHER", what=f"{looked.format}{tag}")
    if looked.format is Format.COMDOC:
        return _of_comdoc(root, content)
    if looked.format is Format.ZUGFERD_1:
        reading = read(zugferd1.in_cii(root))
        return Incoming(looked.format, reading, canonical_of(reading.invoice), content)
    reading, faults = read(root), structure.check(root)
    return Incoming(looked.format, reading, canonical_of(reading.invoice), content, faults)


def _of_comdoc(root: etree._Element, content: bytes) -> Incoming:
    """A рахунок-фактура of COMDOC becomes a document of ours, and that is one in UBL already."""
    try:
        xml = ubl.write(comdoc.document_of(comdoc.taken(root).comdoc))
    except Faulty as error:
        what = "; ".join(f"{fault.path}: {fault.text('uk')}" for fault in error.faults[:5])
        raise Refused("KSX-COMDOC", what=what) from error
    reading = read(parse(xml))
    return Incoming(Format.COMDOC, reading, canonical_of(reading.invoice), content)


def _of_json(kind: Format, whole: canonical.Invoice, content: bytes) -> Incoming:
    """The rules judge what is written: of an invoice that was never XML, what it would be as UBL."""
    reading = read(parse(en_ubl.write(as_ubl(whole)), bytes_max=XML_BYTES_MAX))
    return Incoming(kind, reading, whole, content)
