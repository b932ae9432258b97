"""Signatures in ASiC containers and in XML: what holds, and every way to deceive that was thought of."""

import zipfile
from base64 import b64encode
from contextlib import nullcontext
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from lxml import etree

import kep
from kep import asic, xmlsig
from kep.authority import Authority, Kind, Profile, Subject
from kep.authority_answers import time_stamp
from kep.digests import digest, imprint
from kep.reasons import Refused
from kep.xades import XADES
from kep.xades_signing import sign_document, sign_files
from kep.xmlsig import DS

FILES = {"рахунок №1.xml": "<Рахунок/>".encode(), "додаток.txt": b"annex"}
DOCUMENT = b'<Invoice xmlns="urn:invoice" xml:lang="uk"><!-- one --><Total>100</Total></Invoice>'
XML_KINDS = list(Kind)


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
def enveloped(petro, noon) -> bytes:
    return sign_document(DOCUMENT, petro.key, at=noon)


@pytest.fixture(scope="module")
def container(petro, noon) -> bytes:
    listed = asic.manifest(FILES)
    return asic.pack(FILES, cms=kep.sign(listed, petro.key, at=noon), manifest=listed)


def told(data, trusting, noon, content=None) -> tuple[str, list[str]]:
    report = kep.verify(data, content, trust=trusting, at=noon)
    return report.status, [reason.code for signer in report.signers for reason in signer.reasons]


def repacked(container: bytes, change=None, *, extra=(), without=()) -> bytes:
    """Return the container with entries changed, added or left out."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(container)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name not in without:
                content = old.read(name)
                new.writestr(name, change(name, content) if change else content)
        for name, content in extra:
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("kind", XML_KINDS)
def test_every_kind_of_key_signs_every_form(centre, trusting, noon, kind):
    holder = centre.issue(Subject(name="Ольга"), at=noon, kind=kind)
    listed = asic.manifest(FILES, hash_name=holder.hash_name)

    def cms(content: bytes) -> bytes:
        return kep.sign(content, holder.key, at=noon, hash_name=holder.hash_name)

    xml = sign_files(FILES, holder.key, at=noon, hash_name=holder.hash_name)
    document = sign_document(DOCUMENT, holder.key, at=noon, hash_name=holder.hash_name)
    for data, form, covers in (
        (asic.pack(FILES, cms=cms(listed), manifest=listed), "ASiC-E", tuple(FILES)),
        (asic.pack({"a": b"one"}, cms=cms(b"one")), "ASiC-S", ("a",)),
        (asic.pack(FILES, xml=xml), "ASiC-E", tuple(FILES)),
        (document, "XAdES", ()),
    ):
        report = kep.verify(data, trust=trusting, at=noon)
        (signer,) = report.signers
        assert (report.status, report.kind, signer.covers) == ("valid", form, covers)
        assert (signer.signing_time, signer.identity.name, signer.level) == (noon, "Ольга", "BES")


def test_equal_input_gives_an_equal_container():
    assert asic.pack({"a": b"1"}, cms=b"2") == asic.pack({"a": b"1"}, cms=b"2")
    with pytest.raises(ValueError, match="exactly one file"):
        asic.pack(FILES, cms=b"2")
    with pytest.raises(ValueError, match="one signature"):
        asic.pack(FILES)


def test_the_content_that_is_asked_for_must_be_inside(container, trusting, noon):
    content = FILES["додаток.txt"]
    assert told(container, trusting, noon, content) == ("valid", [])
    assert told(container, trusting, noon, b"other") == ("invalid", ["content_differs"])


@pytest.mark.parametrize("name", [*FILES, "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"])
def test_a_changed_file_of_a_container_is_noticed(container, trusting, noon, name):
    def change(entry: str, content: bytes) -> bytes:
        return content[:-1] + bytes([content[-1] ^ 1]) if entry == name else content

    try:
        status, _ = told(repacked(container, change), trusting, noon)
    except kep.BadSignatureFile:
        return
    assert status == "invalid"


def test_a_file_that_nobody_signed_is_noticed(container, trusting, noon):
    more = repacked(container, extra=[("ще.txt", b"unsigned")])
    assert told(more, trusting, noon) == ("invalid", ["file_not_signed"])
    fewer = repacked(container, without=["додаток.txt"])
    assert told(fewer, trusting, noon)[1] == ["reference_broken", "file_not_signed"]
    loose = repacked(container, without=["META-INF/ASiCManifest001.xml"])
    assert told(loose, trusting, noon)[0] == "invalid"


@pytest.mark.parametrize(
    "extra",
    [
        ("../escape.txt", b"x"),
        ("/absolute.txt", b"x"),
        ("додаток.txt", b"second of one name"),
        ("bomb", bytes(64 * 1024 * 1024)),
    ],
    ids=["up", "absolute", "twice", "bomb"],
)
def test_a_container_that_no_honest_program_makes_is_not_opened(container, trusting, noon, extra):
    target = BytesIO(container)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        # The library of Python itself warns of a second file of one name.
        twice = pytest.warns(UserWarning, match="Duplicate") if extra[0] in FILES else nullcontext()
        with twice:
            archive.writestr(*extra)
    with pytest.raises(kep.BadSignatureFile):
        kep.verify(target.getvalue(), trust=trusting, at=noon)


def test_a_container_without_a_signature_is_unreadable(trusting, noon):
    for data in (
        b"PK\x03\x04",
        repacked(asic.pack({"a": b"1"}, cms=b"2"), without=["META-INF/signature.p7s"]),
    ):
        with pytest.raises(kep.BadSignatureFile):
            kep.verify(data, trust=trusting, at=noon)


def test_an_enveloped_signature_holds_and_its_document_is_recognised(enveloped, trusting, noon):
    assert told(enveloped, trusting, noon) == ("valid", [])
    assert told(enveloped, trusting, noon, DOCUMENT) == ("valid", [])
    assert told(enveloped, trusting, noon, enveloped) == ("valid", [])
    assert told(enveloped, trusting, noon, b"<Invoice/>") == ("invalid", ["content_differs"])
    assert told(enveloped, trusting, noon, b"no XML") == ("invalid", ["content_differs"])


def test_a_changed_document_or_property_is_noticed(enveloped, trusting, noon):
    assert told(enveloped.replace(b">100<", b">900<"), trusting, noon)[1] == ["reference_broken"]
    assert told(enveloped.replace(b"T12:00:00", b"T13:00:00"), trusting, noon)[1] == ["reference_broken"]
    start = enveloped.index(b"<ds:SignatureValue>") + len(b"<ds:SignatureValue>")
    digit = b"A" if enveloped[start : start + 1] != b"A" else b"B"
    forged = enveloped[:start] + digit + enveloped[start + 1 :]
    assert told(forged, trusting, noon) == ("invalid", ["signature_wrong"])


def test_a_comment_changes_nothing_that_is_signed(enveloped, trusting, noon):
    assert told(enveloped.replace(b"<!-- one -->", b""), trusting, noon) == ("valid", [])


def test_a_detached_signature_is_of_the_given_file(petro, trusting, noon):
    xml = sign_files({"додаток.txt": b"annex"}, petro.key, at=noon)
    assert told(xml, trusting, noon, b"annex") == ("valid", [])
    assert told(xml, trusting, noon, b"other") == ("invalid", ["reference_broken"])
    assert told(xml, trusting, noon) == ("indeterminate", ["content_missing"])


def root_of(data: bytes):
    return etree.fromstring(data)


def signature_of(root):
    return root.find(f".//{{{DS}}}Signature")


def test_wrapping_the_signed_document_into_another_is_refused(enveloped, trusting, noon):
    """The classical attack: the signed part is kept somewhere, and the reader sees something else."""
    signed = root_of(enveloped)
    other = etree.fromstring(b'<Invoice xmlns="urn:invoice"><Total>900</Total></Invoice>')
    other.append(signed)
    assert told(etree.tostring(other), trusting, noon)[0] == "invalid"
    moved = etree.fromstring(b'<Invoice xmlns="urn:invoice"><Total>900</Total></Invoice>')
    moved.append(signature_of(root_of(enveloped)))
    assert told(etree.tostring(moved), trusting, noon)[1] == ["reference_broken"]


@pytest.fixture(scope="module")
def forge(petro, noon):
    """A maker of enveloped signatures, truly signed, with references of one's choice."""

    def make(references, document=DOCUMENT, change=None) -> bytes:
        root = etree.fromstring(document)
        draft = sign_document(etree.tostring(root), petro.key, at=noon)
        whole = etree.fromstring(draft)
        signature = signature_of(whole)
        signed_info = signature.find(f"{{{DS}}}SignedInfo")
        own = next(r for r in signed_info.findall(f"{{{DS}}}Reference") if r.get("Type"))
        for reference in signed_info.findall(f"{{{DS}}}Reference"):
            if reference is not own:
                signed_info.remove(reference)
        for index, xml in enumerate(references):
            signed_info.insert(2 + index, etree.fromstring(xml))
        if change is not None:
            change(whole, signature)
        data = xmlsig.canonical(signed_info, xmlsig.EXCLUSIVE)
        value = petro.key.sign(data, "sha256")
        halves = b"".join(half.to_bytes(32, "big") for half in decode_dss_signature(value))
        signature.find(f"{{{DS}}}SignatureValue").text = b64encode(halves).decode()
        return etree.tostring(whole)

    return make


def reference(uri, data, *transforms) -> str:
    listed = "".join(f'<Transform Algorithm="{name}"/>' for name in transforms)
    value = b64encode(digest("sha256", data)).decode()
    return (
        f'<Reference xmlns="{DS}" URI="{uri}">'
        + (f"<Transforms>{listed}</Transforms>" if listed else "")
        + '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        + f"<DigestValue>{value}</DigestValue></Reference>"
    )


WHOLE = xmlsig.canonical(etree.fromstring(DOCUMENT), xmlsig.EXCLUSIVE)


def test_the_forge_makes_sound_signatures_too(forge, trusting, noon):
    sound = forge([reference("", WHOLE, xmlsig.ENVELOPED, xmlsig.EXCLUSIVE)])
    assert told(sound, trusting, noon) == ("valid", [])


XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"


@pytest.mark.parametrize(
    ("references", "code"),
    [
        ([reference("", WHOLE, xmlsig.ENVELOPED, XPATH)], "reference_forbidden"),
        (
            [reference("", WHOLE, xmlsig.ENVELOPED, "http://www.w3.org/TR/1999/REC-xslt-19991116")],
            "reference_forbidden",
        ),
        ([reference("", WHOLE, xmlsig.EXCLUSIVE, xmlsig.ENVELOPED)], "reference_forbidden"),
        ([reference("", WHOLE, xmlsig.EXCLUSIVE)], "reference_broken"),
        ([reference("#xpointer(/)", WHOLE, xmlsig.ENVELOPED)], "reference_broken"),
        ([reference("http://127.0.0.1/secret", b"")], "content_missing"),
        ([reference("file:///etc/hostname", b"")], "content_missing"),
        ([], "reference_forbidden"),
    ],
    ids=["xpath", "xslt", "order", "not enveloped", "xpointer", "http", "file", "nothing but properties"],
)
def test_a_reference_of_a_forbidden_kind_is_refused(forge, trusting, noon, references, code):
    status, codes = told(forge(references), trusting, noon)
    assert status != "valid"
    assert codes == [code]


def test_a_part_of_the_document_is_not_the_document(forge, trusting, noon):
    document = b'<Invoice xmlns="urn:invoice"><Total Id="total">100</Total></Invoice>'
    part = xmlsig.canonical(etree.fromstring(document)[0], xmlsig.EXCLUSIVE)
    signed = forge([reference("#total", part, xmlsig.EXCLUSIVE)], document)
    assert told(signed, trusting, noon) == ("invalid", ["reference_forbidden"])


def test_an_identifier_that_stands_twice_is_refused(forge, trusting, noon):
    document = b'<Invoice xmlns="urn:invoice" Id="a"><Total ID="a">100</Total></Invoice>'
    whole = xmlsig.canonical(etree.fromstring(document), xmlsig.EXCLUSIVE)
    signed = forge([reference("#a", whole, xmlsig.ENVELOPED, xmlsig.EXCLUSIVE)], document)
    assert told(signed, trusting, noon) == ("invalid", ["reference_forbidden"])


def x(name: str) -> str:
    return f"{{{XADES}}}{name}"


def test_a_signature_must_bind_its_certificate(forge, centre, trusting, noon):
    whole = [reference("", WHOLE, xmlsig.ENVELOPED, xmlsig.EXCLUSIVE)]

    def without_properties(_, signature) -> None:
        signature.remove(signature.find(f"{{{DS}}}Object"))

    def of_another(_, signature) -> None:
        other = centre.issue(Subject(name="Інша"), at=noon, kind=Kind.ECDSA)
        value = signature.find(f".//{x('CertDigest')}/{{{DS}}}DigestValue")
        value.text = b64encode(digest("sha256", other.certificate)).decode()

    def unreferenced(_, signature) -> None:
        info = signature.find(f"{{{DS}}}SignedInfo")
        info.remove(next(r for r in info if r.get("Type")))

    for change, code in (
        (without_properties, "signing_certificate_missing"),
        (of_another, "signing_certificate_mismatch"),
        (unreferenced, "signing_certificate_missing"),
    ):
        assert told(forge(whole, change=change), trusting, noon) == ("invalid", [code])


def test_only_known_methods_count(forge, trusting, noon):
    whole = [reference("", WHOLE, xmlsig.ENVELOPED, xmlsig.EXCLUSIVE)]

    def method(name: str):
        def change(_, signature) -> None:
            signature.find(f".//{{{DS}}}SignatureMethod").set("Algorithm", name)

        return change

    for name, expected in (
        (f"{DS}rsa-sha1", ("indeterminate", ["algorithm_unknown"])),
        (f"{DS}hmac-sha1", ("indeterminate", ["algorithm_unknown"])),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", ("invalid", ["key_bad"])),
    ):
        assert told(forge(whole, change=method(name)), trusting, noon) == expected


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
        b"<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'><a/>",
        b"<a>",
        b"<a/>",
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
    ],
    ids=["xxe", "entities", "external", "unfinished", "unsigned", "deep", "charset"],
)
def test_a_dangerous_or_unsigned_document_is_unreadable(document, trusting, noon):
    with pytest.raises(kep.BadSignatureFile):
        kep.verify(document, trust=trusting, at=noon)


def test_a_stamp_in_xml_is_of_the_canonical_value(enveloped, centre, trusting, noon):
    stamps = centre.issue(Subject(name="Позначки"), at=noon, kind=Kind.ECDSA, profile=Profile.TIME_STAMPS)
    whole = etree.fromstring(enveloped)
    signature = signature_of(whole)
    value = xmlsig.canonical(signature.find(f"{{{DS}}}SignatureValue"), xmlsig.EXCLUSIVE)

    def stamped(data: bytes) -> bytes:
        root = etree.fromstring(enveloped)
        qualifying = root.find(f".//{x('QualifyingProperties')}")
        unsigned = etree.SubElement(qualifying, x("UnsignedProperties"))
        stamp = etree.SubElement(
            etree.SubElement(unsigned, x("UnsignedSignatureProperties")), x("SignatureTimeStamp")
        )
        etree.SubElement(stamp, f"{{{DS}}}CanonicalizationMethod", Algorithm=xmlsig.EXCLUSIVE)
        token = time_stamp(stamps, imprint(data, "sha256"), at=noon)
        etree.SubElement(stamp, x("EncapsulatedTimeStamp")).text = b64encode(token).decode()
        return etree.tostring(root)

    (signer,) = kep.verify(stamped(value), trust=trusting, at=noon.replace(year=2036)).signers
    assert (signer.status, signer.level, signer.proven_time) == ("valid", "T", noon)
    (wrong,) = kep.verify(stamped(b"other"), trust=trusting, at=noon).signers
    assert [reason.code for reason in wrong.reasons] == ["timestamp_broken"]


def test_canonical_forms_take_over_what_the_standard_says():
    root = etree.fromstring(
        b'<a:r xmlns:a="urn:a" xmlns:b="urn:b" xml:lang="uk"><a:x><!--c-->t</a:x> tail</a:r>'
    )
    inclusive = b'<a:x xmlns:a="urn:a" xmlns:b="urn:b" xml:lang="uk">t</a:x>'
    assert xmlsig.canonical(root[0], "http://www.w3.org/TR/2001/REC-xml-c14n-20010315") == inclusive
    assert xmlsig.canonical(root[0], xmlsig.EXCLUSIVE) == b'<a:x xmlns:a="urn:a">t</a:x>'
    assert root[0].attrib == {}
    with pytest.raises(Refused):
        xmlsig.canonical(root, XPATH)


@pytest.mark.parametrize("armour", ["pem", "base64"])
def test_an_armoured_cms_is_read(petro, trusting, noon, armour):
    signature = kep.sign(b"data", petro.key, at=noon)
    text = b64encode(signature)
    data = b"-----BEGIN CMS-----\n" + text + b"\n-----END CMS-----\n" if armour == "pem" else text + b"\r\n"
    assert told(data, trusting, noon, b"data") == ("valid", [])
