"""The Python side of the tests of the browser module: issues certificates, verifies signatures, signs.

It reads one question in JSON from standard input and writes the answer in JSON.
"""

import json
import sys
from dataclasses import asdict
from datetime import datetime, timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates
from cryptography.x509 import load_der_x509_certificate

import kep
from kep import dstu4145
from kep.authority import Authority, Subject
from kep.cert import parse_certificate
from kep.curves import BY_DEGREE
from kep.der import parse
from kep.keys import encode_dstu_public

OLENA = Subject(
    name="Коваль Олена Іванівна",
    edrpou="43629432",
    rnokpp="3184710691",
    organisation="ТОВ «Хліб»",
    title="Директор",
)
ISSUED_AGO = timedelta(days=1)


def main() -> None:
    """Answer the question on standard input."""
    question = json.load(sys.stdin)
    json.dump(QUESTIONS[question.pop("act")](**question), sys.stdout)


def issue(folder: str, keys: list[dict[str, str]], now: str) -> dict[str, object]:
    """Make an authority, fresh containers, and a certificate for each of the given public keys."""
    at = datetime.fromisoformat(now) - ISSUED_AGO
    authority = Authority.create("Каса", at=at)
    authority.save(folder)
    olena = authority.issue(OLENA, at=at)
    return {
        "root": authority.root.hex(),
        "certificates": [authority.certify(OLENA, spki(**key), at=at).hex() for key in keys],
        "containers": {
            "dstu": authority.p12(olena, "пароль-ґ").hex(),
            "p256": common(authority, ec.generate_private_key(ec.SECP256R1()), at).hex(),
            "rsa": common(authority, rsa.generate_private_key(65537, 2048), at).hex(),
        },
    }


def spki(algorithm: str, bits: str) -> bytes:
    """Return a SubjectPublicKeyInfo of the content of its BIT STRING, in hexadecimal."""
    octets = bytes.fromhex(bits)
    if algorithm.startswith("DSTU"):
        curve = BY_DEGREE[int(algorithm.rpartition("=")[2])]
        point = curve.decompress(int.from_bytes(parse(octets).octets(), "little"))
        return encode_dstu_public(dstu4145.PublicKey(curve, point, curve.base))
    if algorithm.startswith("RSA"):
        key = load_der_public_key(octets)
    else:
        curves = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
        key = ec.EllipticCurvePublicKey.from_encoded_point(curves[algorithm.rpartition(" ")[2]], octets)
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def common(authority: Authority, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, at: datetime) -> bytes:
    """Return a PKCS#12 file as common software writes it, under AES-256 and the password ``password``."""
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    certificate = load_der_x509_certificate(authority.certify(OLENA, public, at=at))
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(10_000)
        .key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(b"password")
    )
    return serialize_key_and_certificates(b"olena", key, certificate, None, encryption)


def verify(root: str, content: str, signatures: list[str], now: str) -> list[dict[str, object]]:
    """Return what the library says of each signature of the content."""
    trust = kep.TrustStore([bytes.fromhex(root)])
    verdicts: list[dict[str, object]] = []
    for signature in signatures:
        report = kep.verify(
            bytes.fromhex(signature), bytes.fromhex(content), trust=trust, at=datetime.fromisoformat(now)
        )
        (signer,) = report.signers
        verdicts.append(
            {
                "integrity": signer.integrity,
                "status": str(signer.status),
                "reasons": [reason.code for reason in signer.reasons],
                "algorithm": signer.algorithm,
                "name": signer.identity.name if signer.identity else None,
            }
        )
    return verdicts


def sign(degree: int, digests: list[str]) -> dict[str, object]:
    """Return a fresh public key, compressed, and signatures of the digests by it."""
    key = dstu4145.PrivateKey.generate(BY_DEGREE[degree])
    pairs = [key.sign(bytes.fromhex(digest)) for digest in digests]
    return {
        "key": f"{key.curve.compress(key.public.point):x}",
        "signatures": [[f"{r:x}", f"{s:x}"] for r, s in pairs],
    }


def describe(certificates: list[str]) -> list[dict[str, object]]:
    """Return what the library reads in each certificate."""
    found = [parse_certificate(bytes.fromhex(certificate)) for certificate in certificates]
    return [
        {
            "holder": {name: value or "" for name, value in asdict(certificate.identity).items()},
            "serial": certificate.serial_hex,
            "until": certificate.not_after.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "signs": certificate.may_sign,
            "seal": certificate.is_seal,
            "device": certificate.is_qscd,
        }
        for certificate in found
    ]


QUESTIONS = {"describe": describe, "issue": issue, "verify": verify, "sign": sign}

if __name__ == "__main__":
    main()
