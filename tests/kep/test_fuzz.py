"""Damaged input of every kind ends in a verdict or in a documented refusal, soon, and in no better verdict.

``KEP_FUZZ=1000000`` runs so many inputs instead of a few hundred, and every byte of the samples, not some.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import pytest

import kep
from kep import asic, crl, ocsp, trustlist, tsp
from kep.authority import Authority, Kind, Subject
from kep.authority_answers import Register, ocsp_response, revocation_list, time_stamp
from kep.authority_profile import Profile
from kep.cert import parse_certificate
from kep.cms import parse_signed_data
from kep.digests import imprint
from kep.evidence import Evidence
from kep.pades_signing import sign_pdf
from kep.trust import read_certificates
from kep.xades_signing import sign_document, sign_files
from tests.kep.test_pdf import made
from tests.kep.vectors import VECTORS, manifest, needed

ROUNDS = int(os.environ.get("KEP_FUZZ", "600"))
STEP = 1 if "KEP_FUZZ" in os.environ else 997 if os.environ.get("KEP_BACKEND") == "pure" else 41
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
CONTENT = b"Rakhunok"
AFTER_CZO = datetime(2024, 3, 5, tzinfo=UTC)


class Chance:
    """Numbers that look like chance and are the same in every run."""

    def __init__(self, seed: str) -> None:
        self._seed, self._count = seed.encode(), 0

    def below(self, limit: int) -> int:
        self._count += 1
        return int.from_bytes(sha256(self._seed + self._count.to_bytes(8, "big")).digest()[:8], "big") % limit


def damaged(data: bytes, chance: Chance) -> bytes:
    """Return the data with up to four bytes or ranges changed, left out, doubled or cut."""
    changed = bytearray(data)
    for _ in range(1 + chance.below(4)):
        place = chance.below(len(changed)) if changed else 0
        size = 1 + chance.below(8)
        act = chance.below(6)
        if act < 2 and changed:
            changed[place] ^= 1 << chance.below(8)
        elif act == 2:
            changed[place : place + size] = bytes(chance.below(256) for _ in range(size))
        elif act == 3:
            del changed[place : place + size]
        elif act == 4:
            changed[place:place] = changed[place : place + size]
        elif chance.below(8) == 0:
            del changed[place:]
    return bytes(changed)


@dataclass(frozen=True)
class Scene:
    """Sound files of every kind, and who is trusted."""

    trust: kep.TrustStore
    files: dict[str, bytes]
    evidence: dict[str, bytes]


@pytest.fixture(scope="module")
def scene() -> Scene:
    centre = Authority.create("Центр", at=NOON, kind=Kind.ECDSA)
    petro = centre.issue(Subject(name="Петро", rnokpp="3184710691"), at=NOON, kind=Kind.DSTU_GOST)
    stamps = centre.issue(Subject(name="П"), at=NOON, kind=Kind.ECDSA, profile=Profile.TIME_STAMPS)
    register = Register()
    register.enter(petro.certificate)
    plain = kep.sign(CONTENT, petro.key, at=NOON)
    value = parse_signed_data(plain).signers[0].signature
    token = time_stamp(stamps, imprint(value, "sha256"), at=NOON)
    request = ocsp.encode_request(
        parse_certificate(petro.certificate), centre.certificate, hash_name="sha256", nonce=b"1"
    )
    answer = ocsp_response(centre, register, request, at=NOON)
    register.revoke(stamps.certificate, at=NOON)
    revoked = revocation_list(centre, register, at=NOON)
    known = Evidence((centre.root,), (answer,), (), (token,))
    listed = asic.manifest({"a": CONTENT})
    files = {
        "cms": kep.sign(CONTENT, petro.key, at=NOON, detached=False),
        "long": kep.augment(plain, known, level="X-Long"),
        "asic": asic.pack({"a": CONTENT}, cms=kep.sign(listed, petro.key, at=NOON), manifest=listed),
        "asic xml": asic.pack({"a": CONTENT}, xml=sign_files({"a": CONTENT}, petro.key, at=NOON)),
        "xml": sign_document(b"<r><a>1</a></r>", petro.key, at=NOON),
        "pdf": sign_pdf(made("generate"), petro.key, at=NOON),
    }
    evidence = {"ocsp": answer, "crl": revoked, "token": token, "certificate": centre.root}
    return Scene(kep.TrustStore([centre.root]), files, evidence)


def ended(call: Callable[[], object]) -> object:
    """Return what ``call`` returns, or its documented refusal; ``tests.kep.fuzz`` tells how long it takes."""
    try:
        return call()
    except kep.KepError as refusal:
        return refusal


@pytest.mark.parametrize("kind", ["cms", "long", "asic", "asic xml", "xml", "pdf"])
def test_a_damaged_file_ends_in_a_verdict_or_a_refusal(scene, kind):
    sound = scene.files[kind]
    content = CONTENT if kind == "long" else None
    original = kep.verify(sound, content, trust=scene.trust, at=NOON)
    assert original.status == "valid"
    chance = Chance(kind)
    for _ in range(ROUNDS // 6):
        data = damaged(sound, chance)
        result = ended(lambda data=data: kep.verify(data, content, trust=scene.trust, at=NOON))
        if isinstance(result, kep.Report) and result.status == "valid":
            for signer, before in zip(result.signers, original.signers, strict=False):
                assert (signer.identity, signer.serial) == (before.identity, before.serial)
                assert signer.signing_time == before.signing_time
                assert signer.proven_time in (None, before.proven_time)


READERS: dict[str, Callable[[bytes], object]] = {
    "ocsp": ocsp.parse_response,
    "crl": crl.parse_crl,
    "token": tsp.parse_token,
    "certificate": lambda data: [parse_certificate(one) for one in read_certificates(data)],
    "list": lambda data: trustlist.read_list(data, ()),
    "any": Evidence.of,
}


@pytest.mark.parametrize("kind", ["ocsp", "crl", "token", "certificate"])
def test_damaged_evidence_is_read_or_refused(scene, kind):
    chance = Chance(kind)
    for _ in range(ROUNDS // 4):
        data = damaged(scene.evidence[kind], chance)
        for reader in (READERS[kind], READERS["any"]):
            ended(lambda reader=reader, data=data: reader(data))


def test_noise_is_refused(scene):
    chance = Chance("noise")
    heads = (
        b"",
        b"0\x82",
        b"0\x80",
        b"PK\x03\x04",
        b"%PDF-1.7\n/ByteRange [0 1 2 3]",
        b"<a>",
        b"-----BEGIN A-----",
    )
    for index in range(ROUNDS):
        data = heads[index % len(heads)] + bytes(chance.below(256) for _ in range(chance.below(60)))
        result = ended(lambda data=data: kep.verify(data, trust=scene.trust, at=NOON))
        assert isinstance(result, kep.KepError)


def test_deep_and_wide_structures_end_in_a_refusal(scene):
    for data in (
        b"0\x80" * 5000,
        b"\xa0\x80" * 20000,
        b"0\x84\xff\xff\xff\xff" + bytes(100),
        b"0\x89" + b"\xff" * 9,
        b"0\x82\xff\xfc" + b"\x30\x00" * 0x7FFE,
        b"\x1f" * 1000,
        b"<a " + b" ".join(b'a%d="1"' % n for n in range(5000)) + b"/>",
    ):
        assert isinstance(ended(lambda data=data: kep.verify(data, trust=scene.trust, at=NOON)), kep.KepError)


SAMPLES = [v for v in manifest("cms") if v.name.startswith(("CAdES-", "gen_uapki"))][:10]


@needed
@pytest.mark.parametrize("vector", SAMPLES, ids=lambda vector: vector.name)
def test_no_changed_byte_of_a_sample_means_something_else(vector):
    trust = kep.TrustStore.from_directory(VECTORS / "certs")
    at = AFTER_CZO if vector.name.startswith("CAdES") else datetime(2023, 9, 25, tzinfo=UTC)
    original = kep.verify(vector.data, vector.content, trust=trust, at=at)
    assert original.status == "valid"
    (before,) = original.signers
    for position in range(0, len(vector.data), STEP):
        changed = bytearray(vector.data)
        changed[position] ^= 1 << position % 8
        try:
            report = kep.verify(bytes(changed), vector.content, trust=trust, at=at)
        except kep.KepError:
            continue
        for signer in report.signers:
            if signer.status == "valid":
                assert report.content == original.content
                assert (signer.identity, signer.serial, signer.algorithm) == (
                    before.identity,
                    before.serial,
                    before.algorithm,
                )
                assert signer.signing_time == before.signing_time
                assert signer.proven_time in (None, before.proven_time)
