"""The password-based MAC of a PKCS#12 file (RFC 7292, chapter 4 and appendix B) with any of our hashes."""

import hmac
import secrets
from dataclasses import dataclass

from kep import backends, der, oids
from kep.der import Node
from kep.digests import hash_oid, naming_digest
from kep.errors import BadEncoding
from kep.gost28147 import DKE_1
from kep.gost34311 import Hmac34311
from kep.keys import AlgorithmId
from kep.kupyna import Kmac
from kep.pbes import check_iterations

_KEY_PURPOSE = 3
_SALT_BYTES = 32
_BLOCK_BYTES = {"gost34311": 32, "kupyna256": 64, "sha1": 64, "sha256": 64, "sha384": 128, "sha512": 128}


@dataclass(frozen=True)
class Mac:
    """What a file says of its MAC: the hash, None for one that is not known here, and the rest of MacData."""

    hash_name: str | None
    value: bytes
    salt: bytes
    iterations: int

    @classmethod
    def read(cls, node: Node) -> "Mac":
        """Read a MacData; one iteration is the default."""
        fields = node.fields()
        info, salt, iterations = fields.take().fields(), fields.take().octets(), fields.maybe(der.INTEGER)
        name = oids.NAMING_HASHES.get(AlgorithmId.read(info.take()).oid)
        count = 1 if iterations is None else iterations.small()
        return cls(name if name in _BLOCK_BYTES else None, info.take().octets(), salt, count)

    @property
    def is_quick(self) -> bool:
        """Whether the MAC is of a hash that the standard library computes, so that checking costs little."""
        return self.hash_name is not None and self.hash_name.startswith("sha")

    def fits(self, contents: bytes, password: str, *, iterations_max: int) -> bool:
        """Say whether the MAC is of ``contents`` under ``password``; a MAC of an unknown hash is not judged.

        Raises:
            BadContainer: more than ``iterations_max`` rounds are asked for.
        """
        check_iterations(self.iterations, iterations_max)
        if self.hash_name is None:
            return True
        expected = _mac(self.hash_name, contents, password, self.salt, self.iterations)
        return hmac.compare_digest(expected, self.value)


def encode_mac(contents: bytes, password: str, iterations: int, hash_name: str = "gost34311") -> bytes:
    """Return the MacData of ``contents`` with a fresh salt."""
    salt = secrets.token_bytes(_SALT_BYTES)
    value = _mac(hash_name, contents, password, salt, iterations)
    info = der.sequence(der.sequence(der.oid(hash_oid(hash_name)), der.null()), der.octet_string(value))
    return der.sequence(info, der.octet_string(salt), der.integer(iterations))


def _mac(hash_name: str, contents: bytes, password: str, salt: bytes, iterations: int) -> bytes:
    """Return the HMAC or, with Kupyna, the KMAC of ``contents``, as .ZS2 files have it."""
    block = _BLOCK_BYTES[hash_name]
    key = _key(hash_name, block, password, salt, iterations)
    if hash_name == "kupyna256":
        return Kmac(key, engine=backends.active().kupyna(block)).mac(contents)
    if hash_name == "gost34311":
        return Hmac34311(key, backends.active().gost34311(DKE_1)).mac(contents)
    return hmac.digest(key, contents, hash_name)


def _key(hash_name: str, block: int, password: str, salt: bytes, iterations: int) -> bytes:
    """Return the key of appendix B.2; it is as long as one digest, so its last step is never needed."""
    secret = password.encode("utf-16-be", "surrogatepass") + b"\0\0"
    start = bytes((_KEY_PURPOSE,)) * block + _stretched(salt, block) + _stretched(secret, block)
    key = naming_digest(hash_name, start)
    if hash_name == "gost34311":
        return backends.active().gost34311(DKE_1).rehash(key, iterations - 1)
    for _ in range(iterations - 1):
        key = naming_digest(hash_name, key)
    return key


def _stretched(octets: bytes, block: int) -> bytes:
    """Repeat ``octets`` up to whole blocks."""
    size = -(-len(octets) // block) * block
    return (octets * (size // len(octets) + 1))[:size] if octets else b""


def read_mac(fields: der.Fields) -> Mac | None:
    """Return the MAC at the end of a PFX, or None where the file has none.

    Raises:
        BadEncoding: what stands there is malformed, or something follows it.
    """
    rest = fields.rest()
    if len(rest) > 1:
        raise BadEncoding("there is a field too many")
    return Mac.read(rest[0]) if rest else None
