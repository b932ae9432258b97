"""Trust: lists of a pinned signer that never go back, services with a history, one command for a folder."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import kep
from kep import der, trustfolder, trustlist
from kep.authority import Authority, Issued, Kind, Profile, Subject
from kep.authority_answers import time_stamp
from kep.authority_list import demo_list
from kep.authority_profile import holder_name, profile_extensions
from kep.cert import parse_certificate
from kep.cli import main
from kep.cms import encode, parse_signed_data
from kep.digests import imprint
from kep.oids import DATA
from kep.trust import Service, Use
from kep.xades_signing import sign_document

CONTENT = b"Rakhunok"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon - 100 * DAY, kind=Kind.ECDSA, address="http://ca.example.ua")


def keeper_of(noon, *, days: int = 3650) -> Issued:
    """Return a signer of lists with a certificate of its own, which is trusted for nothing else."""
    entry = Kind.RSA.generate()
    subject = Subject(name="Trusted List Administrator")
    start = noon.replace(microsecond=0) - DAY
    certificate = Authority(entry, "sha256").sign_certificate(
        holder_name(subject),
        der.sequence(der.time(start), der.time(start + timedelta(days=days))),
        holder_name(subject),
        entry.public_key,
        profile_extensions(Profile.SIGNER, subject, entry.public_key),
    )
    return Issued(subject, certificate, replace(entry, certificate=certificate), "sha256")


@pytest.fixture(scope="module")
def keeper(noon) -> Issued:
    return keeper_of(noon)


@pytest.fixture(scope="module")
def stamps(centre, noon) -> Issued:
    return centre.issue(
        Subject(name="Позначки"), at=noon - 50 * DAY, kind=Kind.ECDSA, profile=Profile.TIME_STAMPS
    )


@pytest.fixture(scope="module")
def service(centre, noon) -> Service:
    return Service(
        provider="КНЕДП «Центр»",
        name="Видавання сертифікатів",
        use=Use.SIGNATURES,
        certificates=(centre.root,),
        statuses=((noon - 90 * DAY, "granted"), (noon + 10 * DAY, "withdrawn")),
        addresses=("http://ocsp.example.ua/ocsp",),
    )


@pytest.fixture(scope="module")
def listed(service, keeper, noon):
    def make(sequence=7, *, services=None, at=noon, by=keeper, **more) -> bytes:
        until = more.pop("next_update", at + 180 * DAY)
        return demo_list(services or (service,), by, sequence=sequence, at=at, next_update=until, **more)

    return make


@pytest.fixture(scope="module")
def petro(centre, noon):
    return centre.issue(Subject(name="Петро"), at=noon - 50 * DAY, kind=Kind.ECDSA)


@pytest.fixture(scope="module")
def signature(petro, noon):
    return kep.sign(CONTENT, petro.key, at=noon)


def read(data: bytes, keeper: Issued) -> trustlist.TrustList:
    return trustlist.read_list(data, (parse_certificate(keeper.certificate),))


def test_a_list_of_the_pinned_signer_is_read(listed, service, keeper, noon):
    found = read(listed(), keeper)
    assert (found.sequence, found.territory, found.issued_at) == (7, "UA", noon)
    assert found.next_update == noon + 180 * DAY
    assert found.services == (service,)
    assert found.warnings(noon) == ()


def test_a_list_of_anybody_else_is_refused(listed, keeper, noon):
    data = listed()
    with pytest.raises(kep.BadEvidence, match="pinned signer"):
        read(data, keeper_of(noon))
    with pytest.raises(kep.BadEvidence, match="pinned signer"):
        trustlist.read_list(data, ())
    for changed in (
        data.replace(b"withdrawn", b"granted"),
        data.replace(b">7<", b">8<"),
        data.replace(b'Id="list"', b'Id="lost"'),
        b"<a/>",
        b"",
        data[:-1],
    ):
        assert changed != data
        with pytest.raises(kep.BadEvidence):
            read(changed, keeper)


def test_another_document_under_the_same_signature_key_is_no_list(keeper, noon):
    from_elsewhere = sign_document(b"<a/>", keeper.key, at=noon)
    with pytest.raises(kep.BadEvidence, match="another kind"):
        read(from_elsewhere, keeper)


def test_the_status_of_a_service_at_the_time_decides(signature, petro, service, noon):
    trust = kep.TrustStore(services=[service])

    def codes(at) -> list[str]:
        (signer,) = kep.verify(signature, CONTENT, trust=trust, at=at).signers
        return [reason.code for reason in signer.reasons]

    assert codes(noon) == []
    assert codes(noon + 9 * DAY) == []
    assert codes(noon + 11 * DAY) == ["service_not_granted"]
    later = replace(service, statuses=((noon + DAY, "granted"),))
    assert (
        kep.verify(signature, CONTENT, trust=kep.TrustStore(services=[later]), at=noon).status
        == "indeterminate"
    )


def stamped(signature: bytes, stamps: Issued, at) -> kep.Evidence:
    value = parse_signed_data(signature).signers[0].signature
    return kep.Evidence(tokens=(time_stamp(stamps, imprint(value, "sha256"), at=at),))


def test_a_stamp_of_a_time_when_the_service_was_granted_saves_the_signature(signature, service, stamps, noon):
    late = noon + 20 * DAY
    evidence = stamped(signature, stamps, noon)
    trust = kep.TrustStore(services=[service])
    (signer,) = kep.verify(
        signature, CONTENT, trust=trust, at=late, evidence=evidence, policy=kep.PATH_ONLY
    ).signers
    assert (signer.status, signer.proven_time) == ("valid", noon)
    own = Service("П", "Позначки", Use.TIME_STAMPS, (stamps.certificate,), ((noon + DAY, "granted"),))
    trust = kep.TrustStore(services=[service, own])
    (signer,) = kep.verify(
        signature, CONTENT, trust=trust, at=late, evidence=evidence, policy=kep.PATH_ONLY
    ).signers
    assert (signer.proven_time, [reason.code for reason in signer.reasons]) == (None, ["service_not_granted"])


def test_a_certificate_of_the_list_that_is_for_something_else_is_no_root(signature, service, noon):
    other = replace(service, use=Use.OTHER)
    (signer,) = kep.verify(signature, CONTENT, trust=kep.TrustStore(services=[other]), at=noon).signers
    assert [reason.code for reason in signer.reasons] == ["chain_unknown"]


def test_a_folder_takes_a_list_and_never_goes_back(tmp_path, listed, keeper, signature, noon):
    def take(data, at=noon, pin=None) -> str:
        return trustfolder.update(tmp_path, data, name="TL-UA.xml", at=at, pin=pin)

    with pytest.raises(kep.BadEvidence, match="pinned signer"):
        take(listed())
    assert take(listed(), pin=keeper.certificate) == "TL-UA.xml: number 7, 1 services, territory UA"
    take(listed(8))
    for data in (listed(7), listed(8, at=noon + DAY), listed(9, territory="PL")):
        with pytest.raises(kep.BadEvidence):
            take(data)
    with pytest.raises(kep.BadEvidence, match="out of date"):
        take(listed(9), at=noon + 200 * DAY)
    loaded = trustfolder.load(tmp_path, at=noon)
    assert loaded.lists["TL-UA.xml"].sequence == 8
    assert loaded.warnings == ("DEMO trust: signatures of a demo authority prove nothing to anybody",)
    assert loaded.store.hosts == {"ocsp.example.ua"}
    assert kep.verify(signature, CONTENT, trust=loaded.store, at=noon).status == "valid"


def test_the_operator_is_warned_in_time(tmp_path, service, noon):
    soon = keeper_of(noon, days=61)
    data = demo_list([service], soon, sequence=1, at=noon, next_update=noon + 30 * DAY)
    trustfolder.update(tmp_path, data, name="TL.xml", at=noon, pin=soon.certificate)

    def warned(at) -> list[str]:
        return [text for text in trustfolder.load(tmp_path, at=at).warnings if not text.startswith("DEMO")]

    assert warned(noon) == ["the pinned signer of the trusted list expires on 2027-01-24: pin its successor"]
    assert warned(noon + 31 * DAY)[0] == "the trusted list UA is out of date since 2026-12-25"
    assert warned(noon + 70 * DAY)[1] == "the pinned signer of the trusted list has expired on 2027-01-24"
    again = demo_list([service], soon, sequence=2, at=noon, next_update=noon + 300 * DAY)
    with pytest.raises(kep.BadEvidence, match="not valid"):
        trustfolder.update(tmp_path, again, name="TL.xml", at=noon + 70 * DAY)


def test_a_list_that_was_tampered_with_in_the_folder_is_not_believed(tmp_path, listed, keeper, noon):
    trustfolder.update(tmp_path, listed(), name="TL.xml", at=noon, pin=keeper.certificate)
    file = tmp_path / "TL.xml"
    file.write_bytes(file.read_bytes().replace(b"withdrawn", b"granted"))
    loaded = trustfolder.load(tmp_path, at=noon)
    assert loaded.store.roots == ()
    assert loaded.warnings == ("TL.xml: the file is no trusted list signed by a pinned signer",)


ADDRESSES = [
    {
        "issuerCNs": ["КНЕДП «Центр»"],
        "address": "ca.example.ua",
        "ocspAccessPointAddress": "ocsp.example.ua/ocsp/",
        "cmpAddress": "",
        "tspAddress": "http://tsp.example.ua/tsp/",
    },
    {"address": "Other.example.ua", "tspAddress": None},
]


def test_addresses_and_certificates_are_taken(tmp_path, centre, stamps, noon):
    def take(data: bytes, name: str) -> str:
        return trustfolder.update(tmp_path, data, name=name, at=noon)

    said = take(json.dumps(ADDRESSES).encode(), "CAs.json")
    assert said == "CAs.json: 4 hosts may be asked for evidence"
    bundle = encode(DATA, None, [centre.root, stamps.certificate], [], [])
    assert take(bundle, "../CACertificates.p7b").endswith(
        "2 certificates, 1 of them roots that are trusted from now on"
    )
    loaded = trustfolder.load(tmp_path, at=noon)
    assert loaded.store.hosts == {"ca.example.ua", "ocsp.example.ua", "tsp.example.ua", "other.example.ua"}
    assert loaded.store.stamp_urls == ("http://tsp.example.ua/tsp/",)
    assert [root.der for root in loaded.store.roots] == [centre.root]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["CAs.json", "_CACertificates.p7b"]
    for junk in (b"[1]", b"{", b"[" * 100_000, b"\xff", b"<a/>", b"plain"):
        with pytest.raises(kep.KepError):
            take(junk, "junk")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["CAs.json", "_CACertificates.p7b"]


def test_the_command_fills_and_shows_the_folder(tmp_path, service, capsys):
    now = datetime.fromtimestamp(int(time.time()), UTC)
    keeper = keeper_of(now)
    data = demo_list([service], keeper, sequence=7, at=now, next_update=now + 180 * DAY)
    (tmp_path / "TL-UA.xml").write_bytes(data)
    (tmp_path / "signer.cer").write_bytes(keeper.certificate)
    folder = ["--trust", f"{tmp_path}/trust"]
    source = ["--from", f"{tmp_path}/TL-UA.xml"]
    assert main(["trust", "update", *folder, *source]) == 3
    assert "pinned" in capsys.readouterr().err
    assert main(["trust", "update", *folder]) == 64
    signer = ["--signer", f"{tmp_path}/signer.cer"]
    assert main(["trust", "update", *folder, *source, *signer]) == 0
    assert "number 7" in capsys.readouterr().out
    assert main(["trust", "show", *folder]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["lists"]["TL-UA.xml"].startswith("UA number 7")
    assert "DEMO" in shown.err
