"""Hybrid invoices (Factur-X, ZUGFeRD, XRechnung): the XML that a PDF carries.

A PDF of a stranger is parsed here by a native library: a service does this in a bounded
worker process.
"""

from io import BytesIO

import pikepdf

from kasssa.core.en16931.guard import BYTES_MAX, Unreadable

# The names that the hybrid standards give to the invoice.
NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
_BEGINNING = b"%PDF-"


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
            return _bytes(pdf, name)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, KeyError, RuntimeError) as error:
        raise Unreadable("KSX-PDF") from error


def _bytes(pdf: pikepdf.Pdf, name: str) -> bytes:
    content: bytes = pdf.attachments[name].get_file().read_bytes()
    if len(content) > BYTES_MAX:
        raise Unreadable("KSX-SIZE", most=str(BYTES_MAX))
    return content
