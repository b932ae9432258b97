"""The bytes in which a document is fixed and signed, by its kind, and the document that they say.

One document has exactly one form (``write``), and ``read`` takes nothing but a form of a document
that it understands wholly, so what is shown of signed bytes is all that they say.
"""

from kasssa.core.document.faults import Faulty
from kasssa.core.document.kinds import KINDS, Form, about
from kasssa.core.document.model import Letter, Paper
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import comdoc, ubl
from kasssa.core.formats.comdoc import Comdoc
from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.formats.ubl import BadDocument

__all__ = ["BadDocument", "read", "write"]

_COMDOC_START = '<?xml version="1.0" encoding="UTF-8"?>\n<ЕлектроннийДокумент>'.encode()
_COMDOC_KINDS = {row.comdoc: kind for kind, row in KINDS.items() if row.form is Form.COMDOC}


def write(document: Paper) -> bytes:
    """Return the bytes of ``document``, in which ``rules.check`` finds no fault.

    Equal documents give equal bytes.
    """
    if isinstance(document, Letter):
        return comdoc.write(comdoc.comdoc_of_letter(document))
    if about(document.kind).form is Form.COMDOC:
        return comdoc.write(comdoc.comdoc_of(document))
    return ubl.write(document)


def read(data: bytes) -> Paper:
    """Return the document that ``data`` states, so that ``write`` states the same.

    Of COMDOC not even the white space between elements may be other than ``write`` gives.

    Raises:
        BadDocument: no such bytes, or they say more, less or something else than a document can.
    """
    if not data.startswith(_COMDOC_START):
        return ubl.read(data)
    document = _read(_parsed(data))
    if write(document) != data:
        raise BadDocument("it says something else than a document of ours would")
    return document


def _parsed(data: bytes) -> Comdoc:
    try:
        return comdoc.read(data).comdoc
    except (Unreadable, BadFormat) as error:
        raise BadDocument(f"not such a document: {error}") from error


def _read(paper: Comdoc) -> Paper:
    kind = _COMDOC_KINDS.get(paper.header.type_code)
    if kind is None:
        raise BadDocument(f"no document of ours has the type {paper.header.type_code}")
    try:
        return comdoc.document_as(kind, paper) if about(kind).priced else comdoc.letter_of(kind, paper)
    except Faulty as error:
        raise BadDocument(f"a value cannot be read: {error}") from error
