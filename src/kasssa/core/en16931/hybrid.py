"""Hybrid invoices (Factur-X, ZUGFeRD, XRechnung): the XML that a PDF carries.

A PDF of a stranger is parsed here by a native library: a service does this in a bounded
worker process.
"""

import zlib
from io import BytesIO

import pikepdf

from kasssa.core.en16931.guard import BYTES_MAX, Unreadable

# The names that the hybrid standards give to the invoice.
NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
_BEGINNING = b"%PDF-"
# What pikepdf raises of a file whose parts are not what they should be.
_BROKEN = (
    pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, RuntimeError, AttributeError,
)  # fmt: skip


class TooLong(ValueError):
    """What the PDF carries is longer than any invoice."""


def invoice_in(content: bytes) -> bytes:
    """Return ``content`` as it is, or the invoice that it carries if it is a PDF.

    Raises:
        Unreadable: the PDF is damaged, locked, or carries no invoice of a known name.
    """
    if _BEGINNING not in content[:1024]:
        return content
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            found = {name.lower(): name for name in pdf.attachments}
            name = next((found[known] for known in NAMES if known in found), None)
            if name is None:
                raise Unreadable("KSX-PDF")
            return unpacked(pdf.attachments[name].get_file().obj)
    except TooLong as error:
        raise Unreadable("KSX-SIZE", most=str(BYTES_MAX)) from error
    except _BROKEN as error:
        raise Unreadable("KSX-PDF") from error


def unpacked(stream: pikepdf.Object) -> bytes:
    """Return what is in ``stream``, unpacked only as far as an invoice may be long.

    Raises:
        TooLong: it is longer.
        ValueError: it is damaged, or packed as no writer of invoices packs.
    """
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    raw = stream.read_raw_bytes()
    if packing is not None:
        if packing != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
            raise ValueError(f"packed by {packing}")
        try:
            raw = zlib.decompressobj().decompress(raw, BYTES_MAX + 1)
        except zlib.error as error:
            raise ValueError(str(error)) from error
    if len(raw) > BYTES_MAX:
        raise TooLong
    return raw
