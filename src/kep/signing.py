"""Creation of CAdES-BES signatures (ETSI EN 319 122-1), by a private key here or by a signer elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from kep import cms, der, keys, oids
from kep.cert import Certificate, parse_certificate
from kep.digests import digest, hash_algorithm
from kep.errors import BadKey
from kep.keys import KeyKind
from kep.private import KeyEntry


@dataclass(frozen=True)
class ToBeSigned:
    """A signature that lacks only its value; ``data`` is what to sign, ``digest`` its hash for hardware.

    ``algorithm`` is the encoded identifier of the algorithm that the value must follow.
    """

    data: bytes
    hash_name: str
    algorithm: bytes
    certificate: bytes
    content: bytes | None
    attributes: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """The hash of ``data``, for signers that take hashes."""
        return digest(self.hash_name, self.data)


def sign(
    content: bytes,
    key: KeyEntry,
    *,
    certificate: bytes | None = None,
    at: datetime,
    detached: bool = True,
    hash_name: str | None = None,
) -> bytes:
    """Return a CMS file, in DER, with one signature of ``content`` and the signer's certificate.

    ``certificate``, in DER, is needed when the container of ``key`` had none. ``at`` is the claimed signing
    time. An attached signature carries the content inside. ``hash_name`` is by default that of
    ``kep.keys.KeyKind.usual_hash``.

    Raises:
        BadKey: no certificate, one of another key, one that is not for signing documents, or a hash that the
            key does not sign with.
        BadCertificate: the certificate is unreadable.
        ValueError: ``at`` has no time zone.
    """
    der_certificate = certificate or key.certificate
    if der_certificate is None:
        raise BadKey("the container has no certificate: give the certificate of the key")
    if not key.belongs_to(der_certificate):
        raise BadKey("the certificate is not of this key")
    if not key.for_signing:
        raise BadKey("the key is not for signing documents")
    name = hash_name or key.hash_name
    algorithm = key.signature_algorithm_identifier(name)
    unsigned = prepare(
        content, der_certificate, at=at, detached=detached, hash_name=name, algorithm=algorithm
    )
    return finish(unsigned, key.sign(unsigned.data, name))


def prepare(
    content: bytes,
    certificate: bytes,
    *,
    at: datetime,
    detached: bool = True,
    hash_name: str | None = None,
    algorithm: bytes | None = None,
) -> ToBeSigned:
    """Return what a signer elsewhere (a browser, a device, a cloud) has to sign; then call ``finish``.

    ``algorithm``, an encoded identifier, is for signers that do not follow the usual one of key and hash.

    Raises:
        BadKey: the certificate is not for signing documents, or such a key does not sign with this hash.
        BadCertificate, ValueError: as ``sign``.
    """
    signer = parse_certificate(certificate)
    if not signer.may_sign:
        raise BadKey("the key is not for signing documents")
    kind = KeyKind.of(signer.public_key)
    name = hash_name or kind.usual_hash
    chosen = algorithm or kind.signature_algorithm(name)
    attributes = signed_attributes(digest(name, content), signer, name, at)
    return ToBeSigned(
        data=der.set_of(attributes),
        hash_name=name,
        algorithm=chosen,
        certificate=certificate,
        content=None if detached else content,
        attributes=tuple(sorted(attributes)),
    )


def finish(unsigned: ToBeSigned, signature: bytes) -> bytes:
    """Return the CMS file of a prepared signature and its value.

    Raises:
        BadKey: the value is not a signature of ``unsigned.data`` by the key of the certificate.
    """
    signer = parse_certificate(unsigned.certificate)
    algorithm = keys.AlgorithmId.read(der.parse(unsigned.algorithm))
    if not keys.verify(signer.public_key, algorithm, unsigned.data, signature, unsigned.hash_name):
        raise BadKey("the value is not a signature of these data by this key")
    named = hash_algorithm(unsigned.hash_name)
    info = signer_info(signer, named, unsigned.attributes, unsigned.algorithm, signature)
    return cms.encode(oids.DATA, unsigned.content, [signer.der], [info], [named])


def signer_info(
    signer: Certificate,
    digest_algorithm: bytes,
    attributes: tuple[bytes, ...],
    algorithm: bytes,
    signature: bytes,
) -> bytes:
    """Return the SignerInfo, version 1, of these encoded parts."""
    return der.sequence(
        der.integer(1),
        der.sequence(signer.issuer_raw, der.encode(der.INTEGER, signer.serial)),
        digest_algorithm,
        der.context(0, *sorted(attributes)),
        algorithm,
        der.octet_string(signature),
    )


def signed_attributes(
    message_digest: bytes, signer: Certificate, hash_name: str, at: datetime, kind: str = oids.DATA
) -> list[bytes]:
    """Return content type, time, digest and the reference to the certificate (RFC 5035), encoded.

    Raises:
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the signing time needs a time zone")
    name = der.encode(0xA4, signer.issuer_raw)
    identifier = der.sequence(
        # SHA-256 is the default of the field, which DER therefore leaves out.
        *(() if hash_name == "sha256" else (hash_algorithm(hash_name),)),
        der.octet_string(digest(hash_name, signer.der)),
        der.sequence(der.sequence(name), der.encode(der.INTEGER, signer.serial)),
    )
    return [
        attribute(oids.CONTENT_TYPE, der.oid(kind)),
        attribute(oids.SIGNING_TIME, der.time(at)),
        attribute(oids.MESSAGE_DIGEST, der.octet_string(message_digest)),
        attribute(oids.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(identifier))),
    ]


def attribute(kind: str, *values: bytes) -> bytes:
    """Return an Attribute of encoded values."""
    return der.sequence(der.oid(kind), der.set_of(values))
