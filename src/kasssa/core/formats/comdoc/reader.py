"""COMDOC from bytes, tolerantly, and to bytes, in one form."""

from dataclasses import dataclass

from lxml import etree

from kasssa.core.formats.comdoc.model import Comdoc
from kasssa.core.formats.comdoc.tables import DOCUMENT, ROOT
from kasssa.core.formats.domestic.faults import Found, Notes
from kasssa.core.formats.domestic.reading import read_group, root_of
from kasssa.core.formats.domestic.writing import to_bytes, write_group

FAMILY = "CMD"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read, and what could not be taken from its bytes."""

    comdoc: Comdoc
    findings: tuple[Found, ...]


def read(content: bytes) -> Reading:
    """Return the document that ``content`` states; what cannot be taken is a finding and not a refusal.

    Raises:
        Unreadable: no XML, or dangerous: ``kasssa.core.en16931.guard`` says when.
        BadFormat: the root is not «ЕлектроннийДокумент».
    """
    return taken(root_of(content, ROOT, FAMILY))


def taken(root: etree._Element) -> Reading:
    """Return the document that the parsed ``root``, an «ЕлектроннийДокумент», states."""
    notes = Notes(FAMILY)
    comdoc = read_group(root, DOCUMENT, notes)
    return Reading(comdoc, notes.all())


def write(comdoc: Comdoc) -> bytes:
    """Return ``comdoc`` in UTF-8; equal documents give equal bytes.

    Raises:
        ValueError: a text holds a character that XML cannot hold.
    """
    root = etree.Element(ROOT)
    write_group(root, comdoc, DOCUMENT)
    return to_bytes(root)
