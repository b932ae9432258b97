"""Signature files that are wrong in one way each, all with a true signature of a trusted signer."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kep
from kep import der, oids
from kep.authority import Subject
from kep.authority_profile import extension
from kep.digests import digest
from tests.kep.forge import CONTENT, Forgery, attribute


@pytest.fixture(scope="module")
def good(olena) -> Forgery:
    return Forgery(olena)


def verdict(forgery: Forgery, trust, noon) -> tuple[str, list[str]]:
    report = kep.verify(forgery.bytes(), CONTENT, trust=trust, at=noon)
    return report.status, [reason.code for signer in report.signers for reason in signer.reasons]


def test_the_control_is_valid(good, trust, noon):
    assert verdict(good, trust, noon) == ("valid", [])


def test_a_signer_named_by_key_is_valid_too(good, trust, noon):
    assert verdict(good.but(by_key_id=True), trust, noon) == ("valid", [])


WRONG = {
    "digest cut short": ({"message_digest": digest("gost34311", CONTENT)[:16]}, "digest_mismatch"),
    "digest empty": ({"message_digest": b""}, "digest_mismatch"),
    "no digest": ({"without": frozenset({oids.MESSAGE_DIGEST})}, "attributes_missing"),
    "no content type": ({"without": frozenset({oids.CONTENT_TYPE})}, "attributes_missing"),
    "no certificate reference": (
        {"without": frozenset({oids.SIGNING_CERTIFICATE_V2})},
        "signing_certificate_missing",
    ),
    "second digest": (
        {"extra_attributes": (attribute(oids.MESSAGE_DIGEST, der.octet_string(bytes(32))),)},
        "attribute_repeated",
    ),
    "two signing times": (
        {"extra_attributes": (attribute(oids.SIGNING_TIME, der.null(), der.true()),)},
        "attribute_repeated",
    ),
    "other content type stated": ({"stated_type": oids.SIGNED_DATA}, "content_type_mismatch"),
    "other content type inside": ({"content_type": oids.SIGNED_DATA}, "content_type_mismatch"),
    "no data at all": (
        {"content_type": oids.SIGNED_DATA, "stated_type": oids.SIGNED_DATA},
        "content_type_mismatch",
    ),
    "another hash stated": ({"digest_algorithm": "2.16.840.1.101.3.4.2.1"}, "algorithms_inconsistent"),
    "a weak hash": ({"digest_algorithm": "1.3.14.3.2.26"}, "algorithm_weak"),
    "RSA by a DSTU key": (
        {
            "digest_algorithm": "2.16.840.1.101.3.4.2.1",
            "signature_algorithm": oids.RSA_SHA256,
            "message_digest": digest("sha256", CONTENT),
        },
        "key_bad",
    ),
    "big-endian identifier": ({"signature_algorithm": oids.DSTU_4145_BE}, "signature_wrong"),
    "signature with a tail": ({"signature": bytes(66)}, "signature_wrong"),
    "signature of zeros": ({"signature": bytes(64)}, "signature_wrong"),
    "signature empty": ({"signature": b"\x04\x00"}, "signature_wrong"),
    "tail after the file": ({"trailing": b"\0"}, "trailing_bytes"),
}


@pytest.mark.parametrize(("changes", "code"), WRONG.values(), ids=WRONG)
def test_a_fault_is_refused_by_its_name(good, trust, noon, changes, code):
    assert verdict(good.but(**changes), trust, noon) == ("invalid", [code])


def test_an_unknown_algorithm_leaves_the_verdict_open(good, trust, noon):
    assert verdict(good.but(signature_algorithm="1.2.3"), trust, noon) == (
        "indeterminate",
        ["algorithm_unknown"],
    )


def test_the_certificate_of_another_is_refused(good, seal, trust, noon):
    swapped = good.but(bound_certificate=seal.certificate, certificates=(seal.certificate,))
    assert verdict(swapped, trust, noon) == ("indeterminate", ["certificate_missing"])
    bound = good.but(bound_certificate=seal.certificate)
    assert verdict(bound, trust, noon) == ("invalid", ["signing_certificate_mismatch"])


def test_the_first_certificate_in_the_bag_is_not_taken_for_the_signer(good, olena, seal, trust, noon):
    both = good.but(certificates=(seal.certificate, olena.certificate))
    (signer,) = kep.verify(both.bytes(), CONTENT, trust=trust, at=noon).signers
    assert (signer.status, signer.certificate) == ("valid", olena.certificate)


def test_a_missing_certificate_may_be_among_the_known_ones(good, authority, olena, noon, trust):
    bare = good.but(certificates=())
    known = kep.TrustStore([authority.root], [olena.certificate])
    assert verdict(bare, trust, noon) == ("indeterminate", ["certificate_missing"])
    assert verdict(bare, known, noon) == ("valid", [])


def test_an_unreadable_certificate_beside_changes_nothing(good, olena, trust, noon):
    assert verdict(good.but(certificates=(der.sequence(), olena.certificate)), trust, noon) == ("valid", [])


def test_an_old_reference_to_the_certificate_holds_too_but_only_to_this_one(good, olena, seal, trust, noon):
    """RFC 2634 names the certificate by SHA-1; that signs nothing by itself, so it is read."""

    def old(certificate: bytes) -> Forgery:
        identifier = der.sequence(der.octet_string(hashlib.sha1(certificate, usedforsecurity=False).digest()))
        reference = attribute(oids.SIGNING_CERTIFICATE, der.sequence(der.sequence(identifier)))
        v2 = frozenset({oids.SIGNING_CERTIFICATE_V2})
        return good.but(without=v2, extra_attributes=(reference,))

    assert verdict(old(olena.certificate), trust, noon) == ("valid", [])
    assert verdict(old(seal.certificate), trust, noon) == ("invalid", ["signing_certificate_mismatch"])


def test_a_certificate_for_logging_in_signs_no_document(authority, olena, trust, noon):
    key = olena.key.public_key
    login = authority.sign_certificate(
        authority.certificate.subject_raw,
        der.sequence(der.time(noon), der.time(noon + timedelta(days=1))),
        authority.certificate.subject_raw,
        key,
        [extension(oids.KEY_USAGE, der.bit_string(b"\x80", 7), critical=True)],
    )
    forged = Forgery(replace(olena, certificate=login))
    assert verdict(forged, trust, noon) == ("invalid", ["key_usage_forbids"])


def test_a_signer_stands_for_a_party_by_its_code_alone():
    olena = kep.Identity("43629432", "3184710691", None, "Олена", "ТОВ «Хліб»", None)
    assert kep.matches(olena, "43629432") == kep.Match(ok=True, by="edrpou")
    assert kep.matches(olena, " 3184710691 ") == kep.Match(ok=True, by="rnokpp")
    for code in ("", "4362943", "ТОВ «Хліб»", "Олена", "None"):
        assert kep.matches(olena, code) == kep.Match(ok=False)
    assert not kep.matches(None, "43629432").ok


def test_content_and_time_are_asked_for(good, trust, noon):
    report = kep.verify(good.bytes(), None, trust=trust, at=noon)
    assert (report.status, report.signers[0].sub_indication) == ("indeterminate", "SIGNED_DATA_NOT_FOUND")
    with pytest.raises(ValueError, match="time zone"):
        kep.verify(good.bytes(), CONTENT, trust=trust, at=noon.replace(tzinfo=None))


def test_a_certificate_of_later_or_of_an_unknown_authority_leaves_the_verdict_open(good, trust, noon):
    early = kep.verify(good.bytes(), CONTENT, trust=trust, at=noon.replace(year=2026, month=1))
    assert [reason.code for reason in early.signers[0].reasons] == [
        "certificate_not_yet_valid",
        "authority_not_valid",
    ]
    assert verdict(good, kep.TrustStore(), noon) == ("indeterminate", ["chain_unknown"])


def test_too_many_signers_are_not_looked_at(good, trust, noon):
    assert verdict(good.but(signer_count=2), trust, noon) == ("valid", [])
    for count in (0, 65):
        with pytest.raises(kep.BadSignatureFile):
            kep.verify(good.but(signer_count=count).bytes(), CONTENT, trust=trust, at=noon)


def test_the_worst_signer_decides(authority, olena, trust, noon):
    # Two files joined by hand: one signer of this content and one of another.
    other = authority.issue(Subject(name="Інша"), at=noon)
    parts = [
        der.parse(Forgery(olena).bytes()),
        der.parse(Forgery(other, message_digest=bytes(32)).bytes()),
    ]
    infos = [part.children[1].only().children[-1].only().raw for part in parts]
    joined = der.sequence(
        der.oid(oids.SIGNED_DATA),
        der.context(
            0,
            der.sequence(
                der.integer(1),
                der.set_of([]),
                der.sequence(der.oid(oids.DATA)),
                der.context(0, olena.certificate, other.certificate),
                der.encode(der.SET, *infos),
            ),
        ),
    )
    report = kep.verify(joined, CONTENT, trust=trust, at=noon)
    assert report.status == "invalid"
    assert [signer.status for signer in report.signers] == ["valid", "invalid"]


def test_every_changed_byte_makes_the_signature_invalid_or_changes_nothing(olena, trust, noon):
    """No single-byte change of a valid file leaves it valid with another signer, time or content."""
    signature = kep.sign(CONTENT, olena.key, at=noon, detached=False)
    original = kep.verify(signature, None, trust=trust, at=noon)
    assert original.status == "valid"
    survivors = 0
    for position in range(len(signature)):
        changed = bytearray(signature)
        changed[position] ^= 1 << position % 8
        try:
            report = kep.verify(bytes(changed), None, trust=trust, at=noon)
        except kep.BadSignatureFile:
            continue
        if report.status == "valid":
            assert (report.signers, report.content) == (original.signers, original.content)
            survivors += 1
    assert survivors < 20


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_ends_in_anything_but_a_verdict_or_a_refusal(olena, trust, noon, data):
    damaged = bytearray(kep.sign(CONTENT, olena.key, at=noon))
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(damaged) - 1))
        damaged[position : position + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    try:
        report = kep.verify(bytes(damaged), CONTENT, trust=trust, at=noon)
    except kep.BadSignatureFile:
        return
    assert report.status in ("valid", "invalid", "indeterminate")
