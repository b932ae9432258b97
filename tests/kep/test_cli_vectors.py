"""Every file of the shared vectors through the command line: exit codes, JSON, and never a traceback."""

import json
import shutil

import pytest

from kep.cli import main
from tests.kep.vectors import VECTORS, every, manifest, needed

pytestmark = needed
AFTER_CZO, WITHIN_DIIA = "2024-03-05T00:00:00+00:00", "2023-09-25T12:00:00Z"
SELF_CONTAINED = {
    "jkurwa_message_detached.p7",
    "CAdES-X-Full-DSTU-4145.p7s",
    "CAdES-X-Long-DSTU-4145.p7s",
    "CAdES-X-Long-DSTU-7564.p7s",
    "CAdES-X-Long-ECDSA.p7s",
}
"""What carries OCSP answers, certificates and time stamps enough to be valid by itself."""
WITHOUT_AUTHORITY = {"tst_X-Long-DSTU-4145.der", "tst_X-Long-DSTU-7564.der"}
"""Tokens whose authority has its certificate only in the signature that they were taken from."""


@pytest.fixture
def verify(tmp_path, capsys):
    """Run ``kep verify --json`` on a vector and return its exit code and what it says."""

    def run(vector, *words: str, content: bytes | None = None):
        given = []
        if content is not None:
            (tmp_path / "content").write_bytes(content)
            given = ["--content", f"{tmp_path}/content"]
        at = AFTER_CZO if vector.name.startswith("CAdES-") else WITHIN_DIIA
        code = main(["verify", str(vector.path), *given, "--at", at, "--json", *words])
        return code, json.loads(capsys.readouterr().out)

    return run


TRUST = ("--trust", f"{VECTORS}/certs")


@every("cms")
def test_a_signature_by_others_without_trust_and_with_it(vector, verify):
    code, told = verify(vector, content=vector.content)
    assert (code, told["status"]) == (2, "indeterminate")
    assert all(signer["integrity"] and signer["status"] == "indeterminate" for signer in told["signers"])
    assert len(told["signers"]) == len(vector.entry["expected"])
    code, told = verify(vector, *TRUST, content=vector.content)
    reasons = {reason["code"] for signer in told["signers"] for reason in signer["reasons"]}
    if vector.name in SELF_CONTAINED:
        assert (code, told["status"], reasons) == (0, "valid", set())
    else:
        assert (code, told["status"]) == (2, "indeterminate")
        assert reasons in ({"revocation_unknown"}, {"chain_unknown"})


@every("cms")
def test_a_signature_by_others_with_another_file(vector, verify):
    code, told = verify(vector, *TRUST, content=b"another")
    assert (code, told["status"]) == (1, "invalid")
    assert not any(signer["integrity"] for signer in told["signers"])


@every("cms_negative")
def test_a_crafted_signature(vector, verify):
    for words in ((), TRUST):
        code, told = verify(vector, *words, content=vector.content)
        (signer,) = told["signers"]
        if vector.entry["expected"].startswith("accept"):
            assert (code, told["status"], signer["integrity"]) == (2, "indeterminate", True)
        else:
            assert (code, told["status"], signer["integrity"]) == (1, "invalid", False)


@pytest.mark.parametrize("kind", ["asic", "pades"])
def test_a_container_or_document_by_others(verify, kind):
    for vector in manifest(kind):
        code, told = verify(vector)
        (signer,) = told["signers"]
        assert (code, told["status"], signer["integrity"]) == (2, "indeterminate", True)
        assert [reason["code"] for reason in signer["reasons"]] == ["chain_unknown"]


@every("revocation_tsp")
def test_evidence_is_no_signature_unless_it_is_a_time_stamp(vector, verify):
    code, told = verify(vector, *TRUST)
    if not vector.name.startswith("tst_"):
        assert (code, told) == (3, {"status": "unreadable", "signers": []})
        return
    (signer,) = told["signers"]
    codes = [reason["code"] for reason in signer["reasons"]]
    if vector.name in WITHOUT_AUTHORITY:
        assert (code, signer["level"], codes) == (2, "TST", ["certificate_missing"])
    else:
        assert (signer["level"], signer["integrity"]) == ("TST", True)
        assert (code, codes) in ((0, []), (2, ["revocation_unknown"]))


@every("revocation_tsp")
def test_foreign_evidence_changes_nothing(vector, verify, tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    shutil.copy(vector.path, folder)
    signature = next(one for one in manifest("cms_negative") if one.name == "ok_control.p7s")
    code, told = verify(signature, *TRUST, "--evidence", str(folder), content=signature.content)
    assert (code, told["signers"][0]["integrity"]) == (2, True)


@every("certs")
def test_a_certificate_is_no_signature_and_can_be_trusted(vector, verify, tmp_path, capsys):
    assert verify(vector) == (3, {"status": "unreadable", "signers": []})
    assert main(["trust", "update", "--trust", f"{tmp_path}/trust", "--from", str(vector.path)]) == 0
    assert main(["trust", "show", "--trust", f"{tmp_path}/trust"]) == 0
    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert len(told["roots"]) + told["intermediates"] >= 1
    assert not told["demo"]


@every("containers")
def test_a_container_is_described_and_not_without_its_password(vector, tmp_path, capsys):
    password, wrong = tmp_path / "password", tmp_path / "wrong"
    password.write_text(vector.entry.get("password") or "", "utf-8")
    wrong.write_text("not the password\n", "utf-8")
    assert main(["key", "info", str(vector.path), "--password-file", str(password)]) == 0
    keys = json.loads(capsys.readouterr().out)
    assert keys
    assert all(key["key_id"] for key in keys)
    is_open = vector.entry.get("password") is None
    assert main(["key", "info", str(vector.path), "--password-file", str(wrong)]) == (0 if is_open else 3)
    assert bool(capsys.readouterr().out) is is_open
