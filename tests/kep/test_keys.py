"""Keys of every family: what they sign verifies under their own algorithm only; bent keys are refused."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kep import der, dstu4145, keys, oids
from kep.curves import BY_DEGREE, CURVES
from kep.errors import BadEncoding, BadKey, Unsupported
from kep.keys import AlgorithmId, KeyKind
from kep.private import KeyEntry

DATA = "Рахунок".encode()
UKRAINIAN = ("gost34311", "kupyna256", "kupyna384", "kupyna512")
SHA = ("sha256", "sha384", "sha512")
CURVE = BY_DEGREE[257]
DSTU = KeyEntry(dstu4145.PrivateKey(CURVE, 123456789, CURVE.base))
RSA = KeyEntry(rsa.generate_private_key(65537, 2048))
EC = {
    curve.name: KeyEntry(ec.generate_private_key(curve))
    for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())
}


def algorithm(entry, name=None):
    return AlgorithmId.read(der.parse(entry.signature_algorithm_identifier(name)))


def assert_verifies(entry, name):
    signature = entry.sign(DATA, name)
    assert keys.verify(entry.public_key, algorithm(entry, name), DATA, signature)
    assert not keys.verify(entry.public_key, algorithm(entry, name), DATA + b"!", signature)
    assert not keys.verify(entry.public_key, algorithm(entry, name), DATA, signature[:-1])


@pytest.mark.parametrize("name", UKRAINIAN)
@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: f"m={curve.m}")
def test_dstu_signs_with_every_hash_on_every_curve(curve, name):
    assert_verifies(KeyEntry(dstu4145.PrivateKey(curve, 987654321, curve.base)), name)


@pytest.mark.parametrize("curve", CURVES, ids=lambda curve: f"m={curve.m}")
def test_a_big_endian_key_signs_and_verifies_under_its_own_identifier(curve):
    entry = KeyEntry(dstu4145.PrivateKey(curve, 987654321, curve.base), big_endian=True)
    assert entry.signature_algorithm == oids.DSTU_4145_BE
    assert_verifies(entry, None)
    little = replace(entry, big_endian=False)
    assert entry.public_key != little.public_key
    assert keys.load_public(entry.public_key) == keys.load_public(little.public_key)
    assert not keys.verify(entry.public_key, algorithm(little), DATA, entry.sign(DATA))
    assert keys.verify(entry.public_key, algorithm(little), DATA, little.sign(DATA))


@pytest.mark.parametrize("name", SHA)
@pytest.mark.parametrize("curve", EC)
def test_ecdsa_signs_with_every_hash(curve, name):
    assert_verifies(EC[curve], name)


@pytest.mark.parametrize("name", SHA)
@pytest.mark.parametrize("pss", [False, True])
def test_rsa_signs_with_every_hash_in_both_ways(pss, name):
    entry = replace(RSA, pss=pss)
    assert_verifies(entry, name)
    assert not keys.verify(
        RSA.public_key, algorithm(replace(RSA, pss=not pss), name), DATA, entry.sign(DATA, name)
    )


def test_a_key_has_a_hash_of_its_own():
    entries = (DSTU, RSA, *EC.values())
    assert [e.hash_name for e in entries] == ["gost34311", "sha256", "sha256", "sha384", "sha512"]
    assert DSTU.signature_algorithm_for("kupyna256") == "1.2.804.2.1.1.1.1.3.6.1.1"
    assert replace(RSA, pss=True).signature_algorithm == oids.RSA_PSS


@pytest.mark.parametrize(
    "entry",
    [DSTU, replace(DSTU, big_endian=True), RSA, *EC.values()],
    ids=lambda entry: entry.algorithm,
)
def test_a_public_key_says_the_same_of_how_it_signs_as_the_private_one(entry):
    kind = KeyKind.of(entry.public_key)
    assert kind == entry.kind
    assert kind.usual_hash == entry.hash_name
    assert kind.signature_algorithm(entry.hash_name) == entry.signature_algorithm_identifier()


@pytest.mark.parametrize(
    ("entry", "name"), [(DSTU, "sha256"), (RSA, "kupyna256"), (RSA, "md5"), (EC["secp256r1"], "gost34311")]
)
def test_a_key_does_not_sign_with_a_hash_of_another_family(entry, name):
    for act in (
        entry.signature_algorithm_for,
        entry.signature_algorithm_identifier,
        lambda n: entry.sign(DATA, n),
    ):
        with pytest.raises(BadKey, match=name):
            act(name)


@pytest.mark.parametrize("name", UKRAINIAN)
def test_the_hash_comes_from_the_algorithm_and_from_nowhere_else(name):
    signature = DSTU.sign(DATA, name)
    verdicts = [
        keys.verify(DSTU.public_key, algorithm(DSTU, other), DATA, signature, "gost34311")
        for other in UKRAINIAN
    ]
    assert verdicts == [other == name for other in UKRAINIAN]


def test_an_algorithm_of_another_family_does_not_fit():
    for entry, other in ((DSTU, RSA), (RSA, DSTU), (EC["secp256r1"], RSA), (RSA, EC["secp256r1"])):
        with pytest.raises(BadKey, match="does not fit"):
            keys.verify(entry.public_key, algorithm(other), DATA, entry.sign(DATA))
    with pytest.raises(Unsupported):
        keys.verify(RSA.public_key, AlgorithmId("1.2.3", None), DATA, b"")


def test_a_dstu_signature_may_stand_in_an_octet_string_and_has_one_length():
    signature = DSTU.sign(DATA)
    good = [signature, der.octet_string(signature)]
    bad = [
        b"",
        signature + b"\0",
        signature + bytes(2),
        signature[:32] + b"\0" + signature[32:] + b"\0",
        der.octet_string(signature) + b"\0",
    ]
    verdicts = [keys.verify(DSTU.public_key, algorithm(DSTU), DATA, s) for s in (*good, *bad)]
    assert verdicts == [True] * 2 + [False] * 5


@pytest.mark.parametrize("mask_hash", ["sha384", None])
def test_pss_with_a_mask_of_another_hash_or_none_is_not_supported(mask_hash):
    entry = replace(RSA, pss=True)
    node = algorithm(entry).parameters
    hashed, _, salt = node.children
    other = (
        algorithm(entry, mask_hash).parameters.children[1].raw
        if mask_hash
        else der.context(1, der.sequence(der.oid("1.2.3")))
    )
    bent = AlgorithmId(oids.RSA_PSS, der.parse(der.sequence(hashed.raw, other, salt.raw)))
    with pytest.raises(Unsupported):
        keys.verify(RSA.public_key, bent, DATA, entry.sign(DATA))
    with pytest.raises(Unsupported, match="no accepted hash"):
        keys.verify(RSA.public_key, AlgorithmId(oids.RSA_PSS, None), DATA, entry.sign(DATA))


def spki(key):
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def rsa_spki(modulus, exponent):
    key = der.sequence(der.integer(modulus), der.integer(exponent))
    return der.sequence(der.sequence(der.oid(oids.RSA_KEY), der.null()), der.bit_string(key))


@pytest.mark.parametrize(
    "curve", [ec.SECP224R1(), ec.SECP256K1(), ec.BrainpoolP256R1()], ids=lambda c: c.name
)
def test_elliptic_curves_of_others_are_refused(curve):
    with pytest.raises(BadKey):
        keys.load_public(spki(ec.generate_private_key(curve).public_key()))


def test_weak_and_monstrous_rsa_keys_are_refused():
    modulus = RSA.secret.public_key().public_numbers().n
    assert keys.load_public(rsa_spki(modulus, 65537)) == RSA.secret.public_key()
    for bad in (
        rsa_spki(modulus >> 1024 | 1, 65537),
        rsa_spki(modulus << 8192 | 1, 65537),
        rsa_spki(modulus, 1 << 80 | 1),
        rsa_spki(modulus, 1),
    ):
        with pytest.raises(BadKey):
            keys.load_public(bad)


def test_keys_that_do_not_sign_documents_are_not_supported():
    with pytest.raises(Unsupported):
        keys.load_public(spki(dsa.generate_private_key(1024).public_key()))


def bent_dstu(*changes):
    """Return the public key of ``DSTU`` with runs of bytes replaced by others of the same length."""
    octets = DSTU.public_key
    for old, new in changes:
        assert old in octets
        octets = octets.replace(old, new, 1)
    return octets


def test_only_the_exact_standard_curves_are_accepted():
    b, order = CURVE.b.to_bytes(33, "little"), der.integer(CURVE.order)
    base = CURVE.compress(CURVE.base).to_bytes(33, "little")
    changes = [
        (der.integer(12), der.integer(13)),
        (der.integer(257), der.integer(263)),
        (der.integer(0), der.integer(1)),
        (b, b[:-1] + b"\0"),
        (order, der.integer(CURVE.order - 2)),
        (base, bytes(33)),
        (base, base[:-1] + b"\xff"),
    ]
    assert keys.load_public(bent_dstu()).public == DSTU.secret.public
    for change in changes:
        with pytest.raises(BadKey):
            keys.load_public(bent_dstu(change))


def test_a_named_curve_is_one_of_the_ten():
    point = der.bit_string(der.octet_string(CURVE.compress(DSTU.secret.public.point).to_bytes(33, "little")))

    def named(number):
        parameters = der.sequence(der.oid(f"{oids.DSTU_4145_CURVES}.{number}"))
        return der.sequence(der.sequence(der.oid(oids.DSTU_4145_LE), parameters), point)

    assert keys.load_public(named(6)).public == DSTU.secret.public
    for number in (5, 7, 10, 10**9):
        with pytest.raises(BadKey):
            keys.load_public(named(number))


@pytest.mark.parametrize("size", [0, 32, 34, 66])
def test_a_point_of_another_length_is_refused(size):
    algorithm_of_key = keys.encode_dstu_algorithm(CURVE, CURVE.base)
    with pytest.raises(BadKey):
        keys.load_public(der.sequence(algorithm_of_key, der.bit_string(der.octet_string(b"\1" * size))))


def test_a_key_without_a_curve_or_with_bytes_after_its_end_is_refused():
    with pytest.raises(BadKey, match="names no curve"):
        keys.load_public(der.sequence(der.sequence(der.oid(oids.DSTU_4145_LE)), der.bit_string(b"\4\0")))
    for bad in (DSTU.public_key + b"\0", DSTU.public_key[:-1], b""):
        with pytest.raises(BadEncoding):
            keys.load_public(bad)


def test_a_foreign_substitution_is_not_supported():
    dke = DSTU.public_key[DSTU.public_key.index(b"\x04\x40") + 2 :][:64]
    with pytest.raises(Unsupported):
        keys.load_public(bent_dstu((dke, bytes(64))))
