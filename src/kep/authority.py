"""A demo certification authority: real arithmetic, real formats, no legal force whatever.

Every name that it writes says ДЕМО, and every certificate carries ``kep.oids.DEMO_MARKER``, by which trust
stores and reports tell that a signature is only an exercise.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kep import der, dstu4145, oids
from kep.cert import CERTIFICATE_SIGNING, DIGITAL_SIGNATURE, NON_REPUDIATION, Certificate, parse_certificate
from kep.curves import BY_DEGREE
from kep.errors import BadContainer, BadKey
from kep.keys import encode_dstu_public, key_id
from kep.pkcs12 import write_pkcs12
from kep.private import KeyEntry, read_pkcs8, write_pkcs8

DEMO_NOTICE = "ДЕМО, не має юридичної сили"
DEGREE = 257
P12_ITERATIONS = 1_000
"""A tenth of what authorities use: a demo password guards nothing, and pure Python is slow."""

_ROOT_DAYS, _HOLDER_DAYS = 3650, 730
_SERIAL_BYTES = 20
_CRL_SIGNING = 6
_ROOT_FILE, _KEY_FILE = "root.cer", "root.p8"


@dataclass(frozen=True)
class Subject:
    """Whom to certify. A legal person's seal has ``seal`` set and its own name as ``name``.

    ``qscd`` states that the key is in a qualified device; here that too is only an exercise.
    """

    name: str
    edrpou: str | None = None
    rnokpp: str | None = None
    unzr: str | None = None
    organisation: str | None = None
    title: str | None = None
    locality: str = "Київ"
    seal: bool = False
    qscd: bool = False


@dataclass(frozen=True)
class Issued:
    """A fresh certificate, in DER, with the key that it is of."""

    subject: Subject
    certificate: bytes
    key: KeyEntry


@dataclass(frozen=True)
class Authority:
    """A root and its key. Make one with ``create`` or ``load``."""

    key: KeyEntry

    @classmethod
    def create(cls, name: str, *, at: datetime) -> "Authority":
        """Return a new authority whose self-signed root is valid for ten years from ``at``."""
        secret = dstu4145.PrivateKey.generate(BY_DEGREE[DEGREE])
        entry = KeyEntry(secret)
        distinguished = _name(
            (oids.COMMON_NAME, f"ДЕМО-центр «{name}» ({DEMO_NOTICE})"),
            (oids.ORGANISATION, DEMO_NOTICE),
            (oids.SERIAL_NUMBER, "UA-DEMO"),
            (oids.COUNTRY, "UA"),
        )
        extensions = [
            _extension(oids.SUBJECT_KEY_ID, der.octet_string(bytes.fromhex(entry.key_id))),
            _extension(oids.KEY_USAGE, _named_bits(CERTIFICATE_SIGNING, _CRL_SIGNING), critical=True),
            _extension(oids.BASIC_CONSTRAINTS, der.sequence(der.true(), der.integer(0)), critical=True),
            _demo_marker(),
        ]
        validity = _validity(at, _ROOT_DAYS)
        certificate = _certified(entry, distinguished, validity, distinguished, entry.public_key, extensions)
        return cls(KeyEntry(secret, certificate))

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
        return cls(KeyEntry(entry.secret, certificate))

    def save(self, directory: Path | str) -> None:
        """Store root and key in a folder; the key is not encrypted, only its file mode is 0600."""
        folder = Path(directory)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _ROOT_FILE).write_bytes(self.root)
        key_file = folder / _KEY_FILE
        key_file.touch(mode=0o600)
        key_file.write_bytes(write_pkcs8(_dstu_secret(self.key)))

    @property
    def root(self) -> bytes:
        """The self-signed root certificate in DER."""
        return self._root.der

    @property
    def _root(self) -> Certificate:
        if self.key.certificate is None:
            raise BadKey("the authority has no root certificate")
        return parse_certificate(self.key.certificate)

    def issue(self, subject: Subject, *, at: datetime) -> Issued:
        """Return a new DSTU 4145 key with a certificate of the Ukrainian profile, valid for two years."""
        secret = dstu4145.PrivateKey.generate(BY_DEGREE[DEGREE])
        certificate = self.certify(subject, encode_dstu_public(secret.public), at=at)
        return Issued(subject, certificate, KeyEntry(secret, certificate))

    def certify(self, subject: Subject, public_key: bytes, *, at: datetime) -> bytes:
        """Return a certificate, in DER, of a SubjectPublicKeyInfo of any kind, valid for two years."""
        return _certified(
            self.key,
            self._root.subject_raw,
            _validity(at, _HOLDER_DAYS),
            _holder_name(subject),
            public_key,
            _holder_extensions(subject, public_key, self.key),
        )

    def p12(self, issued: Issued, password: str) -> bytes:
        """Return a PKCS#12 file with the key, under GOST PBES2, and the certificate."""
        pkcs8 = write_pkcs8(_dstu_secret(issued.key))
        return write_pkcs12(issued.key, pkcs8, password, iterations=P12_ITERATIONS)


def _dstu_secret(entry: KeyEntry) -> dstu4145.PrivateKey:
    if not isinstance(entry.secret, dstu4145.PrivateKey):
        raise BadKey("a demo authority works with DSTU 4145 keys")
    return entry.secret


def _certified(
    issuer_key: KeyEntry,
    issuer: bytes,
    validity: bytes,
    subject: bytes,
    public_key: bytes,
    extensions: list[bytes],
) -> bytes:
    """Return a certificate over the encoded parts, signed by ``issuer_key``."""
    algorithm = der.sequence(der.oid(issuer_key.signature_algorithm))
    serial = bytes((secrets.randbelow(0x7F) + 1,)) + secrets.token_bytes(_SERIAL_BYTES - 1)
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
    signature = der.octet_string(issuer_key.sign(tbs))
    return der.sequence(tbs, algorithm, der.bit_string(signature))


def _validity(at: datetime, days: int) -> bytes:
    start = at.replace(microsecond=0)
    return der.sequence(der.time(start), der.time(start + timedelta(days=days)))


def _holder_name(subject: Subject) -> bytes:
    if subject.rnokpp:
        number = f"TINUA-{subject.rnokpp}"
    else:
        number = f"PNOUA-{subject.unzr}" if subject.unzr else "DEMO"
    return _name(
        (oids.COMMON_NAME, subject.name),
        (oids.ORGANISATION, subject.organisation),
        (oids.ORGANISATION_UNIT, DEMO_NOTICE),
        (oids.TITLE, subject.title),
        (oids.SERIAL_NUMBER, number),
        (oids.ORGANISATION_IDENTIFIER, f"NTRUA-{subject.edrpou}" if subject.edrpou else None),
        (oids.COUNTRY, "UA"),
        (oids.LOCALITY, subject.locality),
    )


def _holder_extensions(subject: Subject, public_key: bytes, issuer: KeyEntry) -> list[bytes]:
    statement_kind = oids.QC_TYPE_SEAL if subject.seal else oids.QC_TYPE_SIGNATURE
    statements = [
        der.sequence(der.oid(oids.QC_QUALIFIED)),
        der.sequence(der.oid(oids.QC_TYPE), der.sequence(der.oid(statement_kind))),
        der.sequence(der.oid(oids.QC_UKRAINE)),
    ]
    if subject.qscd:
        statements.append(der.sequence(der.oid(oids.QC_DEVICE)))
    extensions = [
        _extension(oids.SUBJECT_KEY_ID, der.octet_string(key_id(public_key))),
        _extension(
            oids.AUTHORITY_KEY_ID,
            der.sequence(der.context(0, bytes.fromhex(issuer.key_id), constructed=False)),
        ),
        _extension(oids.KEY_USAGE, _named_bits(DIGITAL_SIGNATURE, NON_REPUDIATION), critical=True),
        _extension(oids.BASIC_CONSTRAINTS, der.sequence(), critical=True),
        _extension(oids.QC_STATEMENTS, der.sequence(*statements)),
        _demo_marker(),
    ]
    if subject.seal:
        extensions.append(_extension(oids.EXTENDED_KEY_USAGE, der.sequence(der.oid(oids.E_SEAL_USAGE))))
    codes = [
        der.sequence(der.oid(kind), der.set_of([der.printable(code) if code.isascii() else der.utf8(code)]))
        for kind, code in (
            (oids.DRFO_CODE, subject.rnokpp),
            (oids.EDRPOU_CODE, subject.edrpou),
            (oids.UNZR_CODE, subject.unzr),
        )
        if code
    ]
    if codes:
        extensions.append(_extension(oids.SUBJECT_DIRECTORY_ATTRIBUTES, der.sequence(*codes)))
    return extensions


def _demo_marker() -> bytes:
    return _extension(oids.DEMO_MARKER, der.utf8(DEMO_NOTICE))


def _name(*attributes: tuple[str, str | None]) -> bytes:
    return der.sequence(
        *(
            der.set_of([der.sequence(der.oid(kind), _text(kind, value))])
            for kind, value in attributes
            if value is not None
        )
    )


def _text(kind: str, value: str) -> bytes:
    is_printable = value.isascii() and kind in (oids.COUNTRY, oids.SERIAL_NUMBER)
    return der.printable(value) if is_printable else der.utf8(value)


def _extension(identifier: str, value: bytes, *, critical: bool = False) -> bytes:
    return der.sequence(der.oid(identifier), *((der.true(),) if critical else ()), der.octet_string(value))


def _named_bits(*bits: int) -> bytes:
    octet = sum(0x80 >> bit for bit in bits)
    return der.bit_string(bytes((octet,)), unused_bits=7 - max(bits))
