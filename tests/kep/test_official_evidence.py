"""Evidence by others: the official CZO matrix of levels; the answers, lists and stamps of the vectors."""

from datetime import UTC, datetime

import pytest

import kep
from kep import attributes, crl, keys, ocsp, tsp
from kep.cert import parse_certificate
from kep.cms import parse_signed_data
from kep.decision import hashing
from kep.evidence import Evidence
from kep.trust import read_certificates
from tests.kep.vectors import VECTORS, every, manifest, needed

pytestmark = needed
AFTER_CZO = datetime(2024, 3, 5, tzinfo=UTC)
LEVELS = {"BES": "BES", "T": "T", "C": "C", "X-Full": "X-Long", "X-Long": "X-Long"}
MATRIX = [vector for vector in manifest("cms") if vector.name.startswith("CAdES-")]


@pytest.fixture(scope="module")
def authorities() -> kep.TrustStore:
    return kep.TrustStore.from_directory(VECTORS / "certs")


@pytest.fixture(scope="module")
def known(authorities) -> Evidence:
    """The certificates of services that the samples do not carry, out of the one sample that does."""
    whole = parse_signed_data((VECTORS / "cms" / "CAdES-X-Full-DSTU-4145.p7s").read_bytes())
    token = whole.signers[0].unsigned("1.2.840.113549.1.9.16.2.14")[0]
    return Evidence(certificates=parse_signed_data(token.raw).certificates)


def the(name: str):
    return next(vector for vector in (*manifest("cms"), *manifest("revocation_tsp")) if vector.name == name)


@pytest.mark.parametrize("vector", MATRIX, ids=lambda vector: vector.name)
def test_the_official_matrix_has_its_levels_times_and_states(vector, authorities, known):
    (signer,) = kep.verify(vector.data, trust=authorities, at=AFTER_CZO, evidence=known).signers
    (expected,) = vector.entry["expected"]
    level = (
        vector.name.removeprefix("CAdES-").partition("-DSTU")[0].partition("-ECDSA")[0].partition("-RSA")[0]
    )
    has_values = level.startswith("X")
    assert signer.level == LEVELS[level]
    assert (signer.status, signer.revocation) == (
        ("valid", "good") if has_values else ("indeterminate", "unknown")
    )
    # Every stamp is sound, and stands at the time of the manifest.
    times = [(at, code) for at, code in ((stamp.at, stamp.code) for stamp in signer.stamps)]
    assert times == [(datetime.fromisoformat(at), None) for _, at, *_ in expected["timestamps"]]
    proofs = [datetime.fromisoformat(at) for kind, at, *_ in expected["timestamps"] if "token" in kind]
    assert signer.proven_time == min(proofs, default=None)


@pytest.mark.parametrize("name", ["CAdES-X-Long-DSTU-4145", "CAdES-X-Long-DSTU-7564", "CAdES-X-Long-ECDSA"])
def test_a_long_signature_is_valid_after_everything_has_expired(name, authorities, known):
    vector = the(f"{name}.p7s")
    late = datetime(2060, 1, 1, tzinfo=UTC)
    report = kep.verify(vector.data, trust=authorities, at=late, evidence=known)
    assert report.status == "valid"


@pytest.mark.parametrize(
    "vector", [v for v in manifest("revocation_tsp") if "_ocsp_" in v.name], ids=lambda v: v.name
)
def test_an_ocsp_answer_of_the_vectors_is_good_and_signed(vector, authorities):
    response = ocsp.parse_response(vector.data)
    (answer,) = response.answers
    inside = map(parse_certificate, response.certificates)
    responders = [one for one in (*inside, *authorities.intermediates) if response.is_by(one)]
    args = (response.algorithm, response.tbs, response.signature)
    assert any(keys.verify(responder.public_key, *args) for responder in responders)
    assert answer.state == "good"


def test_an_answer_given_as_evidence_makes_a_bare_signature_valid(authorities):
    answer = the("basic_ocsp_X-Long-DSTU-4145_0.der").data
    signature = the("CAdES-BES-DSTU-4145.p7s").data
    report = kep.verify(signature, trust=authorities, at=AFTER_CZO, evidence=Evidence(ocsp=(answer,)))
    assert (report.status, report.signers[0].revocation_source) == ("valid", "ocsp")
    other = kep.verify(
        the("CAdES-BES-DSTU-7564.p7s").data,
        trust=authorities,
        at=AFTER_CZO,
        evidence=Evidence(ocsp=(answer,)),
    )
    assert other.status == "indeterminate"


@pytest.mark.parametrize("name", ["X-Full-DSTU-4145", "X-Long-DSTU-4145", "X-Long-DSTU-7564", "X-Long-ECDSA"])
def test_a_stamp_of_the_vectors_is_of_its_signature_and_of_nothing_else(name):
    token = tsp.parse_token(the(f"tst_{name}.der").data)
    signer = parse_signed_data(the(f"CAdES-{name}.p7s").data).signers[0]
    assert token.is_of(hashing(signer.signature))
    assert not token.is_of(hashing(signer.signature + b"\0"))


def test_the_lists_of_the_vectors_are_read_and_the_signed_one_verifies(authorities):
    (delta_name,) = (v.name for v in manifest("revocation_tsp") if "delta" in v.name)
    delta = crl.parse_crl(the(delta_name).data)
    diia = kep.read_certificates(
        (VECTORS / "certs" / "specinfo-ua_diia-CA-05E19E2CD92EA2990100000001000000E1000000.cer").read_bytes()
    )
    issuer = next(one for one in authorities.intermediates if one.der == diia[0])
    assert keys.verify(issuer.public_key, delta.algorithm, delta.tbs, delta.signature)
    assert (delta.number, delta.base_number) == (0x0ABEA7, 0x0AA99C)
    full = crl.parse_crl(the("CZO-Full.crl").data)
    assert (full.number, full.base_number, full.this_update.year) == (0x4461, None, 2016)
    entry = full.find(bytes.fromhex("3004751def2c78ae010000000100000017000000"))
    assert (entry.reason, entry.revoked_at) == (crl.ON_HOLD, datetime(2012, 12, 18, 14, 50, 46, tzinfo=UTC))
    assert full.find(bytes.fromhex("3004751def2c78ae010000000100000017000001")) is None
    small = crl.parse_crl(the("pkiExample_DSTU4145_M257_PB_full.crl").data)
    assert small.find(b"123").reason == 10


def test_requests_of_the_vectors_are_read():
    identifier, nonce = ocsp.read_request(the("ocsp_request.dat").data)
    assert (identifier.hash_name, len(identifier.serial), nonce is None) == ("gost34311", 20, False)
    imprint, _ = tsp.read_request(the("tsp_request.dat").data)
    assert imprint.children[1].octets() == bytes.fromhex("7f010203")
    assert tsp.parse_token(tsp.parse_response(the("tsp_response.dat").data)).hash_name is None


@every("revocation_tsp")
def test_every_file_of_evidence_is_told_by_its_content(vector):
    if "request" in vector.name:
        with pytest.raises(kep.BadEvidence):
            Evidence.of(vector.data)
        return
    found = Evidence.of(vector.data)
    kind = "crls" if vector.name.endswith(".crl") else "ocsp" if "ocsp" in vector.name else "tokens"
    assert len(getattr(found, kind)) == 1


def test_evidence_is_saved_and_loaded_without_loss(tmp_path):
    found = Evidence()
    for vector in manifest("revocation_tsp"):
        if "request" not in vector.name:
            found += Evidence.of(vector.data)
    found += Evidence(certificates=(read_certificates(manifest("certs")[0].data)[0],))
    found.save(tmp_path)
    found.save(tmp_path)
    (tmp_path / "notes.txt").write_text("not evidence")
    loaded = Evidence.from_directory(tmp_path)
    for name in ("certificates", "ocsp", "crls", "tokens"):
        assert set(getattr(loaded, name)) == set(getattr(found, name))


def test_the_evidence_inside_a_file_is_found():
    inside = attributes.evidence(parse_signed_data(the("CAdES-X-Long-DSTU-4145.p7s").data))
    assert (len(inside.ocsp), len(inside.certificates), inside.crls) == (1, 3, ())


@every("asic")
def test_a_container_by_others_holds(vector, authorities):
    report = kep.verify(vector.data, trust=authorities, at=datetime(2023, 9, 25, tzinfo=UTC))
    assert (report.status, report.kind) == ("valid", "ASiC-E")
    assert report.signers[0].covers == ("invoice.txt",)
    assert report.content.decode().startswith("Рахунок-фактура")


@every("pades")
def test_a_pdf_by_others_holds_to_its_last_byte(vector, authorities):
    at = datetime(2023, 9, 25, tzinfo=UTC)
    (signer,) = kep.verify(vector.data, trust=authorities, at=at).signers
    assert (signer.integrity, signer.status) == (True, "valid")
    (late,) = kep.verify(vector.data, trust=authorities, at=datetime(2024, 5, 1, tzinfo=UTC)).signers
    assert [reason.code for reason in late.reasons] == ["certificate_expired"]
    (longer,) = kep.verify(vector.data + b"\n% more", trust=authorities, at=at).signers
    assert (longer.integrity, [reason.code for reason in longer.reasons]) == (False, ["pdf_not_covered"])
