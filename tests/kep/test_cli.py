"""The command line: exit codes and JSON are a contract with scripts."""

import json
from datetime import datetime

import pytest

import kep
from kep import asic
from kep.authority import Profile, Subject
from kep.authority_answers import Register, revocation_list, time_stamp
from kep.cli import main
from kep.cms import parse_signed_data
from kep.digests import imprint
from kep.pades_signing import sign_pdf
from kep.xades_signing import sign_document
from tests.kep.test_pdf import made
from tests.kep.vectors import VECTORS, needed

AT = "2026-11-25T12:00:00+00:00"


@pytest.fixture(scope="module")
def desk(tmp_path_factory, authority, olena):
    """A folder with Olena's key, its password, a document and the folder of trust."""
    folder = tmp_path_factory.mktemp("desk")
    authority.save(folder / "trust")
    (folder / "olena.p12").write_bytes(authority.p12(olena, "пароль"))
    (folder / "olena.cer").write_bytes(olena.certificate)
    (folder / "password").write_text("пароль\n", "utf-8")
    (folder / "wrong").write_text("гасло\n", "utf-8")
    (folder / "invoice.xml").write_bytes(b"<Invoice/>")
    (folder / "other.xml").write_bytes(b"<Other/>")
    assert main(sign_command(folder, "invoice.p7s")) == 0
    at = datetime.fromisoformat(AT)
    register = Register()
    register.enter(olena.certificate)
    kep.Evidence(crls=(revocation_list(authority, register, at=at),)).save(folder / "evidence")
    return folder


def sign_command(folder, output, *more):
    key = ["--key", f"{folder}/olena.p12", "--password-file", f"{folder}/password"]
    return ["sign", *key, f"{folder}/invoice.xml", "-o", f"{folder}/{output}", *more]


def content_of(folder):
    return ["--content", f"{folder}/invoice.xml"]


def known_to(folder):
    return ["--trust", f"{folder}/trust", "--evidence", f"{folder}/evidence"]


SIGNER = {
    "integrity",
    "status",
    "indication",
    "reasons",
    "level",
    "algorithm",
    "identity",
    "serial",
    "signing_time",
    "proven_time",
    "seal",
    "qscd",
}


def verify_command(folder, *more):
    return ["verify", f"{folder}/invoice.p7s", "--at", AT, *more]


def test_a_valid_signature_exits_with_0_and_the_promised_json(desk, capsys):
    assert main(verify_command(desk, *content_of(desk), *known_to(desk), "--json")) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    (signer,) = told["signers"]
    assert told.keys() == {"status", "signers"}
    assert signer.keys() == SIGNER
    assert "ДЕМО" in printed.err
    assert (told["status"], signer["integrity"], signer["status"]) == ("valid", True, "valid")
    assert (signer["indication"], signer["reasons"], signer["level"]) == ("TOTAL-PASSED", [], "BES")
    assert signer["algorithm"] == "DSTU-4145/GOST-34.311"
    assert signer["identity"] == {
        "edrpou": "43629432",
        "rnokpp": "3184710691",
        "unzr": None,
        "name": "Коваль Олена Іванівна",
        "organisation": "ТОВ «Хліб»",
        "title": "Директор",
    }
    assert (signer["seal"], signer["qscd"], signer["proven_time"]) == (False, False, None)


def test_details_tell_more_than_is_promised(desk, capsys):
    assert main(verify_command(desk, *content_of(desk), *known_to(desk), "--json", "--details")) == 0
    told = json.loads(capsys.readouterr().out)
    (signer,) = told["signers"]
    assert (told["kind"], told["demo"]) == ("CAdES", True)
    assert signer["revocation"]["state"] == "good"
    assert signer["revocation"]["source"] == "crl"
    assert signer["stamps"] == []


def test_without_evidence_the_state_of_the_certificate_is_unknown(desk, capsys):
    assert main(verify_command(desk, *content_of(desk), "--trust", f"{desk}/trust", "--json")) == 2
    (signer,) = json.loads(capsys.readouterr().out)["signers"]
    assert (signer["integrity"], signer["status"]) == (True, "indeterminate")
    assert [reason["code"] for reason in signer["reasons"]] == ["revocation_unknown"]


def test_another_file_exits_with_1(desk, capsys):
    assert (
        main(verify_command(desk, "--content", f"{desk}/other.xml", "--trust", f"{desk}/trust", "--json"))
        == 1
    )
    (signer,) = json.loads(capsys.readouterr().out)["signers"]
    assert [reason["code"] for reason in signer["reasons"]] == ["digest_mismatch"]
    assert signer["reasons"][0]["text"] == "Підписано інші дані: геш не збігається."


def test_without_trust_it_exits_with_2_and_says_demo(desk, capsys):
    assert main(verify_command(desk, "--content", f"{desk}/invoice.xml")) == 2
    told = capsys.readouterr().out
    assert "status: indeterminate" in told
    assert "ДЕМО, не має юридичної сили" in told


@pytest.mark.parametrize("name", ["invoice.xml", "absent.p7s"])
def test_what_is_no_signature_exits_with_3(desk, capsys, name):
    assert main(["verify", f"{desk}/{name}", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["status"] == "unreadable"


def test_wrong_usage_is_no_verdict(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["verify"])
    assert stopped.value.code == 64
    assert "usage" in capsys.readouterr().err


def test_an_attached_signature_carries_its_content(desk, capsys):
    command = sign_command(desk, "attached.p7s", "--attached", "--cert", f"{desk}/olena.cer")
    assert main(command) == 0
    assert main(["verify", f"{desk}/attached.p7s", *known_to(desk), "--at", AT]) == 0
    assert main(["verify", f"{desk}/attached.p7s", *known_to(desk), "--at", "2027-01-01"]) == 2
    capsys.readouterr()
    assert main(["inspect", f"{desk}/attached.p7s"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["kind"], told["content_bytes"]) == ("CAdES", "attached", 10)
    assert told["signers"][0]["identity"]["edrpou"] == "43629432"
    assert "status" not in told["signers"][0]


def test_a_key_container_is_described(desk, capsys, olena):
    assert main(["key", "info", f"{desk}/olena.p12", "--password-file", f"{desk}/password"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "key_id": olena.key.key_id,
            "algorithm": "DSTU-4145 M=257",
            "can_sign": True,
            "has_certificate": True,
        }
    ]


def test_a_wrong_password_is_refused_and_nothing_is_written(desk, capsys):
    command = sign_command(desk, "never.p7s")
    command[command.index(f"{desk}/password")] = f"{desk}/wrong"
    assert main(command) == 3
    assert "password" in capsys.readouterr().err
    assert not (desk / "never.p7s").exists()


def test_the_certificate_of_another_key_is_refused(desk, capsys, seal):
    (desk / "seal.cer").write_bytes(seal.certificate)
    assert main(sign_command(desk, "never.p7s", "--cert", f"{desk}/seal.cer")) == 3
    assert "certificate" in capsys.readouterr().err
    assert not (desk / "never.p7s").exists()


@pytest.mark.parametrize(
    ("hash_name", "algorithm"),
    [("gost34311", "DSTU-4145/GOST-34.311"), ("kupyna256", "DSTU-4145/Kupyna-256")],
)
def test_the_hash_may_be_chosen(desk, capsys, hash_name, algorithm):
    assert main(sign_command(desk, f"{hash_name}.p7s", "--hash", hash_name)) == 0
    command = ["verify", f"{desk}/{hash_name}.p7s", *content_of(desk), *known_to(desk), "--at", AT, "--json"]
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["signers"][0]["algorithm"] == algorithm


def test_a_hash_that_the_key_does_not_sign_with_is_refused(desk, capsys):
    assert main(sign_command(desk, "never.p7s", "--hash", "sha256")) == 3
    assert "sha256" in capsys.readouterr().err
    assert not (desk / "never.p7s").exists()


def test_every_form_is_told_by_its_content(desk, capsys, olena):
    at = datetime.fromisoformat(AT)
    signature = kep.sign(b"one", olena.key, at=at)
    listed = asic.manifest({"a": b"one", "b": b"two"})
    for name, data in {
        "ASiC-S": asic.pack({"a": b"one"}, cms=signature),
        "ASiC-E": asic.pack(
            {"a": b"one", "b": b"two"}, cms=kep.sign(listed, olena.key, at=at), manifest=listed
        ),
        "XAdES": sign_document(b"<a/>", olena.key, at=at),
        "PAdES": sign_pdf(made("disable"), olena.key, at=at),
    }.items():
        (desk / "file").write_bytes(data)
        assert main(["verify", f"{desk}/file", *known_to(desk), "--at", AT, "--json", "--details"]) == 0
        assert json.loads(capsys.readouterr().out)["kind"] == name


def test_a_revocation_list_among_the_evidence_decides(desk, authority, olena, tmp_path, capsys):
    at = datetime.fromisoformat(AT)
    register = Register()
    register.revoke(olena.certificate, at=at)
    (tmp_path / "any-name").write_bytes(revocation_list(authority, register, at=at))
    trust = ["--trust", f"{desk}/trust", "--evidence", f"{tmp_path}"]
    assert main(verify_command(desk, *content_of(desk), *trust, "--json")) == 1
    (signer,) = json.loads(capsys.readouterr().out)["signers"]
    assert (signer["integrity"], signer["indication"]) == (True, "TOTAL-FAILED")
    assert [reason["code"] for reason in signer["reasons"]] == ["certificate_revoked"]


def test_signatures_are_joined_and_raised(desk, capsys, authority, noon, tmp_path):
    second = authority.issue(Subject(name="Петро"), at=noon)
    (desk / "second.p7s").write_bytes(kep.sign(b"<Invoice/>", second.key, at=noon))
    assert main(["merge", f"{desk}/invoice.p7s", f"{desk}/second.p7s", "-o", f"{desk}/both.p7s"]) == 0
    assert main(["inspect", f"{desk}/both.p7s"]) == 0
    assert len(json.loads(capsys.readouterr().out)["signers"]) == 2
    augment = ["augment", f"{desk}/invoice.p7s", "--evidence", f"{tmp_path}", "-o", f"{desk}/raised.p7s"]
    assert main(augment) == 3
    assert "time stamp" in capsys.readouterr().err
    stamps = authority.issue(Subject(name="Позначки"), at=noon, profile=Profile.TIME_STAMPS)
    value = parse_signed_data((desk / "invoice.p7s").read_bytes()).signers[0].signature
    (tmp_path / "stamp").write_bytes(time_stamp(stamps, imprint(value, "gost34311"), at=noon))
    assert main(augment) == 0
    command = ["verify", f"{desk}/raised.p7s", *content_of(desk), *known_to(desk), "--at", AT, "--json"]
    assert main(command) == 0
    (signer,) = json.loads(capsys.readouterr().out)["signers"]
    assert (signer["level"], signer["proven_time"]) == ("T", AT)


@needed
@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        ("CAdES-X-Long-DSTU-4145", "2024-03-05", 0),
        ("CAdES-X-Long-ECDSA", "2034-03-05", 0),
        ("CAdES-BES-DSTU-4145", "2024-03-05", 2),
        ("CAdES-BES-DSTU-4145", "2034-03-05", 2),
    ],
)
def test_an_official_sample_with_its_evidence_is_valid_for_ever(capsys, name, at, expected):
    command = ["verify", f"{VECTORS}/cms/{name}.p7s", "--trust", f"{VECTORS}/certs"]
    assert main([*command, "--at", at]) == expected
    assert "valid" in capsys.readouterr().out or expected
