"""Signature files told by their content: CMS in DER, BER, PEM or base64, ASiC, PDF, XML."""

import re
from base64 import b64decode
from binascii import Error as Base64Error

from kep import der, oids
from kep.errors import BadSignatureFile, Unsupported
from kep.pades import is_pdf, read_pdf
from kep.parts import CmsPart, Opened, XmlPart

try:
    from kep import asic, xades
except ImportError:  # lxml, of the extra [xml], is not there
    _HAS_XML = False
else:
    _HAS_XML = True


FILE_BYTES_MAX = 256 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_ARMOUR = re.compile(rb"-----BEGIN [A-Z0-9 #]+-----([^-]*)-----END [A-Z0-9 #]+-----\s*")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
_SPACES = b"\xef\xbb\xbf \t\r\n"
_BEGIN = b"-----BEGIN "
_CMS_HEADER_BYTES = 32
"""Within so many bytes a CMS file says what it is, however its lengths are written."""


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
    if is_pdf(data) and not _is_cms(data):
        return read_pdf(data, content)
    start = data[:256].lstrip(_SPACES)
    if start.startswith(b"<"):
        _need_xml()
        return Opened("XAdES", (XmlPart(xades.read_xml(data), {} if content is None else {"": content}),))
    return Opened("CAdES", (CmsPart(_plain(data), content),))


def _need_xml() -> None:
    if not _HAS_XML:
        raise Unsupported("ASiC containers and XML signatures need lxml: install kep-ua[xml]")


def _is_cms(data: bytes) -> bool:
    """Say whether the bytes begin as CMS does; what an attached signature carries may look like anything."""
    return data[:1] == bytes((der.SEQUENCE,)) and der.oid(oids.SIGNED_DATA) in data[:_CMS_HEADER_BYTES]


def _plain(data: bytes) -> bytes:
    """Return a CMS file out of its armour, which must be all that there is, where it has one."""
    if _is_cms(data):
        return data
    text = data.strip(_SPACES)
    if text.startswith(_BEGIN):
        armoured = _ARMOUR.fullmatch(text)
        if armoured is None:
            raise BadSignatureFile("the armour of the signature is damaged or not alone")
        text = armoured[1]
    elif not (text[:3].isalnum() and _BASE64.fullmatch(text)):
        return data
    try:
        return b64decode(b"".join(text.split()), validate=True)
    except Base64Error as error:
        raise BadSignatureFile("the armour of the signature is damaged") from error
