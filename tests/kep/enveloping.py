"""A maker of enveloping signatures, truly signed: the signed bytes lie in base64 inside the signature."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

import kep
from kep import xmlsig
from kep.digests import digest
from kep.xades_signing import sign_document
from kep.xmlsig import q


def enveloping(
    signed: Mapping[str, bytes],
    key: kep.KeyEntry,
    *,
    at: datetime,
    unsigned: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return an XML signature with the ``signed`` bytes inside by identifier, and others unsigned."""
    draft = etree.fromstring(sign_document(b"<draft/>", key, at=at))
    signature = draft.find(q("Signature"))
    signed_info = signature.find(q("SignedInfo"))
    whole = next(one for one in signed_info.findall(q("Reference")) if not one.get("Type"))
    name = key.hash_name
    for identifier, content in {**signed, **(unsigned or {})}.items():
        held = etree.SubElement(signature, q("Object"), Id=identifier)
        held.text = b64encode(content).decode()
        if identifier in signed:
            reference = etree.fromstring(etree.tostring(whole, with_tail=False))
            reference.set("URI", f"#{identifier}")
            transforms = reference.find(q("Transforms"))
            transforms.remove(transforms[0])
            value = digest(name, xmlsig.canonical(held, xmlsig.EXCLUSIVE))
            reference.find(q("DigestValue")).text = b64encode(value).decode()
            whole.addprevious(reference)
    signed_info.remove(whole)
    value = key.sign(xmlsig.canonical(signed_info, xmlsig.EXCLUSIVE), name)
    if name == "sha256":
        value = b"".join(half.to_bytes(32, "big") for half in decode_dss_signature(value))
    signature.find(q("SignatureValue")).text = b64encode(value).decode()
    return etree.tostring(signature, xml_declaration=True, encoding="UTF-8")
