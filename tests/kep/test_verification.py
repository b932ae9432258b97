"""Verification of signatures by others: every vector gives the verdict of its manifest."""

from datetime import UTC, datetime

import pytest

import kep
from tests.kep.vectors import VECTORS, every, manifest, needed

pytestmark = needed
AFTER_CZO = datetime(2024, 3, 5, tzinfo=UTC)
WITHIN_DIIA = datetime(2023, 9, 25, tzinfo=UTC)
CZO_SIGNERS = {
    "DSTU-4145/GOST-34.311": ("ТЕСТ Тестовий Тест Тестович", None),
    "DSTU-4145/Kupyna-256": ("ТЕСТ Тестовий Тест Тестович", "0000000000"),
    "ECDSA/SHA-256": ("TEST Testovyi Test", "1234567892"),
    "RSA/SHA-256": ("TEST Testovyi Test", "1234567892"),
}
TITLES = {
    "gost34311": "DSTU-4145/GOST-34.311",
    "kupyna256": "DSTU-4145/Kupyna-256",
    "kupyna512": "DSTU-4145/Kupyna-512",
    "sha256_rsa": "RSA/SHA-256",
    "sha256_ecdsa": "ECDSA/SHA-256",
}


@pytest.fixture(scope="module")
def authorities() -> kep.TrustStore:
    return kep.TrustStore.from_directory(VECTORS / "certs")


def moment(vector) -> datetime:
    return AFTER_CZO if vector.name.startswith("CAdES-") else WITHIN_DIIA


@every("cms")
def test_a_signature_by_others_holds(vector, authorities):
    report = kep.verify(vector.data, vector.content, trust=authorities, at=moment(vector))
    assert len(report.signers) == len(vector.entry["expected"])
    for signer, expected in zip(report.signers, vector.entry["expected"], strict=True):
        assert signer.integrity
        algorithm = TITLES.get(expected["sig_alg"]) or TITLES[expected["digest_alg"]]
        claimed = expected["signing_time"]
        assert signer.algorithm == algorithm
        assert signer.signing_time == (claimed and datetime.fromisoformat(claimed))


@every("cms")
def test_without_trust_its_verdict_is_indeterminate(vector):
    report = kep.verify(vector.data, vector.content, trust=kep.TrustStore(), at=moment(vector))
    assert report.status == "indeterminate"
    assert {reason.code for signer in report.signers for reason in signer.reasons} == {"chain_unknown"}


@every("cms")
def test_with_other_content_it_fails(vector, authorities):
    report = kep.verify(vector.data, b"other", trust=authorities, at=moment(vector))
    assert report.status == "invalid"
    codes = {reason.code for signer in report.signers for reason in signer.reasons}
    assert codes == {"digest_mismatch"} if vector.content else {"content_differs"}


@pytest.mark.parametrize("vector", [v for v in manifest("cms") if "CAdES" in v.name], ids=lambda v: v.name)
def test_the_official_samples_lead_to_the_test_root(vector, authorities):
    report = kep.verify(vector.data, None, trust=authorities, at=AFTER_CZO)
    (signer,) = report.signers
    assert (report.status, signer.indication, signer.reasons) == ("valid", "TOTAL-PASSED", ())
    assert len(signer.chain) == 3
    assert signer.identity.name == CZO_SIGNERS[signer.algorithm][0]
    assert signer.identity.rnokpp == CZO_SIGNERS[signer.algorithm][1]
    assert not signer.demo


@every("cms_negative")
def test_a_crafted_file_gets_the_verdict_of_the_manifest(vector, authorities):
    report = kep.verify(vector.data, vector.content, trust=authorities, at=WITHIN_DIIA)
    (signer,) = report.signers
    is_accepted = vector.entry["expected"].startswith("accept")
    assert report.status == ("valid" if is_accepted else "invalid")
    assert signer.integrity == is_accepted


REFUSALS = {
    "bitflip.p7s": "signature_wrong",
    "content_type_mismatch.p7s": "content_type_mismatch",
    "empty_message_digest.p7s": "digest_mismatch",
    "ess_other_cert.p7s": "signing_certificate_mismatch",
    "key_agreement_cert.p7s": "key_usage_forbids",
    "no_ess.p7s": "signing_certificate_missing",
    "no_message_digest.p7s": "attributes_missing",
    "r_zero.p7s": "signature_wrong",
    "s_plus_n.p7s": "signature_wrong",
    "sig_truncated.p7s": "signature_wrong",
    "trailing_garbage.p7s": "trailing_bytes",
    "wrong_message_digest.p7s": "digest_mismatch",
}


@pytest.mark.parametrize(
    "vector", [v for v in manifest("cms_negative") if v.name in REFUSALS], ids=lambda v: v.name
)
def test_a_crafted_file_is_refused_for_its_own_fault(vector, authorities):
    (signer,) = kep.verify(vector.data, vector.content, trust=authorities, at=WITHIN_DIIA).signers
    assert [reason.code for reason in signer.reasons] == [REFUSALS[vector.name]]


def test_an_expired_certificate_leaves_the_verdict_open(authorities):
    (vector,) = (v for v in manifest("cms_negative") if v.name == "ok_control.p7s")
    late = datetime(2025, 1, 1, tzinfo=UTC)
    (signer,) = kep.verify(vector.data, vector.content, trust=authorities, at=late).signers
    assert (signer.integrity, signer.status) == (True, "indeterminate")
    assert [reason.code for reason in signer.reasons] == ["certificate_expired"]
    assert signer.sub_indication == "OUT_OF_BOUNDS_NO_POE"


def test_the_signer_is_described_from_the_certificate(authorities):
    (vector,) = (v for v in manifest("cms") if v.name == "gen_py_detached.p7s")
    (signer,) = kep.verify(vector.data, vector.content, trust=authorities, at=WITHIN_DIIA).signers
    assert signer.identity == kep.Identity(
        edrpou="43395033",
        rnokpp=None,
        unzr=None,
        name="ДП ДІЯ (Тестування)",
        organisation="ДП ДІЯ (Тестування)",
        title=None,
    )
    assert signer.serial == "3ED5083160DBC59B04000000A91E060073A57600"
    assert signer.issuer == '"Дія". Кваліфікований надавач електронних довірчих послуг'
    assert (signer.seal, signer.qscd, signer.level, signer.revocation) == (True, False, "BES", "not_checked")
    assert signer.not_after == datetime(2024, 4, 5, 17, 57, 59, tzinfo=UTC)
