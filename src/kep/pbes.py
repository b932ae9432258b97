"""Password-based encryption of private keys: PBES2 (RFC 8018) with Ukrainian and with common ciphers."""

import secrets
from collections.abc import Callable
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from kep import backends, der, gost28147, kalyna, oids
from kep.der import Node
from kep.errors import BadContainer, Unsupported, WrongPassword
from kep.gost28147 import DKE_1
from kep.gost34311 import Hmac34311
from kep.keys import AlgorithmId
from kep.kupyna import Kmac

PBES2, PBKDF2 = "1.2.840.113549.1.5.13", "1.2.840.113549.1.5.12"
WRONG = "the container does not open with this password"
ITERATIONS_MAX = 1_000_000
"""More rounds of derivation than this are refused, whatever the function."""
_PYTHON_ITERATIONS_MAX = 100_000
_UA_KEY_BYTES = 32
_AES_BLOCK_BYTES = 16
_HMAC_SHA1, _HMAC_SHA256 = "1.2.840.113549.2.7", "1.2.840.113549.2.9"
_SHA_FUNCTIONS = {
    _HMAC_SHA1: "sha1",
    _HMAC_SHA256: "sha256",
    "1.2.840.113549.2.10": "sha384",
    "1.2.840.113549.2.11": "sha512",
}
_AES_256_CBC = "2.16.840.1.101.3.4.1.42"
_AES_KEY_BYTES = {"2.16.840.1.101.3.4.1.2": 16, "2.16.840.1.101.3.4.1.22": 24, _AES_256_CBC: 32}


def password_bytes(password: str) -> list[bytes]:
    """Return the ways a password may have been turned into bytes: Windows-1251 by IIT, UTF-8 by others."""
    utf_8 = password.encode("utf-8", "surrogatepass")
    try:
        return list(dict.fromkeys((password.encode("cp1251"), utf_8)))
    except UnicodeEncodeError:
        return [utf_8]


def check_iterations(iterations: int, limit: int) -> None:
    """Refuse a number of rounds that is not of 1 .. ``limit``.

    Raises:
        BadContainer: it is not.
    """
    if not 0 < iterations <= limit:
        raise BadContainer("the number of iterations is out of range")


def decrypt(
    algorithm: AlgorithmId, data: bytes, password: bytes, *, iterations_max: int = ITERATIONS_MAX
) -> bytes:
    """Return ``data`` decrypted by a PBES2 algorithm; GOST 28147 yields garbage for a wrong password.

    Raises:
        WrongPassword: the padding is wrong after decryption.
        Unsupported: a scheme, cipher or function that is not implemented.
        BadContainer: more than ``iterations_max`` rounds are asked for, or a length is wrong.
    """
    if algorithm.oid != PBES2 or algorithm.parameters is None:
        _check_old_scheme(algorithm, iterations_max)
        raise Unsupported(f"the encryption scheme {algorithm.oid} is not supported")
    fields = algorithm.parameters.fields()
    derivation, cipher = AlgorithmId.read(fields.take()), AlgorithmId.read(fields.take())
    if derivation.oid != PBKDF2 or derivation.parameters is None or cipher.parameters is None:
        raise Unsupported(f"the key derivation {derivation.oid} is not supported")
    if cipher.oid not in _DECRYPTIONS and cipher.oid not in _AES_KEY_BYTES:
        raise Unsupported(f"the cipher {cipher.oid} is not supported")
    size = _AES_KEY_BYTES.get(cipher.oid, _UA_KEY_BYTES)
    key = _derived(derivation.parameters, password, size, iterations_max)
    return _DECRYPTIONS.get(cipher.oid, _decrypt_aes)(key, cipher.parameters, data)


def _check_old_scheme(algorithm: AlgorithmId, iterations_max: int) -> None:
    """Refuse an old scheme that asks for too much, before it is left to another library."""
    children = algorithm.parameters.children if algorithm.parameters else ()
    if len(children) == 2 and children[1].tag == der.INTEGER:
        check_iterations(children[1].integer(), iterations_max)


def _derived(parameters: Node, password: bytes, size: int, iterations_max: int) -> bytes:
    """Return a key of ``size`` bytes by PBKDF2 with the function that its parameters name."""
    fields = parameters.fields()
    salt, iterations = fields.take().octets(), fields.take().small()
    fields.maybe(der.INTEGER)
    named = fields.maybe(der.SEQUENCE)
    function = AlgorithmId.read(named).oid if named else _HMAC_SHA1
    if function in _SHA_FUNCTIONS:
        check_iterations(iterations, iterations_max)
        return pbkdf2_hmac(_SHA_FUNCTIONS[function], password, salt, iterations, size)
    check_iterations(iterations, min(iterations_max, _PYTHON_ITERATIONS_MAX))
    if function == oids.HMAC_GOST_34311:
        return pbkdf2_gost34311(password, salt, iterations)[:size]
    if function == oids.KUPYNA_256_KMAC:
        return pbkdf2_kupyna(password, salt, iterations)[:size]
    raise Unsupported(f"the pseudo-random function {function} is not supported")


def pbkdf2_gost34311(password: bytes, salt: bytes, iterations: int) -> bytes:
    """Return a 32-byte key by PBKDF2 over HMAC-GOST 34.311; 10,000 iterations take a second in Python."""
    hmac = Hmac34311(password, backends.active().gost34311(DKE_1))
    first = hmac.mac(salt + b"\0\0\0\1")
    total = int.from_bytes(first, "little") ^ hmac.sum_of_macs(first, iterations - 1)
    return total.to_bytes(_UA_KEY_BYTES, "little")


def pbkdf2_kupyna(password: bytes, salt: bytes, iterations: int) -> bytes:
    """Return a 32-byte key by PBKDF2 over Kupyna-256-KMAC, as .ZS2 files have it.

    The key of the code has 32 bytes, so the password is filled up with zeros, or cut, to that length.
    """
    code = Kmac(password[:_UA_KEY_BYTES].ljust(_UA_KEY_BYTES, b"\0"), engine=backends.active().kupyna(64))
    link = code.mac(salt + b"\0\0\0\1")
    total = int.from_bytes(link, "little")
    for _ in range(iterations - 1):
        link = code.mac(link)
        total ^= int.from_bytes(link, "little")
    return total.to_bytes(_UA_KEY_BYTES, "little")


def _decrypt_gost(key: bytes, parameters: Node, data: bytes) -> bytes:
    fields = parameters.fields()
    start, substitution = fields.take().octets(), fields.maybe(der.OCTET_STRING)
    dke = DKE_1 if substitution is None else substitution.octets()
    if len(start) != gost28147.BLOCK_BYTES or len(dke) != len(DKE_1):
        raise BadContainer("the cipher parameters have a wrong length")
    return gost28147.decrypt_cfb(key, start, data, dke)


def _decrypt_kalyna(key: bytes, parameters: Node, data: bytes) -> bytes:
    start = parameters.fields().take().octets()
    _check_lengths(start, data, kalyna.BLOCK_BYTES)
    return _unpadded(kalyna.decrypt_cbc(key, start, data), kalyna.BLOCK_BYTES)


def _decrypt_aes(key: bytes, parameters: Node, data: bytes) -> bytes:
    start = parameters.octets()
    _check_lengths(start, data, _AES_BLOCK_BYTES)
    decryptor = Cipher(AES(key), CBC(start)).decryptor()
    return _unpadded(decryptor.update(data) + decryptor.finalize(), _AES_BLOCK_BYTES)


_DECRYPTIONS: dict[str, Callable[[bytes, Node, bytes], bytes]] = {
    oids.GOST_28147_CFB: _decrypt_gost,
    oids.KALYNA_256_CBC: _decrypt_kalyna,
}


def _check_lengths(start: bytes, data: bytes, block_bytes: int) -> None:
    if len(start) != block_bytes or not data or len(data) % block_bytes:
        raise BadContainer("the encrypted data have a wrong length")


def _padded(plain: bytes, block_bytes: int) -> bytes:
    count = block_bytes - len(plain) % block_bytes
    return plain + bytes((count,)) * count


def _unpadded(plain: bytes, block_bytes: int) -> bytes:
    """Return what PKCS#7 padding follows; for a wrong password the padding is wrong, nearly always."""
    count = plain[-1]
    if not 1 <= count <= block_bytes or plain[-count:] != bytes((count,)) * count:
        raise WrongPassword(WRONG)
    return plain[:-count]


def encrypt(data: bytes, password: bytes, iterations: int, cipher: str = "gost") -> tuple[bytes, bytes]:
    """Return the encoded PBES2 algorithm and ``data`` encrypted under the password.

    ``cipher`` is "gost" (GOST 28147 CFB with HMAC-GOST 34.311), "kalyna" (Kalyna-256 CBC with Kupyna-KMAC,
    the profile of .ZS2) or "aes" (AES-256 CBC with HMAC-SHA-256).

    Raises:
        Unsupported: another ``cipher``.
    """
    salt = secrets.token_bytes(32)
    if cipher == "gost":
        start = secrets.token_bytes(gost28147.BLOCK_BYTES)
        key = pbkdf2_gost34311(password, salt, iterations)
        parameters = der.sequence(der.octet_string(start), der.octet_string(DKE_1))
        function, scheme = oids.HMAC_GOST_34311, der.sequence(der.oid(oids.GOST_28147_CFB), parameters)
        encrypted = gost28147.encrypt_cfb(key, start, data)
    elif cipher == "kalyna":
        start = secrets.token_bytes(kalyna.BLOCK_BYTES)
        key = pbkdf2_kupyna(password, salt, iterations)
        parameters = der.sequence(der.octet_string(start))
        function, scheme = oids.KUPYNA_256_KMAC, der.sequence(der.oid(oids.KALYNA_256_CBC), parameters)
        encrypted = kalyna.encrypt_cbc(key, start, _padded(data, kalyna.BLOCK_BYTES))
    elif cipher == "aes":
        start = secrets.token_bytes(_AES_BLOCK_BYTES)
        key = pbkdf2_hmac("sha256", password, salt, iterations, _UA_KEY_BYTES)
        function, scheme = _HMAC_SHA256, der.sequence(der.oid(_AES_256_CBC), der.octet_string(start))
        encryptor = Cipher(AES(key), CBC(start)).encryptor()
        encrypted = encryptor.update(_padded(data, _AES_BLOCK_BYTES)) + encryptor.finalize()
    else:
        raise Unsupported(f"the cipher {cipher} is not supported")
    return _algorithm(salt, iterations, function, scheme), encrypted


def _algorithm(salt: bytes, iterations: int, function: str, scheme: bytes) -> bytes:
    named = der.sequence(der.oid(function), der.null())
    derivation = der.sequence(der.octet_string(salt), der.integer(iterations), named)
    return der.sequence(der.oid(PBES2), der.sequence(der.sequence(der.oid(PBKDF2), derivation), scheme))
