"""XAdES (ETSI EN 319 132-1 and its predecessors): signatures in XML, alone or in containers."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from kep import xmlsig
from kep.cades import REFUSALS, Checked, check_value, code_of
from kep.cert import Certificate
from kep.decision import Claim, Stamp, hashing
from kep.digests import reference_digest
from kep.errors import BadSignatureFile, KepError
from kep.evidence import Evidence, readable
from kep.keys import AlgorithmId
from kep.needs_lxml import etree
from kep.oids import HASH_TITLES, SIGNATURES
from kep.reasons import Refused
from kep.xmlsig import DS, Reference, base64, one, q

XADES = "http://uri.etsi.org/01903/v1.3.2#"
SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
_SIGNATURES_MAX = 64
_SHA_1 = f"{DS}sha1"


@dataclass(frozen=True)
class XmlSignature:
    """One signature of a document: the element, the document, and what it carries as evidence."""

    element: etree._Element
    tree: etree._ElementTree
    evidence: Evidence

    @property
    def properties(self) -> etree._Element:
        """The xades:QualifyingProperties.

        Raises:
            Refused: there are none or several.
        """
        found = [p for o in self.element.findall(q("Object")) for p in o.findall(x("QualifyingProperties"))]
        if len(found) != 1:
            raise Refused("signing_certificate_missing")
        return found[0]

    def claim(
        self,
        files: Mapping[str, bytes],
        known: tuple[Certificate, ...],
        *,
        is_alone: bool,
    ) -> Claim:
        """Check one signature; ``files`` are those beside it by name.

        ``is_alone`` is true of a document outside containers, which must itself be covered, unless a single
        file was given that it signs from outside.
        """
        certificate: Certificate | None = None
        method = ""
        code: str | None = None
        covers: tuple[str, ...] = ()
        try:
            signed_info = one(self.element, q("SignedInfo"))
            method = one(signed_info, q("SignatureMethod")).get("Algorithm") or ""
            certificate = _signing_certificate(self, known)
            covers = _check_references(self, xmlsig.references(signed_info), files, is_alone=is_alone)
            if not certificate.may_sign:
                raise Refused("key_usage_forbids")
            _check_value(self, signed_info, method, certificate)
        except REFUSALS as refusal:
            code = code_of(refusal)
        _, hash_name = xmlsig.METHODS.get(method, ("", None))
        checked = Checked(certificate, _claimed_time(self), _title(method), code, hash_name)
        return Claim(checked, _level(self), _stamps(self), _value(self), covers=covers)

    @property
    def is_detached(self) -> bool:
        """Whether it refers to something outside its document."""
        found = self.element.iterfind(f"{q('SignedInfo')}/{q('Reference')}")
        return any((reference.get("URI") or "#")[0] != "#" for reference in found)

    def is_of(self, content: bytes) -> bool:
        """Say whether ``content`` is the document, with or without the signature, or what lies inside it."""
        if self.tree.getroot() is self.element:
            return content in [_octets_in(one) for one in _documents(self.element)]
        try:
            given = xmlsig.parse(content)
        except BadSignatureFile:
            return False
        bare = xmlsig.without(self.tree, self.element)
        try:
            accepted = [xmlsig.whole(tree, xmlsig.EXCLUSIVE) for tree in (self.tree, bare)]
            return xmlsig.whole(given, xmlsig.EXCLUSIVE) in accepted
        except Refused:
            return False


def x(name: str) -> str:
    """Return a name in the namespace of XAdES as lxml writes it."""
    return f"{{{XADES}}}{name}"


def read_xml(data: bytes) -> tuple[XmlSignature, ...]:
    """Return the signatures of a document, not those inside other signatures.

    Raises:
        BadSignatureFile: it is no XML, or has no signature or too many.
    """
    tree = xmlsig.parse(data)
    found = [
        element
        for element in tree.iter(q("Signature"))
        if not any(ancestor.tag == q("Signature") for ancestor in element.iterancestors())
    ]
    if not 0 < len(found) <= _SIGNATURES_MAX:
        raise BadSignatureFile(
            "the XML file has no signature" if not found else "there are too many signatures"
        )
    return tuple(XmlSignature(element, tree, _evidence(element)) for element in found)


def _documents(signature: etree._Element) -> list[etree._Element]:
    """Return the objects inside a signature but for the one that is nothing but its properties."""
    return [one for one in signature.findall(q("Object")) if not _is_properties(one)]


def _is_properties(element: etree._Element) -> bool:
    has_text = bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
    return not has_text and [child.tag for child in element] == [x("QualifyingProperties")]


def _octets_in(element: etree._Element) -> bytes | None:
    """Return the octets that an object holds in base64; None where it holds something else."""
    try:
        return None if len(element) else base64(element)
    except Refused:
        return None


def _title(method: str) -> str:
    if method not in xmlsig.METHODS:
        return method
    identifier, hash_name = xmlsig.METHODS[method]
    return f"{SIGNATURES[identifier].family}/{HASH_TITLES[hash_name]}"


def _signing_certificate(signature: XmlSignature, known: tuple[Certificate, ...]) -> Certificate:
    """Return the certificate that the signed properties bind by its digest."""
    signed = one(signature.properties, x("SignedProperties"), x("SignedSignatureProperties"))
    found = signed.findall(x("SigningCertificateV2")) + signed.findall(x("SigningCertificate"))
    if len(found) != 1:
        raise Refused("signing_certificate_missing")
    first = found[0].find(x("Cert"))
    if first is None:
        raise Refused("signing_certificate_missing")
    method = one(first, x("CertDigest"), q("DigestMethod")).get("Algorithm") or ""
    wanted = base64(one(first, x("CertDigest"), q("DigestValue")))
    name = "sha1" if method == _SHA_1 else xmlsig.DIGESTS.get(method)
    if name is None:
        raise Refused("algorithm_unknown")
    for certificate in known:
        if hmac.compare_digest(reference_digest(name, certificate.der), wanted):
            return certificate
    has_own = signature.element.find(f".//{q('X509Certificate')}") is not None
    raise Refused("signing_certificate_mismatch" if has_own else "certificate_missing")


def _check_references(
    signature: XmlSignature, references: tuple[Reference, ...], files: Mapping[str, bytes], *, is_alone: bool
) -> tuple[str, ...]:
    """Check every reference, and that nothing that a reader takes for signed is left out."""
    identified = xmlsig.ids(signature.tree)
    own = one(signature.properties, x("SignedProperties"))
    covered: list[str] = []
    targets: list[etree._Element] = []
    for reference in references:
        if reference.uri and not reference.uri.startswith("#"):
            covered.append(_check_file(reference, files))
            continue
        target = identified.get(reference.uri[1:]) if reference.uri else signature.tree.getroot()
        if target is None:
            raise Refused("reference_broken")
        data = xmlsig.transformed(signature.tree, target, signature.element, reference)
        xmlsig.check_digest(reference, data)
        targets.append(target)
    if own not in targets or sum(r.kind == SIGNED_PROPERTIES for r in references) != 1:
        raise Refused("signing_certificate_missing")
    if is_alone and not files and not _is_whole(signature, targets):
        raise Refused("content_missing" if covered else "reference_forbidden")
    if not is_alone and not covered:
        raise Refused("reference_forbidden")
    return tuple(covered)


def _check_file(reference: Reference, files: Mapping[str, bytes]) -> str:
    """Check a reference to a file beside the signature; nothing is ever fetched."""
    if reference.transforms:
        raise Refused("reference_forbidden")
    name = unquote(reference.uri)
    if name not in files and len(files) == 1 and "" in files:
        name = ""
    if name not in files:
        raise Refused("content_missing")
    xmlsig.check_digest(reference, files[name])
    return name


def _is_whole(signature: XmlSignature, targets: list[etree._Element]) -> bool:
    """Say whether the targets are the whole document, or all objects inside a signature that is the document.

    An object, or an instruction beside the root, that is not covered could be shown instead of the signed.
    """
    root = signature.tree.getroot()
    if root is not signature.element:
        return root in targets
    objects = _documents(root)
    return bool(objects) and all(one in targets for one in objects) and not xmlsig.has_beside(root)


def _check_value(
    signature: XmlSignature, signed_info: etree._Element, method: str, certificate: Certificate
) -> None:
    if method not in xmlsig.METHODS:
        raise Refused("algorithm_unknown")
    canonicalisation = one(signed_info, q("CanonicalizationMethod")).get("Algorithm") or ""
    data = xmlsig.canonical(signed_info, canonicalisation)
    identifier, hash_name = xmlsig.METHODS[method]
    value = xmlsig.cms_signature(method, _value(signature))
    check_value(certificate, AlgorithmId(identifier, None), data, value, hash_name)


def _value(signature: XmlSignature) -> bytes:
    try:
        return base64(one(signature.element, q("SignatureValue")))
    except Refused:
        return b""


def _claimed_time(signature: XmlSignature) -> datetime | None:
    found = signature.element.find(f".//{x('SignedSignatureProperties')}/{x('SigningTime')}")
    try:
        moment = datetime.fromisoformat((found.text or "").strip()) if found is not None else None
    except ValueError:
        return None
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _unsigned(signature: XmlSignature, name: str) -> list[etree._Element]:
    return signature.element.findall(f".//{x('UnsignedSignatureProperties')}/{x(name)}")


def _level(signature: XmlSignature) -> str:
    if not _unsigned(signature, "SignatureTimeStamp"):
        signed = f".//{x('SignedSignatureProperties')}/{x('SignaturePolicyIdentifier')}"
        return "EPES" if signature.element.find(signed) is not None else "BES"
    if _unsigned(signature, "RevocationValues"):
        return "X-Long" if _unsigned(signature, "CompleteRevocationRefs") else "LT"
    return "C" if _unsigned(signature, "CompleteRevocationRefs") else "T"


def _stamps(signature: XmlSignature) -> tuple[Stamp, ...]:
    """Return the time stamps of the signature value, which are of its element in canonical form."""
    found = []
    for stamp in _unsigned(signature, "SignatureTimeStamp"):
        method = stamp.find(q("CanonicalizationMethod"))
        name = next(iter(xmlsig.CANONICAL)) if method is None else method.get("Algorithm") or ""
        for token in stamp.findall(x("EncapsulatedTimeStamp")):
            try:
                data = xmlsig.canonical(one(signature.element, q("SignatureValue")), name)
                found.append(Stamp("signature", base64(token), hashing(data)))
            except Refused:
                found.append(Stamp("signature", b"", hashing(b"")))
    return tuple(found)


def _evidence(element: etree._Element) -> Evidence:
    """Return the certificates, answers and lists that a signature carries."""
    return Evidence(
        certificates=_octets(element, q("X509Certificate"), x("EncapsulatedX509Certificate")),
        ocsp=_octets(element, x("EncapsulatedOCSPValue")),
        crls=_octets(element, x("EncapsulatedCRLValue"), q("X509CRL")),
    )


def _octets(element: etree._Element, *names: str) -> tuple[bytes, ...]:
    found = []
    for name in names:
        for child in element.iter(name):
            try:
                found.append(base64(child))
            except Refused:
                continue
    return tuple(found)


def enveloped_by(data: bytes, signer: Certificate) -> etree._ElementTree:
    """Return the document if ``signer`` signed the whole of it, whatever anybody else says.

    Raises:
        BadSignatureFile: it has not exactly one signature, or that one does not hold.
    """
    signatures = read_xml(data)
    if len(signatures) != 1:
        raise BadSignatureFile("the document has several signatures")
    (signature,) = signatures
    try:
        signed_info = one(signature.element, q("SignedInfo"))
        method = one(signed_info, q("SignatureMethod")).get("Algorithm") or ""
        if _signing_certificate(signature, (signer, *readable(signature.evidence.certificates))) != signer:
            raise BadSignatureFile("the document is signed by somebody else")
        _check_references(signature, xmlsig.references(signed_info), {}, is_alone=True)
        _check_value(signature, signed_info, method, signer)
    except Refused as error:
        raise BadSignatureFile(f"the signature of the document does not hold: {error.code}") from error
    except KepError as error:
        raise BadSignatureFile("the signature of the document does not hold") from error
    return signature.tree
