"""Creation of CAdES-BES signatures (ETSI EN 319 122-1) by a private key."""

from datetime import datetime

from kep import der, oids
from kep.cert import Certificate, parse_certificate
from kep.digests import digest
from kep.errors import BadKey
from kep.private import KeyEntry


def sign(
    content: bytes,
    key: KeyEntry,
    *,
    certificate: bytes | None = None,
    at: datetime,
    detached: bool = True,
) -> bytes:
    """Return a CMS file, in DER, with one signature of ``content`` and the signer's certificate.

    ``certificate``, in DER, is needed when the container of ``key`` had none. ``at`` is the claimed signing
    time. An attached signature carries the content inside.

    Raises:
        BadKey: no certificate, one of another key, or one that is not for signing documents.
        BadCertificate: the certificate is unreadable.
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the signing time needs a time zone")
    der_certificate = certificate or key.certificate
    if der_certificate is None:
        raise BadKey("the container has no certificate: give the certificate of the key")
    if not key.belongs_to(der_certificate):
        raise BadKey("the certificate is not of this key")
    signer = parse_certificate(der_certificate)
    if not key.for_signing or not signer.may_sign:
        raise BadKey("the key is not for signing documents")
    attributes = _signed_attributes(content, key, signer, at)
    signature = key.sign(der.set_of(attributes))
    hash_algorithm = der.sequence(der.oid(_hash_oid(key)))
    info = der.sequence(
        der.integer(1),
        der.sequence(signer.issuer_raw, der.encode(der.INTEGER, signer.serial)),
        hash_algorithm,
        der.context(0, *sorted(attributes)),
        der.sequence(der.oid(key.signature_algorithm)),
        der.octet_string(signature),
    )
    signed_data = der.sequence(
        der.integer(1),
        der.set_of([hash_algorithm]),
        der.sequence(der.oid(oids.DATA), *(() if detached else (der.context(0, der.octet_string(content)),))),
        der.context(0, signer.der),
        der.set_of([info]),
    )
    return der.sequence(der.oid(oids.SIGNED_DATA), der.context(0, signed_data))


def _signed_attributes(content: bytes, key: KeyEntry, signer: Certificate, at: datetime) -> list[bytes]:
    """Return content type, time, digest and the reference to the certificate (RFC 5035), encoded."""
    name = der.encode(0xA4, signer.issuer_raw)
    identifier = der.sequence(
        # SHA-256 is the default of the field, which DER therefore leaves out.
        *(() if key.hash_name == "sha256" else (der.sequence(der.oid(_hash_oid(key))),)),
        der.octet_string(digest(key.hash_name, signer.der)),
        der.sequence(der.sequence(name), der.encode(der.INTEGER, signer.serial)),
    )
    return [
        _attribute(oids.CONTENT_TYPE, der.oid(oids.DATA)),
        _attribute(oids.SIGNING_TIME, der.time(at)),
        _attribute(oids.MESSAGE_DIGEST, der.octet_string(digest(key.hash_name, content))),
        _attribute(oids.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(identifier))),
    ]


def _attribute(kind: str, value: bytes) -> bytes:
    return der.sequence(der.oid(kind), der.set_of([value]))


def _hash_oid(key: KeyEntry) -> str:
    return next(identifier for identifier, name in oids.HASHES.items() if name == key.hash_name)
