"""Key containers of every kind: they open, a wrong password is called so, hostile files are refused."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PBES, serialize_key_and_certificates
from hypothesis import given, settings
from hypothesis import strategies as st

import kep
from kep import der, dstu4145
from kep.curves import BY_DEGREE, CURVES
from kep.pbes import PBES2, PBKDF2, encrypt
from kep.pkcs12 import write_pkcs12
from kep.private import KeyEntry, write_pkcs8
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
    "gen_kalyna256cbc_kupynakmac_dstu257.p12": [("0a531305", "DSTU-4145 M=257", True)],
    "gen_kalyna256cbc_kupynakmac_p256.p12": [("028401ba", "ECDSA 256", True)],
}
# Of the files that take seconds in plain Python one of each sort.
WRONG = OPENED.keys() - {
    "Key40A0.cer",
    "test-diia.p12",
    "pkcs12_by_iit_123456.pfx",
    "gen_gost_gost_dstu257.p12",
}
CIPHERS = ("gost", "kalyna", "aes")
SECRETS = {
    "DSTU-4145 M=163": dstu4145.PrivateKey(BY_DEGREE[163], 5, BY_DEGREE[163].base),
    "ECDSA 256": ec.derive_private_key(5, ec.SECP256R1()),
    "RSA 2048": rsa.generate_private_key(65537, 2048),
}


def pkcs12(secret, cipher, password="пароль", iterations=3):
    return write_pkcs12(KeyEntry(secret), write_pkcs8(secret), password, iterations=iterations, cipher=cipher)


def pkcs8(secret, cipher, password="пароль", iterations=3):
    algorithm, encrypted = encrypt(write_pkcs8(secret), password.encode("cp1251"), iterations, cipher)
    return der.sequence(algorithm, der.octet_string(encrypted))


@every("containers")
def test_every_container_opens(vector):
    entries = kep.open_container(vector.data, vector.entry["password"] or "")
    assert [(e.key_id[:8], e.algorithm, e.can_sign) for e in entries] == OPENED[vector.name]


@pytest.mark.parametrize(
    "vector",
    [v for v in manifest("containers") if v.name in WRONG],
    ids=lambda v: v.name,
)
def test_a_wrong_password_is_said_to_be_wrong(vector):
    with pytest.raises(kep.WrongPassword):
        kep.open_container(vector.data, vector.entry["password"] + "!")


@pytest.mark.parametrize("make", [pkcs12, pkcs8], ids=["pkcs12", "pkcs8"])
@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("kind", SECRETS)
def test_a_key_of_any_kind_under_any_cipher_opens_with_its_password_only(make, cipher, kind):
    data = make(SECRETS[kind], cipher)
    (entry,) = kep.open_container(data, "пароль")
    assert entry.algorithm == kind
    assert entry.public_key == KeyEntry(SECRETS[kind]).public_key
    for wrong in ("", "Пароль", "пароль ", "\udc80", "x" * 1000):
        with pytest.raises(kep.WrongPassword):
            kep.open_container(data, wrong)


@pytest.mark.parametrize("kind", SECRETS)
def test_an_unencrypted_key_opens_with_any_password(kind):
    (entry,) = kep.open_container(write_pkcs8(SECRETS[kind]), "whatever")
    assert entry.public_key == KeyEntry(SECRETS[kind]).public_key


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: f"m={curve.m}")
def test_keys_of_every_curve_survive_their_container(curve):
    secret = dstu4145.PrivateKey.generate(curve)
    (entry,) = kep.open_container(pkcs12(secret, "aes"), "пароль")
    assert entry.secret == secret


def test_a_certificate_comes_with_its_key(olena):
    for cipher in CIPHERS:
        data = write_pkcs12(olena.key, write_pkcs8(olena.key.secret), "слово", iterations=2, cipher=cipher)
        (entry,) = kep.open_container(data, "слово")
        assert entry.certificate == olena.certificate


def test_a_cipher_that_nobody_uses_is_not_written():
    with pytest.raises(kep.Unsupported):
        pkcs12(SECRETS["ECDSA 256"], "rot13")


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_container_with_any_byte_changed_gives_the_same_key_or_none(cipher):
    secret = SECRETS["DSTU-4145 M=163"]
    data = pkcs12(secret, cipher, "p", 1)
    for position in range(0, len(data), 3):
        altered = bytearray(data)
        altered[position] ^= 0x41
        try:
            (entry,) = kep.open_container(bytes(altered), "p", iterations_max=300)
        except kep.KepError:
            continue
        assert entry.secret == secret


def test_an_old_common_cipher_opens_too_with_its_password_only():
    secret = ec.generate_private_key(ec.SECP256R1())
    old = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC)
    data = serialize_key_and_certificates(None, secret, None, None, old.build(b"old"))
    (entry,) = kep.open_container(data, "old")
    assert (entry.algorithm, entry.secret.private_numbers()) == ("ECDSA 256", secret.private_numbers())
    with pytest.raises(kep.WrongPassword):
        kep.open_container(data, "new")


@pytest.mark.parametrize("make", [pkcs12, pkcs8], ids=["pkcs12", "pkcs8"])
@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_container_that_asks_for_too_much_work_is_refused(make, cipher):
    data = make(SECRETS["ECDSA 256"], cipher, iterations=3)
    assert kep.open_container(data, "пароль", iterations_max=3)
    with pytest.raises(kep.BadContainer, match="iterations"):
        kep.open_container(data, "пароль", iterations_max=2)


@pytest.mark.parametrize("iterations", [0, 100_001, 1 << 30])
def test_a_number_of_iterations_out_of_range_is_refused_at_once(iterations):
    salt, function = der.octet_string(bytes(32)), der.sequence(der.oid("1.2.804.2.1.1.1.1.1.2"))
    derivation = der.sequence(der.oid(PBKDF2), der.sequence(salt, der.integer(iterations), function))
    cipher = der.sequence(der.oid("1.2.804.2.1.1.1.1.1.1.3"), der.sequence(der.octet_string(bytes(8))))
    algorithm = der.sequence(der.oid(PBES2), der.sequence(derivation, cipher))
    with pytest.raises(kep.BadContainer, match="iterations"):
        kep.open_container(der.sequence(algorithm, der.octet_string(b"key")), "")


@needed
def test_a_key_6_file_is_refused_where_its_fixed_work_is_too_much():
    (vector,) = (v for v in manifest("containers") if v.name == "Key-6.dat")
    with pytest.raises(kep.BadContainer, match="iterations"):
        kep.open_container(vector.data, "tect4", iterations_max=9_999)


def test_a_container_with_very_many_parts_is_refused():
    bag = der.sequence(der.oid("1.2.3"), der.context(0, der.null()))
    data = der.sequence(
        der.oid("1.2.840.113549.1.7.1"), der.context(0, der.octet_string(der.sequence(*[bag] * 65)))
    )
    contents = der.octet_string(der.sequence(data))
    pfx = der.sequence(
        der.integer(3), der.sequence(der.oid("1.2.840.113549.1.7.1"), der.context(0, contents))
    )
    with pytest.raises(kep.BadContainer, match="too many"):
        kep.open_container(pfx, "")


def test_a_very_large_file_is_refused():
    with pytest.raises(kep.BadContainer, match="too large"):
        kep.open_container(bytes(5 * 1024 * 1024), "")


def test_a_private_number_out_of_range_is_refused():
    curve = BY_DEGREE[163]
    good = write_pkcs8(SECRETS["DSTU-4145 M=163"])
    number = (5).to_bytes(curve.order_bytes, "little")
    for bad in (0, curve.order, curve.order + 5):
        data = good.replace(number, bad.to_bytes(curve.order_bytes, "little"))
        with pytest.raises(kep.BadKey):
            kep.open_container(data, "")


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


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"\xfe\xed\xfe\xed", b"\x30\x80\x02\x01\x03", b"\x30", b""]))
def test_noise_is_refused_with_a_documented_error(noise, start):
    with pytest.raises(kep.KepError):
        kep.open_container(start + noise, "x", iterations_max=10)


def test_the_secret_stays_out_of_the_printed_entry():
    entry = replace(KeyEntry(SECRETS["DSTU-4145 M=163"]), for_signing=False)
    assert repr(entry) == "KeyEntry(for_signing=False, big_endian=False, pss=False)"
