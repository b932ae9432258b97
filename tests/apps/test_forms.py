"""Signature files of every form: the same rule for each, one signer and exactly these bytes."""

from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import kep
from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import BadSignature, confirm, sign
from kasssa.apps.signing.forms import Form
from kasssa.core.acts import Act
from kasssa.core.lifecycle import State
from kep import asic
from kep.xades_signing import sign_files
from tests import proofs
from tests.apps.traces import refused
from tests.cast import issued, settle
from tests.kep.enveloping import enveloping

EVERY_FORM = pytest.mark.parametrize(("form", "make"), proofs.FORMS.values(), ids=proofs.FORMS)
# What carries the signed bytes inside.
CARRIERS = ("CAdES attached", "ASiC-S", "ASiC-E with CAdES", "ASiC-E with XAdES")
EVERY_CARRIER = pytest.mark.parametrize("make", [proofs.FORMS[name][1] for name in CARRIERS], ids=CARRIERS)


@pytest.fixture
def document_id(olena, petro, noon):
    """An issued document that Olena has not signed."""
    return issued(olena, petro, noon)


@pytest.fixture
def content(document_id, olena):
    """The bytes to be signed."""
    return queries.content(document_id, by=olena.actor)


@pytest.fixture
def refuse(document_id, olena, noon):
    """Try to sign by a file, and see for which reason it is refused and that nothing came of it."""

    def refuse(reason, proof):
        with refused(BadSignature) as caught:
            sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
        assert caught.value.reason == reason
        return caught.value

    return refuse


@EVERY_FORM
def test_it_is_taken_kept_as_it_came_and_judged_again(form, make, document_id, content, olena, noon):
    proof = make(content, olena.key, noon)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.SIGNED
    (kept,) = signing.signatures(document_id, by=olena.actor)
    file = signing.received(kept.id, by=olena.actor)
    assert (file.content, file.form, kept.form) == (proof, form, form)
    assert signing.verdict(kept.id, by=olena.actor) is kep.Status.VALID
    settle()
    assert signing.verdict(kept.id, by=olena.actor) is kep.Status.VALID
    (checked,) = signing.checks(document_id, by=olena.actor)
    assert (checked.signature.status, checked.indication) == ("valid", "TOTAL-PASSED")


@EVERY_FORM
def test_it_proves_an_organisation_too(form, make, olena, noon):
    confirm(proof=make(signing.challenge(by=olena.actor), olena.key, noon), by=olena.actor, at=noon)


@EVERY_FORM
def test_it_signs_a_person_in_too(form, make, olena, noon):
    challenge = signing.login_challenge("localhost", "таємниця", at=noon)
    known = signing.recognise(make(challenge, olena.key, noon), challenge, at=noon)
    assert known.person_id == olena.actor.person_id


@EVERY_FORM
def test_one_of_other_bytes_is_refused(form, make, content, olena, noon, refuse):
    name = next(name for name, known in proofs.FORMS.items() if known == (form, make))
    for other in (content + b"\n", content.replace(b"2026/0001", b"2026/0002")):
        refuse("KSA-SIG-10" if name in CARRIERS else "KSA-SIG-02", make(other, olena.key, noon))


@EVERY_CARRIER
def test_it_is_said_which_other_bytes_are_inside(make, content, olena, noon, refuse):
    other = content + b"\n"
    error = refuse("KSA-SIG-10", make(other, olena.key, noon))
    name = "" if make is proofs.attached else proofs.NAME
    inside, wanted = sha256(other).hexdigest(), sha256(content).hexdigest()
    assert error.detail("en") == (
        f"Inside is {name or 'a file'}: SHA-256 {inside}, while the document has {wanted}."
    )
    assert error.detail("uk") == f"Усередині {name or 'файл'}: SHA-256 {inside}, а документ має {wanted}."


@EVERY_CARRIER
def test_a_picture_of_the_document_inside_is_called_so(make, olena, noon, refuse):
    refuse("KSA-SIG-11", make(b"%PDF-1.7 picture", olena.key, noon))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"\n\n%PDF-2.0 signed by somebody"])
def test_a_pdf_is_refused_whatever_is_in_it(data, refuse):
    refuse("KSA-SIG-11", data)


def test_a_signature_inside_the_xml_is_not_of_its_bytes(content, olena, noon, refuse):
    error = refuse("KSA-SIG-10", proofs.xades_enveloped(content, olena.key, noon))
    assert error.detail("en") == (
        "The signature stands inside the XML and is of what it means, not of the bytes of the file."
    )


def test_a_container_with_anything_beside_the_document_is_refused(content, olena, noon, refuse):
    both = {proofs.NAME: content, "умови.txt": b"terms"}
    for proof in (
        proofs.asic_e_cades_of(both, olena.key, noon),
        asic.pack(both, xml=sign_files(both, olena.key, at=noon)),
        with_entry(proofs.asic_s(content, olena.key, noon), "умови.txt", b"unsigned terms"),
        with_entry(proofs.asic_e_xades(content, olena.key, noon), "умови.txt", b"unsigned terms"),
    ):
        assert refuse("KSA-SIG-12", proof).detail("uk") == f"{proofs.NAME}, умови.txt"


@pytest.mark.parametrize("name", ["mimetype.txt", "meta-inf/x", "META-INF.txt", "тека/рахунок.xml"])
def test_a_file_beside_the_document_is_one_whatever_its_name(name, content, olena, noon, refuse):
    both = {proofs.NAME: content, name: b"terms"}
    refuse("KSA-SIG-12", proofs.asic_e_cades_of(both, olena.key, noon))


def test_a_file_without_a_name_is_one_too(content, olena, noon, refuse):
    container = proofs.asic_s(content, olena.key, noon)
    nameless = bytearray(with_entry(container, "x", b"terms"))
    directory = nameless.index(b"PK\x01\x02", nameless.rindex(b"META-INF/signature.p7s"))
    nameless[directory + 28 : directory + 30] = bytes(2)  # the length of the name
    nameless[directory + 30 : directory + 32] = b"\x01\x00"  # its letter becomes an extra field
    assert refuse("KSA-SIG-12", bytes(nameless)).detail("en") == f"{proofs.NAME}, "


def test_the_document_beside_what_is_signed_is_not_signed(content, olena, noon, refuse):
    proof = enveloping({"signed": b"other"}, olena.key, at=noon, unsigned={"document": content})
    refuse("KSA-SIG-02", proof)


@pytest.mark.parametrize("make", [proofs.asic_s, proofs.asic_e_cades, proofs.asic_e_xades])
def test_a_container_with_another_file_in_the_place_of_the_signed_one_is_refused(
    make, content, olena, noon, refuse
):
    refuse("KSA-SIG-02", swapped(make(b"other", olena.key, noon), content))


def test_several_signers_are_refused_in_every_form(content, olena, petro, noon, refuse):
    ours, theirs = (proofs.detached(content, one.key, noon) for one in (olena, petro))
    refuse("KSA-SIG-05", kep.merge(ours, theirs))
    refuse("KSA-SIG-05", asic.pack({proofs.NAME: content}, cms=kep.merge(ours, theirs)))
    two = with_entry(
        proofs.asic_e_xades(content, olena.key, noon),
        "META-INF/signatures002.xml",
        sign_files({proofs.NAME: content}, petro.key, at=noon),
    )
    refuse("KSA-SIG-05", two)


def test_the_key_of_somebody_else_does_not_do_in_any_form(content, petro, noon, refuse):
    for _, make in proofs.FORMS.values():
        refuse("KSA-SIG-04", make(content, petro.key, noon))


def test_a_container_that_unpacks_to_more_than_may_be_is_not_unpacked(content, olena, noon, refuse):
    container = proofs.asic_s(content, olena.key, noon)
    refuse("KSA-SIG-06", with_entry(container, "META-INF/x", b"\0" * (1024 * 1024)))


@pytest.mark.parametrize("part", [slice(-30), slice(4), slice(100)])
def test_a_container_that_is_cut_is_no_signature(part, content, olena, noon, refuse):
    refuse("KSA-SIG-01", proofs.asic_s(content, olena.key, noon)[part])


def test_a_signature_in_armour_is_kept_in_its_armour(document_id, content, olena, noon):
    proof = b64encode(proofs.attached(content, olena.key, noon))
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    (kept,) = signing.signatures(document_id, by=olena.actor)
    assert (signing.proof(kept.id, by=olena.actor), kept.form) == (proof, Form.CADES_ATTACHED)


def with_entry(container, name, data):
    """The container with one more file."""
    target = BytesIO(container)
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


def swapped(container, content):
    """The container with other bytes in the place of the signed ones."""
    target = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == proofs.NAME else old.read(name))
    return target.getvalue()
