"""A demo certification authority: real arithmetic, real formats, no legal force whatever.

Every name that it writes says ДЕМО, and every certificate carries ``kep.oids.DEMO_MARKER``, by which trust
stores and reports tell that a signature is only an exercise.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from kep import der, dstu4145, oids
from kep.authority_profile import (
    Profile,
    Subject,
    authority_extensions,
    authority_name,
    demo_marker,
    extension,
    holder_name,
    profile_extensions,
    service_extensions,
)
from kep.cert import Certificate, parse_certificate
from kep.curves import BY_DEGREE
from kep.errors import BadContainer, BadKey
from kep.keys import key_id
from kep.oids import DEMO_NOTICE
from kep.pkcs12 import write_pkcs12
from kep.private import KeyEntry, read_pkcs8, write_pkcs8

DEGREE = 257
P12_ITERATIONS = 1_000
"""A tenth of what authorities use: a demo password guards nothing, and pure Python is slow."""

__all__ = ["DEMO_NOTICE", "Authority", "Issued", "Kind", "Profile", "Subject"]

_ROOT_DAYS, HOLDER_DAYS = 3650, 730
_SERIAL_BYTES = 20
_RSA_BITS = 2048
_ROOT_FILE, _KEY_FILE = "root.cer", "root.p8"


class Kind(StrEnum):
    """A kind of key with the hash that it signs with."""

    DSTU_GOST = "dstu-gost"
    DSTU_KUPYNA = "dstu-kupyna"
    ECDSA = "ecdsa"
    RSA = "rsa"

    @property
    def hash_name(self) -> str:
        """The hash that keys of this kind sign with."""
        return {Kind.DSTU_GOST: "gost34311", Kind.DSTU_KUPYNA: "kupyna256"}.get(self, "sha256")

    def generate(self) -> KeyEntry:
        """Return a new private key."""
        if self is Kind.ECDSA:
            return KeyEntry(ec.generate_private_key(ec.SECP256R1()))
        if self is Kind.RSA:
            return KeyEntry(rsa.generate_private_key(65537, _RSA_BITS))
        return KeyEntry(dstu4145.PrivateKey.generate(BY_DEGREE[DEGREE]))


@dataclass(frozen=True)
class Issued:
    """A fresh certificate, in DER, with the key that it is of and the hash that the key signs with."""

    subject: Subject
    certificate: bytes
    key: KeyEntry
    hash_name: str = "gost34311"


@dataclass(frozen=True)
class Authority:
    """An authority and its key. Make one with ``create``, ``load`` or ``subordinate``.

    ``address`` is where its services answer, such as ``http://127.0.0.1:8123``; certificates name them.
    """

    key: KeyEntry
    hash_name: str = "gost34311"
    address: str | None = None

    @classmethod
    def create(
        cls, name: str, *, at: datetime, kind: Kind = Kind.DSTU_GOST, address: str | None = None
    ) -> "Authority":
        """Return a new authority whose self-signed root is valid for ten years from ``at``."""
        entry = kind.generate()
        distinguished = authority_name(name)
        draft = cls(entry, kind.hash_name, address)
        extensions = [*authority_extensions(entry.public_key, path_length=1), demo_marker()]
        certificate = draft.sign_certificate(
            distinguished, _validity(at, _ROOT_DAYS), distinguished, entry.public_key, extensions
        )
        return replace(draft, key=KeyEntry(entry.secret, certificate))

    @classmethod
    def load(cls, directory: Path | str) -> "Authority":
        """Return the authority that ``save`` stored.

        Raises:
            BadContainer: the files are missing, or the root is not of the key.
        """
        folder = Path(directory)
        try:
            certificate, key_file = (folder / _ROOT_FILE).read_bytes(), (folder / _KEY_FILE).read_bytes()
        except OSError as error:
            raise BadContainer("there is no demo authority in this folder") from error
        (entry,) = read_pkcs8(key_file)
        if not entry.belongs_to(certificate):
            raise BadContainer("the root of the demo authority is not of its key")
        used = oids.SIGNATURES[parse_certificate(certificate).algorithm.oid].hash
        return cls(KeyEntry(entry.secret, certificate), used or "gost34311")

    def save(self, directory: Path | str) -> None:
        """Store root and key in a folder; the key is not encrypted, only its file mode is 0600."""
        folder = Path(directory)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _ROOT_FILE).write_bytes(self.root)
        key_file = folder / _KEY_FILE
        key_file.touch(mode=0o600)
        key_file.write_bytes(write_pkcs8(self.key.secret))

    @property
    def root(self) -> bytes:
        """The certificate of the authority, self-signed unless it is a subordinate one, in DER."""
        return self.certificate.der

    @property
    def certificate(self) -> Certificate:
        """The certificate of the authority."""
        if self.key.certificate is None:
            raise BadKey("the authority has no root certificate")
        return parse_certificate(self.key.certificate)

    def subordinate(self, name: str, *, at: datetime, kind: Kind = Kind.DSTU_GOST) -> "Authority":
        """Return an authority under this one."""
        issued = self.issue(Subject(name=name), at=at, kind=kind, profile=Profile.AUTHORITY)
        return Authority(issued.key, kind.hash_name, self.address)

    def issue(
        self,
        subject: Subject,
        *,
        at: datetime,
        kind: Kind = Kind.DSTU_GOST,
        profile: Profile = Profile.SIGNER,
        days: int = HOLDER_DAYS,
    ) -> Issued:
        """Return a new key with a certificate of the Ukrainian profile, valid for two years or ``days``."""
        entry = kind.generate()
        certificate = self.certify(subject, entry.public_key, at=at, profile=profile, days=days)
        return Issued(subject, certificate, KeyEntry(entry.secret, certificate), kind.hash_name)

    def certify(
        self,
        subject: Subject,
        public_key: bytes,
        *,
        at: datetime,
        profile: Profile = Profile.SIGNER,
        days: int = HOLDER_DAYS,
    ) -> bytes:
        """Return a certificate, in DER, of a SubjectPublicKeyInfo of any kind."""
        is_authority = profile is Profile.AUTHORITY
        name = authority_name(subject.name) if is_authority else holder_name(subject)
        extensions = [
            *profile_extensions(profile, subject, public_key),
            extension(
                oids.AUTHORITY_KEY_ID,
                der.sequence(der.context(0, key_id(self.key.public_key), constructed=False)),
            ),
            *service_extensions(self.address),
            demo_marker(),
        ]
        return self.sign_certificate(
            self.certificate.subject_raw, _validity(at, days), name, public_key, extensions
        )

    def sign_certificate(
        self, issuer: bytes, validity: bytes, subject: bytes, public_key: bytes, extensions: list[bytes]
    ) -> bytes:
        """Return a certificate over the encoded parts."""
        serial = bytes((secrets.randbelow(0x7F) + 1,)) + secrets.token_bytes(_SERIAL_BYTES - 1)
        algorithm = self.algorithm
        tbs = der.sequence(
            der.context(0, der.integer(2)),
            der.encode(der.INTEGER, serial),
            algorithm,
            issuer,
            validity,
            subject,
            public_key,
            der.context(3, der.sequence(*extensions)),
        )
        return der.sequence(tbs, algorithm, self.signature(tbs))

    @property
    def algorithm(self) -> bytes:
        """The AlgorithmIdentifier of what the authority signs."""
        return self.key.signature_algorithm_identifier(self.hash_name)

    def signature(self, tbs: bytes) -> bytes:
        """Return the BIT STRING with the signature of ``tbs``."""
        return signature_bits(self.key, self.hash_name, tbs)

    def p12(self, issued: Issued, password: str) -> bytes:
        """Return a PKCS#12 file with the key, under GOST PBES2, and the certificate."""
        return write_pkcs12(issued.key, write_pkcs8(issued.key.secret), password, iterations=P12_ITERATIONS)


def signature_bits(key: KeyEntry, hash_name: str, tbs: bytes) -> bytes:
    """Return a BIT STRING with the signature of ``tbs``; that of DSTU 4145 in an inner OCTET STRING."""
    value = key.sign(tbs, hash_name)
    return der.bit_string(der.octet_string(value) if isinstance(key.secret, dstu4145.PrivateKey) else value)


def _validity(at: datetime, days: int) -> bytes:
    start = at.replace(microsecond=0)
    return der.sequence(der.time(start), der.time(start + timedelta(days=days)))
