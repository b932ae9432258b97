"""Time stamps: what they prove, and everything for which they prove nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

import kep
from kep import cms, der, oids, tsp
from kep.authority import Authority, Kind, Profile, Subject
from kep.authority_answers import Register, revocation_list, time_stamp
from kep.digests import imprint
from kep.signing import attribute
from tests.kep.forge import CONTENT, Forgery

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon - 10 * DAY, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def stamps(centre, noon):
    return service(centre, noon)


@pytest.fixture(scope="module")
def iryna(centre, noon):
    return centre.issue(Subject(name="Ірина"), at=noon - 2 * DAY, kind=Kind.DSTU_GOST, days=3)


def service(centre, noon, profile=Profile.TIME_STAMPS):
    return centre.issue(Subject(name="Позначки"), at=noon - 5 * DAY, kind=Kind.ECDSA, profile=profile)


def value_of(signature: bytes) -> bytes:
    return cms.parse_signed_data(signature).signers[0].signature


def stamped(signature, authority, at, data=None) -> bytes:
    wanted = imprint(value_of(signature) if data is None else data, "sha256")
    token = time_stamp(authority, wanted, at=at)
    info = cms.parse_signed_data(signature).signers[0].raw
    children = der.parse(info).children
    raised = der.sequence(
        *(child.raw for child in children), der.context(1, attribute(oids.SIGNATURE_TIME_STAMP, token))
    )
    whole = cms.parse_signed_data(signature)
    return cms.encode(oids.DATA, None, whole.certificates, [raised], whole.digest_algorithms)


def told(signature, trust, at, **more):
    report = kep.verify(signature, CONTENT, trust=trust, at=at, **more)
    (signer,) = report.signers
    return signer


def codes(signer) -> list[str]:
    return [reason.code for reason in signer.reasons]


@pytest.fixture(scope="module")
def trusting(centre) -> kep.TrustStore:
    return kep.TrustStore([centre.root])


@pytest.fixture(scope="module")
def signature(iryna, noon) -> bytes:
    return kep.sign(CONTENT, iryna.key, at=noon)


def test_a_stamp_proves_the_time_for_good(signature, stamps, trusting, noon):
    signer = told(stamped(signature, stamps, noon), trusting, noon + 300 * DAY)
    assert (signer.status, signer.level, signer.proven_time) == ("valid", "T", noon)
    assert [(stamp.kind, stamp.at, stamp.code) for stamp in signer.stamps] == [("signature", noon, None)]
    bare = told(signature, trusting, noon + 300 * DAY)
    assert (bare.status, codes(bare)) == ("indeterminate", ["certificate_expired"])


def test_a_stamp_may_lie_among_the_evidence(signature, stamps, trusting, noon):
    token = time_stamp(stamps, imprint(value_of(signature), "gost34311"), at=noon)
    other = time_stamp(stamps, imprint(b"other", "gost34311"), at=noon - DAY)
    evidence = kep.Evidence(tokens=(other, token))
    signer = told(signature, trusting, noon + 300 * DAY, evidence=evidence, policy=kep.PATH_ONLY)
    assert (signer.status, signer.level, signer.proven_time) == ("valid", "BES", noon)


def test_the_earliest_of_two_stamps_counts(signature, stamps, trusting, noon):
    later = time_stamp(stamps, imprint(value_of(signature), "sha256"), at=noon + HOUR)
    signer = told(
        stamped(signature, stamps, noon), trusting, noon + DAY, evidence=kep.Evidence(tokens=(later,))
    )
    assert signer.proven_time == noon


def test_a_stamp_of_other_data_spoils_the_verdict(signature, stamps, trusting, noon):
    signer = told(stamped(signature, stamps, noon, data=b"other"), trusting, noon)
    assert (signer.integrity, signer.status, signer.proven_time) == (True, "indeterminate", None)
    assert codes(signer) == ["timestamp_broken"]


@pytest.mark.parametrize("profile", [Profile.SIGNER, Profile.OCSP])
def test_only_a_time_stamping_certificate_stamps(signature, centre, trusting, noon, profile):
    signer = told(stamped(signature, service(centre, noon, profile), noon), trusting, noon)
    assert (signer.proven_time, codes(signer)) == (None, ["timestamp_authority_wrong"])


def test_an_untrusted_authority_proves_nothing_but_harms_nothing(signature, trusting, noon):
    stranger = Authority.create("Чужий", at=noon - 10 * DAY, kind=Kind.ECDSA)
    whole = stamped(signature, service(stranger, noon), noon)
    signer = told(whole, trusting, noon)
    assert (signer.status, signer.level, signer.proven_time) == ("valid", "T", None)
    assert signer.stamps[0].code == "timestamp_untrusted"
    late = told(whole, trusting, noon + 300 * DAY)
    assert codes(late) == ["certificate_expired"]


def test_a_stamp_after_the_end_of_its_own_certificate_proves_nothing(signature, centre, trusting, noon):
    authority = centre.issue(
        Subject(name="Позначки"), at=noon - 5 * DAY, kind=Kind.ECDSA, profile=Profile.TIME_STAMPS, days=2
    )
    assert told(stamped(signature, authority, noon), trusting, noon).proven_time is None


def test_a_revoked_authority_proves_nothing(signature, centre, trusting, noon):
    authority = service(centre, noon)
    register = Register()
    register.revoke(authority.certificate, at=noon - HOUR)
    evidence = kep.Evidence(crls=(revocation_list(centre, register, at=noon),))
    whole = stamped(signature, authority, noon)
    signer = told(whole, trusting, noon, evidence=evidence, policy=kep.PATH_ONLY)
    assert (signer.status, signer.proven_time) == ("valid", None)
    assert told(whole, trusting, noon).proven_time == noon


def test_a_stamp_from_the_future_is_not_believed(signature, stamps, trusting, noon):
    signer = told(stamped(signature, stamps, noon + HOUR), trusting, noon)
    assert (signer.proven_time, codes(signer)) == (None, ["timestamp_future"])
    assert told(stamped(signature, stamps, noon + HOUR / 20), trusting, noon).proven_time is not None


def with_content_stamp(iryna, stamps, at, data=CONTENT) -> bytes:
    token = time_stamp(stamps, imprint(data, "sha256"), at=at)
    return Forgery(iryna, extra_attributes=(attribute(oids.CONTENT_TIME_STAMP, token),)).bytes()


def test_a_content_stamp_proves_no_signature_but_must_hold(iryna, stamps, trusting, noon):
    signer = told(with_content_stamp(iryna, stamps, noon), trusting, noon)
    assert (signer.status, signer.level, signer.proven_time) == ("valid", "BES", None)
    wrong = told(with_content_stamp(iryna, stamps, noon, b"other"), trusting, noon)
    assert codes(wrong) == ["timestamp_broken"]


def test_the_content_cannot_be_stamped_after_the_signature(iryna, stamps, trusting, noon):
    late = stamped(with_content_stamp(iryna, stamps, noon + HOUR), stamps, noon)
    signer = told(late, trusting, noon + DAY)
    assert (signer.status, codes(signer)) == ("indeterminate", ["timestamp_order"])
    assert signer.sub_indication == "TIMESTAMP_ORDER_FAILURE"


def test_no_changed_byte_of_a_stamp_moves_the_proven_time(signature, stamps, trusting, noon):
    whole = stamped(signature, stamps, noon)
    token = cms.parse_signed_data(whole).signers[0].unsigned(oids.SIGNATURE_TIME_STAMP)[0].raw
    start = whole.index(token)
    for position in range(start, start + len(token), 7):
        changed = bytearray(whole)
        changed[position] ^= 0x21
        try:
            signer = told(bytes(changed), trusting, noon)
        except kep.BadSignatureFile:
            continue
        assert signer.proven_time in (None, noon)
        assert signer.integrity


def test_a_stamp_that_stands_alone_is_verified_too(stamps, trusting, noon):
    token = time_stamp(stamps, imprint(b"data", "sha256"), at=noon)

    def report(data, content):
        return kep.verify(data, content, trust=trusting, at=noon)

    assert report(token, None).status == "valid"
    (signer,) = report(token, b"data").signers
    assert (signer.status, signer.level, signer.signing_time) == ("valid", "TST", noon)
    assert codes(report(token, b"other").signers[0]) == ["digest_mismatch"]
    assert codes(report(token + b"\0", b"data").signers[0]) == ["trailing_bytes"]


def test_a_request_and_its_answer_are_read(stamps, noon):
    request = tsp.encode_request(b"data", hash_name="kupyna256", nonce=5)
    imprint, nonce = tsp.read_request(request)
    token = tsp.parse_token(time_stamp(stamps, imprint.raw, at=noon, nonce=nonce.raw))
    assert (token.hash_name, token.at, token.nonce) == ("kupyna256", noon, b"\x05")
    with pytest.raises(kep.Unavailable):
        tsp.parse_response(der.sequence(der.sequence(der.integer(2))))
    for junk in (b"", b"0", der.sequence(), request):
        with pytest.raises(kep.BadEvidence):
            tsp.parse_token(junk)


def test_a_hash_past_its_sunset_needs_an_earlier_proof(signature, stamps, trusting, noon):
    policy = replace(kep.PATH_ONLY, sunsets={"gost34311": noon + HOUR})
    late = noon + 2 * HOUR
    assert codes(told(signature, trusting, late, policy=policy)) == ["algorithm_outdated"]
    assert told(stamped(signature, stamps, noon), trusting, late, policy=policy).status == "valid"


def test_a_policy_may_ask_for_qualified_certificates(centre, trusting, noon):
    plain = centre.issue(Subject(name="Сервер"), at=noon, kind=Kind.ECDSA, profile=Profile.SIGNER)
    signer = told(
        kep.sign(CONTENT, plain.key, at=noon),
        trusting,
        noon,
        policy=replace(kep.PATH_ONLY, needs_qualified=True),
    )
    assert (signer.status, signer.qualified) == ("valid", True)
    assert isinstance(signer.not_after, datetime)
