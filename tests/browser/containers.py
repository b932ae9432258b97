"""Key containers of every kind that people have: as authorities and programs hand them out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha1
from itertools import accumulate, repeat

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates
from cryptography.x509 import load_der_x509_certificate

import kep
from kep import der, gost28147
from kep.authority import Kind
from kep.digests import digest
from kep.pbes import encrypt
from kep.pkcs12 import write_pkcs12
from kep.private import write_pkcs8

PASSWORD = "Пароль-ґ7"
_ROUNDS = 10_000
_IIT = "1.3.6.1.4.1.19398.1.1.1.2"
_SUN = "1.3.6.1.4.1.42.2.17.1.1"


def key_6(key: kep.KeyEntry) -> bytes:
    """A Key-6.dat of IIT: GOST 28147 in ECB mode, its imitovstavka beside; no certificate inside."""
    plain = write_pkcs8(key.secret)
    forms = accumulate(repeat(None, _ROUNDS - 1), lambda last, _: digest("gost34311", last),
                       initial=digest("gost34311", PASSWORD.encode("cp1251")))  # fmt: skip
    *_, secret = forms
    padding = -len(plain) % gost28147.BLOCK_BYTES
    hidden = _ecb(secret, plain + bytes(padding))
    body, rest = hidden[: len(plain)], hidden[len(plain) :]
    parameters = der.sequence(der.octet_string(gost28147.mac(secret, plain)), der.octet_string(rest))
    return der.sequence(der.sequence(der.oid(_IIT), parameters), der.octet_string(body))


def _ecb(key: bytes, data: bytes) -> bytes:
    words, tables = gost28147.key_words(key), gost28147.tables()
    halves = [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4)]
    blocks = zip(halves[::2], halves[1::2], strict=True)
    return b"".join(gost28147.encrypt_block(*both, words, tables).to_bytes(8, "little") for both in blocks)


def jks(key: kep.KeyEntry) -> bytes:
    """A Java key store, as PrivatBank hands out: one key under Sun's protector, with its certificate."""
    secret, plain, salt = PASSWORD.encode("utf-16-be"), write_pkcs8(key.secret), bytes(range(20))
    links = accumulate(repeat(None, len(plain) // 20 + 1), lambda last, _: _sha1(secret + last), initial=salt)
    stream = b"".join(links)[20:]
    hidden = salt + bytes(a ^ b for a, b in zip(plain, stream, strict=False)) + _sha1(secret + plain)
    protected = der.sequence(der.sequence(der.oid(_SUN), der.null()), der.octet_string(hidden))
    body = (
        b"\xfe\xed\xfe\xed" + _number(2) + _number(1)
        + _number(1) + _short(b"key") + bytes(8) + _long(protected)
        + _number(1) + _short(b"X.509") + _long(key.certificate or b"")
    )  # fmt: skip
    return body + _sha1(secret + b"Mighty Aphrodite" + body)


def _sha1(data: bytes) -> bytes:
    return sha1(data, usedforsecurity=False).digest()


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def _short(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big") + data


def _long(data: bytes) -> bytes:
    return _number(len(data)) + data


def ukrainian(cipher: str) -> Callable[[kep.KeyEntry], bytes]:
    """A PKCS#12 of a Ukrainian authority: under GOST 28147, or Kalyna in a ``.ZS2``."""
    return lambda key: write_pkcs12(key, write_pkcs8(key.secret), PASSWORD, iterations=_ROUNDS, cipher=cipher)


def common(key: kep.KeyEntry) -> bytes:
    """A PKCS#12 of common software: under AES-256."""
    assert isinstance(key.secret, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey), "no other has such keys"
    hiding = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(_ROUNDS)
    hiding = hiding.key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC).hmac_hash(hashes.SHA256())
    certificate = load_der_x509_certificate(key.certificate or b"")
    return serialize_key_and_certificates(
        b"key", key.secret, certificate, None, hiding.build(PASSWORD.encode())
    )


def pkcs8(key: kep.KeyEntry) -> bytes:
    """An encrypted PKCS#8, as one program passes a key to another; no certificate inside."""
    algorithm, hidden = encrypt(write_pkcs8(key.secret), PASSWORD.encode("cp1251"), _ROUNDS, "gost")
    return der.sequence(algorithm, der.octet_string(hidden))


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of container: the name of such a file, the kind of key in it, whether it has the certificate."""

    name: str
    kind: Kind
    make: Callable[[kep.KeyEntry], bytes]
    has_certificate: bool = True


CONTAINERS: Mapping[str, Container] = {
    "Key-6.dat": Container("Key-6.dat", Kind.DSTU_GOST, key_6, has_certificate=False),
    "JKS": Container("pb_3184710691.jks", Kind.DSTU_GOST, jks),
    "PKCS#12, GOST": Container("key.p12", Kind.DSTU_GOST, ukrainian("gost")),
    "ZS2, Kalyna": Container("key.ZS2", Kind.DSTU_KUPYNA, ukrainian("kalyna")),
    "PKCS#12, AES, P-256": Container("key.pfx", Kind.ECDSA, common),
    "PKCS#12, AES, RSA": Container("key.pfx", Kind.RSA, common),
    "PKCS#8": Container("key.pk8", Kind.DSTU_GOST, pkcs8, has_certificate=False),
}
