"""What lies inside a signature file: what counts for signed, and what only lies there."""

from base64 import b64encode

import pytest

import kep
from kep.authority import Authority, Issued, Kind, Subject
from kep.xades_signing import sign_document
from tests.kep.enveloping import enveloping


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def trusting(centre) -> kep.TrustStore:
    return kep.TrustStore([centre.root])


@pytest.fixture(scope="module")
def petro(centre, noon) -> Issued:
    return centre.issue(Subject(name="Петро", rnokpp="3184710691"), at=noon, kind=Kind.ECDSA)


def told(data, trusting, noon, content=None) -> tuple[str, list[str]]:
    report = kep.verify(data, content, trust=trusting, at=noon)
    return report.status, [reason.code for signer in report.signers for reason in signer.reasons]


def test_an_enveloping_signature_is_of_what_it_refers_to_and_of_nothing_else(petro, trusting, noon):
    xml = enveloping({"one": b"annex"}, petro.key, at=noon)
    assert told(xml, trusting, noon, b"annex") == ("valid", [])
    assert told(xml, trusting, noon, b"other") == ("invalid", ["content_differs"])
    assert told(xml, trusting, noon) == ("valid", [])


def test_an_object_that_is_not_signed_is_refused_whatever_it_holds(petro, trusting, noon):
    xml = enveloping({"one": b"annex"}, petro.key, at=noon, unsigned={"two": b"x"})
    for other in (b64encode(b"x"), b"no base64!", b"<x/>"):
        changed = xml.replace(b64encode(b"x"), other)
        assert told(changed, trusting, noon, b"annex") == ("invalid", ["reference_forbidden"])
    broken = xml.replace(b64encode(b"annex"), b"no base64!")
    assert told(broken, trusting, noon, b"annex")[1] == ["content_differs", "reference_broken"]
    twice = xml.replace(b'Id="two"', b'Id="one"')
    assert "reference_forbidden" in told(twice, trusting, noon, b"annex")[1]


def test_a_cms_with_a_pdf_inside_is_no_pdf(petro, trusting, noon):
    picture = b"%PDF-1.7\n%%EOF"
    attached = kep.sign(picture, petro.key, at=noon, detached=False)
    report = kep.verify(attached, None, trust=trusting, at=noon)
    assert (report.kind, report.status, report.content) == ("CAdES", "valid", picture)


def test_xml_without_a_canonical_form_is_told_as_malformed(petro, trusting, noon):
    document = b'<Invoice xmlns="urn:invoice"><Total>1</Total></Invoice>'
    broken = sign_document(document, petro.key, at=noon).replace(b'xmlns="urn:invoice"', b'xmlns="invoice"')
    assert told(broken, trusting, noon, document)[1] == ["content_differs", "malformed"]
    relative = document.replace(b"urn:", b"")
    assert told(sign_document(document, petro.key, at=noon), trusting, noon, relative)[1] == [
        "content_differs"
    ]
