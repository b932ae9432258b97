"""Statements about certificates: who may make them, when they are news, what they change."""

from dataclasses import replace
from datetime import timedelta

import pytest

import kep
from kep import der, ocsp, oids
from kep.authority import Authority, Kind, Profile, Subject
from kep.authority_answers import Register, ocsp_response, revocation_list
from kep.authority_profile import extension
from kep.cert import parse_certificate
from kep.crl import parse_crl
from kep.policy import STRICT
from kep.revocation import Statement, judge

CONTENT = b"Rakhunok"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon - 10 * DAY, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def petro(centre, noon):
    return centre.issue(Subject(name="Петро", rnokpp="3184710691"), at=noon - DAY, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def signature(petro, noon) -> bytes:
    return kep.sign(CONTENT, petro.key, at=noon)


@pytest.fixture
def register(petro) -> Register:
    known = Register()
    known.enter(petro.certificate)
    return known


def asked(petro, centre, hash_name="sha1") -> bytes:
    certificate, issuer = parse_certificate(petro.certificate), centre.certificate
    return ocsp.encode_request(certificate, issuer, hash_name=hash_name, nonce=b"nonce")


def verdict(signature, centre, at, evidence, **more) -> tuple[str, list[str]]:
    report = kep.verify(
        signature, CONTENT, trust=kep.TrustStore([centre.root]), at=at, evidence=evidence, **more
    )
    return report.status, [reason.code for reason in report.signers[0].reasons]


@pytest.mark.parametrize("hash_name", ["sha1", "sha256", "gost34311", "kupyna256"])
def test_a_certificate_may_be_named_by_any_of_the_usual_hashes(
    signature, petro, centre, register, noon, hash_name
):
    answer = ocsp_response(centre, register, asked(petro, centre, hash_name), at=noon)
    assert verdict(signature, centre, noon, kep.Evidence(ocsp=(answer,))) == ("valid", [])


def test_an_answer_by_a_delegate_counts_and_by_another_does_not(signature, petro, centre, register, noon):
    def answered(profile: Profile, by: Authority = centre) -> kep.Evidence:
        responder = by.issue(Subject(name="Відповідач"), at=noon - DAY, kind=Kind.ECDSA, profile=profile)
        return kep.Evidence(
            ocsp=(ocsp_response(centre, register, asked(petro, centre), at=noon, responder=responder),)
        )

    assert verdict(signature, centre, noon, answered(Profile.OCSP)) == ("valid", [])
    unknown = ("indeterminate", ["revocation_unknown"])
    assert verdict(signature, centre, noon, answered(Profile.SIGNER)) == unknown
    assert verdict(signature, centre, noon, answered(Profile.TIME_STAMPS)) == unknown
    stranger = Authority.create("Центр", at=noon - DAY, kind=Kind.ECDSA)
    assert verdict(signature, centre, noon, answered(Profile.OCSP, stranger)) == unknown


def test_an_answer_by_an_expired_delegate_does_not_count(signature, petro, centre, register, noon):
    responder = centre.issue(
        Subject(name="Відповідач"), at=noon - 5 * DAY, kind=Kind.ECDSA, profile=Profile.OCSP, days=2
    )
    answer = ocsp_response(centre, register, asked(petro, centre), at=noon, responder=responder)
    found = verdict(signature, centre, noon, kep.Evidence(ocsp=(answer,)))
    assert found == ("indeterminate", ["revocation_unknown"])


def test_an_answer_that_was_changed_does_not_count(signature, petro, centre, register, noon):
    answer = bytearray(ocsp_response(centre, register, asked(petro, centre), at=noon))
    unknown = ("indeterminate", ["revocation_unknown"])
    for position in (60, len(answer) // 2, len(answer) - 3):
        changed = bytearray(answer)
        changed[position] ^= 1
        assert verdict(signature, centre, noon, kep.Evidence(ocsp=(bytes(changed),))) == unknown


def test_an_answer_about_another_certificate_does_not_count(signature, centre, register, noon):
    other = centre.issue(Subject(name="Інший"), at=noon - DAY, kind=Kind.ECDSA)
    register.enter(other.certificate)
    answer = ocsp_response(centre, register, asked(other, centre), at=noon)
    found = verdict(signature, centre, noon, kep.Evidence(ocsp=(answer,)))
    assert found == ("indeterminate", ["revocation_unknown"])


def test_the_authority_may_not_know_the_certificate(signature, petro, centre, noon):
    answer = ocsp_response(centre, Register(), asked(petro, centre), at=noon)
    assert ocsp.parse_response(answer).answers[0].state == "unknown"
    found = verdict(signature, centre, noon, kep.Evidence(ocsp=(answer,)))
    assert found == ("indeterminate", ["revocation_unknown"])


def test_a_stale_answer_leaves_the_verdict_open_and_a_young_one_does_not(
    signature, petro, centre, register, noon
):
    def answered(age: timedelta) -> kep.Evidence:
        return kep.Evidence(ocsp=(ocsp_response(centre, register, asked(petro, centre), at=noon - age),))

    assert verdict(signature, centre, noon, answered(71 * HOUR)) == ("valid", [])
    stale = ("indeterminate", ["revocation_stale"])
    assert verdict(signature, centre, noon, answered(73 * HOUR)) == stale
    report = kep.verify(
        signature, CONTENT, trust=kep.TrustStore([centre.root]), at=noon, evidence=answered(73 * HOUR)
    )
    assert report.signers[0].sub_indication == "REVOCATION_OUT_OF_BOUNDS_NO_POE"
    lenient = replace(STRICT, freshness=timedelta(days=7))
    assert verdict(signature, centre, noon, answered(73 * HOUR), policy=lenient) == ("valid", [])


@pytest.mark.parametrize("delta", [False, True])
def test_a_list_tells_a_revocation_from_its_time_on(signature, petro, centre, register, noon, delta):
    before = revocation_list(centre, register, at=noon - HOUR)
    register.rebase()
    register.revoke(petro.certificate, at=noon - HOUR / 2)
    now = revocation_list(centre, register, at=noon, delta=delta)
    evidence = kep.Evidence(crls=(before, now))
    assert verdict(signature, centre, noon, evidence) == ("invalid", ["certificate_revoked"])
    # At a time before the revocation the same evidence says "good", and for good.
    assert verdict(signature, centre, noon - HOUR, evidence) == ("valid", [])
    # What is known of a revocation counts also where none is asked for.
    assert verdict(signature, centre, noon, evidence, policy=kep.PATH_ONLY)[0] == "invalid"


def test_a_delta_says_nothing_good_without_its_base(signature, centre, register, noon):
    full = revocation_list(centre, register, at=noon - 6 * DAY)
    register.rebase()
    delta = revocation_list(centre, register, at=noon, delta=True)
    unknown = ("indeterminate", ["revocation_unknown"])
    assert verdict(signature, centre, noon, kep.Evidence(crls=(delta,))) == unknown
    # The full list has number 1, and the delta continues number 2.
    at = noon + 2 * DAY
    assert verdict(signature, centre, at, kep.Evidence(crls=(full, delta)))[1] == ["revocation_stale"]
    base = revocation_list(centre, register, at=noon - 6 * DAY)
    evidence = kep.Evidence(crls=(base, delta))
    assert verdict(signature, centre, noon + HOUR, evidence) == ("valid", [])
    report = kep.verify(signature, CONTENT, trust=kep.TrustStore([centre.root]), at=noon, evidence=evidence)
    assert report.signers[0].revocation_source == "delta crl"


def test_a_list_out_of_date_leaves_the_verdict_open(signature, centre, register, noon):
    old = revocation_list(centre, register, at=noon - 8 * DAY)
    assert verdict(signature, centre, noon, kep.Evidence(crls=(old,))) == (
        "indeterminate",
        ["revocation_stale"],
    )


def test_a_list_of_another_authority_of_the_same_name_does_not_count(signature, petro, centre, noon):
    stranger = Authority.create("Центр", at=noon - DAY, kind=Kind.ECDSA)
    assert stranger.certificate.subject == centre.certificate.subject
    register = Register()
    register.revoke(petro.certificate, at=noon - HOUR)
    forged = revocation_list(stranger, register, at=noon)
    found = verdict(signature, centre, noon, kep.Evidence(crls=(forged,)))
    assert found == ("indeterminate", ["revocation_unknown"])


def test_a_malformed_list_is_not_taken_for_one_without_the_entry(petro, centre, register, noon):
    register.revoke(petro.certificate, at=noon)
    parsed = parse_crl(revocation_list(centre, register, at=noon))
    serial = parse_certificate(petro.certificate).serial
    assert parsed.find(serial).reason == 1
    broken = replace(parsed, entries=b"\x04" + parsed.entries[1:])
    with pytest.raises(kep.BadEvidence):
        broken.find(serial)


def test_a_revoked_authority_takes_its_signers_along(centre, noon):
    middle = centre.subordinate("Підлеглий", at=noon - DAY, kind=Kind.ECDSA)
    signer = middle.issue(Subject(name="Оксана"), at=noon - HOUR, kind=Kind.ECDSA)
    signature = kep.sign(CONTENT, signer.key, at=noon)
    own, upper = Register(), Register()
    own.enter(signer.certificate)
    upper.revoke(middle.root, at=noon - HOUR / 2)
    lists = (revocation_list(middle, own, at=noon), revocation_list(centre, upper, at=noon))
    evidence = kep.Evidence(crls=lists, certificates=(middle.root,))
    assert verdict(signature, centre, noon, evidence) == ("indeterminate", ["authority_revoked"])
    sound = kep.Evidence(crls=lists[:1], certificates=(middle.root,))
    assert verdict(signature, centre, noon, sound) == ("valid", [])


def test_an_earlier_invalidity_date_counts(petro, centre, noon):
    """A stolen key is reported late: the authority says since when it is not to be believed."""
    serial = der.encode(der.INTEGER, parse_certificate(petro.certificate).serial)
    since = der.encode(der.GENERALIZED_TIME, (noon - 2 * HOUR).strftime("%Y%m%d%H%M%SZ").encode())
    entry = der.sequence(serial, der.time(noon), der.sequence(extension(oids.INVALIDITY_DATE, since)))
    number = extension(oids.CRL_NUMBER, der.integer(7))
    tbs = der.sequence(
        der.integer(1),
        centre.algorithm,
        centre.certificate.subject_raw,
        der.time(noon),
        der.time(noon + DAY),
        der.sequence(entry),
        der.context(0, der.sequence(number)),
    )
    parsed = parse_crl(der.sequence(tbs, centre.algorithm, centre.signature(tbs)))
    assert parsed.find(parse_certificate(petro.certificate).serial).revoked_at == noon - 2 * HOUR


def test_what_judges_statements_is_a_table(noon):
    good = Statement("ocsp", "good", noon, None)
    revoked = Statement("crl", "revoked", noon + HOUR, None, revoked_at=noon - HOUR, reason=1)
    held = Statement("crl", "suspended", noon + HOUR, None, revoked_at=noon - HOUR, reason=6)
    for statements, at, expected in (
        ([], noon, "unknown"),
        ([good], noon, "good"),
        ([good], noon - 10 * DAY, "good"),
        ([good], noon + 3 * DAY, "good"),
        ([good], noon + 4 * DAY, "unknown"),
        ([good, revoked], noon, "revoked"),
        ([good, revoked], noon - 2 * HOUR, "good"),
        ([revoked, replace(good, this_update=noon + 2 * HOUR)], noon, "good"),
        ([held, replace(good, this_update=noon + 2 * HOUR)], noon, "suspended"),
        ([held, replace(good, this_update=noon + 2 * HOUR)], noon + 3 * HOUR, "good"),
        ([replace(good, next_update=noon + DAY)], noon + DAY, "good"),
        ([replace(good, next_update=noon + DAY)], noon + DAY + HOUR, "unknown"),
        ([replace(good, state="unknown")], noon, "unknown"),
    ):
        assert judge(statements, at, STRICT).state == expected
