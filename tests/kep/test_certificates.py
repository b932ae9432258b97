"""Certificates: real ones are read and chained; crafted ones are refused for what is wrong with them."""

from datetime import UTC, datetime, timedelta

import pytest

import kep
from kep import der, keys, oids
from kep.authority import Authority, Issued, Subject
from kep.cert import IdentityConflict, parse_certificate
from kep.errors import BadCertificate
from kep.path import find_path
from kep.trust import read_certificates
from tests.kep.vectors import VECTORS, every, manifest, needed


def real_certificates():
    return {v.name: parse_certificate(read_certificates(v.data)[0]) for v in manifest("certs")}


@every("certs")
def test_a_real_certificate_is_read(vector):
    certificate = parse_certificate(read_certificates(vector.data)[0])
    entry = vector.entry
    if "serial" in entry and not entry["serial"].startswith("-"):
        assert int(certificate.serial_hex, 16) == int(entry["serial"], 16)
        assert certificate.not_before == datetime.fromisoformat(entry["not_before"])
        assert certificate.not_after == datetime.fromisoformat(entry["not_after"])
    if entry.get("subject"):
        assert certificate.subject.common_name == entry["subject"]


@needed
def test_every_real_certificate_is_signed_by_its_issuer_where_that_one_is_at_hand():
    known = real_certificates()
    by_fingerprint = {certificate.fingerprint.hex(): certificate for certificate in known.values()}
    checked = 0
    for vector in manifest("certs"):
        issuer = by_fingerprint.get(vector.entry.get("issuer_cert_sha256") or "")
        if issuer is not None:
            certificate = known[vector.name]
            args = (certificate.algorithm, certificate.tbs, certificate.signature)
            assert keys.verify(issuer.public_key, *args) is vector.entry["signature_verified"]
            checked += 1
    assert checked == 39


@needed
def test_a_real_leaf_leads_to_the_real_root_while_it_is_valid():
    known = real_certificates()
    leaf = known["specinfo-ua_diia-test-sign-7775603.cer"]
    trust = kep.TrustStore.from_directory(VECTORS / "certs")
    path = find_path(leaf, (), trust, datetime(2023, 9, 1, tzinfo=UTC))
    assert path.codes == ()
    assert [certificate.subject.common_name for certificate in path.chain] == [
        "ДП ДІЯ (Тестування)",
        '"Дія". Кваліфікований надавач електронних довірчих послуг',
        "Центральний засвідчувальний орган",
    ]
    assert find_path(leaf, (), trust, datetime(2021, 1, 1, tzinfo=UTC)).codes == (
        "certificate_not_yet_valid",
    )


@needed
def test_identities_of_real_certificates():
    known = real_certificates()
    signer = known["privat-it_test_sign.cer"].identity
    assert (signer.edrpou, signer.rnokpp, signer.title) == ("11111111", "1111111111", "Boss")
    assert known["privat-it_userfiz_certificate.cer"].identity.rnokpp == "292431128"
    assert known["specinfo-ua_diia-test-kep-7775604.cer"].may_sign is False
    assert known["specinfo-ua_diia-test-sign-7775603.cer"].is_seal is True
    assert known["kant2002_CA-3004751DEF2C78AE02000000010000004E000000.cer"].may_sign is False


def certified(authority, noon, *, subject=(), extensions=(), issuer=None, key=None) -> bytes:
    """Return a certificate of odd content, truly signed by the demo root or by ``issuer``."""
    issuer_key = issuer.key if issuer else authority.key
    issuer_name = parse_certificate(issuer.certificate if issuer else authority.root).subject_raw
    algorithm = der.sequence(der.oid(oids.DSTU_4145_LE))
    pairs = [
        der.set_of([der.sequence(der.oid(kind), der.utf8(value))])
        for kind, value in (*subject, (oids.COMMON_NAME, "Хтось"))
    ]
    tbs = der.sequence(
        der.context(0, der.integer(2)),
        der.integer(4),
        algorithm,
        issuer_name,
        der.sequence(der.time(noon), der.time(noon + timedelta(days=1))),
        der.sequence(*pairs),
        (key or authority.issue(Subject(name="Ключ"), at=noon).key).public_key,
        der.context(3, der.sequence(*extensions)),
    )
    return der.sequence(tbs, algorithm, der.bit_string(der.octet_string(issuer_key.sign(tbs))))


def extension(identifier: str, value: bytes, *, critical: bool = False) -> bytes:
    return der.sequence(der.oid(identifier), *((der.true(),) if critical else ()), der.octet_string(value))


def codes(*pairs: tuple[str, str]) -> bytes:
    attributes = [der.sequence(der.oid(kind), der.set_of([der.printable(value)])) for kind, value in pairs]
    return extension(oids.SUBJECT_DIRECTORY_ATTRIBUTES, der.sequence(*attributes))


def test_an_unknown_critical_extension_spoils_the_path(authority, trust, noon):
    odd = extension("2.25.1", der.null(), critical=True)
    certificate = parse_certificate(certified(authority, noon, extensions=[odd]))
    assert find_path(certificate, (), trust, noon).codes == ("chain_constraints",)


def test_a_holder_cannot_play_the_authority(authority, olena, trust, noon):
    certificate = parse_certificate(certified(authority, noon, issuer=olena))
    path = find_path(certificate, (parse_certificate(olena.certificate),), trust, noon)
    assert path.codes == ("chain_constraints",)


AUTHORITY_USE = extension(oids.KEY_USAGE, der.bit_string(b"\x06", 1), critical=True)
AUTHORITY = extension(oids.BASIC_CONSTRAINTS, der.sequence(der.true()), critical=True)


@pytest.mark.parametrize(
    ("root_allows", "extensions", "expected"),
    [
        ([AUTHORITY], [AUTHORITY, AUTHORITY_USE], ()),
        ([AUTHORITY], [AUTHORITY_USE], ("chain_constraints",)),
        (
            [AUTHORITY],
            [AUTHORITY, extension(oids.KEY_USAGE, der.bit_string(b"\xc0", 6))],
            ("chain_constraints",),
        ),
        (
            [extension(oids.BASIC_CONSTRAINTS, der.sequence(der.true(), der.integer(0)))],
            [AUTHORITY, AUTHORITY_USE],
            ("chain_constraints",),
        ),
    ],
    ids=["sound", "not an authority", "may not certify", "too long a path"],
)
def test_an_intermediate_authority_must_be_allowed_to_be_one(
    authority, olena, noon, root_allows, extensions, expected
):
    root_key, middle_key = olena.key, authority.issue(Subject(name="Середній"), at=noon).key
    root_name = [(oids.ORGANISATION, "Корінь")]
    draft = certified(authority, noon, subject=root_name, extensions=root_allows, key=root_key)
    root = parse_certificate(draft)
    middle = certified(
        authority,
        noon,
        subject=[(oids.ORGANISATION, "Середній")],
        extensions=extensions,
        issuer=Issued(olena.subject, root.der, root_key),
        key=middle_key,
    )
    leaf = certified(authority, noon, issuer=Issued(olena.subject, middle, middle_key))
    trust = kep.TrustStore([root.der], [middle])
    path = find_path(parse_certificate(leaf), (), trust, noon)
    assert (len(path.chain), path.codes) == (3, expected)


def test_a_certificate_that_only_names_the_root_is_not_of_it(authority, olena, trust, noon):
    stranger = Issued(olena.subject, authority.root, olena.key)
    forged = parse_certificate(certified(authority, noon, issuer=stranger))
    assert forged.issuer == trust.roots[0].subject
    assert find_path(forged, (), trust, noon).codes == ("chain_unknown",)


def test_a_key_with_any_changed_domain_parameter_is_refused(olena):
    """Field, a, b, n and substitution must be the standard's; another base point must be of order n."""
    good = olena.key.public_key
    assert keys.load_public(good).public.point == olena.key.secret.public.point
    parameters = good.index(bytes.fromhex("30070202010102010c"))
    base_point = good.index(bytes.fromhex("0421b60fd2d8")) + 2
    key_bits = good.rindex(bytes.fromhex("032400"))
    for position in range(parameters, key_bits):
        changed = bytearray(good)
        changed[position] ^= 1
        try:
            key = keys.load_public(bytes(changed)).public
        except kep.KepError:
            continue
        assert base_point <= position < base_point + 33
        assert key.base != key.curve.base
        assert key.curve.has_in_subgroup(key.base)


def test_another_authority_of_the_same_name_is_not_the_trusted_one(olena, noon):
    stranger = Authority.create("Каса", at=noon)
    certificate = parse_certificate(olena.certificate)
    path = find_path(certificate, (parse_certificate(stranger.root),), kep.TrustStore([stranger.root]), noon)
    assert (path.chain, path.codes) == ((), ("chain_unknown",))


def test_a_certificate_given_again_and_again_counts_once(authority, trust, noon):
    """Only so many candidates are tried; copies of one that is of no use must not crowd out the right one."""
    middle = authority.subordinate("Середній", at=noon)
    other = Authority.create("Чужий", at=noon).subordinate("Середній", at=noon)
    validity = der.sequence(der.time(noon), der.time(noon + timedelta(days=1)))
    key = middle.key.public_key
    leaf = middle.sign_certificate(middle.certificate.subject_raw, validity, der.sequence(), key, [])
    embedded = (*(other.certificate,) * 40, middle.certificate)
    path = find_path(parse_certificate(leaf), embedded, trust, noon)
    assert (len(path.chain), path.codes) == (3, ())


def test_a_root_inside_the_signature_is_not_trusted(authority, olena, noon):
    certificate = parse_certificate(olena.certificate)
    path = find_path(certificate, (parse_certificate(authority.root),), kep.TrustStore(), noon)
    assert path.codes == ("chain_unknown",)


def test_a_repeated_extension_is_refused(authority, noon):
    twice = [extension(oids.KEY_USAGE, der.bit_string(b"\xc0", 6))] * 2
    with pytest.raises(BadCertificate):
        parse_certificate(certified(authority, noon, extensions=twice))


def test_a_sole_proprietor_has_no_edrpou_even_if_the_authority_puts_the_rnokpp_there(authority, noon):
    data = certified(
        authority, noon, extensions=[codes((oids.EDRPOU_CODE, "3184710691"), (oids.DRFO_CODE, "3184710691"))]
    )
    identity = parse_certificate(data).identity
    assert (identity.edrpou, identity.rnokpp) == (None, "3184710691")


def test_dashes_and_spaces_are_no_code(authority, noon):
    data = certified(
        authority, noon, extensions=[codes((oids.EDRPOU_CODE, " 43629432 "), (oids.DRFO_CODE, "-"))]
    )
    identity = parse_certificate(data).identity
    assert (identity.edrpou, identity.rnokpp) == ("43629432", None)


def test_two_different_codes_of_one_kind_name_nobody(authority, noon):
    data = certified(
        authority,
        noon,
        subject=[(oids.ORGANISATION_IDENTIFIER, "NTRUA-00000001")],
        extensions=[codes((oids.EDRPOU_CODE, "43629432"))],
    )
    with pytest.raises(IdentityConflict):
        _ = parse_certificate(data).identity


def test_a_directory_is_taken_with_bundles_and_without_what_is_unreadable(tmp_path, authority, olena):
    bundle = der.sequence(
        der.oid(oids.SIGNED_DATA),
        der.context(
            0,
            der.sequence(
                der.integer(1),
                der.set_of([]),
                der.sequence(der.oid(oids.DATA)),
                der.context(0, authority.root, olena.certificate),
                der.set_of([]),
            ),
        ),
    )
    (tmp_path / "all.p7b").write_bytes(bundle)
    (tmp_path / "bad.cer").write_bytes(b"nonsense")
    (tmp_path / "notes.txt").write_text("not looked at")
    store = kep.TrustStore.from_directory(tmp_path)
    assert [root.der for root in store.roots] == [authority.root]
    assert [other.der for other in store.intermediates] == [olena.certificate]
    assert (store.unreadable, store.demo) == (("bad.cer",), True)
