"""Object identifiers, and what the algorithms among them mean.

Sources: order No. 1236/5/453 of 20.08.2012 and the specifications of the CZO for the branch 1.2.804
(Ukraine); RFC 5280, 5652, 5035, 5758, 8017, 7292, 8018 and ETSI EN 319 412-5 for the rest.
"""

from dataclasses import dataclass
from enum import StrEnum

_UA = "1.2.804.2.1.1.1"

GOST_28147_CFB = f"{_UA}.1.1.1.3"
HMAC_GOST_34311 = f"{_UA}.1.1.2"
KALYNA_256_CBC, KUPYNA_256_KMAC = f"{_UA}.1.1.3.5.2", f"{_UA}.1.2.2.4"
GOST_34311 = f"{_UA}.1.2.1"
DSTU_4145_LE = f"{_UA}.1.3.1.1"
DSTU_4145_BE = f"{_UA}.1.3.1.1.1.1"
DSTU_4145_CURVES = f"{_UA}.1.3.1.1.2"

DATA = "1.2.840.113549.1.7.1"
SIGNED_DATA = "1.2.840.113549.1.7.2"
ENCRYPTED_DATA = "1.2.840.113549.1.7.6"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"
LOCAL_KEY_ID = "1.2.840.113549.1.9.21"

_SMIME = "1.2.840.113549.1.9.16"
TIME_STAMP_INFO = f"{_SMIME}.1.4"
SIGNATURE_TIME_STAMP, SIGNATURE_POLICY, CONTENT_TIME_STAMP = (
    f"{_SMIME}.2.14",
    f"{_SMIME}.2.15",
    f"{_SMIME}.2.20",
)
CERTIFICATE_REFS, REVOCATION_REFS = f"{_SMIME}.2.21", f"{_SMIME}.2.22"
CERTIFICATE_VALUES, REVOCATION_VALUES = f"{_SMIME}.2.23", f"{_SMIME}.2.24"
ESC_TIME_STAMP, REFS_TIME_STAMP = f"{_SMIME}.2.25", f"{_SMIME}.2.26"
OCSP_BASIC, OCSP_NONCE = "1.3.6.1.5.5.7.48.1.1", "1.3.6.1.5.5.7.48.1.2"
OCSP_IN_CMS = "1.3.6.1.5.5.7.16.2"
ACCESS_OCSP, ACCESS_ISSUERS, ACCESS_TIME_STAMPING = (
    "1.3.6.1.5.5.7.48.1",
    "1.3.6.1.5.5.7.48.2",
    "1.3.6.1.5.5.7.48.3",
)
CRL_NUMBER, CRL_REASON, INVALIDITY_DATE = "2.5.29.20", "2.5.29.21", "2.5.29.24"
DELTA_CRL = "2.5.29.27"

COMMON_NAME, SURNAME, SERIAL_NUMBER, COUNTRY, LOCALITY = "2.5.4.3", "2.5.4.4", "2.5.4.5", "2.5.4.6", "2.5.4.7"
ORGANISATION, ORGANISATION_UNIT, TITLE, GIVEN_NAME = "2.5.4.10", "2.5.4.11", "2.5.4.12", "2.5.4.42"
ORGANISATION_IDENTIFIER = "2.5.4.97"
DRFO_CODE, EDRPOU_CODE, UNZR_CODE = f"{_UA}.11.1.4.1.1", f"{_UA}.11.1.4.2.1", f"{_UA}.11.1.4.11.1"

SUBJECT_DIRECTORY_ATTRIBUTES, SUBJECT_KEY_ID, KEY_USAGE = "2.5.29.9", "2.5.29.14", "2.5.29.15"
PRIVATE_KEY_PERIOD, SUBJECT_ALT_NAME, ISSUER_ALT_NAME = "2.5.29.16", "2.5.29.17", "2.5.29.18"
BASIC_CONSTRAINTS, CRL_POINTS, POLICIES, AUTHORITY_KEY_ID = "2.5.29.19", "2.5.29.31", "2.5.29.32", "2.5.29.35"
EXTENDED_KEY_USAGE, FRESHEST_CRL = "2.5.29.37", "2.5.29.46"
AUTHORITY_ACCESS, QC_STATEMENTS, SUBJECT_ACCESS = (
    "1.3.6.1.5.5.7.1.1",
    "1.3.6.1.5.5.7.1.3",
    "1.3.6.1.5.5.7.1.11",
)
E_SEAL_USAGE, TIME_STAMPING_USAGE, OCSP_USAGE = f"{_UA}.3.9", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"
UA_TIME_STAMP_POLICY = f"{_UA}.2.3"

QC_QUALIFIED, QC_DEVICE, QC_TYPE = "0.4.0.1862.1.1", "0.4.0.1862.1.4", "0.4.0.1862.1.6"
QC_TYPE_SIGNATURE, QC_TYPE_SEAL = "0.4.0.1862.1.6.1", "0.4.0.1862.1.6.2"
QC_UKRAINE = f"{_UA}.2.1"

DEMO_MARKER = "2.25.229874391460237845903157736421870911"
"""Extension of every certificate of ``kep.authority``; the branch 2.25 (UUIDs) needs no registration."""
DEMO_NOTICE = "ДЕМО, не має юридичної сили"
"""What the names of such certificates, and every report on them, say."""

RSA_KEY, EC_KEY = "1.2.840.113549.1.1.1", "1.2.840.10045.2.1"
ECDSA_SHA256, RSA_SHA256 = "1.2.840.10045.4.3.2", "1.2.840.113549.1.1.11"
RSA_PSS, MGF1 = "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.8"


class Family(StrEnum):
    """A kind of signature arithmetic."""

    DSTU = "DSTU-4145"
    ECDSA = "ECDSA"
    RSA = "RSA"
    RSA_PSS = "RSA-PSS"


@dataclass(frozen=True)
class SignatureAlgorithm:
    """What a signature identifier says; ``hash`` is None where parameters or digest algorithm say it."""

    family: Family
    hash: str | None
    big_endian: bool = False


HASHES = {
    GOST_34311: "gost34311",
    f"{_UA}.1.2.2.1": "kupyna256",
    f"{_UA}.1.2.2.2": "kupyna384",
    f"{_UA}.1.2.2.3": "kupyna512",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""Digest identifier to name. What is absent, SHA-1 and MD5 above all, is not accepted for signatures."""

SHA_1 = "1.3.14.3.2.26"
WEAK_HASHES = {SHA_1: "sha1", "1.2.840.113549.2.5": "md5"}
"""Known only to be refused by name."""

NAMING_HASHES = {**HASHES, SHA_1: "sha1"}
"""Those that may name a certificate or a key; SHA-1 does so in RFC 2634 and RFC 6960."""

HASH_TITLES = {
    "gost34311": "GOST-34.311",
    "kupyna256": "Kupyna-256",
    "kupyna384": "Kupyna-384",
    "kupyna512": "Kupyna-512",
    "sha256": "SHA-256",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
}

SIGNATURES = {
    DSTU_4145_LE: SignatureAlgorithm(Family.DSTU, "gost34311"),
    DSTU_4145_BE: SignatureAlgorithm(Family.DSTU, "gost34311", big_endian=True),
    f"{_UA}.1.3.6.1": SignatureAlgorithm(Family.DSTU, "kupyna256"),
    f"{_UA}.1.3.6.1.1": SignatureAlgorithm(Family.DSTU, "kupyna256"),
    f"{_UA}.1.3.6.2": SignatureAlgorithm(Family.DSTU, "kupyna384"),
    f"{_UA}.1.3.6.2.1": SignatureAlgorithm(Family.DSTU, "kupyna384"),
    f"{_UA}.1.3.6.3": SignatureAlgorithm(Family.DSTU, "kupyna512"),
    f"{_UA}.1.3.6.3.1": SignatureAlgorithm(Family.DSTU, "kupyna512"),
    ECDSA_SHA256: SignatureAlgorithm(Family.ECDSA, "sha256"),
    "1.2.840.10045.4.3.3": SignatureAlgorithm(Family.ECDSA, "sha384"),
    "1.2.840.10045.4.3.4": SignatureAlgorithm(Family.ECDSA, "sha512"),
    RSA_KEY: SignatureAlgorithm(Family.RSA, None),
    RSA_SHA256: SignatureAlgorithm(Family.RSA, "sha256"),
    "1.2.840.113549.1.1.12": SignatureAlgorithm(Family.RSA, "sha384"),
    "1.2.840.113549.1.1.13": SignatureAlgorithm(Family.RSA, "sha512"),
    RSA_PSS: SignatureAlgorithm(Family.RSA_PSS, None),
}
"""Signature identifier to meaning. A DSTU identifier of a *key* does not tell the hash of signatures."""
