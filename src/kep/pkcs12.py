"""PKCS#12 files (RFC 7292): read those of Ukrainian and common software, write the Ukrainian profile."""

from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

from kep import der, oids
from kep.der import Node
from kep.errors import BadContainer, BadEncoding, BadKey, Unsupported, WrongPassword
from kep.keys import AlgorithmId
from kep.pbes import ITERATIONS_MAX, WRONG, decrypt, encrypt, password_bytes
from kep.pkcs12_mac import encode_mac, read_mac
from kep.private import KeyEntry, read_pkcs8

_KEY_BAG, _SHROUDED_KEY_BAG, _CERTIFICATE_BAG = (f"1.2.840.113549.1.12.10.1.{number}" for number in (1, 2, 3))
_X509 = "1.2.840.113549.1.9.22.1"
_PARTS_MAX, _ENCRYPTIONS_MAX = 64, 8
_MAC_HASHES = {"gost": "gost34311", "kalyna": "kupyna256", "aes": "sha256"}

Found = tuple[list[KeyEntry], list[bytes]]
"""Keys without certificates yet, and the certificates in DER."""


def read_pkcs12(data: bytes, password: str, *, iterations_max: int = ITERATIONS_MAX) -> Found:
    """Return the keys and certificates of a file; common foreign ciphers are left to ``cryptography``.

    Raises:
        WrongPassword, BadContainer, Unsupported: as ``read_ukrainian_pkcs12``.
    """
    try:
        return read_ukrainian_pkcs12(data, password, iterations_max=iterations_max)
    except Unsupported as unsupported:
        try:
            key, own, others = load_key_and_certificates(data, password_bytes(password)[-1])
        except (ValueError, UnsupportedAlgorithm):
            raise unsupported from None
        if key is None:
            raise
        pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        found = [certificate.public_bytes(Encoding.DER) for certificate in (own, *others) if certificate]
        return read_pkcs8(pkcs8), found


def read_ukrainian_pkcs12(data: bytes, password: str, *, iterations_max: int = ITERATIONS_MAX) -> Found:
    """Return the keys and certificates of a file under PBES2 with GOST 28147, Kalyna or AES.

    A wrong password is noticed by the MAC of the file where that costs little, else by the keys, which do
    not decrypt. Then the MAC must fit: GOST 28147 would decrypt an altered file to another key.

    Raises:
        WrongPassword: the MAC or a key says so.
        BadContainer: the file is malformed or altered, or asks for more than ``iterations_max`` rounds.
        Unsupported: a cipher is not implemented.
    """
    opened = _Opener(password, iterations_max)
    try:
        fields = der.parse(data, ber=True).fields()
        fields.take().small()
        authenticated = fields.take().children
        mac = read_mac(fields)
        contents = _content(authenticated, opened.decrypt)
        if mac and mac.is_quick and not mac.fits(contents, password, iterations_max=iterations_max):
            raise WrongPassword(WRONG)
        keys, certificates = _read_contents(contents, opened)
    except (BadEncoding, IndexError) as error:
        raise BadContainer(f"the PKCS#12 file is malformed: {error}") from error
    if mac and not mac.is_quick and not mac.fits(contents, password, iterations_max=iterations_max):
        raise BadContainer("the PKCS#12 file was altered: its MAC does not fit")
    return keys, certificates


def _read_contents(contents: bytes, opened: "_Opener") -> Found:
    """Return what the bags of all parts hold."""
    keys: list[KeyEntry] = []
    certificates: list[bytes] = []
    parts = der.parse(contents, ber=True).children
    for part in parts[:_PARTS_MAX]:
        bags = der.parse(_content(part.children, opened.decrypt), ber=True).children
        if len(bags) > _PARTS_MAX or len(parts) > _PARTS_MAX:
            raise BadEncoding("there are too many parts")
        for bag in bags:
            _read_bag(bag, opened, keys, certificates)
    return keys, certificates


class _Opener:
    """Decrypts with the first form of the password that works, and keeps to it."""

    def __init__(self, password: str, iterations_max: int) -> None:
        self._forms = password_bytes(password)
        self._iterations_max = iterations_max
        self._left = _ENCRYPTIONS_MAX

    def decrypt(self, algorithm: AlgorithmId, data: bytes) -> bytes:
        """Return decrypted BER that is a whole structure."""
        self._left -= 1
        if self._left < 0:
            raise BadContainer("the PKCS#12 file has too many encrypted parts")
        for form in list(self._forms):
            try:
                plain = decrypt(algorithm, data, form, iterations_max=self._iterations_max)
                der.parse_first(plain, ber=True)[0].fields()
            except (WrongPassword, BadEncoding):
                continue
            self._forms = [form]
            return plain
        raise WrongPassword(WRONG)


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
        raise WrongPassword(WRONG) from error


def write_pkcs12(
    entry: KeyEntry, secret_pkcs8: bytes, password: str, *, iterations: int, cipher: str = "gost"
) -> bytes:
    """Return a file with the key under PBES2, the certificate in clear, and a MAC.

    ``cipher`` is one of those of ``kep.pbes.encrypt``; the MAC uses the hash that goes with it.

    Raises:
        Unsupported: another ``cipher``.
    """
    attributes = der.set_of(
        [
            der.sequence(
                der.oid(oids.LOCAL_KEY_ID), der.set_of([der.octet_string(bytes.fromhex(entry.key_id))])
            )
        ]
    )
    algorithm, encrypted = encrypt(secret_pkcs8, password_bytes(password)[0], iterations, cipher)
    shrouded = der.sequence(algorithm, der.octet_string(encrypted))
    bags = [der.sequence(der.oid(_SHROUDED_KEY_BAG), der.context(0, shrouded), attributes)]
    if entry.certificate is not None:
        x509 = der.sequence(der.oid(_X509), der.context(0, der.octet_string(entry.certificate)))
        bags.append(der.sequence(der.oid(_CERTIFICATE_BAG), der.context(0, x509), attributes))
    contents = der.sequence(_data(der.sequence(*bags)))
    mac = encode_mac(contents, password, iterations, _MAC_HASHES[cipher])
    return der.sequence(der.integer(3), _data(contents), mac)


def _data(octets: bytes) -> bytes:
    return der.sequence(der.oid(oids.DATA), der.context(0, der.octet_string(octets)))
