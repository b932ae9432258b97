"""Password-based encryption of private keys: PBES2 (RFC 8018) with Ukrainian and with common ciphers."""

import secrets
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from kep import der, oids
from kep.der import Node
from kep.errors import BadContainer, Unsupported, WrongPassword
from kep.gost28147 import DKE_1, decrypt_cfb, encrypt_cfb
from kep.gost34311 import Hmac34311
from kep.keys import AlgorithmId

PBES2, PBKDF2 = "1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"
_GOST_KEY_BYTES = 32
_GOST_ITERATIONS_MAX, _SHA_ITERATIONS_MAX = 100_000, 1_000_000
_SHA_PRF = {
    "1.2.840.113549.2.7": "sha1",
    "1.2.840.113549.2.9": "sha256",
    "1.2.840.113549.2.10": "sha384",
    "1.2.840.113549.2.11": "sha512",
}
_AES_KEY_BYTES = {
    "2.16.840.1.101.3.4.1.2": 16,
    "2.16.840.1.101.3.4.1.22": 24,
    "2.16.840.1.101.3.4.1.42": 32,
}


def password_bytes(password: str) -> list[bytes]:
    """Return the ways a password may have been turned into bytes: Windows-1251 by IIT, UTF-8 by others."""
    encodings = ["utf-8"]
    try:
        encodings.insert(0, "cp1251")
        return list(dict.fromkeys(password.encode(encoding) for encoding in encodings))
    except UnicodeEncodeError:
        return [password.encode()]


def pbkdf2_gost34311(password: bytes, salt: bytes, iterations: int) -> bytes:
    """Return a 32-byte key by PBKDF2 over HMAC-GOST 34.311; 10,000 iterations take seconds."""
    hmac = Hmac34311(password)
    link = hmac.mac(salt + b"\0\0\0\1")
    total = int.from_bytes(link, "little")
    for _ in range(iterations - 1):
        link = hmac.mac_of_digest(link)
        total ^= int.from_bytes(link, "little")
    return total.to_bytes(_GOST_KEY_BYTES, "little")


def decrypt(algorithm: AlgorithmId, data: bytes, password: bytes) -> bytes:
    """Return ``data`` decrypted by a PBES2 algorithm; GOST ciphers yield garbage for a wrong password.

    Raises:
        WrongPassword: the padding is wrong after decryption.
        Unsupported: a scheme, cipher or function that is not implemented.
        BadContainer: too many iterations are asked for.
    """
    if algorithm.oid != PBES2 or algorithm.parameters is None:
        raise Unsupported(f"the encryption scheme {algorithm.oid} is not supported")
    fields = algorithm.parameters.fields()
    derivation, cipher = AlgorithmId.read(fields.take()), AlgorithmId.read(fields.take())
    if derivation.oid != PBKDF2 or derivation.parameters is None or cipher.parameters is None:
        raise Unsupported(f"the key derivation {derivation.oid} is not supported")
    if cipher.oid == oids.GOST_28147_CFB:
        return _decrypt_gost(derivation.parameters, cipher.parameters, data, password)
    if cipher.oid in _AES_KEY_BYTES:
        key = _derive_sha(derivation.parameters, password, _AES_KEY_BYTES[cipher.oid])
        return _decrypt_aes(key, cipher.parameters.octets(), data)
    raise Unsupported(f"the cipher {cipher.oid} is not supported")


def _derivation(parameters: Node, iterations_max: int) -> tuple[bytes, int, str]:
    """Return salt, iterations and pseudo-random function of PBKDF2 parameters."""
    fields = parameters.fields()
    salt, iterations = fields.take().octets(), fields.take().small()
    fields.maybe(der.INTEGER)
    function = fields.maybe(der.SEQUENCE)
    if not 0 < iterations <= iterations_max:
        raise BadContainer("the number of iterations is out of range")
    return salt, iterations, AlgorithmId.read(function).oid if function else "1.2.840.113549.2.7"


def _decrypt_gost(derivation: Node, cipher: Node, data: bytes, password: bytes) -> bytes:
    salt, iterations, function = _derivation(derivation, _GOST_ITERATIONS_MAX)
    if function != oids.HMAC_GOST_34311:
        raise Unsupported(f"the pseudo-random function {function} is not supported with this cipher")
    fields = cipher.fields()
    start, substitution = fields.take().octets(), fields.maybe(der.OCTET_STRING)
    dke = DKE_1 if substitution is None else substitution.octets()
    if len(start) != 8 or len(dke) != 64:
        raise BadContainer("the cipher parameters have a wrong length")
    return decrypt_cfb(pbkdf2_gost34311(password, salt, iterations), start, data, dke)


def _derive_sha(derivation: Node, password: bytes, size: int) -> bytes:
    salt, iterations, function = _derivation(derivation, _SHA_ITERATIONS_MAX)
    if function not in _SHA_PRF:
        raise Unsupported(f"the pseudo-random function {function} is not supported")
    return pbkdf2_hmac(_SHA_PRF[function], password, salt, iterations, size)


def _decrypt_aes(key: bytes, start: bytes, data: bytes) -> bytes:
    if len(start) != 16 or not data or len(data) % 16:
        raise BadContainer("the encrypted data have a wrong length")
    decryptor = Cipher(AES(key), CBC(start)).decryptor()
    plain = decryptor.update(data) + decryptor.finalize()
    padding = plain[-1]
    if not 1 <= padding <= 16 or plain[-padding:] != bytes((padding,)) * padding:
        raise WrongPassword("the container does not open with this password")
    return plain[:-padding]


def encrypt_gost(data: bytes, password: bytes, iterations: int) -> tuple[bytes, bytes]:
    """Return the encoded PBES2 algorithm and ``data`` encrypted by GOST 28147 CFB under the password."""
    salt, start = secrets.token_bytes(32), secrets.token_bytes(8)
    key = pbkdf2_gost34311(password, salt, iterations)
    function = der.sequence(der.oid(oids.HMAC_GOST_34311), der.null())
    derivation = der.sequence(der.octet_string(salt), der.integer(iterations), function)
    cipher = der.sequence(der.octet_string(start), der.octet_string(DKE_1))
    algorithm = der.sequence(
        der.oid(PBES2),
        der.sequence(
            der.sequence(der.oid(PBKDF2), derivation),
            der.sequence(der.oid(oids.GOST_28147_CFB), cipher),
        ),
    )
    return algorithm, encrypt_cfb(key, start, data)
