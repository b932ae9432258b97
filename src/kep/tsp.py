"""RFC 3161 time stamps: requests made, tokens read and checked against what they stamp."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from kep import der, oids
from kep.cades import TIME_STAMP, Content, check_signer
from kep.cert import Certificate
from kep.cms import SignedData, parse_signed_data
from kep.der import Node
from kep.digests import imprint
from kep.errors import BadEncoding, BadEvidence, BadSignatureFile, Unavailable
from kep.keys import AlgorithmId

TOKEN_BYTES_MAX = 256 * 1024
_GRANTED = (0, 1)


@dataclass(frozen=True)
class TimeStamp:
    """A token as it stands in the file: the time that it claims for data of a digest."""

    der: bytes
    signed_data: SignedData
    at: datetime
    hash_name: str | None
    imprint: bytes
    policy: str
    serial: bytes
    nonce: bytes | None

    def is_of(self, hashed: Callable[[str], bytes]) -> bool:
        """Say whether it stamps the data of which ``hashed`` gives the digest by the name of the hash.

        A hash that is not accepted for signatures stamps nothing.
        """
        return self.hash_name is not None and hmac.compare_digest(hashed(self.hash_name), self.imprint)

    def signer(self, known: tuple[Certificate, ...]) -> tuple[Certificate | None, str | None]:
        """Return the stamping authority's certificate, and a code of ``kep.report`` if it does not hold.

        Who issued the certificate is not looked at here.
        """
        if self.signed_data.has_trailing_bytes or len(self.signed_data.signers) != 1:
            return None, "malformed"
        (signer,) = self.signed_data.signers
        checked = check_signer(self.signed_data, signer, Content(None), known, TIME_STAMP)
        return checked.certificate, checked.code


@lru_cache(maxsize=64)
def parse_token(data: bytes) -> TimeStamp:
    """Read a TimeStampToken.

    Raises:
        BadEvidence: it is none, or too large.
    """
    if len(data) > TOKEN_BYTES_MAX:
        raise BadEvidence("the time stamp is too large")
    try:
        signed_data = parse_signed_data(data)
        if signed_data.content_type != oids.TIME_STAMP_INFO or signed_data.content is None:
            raise BadEvidence("the file is a signature, but no time stamp")
        return _read_info(data, signed_data, der.parse(signed_data.content))
    except (BadEncoding, BadSignatureFile) as error:
        raise BadEvidence(f"no readable time stamp: {error}") from error


def _read_info(data: bytes, signed_data: SignedData, info: Node) -> TimeStamp:
    fields = info.fields()
    if fields.take().small() != 1:
        raise BadEncoding("the time stamp is of an unknown version")
    policy, stamped = fields.take().oid(), fields.take().fields()
    algorithm, hashed = AlgorithmId.read(stamped.take()), stamped.take().octets()
    stamped.finish()
    serial, at = fields.take(der.INTEGER).body, fields.take(der.GENERALIZED_TIME).time()
    fields.maybe(der.SEQUENCE)
    fields.maybe(der.BOOLEAN)
    nonce = fields.maybe(der.INTEGER)
    fields.maybe(0xA0)
    extensions = fields.maybe(0xA1)
    fields.finish()
    if extensions is not None and any(len(e.children) == 3 for e in extensions.children):
        raise BadEncoding("the time stamp has a critical extension")
    return TimeStamp(
        der=data,
        signed_data=signed_data,
        at=at,
        hash_name=oids.HASHES.get(algorithm.oid),
        imprint=hashed,
        policy=policy,
        serial=serial,
        nonce=None if nonce is None else nonce.body,
    )


def encode_request(data: bytes, *, hash_name: str, nonce: int) -> bytes:
    """Return a TimeStampReq for ``data`` that asks for the certificate too; ``nonce`` is not negative."""
    return der.sequence(der.integer(1), imprint(data, hash_name), der.integer(nonce), der.true())


def read_request(data: bytes) -> tuple[Node, Node | None]:
    """Return the messageImprint and the nonce of a TimeStampReq.

    Raises:
        BadEvidence: it is no request.
    """
    try:
        fields = der.parse(data).fields()
        fields.take().small()
        stamped = fields.take(der.SEQUENCE)
        fields.maybe(der.OID)
        nonce = fields.maybe(der.INTEGER)
    except BadEncoding as error:
        raise BadEvidence("no readable time-stamp request") from error
    return stamped, nonce


def parse_response(data: bytes) -> bytes:
    """Return the token inside a TimeStampResp.

    Raises:
        Unavailable: the service declines.
        BadEvidence: it is no response.
    """
    try:
        fields = der.parse(data, ber=True).fields()
        status, token = fields.take().fields().take(der.INTEGER).small(), fields.maybe(der.SEQUENCE)
        fields.finish()
    except BadEncoding as error:
        raise BadEvidence("no readable answer of a time-stamp service") from error
    if status not in _GRANTED or token is None:
        raise Unavailable(f"the time-stamp service declines with status {status}")
    return token.raw
