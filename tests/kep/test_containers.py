"""Key containers of every kind that this slice opens, and the refusals of those that it does not."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates

import kep
from kep.pkcs12 import has_good_mac
from tests.kep.vectors import every, manifest, needed

OPENED = {
    "Key-6.dat": [("7e9e345d", "DSTU-4145 M=257", True), ("7cebcd94", "DSTU-4145 M=431", False)],
    "test-diia.p12": [("5bc6c06e", "DSTU-4145 M=257", True), ("6b1b77c0", "DSTU-4145 M=431", True)],
    "test-jks.jks": [("fbbb95ef", "RSA 2048", True)],
    "pkcs12_by_iit_123456.pfx": [
        ("4b269ac5", "DSTU-4145 M=257", True),
        ("46129181", "DSTU-4145 M=431", True),
    ],
    "ossl_ecdsa_aes_256_cbc_storage_123456.p12": [("4ffdaea2", "ECDSA 384", True)],
    "STORE_A040.dat": [("55af7e79", "DSTU-4145 M=257", True)],
    "Key40A0.cer": [("55af7e79", "DSTU-4145 M=257", True)],
    "gen_gost_gost_dstu257.p12": [("462fc8fa", "DSTU-4145 M=257", True)],
    "gen_aes256_sha256_p256.p12": [("5115aff7", "ECDSA 256", True)],
}
QUICK = {"test-jks.jks", "ossl_ecdsa_aes_256_cbc_storage_123456.p12", "gen_aes256_sha256_p256.p12"}


@every("containers")
def test_a_container_opens_or_says_that_its_cipher_is_unknown(vector):
    password = vector.entry["password"] or ""
    if vector.name not in OPENED:
        with pytest.raises(kep.Unsupported):
            kep.open_container(vector.data, password)
        return
    entries = kep.open_container(vector.data, password)
    assert [(e.key_id[:8], e.algorithm, e.can_sign) for e in entries] == OPENED[vector.name]


@pytest.mark.parametrize(
    "vector", [v for v in manifest("containers") if v.name in {*QUICK, "Key-6.dat"}], ids=lambda v: v.name
)
def test_a_wrong_password_is_said_to_be_wrong(vector):
    with pytest.raises(kep.WrongPassword):
        kep.open_container(vector.data, "not this one")


def test_a_file_under_an_old_common_cipher_opens_too():
    secret = ec.generate_private_key(ec.SECP256R1())
    old = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC)
    data = serialize_key_and_certificates(None, secret, None, None, old.build(b"old"))
    (entry,) = kep.open_container(data, "old")
    assert (entry.algorithm, entry.secret.private_numbers()) == ("ECDSA 256", secret.private_numbers())
    with pytest.raises(kep.KepError):
        kep.open_container(data, "new")


@needed
def test_the_mac_of_a_file_of_another_maker_is_understood():
    (vector,) = (v for v in manifest("containers") if v.name == "gen_gost_gost_dstu257.p12")
    assert has_good_mac(vector.data, "testpassword")


@needed
@pytest.mark.parametrize("name", sorted(OPENED))
def test_a_container_cut_anywhere_is_refused_as_such(name):
    (vector,) = (v for v in manifest("containers") if v.name == name)
    for size in (0, 1, 10, len(vector.data) // 2, len(vector.data) - 1):
        with pytest.raises((kep.BadContainer, kep.WrongPassword)):
            kep.open_container(vector.data[:size], "password")


@pytest.mark.parametrize(
    "data", [b"", b"text", b"\x30\x00", b"\xfe\xed\xfe\xed", bytes(100), b"\x30\x03\x02\x01\x03"]
)
def test_what_is_no_container_is_refused(data):
    with pytest.raises((kep.BadContainer, kep.WrongPassword)):
        kep.open_container(data, "")
