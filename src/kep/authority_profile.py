"""The names and extensions of the certificates of the demo authority, one profile for each purpose."""

from dataclasses import dataclass
from enum import StrEnum

from kep import der, oids
from kep.cert import CERTIFICATE_SIGNING, CRL_SIGNING, DIGITAL_SIGNATURE, KEY_AGREEMENT, NON_REPUDIATION
from kep.keys import key_id
from kep.oids import DEMO_NOTICE


class Profile(StrEnum):
    """What a certificate is for."""

    SIGNER = "signer"
    AGREEMENT = "agreement"
    TIME_STAMPS = "time stamps"
    OCSP = "ocsp"
    AUTHORITY = "authority"


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


def authority_name(name: str) -> bytes:
    """Return the distinguished name of a demo authority."""
    return _name(
        (oids.COMMON_NAME, f"ДЕМО-центр «{name}» ({DEMO_NOTICE})"),
        (oids.ORGANISATION, DEMO_NOTICE),
        (oids.SERIAL_NUMBER, "UA-DEMO"),
        (oids.COUNTRY, "UA"),
    )


def holder_name(subject: Subject) -> bytes:
    """Return the distinguished name of a holder, with the codes where authorities put them."""
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


def profile_extensions(profile: Profile, subject: Subject, public_key: bytes) -> list[bytes]:
    """Return the extensions of a certificate for a purpose."""
    identifier = extension(oids.SUBJECT_KEY_ID, der.octet_string(key_id(public_key)))
    if profile is Profile.AUTHORITY:
        return authority_extensions(public_key, path_length=0)
    if profile is Profile.SIGNER:
        return [identifier, *_holder_extensions(subject)]
    if profile is Profile.AGREEMENT:
        usage = extension(oids.KEY_USAGE, _named_bits(KEY_AGREEMENT), critical=True)
        return [identifier, usage, *_codes(subject)]
    purpose = oids.OCSP_USAGE if profile is Profile.OCSP else oids.TIME_STAMPING_USAGE
    return [
        identifier,
        extension(oids.KEY_USAGE, _named_bits(DIGITAL_SIGNATURE), critical=True),
        extension(oids.EXTENDED_KEY_USAGE, der.sequence(der.oid(purpose)), critical=True),
    ]


def authority_extensions(public_key: bytes, *, path_length: int) -> list[bytes]:
    """Return the extensions of an authority that may have ``path_length`` authorities under it."""
    constraints = der.sequence(der.true(), der.integer(path_length))
    return [
        extension(oids.SUBJECT_KEY_ID, der.octet_string(key_id(public_key))),
        extension(oids.KEY_USAGE, _named_bits(CERTIFICATE_SIGNING, CRL_SIGNING), critical=True),
        extension(oids.BASIC_CONSTRAINTS, constraints, critical=True),
    ]


def service_extensions(address: str | None) -> list[bytes]:
    """Return where to ask about the certificate: OCSP, issuers, lists full and delta, time stamps."""
    if address is None:
        return []
    access = der.sequence(
        _access(oids.ACCESS_OCSP, f"{address}/ocsp"), _access(oids.ACCESS_ISSUERS, f"{address}/issuers.p7b")
    )
    return [
        extension(oids.AUTHORITY_ACCESS, access),
        extension(oids.CRL_POINTS, _points(f"{address}/full.crl")),
        extension(oids.FRESHEST_CRL, _points(f"{address}/delta.crl")),
        extension(oids.SUBJECT_ACCESS, der.sequence(_access(oids.ACCESS_TIME_STAMPING, f"{address}/tsp"))),
    ]


def _access(method: str, url: str) -> bytes:
    return der.sequence(der.oid(method), _uri(url))


def _points(url: str) -> bytes:
    return der.sequence(der.sequence(der.context(0, der.context(0, _uri(url)))))


def _uri(url: str) -> bytes:
    return der.context(6, url.encode("ascii"), constructed=False)


def _holder_extensions(subject: Subject) -> list[bytes]:
    statement_kind = oids.QC_TYPE_SEAL if subject.seal else oids.QC_TYPE_SIGNATURE
    statements = [
        der.sequence(der.oid(oids.QC_QUALIFIED)),
        der.sequence(der.oid(oids.QC_TYPE), der.sequence(der.oid(statement_kind))),
        der.sequence(der.oid(oids.QC_UKRAINE)),
    ]
    if subject.qscd:
        statements.append(der.sequence(der.oid(oids.QC_DEVICE)))
    extensions = [
        extension(oids.KEY_USAGE, _named_bits(DIGITAL_SIGNATURE, NON_REPUDIATION), critical=True),
        extension(oids.BASIC_CONSTRAINTS, der.sequence(), critical=True),
        extension(oids.QC_STATEMENTS, der.sequence(*statements)),
        *_codes(subject),
    ]
    if subject.seal:
        extensions.append(extension(oids.EXTENDED_KEY_USAGE, der.sequence(der.oid(oids.E_SEAL_USAGE))))
    return extensions


def _codes(subject: Subject) -> list[bytes]:
    codes = [
        der.sequence(der.oid(kind), der.set_of([der.printable(code) if code.isascii() else der.utf8(code)]))
        for kind, code in (
            (oids.DRFO_CODE, subject.rnokpp),
            (oids.EDRPOU_CODE, subject.edrpou),
            (oids.UNZR_CODE, subject.unzr),
        )
        if code
    ]
    return [extension(oids.SUBJECT_DIRECTORY_ATTRIBUTES, der.sequence(*codes))] if codes else []


def demo_marker() -> bytes:
    """Return the extension by which everybody can tell that it is only a demo."""
    return extension(oids.DEMO_MARKER, der.utf8(DEMO_NOTICE))


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


def extension(identifier: str, value: bytes, *, critical: bool = False) -> bytes:
    """Return an Extension."""
    return der.sequence(der.oid(identifier), *((der.true(),) if critical else ()), der.octet_string(value))


def _named_bits(*bits: int) -> bytes:
    octet = sum(0x80 >> bit for bit in bits)
    return der.bit_string(bytes((octet,)), unused_bits=7 - max(bits))
