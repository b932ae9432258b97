"""OCSP (RFC 6960): requests made, responses read. Who may answer is decided in ``kep.revocation``."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from kep import der, oids
from kep.cert import Certificate, Name, read_extensions
from kep.crl import enumerated
from kep.der import Node
from kep.digests import hash_algorithm, reference_digest
from kep.errors import BadCertificate, BadEncoding, BadEvidence, Unavailable
from kep.keys import AlgorithmId

RESPONSE_BYTES_MAX = 1024 * 1024
GOOD, REVOKED, UNKNOWN = "good", "revoked", "unknown"
_STATES = {0x80: GOOD, 0xA1: REVOKED, 0x82: UNKNOWN}
_FAILURES = {1: "malformedRequest", 2: "internalError", 3: "tryLater", 5: "sigRequired", 6: "unauthorized"}
_ANSWERS_MAX = 256


@dataclass(frozen=True)
class CertificateId:
    """Which certificate is meant: its serial number, and its issuer by two digests."""

    hash_name: str
    name_hash: bytes
    key_hash: bytes
    serial: bytes

    def is_of(self, certificate: Certificate, issuer: Certificate) -> bool:
        """Say whether ``certificate``, issued by ``issuer``, is meant."""
        if self.serial != certificate.serial:
            return False
        name = reference_digest(self.hash_name, certificate.issuer_raw)
        key = reference_digest(self.hash_name, issuer.key_bits)
        return hmac.compare_digest(name, self.name_hash) and hmac.compare_digest(key, self.key_hash)


@dataclass(frozen=True)
class Answer:
    """The answer about one certificate; ``reason`` is a number of RFC 5280, 5.3.1, and 0 when not given."""

    certificate_id: CertificateId
    state: str
    this_update: datetime
    next_update: datetime | None
    revoked_at: datetime | None = None
    reason: int = 0


@dataclass(frozen=True)
class Response:
    """A BasicOCSPResponse: the responder, by name or by SHA-1 of its key, and its signed answers."""

    der: bytes
    tbs: bytes
    responder_name: Name | None
    responder_key: bytes | None
    produced_at: datetime
    answers: tuple[Answer, ...]
    nonce: bytes | None
    algorithm: AlgorithmId
    signature: bytes
    certificates: tuple[bytes, ...]

    def is_by(self, certificate: Certificate) -> bool:
        """Say whether the response names ``certificate`` as its responder, which proves nothing yet."""
        if self.responder_name is not None:
            return certificate.subject == self.responder_name
        return self.responder_key in _key_names(certificate)

    def answers_nonce(self, nonce: bytes) -> bool:
        """Say whether the response is to the request with that nonce, or to any: responders may leave it out.

        RFC 8954, 2.1. Some old ones give the octets back without the inner OCTET STRING.
        """
        return self.nonce in (None, nonce, der.octet_string(nonce))


def _key_names(certificate: Certificate) -> tuple[bytes, ...]:
    """Return the digests of the key by which responders name themselves; Ukrainian ones also by GOST."""
    return tuple(reference_digest(name, certificate.key_bits) for name in ("sha1", "gost34311"))


def encode_request(certificate: Certificate, issuer: Certificate, *, hash_name: str, nonce: bytes) -> bytes:
    """Return an OCSPRequest about one certificate, with the name of the issuer hashed by ``hash_name``."""
    identifier = encode_id(certificate, issuer, hash_name)
    extension = der.sequence(der.oid(oids.OCSP_NONCE), der.octet_string(der.octet_string(nonce)))
    return der.sequence(
        der.sequence(der.sequence(der.sequence(identifier)), der.context(2, der.sequence(extension)))
    )


def encode_id(certificate: Certificate, issuer: Certificate, hash_name: str) -> bytes:
    """Return the CertID of a certificate."""
    return der.sequence(
        hash_algorithm(hash_name),
        der.octet_string(reference_digest(hash_name, certificate.issuer_raw)),
        der.octet_string(reference_digest(hash_name, issuer.key_bits)),
        der.encode(der.INTEGER, certificate.serial),
    )


def wrap(basic: bytes) -> bytes:
    """Return the successful OCSPResponse around a BasicOCSPResponse."""
    inner = der.sequence(der.oid(oids.OCSP_BASIC), der.octet_string(basic))
    return der.sequence(der.encode(der.ENUMERATED, b"\0"), der.context(0, inner))


def parse_response(data: bytes) -> Response:
    """Read an OCSPResponse, or the BasicOCSPResponse that signatures embed.

    Raises:
        Unavailable: the responder answers that it has no answer.
        BadEvidence: it is no OCSP response, or too large.
    """
    if len(data) > RESPONSE_BYTES_MAX:
        raise BadEvidence("the OCSP response is too large")
    try:
        node = der.parse(data)
        first = node.expect(der.SEQUENCE).children[0]
        return _read_basic(_unwrapped(node) if first.tag == der.ENUMERATED else node)
    except (BadEncoding, BadCertificate, IndexError) as error:
        raise BadEvidence(f"no readable OCSP response: {error}") from error


def _unwrapped(node: Node) -> Node:
    fields = node.fields()
    status = enumerated(fields.take())
    if status:
        raise Unavailable(f"the OCSP responder declines: {_FAILURES.get(status, status)}")
    inner = fields.take(0xA0).only().fields()
    fields.finish()
    if inner.take().oid() != oids.OCSP_BASIC:
        raise BadEncoding("the response is not a basic one")
    basic = der.parse(inner.take().octets())
    inner.finish()
    return basic


def _read_basic(node: Node) -> Response:
    fields = node.fields()
    tbs, algorithm, signature = fields.take(), AlgorithmId.read(fields.take()), fields.take().bits()
    certificates = fields.maybe(0xA0)
    fields.finish()
    data = tbs.fields()
    data.maybe(0xA0)
    responder, produced_at = data.take(), data.take(der.GENERALIZED_TIME).time()
    answers = data.take().expect(der.SEQUENCE).children
    extensions = data.maybe(0xA1)
    data.finish()
    if len(answers) > _ANSWERS_MAX or responder.tag not in (0xA1, 0xA2):
        raise BadEncoding("the response has too many answers or no responder")
    found = read_extensions(extensions.only().fields()) if extensions else {}
    nonce = found.get(oids.OCSP_NONCE)
    return Response(
        der=node.raw,
        tbs=tbs.raw,
        responder_name=Name.read(responder.only()) if responder.tag == 0xA1 else None,
        responder_key=responder.only().octets() if responder.tag == 0xA2 else None,
        produced_at=produced_at,
        answers=tuple(map(_read_answer, answers)),
        nonce=None if nonce is None else nonce.value,
        algorithm=algorithm,
        signature=signature,
        certificates=tuple(c.raw for c in certificates.only().children) if certificates else (),
    )


def _read_answer(node: Node) -> Answer:
    fields = node.fields()
    identifier, state = read_id(fields.take()), fields.take()
    this_update = fields.take(der.GENERALIZED_TIME).time()
    next_update = fields.maybe(0xA0)
    extensions = fields.maybe(0xA1)
    fields.finish()
    if extensions and any(e.critical for e in read_extensions(extensions.only().fields()).values()):
        raise BadEncoding("the answer has an unknown critical extension")
    if state.tag not in _STATES:
        raise BadEncoding("the answer is of an unknown kind")
    revoked_at, reason = None, 0
    if _STATES[state.tag] == REVOKED:
        inner = state.fields(0xA1)
        revoked_at, why = inner.take(der.GENERALIZED_TIME).time(), inner.maybe(0xA0)
        inner.finish()
        reason = 0 if why is None else enumerated(why.only())
    until = None if next_update is None else next_update.only().time()
    return Answer(identifier, _STATES[state.tag], this_update, until, revoked_at, reason)


def read_id(node: Node) -> CertificateId:
    """Read a CertID.

    Raises:
        BadEncoding: it is none, or hashed by a function that is not known here.
    """
    fields = node.fields()
    name = oids.NAMING_HASHES.get(AlgorithmId.read(fields.take()).oid)
    if name is None:
        raise BadEncoding("the certificate is named by an unknown hash")
    name_hash, key_hash, serial = (
        fields.take().octets(),
        fields.take().octets(),
        fields.take(der.INTEGER).body,
    )
    fields.finish()
    return CertificateId(name, name_hash, key_hash, serial)


def read_request(data: bytes) -> tuple[CertificateId, bytes | None]:
    """Return the certificate that an OCSPRequest asks about first, and its nonce extension.

    Raises:
        BadEvidence: it is no request.
    """
    try:
        fields = der.parse(data).fields().take().fields()
        fields.maybe(0xA0)
        fields.maybe(0xA1)
        identifier = read_id(fields.take(der.SEQUENCE).children[0].fields().take())
        extensions = fields.maybe(0xA2)
        found = read_extensions(extensions.only().fields()) if extensions else {}
    except (BadEncoding, BadCertificate, IndexError) as error:
        raise BadEvidence("no readable OCSP request") from error
    nonce = found.get(oids.OCSP_NONCE)
    return identifier, None if nonce is None else nonce.value
