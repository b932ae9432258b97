"""Creation of XAdES-BES: of the files of a container, or of the document that it lies in."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from kep import xmlsig
from kep.asic import ASIC
from kep.cert import Certificate, parse_certificate
from kep.digests import digest
from kep.errors import BadKey, Unsupported
from kep.needs_lxml import etree
from kep.private import KeyEntry
from kep.xades import SIGNED_PROPERTIES, XADES, x
from kep.xmlsig import DS, ENVELOPED, EXCLUSIVE, METHODS, q


def sign_files(
    files: Mapping[str, bytes], key: KeyEntry, *, at: datetime, hash_name: str | None = None
) -> bytes:
    """Return an ASiC signature document over ``files`` by name.

    Raises:
        BadKey: the key has no certificate that may sign.
        Unsupported: the key does not sign with this hash.
    """
    root = etree.Element(f"{{{ASIC}}}XAdESSignatures", nsmap={"asic": ASIC})
    _Draft(root, key, at, hash_name).sign(
        [(quote(name), (), "", content) for name, content in files.items()], into=root
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def sign_document(document: bytes, key: KeyEntry, *, at: datetime, hash_name: str | None = None) -> bytes:
    """Return the XML document with an enveloped signature of the whole as its last element.

    Raises:
        BadSignatureFile: it is no readable XML.
        BadKey, Unsupported: as ``sign_files``.
    """
    root = xmlsig.parse(document).getroot()
    data = xmlsig.whole(root.getroottree(), EXCLUSIVE)
    _Draft(root, key, at, hash_name).sign([("", (ENVELOPED, EXCLUSIVE), "", data)], into=root)
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


_Reference = tuple[str, tuple[str, ...], str, bytes]
"""Address, transforms, type and the octets that are hashed."""


class _Draft:
    """A signature in the making."""

    def __init__(self, root: etree._Element, key: KeyEntry, at: datetime, hash_name: str | None) -> None:
        if key.certificate is None:
            raise BadKey("the key has no certificate")
        self._signer: Certificate = parse_certificate(key.certificate)
        if not key.for_signing or not self._signer.may_sign:
            raise BadKey("the key is not for signing documents")
        # XML has no names for the big-endian and the PSS variants.
        self._key, self._at = replace(key, big_endian=False, pss=False), at
        self._hash = hash_name or self._key.hash_name
        taken = sum(1 for _ in root.iter(q("Signature")))
        self._id = f"signature-{taken + 1}"

    def sign(self, references: list[_Reference], *, into: etree._Element) -> None:
        """Append the signature of ``references`` and of the properties to an element."""
        signature = etree.SubElement(into, q("Signature"), nsmap={"ds": DS}, Id=self._id)
        signed_info = etree.SubElement(signature, q("SignedInfo"))
        value = etree.SubElement(signature, q("SignatureValue"))
        key_info = etree.SubElement(etree.SubElement(signature, q("KeyInfo")), q("X509Data"))
        _text(key_info, q("X509Certificate"), self._signer.der)
        properties = self._properties(etree.SubElement(signature, q("Object")))
        etree.SubElement(signed_info, q("CanonicalizationMethod"), Algorithm=EXCLUSIVE)
        etree.SubElement(signed_info, q("SignatureMethod"), Algorithm=self._method())
        own = xmlsig.canonical(properties, EXCLUSIVE)
        for reference in (*references, (f"#{properties.get('Id')}", (EXCLUSIVE,), SIGNED_PROPERTIES, own)):
            self._reference(signed_info, *reference)
        value.text = b64encode(self._value(xmlsig.canonical(signed_info, EXCLUSIVE))).decode()

    def _method(self) -> str:
        identifier = self._key.signature_algorithm_for(self._hash)
        found = next((name for name, known in METHODS.items() if known == (identifier, self._hash)), None)
        if found is None:
            raise Unsupported("there is no XML name of this algorithm")
        return found

    def _reference(
        self, parent: etree._Element, uri: str, transforms: tuple[str, ...], kind: str, data: bytes
    ) -> None:
        reference = etree.SubElement(parent, q("Reference"), URI=uri)
        if kind:
            reference.set("Type", kind)
        if transforms:
            listed = etree.SubElement(reference, q("Transforms"))
            for transform in transforms:
                etree.SubElement(listed, q("Transform"), Algorithm=transform)
        etree.SubElement(reference, q("DigestMethod"), Algorithm=xmlsig.digest_method(self._hash))
        _text(reference, q("DigestValue"), digest(self._hash, data))

    def _properties(self, parent: etree._Element) -> etree._Element:
        qualifying = etree.SubElement(
            parent, x("QualifyingProperties"), nsmap={"xades": XADES}, Target=f"#{self._id}"
        )
        properties = etree.SubElement(qualifying, x("SignedProperties"), Id=f"{self._id}-properties")
        signed = etree.SubElement(properties, x("SignedSignatureProperties"))
        etree.SubElement(signed, x("SigningTime")).text = self._at.astimezone(UTC).isoformat(
            timespec="seconds"
        )
        certificate = etree.SubElement(etree.SubElement(signed, x("SigningCertificateV2")), x("Cert"))
        hashed = etree.SubElement(certificate, x("CertDigest"))
        etree.SubElement(hashed, q("DigestMethod"), Algorithm=xmlsig.digest_method(self._hash))
        _text(hashed, q("DigestValue"), digest(self._hash, self._signer.der))
        return properties

    def _value(self, data: bytes) -> bytes:
        value = self._key.sign(data, self._hash)
        if not self._method().endswith(("ecdsa-sha256", "ecdsa-sha384", "ecdsa-sha512")):
            return value
        size = (self._key.secret.key_size + 7) // 8 if hasattr(self._key.secret, "key_size") else 0
        return b"".join(half.to_bytes(size, "big") for half in decode_dss_signature(value))


def _text(parent: etree._Element, name: str, octets: bytes) -> None:
    etree.SubElement(parent, name).text = b64encode(octets).decode()
