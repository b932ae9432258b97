"""Files made to deceive: by what surrounds the signature or stands beside the signed."""

import re
import zipfile
from base64 import b64encode
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

import kep
from kep import asic, der, dstu4145, keys, oids
from kep.authority import Authority, Kind, Subject
from kep.authority_profile import extension
from kep.cert import parse_certificate
from kep.curves import BY_DEGREE
from kep.digests import digest, hash_algorithm, naming_digest
from kep.xades_signing import sign_document, sign_files
from kep.xmlsig import DS, EXCLUSIVE, canonical
from tests.kep.forge import CONTENT as FORGED
from tests.kep.forge import Forgery, attribute

CONTENT = "Рахунок № 9".encode()
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def trusting(centre) -> kep.TrustStore:
    return kep.TrustStore([centre.root])


@pytest.fixture(scope="module")
def petro(centre, noon):
    return centre.issue(Subject(name="Петро", rnokpp="3184710691"), at=noon, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def told(trusting, noon):
    """Return how a file is judged: its status and the codes of the reasons."""

    def judge(data: bytes, content: bytes | None = None) -> tuple[str, list[str]]:
        report = kep.verify(data, content, trust=trusting, at=noon)
        return report.status, [reason.code for signer in report.signers for reason in signer.reasons]

    return judge


# What surrounds a signature.


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        b"PK\x03\x04 no archive",
        b"<Invoice/>",
        b"-----BEGIN CMS-----\nMIIB\n-----END CMS-----\n",
        b"TUlJQg==",
        b"",
    ],
    ids=["pdf", "zip", "xml", "pem", "base64", "empty"],
)
def test_an_attached_signature_is_told_by_itself_and_not_by_what_it_carries(petro, noon, told, content):
    signature = kep.sign(content, petro.key, at=noon, detached=False)
    for data in (signature, b64encode(signature), _armoured(signature)):
        assert told(data) == ("valid", [])
        assert told(data, content) == ("valid", [])
        assert told(data, content + b"!") == ("invalid", ["content_differs"])


def _armoured(signature: bytes) -> bytes:
    return b"-----BEGIN CMS-----\n" + b64encode(signature) + b"\n-----END CMS-----\n"


def test_armour_is_alone_in_its_file(petro, noon, told):
    armoured = _armoured(kep.sign(CONTENT, petro.key, at=noon))
    assert told(b"\xef\xbb\xbf\r\n" + armoured, CONTENT) == ("valid", [])
    for data in (b"read me\n" + armoured, armoured + b"read me\n", armoured * 2, armoured[:-20]):
        with pytest.raises(kep.BadSignatureFile):
            told(data, CONTENT)


@pytest.mark.parametrize("length", ["indefinite", "long"])
def test_what_is_written_in_ber_is_read_and_its_tail_is_noticed(petro, noon, told, length):
    signature = der.parse(kep.sign(CONTENT, petro.key, at=noon, detached=False))
    inner = signature.children[1].only()
    if length == "long":
        wide = b"\x30\x84" + len(inner.body).to_bytes(4, "big") + inner.body
        whole = der.sequence(signature.children[0].raw, der.context(0, wide))
        assert told(whole + b"\0\0") == ("invalid", ["trailing_bytes"])
    else:
        whole = b"\x30\x80" + signature.children[0].raw + b"\xa0\x80\x30\x80" + inner.body + bytes(6)
        assert told(whole + b"\0\0") == ("invalid", ["trailing_bytes"])
        with pytest.raises(kep.BadSignatureFile):
            told(whole[:-2])
    assert told(whole) == ("valid", [])


def test_a_field_too_many_is_refused_at_every_level(petro, noon, told):
    def levels(node: der.Node, path: tuple[int, ...] = ()):
        if node.tag in (der.SEQUENCE, der.SET, 0xA0) and path[:4] != (1, 0, 3, 0):
            yield path
            for index, child in enumerate(node.children):
                yield from levels(child, (*path, index))

    def with_more(node: der.Node, path: tuple[int, ...]) -> bytes:
        if not path:
            return der.encode(node.tag, node.body, der.null())
        children = [child.raw for child in node.children]
        children[path[0]] = with_more(node.children[path[0]], path[1:])
        return der.encode(node.tag, *children)

    signature = der.parse(kep.sign(CONTENT, petro.key, at=noon, detached=False))
    outcomes = []
    for path in levels(signature):
        try:
            outcomes.append((path, told(with_more(signature, path))[0]))
        except kep.BadSignatureFile:
            outcomes.append((path, "unreadable"))
    assert len(outcomes) > 30
    # What is added is a NULL, which the parameters of an algorithm may be.
    algorithms = [(1, 0, 1, 0), (1, 0, 4, 0, 2), (1, 0, 4, 0, 4)]
    assert [path for path, outcome in outcomes if outcome == "valid"] == algorithms


# Attributes that bind less than they seem to.


@pytest.fixture(scope="module")
def bound(olena, authority, noon):
    """Return how a file is judged whose reference to the certificate has these identifiers."""
    trusting = kep.TrustStore([authority.root])

    def judge(*identifiers: bytes) -> list[str]:
        reference = attribute(oids.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(*identifiers)))
        without = frozenset({oids.SIGNING_CERTIFICATE_V2})
        forged = Forgery(olena, without=without, extra_attributes=(reference,)).bytes()
        (signer,) = kep.verify(forged, FORGED, trust=trusting, at=noon).signers
        return [reason.code for reason in signer.reasons]

    return judge


def test_the_reference_to_the_certificate_binds_in_all_that_it_says(olena, seal, bound):
    certificate, other = parse_certificate(olena.certificate), parse_certificate(seal.certificate)
    own = digest("sha256", olena.certificate)

    def identifier(octets: bytes, *issuer_serial: bytes, algorithm: bytes = b"") -> bytes:
        return der.sequence(algorithm, der.octet_string(octets), *issuer_serial)

    def named(issuer: bytes, serial: bytes) -> bytes:
        return der.sequence(der.sequence(der.encode(0xA4, issuer)), der.encode(der.INTEGER, serial))

    ours = named(certificate.issuer_raw, certificate.serial)
    assert bound(identifier(own)) == bound(identifier(own, ours)) == []
    assert bound(identifier(own, ours), identifier(digest("sha256", other.der))) == []
    mismatch = ["signing_certificate_mismatch"]
    assert bound(identifier(b"")) == bound(identifier(own[:16])) == bound(identifier(own + b"\0")) == mismatch
    assert bound(identifier(own, named(certificate.issuer_raw, other.serial))) == mismatch
    assert bound(identifier(own, named(certificate.subject_raw, certificate.serial))) == mismatch
    assert bound(identifier(digest("sha256", other.der)), identifier(own)) == mismatch
    assert bound() == bound(identifier(own, ours, der.null())) == ["malformed"]
    sha_1 = naming_digest("sha1", olena.certificate)
    assert bound(identifier(sha_1, algorithm=hash_algorithm("sha1"))) == ["algorithm_weak"]
    assert bound(identifier(own, algorithm=der.sequence(der.oid("1.2.3")))) == ["algorithm_unknown"]


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (oids.SIGNING_TIME, (der.null(),), "malformed"),
        (oids.SIGNING_TIME, (der.encode(der.UTC_TIME, b"261399000000Z"),), "malformed"),
        (oids.SIGNING_TIME, (), "attribute_repeated"),
        ("1.2.3", (der.null(),), None),
    ],
    ids=["no time", "no date", "no value", "unknown"],
)
def test_a_signed_attribute_that_is_read_must_be_readable(olena, trust, noon, kind, values, code):
    forged = Forgery(olena, extra_attributes=(attribute(kind, *values),)).bytes()
    (signer,) = kep.verify(forged, FORGED, trust=trust, at=noon).signers
    assert [reason.code for reason in signer.reasons] == ([code] if code else [])


def test_without_signed_attributes_nothing_binds_the_certificate(olena, trust, noon):
    signature = der.parse(Forgery(olena).bytes())
    signed_data = signature.children[1].only()
    version, name, digest_algorithm, _, algorithm, _ = signed_data.children[-1].only().children
    for attributes, signed in ((b"", FORGED), (der.context(0), b"\x31\x00")):
        value = der.octet_string(olena.key.sign(signed))
        info = der.sequence(version.raw, name.raw, digest_algorithm.raw, attributes, algorithm.raw, value)
        bare = der.sequence(*(child.raw for child in signed_data.children[:-1]), der.set_of([info]))
        data = der.sequence(signature.children[0].raw, der.context(0, bare))
        (signer,) = kep.verify(data, FORGED, trust=trust, at=noon).signers
        assert (signer.status, signer.reasons[0].code) == ("invalid", "attributes_missing")


# DSTU 4145 signatures that begin as an OCTET STRING does.


def test_a_bare_signature_that_looks_wrapped_is_read_as_it_is():
    """One r in 65,536 begins with the tag and the length that an OCTET STRING of the rest would have."""
    curve = BY_DEGREE[163]
    key = dstu4145.PrivateKey(curve, 987654321, curve.base)
    size, data = curve.order_bytes, b"1"
    wrapped = bytes((der.OCTET_STRING, 2 * size - 2))
    halves = key.sign_with_nonce(digest("gost34311", data), 34_393)
    value = dstu4145.signature_to_bytes(curve, halves)
    assert value.startswith(wrapped)
    algorithm = keys.AlgorithmId(oids.DSTU_4145_LE, None)
    assert keys.verify(keys.encode_dstu_public(key.public), algorithm, data, value)


# Identity.


def test_other_directory_attributes_say_nothing_about_the_codes(authority, noon):
    birth = der.sequence(
        der.oid("1.3.6.1.5.5.7.9.1"), der.set_of([der.encode(der.GENERALIZED_TIME, b"19800101000000Z")])
    )
    code = der.sequence(der.oid(oids.DRFO_CODE), der.set_of([der.printable("3184710691")]))
    identity = _identity(
        authority, noon, [extension(oids.SUBJECT_DIRECTORY_ATTRIBUTES, der.sequence(birth, code))]
    )
    assert identity.rnokpp == "3184710691"


def test_two_codes_of_one_kind_in_the_name_name_nobody(authority, noon):
    def person(code: str) -> bytes:
        return der.set_of([der.sequence(der.oid(oids.SERIAL_NUMBER), der.printable(f"TINUA-{code}"))])

    assert _identity(authority, noon, [], der.sequence(person("3184710691"))).rnokpp == "3184710691"
    with pytest.raises(kep.BadCertificate, match="two different codes"):
        _identity(authority, noon, [], der.sequence(person("3184710691"), person("3184710692")))


def _identity(authority, noon, extensions: list[bytes], subject: bytes = b"\x30\x00") -> kep.Identity:
    key = Kind.ECDSA.generate().public_key
    validity = der.sequence(der.time(noon), der.time(noon))
    data = authority.sign_certificate(authority.certificate.subject_raw, validity, subject, key, extensions)
    return kep.cert.parse_certificate(data).identity


# What stands beside the signed in XML.


@pytest.fixture(scope="module")
def enveloped(petro, noon) -> bytes:
    return sign_document(b"<Invoice><Total>100</Total></Invoice>", petro.key, at=noon).partition(b"?>")[2]


@pytest.mark.parametrize("place", ["before", "after"])
def test_an_instruction_beside_a_signed_document_is_not_signed(enveloped, told, place):
    sheet = b"<?xml-stylesheet type='text/xsl' href='shows-900.xsl'?>"
    assert told(enveloped) == ("valid", [])
    changed = sheet + enveloped if place == "before" else enveloped + sheet
    assert told(changed) == ("invalid", ["reference_broken"])


def test_an_instruction_beside_a_document_is_signed_with_it(petro, noon, told):
    document = b"<?xml-stylesheet href='own.xsl'?><!-- c --><Invoice/>"
    signed = sign_document(document, petro.key, at=noon)
    assert b"own.xsl" in signed
    assert told(signed) == ("valid", [])
    assert told(signed, document) == ("valid", [])
    assert told(signed.replace(b"own.xsl", b"bad.xsl"))[0] == "invalid"


def test_a_signature_in_a_container_that_signs_no_file_is_refused(petro, noon, told):
    files = {"a.txt": b"one"}
    assert told(asic.pack(files, xml=sign_files(files, petro.key, at=noon))) == ("valid", [])
    status, codes = told(asic.pack(files, xml=sign_files({}, petro.key, at=noon)))
    assert (status, codes) == ("invalid", ["file_not_signed", "reference_forbidden"])


@pytest.fixture(scope="module")
def enveloping(petro, noon):
    """A maker of signatures that carry the document inside and are the root of their file."""

    def make(document: bytes) -> "etree._Element":
        alone = etree.fromstring(sign_files({}, petro.key, at=noon))[0]
        root = etree.fromstring(etree.tostring(alone))
        held = etree.fromstring(f'<Object xmlns="{DS}" Id="held">{b64encode(document).decode()}</Object>')
        root.append(held)
        info = root.find(f"{{{DS}}}SignedInfo")
        value = b64encode(digest("sha256", canonical(held, EXCLUSIVE))).decode()
        info.append(
            etree.fromstring(
                f'<Reference xmlns="{DS}" URI="#held"><Transforms><Transform Algorithm="{EXCLUSIVE}"/>'
                '</Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
                f"<DigestValue>{value}</DigestValue></Reference>"
            )
        )
        halves = decode_dss_signature(petro.key.sign(canonical(info, EXCLUSIVE), "sha256"))
        octets = b"".join(half.to_bytes(32, "big") for half in halves)
        root.find(f"{{{DS}}}SignatureValue").text = b64encode(octets).decode()
        return root

    return make


def test_an_object_inside_a_signature_that_is_not_signed_could_be_shown_for_the_signed(enveloping, told):
    sound = etree.tostring(enveloping(CONTENT))
    assert told(sound) == ("valid", [])
    assert told(sound, CONTENT) == ("valid", [])
    for other in (b"", b"other"):
        assert told(sound, other) == ("invalid", ["content_differs"])
    root = enveloping(CONTENT)
    root.append(etree.fromstring(f'<Object xmlns="{DS}">{b64encode(b"other").decode()}</Object>'))
    assert told(etree.tostring(root)) == ("invalid", ["reference_forbidden"])
    beside = enveloping(CONTENT)
    properties = beside.find(f"{{{DS}}}Object")
    etree.SubElement(properties, "other").text = "shown"
    assert told(etree.tostring(beside)) == ("invalid", ["reference_forbidden"])
    assert told(b"<?xml-stylesheet href='a.xsl'?>" + sound) == ("invalid", ["reference_forbidden"])


# Archives that say more to one program than to another.


@pytest.fixture(scope="module")
def archive(petro, noon) -> bytes:
    return asic.pack({"a.txt": CONTENT}, cms=kep.sign(CONTENT, petro.key, at=noon))


def test_bytes_of_no_file_are_refused(archive, told):
    hidden = BytesIO()
    with zipfile.ZipFile(hidden, "w") as other:
        other.writestr("b.txt", b"hidden")
    (stray,) = [hidden.getvalue()[: hidden.getvalue().index(b"PK\x01\x02")]]
    assert told(archive) == ("valid", [])
    for data in (
        archive + b"\0",
        archive + archive,
        stray + archive,
        archive[:-22] + b"PK\x05\x05" + archive[-22:],
        archive[:-2] + b"\1\0",
    ):
        with pytest.raises(kep.BadSignatureFile):
            told(data)


def test_an_archive_written_in_one_go_and_one_with_a_comment_are_read(archive, told):
    class OneWay(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    for target, comment in ((OneWay(), b""), (BytesIO(), b"made by a service")):
        with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
            new.comment = comment
        assert told(target.getvalue()) == ("valid", [])


def test_a_manifest_says_what_is_signed_and_all_of_it(petro, noon, told):
    files = {"a.txt": b"one", "b.txt": b"two"}
    listed = asic.manifest(files)

    def container(manifest: bytes, **more: bytes) -> bytes:
        signed = asic.pack(files, cms=kep.sign(manifest, petro.key, at=noon), manifest=manifest)
        target = BytesIO(signed)
        with zipfile.ZipFile(target, "a") as archive:
            for name, content in more.items():
                archive.writestr(f"META-INF/{name}.xml", content)
        return target.getvalue()

    assert told(container(listed)) == ("valid", [])
    assert told(container(asic.manifest({"a.txt": b"one"}))) == ("invalid", ["file_not_signed"])
    broken = ("invalid", ["reference_broken", "file_not_signed"])
    for uri in (b"c.txt", b"", b"a.txt", b"..%2Fb.txt", b"META-INF/signature001.p7s", b"mimetype"):
        assert told(container(listed.replace(b'URI="b.txt"', b'URI="' + uri + b'"'))) == broken
    assert told(container(re.sub(rb"(.*<ds:DigestValue>)[^<]+", rb"\1", listed))) == broken
    assert told(container(re.sub(rb"(.*<ds:DigestValue>)[^<]+", rb"\1MQ==", listed))) == broken
    # Of two manifests of one signature readers could believe either.
    status, codes = told(container(listed, ASiCManifest000=asic.manifest({"a.txt": b"other"})))
    assert (status, codes[0]) == ("invalid", "reference_forbidden")
    with pytest.raises(kep.BadSignatureFile):
        told(container(b"<!DOCTYPE a>" + listed.partition(b"?>")[2]))


@pytest.mark.parametrize(
    "name", ["../a.txt", "/a.txt", "a/../../b.txt", "\\a.txt", "..\\a.txt", "c:\\a.txt", ""]
)
def test_a_name_that_leads_out_of_the_container_is_refused(petro, noon, told, name):
    with pytest.raises(kep.BadSignatureFile):
        told(asic.pack({name: CONTENT}, cms=kep.sign(CONTENT, petro.key, at=noon)))
