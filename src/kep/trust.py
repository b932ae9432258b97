"""Trust anchors and the certificates that may lead to them."""

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kep import der, oids
from kep.cert import Certificate, parse_certificate
from kep.errors import BadCertificate, BadEncoding

_SUFFIXES = {".cer", ".crt", ".der", ".pem", ".p7b"}
_GRANTED = {
    "granted",
    "recognisedatnationallevel",
    "undersupervision",
    "accredited",
    "supervisionincessation",
}
_PEM_BEGIN, _PEM_END = b"-----BEGIN", b"-----END"


class Use(StrEnum):
    """For what a trust service vouches."""

    SIGNATURES = "signatures"
    TIME_STAMPS = "time stamps"
    OTHER = "other"


@dataclass(frozen=True)
class Service:
    """A trust service of a trusted list: its certificates, and since when it has had which status."""

    provider: str
    name: str
    use: Use
    certificates: tuple[bytes, ...]
    statuses: tuple[tuple[datetime, str], ...]
    addresses: tuple[str, ...] = ()

    def status_at(self, at: datetime) -> str | None:
        """Return the last word of the status that the service had at ``at``; None before its first."""
        known = [(since, status) for since, status in self.statuses if since <= at]
        return max(known)[1] if known else None

    def is_granted(self, at: datetime) -> bool:
        """Say whether the service was granted (or, before the list knew that word, supervised) at ``at``."""
        return self.status_at(at) in _GRANTED

    def is_in(self, chain: tuple[Certificate, ...]) -> bool:
        """Say whether one of its certificates is in the chain."""
        return any(member.der in self.certificates for member in chain)


class TrustStore:
    """Roots that are trusted as they are, intermediate certificates that are only known, and services.

    ``services`` come from trusted lists, which say until when an authority was allowed what. ``hosts`` are
    those that may be asked for evidence, ``stamp_urls`` the time-stamping services among them.
    """

    unreadable: tuple[str, ...] = ()
    """Names of the files of the directory that held no readable certificate, and so are not trusted."""

    def __init__(
        self,
        roots: Iterable[bytes] = (),
        intermediates: Iterable[bytes] = (),
        *,
        services: Iterable[Service] = (),
        hosts: Iterable[str] = (),
        stamp_urls: Iterable[str] = (),
    ) -> None:
        """Take certificates in DER. The certificates of services that issue or stamp become roots too.

        Raises:
            BadCertificate: one of them is unreadable.
        """
        self.services = tuple(services)
        self._own_roots = frozenset(roots)
        listed = [
            c for service in self.services if service.use is not Use.OTHER for c in service.certificates
        ]
        self.roots = tuple(parse_certificate(root) for root in dict.fromkeys((*self._own_roots, *listed)))
        self.intermediates = tuple(parse_certificate(other) for other in intermediates)
        self.hosts = frozenset(hosts)
        self.stamp_urls = tuple(stamp_urls)

    @classmethod
    def from_directory(cls, path: Path | str) -> "TrustStore":
        """Take all .cer, .crt, .der, .pem and .p7b files of a directory; what is self-issued becomes a root.

        Files without a readable certificate are left out and named in ``unreadable``.
        """
        found: list[Certificate] = []
        unreadable = []
        for file in sorted(Path(path).iterdir()):
            if file.suffix.lower() in _SUFFIXES:
                try:
                    found += map(parse_certificate, read_certificates(file.read_bytes()))
                except BadCertificate:
                    unreadable.append(file.name)
        store = cls(
            [certificate.der for certificate in found if certificate.is_self_issued],
            [certificate.der for certificate in found if not certificate.is_self_issued],
        )
        store.unreadable = tuple(unreadable)
        return store

    @property
    def demo(self) -> bool:
        """Whether any root is of a demo authority, whose certificates prove nothing to anybody."""
        return any(root.is_demo for root in self.roots)

    def trusts(self, certificate: Certificate) -> bool:
        """Say whether this very certificate, byte for byte, is a root here."""
        return certificate in self.roots

    def grants(self, chain: tuple[Certificate, ...], at: datetime, use: Use) -> bool:
        """Say whether the trusted list, where there is one, lets ``chain`` serve that use at ``at``.

        Roots that the operator trusts directly need no list, unless a list speaks of their chain.
        """
        kinds = (use,) if use is Use.SIGNATURES else (use, Use.SIGNATURES)
        for kind in kinds:
            speaking = [one for one in self.services if one.use is kind and one.is_in(chain)]
            if speaking:
                return any(service.is_granted(at) for service in speaking)
        return chain[-1].der in self._own_roots


def read_certificates(data: bytes) -> list[bytes]:
    """Return the certificates, in DER, of a file: one in DER, any number in PEM, or a PKCS#7 bundle.

    Raises:
        BadCertificate: there is none.
    """
    blocks = _pem_blocks(data) if _PEM_BEGIN in data else [data]
    certificates = [certificate for block in blocks for certificate in _certificates_of(block)]
    if not certificates:
        raise BadCertificate("the file holds no certificate")
    return certificates


def _pem_blocks(data: bytes) -> list[bytes]:
    blocks = []
    for part in data.split(_PEM_BEGIN)[1:]:
        body = part.partition(_PEM_END)[0].partition(b"-----")[2]
        try:
            blocks.append(b64decode(b"".join(body.split()), validate=True))
        except Base64Error as error:
            raise BadCertificate("the PEM armour is damaged") from error
    return blocks


def _certificates_of(block: bytes) -> list[bytes]:
    """Return the certificate itself, or the certificates inside a SignedData without signers."""
    try:
        outer = der.parse(block, ber=True).fields()
        first = outer.take()
        if first.tag != der.OID:
            return [block]
        if first.oid() != oids.SIGNED_DATA:
            return []
        fields = outer.take(0xA0).only().fields()
        for _ in ("version", "digest algorithms", "content"):
            fields.take()
        bag = fields.maybe(0xA0)
        return [node.raw for node in bag.children if node.tag == der.SEQUENCE] if bag else []
    except BadEncoding as error:
        raise BadCertificate(f"no certificate: {error}") from error
