"""Signing: what is signed here verifies here, and a key that may not sign does not."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

import kep
from kep.authority import Authority, Subject
from kep.cms import parse_signed_data
from kep.private import KeyEntry

CONTENT = b"Rakhunok"


@pytest.mark.parametrize("detached", [True, False])
def test_what_is_signed_verifies(olena, trust, noon, detached):
    signature = kep.sign(CONTENT, olena.key, at=noon, detached=detached)
    report = kep.verify(signature, CONTENT, trust=trust, at=noon)
    (signer,) = report.signers
    assert (report.status, report.demo) == ("valid", True)
    assert report.content == (None if detached else CONTENT)
    assert (signer.signing_time, signer.algorithm) == (noon, "DSTU-4145/GOST-34.311")


def test_a_report_shows_the_person_and_the_company(olena, seal, trust, noon):
    (signer,) = kep.verify(kep.sign(CONTENT, olena.key, at=noon), CONTENT, trust=trust, at=noon).signers
    assert signer.identity == kep.Identity(
        edrpou="43629432",
        rnokpp="3184710691",
        unzr=None,
        name="Коваль Олена Іванівна",
        organisation="ТОВ «Хліб»",
        title="Директор",
    )
    assert (signer.seal, signer.qscd, signer.demo) == (False, False, True)
    assert signer.issuer == "ДЕМО-центр «Каса» (ДЕМО, не має юридичної сили)"
    (stamp,) = kep.verify(kep.sign(CONTENT, seal.key, at=noon), CONTENT, trust=trust, at=noon).signers
    assert (stamp.seal, stamp.qscd, stamp.identity.rnokpp) == (True, True, None)


def test_signing_asks_for_a_certificate_of_this_very_key_and_a_time_zone(olena, seal, noon):
    bare = replace(olena.key, certificate=None)
    assert kep.sign(CONTENT, bare, certificate=olena.certificate, at=noon)
    with pytest.raises(kep.BadKey, match="no certificate"):
        kep.sign(CONTENT, bare, at=noon)
    with pytest.raises(kep.BadKey, match="not of this key"):
        kep.sign(CONTENT, olena.key, certificate=seal.certificate, at=noon)
    with pytest.raises(ValueError, match="time zone"):
        kep.sign(CONTENT, olena.key, at=noon.replace(tzinfo=None))


def test_a_key_for_agreement_does_not_sign(olena, authority, noon):
    with pytest.raises(kep.BadKey, match="not for signing"):
        kep.sign(CONTENT, replace(olena.key, for_signing=False), at=noon)
    root = authority.key
    assert not root.can_sign
    with pytest.raises(kep.BadKey, match="not for signing"):
        kep.sign(CONTENT, root, at=noon)


@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_other_families_sign_too(authority, trust, noon, kind):
    secret = (
        ec.generate_private_key(ec.SECP256R1()) if kind == "P-256" else rsa.generate_private_key(65537, 2048)
    )
    certificate = authority.certify(Subject(name="Хтось"), KeyEntry(secret).public_key, at=noon)
    signature = kep.sign(CONTENT, KeyEntry(secret, certificate), at=noon)
    (signer,) = kep.verify(signature, CONTENT, trust=trust, at=noon).signers
    assert (signer.status, signer.integrity) == ("valid", True)
    assert signer.algorithm == ("ECDSA/SHA-256" if kind == "P-256" else "RSA/SHA-256")


def test_an_authority_is_stored_and_loaded(tmp_path, authority, noon):
    authority.save(tmp_path / "demo")
    loaded = Authority.load(tmp_path / "demo")
    issued = loaded.issue(Subject(name="Петро", rnokpp="3184710691"), at=noon)
    signature = kep.sign(CONTENT, issued.key, at=noon)
    store = kep.TrustStore.from_directory(tmp_path / "demo")
    assert store.demo
    assert kep.verify(signature, CONTENT, trust=store, at=noon).status == "valid"
    assert (tmp_path / "demo" / "root.p8").stat().st_mode & 0o777 == 0o600
    with pytest.raises(kep.BadContainer):
        Authority.load(tmp_path)


def test_an_authority_with_the_root_of_another_is_refused(tmp_path, authority, noon):
    authority.save(tmp_path)
    (tmp_path / "root.cer").write_bytes(Authority.create("Інша", at=noon).root)
    with pytest.raises(kep.BadContainer, match="not of its key"):
        Authority.load(tmp_path)


def test_a_file_of_the_demo_authority_opens_with_its_password_only(authority, olena):
    data = authority.p12(olena, "пароль")
    (entry,) = kep.open_container(data, "пароль")
    assert (entry.certificate, entry.key_id, entry.can_sign) == (olena.certificate, olena.key.key_id, True)
    assert entry.secret == olena.key.secret
    with pytest.raises(kep.WrongPassword):
        kep.open_container(data, "Пароль")
    assert str(entry.secret.number) not in repr(entry)


@pytest.mark.parametrize(
    "secret",
    [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())],
    ids=["rsa", "p384"],
)
def test_what_is_prepared_for_elsewhere_is_what_would_be_signed_here(authority, trust, noon, secret):
    key = KeyEntry(secret)
    certificate = authority.certify(Subject(name="Ольга"), key.public_key, at=noon)
    here = kep.sign(CONTENT, replace(key, certificate=certificate), at=noon)
    unsigned = kep.prepare(CONTENT, certificate, at=noon)
    elsewhere = kep.finish(unsigned, key.sign(unsigned.data))
    signers = [parse_signed_data(one).signers[0] for one in (here, elsewhere)]
    assert signers[0].signed_bytes == signers[1].signed_bytes
    assert unsigned.algorithm == key.signature_algorithm_identifier()
    assert kep.verify(elsewhere, CONTENT, trust=trust, at=noon).status == "valid"
