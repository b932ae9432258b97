"""Public keys: read from SubjectPublicKeyInfo, validated, and used to check signatures of every family."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from kep import der, dstu4145, oids
from kep.curve import Curve, Point
from kep.curves import BY_DEGREE, CURVES
from kep.der import Node
from kep.digests import digest, hash_oid, naming_digest
from kep.errors import BadEncoding, BadKey, Unsupported
from kep.gost28147 import DKE_1, DKE_TEST
from kep.oids import Family

RSA_BITS = range(2048, 8193)
_RSA_EXPONENT_BITS_MAX = 64
_EC_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_EC_HASHES = {384: "sha384", 521: "sha512"}
# The first of several identifiers with one meaning would be that of "any basis"; authorities write the last.
_SIGNATURES = {
    (meaning.family, meaning.hash): identifier
    for identifier, meaning in oids.SIGNATURES.items()
    if meaning.hash is not None and not meaning.big_endian
}
_SHA: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True)
class AlgorithmId:
    """An AlgorithmIdentifier: its OID and, where they are there and not NULL, its parameters."""

    oid: str
    parameters: Node | None

    @classmethod
    def read(cls, node: Node) -> "AlgorithmId":
        """Read one from its SEQUENCE."""
        fields = node.fields()
        identifier = fields.take().oid()
        parameters = fields.rest()
        if len(parameters) > 1:
            raise BadEncoding("an algorithm identifier has one parameter field")
        present = parameters and parameters[0].tag != der.NULL
        return cls(identifier, parameters[0] if present else None)

    def says_the_same_as(self, other: "AlgorithmId") -> bool:
        """Say whether both mean one algorithm.

        Parameters count where they steer the arithmetic, which is in RSA-PSS; old DSTU certificates repeat
        the curve of the key in one place and leave it out in the other.
        """
        mine, theirs = (a.parameters.raw if a.parameters else b"" for a in (self, other))
        return self.oid == other.oid and (self.oid != oids.RSA_PSS or mine == theirs)


@dataclass(frozen=True)
class DstuKey:
    """A DSTU 4145 public key and the substitution of the hash that goes with it."""

    public: dstu4145.PublicKey
    dke: bytes


PublicKey = DstuKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey


@lru_cache(maxsize=256)
def load_public(spki: bytes) -> PublicKey:
    """Return the validated public key of a SubjectPublicKeyInfo.

    Raises:
        BadKey: not of a standard curve, not of the prime-order subgroup, of a wrong length or size.
        Unsupported: a key of a kind that is not implemented.
    """
    fields = der.parse(spki).fields()
    algorithm = AlgorithmId.read(fields.take())
    octets = fields.take().bits()
    fields.finish()
    if algorithm.oid in (oids.DSTU_4145_LE, oids.DSTU_4145_BE):
        return _dstu_key(algorithm, octets)
    if algorithm.oid not in (oids.EC_KEY, oids.RSA_KEY, oids.RSA_PSS):
        raise Unsupported(f"keys of the kind {algorithm.oid} are not supported")
    try:
        key = load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey("the public key is malformed") from error
    if isinstance(key, rsa.RSAPublicKey) and key.key_size in RSA_BITS:
        if key.public_numbers().e.bit_length() <= _RSA_EXPONENT_BITS_MAX:
            return key
        raise BadKey("the public exponent is too large")
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, _EC_CURVES):
        return key
    raise BadKey("the public key is of a curve or size that is not accepted")


def _dstu_key(algorithm: AlgorithmId, octets: bytes) -> DstuKey:
    big_endian = algorithm.oid == oids.DSTU_4145_BE
    if algorithm.parameters is None:
        raise BadKey("a DSTU 4145 key names no curve")
    curve, base, dke = dstu_domain(algorithm.parameters, big_endian=big_endian)
    compressed = der.parse(octets).octets()
    point = curve.decompress(_element(curve, compressed, big_endian=big_endian))
    return DstuKey(dstu4145.PublicKey(curve, point, base), dke)


def dstu_domain(parameters: Node, *, big_endian: bool) -> tuple[Curve, Point, bytes]:
    """Return curve, base point and hash substitution of DSTU 4145 key parameters, all of them known ones.

    Raises:
        BadKey: any explicit parameter differs from the standard's, or the base point is of another order.
        Unsupported: a substitution that no authority uses.
    """
    fields = parameters.fields()
    choice = fields.take()
    substitution = fields.maybe(der.OCTET_STRING)
    fields.finish()
    dke = DKE_1 if substitution is None else substitution.octets()
    if dke not in (DKE_1, DKE_TEST):
        raise Unsupported("the long-term key element is not one that authorities use")
    if choice.tag == der.OID:
        prefix, _, number = choice.oid().rpartition(".")
        if prefix != oids.DSTU_4145_CURVES or int(number) >= len(CURVES):
            raise BadKey("the named curve is not of DSTU 4145 in polynomial basis")
        curve = CURVES[int(number)]
        return curve, curve.base, dke
    return *_explicit_domain(choice, big_endian=big_endian), dke


def _explicit_domain(ec_binary: Node, *, big_endian: bool) -> tuple[Curve, Point]:
    fields = ec_binary.fields()
    fields.maybe(0xA0)
    binary_field = fields.take().fields()
    a, b, order, base = fields.take().small(), fields.take(), fields.take().integer(), fields.take()
    fields.finish()
    curve = BY_DEGREE.get(binary_field.take().small())
    middle = binary_field.take()
    exponents = (middle.small(),) if middle.tag == der.INTEGER else tuple(k.small() for k in middle.children)
    if curve is None or (tuple(sorted(exponents)), a, order) != (curve.exponents, curve.a, curve.order):
        raise BadKey("the curve is not a standard one")
    if _element(curve, b.octets(), big_endian=big_endian) != curve.b:
        raise BadKey("the curve is not a standard one")
    compressed = _element(curve, base.octets(), big_endian=big_endian)
    return curve, curve.base if compressed == curve.compress(curve.base) else curve.decompress(compressed)


def _element(curve: Curve, octets: bytes, *, big_endian: bool) -> int:
    if len(octets) != curve.coordinate_bytes:
        raise BadKey("a field element has a wrong length")
    return int.from_bytes(octets, _order(big_endian=big_endian))


def encode_dstu_public(key: dstu4145.PublicKey, *, big_endian: bool = False) -> bytes:
    """Return the SubjectPublicKeyInfo of a DSTU key, with explicit parameters."""
    octets = key.curve.compress(key.point).to_bytes(key.curve.coordinate_bytes, _order(big_endian=big_endian))
    algorithm = encode_dstu_algorithm(key.curve, key.base, big_endian=big_endian)
    return der.sequence(algorithm, der.bit_string(der.octet_string(octets)))


def encode_dstu_algorithm(curve: Curve, base: Point, *, big_endian: bool = False) -> bytes:
    """Return the AlgorithmIdentifier of a DSTU key with explicit curve and substitution."""
    exponents = [der.integer(k) for k in curve.exponents]
    size, order = curve.coordinate_bytes, _order(big_endian=big_endian)
    ec_binary = der.sequence(
        der.sequence(der.integer(curve.m), exponents[0] if len(exponents) == 1 else der.sequence(*exponents)),
        der.integer(curve.a),
        der.octet_string(curve.b.to_bytes(size, order)),
        der.integer(curve.order),
        der.octet_string(curve.compress(base).to_bytes(size, order)),
    )
    identifier = oids.DSTU_4145_BE if big_endian else oids.DSTU_4145_LE
    return der.sequence(der.oid(identifier), der.sequence(ec_binary, der.octet_string(DKE_1)))


def _order(*, big_endian: bool) -> Literal["big", "little"]:
    return "big" if big_endian else "little"


def key_id(spki: bytes) -> bytes:
    """Return the usual subject key identifier: GOST 34.311 or, for other families, SHA-1 of the key bits."""
    fields = der.parse(spki).fields()
    algorithm = AlgorithmId.read(fields.take())
    octets = fields.take().bits()
    if algorithm.oid in (oids.DSTU_4145_LE, oids.DSTU_4145_BE):
        return digest("gost34311", octets)
    return naming_digest("sha1", octets)


def verify(
    spki: bytes, algorithm: AlgorithmId, data: bytes, signature: bytes, hash_name: str | None = None
) -> bool:
    """Say whether ``signature`` is of ``data`` by the key ``spki``.

    ``hash_name`` is the hash of the surrounding SignerInfo, for algorithms that do not name one themselves.

    Raises:
        BadKey, Unsupported: as ``load_public`` does, or the algorithm is not of this key's family.
    """
    meaning = oids.SIGNATURES.get(algorithm.oid)
    if meaning is None:
        raise Unsupported(f"the signature algorithm {algorithm.oid} is not supported")
    key = load_public(spki)
    if isinstance(key, DstuKey):
        if meaning.family is not Family.DSTU or meaning.hash is None:
            raise BadKey("the algorithm does not fit the key")
        return _verify_dstu(key, meaning, data, signature)
    hash_name = meaning.hash or hash_name
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and meaning.family is Family.ECDSA:
            key.verify(signature, data, ec.ECDSA(sha(hash_name)))
        elif isinstance(key, rsa.RSAPublicKey) and meaning.family is Family.RSA:
            key.verify(signature, data, padding.PKCS1v15(), sha(hash_name))
        elif isinstance(key, rsa.RSAPublicKey) and meaning.family is Family.RSA_PSS:
            scheme, function = _pss(algorithm)
            key.verify(signature, data, scheme, function)
        else:
            raise BadKey("the algorithm does not fit the key")
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class KeyKind:
    """What of a key decides how it signs: family, size, and the byte order of its DSTU 4145 identifier."""

    family: Family
    bits: int
    big_endian: bool = False

    @classmethod
    def of(cls, spki: bytes) -> "KeyKind":
        """Return the kind of a SubjectPublicKeyInfo.

        Raises:
            BadKey, Unsupported: as ``load_public``.
        """
        key = load_public(spki)
        identifier = AlgorithmId.read(der.parse(spki).children[0]).oid
        if isinstance(key, DstuKey):
            return cls(Family.DSTU, key.public.curve.m, big_endian=identifier == oids.DSTU_4145_BE)
        if isinstance(key, ec.EllipticCurvePublicKey):
            return cls(Family.ECDSA, key.key_size)
        return cls(Family.RSA_PSS if identifier == oids.RSA_PSS else Family.RSA, key.key_size)

    def __str__(self) -> str:
        """Return the kind in words."""
        return f"{self.family} M={self.bits}" if self.family is Family.DSTU else f"{self.family} {self.bits}"

    @property
    def usual_hash(self) -> str:
        """The hash that such a key signs with unless another is asked for.

        GOST 34.311 for DSTU 4145; else SHA-256, or what FIPS 186-5 pairs with a larger elliptic curve.
        """
        if self.family is Family.DSTU:
            return "gost34311"
        return _EC_HASHES.get(self.bits, "sha256") if self.family is Family.ECDSA else "sha256"

    def signature_oid(self, hash_name: str) -> str:
        """Return the identifier of the signature algorithm of such a key with that hash.

        Raises:
            BadKey: keys of this kind are not used with that hash.
        """
        if self.family is Family.RSA_PSS and hash_name in _SHA:
            return oids.RSA_PSS
        found = _SIGNATURES.get((self.family, hash_name))
        if found is None:
            raise BadKey(f"a key of the kind {self} does not sign with the hash {hash_name}")
        return oids.DSTU_4145_BE if self.big_endian and found == oids.DSTU_4145_LE else found

    def signature_algorithm(self, hash_name: str) -> bytes:
        """Return the encoded AlgorithmIdentifier of signatures by such a key with that hash.

        RSA has NULL for parameters and RSASSA-PSS its own (RFC 4055); the others have none.

        Raises:
            BadKey: as ``signature_oid``.
        """
        identifier = der.oid(self.signature_oid(hash_name))
        if self.family is Family.RSA_PSS:
            return der.sequence(identifier, _pss_parameters(hash_name))
        return der.sequence(identifier, *((der.null(),) if self.family is Family.RSA else ()))


def _pss_parameters(hash_name: str) -> bytes:
    """Return RSASSA-PSS parameters (RFC 8017, A.2.3): one hash for all, a salt as long as its digest."""
    named = der.sequence(der.oid(hash_oid(hash_name)), der.null())
    return der.sequence(
        der.context(0, named),
        der.context(1, der.sequence(der.oid(oids.MGF1), named)),
        der.context(2, der.integer(_SHA[hash_name].digest_size)),
    )


def _verify_dstu(key: DstuKey, meaning: oids.SignatureAlgorithm, data: bytes, signature: bytes) -> bool:
    curve = key.public.curve
    octets = signature if len(signature) == 2 * curve.order_bytes else _unwrapped(signature)
    halves = dstu4145.signature_from_bytes(curve, octets, big_endian=meaning.big_endian)
    return halves is not None and key.public.accepts(digest(str(meaning.hash), data, dke=key.dke), halves)


def _unwrapped(signature: bytes) -> bytes:
    """Return r and s out of the inner OCTET STRING that certificates have and some CMS producers keep.

    Only where the length says that there is one: a bare r may begin as an OCTET STRING does.
    """
    try:
        return der.parse(signature).octets()
    except BadEncoding:
        return signature


def pss_hash(algorithm: AlgorithmId) -> str:
    """Return the hash that RSASSA-PSS parameters name (RFC 8017, A.2.3); their SHA-1 default is refused."""
    for field in algorithm.parameters.children if algorithm.parameters else ():
        if field.tag == 0xA0:
            name = oids.HASHES.get(AlgorithmId.read(field.only()).oid)
            if name in _SHA:
                return name
    raise Unsupported("the RSA-PSS parameters name no accepted hash")


def _pss(algorithm: AlgorithmId) -> tuple[padding.PSS, hashes.HashAlgorithm]:
    function = sha(pss_hash(algorithm))
    salt_bytes = 20
    for field in algorithm.parameters.children if algorithm.parameters else ():
        if field.tag == 0xA1:
            mask = AlgorithmId.read(field.only())
            inner = AlgorithmId.read(mask.parameters) if mask.parameters else None
            if mask.oid != oids.MGF1 or not inner or oids.HASHES.get(inner.oid) != function.name:
                raise Unsupported("the RSA-PSS mask function is not that of the hash")
        elif field.tag == 0xA2:
            salt_bytes = field.only().small()
    return padding.PSS(padding.MGF1(function), salt_bytes), function


def sha(name: str | None) -> hashes.HashAlgorithm:
    """Return the hash function of ECDSA and RSA by its name.

    Raises:
        Unsupported: there is none of that name.
    """
    if name is None or name not in _SHA:
        raise Unsupported(f"the hash {name} is not supported with this key")
    return _SHA[name]
