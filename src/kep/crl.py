"""Revocation lists, full and delta (RFC 5280, section 5): read, and asked about one serial number."""

from dataclasses import dataclass
from datetime import datetime

from kep import der, oids
from kep.cert import Extension, Name, read_extensions
from kep.der import Node
from kep.errors import BadCertificate, BadEncoding, BadEvidence
from kep.keys import AlgorithmId

LIST_BYTES_MAX = 32 * 1024 * 1024
REMOVED, ON_HOLD = 8, 6
"""Reasons of RFC 5280, 5.3.1, that do not mean a final revocation."""


@dataclass(frozen=True)
class Entry:
    """One revoked certificate: since when, and why (0 when the list does not say)."""

    revoked_at: datetime
    reason: int


@dataclass(frozen=True)
class RevocationList:
    """A list as it stands in the file. ``base_number`` is None in a full list."""

    der: bytes
    tbs: bytes
    issuer: Name
    this_update: datetime
    next_update: datetime | None
    number: int | None
    base_number: int | None
    has_unknown_critical: bool
    algorithm: AlgorithmId
    signature: bytes
    entries: bytes

    def __hash__(self) -> int:
        """Equal lists are equal byte strings."""
        return hash(self.der)

    def find(self, serial: bytes) -> Entry | None:
        """Return the entry of a serial number (the content of its INTEGER), or None."""
        needle = der.encode(der.INTEGER, serial)
        position = 0
        # Most lists do not hold the number at all, and a search of the bytes is a thousand times faster.
        if needle not in self.entries:
            return None
        while position < len(self.entries):
            start, end = _bounds(self.entries, position)
            if self.entries.startswith(needle, start):
                return _read_entry(der.parse(self.entries[position:end]))
            position = end
        return None


def parse_crl(data: bytes) -> RevocationList:
    """Read a list in DER.

    Raises:
        BadEvidence: it is none, or too large.
    """
    if len(data) > LIST_BYTES_MAX:
        raise BadEvidence("the revocation list is too large")
    try:
        return _read(data)
    except (BadEncoding, BadCertificate) as error:
        raise BadEvidence(f"no readable revocation list: {error}") from error


def _read(data: bytes) -> RevocationList:
    outer = der.parse(data).fields()
    tbs, algorithm, signature = outer.take(), outer.take(), outer.take()
    outer.finish()
    fields = tbs.fields()
    if fields.take().small() != 1:
        raise BadEncoding("the list is of an unknown version")
    inner = AlgorithmId.read(fields.take())
    if not inner.says_the_same_as(AlgorithmId.read(algorithm)):
        raise BadEncoding("inner and outer signature algorithms differ")
    issuer, this_update = Name.read(fields.take()), fields.take().time()
    next_update = fields.maybe(der.UTC_TIME, der.GENERALIZED_TIME)
    entries = fields.maybe(der.SEQUENCE)
    extensions = fields.maybe(0xA0)
    fields.finish()
    found = read_extensions(extensions.only().fields()) if extensions else {}
    return RevocationList(
        der=data,
        tbs=tbs.raw,
        issuer=issuer,
        this_update=this_update,
        next_update=None if next_update is None else next_update.time(),
        number=_number(found.get(oids.CRL_NUMBER)),
        base_number=_number(found.get(oids.DELTA_CRL)),
        has_unknown_critical=any(e.critical for kind, e in found.items() if kind != oids.DELTA_CRL),
        algorithm=AlgorithmId.read(algorithm),
        signature=signature.bits(),
        entries=b"" if entries is None else entries.body,
    )


def _number(extension: Extension | None) -> int | None:
    return None if extension is None else der.parse(extension.value).integer()


def _bounds(entries: bytes, position: int) -> tuple[int, int]:
    """Return where the content of the entry at ``position`` starts and where it ends."""
    if entries[position] != der.SEQUENCE or position + 2 > len(entries):
        raise BadEvidence("the revocation list is malformed")
    length, start = entries[position + 1], position + 2
    if length & 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(entries[start : start + size], "big"), start + size
    return start, start + length


def _read_entry(node: Node) -> Entry:
    try:
        fields = node.fields()
        fields.take(der.INTEGER)
        revoked_at = fields.take().time()
        extensions = fields.maybe(der.SEQUENCE)
        fields.finish()
        found = read_extensions(extensions.fields()) if extensions else {}
        reason = found.get(oids.CRL_REASON)
        since = found.get(oids.INVALIDITY_DATE)
        if since is not None:
            # The key may have been stolen before anybody noticed: the earlier date counts.
            revoked_at = min(revoked_at, der.parse(since.value).time())
        return Entry(revoked_at, 0 if reason is None else enumerated(der.parse(reason.value)))
    except (BadEncoding, BadCertificate) as error:
        raise BadEvidence("the revocation list has a malformed entry") from error


def enumerated(node: Node) -> int:
    """Return an ENUMERATED of one octet."""
    body = node.expect(der.ENUMERATED).body
    if len(body) != 1 or body[0] > 127:
        raise BadEncoding("the enumeration is malformed")
    return body[0]
