"""Signature files told by their content: CMS in DER, BER, PEM or base64, ASiC, PDF, XML."""

import re
from base64 import b64decode
from binascii import Error as Base64Error

from kep.errors import BadSignatureFile, Unsupported
from kep.pades import is_pdf, read_pdf
from kep.parts import CmsPart, Opened, XmlPart

try:
    from kep import asic, xades
except ImportError:  # lxml, of the extra [xml], is not there
    HAS_XML = False
else:
    HAS_XML = True

__all__ = ["HAS_XML", "open_signature", "xades"]


FILE_BYTES_MAX = 256 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_ARMOUR = re.compile(rb"-----BEGIN [A-Z0-9 #]+-----(.*?)-----END [A-Z0-9 #]+-----", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
_SPACES = b"\xef\xbb\xbf \t\r\n"


def open_signature(data: bytes, content: bytes | None) -> Opened:
    """Return the parts of a signature file of any format; ``content`` is the signed file, if it was given.

    Raises:
        BadSignatureFile: it is no signature file.
        Unsupported: it needs an extra that is not installed.
    """
    if len(data) > FILE_BYTES_MAX:
        raise BadSignatureFile("the file is too large")
    if data.startswith(_ZIP):
        _need_xml()
        return asic.read_asic(data)
    if is_pdf(data):
        return read_pdf(data, content)
    start = data[:256].lstrip(_SPACES)
    if start.startswith(b"<"):
        _need_xml()
        return Opened("XAdES", (XmlPart(data, {} if content is None else {"": content}),))
    return Opened("CAdES", (CmsPart(_plain(data), content),))


def _need_xml() -> None:
    if not HAS_XML:
        raise Unsupported("containers and XML signatures need lxml: install the extra [xml]")


def _plain(data: bytes) -> bytes:
    """Return a CMS file out of its armour, where it has one."""
    armoured = _ARMOUR.search(data)
    text = armoured[1] if armoured else data
    if not armoured and not (data[:3].isalnum() and _BASE64.fullmatch(data)):
        return data
    try:
        return b64decode(b"".join(text.split()), validate=True)
    except Base64Error as error:
        raise BadSignatureFile("the armour of the signature is damaged") from error
