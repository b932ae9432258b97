"""A maker of signature files that are wrong in exactly one way, all of them signed with a real key."""

from dataclasses import dataclass, field, replace

from kep import der, oids
from kep.authority import Issued
from kep.cert import parse_certificate
from kep.digests import digest

CONTENT = "Рахунок № 1".encode()


def attribute(kind: str, *values: bytes) -> bytes:
    return der.sequence(der.oid(kind), der.set_of(values))


@dataclass(frozen=True)
class Forgery:
    """Every part of a signature file; change one with ``but`` and take the bytes."""

    signer: Issued
    content_type: str = oids.DATA
    stated_type: str = oids.DATA
    message_digest: bytes = field(default_factory=lambda: digest("gost34311", CONTENT))
    bound_certificate: bytes | None = None
    without: frozenset[str] = frozenset()
    extra_attributes: tuple[bytes, ...] = ()
    digest_algorithm: str = oids.GOST_34311
    signature_algorithm: str = oids.DSTU_4145_LE
    certificates: tuple[bytes, ...] | None = None
    signature: bytes | None = None
    signer_count: int = 1
    by_key_id: bool = False
    trailing: bytes = b""

    def but(self, **changes: object) -> "Forgery":
        return replace(self, **changes)

    def attributes(self) -> list[bytes]:
        bound = self.bound_certificate or self.signer.certificate
        identifier = der.sequence(
            der.sequence(der.oid(oids.GOST_34311)), der.octet_string(digest("gost34311", bound))
        )
        known = {
            oids.CONTENT_TYPE: der.oid(self.stated_type),
            oids.MESSAGE_DIGEST: der.octet_string(self.message_digest),
            oids.SIGNING_CERTIFICATE_V2: der.sequence(der.sequence(identifier)),
        }
        chosen = [attribute(kind, value) for kind, value in known.items() if kind not in self.without]
        return sorted([*chosen, *self.extra_attributes])

    def bytes(self) -> bytes:
        certificate = parse_certificate(self.signer.certificate)
        attributes = self.attributes()
        signature = self.signature or self.signer.key.sign(der.set_of(attributes))
        by_serial = der.sequence(certificate.issuer_raw, der.encode(der.INTEGER, certificate.serial))
        key_id = der.encode(0x80, bytes.fromhex(self.signer.key.key_id))
        info = der.sequence(
            der.integer(3 if self.by_key_id else 1),
            key_id if self.by_key_id else by_serial,
            der.sequence(der.oid(self.digest_algorithm)),
            der.context(0, *attributes),
            der.sequence(der.oid(self.signature_algorithm)),
            der.octet_string(signature),
        )
        certificates = (certificate.der,) if self.certificates is None else self.certificates
        signed_data = der.sequence(
            der.integer(1),
            der.set_of([der.sequence(der.oid(self.digest_algorithm))]),
            der.sequence(der.oid(self.content_type)),
            der.context(0, *certificates),
            der.set_of([info] * self.signer_count),
        )
        return der.sequence(der.oid(oids.SIGNED_DATA), der.context(0, signed_data)) + self.trailing
