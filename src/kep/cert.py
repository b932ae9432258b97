"""X.509 certificates of the Ukrainian profile, and the identity that they vouch for."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from kep import der, oids
from kep.der import Fields, Node
from kep.digests import digest
from kep.errors import BadCertificate, BadEncoding
from kep.keys import AlgorithmId

DIGITAL_SIGNATURE, NON_REPUDIATION, KEY_AGREEMENT, CERTIFICATE_SIGNING, CRL_SIGNING = 0, 1, 4, 5, 6
"""Bit numbers of the key usage extension (RFC 5280, 4.2.1.3)."""

_CERTIFICATE_BYTES_MAX = 64 * 1024
_EXTENSIONS_MAX = 64
_URI = 0x86
_CODES = {oids.DRFO_CODE, oids.EDRPOU_CODE, oids.UNZR_CODE}
_SERVICE_USAGES = {oids.TIME_STAMPING_USAGE, oids.OCSP_USAGE}


@dataclass(frozen=True)
class Identity:
    """Who a certificate says its holder is; empty where it says nothing. ``name`` is the common name."""

    edrpou: str | None
    rnokpp: str | None
    unzr: str | None
    name: str
    organisation: str | None
    title: str | None


class IdentityConflict(BadCertificate):
    """The certificate states two different codes of one kind, so it names nobody."""


@dataclass(frozen=True)
class Name:
    """A distinguished name: its attributes in order, compared by value and not by string type."""

    attributes: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, node: Node) -> "Name":
        """Read a Name; values that are no character strings are kept as hexadecimal."""
        pairs = []
        for relative in node.expect(der.SEQUENCE).children:
            for attribute in relative.expect(der.SET).children:
                fields = attribute.fields()
                kind, value = fields.take().oid(), fields.take()
                fields.finish()
                try:
                    pairs.append((kind, value.text()))
                except BadEncoding:
                    pairs.append((kind, f"#{value.raw.hex()}"))
        return cls(tuple(pairs))

    @property
    def common_name(self) -> str:
        """The common name, or an empty string."""
        return self.first(oids.COMMON_NAME) or ""

    def first(self, kind: str) -> str | None:
        """Return the first value of an attribute, or None."""
        return next(iter(self.every(kind)), None)

    def every(self, kind: str) -> tuple[str, ...]:
        """Return all values of an attribute."""
        return tuple(value for known, value in self.attributes if known == kind)


@dataclass(frozen=True)
class Extension:
    """One extension: whether it is critical, and the content of its octet string."""

    critical: bool
    value: bytes


@dataclass(frozen=True)
class Certificate:
    """A parsed certificate. Parsing decides nothing: neither signature nor validity is checked here."""

    der: bytes
    tbs: bytes
    serial: bytes
    issuer: Name
    issuer_raw: bytes
    subject: Name
    subject_raw: bytes
    not_before: datetime
    not_after: datetime
    public_key: bytes
    extensions: dict[str, Extension]
    algorithm: AlgorithmId
    signature: bytes

    def __hash__(self) -> int:
        """Equal certificates are equal byte strings."""
        return hash(self.der)

    @property
    def serial_hex(self) -> str:
        """The serial number as authorities print it: upper-case hexadecimal with leading zeros."""
        positive = self.serial[1:] if len(self.serial) > 1 and not self.serial[0] else self.serial
        return positive.hex().upper()

    @cached_property
    def fingerprint(self) -> bytes:
        """SHA-256 of the certificate."""
        return digest("sha256", self.der)

    @cached_property
    def key_usage(self) -> frozenset[int] | None:
        """The set bits of key usage, or None when the extension is absent."""
        node = self._extension(oids.KEY_USAGE)
        return None if node is None else node.flags()

    @cached_property
    def extended_usage(self) -> frozenset[str]:
        """The purposes of extended key usage; empty when the extension is absent."""
        node = self._extension(oids.EXTENDED_KEY_USAGE)
        return frozenset() if node is None else frozenset(purpose.oid() for purpose in node.children)

    @cached_property
    def basic_constraints(self) -> tuple[bool, int | None]:
        """Whether this is an authority, and how many authorities may stand below it (None: any number)."""
        node = self._extension(oids.BASIC_CONSTRAINTS)
        if node is None:
            return False, None
        fields = node.fields()
        flag, length = fields.maybe(der.BOOLEAN), fields.maybe(der.INTEGER)
        fields.finish()
        return flag is not None and flag.boolean(), None if length is None else length.small()

    @cached_property
    def subject_key_id(self) -> bytes | None:
        """The subject key identifier, if there is a readable one."""
        try:
            node = self._extension(oids.SUBJECT_KEY_ID)
            return None if node is None else node.octets()
        except BadEncoding:
            return None

    @cached_property
    def authority_key_id(self) -> bytes | None:
        """The key identifier of the issuer, if there is a readable one; some old files have a broken one."""
        try:
            node = self._extension(oids.AUTHORITY_KEY_ID)
            return next((field.body for field in node.children if field.tag == 0x80), None) if node else None
        except BadEncoding:
            return None

    @cached_property
    def qc_statements(self) -> dict[str, Node | None]:
        """Identifiers of the qualified-certificate statements with what they carry (ETSI EN 319 412-5)."""
        node = self._extension(oids.QC_STATEMENTS)
        statements = {}
        for statement in node.children if node else ():
            fields = statement.fields()
            identifier, rest = fields.take().oid(), fields.rest()
            statements[identifier] = rest[0] if rest else None
        return statements

    @property
    def is_demo(self) -> bool:
        """Whether it comes from a demo authority of this library."""
        return oids.DEMO_MARKER in self.extensions

    @property
    def is_self_issued(self) -> bool:
        """Whether it names itself as its issuer."""
        return self.issuer == self.subject

    @property
    def is_qscd(self) -> bool:
        """Whether its key lives in a qualified device (QcSSCD): КЕП, and not УЕП with a key in a file."""
        return oids.QC_DEVICE in self.qc_statements

    @property
    def is_seal(self) -> bool:
        """Whether it is for electronic seals of an organisation and not for signatures of a person."""
        kinds = self.qc_statements.get(oids.QC_TYPE)
        is_seal_type = kinds is not None and any(kind.oid() == oids.QC_TYPE_SEAL for kind in kinds.children)
        return oids.E_SEAL_USAGE in self.extended_usage or is_seal_type

    @property
    def may_sign(self) -> bool:
        """Whether key usage lets the key sign documents.

        Never a time-stamping or an OCSP one, and none that is only for key agreement or for logging in, which
        lacks non-repudiation. ECDSA certificates of the CZO state both key agreement and non-repudiation.
        """
        if self.extended_usage & _SERVICE_USAGES:
            return False
        return self.key_usage is None or NON_REPUDIATION in self.key_usage

    @property
    def may_stamp(self) -> bool:
        """Whether it is for time stamps and, critically, for nothing else (RFC 3161, 2.3)."""
        usage = self.extensions.get(oids.EXTENDED_KEY_USAGE)
        is_only = self.extended_usage == {oids.TIME_STAMPING_USAGE}
        return usage is not None and usage.critical and is_only

    @property
    def may_answer_ocsp(self) -> bool:
        """Whether the authority delegated its OCSP answers to this key (RFC 6960, 4.2.2.2)."""
        return oids.OCSP_USAGE in self.extended_usage

    @property
    def is_qualified(self) -> bool:
        """Whether it states to be a qualified certificate."""
        return bool({oids.QC_QUALIFIED, oids.QC_UKRAINE} & self.qc_statements.keys())

    @property
    def key_bits(self) -> bytes:
        """The public key alone, of which OCSP takes the hash."""
        return der.parse(self.public_key).children[1].bits()

    def addresses(self, extension: str, method: str) -> tuple[str, ...]:
        """Return the URLs that an access extension (RFC 5280, 4.2.2) gives for ``method``."""
        found = []
        try:
            node = self._extension(extension)
            for description in node.children if node else ():
                fields = description.fields()
                kind, place = fields.take().oid(), fields.take()
                if kind == method and place.tag == _URI:
                    found.append(place.body.decode("ascii"))
        except (BadEncoding, UnicodeDecodeError):
            return ()
        return tuple(found)

    def crl_addresses(self, extension: str = oids.CRL_POINTS) -> tuple[str, ...]:
        """Return the URLs of revocation lists: full ones, or deltas by the extension ``FRESHEST_CRL``."""
        try:
            node = self._extension(extension)
            points = [point.children[0] for point in (node.children if node else ()) if point.children]
            names = [point.only() for point in points if point.tag == 0xA0]
            full = [name for point in names if point.tag == 0xA0 for name in point.children]
            return tuple(name.body.decode("ascii") for name in full if name.tag == _URI)
        except (BadEncoding, UnicodeDecodeError):
            return ()

    @cached_property
    def identity(self) -> Identity:
        """Who the holder is, from the certificate alone.

        Raises:
            IdentityConflict: two different codes of one kind.
        """
        codes = self._directory_attributes()
        organisations = self.subject.every(oids.ORGANISATION_IDENTIFIER)
        persons = self.subject.every(oids.SERIAL_NUMBER)
        rnokpp = _one_code(codes.get(oids.DRFO_CODE), *_after("TINUA-", persons))
        edrpou = _one_code(codes.get(oids.EDRPOU_CODE), *_after("NTRUA-", organisations))
        if edrpou is not None and len(edrpou) == 10 and edrpou.isdigit():
            # A sole proprietor has no ЄДРПОУ: authorities put the РНОКПП in its place.
            edrpou, rnokpp = None, _one_code(rnokpp, edrpou)
        return Identity(
            edrpou=edrpou,
            rnokpp=rnokpp,
            unzr=_one_code(codes.get(oids.UNZR_CODE), *_after("PNOUA-", persons)),
            name=self.subject.common_name or self._personal_name(),
            organisation=self.subject.first(oids.ORGANISATION),
            title=self.subject.first(oids.TITLE),
        )

    def _personal_name(self) -> str:
        parts = (self.subject.first(oids.SURNAME), self.subject.first(oids.GIVEN_NAME))
        return " ".join(part for part in parts if part)

    def _directory_attributes(self) -> dict[str, str]:
        """Return the codes; what else a directory attribute may say, such as a date of birth, is not read."""
        node = self._extension(oids.SUBJECT_DIRECTORY_ATTRIBUTES)
        found: dict[str, str] = {}
        for attribute in node.children if node else ():
            fields = attribute.fields()
            kind, values = fields.take().oid(), fields.take(der.SET).children
            if kind not in _CODES:
                continue
            if kind in found or len(values) != 1:
                raise IdentityConflict("a directory attribute has several values")
            found[kind] = values[0].text()
        return found

    def _extension(self, identifier: str) -> Node | None:
        extension = self.extensions.get(identifier)
        return None if extension is None else der.parse(extension.value)

    def check(self) -> None:
        """Read every extension that decisions rest on.

        Raises:
            BadEncoding: one of them is malformed.
        """
        _ = self.key_usage, self.extended_usage, self.basic_constraints, self.is_seal, self.is_qualified


def _after(prefix: str, texts: tuple[str, ...]) -> list[str]:
    return [text.removeprefix(prefix) for text in texts if text.startswith(prefix)]


def _one_code(*stated: str | None) -> str | None:
    """Return the only code that is stated; blanks and dashes state nothing."""
    codes = {text.strip() for text in stated if text and text.strip(" -")}
    if len(codes) > 1:
        raise IdentityConflict("the certificate states two different codes")
    return codes.pop() if codes else None


@lru_cache(maxsize=256)
def parse_certificate(data: bytes) -> Certificate:
    """Return the certificate of ``data`` in DER.

    Raises:
        BadCertificate: it is none, has repeated extensions, or names two different signature algorithms.
    """
    if len(data) > _CERTIFICATE_BYTES_MAX:
        raise BadCertificate("the certificate is too large")
    try:
        certificate = _read_certificate(data)
        certificate.check()
    except BadEncoding as error:
        raise BadCertificate(f"no readable certificate: {error}") from error
    return certificate


def _read_certificate(data: bytes) -> Certificate:
    outer = der.parse(data).fields()
    tbs, algorithm, signature = outer.take(), outer.take(), outer.take()
    outer.finish()
    fields = tbs.fields()
    fields.maybe(0xA0)
    serial = fields.take(der.INTEGER)
    inner_algorithm = fields.take()
    issuer, validity, subject, public_key = (
        fields.take(),
        fields.take().fields(),
        fields.take(),
        fields.take(),
    )
    fields.maybe(0x81)
    fields.maybe(0x82)
    extensions = fields.maybe(0xA3)
    fields.finish()
    if not AlgorithmId.read(inner_algorithm).says_the_same_as(AlgorithmId.read(algorithm)):
        raise BadCertificate("inner and outer signature algorithms differ")
    return Certificate(
        der=data,
        tbs=tbs.raw,
        serial=serial.body,
        issuer=Name.read(issuer),
        issuer_raw=issuer.raw,
        subject=Name.read(subject),
        subject_raw=subject.raw,
        not_before=validity.take().time(),
        not_after=validity.take().time(),
        public_key=public_key.raw,
        extensions=read_extensions(extensions.only().fields() if extensions else Fields(())),
        algorithm=AlgorithmId.read(algorithm),
        signature=signature.bits(),
    )


def read_extensions(fields: Fields) -> dict[str, Extension]:
    """Read the Extensions of a certificate, a list or a response.

    Raises:
        BadCertificate: one of them is repeated, or there are too many.
    """
    extensions: dict[str, Extension] = {}
    for node in fields.rest():
        inner = node.fields()
        identifier, critical = inner.take().oid(), inner.maybe(der.BOOLEAN)
        value = inner.take().octets()
        inner.finish()
        if identifier in extensions or len(extensions) == _EXTENSIONS_MAX:
            raise BadCertificate("an extension is repeated")
        extensions[identifier] = Extension(critical is not None and critical.boolean(), value)
    return extensions
