"""CAdES-BES (ETSI EN 319 122-1): what a signer of a CMS must satisfy, checked without any trust."""

import hmac
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kep import der, keys, oids
from kep.cert import Certificate, IdentityConflict, Name
from kep.cms import SignedData, SignerInfo
from kep.der import Node
from kep.digests import digest, reference_digest
from kep.errors import BadEncoding, BadKey, Unsupported
from kep.keys import AlgorithmId
from kep.oids import Family
from kep.reasons import Refused

_SINGLE_VALUED = {
    oids.CONTENT_TYPE,
    oids.MESSAGE_DIGEST,
    oids.SIGNING_TIME,
    oids.SIGNING_CERTIFICATE,
    oids.SIGNING_CERTIFICATE_V2,
}
_NAMESAKES_MAX = 4
_DEFAULT_ESS_HASH = "sha256"
_DIRECTORY_NAME = 0xA4


@dataclass(frozen=True)
class Checked:
    """What was found out about a signer: its certificate where known, and the code of the first failure."""

    certificate: Certificate | None
    signing_time: datetime | None
    algorithm: str
    code: str | None
    hash_name: str | None = None


@dataclass(frozen=True)
class Use:
    """What a SignedData is for: the content type that it must have, and the certificates that may sign it."""

    content_type: str
    allows: Callable[[Certificate], bool]


DOCUMENT = Use(oids.DATA, lambda certificate: certificate.may_sign)
TIME_STAMP = Use(oids.TIME_STAMP_INFO, lambda certificate: certificate.may_stamp)


@dataclass(frozen=True)
class Content:
    """The signed file as it was given, None where it was not; hashed once for all signers."""

    given: bytes | None
    _digests: dict[str, bytes] = field(default_factory=dict)

    def digest(self, inner: bytes | None, hash_name: str) -> bytes:
        """Return the digest of the inner or else the given content; all signers share the inner one."""
        if hash_name not in self._digests:
            data = self.given if inner is None else inner
            self._digests[hash_name] = digest(hash_name, data or b"")
        return self._digests[hash_name]


def check_signer(
    signed_data: SignedData,
    signer: SignerInfo,
    content: Content,
    known: tuple[Certificate, ...],
    use: Use = DOCUMENT,
) -> Checked:
    """Check that ``signer`` signed ``content`` with the key of one of the ``known`` certificates.

    Every check costs little until the last one, so a forged file is refused before the expensive arithmetic.
    """
    certificate = None
    code: str | None = None
    hash_name: str | None = None
    try:
        hash_name = _hash_of(signer)
        attributes = _single_values(signer)
        certificate = _signing_certificate(signer, attributes, known)
        _check_content(signed_data, content, hash_name, attributes, use)
        if not use.allows(certificate):
            raise Refused("key_usage_forbids")
        check_value(certificate, signer.signature_algorithm, signer.signed_bytes, signer.signature, hash_name)
    except REFUSALS as refusal:
        code = code_of(refusal)
    return Checked(certificate, _claimed_time(signer), _title(signer), code, hash_name)


REFUSALS = (Refused, IdentityConflict, BadEncoding)
"""What the checks of a signer raise; ``code_of`` tells the reason."""


def code_of(refusal: Refused | IdentityConflict | BadEncoding) -> str:
    """Return the code of the reason for which a signer was refused."""
    if isinstance(refusal, Refused):
        return refusal.code
    return "identity_conflict" if isinstance(refusal, IdentityConflict) else "malformed"


def _hash_of(signer: SignerInfo) -> str:
    """Return the name of the hash, after checking that all algorithms of the signer agree on it."""
    identifier = signer.digest_algorithm.oid
    if identifier in oids.WEAK_HASHES:
        raise Refused("algorithm_weak")
    name, meaning = oids.HASHES.get(identifier), oids.SIGNATURES.get(signer.signature_algorithm.oid)
    if name is None or meaning is None:
        raise Refused("algorithm_unknown")
    try:
        own = keys.pss_hash(signer.signature_algorithm) if meaning.family is Family.RSA_PSS else meaning.hash
    except Unsupported as error:
        raise Refused("algorithm_unknown") from error
    if own is not None and own != name:
        raise Refused("algorithms_inconsistent")
    return name


def _single_values(signer: SignerInfo) -> dict[str, Node]:
    """Return the signed attributes by type; each stands there once, those we read with one sound value."""
    counts = Counter(attribute.kind for attribute in signer.signed_attributes)
    if any(count > 1 for count in counts.values()):
        raise Refused("attribute_repeated")
    values = {}
    for attribute in signer.signed_attributes:
        if attribute.kind in _SINGLE_VALUED and len(attribute.values) != 1:
            raise Refused("attribute_repeated")
        if attribute.values:
            values[attribute.kind] = attribute.values[0]
    if oids.SIGNING_TIME in values:
        values[oids.SIGNING_TIME].time()
    if oids.CONTENT_TYPE not in values or oids.MESSAGE_DIGEST not in values:
        raise Refused("attributes_missing")
    return values


def _signing_certificate(
    signer: SignerInfo, attributes: dict[str, Node], known: tuple[Certificate, ...]
) -> Certificate:
    """Return the certificate that the signer names and that the signed attributes bind (RFC 5035)."""
    named = [certificate for certificate in known if _is_named(certificate, signer)][:_NAMESAKES_MAX]
    v2, v1 = attributes.get(oids.SIGNING_CERTIFICATE_V2), attributes.get(oids.SIGNING_CERTIFICATE)
    if v1 is None and v2 is None:
        raise Refused("signing_certificate_missing")
    if not named:
        raise Refused("certificate_missing")
    for certificate in named:
        if all(_binds(ess, certificate, is_v2=ess is v2) for ess in (v1, v2) if ess is not None):
            return certificate
    raise Refused("signing_certificate_mismatch")


def _is_named(certificate: Certificate, signer: SignerInfo) -> bool:
    if signer.key_id is not None:
        return certificate.subject_key_id == signer.key_id
    return certificate.serial == signer.serial and certificate.issuer == signer.issuer


def _binds(ess: Node, certificate: Certificate, *, is_v2: bool) -> bool:
    """Say whether the first ESSCertID, which is the signer's, is of ``certificate``."""
    identifiers = ess.fields().take(der.SEQUENCE).children
    if not identifiers:
        raise BadEncoding("the signing certificate attribute is empty")
    fields = identifiers[0].fields()
    name = "sha1"
    if is_v2:
        algorithm = fields.maybe(der.SEQUENCE)
        oid = AlgorithmId.read(algorithm).oid if algorithm else None
        if oid in oids.WEAK_HASHES:
            # Only the older attribute may be of SHA-1, which it cannot but be.
            raise Refused("algorithm_weak")
        found = oids.HASHES.get(oid) if oid else _DEFAULT_ESS_HASH
        if found is None:
            raise Refused("algorithm_unknown")
        name = found
    stated, issuer_serial = fields.take().octets(), fields.maybe(der.SEQUENCE)
    fields.finish()
    if issuer_serial is not None and not _names_serial(issuer_serial, certificate):
        return False
    return hmac.compare_digest(stated, reference_digest(name, certificate.der))


def _names_serial(issuer_serial: Node, certificate: Certificate) -> bool:
    """Say whether an IssuerSerial (RFC 5035) is that of ``certificate``."""
    fields = issuer_serial.fields()
    names, serial = fields.take(der.SEQUENCE).children, fields.take(der.INTEGER).body
    issuers = [Name.read(name.only()) for name in names if name.tag == _DIRECTORY_NAME]
    return certificate.issuer in issuers and serial == certificate.serial


def _check_content(
    signed_data: SignedData, content: Content, hash_name: str, attributes: dict[str, Node], use: Use
) -> None:
    if attributes[oids.CONTENT_TYPE].oid() != signed_data.content_type:
        raise Refused("content_type_mismatch")
    if signed_data.content_type != use.content_type:
        raise Refused("content_type_mismatch")
    inner = signed_data.content
    if inner is not None and content.given is not None and inner != content.given:
        raise Refused("content_differs")
    if inner is None and content.given is None:
        raise Refused("content_missing")
    if not hmac.compare_digest(content.digest(inner, hash_name), attributes[oids.MESSAGE_DIGEST].octets()):
        raise Refused("digest_mismatch")


def check_value(
    certificate: Certificate, algorithm: AlgorithmId, data: bytes, value: bytes, hash_name: str
) -> None:
    """Check the signature value itself, by the key of a certificate that says clearly whose it is.

    Raises:
        Refused: the key does not fit the algorithm or the value does not verify.
        IdentityConflict, BadEncoding: the certificate contradicts itself or is malformed.
    """
    try:
        good = keys.verify(certificate.public_key, algorithm, data, value, hash_name)
    except (BadKey, BadEncoding) as error:
        raise Refused("key_bad") from error
    except Unsupported as error:
        raise Refused("algorithm_unknown") from error
    if not good:
        raise Refused("signature_wrong")
    _ = certificate.identity


def _claimed_time(signer: SignerInfo) -> datetime | None:
    """Return the signing time that the signer claims; it proves nothing."""
    for attribute in signer.signed_attributes:
        if attribute.kind == oids.SIGNING_TIME and len(attribute.values) == 1:
            try:
                return attribute.values[0].time()
            except BadEncoding:
                return None
    return None


def _title(signer: SignerInfo) -> str:
    meaning = oids.SIGNATURES.get(signer.signature_algorithm.oid)
    hash_name = oids.HASHES.get(signer.digest_algorithm.oid)
    if meaning is None or hash_name is None:
        return signer.signature_algorithm.oid
    return f"{meaning.family}/{oids.HASH_TITLES[hash_name]}"
