"""Key containers of Ukrainian authorities: Key-6.dat, JKS, PKCS#12 and PKCS#8, told apart by content."""

import hmac
from dataclasses import replace
from hashlib import sha1

from kep import backends, der, gost28147
from kep.cert import parse_certificate
from kep.digests import digest
from kep.errors import BadCertificate, BadContainer, BadEncoding, BadKey, WrongPassword
from kep.keys import AlgorithmId
from kep.pbes import ITERATIONS_MAX, PBES2, WRONG, check_iterations, decrypt, password_bytes
from kep.pkcs12 import read_pkcs12
from kep.private import KeyEntry, read_pkcs8

CONTAINER_BYTES_MAX = 4 * 1024 * 1024
_IIT_CONTAINER = "1.3.6.1.4.1.19398.1.1.1.2"
_IIT_ITERATIONS = 10_000
_JKS_MAGIC, _JKS_SALT = b"\xfe\xed\xfe\xed", b"Mighty Aphrodite"
_JKS_KEY, _JKS_CERTIFICATE = 1, 2
_JKS_ENTRIES_MAX = 64
_PFX_VERSION = 3


def open_container(data: bytes, password: str, *, iterations_max: int = ITERATIONS_MAX) -> list[KeyEntry]:
    """Return the private keys of a container, each with its certificate where the container has it.

    Opening a GOST PBES2 key or a Key-6.dat takes seconds in plain Python: the formats ask for 10,000 rounds
    of hashing. A file that asks for more than ``iterations_max`` is refused.

    Raises:
        WrongPassword: it does not open with ``password``.
        BadContainer: it is no container that is known here, is altered or asks for too much, or has no key.
        BadKey: a key inside is out of range.
        Unsupported: it is known, but its cipher is not implemented.
    """
    if len(data) > CONTAINER_BYTES_MAX:
        raise BadContainer("the file is too large for a key container")
    keys, certificates = _read(data, password, iterations_max)
    if not keys:
        raise BadContainer("the container has no private key")
    return [_with_certificate(key, certificates) for key in keys]


def _with_certificate(key: KeyEntry, certificates: list[bytes]) -> KeyEntry:
    own = next((certificate for certificate in certificates if key.belongs_to(certificate)), None)
    return replace(key, certificate=own)


def _read(data: bytes, password: str, iterations_max: int) -> tuple[list[KeyEntry], list[bytes]]:
    if data.startswith(_JKS_MAGIC):
        return _read_jks(data, password)
    try:
        fields = der.parse(data, ber=True).fields()
        first, others = fields.take(), fields.rest()
        if first.tag == der.INTEGER:
            if first.small() == _PFX_VERSION:
                return read_pkcs12(data, password, iterations_max=iterations_max)
            return read_pkcs8(data), []
        kind = first.children[0].oid()
        if kind == _IIT_CONTAINER:
            check_iterations(_IIT_ITERATIONS, iterations_max)
            return _read_iit(first, others[0].octets(), password), []
        if kind == PBES2:
            return _read_pbes2(AlgorithmId.read(first), others[0].octets(), password, iterations_max), []
    except (BadEncoding, IndexError) as error:
        raise BadContainer("the file is no key container of a known kind") from error
    raise BadContainer("the file is no key container of a known kind")


def _read_pbes2(
    algorithm: AlgorithmId, encrypted: bytes, password: str, iterations_max: int
) -> list[KeyEntry]:
    """Open an EncryptedPrivateKeyInfo (PKCS#8)."""
    for form in password_bytes(password):
        plain = _decrypted(algorithm, encrypted, form, iterations_max)
        try:
            return read_pkcs8(plain)
        except (BadEncoding, BadKey):
            continue
    raise WrongPassword(WRONG)


def _decrypted(algorithm: AlgorithmId, encrypted: bytes, password: bytes, iterations_max: int) -> bytes:
    """Return what is decrypted, or nothing at all where the padding shows that the password is wrong."""
    try:
        return decrypt(algorithm, encrypted, password, iterations_max=iterations_max)
    except WrongPassword:
        return b""


def _read_iit(header: der.Node, body: bytes, password: str) -> list[KeyEntry]:
    """Open a Key-6.dat: GOST 28147 in ECB mode under an iterated hash, with a 4-byte MAC of the content."""
    fields = header.children[1].fields()
    mac = fields.take().octets()
    encrypted = body + b"".join(node.octets() for node in fields.rest())
    if len(encrypted) % gost28147.BLOCK_BYTES:
        raise BadContainer("the encrypted key has a wrong length")
    engine = backends.active().gost34311(gost28147.DKE_1)
    for form in password_bytes(password):
        key = engine.rehash(digest("gost34311", form), _IIT_ITERATIONS - 1)
        plain = gost28147.decrypt_ecb(key, encrypted)[: len(body)]
        if hmac.compare_digest(gost28147.mac(key, plain), mac):
            return read_pkcs8(plain)
    raise WrongPassword(WRONG)


class _Stream:
    """A cursor over the big-endian fields of a JKS file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._next = 0

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes."""
        octets = self._data[self._next : self._next + size]
        if len(octets) != size:
            raise BadContainer("the JKS file is cut short")
        self._next += size
        return octets

    def number(self, size: int = 4) -> int:
        """Return the next number of ``size`` bytes."""
        return int.from_bytes(self.take(size), "big")


def _read_jks(data: bytes, password: str) -> tuple[list[KeyEntry], list[bytes]]:
    """Open a Java key store of Sun's format, as PrivatBank gives out; one password for store and keys."""
    secret = password.encode("utf-16-be", "surrogatepass")
    body, checksum = data[:-20], data[-20:]
    if not hmac.compare_digest(sha1(secret + _JKS_SALT + body, usedforsecurity=False).digest(), checksum):
        raise WrongPassword(WRONG)
    stream = _Stream(body)
    stream.take(len(_JKS_MAGIC))
    version, count = stream.number(), stream.number()
    if count > _JKS_ENTRIES_MAX:
        raise BadContainer("the JKS file has too many entries")
    keys: list[KeyEntry] = []
    certificates: list[bytes] = []
    for _ in range(count):
        kind = stream.number()
        stream.take(stream.number(2))
        stream.take(8)
        if kind == _JKS_KEY:
            keys += _read_jks_key(stream.take(stream.number()), secret)
            chain = min(stream.number(), _JKS_ENTRIES_MAX)
            certificates += [_read_jks_certificate(stream, version) for _ in range(chain)]
        elif kind == _JKS_CERTIFICATE:
            certificates.append(_read_jks_certificate(stream, version))
        else:
            raise BadContainer("the JKS file has an entry of an unknown kind")
    return keys, certificates


def _read_jks_certificate(stream: _Stream, version: int) -> bytes:
    if version == 2:
        stream.take(stream.number(2))
    certificate = stream.take(stream.number())
    try:
        return parse_certificate(certificate).der
    except BadCertificate as error:
        raise BadContainer("the JKS file has an unreadable certificate") from error


def _read_jks_key(protected: bytes, secret: bytes) -> list[KeyEntry]:
    """Undo Sun's key protector: a key stream of chained SHA-1, then a SHA-1 checksum."""
    try:
        blob = der.parse(protected).children[1].octets()
        salt, data, checksum = blob[:20], blob[20:-20], blob[-20:]
        stream, link = bytearray(), salt
        while len(stream) < len(data):
            link = sha1(secret + link, usedforsecurity=False).digest()
            stream += link
        plain = bytes(a ^ b for a, b in zip(data, stream, strict=False))
        if not hmac.compare_digest(sha1(secret + plain, usedforsecurity=False).digest(), checksum):
            raise WrongPassword(WRONG)
        return read_pkcs8(plain)
    except (BadEncoding, IndexError) as error:
        raise BadContainer("the JKS file has a malformed key") from error
