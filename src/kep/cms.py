"""CMS SignedData (RFC 5652), read into plain values. Reading decides nothing about validity."""

from collections.abc import Iterable
from dataclasses import dataclass

from kep import der, oids
from kep.cert import Name
from kep.der import Node
from kep.errors import BadEncoding, BadSignatureFile
from kep.keys import AlgorithmId

FILE_BYTES_MAX = 64 * 1024 * 1024
_CERTIFICATE_CHOICES = (der.SEQUENCE, 0xA0, 0xA1, 0xA2, 0xA3)
"""A certificate, or one of the kinds that are not read here (RFC 5652, 10.2.2)."""
_CERTIFICATES_MAX, _SIGNERS_MAX, _ATTRIBUTES_MAX = 256, 64, 64


@dataclass(frozen=True)
class Attribute:
    """One attribute of a signer: its type, its values, and the bytes of type and values as they came."""

    kind: str
    values: tuple[Node, ...]
    body: bytes = b""


@dataclass(frozen=True)
class SignerInfo:
    """One signer as it stands in the file.

    Either ``issuer`` and ``serial`` or ``key_id`` name the certificate. ``signed_bytes`` is what the
    signature covers: the signed attributes as they came, under the tag of a SET.
    """

    issuer: Name | None
    serial: bytes | None
    key_id: bytes | None
    digest_algorithm: AlgorithmId
    signature_algorithm: AlgorithmId
    signed_attributes: tuple[Attribute, ...]
    signed_bytes: bytes
    unsigned_attributes: tuple[Attribute, ...]
    signature: bytes
    raw: bytes = b""

    def unsigned(self, kind: str) -> tuple[Node, ...]:
        """Return all values of an unsigned attribute; none when it is absent."""
        return tuple(v for a in self.unsigned_attributes if a.kind == kind for v in a.values)

    def signed(self, kind: str) -> tuple[Node, ...]:
        """Return all values of a signed attribute; none when it is absent."""
        return tuple(v for a in self.signed_attributes if a.kind == kind for v in a.values)


@dataclass(frozen=True)
class SignedData:
    """A SignedData; ``content`` is None in a detached signature, ``certificates`` are in DER as they came.

    ``crls`` are revocation lists and ``ocsp`` the OCSP responses (RFC 5940) that lie beside the certificates.
    """

    content_type: str
    content: bytes | None
    certificates: tuple[bytes, ...]
    signers: tuple[SignerInfo, ...]
    has_trailing_bytes: bool
    crls: tuple[bytes, ...] = ()
    ocsp: tuple[bytes, ...] = ()
    digest_algorithms: tuple[bytes, ...] = ()


def parse_signed_data(data: bytes) -> SignedData:
    """Read a file in BER or DER.

    Raises:
        BadSignatureFile: it is no SignedData, has no signer, or exceeds the limits of size and number.
    """
    if len(data) > FILE_BYTES_MAX:
        raise BadSignatureFile("the file is too large")
    try:
        node, rest = der.parse_first(data, ber=True)
        outer = node.fields()
        if outer.take().oid() != oids.SIGNED_DATA:
            raise BadSignatureFile("the file is a CMS message of another kind")
        signed_data = outer.take(0xA0).only()
        outer.finish()
        return _read_signed_data(signed_data, has_trailing_bytes=bool(rest))
    except BadEncoding as error:
        raise BadSignatureFile(f"the file is no readable signature: {error}") from error


def _read_signed_data(node: Node, *, has_trailing_bytes: bool) -> SignedData:
    fields = node.fields()
    fields.take().small()
    algorithms = fields.take(der.SET).children
    content_type, content = _read_content(fields.take())
    certificates = fields.maybe(0xA0)
    lists = fields.maybe(0xA1)
    signers = fields.take(der.SET).children
    fields.finish()
    bag = certificates.children if certificates else ()
    if any(one.tag not in _CERTIFICATE_CHOICES for one in bag):
        raise BadEncoding("what lies among the certificates is none")
    found = tuple(one.raw for one in bag if one.tag == der.SEQUENCE)
    if not signers:
        raise BadSignatureFile("the file has no signer")
    if len(found) > _CERTIFICATES_MAX or len(signers) > _SIGNERS_MAX:
        raise BadSignatureFile("the file has too many certificates or signers")
    others = lists.children if lists else ()
    return SignedData(
        content_type,
        content,
        found,
        tuple(map(_read_signer, signers)),
        has_trailing_bytes,
        tuple(one.raw for one in others if one.tag == der.SEQUENCE),
        tuple(one.children[1].raw for one in others if _is_ocsp(one)),
        tuple(algorithm.expect(der.SEQUENCE).raw for algorithm in algorithms),
    )


def _is_ocsp(node: Node) -> bool:
    """Say whether an element of the revocation field is an OCSP response in its CMS form (RFC 5940)."""
    return node.tag == 0xA1 and len(node.children) == 2 and node.children[0].oid() == oids.OCSP_IN_CMS


def _read_content(node: Node) -> tuple[str, bytes | None]:
    fields = node.fields()
    content_type = fields.take().oid()
    content = fields.maybe(0xA0)
    fields.finish()
    return content_type, None if content is None else content.only().octets()


def read_signer(raw: bytes) -> SignerInfo:
    """Read one SignerInfo.

    Raises:
        BadEncoding: it is none.
    """
    return _read_signer(der.parse(raw, ber=True))


def _read_signer(node: Node) -> SignerInfo:
    fields = node.fields()
    if fields.take().small() not in (1, 3):
        raise BadEncoding("the version of the signer is unknown")
    issuer, serial, key_id = _read_signer_id(fields.take())
    digest_algorithm = AlgorithmId.read(fields.take())
    signed = fields.maybe(0xA0)
    signature_algorithm = AlgorithmId.read(fields.take())
    signature = fields.take().octets()
    unsigned = fields.maybe(0xA1)
    fields.finish()
    return SignerInfo(
        issuer=issuer,
        serial=serial,
        key_id=key_id,
        digest_algorithm=digest_algorithm,
        signature_algorithm=signature_algorithm,
        signed_attributes=_read_attributes(signed),
        signed_bytes=b"" if signed is None else _as_set(signed),
        unsigned_attributes=_read_attributes(unsigned),
        signature=signature,
        raw=node.raw,
    )


def _read_signer_id(node: Node) -> tuple[Name | None, bytes | None, bytes | None]:
    if node.tag == 0x80:
        return None, None, node.body
    fields = node.fields()
    issuer, serial = Name.read(fields.take()), fields.take(der.INTEGER).body
    fields.finish()
    return issuer, serial, None


def _read_attributes(node: Node | None) -> tuple[Attribute, ...]:
    if node is None:
        return ()
    if len(node.children) > _ATTRIBUTES_MAX:
        raise BadEncoding("there are too many attributes")
    attributes = []
    for child in node.children:
        fields = child.fields()
        attributes.append(Attribute(fields.take().oid(), fields.take(der.SET).children, child.body))
        fields.finish()
    return tuple(attributes)


def _as_set(signed: Node) -> bytes:
    """Return what is signed: the attributes as they came, only the tag becomes SET (RFC 5652, 5.4)."""
    is_indefinite = signed.raw[1] == 0x80
    return der.encode(der.SET, signed.body) if is_indefinite else bytes((der.SET,)) + signed.raw[1:]


def encode(
    content_type: str,
    content: bytes | None,
    certificates: Iterable[bytes],
    signers: Iterable[bytes],
    digest_algorithms: Iterable[bytes],
    *,
    lists: Iterable[bytes] = (),
) -> bytes:
    """Return a SignedData file of encoded parts; ``lists`` are the elements of its revocation field."""
    bag, infos, found = dict.fromkeys(certificates), list(signers), list(lists)
    by_key = any(der.parse(info, ber=True).children[0].small() == 3 for info in infos)
    version = 3 if by_key or content_type != oids.DATA else 1
    signed_data = der.sequence(
        # RFC 5652, 5.1: five when other forms of revocation information are there.
        der.integer(5 if any(one[0] == 0xA1 for one in found) else version),
        der.set_of(dict.fromkeys(digest_algorithms)),
        der.sequence(
            der.oid(content_type), *(() if content is None else (der.context(0, der.octet_string(content)),))
        ),
        *((der.context(0, *bag),) if bag else ()),
        *((der.context(1, *found),) if found else ()),
        der.set_of(infos),
    )
    return der.sequence(der.oid(oids.SIGNED_DATA), der.context(0, signed_data))
