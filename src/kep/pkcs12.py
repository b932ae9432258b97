"""PKCS#12 files (RFC 7292): read those of Ukrainian and common software, write the Ukrainian profile."""

import hmac
import secrets
from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

from kep import der, oids
from kep.der import Node
from kep.errors import BadContainer, BadEncoding, BadKey, Unsupported, WrongPassword
from kep.gost34311 import Gost34311, Hmac34311
from kep.keys import AlgorithmId
from kep.pbes import decrypt, encrypt_gost, password_bytes
from kep.private import KeyEntry, read_pkcs8

_KEY_BAG, _SHROUDED_KEY_BAG, _CERTIFICATE_BAG = (f"1.2.840.113549.1.12.10.1.{number}" for number in (1, 2, 3))
_X509 = "1.2.840.113549.1.9.22.1"
_MAC_KEY_PURPOSE = 3
_NESTING_MAX = 64
_DIGEST_BYTES = 32

Found = tuple[list[KeyEntry], list[bytes]]
"""Keys without certificates yet, and the certificates in DER."""


def read_pkcs12(data: bytes, password: str) -> Found:
    """Return the keys and certificates of a file; common foreign ciphers are left to ``cryptography``.

    Raises:
        WrongPassword, BadContainer, Unsupported: as ``read_ukrainian_pkcs12``.
    """
    try:
        return read_ukrainian_pkcs12(data, password)
    except Unsupported as unsupported:
        try:
            key, own, others = load_key_and_certificates(data, password.encode())
        except (ValueError, UnsupportedAlgorithm):
            raise unsupported from None
        if key is None:
            raise
        pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        found = [certificate.public_bytes(Encoding.DER) for certificate in (own, *others) if certificate]
        return read_pkcs8(pkcs8), found


def read_ukrainian_pkcs12(data: bytes, password: str) -> Found:
    """Return the keys and certificates of a file under PBES2 with GOST 28147 or AES.

    The MAC of the file is not needed to notice a wrong password: the keys then fail to decrypt.

    Raises:
        WrongPassword: a key does not decrypt to a key.
        BadContainer: the file is malformed.
        Unsupported: a cipher is not implemented.
    """
    keys: list[KeyEntry] = []
    certificates: list[bytes] = []
    opened = _Opener(password)
    try:
        fields = der.parse(data, ber=True).fields()
        fields.take().small()
        contents = _content(fields.take().fields().rest(), opened.decrypt)
        bags = [
            bag
            for part in der.parse(contents, ber=True).children[:_NESTING_MAX]
            for bag in der.parse(_content(part.children, opened.decrypt), ber=True).children[:_NESTING_MAX]
        ]
    except BadEncoding as error:
        raise BadContainer(f"the PKCS#12 file is malformed: {error}") from error
    for bag in bags:
        _read_bag(bag, opened, keys, certificates)
    return keys, certificates


class _Opener:
    """Decrypts with the first form of the password that works, and keeps to it."""

    def __init__(self, password: str) -> None:
        self._forms = password_bytes(password)

    def decrypt(self, algorithm: AlgorithmId, data: bytes) -> bytes:
        """Return decrypted BER that is a whole structure."""
        for form in list(self._forms):
            try:
                plain = decrypt(algorithm, data, form)
                der.parse_first(plain, ber=True)[0].fields()
            except (WrongPassword, BadEncoding):
                continue
            self._forms = [form]
            return plain
        raise WrongPassword("the container does not open with this password")


def _content(fields: tuple[Node, ...], decrypt: Callable[[AlgorithmId, bytes], bytes]) -> bytes:
    """Return the octets of a ContentInfo that is Data or EncryptedData."""
    if len(fields) != 2:
        raise BadEncoding("a content has a type and a value")
    kind, value = fields[0].oid(), fields[1].expect(0xA0).only()
    if kind == oids.DATA:
        return value.octets()
    if kind != oids.ENCRYPTED_DATA:
        raise BadEncoding("the content is of an unknown kind")
    encrypted = value.fields()
    encrypted.take().small()
    inner = encrypted.take().fields()
    inner.take().oid()
    algorithm, body = AlgorithmId.read(inner.take()), inner.take()
    pieces = body.children if body.tag & 0x20 else ()
    return decrypt(algorithm, b"".join(piece.octets() for piece in pieces) if pieces else body.body)


def _read_bag(bag: Node, opened: _Opener, keys: list[KeyEntry], certificates: list[bytes]) -> None:
    try:
        fields = bag.fields()
        kind, value = fields.take().oid(), fields.take(0xA0).only()
        if kind == _SHROUDED_KEY_BAG:
            inner = value.fields()
            algorithm, encrypted = AlgorithmId.read(inner.take()), inner.take().octets()
            keys += _read_decrypted(opened.decrypt(algorithm, encrypted))
        elif kind == _KEY_BAG:
            keys += read_pkcs8(value.raw)
        elif kind == _CERTIFICATE_BAG and value.children[0].oid() == _X509:
            certificates.append(value.children[1].only().octets())
    except (BadEncoding, IndexError) as error:
        raise BadContainer(f"the PKCS#12 file is malformed: {error}") from error


def _read_decrypted(plain: bytes) -> list[KeyEntry]:
    """Read a decrypted key; what is no key here means a wrong password, since the cipher has no check."""
    try:
        return read_pkcs8(plain)
    except (BadEncoding, BadKey) as error:
        raise WrongPassword("the container does not open with this password") from error


def write_pkcs12(entry: KeyEntry, secret_pkcs8: bytes, password: str, *, iterations: int) -> bytes:
    """Return a file with the key under GOST PBES2, the certificate in clear, and a GOST 34.311 MAC."""
    attributes = der.set_of(
        [
            der.sequence(
                der.oid(oids.LOCAL_KEY_ID), der.set_of([der.octet_string(bytes.fromhex(entry.key_id))])
            )
        ]
    )
    algorithm, encrypted = encrypt_gost(secret_pkcs8, password_bytes(password)[0], iterations)
    shrouded = der.sequence(algorithm, der.octet_string(encrypted))
    bags = [der.sequence(der.oid(_SHROUDED_KEY_BAG), der.context(0, shrouded), attributes)]
    if entry.certificate is not None:
        x509 = der.sequence(der.oid(_X509), der.context(0, der.octet_string(entry.certificate)))
        bags.append(der.sequence(der.oid(_CERTIFICATE_BAG), der.context(0, x509), attributes))
    contents = der.sequence(_data(der.sequence(*bags)))
    return der.sequence(der.integer(3), _data(contents), _mac_data(contents, password, iterations))


def _data(octets: bytes) -> bytes:
    return der.sequence(der.oid(oids.DATA), der.context(0, der.octet_string(octets)))


def _mac_data(contents: bytes, password: str, iterations: int) -> bytes:
    salt = secrets.token_bytes(_DIGEST_BYTES)
    mac = Hmac34311(derive_mac_key(password, salt, iterations)).mac(contents)
    algorithm = der.sequence(der.oid(oids.GOST_34311), der.null())
    info = der.sequence(algorithm, der.octet_string(mac))
    return der.sequence(info, der.octet_string(salt), der.integer(iterations))


def derive_mac_key(password: str, salt: bytes, iterations: int) -> bytes:
    """Return the 32-byte MAC key of RFC 7292, appendix B, over GOST 34.311 (block of 32 bytes)."""
    secret = password.encode("utf-16-be") + b"\0\0"
    key = bytes((_MAC_KEY_PURPOSE,)) * _DIGEST_BYTES + _stretched(salt) + _stretched(secret)
    for _ in range(iterations):
        key = Gost34311(key).digest()
    return key


def _stretched(octets: bytes) -> bytes:
    """Repeat ``octets`` up to whole blocks."""
    size = -(-len(octets) // _DIGEST_BYTES) * _DIGEST_BYTES
    return (octets * (size // len(octets) + 1))[:size] if octets else b""


def has_good_mac(data: bytes, password: str) -> bool:
    """Say whether the GOST 34.311 MAC of a file fits its contents; it takes as long as opening a key."""
    fields = der.parse(data, ber=True).fields()
    fields.take().small()
    contents = fields.take().children[1].only().octets()
    mac_data = fields.take().fields()
    mac = mac_data.take().children[1].octets()
    salt, iterations = mac_data.take().octets(), mac_data.take().small()
    expected = Hmac34311(derive_mac_key(password, salt, iterations)).mac(contents)
    return hmac.compare_digest(mac, expected)
