"""Private keys: out of PKCS#8 (RFC 5208), and the entry that a container yields for each."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from kep import der, dstu4145, keys, oids
from kep.cert import parse_certificate
from kep.curves import BY_DEGREE
from kep.der import Node
from kep.digests import digest
from kep.errors import BadKey, KepError
from kep.keys import AlgorithmId, DstuKey, KeyKind
from kep.oids import Family

PrivateKey = dstu4145.PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

_IIT_SECOND_DOMAIN, _IIT_SECOND_KEY = "1.3.6.1.4.1.19398.1.1.2.2", "1.3.6.1.4.1.19398.1.1.2.3"


@dataclass(frozen=True)
class KeyEntry:
    """One private key of a container, its certificate where there is one, and whether it may sign.

    ``big_endian`` tells a DSTU key under the big-endian identifier; ``pss`` makes an RSA key sign by
    RSASSA-PSS. The secret itself stays out of ``repr``; use ``kep.sign``.
    """

    secret: PrivateKey = field(repr=False)
    certificate: bytes | None = field(default=None, repr=False)
    for_signing: bool = True
    big_endian: bool = False
    pss: bool = False

    @cached_property
    def public_key(self) -> bytes:
        """The SubjectPublicKeyInfo that belongs to the key."""
        if isinstance(self.secret, dstu4145.PrivateKey):
            return keys.encode_dstu_public(self.secret.public, big_endian=self.big_endian)
        return self.secret.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @cached_property
    def key_id(self) -> str:
        """The subject key identifier in hexadecimal, by which authorities find the certificate."""
        return keys.key_id(self.public_key).hex()

    @property
    def algorithm(self) -> str:
        """The kind of key in words."""
        return str(replace(self.kind, family=Family.RSA) if self.pss else self.kind)

    @property
    def kind(self) -> KeyKind:
        """How the key signs."""
        if isinstance(self.secret, dstu4145.PrivateKey):
            return KeyKind(Family.DSTU, self.secret.curve.m, big_endian=self.big_endian)
        if isinstance(self.secret, ec.EllipticCurvePrivateKey):
            return KeyKind(Family.ECDSA, self.secret.key_size)
        return KeyKind(Family.RSA_PSS if self.pss else Family.RSA, self.secret.key_size)

    @property
    def can_sign(self) -> bool:
        """Whether the container and the certificate let this key sign: a key-agreement key may not."""
        if not self.for_signing or self.certificate is None:
            return self.for_signing
        return parse_certificate(self.certificate).may_sign

    def belongs_to(self, certificate: bytes) -> bool:
        """Say whether ``certificate`` is of this key."""
        try:
            theirs = keys.load_public(parse_certificate(certificate).public_key)
        except KepError:
            return False
        if isinstance(self.secret, dstu4145.PrivateKey):
            return isinstance(theirs, DstuKey) and theirs.public == self.secret.public
        return not isinstance(theirs, DstuKey) and theirs == self.secret.public_key()

    @property
    def hash_name(self) -> str:
        """The hash that this key signs with by itself."""
        return self.kind.usual_hash

    def sign(self, data: bytes, hash_name: str | None = None) -> bytes:
        """Return the raw signature of ``data``, made with a fresh nonce where the algorithm has one.

        Raises:
            BadKey: as ``signature_algorithm_for``.
        """
        name = hash_name or self.hash_name
        meaning = oids.SIGNATURES[self.signature_algorithm_for(name)]
        if isinstance(self.secret, dstu4145.PrivateKey):
            halves = self.secret.sign(digest(name, data))
            return dstu4145.signature_to_bytes(self.secret.curve, halves, big_endian=meaning.big_endian)
        sha = keys.sha(name)
        if isinstance(self.secret, ec.EllipticCurvePrivateKey):
            return self.secret.sign(data, ec.ECDSA(sha))
        if meaning.family is Family.RSA_PSS:
            return self.secret.sign(data, padding.PSS(padding.MGF1(sha), padding.PSS.DIGEST_LENGTH), sha)
        return self.secret.sign(data, padding.PKCS1v15(), sha)

    @property
    def signature_algorithm(self) -> str:
        """The identifier of the algorithm that ``sign`` follows by itself."""
        return self.signature_algorithm_for(self.hash_name)

    def signature_algorithm_for(self, hash_name: str) -> str:
        """Return the identifier of the algorithm that ``sign`` follows with that hash.

        Raises:
            BadKey: keys of this kind are not used with that hash.
        """
        return self.kind.signature_oid(hash_name)

    def signature_algorithm_identifier(self, hash_name: str | None = None) -> bytes:
        """Return the encoded AlgorithmIdentifier that goes with a signature by ``sign``.

        Raises:
            BadKey: as ``signature_algorithm_for``.
        """
        return self.kind.signature_algorithm(hash_name or self.hash_name)


def read_pkcs8(data: bytes) -> list[KeyEntry]:
    """Return the key of a PKCS#8 PrivateKeyInfo, and the key-agreement key that IIT keeps beside it.

    Bytes after the structure are allowed: block ciphers leave padding there.

    Raises:
        BadEncoding: it is no PrivateKeyInfo.
        BadKey: the key is of an unknown kind or out of range.
    """
    node, _ = der.parse_first(data)
    fields = node.fields()
    fields.take().small()
    algorithm, octets = AlgorithmId.read(fields.take()), fields.take().octets()
    attributes = fields.maybe(0xA0)
    if algorithm.oid not in (oids.DSTU_4145_LE, oids.DSTU_4145_BE):
        return [KeyEntry(_common_key(node.raw))]
    big_endian = algorithm.oid == oids.DSTU_4145_BE
    entries = [_dstu_entry(algorithm.parameters, octets, big_endian=big_endian)]
    found = (
        {child.children[0].oid(): child.children[1] for child in attributes.children} if attributes else {}
    )
    if _IIT_SECOND_DOMAIN in found and _IIT_SECOND_KEY in found:
        entries.append(_iit_second_entry(found[_IIT_SECOND_DOMAIN].only(), found[_IIT_SECOND_KEY].only()))
    return entries


def _dstu_entry(parameters: Node | None, octets: bytes, *, big_endian: bool) -> KeyEntry:
    if parameters is None:
        raise BadKey("a DSTU 4145 key names no curve")
    curve, base, _ = keys.dstu_domain(parameters, big_endian=big_endian)
    number = int.from_bytes(octets, "big" if big_endian else "little")
    return KeyEntry(dstu4145.PrivateKey(curve, number, base), big_endian=big_endian)


def _iit_second_entry(domain: Node, number: Node) -> KeyEntry:
    """Read the key-agreement key that IIT keeps in the attributes of the signing key.

    Its curve stands there in a form of its own, of which the degree is enough; its number stands with the
    bits of every octet reversed, so the count of unused bits does not matter.
    """
    degree = domain.fields().take().fields().take().fields().take().small()
    if degree not in BY_DEGREE:
        raise BadKey("the curve of the second key is not a standard one")
    octets = bytes(int(f"{octet:08b}"[::-1], 2) for octet in number.expect(der.BIT_STRING).body[1:])
    curve = BY_DEGREE[degree]
    secret = dstu4145.PrivateKey(curve, int.from_bytes(octets, "little"), curve.base)
    return KeyEntry(secret, for_signing=False)


def _common_key(data: bytes) -> PrivateKey:
    try:
        key = load_der_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey("the private key is malformed or of an unknown kind") from error
    if isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        return key
    raise BadKey("the private key is of a kind that does not sign documents")


def write_pkcs8(secret: PrivateKey) -> bytes:
    """Return the PKCS#8 PrivateKeyInfo of a key, unencrypted."""
    if not isinstance(secret, dstu4145.PrivateKey):
        return secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    number = secret.number.to_bytes(secret.curve.order_bytes, "little")
    algorithm = keys.encode_dstu_algorithm(secret.curve, secret.base)
    return der.sequence(der.integer(0), algorithm, der.octet_string(number))
