"""What the demo authority answers: OCSP responses, revocation lists, time stamps. No network here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kep import cms, der, ocsp, oids, tsp
from kep.authority import Authority, Issued, signature_bits
from kep.authority_profile import extension
from kep.cert import Certificate, parse_certificate
from kep.crl import ON_HOLD, REMOVED, Entry
from kep.digests import digest, hash_algorithm
from kep.ocsp import CertificateId
from kep.signing import signed_attributes, signer_info

LIST_LIFE = timedelta(days=7)
DELTA_LIFE = timedelta(hours=2)


@dataclass
class Register:
    """The certificates that an authority knows, and what became of them. The one mutable thing here."""

    certificates: dict[bytes, Certificate] = field(default_factory=dict)
    entries: dict[bytes, Entry] = field(default_factory=dict)
    base: dict[bytes, Entry] = field(default_factory=dict)
    number: int = 1

    def enter(self, *certificates: bytes) -> None:
        """Enter certificates, in DER, as good."""
        for data in certificates:
            certificate = parse_certificate(data)
            self.certificates[certificate.serial] = certificate

    def revoke(self, certificate: bytes, *, at: datetime, reason: int = 1) -> None:
        """Revoke a certificate from ``at`` on; by default its key is compromised."""
        self.entries[parse_certificate(certificate).serial] = Entry(at, reason)

    def suspend(self, certificate: bytes, *, at: datetime) -> None:
        """Put a certificate on hold from ``at`` on."""
        self.revoke(certificate, at=at, reason=ON_HOLD)

    def resume(self, certificate: bytes, *, at: datetime) -> None:
        """Lift a hold: gone from full lists, and said to be removed in deltas."""
        serial = parse_certificate(certificate).serial
        del self.entries[serial]
        if serial in self.base:
            self.base[serial] = Entry(at, REMOVED)

    def rebase(self) -> None:
        """Remember the entries of now as those of the full list that later deltas continue."""
        self.base = dict(self.entries)
        self.number += 1


def ocsp_response(
    authority: Authority, register: Register, request: bytes, *, at: datetime, responder: Issued | None = None
) -> bytes:
    """Return the answer to an OCSPRequest, signed by ``responder`` or by the authority itself.

    Raises:
        BadEvidence: the request is unreadable.
    """
    identifier, nonce = ocsp.read_request(request)
    echo = (der.context(1, der.sequence(extension(oids.OCSP_NONCE, nonce))),) if nonce else ()
    signer = parse_certificate(responder.certificate) if responder else authority.certificate
    data = der.sequence(
        der.context(1, signer.subject_raw),
        _time(at),
        der.sequence(_answer(authority, register, identifier, request, at)),
        *echo,
    )
    key, hash_name = (
        (responder.key, responder.hash_name) if responder else (authority.key, authority.hash_name)
    )
    bag = (der.context(0, der.sequence(signer.der)),) if responder else ()
    algorithm = key.signature_algorithm_identifier(hash_name)
    return ocsp.wrap(der.sequence(data, algorithm, signature_bits(key, hash_name, data), *bag))


def _answer(
    authority: Authority, register: Register, identifier: CertificateId, request: bytes, at: datetime
) -> bytes:
    asked = der.parse(request).children[0]
    raw = next(node for node in asked.children if node.tag == der.SEQUENCE).children[0].children[0].raw
    certificate, entry = register.certificates.get(identifier.serial), register.entries.get(identifier.serial)
    if certificate is None or not identifier.is_of(certificate, authority.certificate):
        state = der.context(2, constructed=False)
    elif entry is None or entry.revoked_at > at:
        state = der.context(0, constructed=False)
    else:
        reason = (der.context(0, _enumerated(entry.reason)),) if entry.reason else ()
        state = der.context(1, _time(entry.revoked_at), *reason)
    return der.sequence(raw, state, _time(at))


def revocation_list(authority: Authority, register: Register, *, at: datetime, delta: bool = False) -> bytes:
    """Return the list of now: a full one, or what changed since the last ``rebase``."""
    life = DELTA_LIFE if delta else LIST_LIFE
    entries = list(_entries(register, at, delta=delta))
    extensions = [
        extension(oids.CRL_NUMBER, der.integer(register.number + delta)),
        *((extension(oids.DELTA_CRL, der.integer(register.number), critical=True),) if delta else ()),
    ]
    tbs = der.sequence(
        der.integer(1),
        authority.algorithm,
        authority.certificate.subject_raw,
        der.time(at),
        der.time(at + life),
        *((der.sequence(*entries),) if entries else ()),
        der.context(0, der.sequence(*extensions)),
    )
    return der.sequence(tbs, authority.algorithm, authority.signature(tbs))


def _entries(register: Register, at: datetime, *, delta: bool) -> Iterator[bytes]:
    known = {**register.base, **register.entries} if delta else register.entries
    for serial, entry in known.items():
        is_new = register.base.get(serial) != entry or entry.reason == REMOVED
        if entry.revoked_at <= at and (is_new or not delta):
            reason = extension(oids.CRL_REASON, _enumerated(entry.reason))
            yield der.sequence(
                der.encode(der.INTEGER, serial), der.time(entry.revoked_at), der.sequence(reason)
            )


def time_stamp_response(authority: Issued, request: bytes, *, at: datetime) -> bytes:
    """Return the answer of a time-stamping authority to a TimeStampReq.

    Raises:
        BadEvidence: the request is unreadable.
    """
    imprint, nonce = tsp.read_request(request)
    if oids.HASHES.get(imprint.children[0].children[0].oid()) is None:
        return der.sequence(der.sequence(der.integer(2)))
    token = time_stamp(authority, imprint.raw, at=at, nonce=nonce.raw if nonce else b"")
    return der.sequence(der.sequence(der.integer(0)), token)


def time_stamp(authority: Issued, imprint: bytes, *, at: datetime, nonce: bytes = b"") -> bytes:
    """Return a token for an encoded messageImprint."""
    signer = parse_certificate(authority.certificate)
    serial = int.from_bytes(digest("sha256", imprint + der.time(at))[:8], "big")
    info = der.sequence(
        der.integer(1),
        der.oid(oids.UA_TIME_STAMP_POLICY),
        imprint,
        der.integer(serial),
        _time(at),
        *((nonce,) if nonce else ()),
    )
    name = authority.hash_name
    attributes = signed_attributes(digest(name, info), signer, name, at, oids.TIME_STAMP_INFO)
    named = hash_algorithm(name)
    value = authority.key.sign(der.set_of(attributes), name)
    algorithm = authority.key.signature_algorithm_identifier(name)
    signed = signer_info(signer, named, tuple(attributes), algorithm, value)
    return cms.encode(oids.TIME_STAMP_INFO, info, [signer.der], [signed], [named])


def _time(at: datetime) -> bytes:
    return der.encode(der.GENERALIZED_TIME, at.strftime("%Y%m%d%H%M%SZ").encode())


def _enumerated(value: int) -> bytes:
    return der.encode(der.ENUMERATED, bytes((value,)))
