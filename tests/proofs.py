"""Signature files of every form, as people bring them from other programs."""

from collections.abc import Callable, Mapping
from datetime import datetime

import kep
from kasssa.apps.signing.forms import Form
from kep import asic
from kep.xades_signing import sign_document, sign_files
from tests.kep.enveloping import enveloping

NAME = "рахунок.xml"

Make = Callable[[bytes, kep.KeyEntry, datetime], bytes]


def detached(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """CAdES beside the file."""
    return kep.sign(content, key, at=at)


def attached(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """CAdES with the file inside."""
    return kep.sign(content, key, at=at, detached=False)


def asic_s(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """A container with one file and a CAdES of it."""
    return asic.pack({NAME: content}, cms=kep.sign(content, key, at=at))


def asic_e_cades(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """A container with a CAdES of the list of its files."""
    return asic_e_cades_of({NAME: content}, key, at)


def asic_e_cades_of(files: Mapping[str, bytes], key: kep.KeyEntry, at: datetime) -> bytes:
    """The same of several files."""
    listed = asic.manifest(files)
    return asic.pack(files, cms=kep.sign(listed, key, at=at), manifest=listed)


def asic_e_xades(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """A container with a XAdES."""
    files = {NAME: content}
    return asic.pack(files, xml=sign_files(files, key, at=at))


def xades_detached(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """XAdES beside the file."""
    return sign_files({NAME: content}, key, at=at)


def xades_enveloping(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """XAdES with the file inside, in base64."""
    return enveloping({"object": content}, key, at=at)


def xades_enveloped(content: bytes, key: kep.KeyEntry, at: datetime) -> bytes:
    """XAdES inside the file, which thereby is another file."""
    return sign_document(content, key, at=at)


FORMS: Mapping[str, tuple[Form, Make]] = {
    "CAdES detached": (Form.CADES, detached),
    "CAdES attached": (Form.CADES_ATTACHED, attached),
    "ASiC-S": (Form.ASIC_S, asic_s),
    "ASiC-E with CAdES": (Form.ASIC_E, asic_e_cades),
    "ASiC-E with XAdES": (Form.ASIC_E, asic_e_xades),
    "XAdES detached": (Form.XADES, xades_detached),
    "XAdES enveloping": (Form.XADES, xades_enveloping),
}
