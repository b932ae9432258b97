"""What can be done without the key: higher levels, several signers; and signing by somebody elsewhere."""

from datetime import timedelta

import pytest

import kep
from kep import cms, der, oids
from kep.authority import Authority, Kind, Profile, Subject
from kep.authority_answers import Register, ocsp_response, revocation_list, time_stamp
from kep.cert import parse_certificate
from kep.digests import imprint
from kep.ocsp import encode_request
from kep.signing import attribute

CONTENT = "Рахунок".encode()
HOUR = timedelta(hours=1)
LATE = timedelta(days=1200)


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon - HOUR, kind=Kind.DSTU_KUPYNA)


@pytest.fixture(scope="module")
def petro(centre, noon):
    return centre.issue(Subject(name="Петро", rnokpp="3184710691"), at=noon, kind=Kind.DSTU_KUPYNA)


@pytest.fixture(scope="module")
def signature(petro, noon) -> bytes:
    return kep.sign(CONTENT, petro.key, at=noon, hash_name="kupyna256")


@pytest.fixture(scope="module")
def evidence(centre, petro, signature, noon) -> kep.Evidence:
    stamps = centre.issue(Subject(name="Позначки"), at=noon, profile=Profile.TIME_STAMPS)
    register = Register()
    register.enter(petro.certificate)
    value = cms.parse_signed_data(signature).signers[0].signature
    request = encode_request(
        parse_certificate(petro.certificate), centre.certificate, hash_name="kupyna256", nonce=b"1"
    )
    return kep.Evidence(
        certificates=(centre.root,),
        ocsp=(ocsp_response(centre, register, request, at=noon + HOUR),),
        crls=(revocation_list(centre, register, at=noon + HOUR),),
        tokens=(time_stamp(stamps, imprint(value, "kupyna256"), at=noon),),
    )


@pytest.fixture(scope="module")
def trusting(centre) -> kep.TrustStore:
    return kep.TrustStore([centre.root])


@pytest.mark.parametrize("level", ["T", "X-Long", "LT"])
def test_a_signature_is_raised_and_then_speaks_for_itself(signature, evidence, trusting, noon, level):
    raised = kep.augment(signature, evidence, level=level)
    (signer,) = kep.verify(raised, CONTENT, trust=trusting, at=noon, evidence=kep.Evidence()).signers
    assert (signer.level, signer.proven_time) == (level, noon)
    assert signer.status == ("indeterminate" if level == "T" else "valid")
    # Raising again changes nothing.
    assert kep.augment(raised, evidence, level=level) == raised
    late = kep.verify(raised, CONTENT, trust=trusting, at=noon + LATE, evidence=kep.Evidence())
    assert late.status == signer.status


def test_a_raised_signature_is_what_other_readers_expect(signature, evidence):
    raised = kep.augment(signature, evidence, level="X-Long")
    (signer,) = cms.parse_signed_data(raised).signers
    assert [found.kind for found in signer.unsigned_attributes] == [
        oids.SIGNATURE_TIME_STAMP,
        oids.CERTIFICATE_REFS,
        oids.REVOCATION_REFS,
        oids.CERTIFICATE_VALUES,
        oids.REVOCATION_VALUES,
    ]
    (refs,) = signer.unsigned(oids.CERTIFICATE_REFS)
    assert len(refs.children) == 1
    (states,) = signer.unsigned(oids.REVOCATION_REFS)
    assert len(states.children) == 2


def test_missing_evidence_is_told(signature, evidence):
    with pytest.raises(kep.BadEvidence, match="time stamp"):
        kep.augment(signature, kep.Evidence())
    bare = kep.Evidence(tokens=evidence.tokens)
    with pytest.raises(kep.BadEvidence, match="issuer"):
        kep.augment(signature, bare, level="LT")
    with pytest.raises(kep.BadEvidence, match="statement"):
        kep.augment(signature, bare + kep.Evidence(certificates=evidence.certificates), level="X-Long")
    with pytest.raises(ValueError, match="level"):
        kep.augment(signature, evidence, level="A")


def test_references_may_be_stamped_too(signature, evidence, centre, trusting, noon):
    """CAdES-X type 1: the stamp is of the signature, its stamp and the references, and proves their time."""
    raised = kep.augment(signature, evidence, level="X-Long")
    (signer,) = cms.parse_signed_data(raised).signers
    kept = [
        a
        for a in signer.unsigned_attributes
        if a.kind not in (oids.CERTIFICATE_VALUES, oids.REVOCATION_VALUES)
    ]
    stamps = centre.issue(Subject(name="Позначки"), at=noon, profile=Profile.TIME_STAMPS)

    def with_stamp(data: bytes) -> bytes:
        token = time_stamp(stamps, imprint(data, "sha256"), at=noon)
        children = der.parse(signer.raw).children[:-1]
        info = der.sequence(
            *(child.raw for child in children),
            der.context(1, *(der.sequence(a.body) for a in kept), attribute(oids.ESC_TIME_STAMP, token)),
        )
        whole = cms.parse_signed_data(raised)
        return cms.encode(oids.DATA, None, whole.certificates, [info], whole.digest_algorithms)

    data = signer.signature + b"".join(a.body for a in kept)
    (told,) = kep.verify(with_stamp(data), CONTENT, trust=trusting, at=noon).signers
    assert (told.status, told.level) == ("valid", "X")
    assert [stamp.code for stamp in told.stamps] == [None, None]
    (wrong,) = kep.verify(with_stamp(data[1:]), CONTENT, trust=trusting, at=noon).signers
    assert [reason.code for reason in wrong.reasons] == ["timestamp_broken"]


def test_signers_are_joined_and_parted(signature, centre, petro, trusting, noon):
    olha = centre.issue(Subject(name="Ольга"), at=noon, kind=Kind.ECDSA)
    second = kep.sign(CONTENT, olha.key, at=noon)
    both = kep.merge(signature, second)
    report = kep.verify(both, CONTENT, trust=trusting, at=noon)
    assert report.status == "valid"
    assert {signer.identity.name for signer in report.signers} == {"Петро", "Ольга"}
    assert kep.merge(both, second) == both
    parts = kep.split(both)
    names = []
    for part in parts:
        (signer,) = kep.verify(part, CONTENT, trust=trusting, at=noon).signers
        assert signer.status == "valid"
        names.append(signer.identity.name)
    assert sorted(names) == ["Ольга", "Петро"]
    assert kep.merge(*parts) == both


def test_signatures_of_different_contents_are_not_joined(petro, noon):
    one = kep.sign(b"one", petro.key, at=noon, detached=False)
    two = kep.sign(b"two", petro.key, at=noon, detached=False)
    with pytest.raises(kep.BadSignatureFile, match="different contents"):
        kep.merge(one, two)
    with pytest.raises(kep.BadSignatureFile):
        kep.merge(one, one + b"\0")


@pytest.mark.parametrize(
    ("kind", "hash_name"),
    [
        (Kind.DSTU_GOST, "gost34311"),
        (Kind.DSTU_GOST, "kupyna256"),
        (Kind.DSTU_GOST, "kupyna512"),
        (Kind.ECDSA, "sha256"),
        (Kind.RSA, "sha256"),
        (Kind.RSA, "sha512"),
    ],
)
def test_a_signer_elsewhere_gets_bytes_and_gives_a_value(centre, trusting, noon, kind, hash_name):
    holder = centre.issue(Subject(name="Віддалений"), at=noon, kind=kind)
    unsigned = kep.prepare(CONTENT, holder.certificate, at=noon, hash_name=hash_name)
    value = holder.key.sign(unsigned.data, unsigned.hash_name)
    signature = kep.finish(unsigned, value)
    (signer,) = kep.verify(signature, CONTENT, trust=trusting, at=noon).signers
    assert (signer.status, signer.hash_name) == ("valid", hash_name)
    assert len(unsigned.digest) in (32, 64)


def test_a_wrong_value_from_elsewhere_is_not_put_into_a_file(centre, petro, noon):
    unsigned = kep.prepare(CONTENT, petro.certificate, at=noon)
    other = kep.prepare(b"other", petro.certificate, at=noon)
    with pytest.raises(kep.BadKey, match="not a signature of these data"):
        kep.finish(unsigned, petro.key.sign(other.data, other.hash_name))
    with pytest.raises(kep.BadKey, match="not for signing"):
        kep.prepare(CONTENT, centre.root, at=noon)
    with pytest.raises(kep.BadKey, match="does not sign"):
        kep.prepare(CONTENT, petro.certificate, at=noon, hash_name="sha256")
    with pytest.raises(kep.BadKey, match="does not sign"):
        kep.prepare(CONTENT, petro.certificate, at=noon, hash_name="md5")
