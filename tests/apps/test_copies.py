"""Copies to take away: a signature with its evidence inside, and a document with all its signatures."""

import json
from base64 import b64encode, encodebytes
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import kep
from kasssa.apps.documents import queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import copies, followups, trust
from kasssa.apps.signing import queries as signatures
from kasssa.apps.signing.forms import Form, SignatureFile
from kasssa.core.acts import Act
from kep import cli
from kep.authority import Subject
from kep.authority_server import Outage
from tests import cast, proofs
from tests.apps.traces import refused
from tests.stage import NOON

RAISED = ("CAdES detached", "CAdES attached", "ASiC-S", "ASiC-E with CAdES")
AS_RECEIVED = ("ASiC-E with XAdES", "XAdES detached", "XAdES enveloping")


@pytest.fixture
def parties(olena, petro, server):
    """Olena and Petro with keys of an authority that answers."""
    return [
        replace(one, key=server.issue(Subject(name=one.role.full_name, edrpou=one.code)).key)
        for one in (olena, petro)
    ]


@pytest.fixture
def signed(parties):
    """Have both sign a document in the given forms, and the evidence about both collected."""

    def signed(*names):
        seller, buyer = parties
        document_id = cast.issued(seller, buyer, NOON)
        content = queries.content(document_id, by=seller.actor)
        signers = parties[: len(names)]
        made = [
            proofs.FORMS[name][1](content, one.key, NOON) for name, one in zip(names, signers, strict=True)
        ]
        signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=made[0], by=seller.actor, at=NOON)
        if len(made) > 1:
            exchange.send(document_id, by=seller.actor, at=NOON)
            cast.settle()
            exchange.accept(document_id, proof=made[1], by=buyer.actor, at=NOON)
        cast.settle()
        return document_id, content

    return signed


@pytest.fixture
def told(server):
    """What the library says of a file offline, with nothing but the root of the authority."""

    def told(data, content=None):
        trusting = kep.TrustStore([server.authority.root])
        report = kep.verify(data, content, trust=trusting, at=NOON, evidence=kep.Evidence())
        return [(one.status, one.level, one.revocation, one.proven_time) for one in report.signers]

    return told


def with_evidence(document_id, parties):
    """The copies of all signatures of a document, each beside what is stored."""
    by = parties[0].actor
    cards = signatures.signatures(document_id, by=by)
    return [(signatures.with_evidence(one.id, by=by), signatures.received(one.id, by=by)) for one in cards]


@pytest.mark.parametrize("name", RAISED)
def test_the_evidence_is_put_inside_and_suffices_offline(name, signed, told, parties):
    document_id, content = signed(name)
    ((copy, stored),) = with_evidence(document_id, parties)
    assert copy.form is stored.form is proofs.FORMS[name][0]
    assert told(copy.content, content) == [("valid", "X-Long", "good", NOON)]
    ((status, level, revocation, _),) = told(stored.content, content)
    assert (status, level, revocation) == ("indeterminate", "BES", "unknown")


@pytest.mark.parametrize("name", AS_RECEIVED)
def test_xades_comes_as_received(name, signed, parties):
    document_id, _ = signed(name)
    ((copy, stored),) = with_evidence(document_id, parties)
    assert copy == stored


def test_nothing_that_is_stored_changes_and_equal_questions_have_equal_answers(signed, parties):
    document_id, _ = signed("CAdES detached")
    first, second = (with_evidence(document_id, parties) for _ in range(2))
    assert first == second
    assert len(signatures.checks(document_id, by=parties[0].actor)) == 1


def test_before_the_authority_has_answered_the_copy_is_as_received(server, parties):
    server.outages = dict.fromkeys(("/ocsp", "/tsp", "/crl", "/full.crl", "/delta.crl"), next(iter(Outage)))
    document_id = cast.signed(*parties, NOON)
    with pytest.raises(followups.NotYet):
        cast.settle()
    (card,) = signatures.signatures(document_id, by=parties[0].actor)
    assert (card.status, card.has_evidence) == ("pending", False)
    ((copy, stored),) = with_evidence(document_id, parties)
    assert copy == stored


def test_where_there_is_only_a_time_stamp_the_copy_is_a_t(signed, server, parties, told):
    document_id, content = signed("CAdES detached")
    ((_, stored),) = with_evidence(document_id, parties)
    trusting = kep.TrustStore([server.authority.root])
    report = kep.verify(stored.content, content, trust=trusting, at=NOON)
    found = kep.collect(report, trust.fetcher(), stamp=True)
    copy = copies.with_evidence(stored, kep.Evidence(tokens=found.tokens))
    assert [one[1] for one in told(copy.content, content)] == ["T"]
    assert copies.with_evidence(stored, kep.Evidence()) == stored


def test_a_container_that_is_sealed_for_the_archive_stays_as_it_is(signed, parties, server):
    document_id, _ = signed("ASiC-S")
    ((_, stored),) = with_evidence(document_id, parties)
    target = BytesIO(stored.content)
    with ZipFile(target, "a") as archive:
        archive.writestr("META-INF/ASiCArchiveManifest001.xml", b"<x/>")
    sealed = SignatureFile(target.getvalue(), Form.ASIC_S)
    assert copies.with_evidence(sealed, kep.Evidence(tokens=(b"x",))) == sealed


@pytest.mark.parametrize("seller", RAISED[:3])
@pytest.mark.parametrize("buyer", RAISED[:3])
def test_both_signatures_and_the_document_share_a_container(seller, buyer, signed, parties, told):
    document_id, content = signed(seller, buyer)
    package = signatures.together(document_id, "2026-0001.xml", by=parties[1].actor)
    assert (package.suffix, package.media_type) == (".asics", "application/vnd.etsi.asic-s+zip")
    assert told(package.content) == [("valid", "X-Long", "good", NOON)] * 2
    with ZipFile(BytesIO(package.content)) as archive:
        assert archive.namelist() == ["mimetype", "2026-0001.xml", "META-INF/signature.p7s"]
        assert archive.read("2026-0001.xml") == content


def test_two_xades_of_a_file_of_one_name_share_an_asic_e(signed, parties, told, server):
    document_id, content = signed("ASiC-E with XAdES", "ASiC-E with XAdES")
    package = signatures.together(document_id, "2026-0001.xml", by=parties[0].actor)
    assert (package.suffix, package.media_type) == (".asice", "application/vnd.etsi.asic-e+zip")
    report = kep.verify(package.content, content, trust=kep.TrustStore([server.authority.root]), at=NOON)
    assert (report.kind, [one.status for one in report.signers]) == ("ASiC-E", ["valid", "valid"])


def test_what_cannot_share_a_container_lies_in_a_plain_zip(signed, parties, told):
    document_id, content = signed("ASiC-E with CAdES", "XAdES enveloping")
    package = signatures.together(document_id, "2026-0001.xml", by=parties[0].actor)
    assert (package.suffix, package.media_type) == (".zip", "application/zip")
    with ZipFile(BytesIO(package.content)) as archive:
        assert archive.namelist() == ["2026-0001.xml", "signature-1.asice", "signature-2.xml"]
        assert archive.read("2026-0001.xml") == content
        assert told(archive.read("signature-1.asice"), content) == [("valid", "X-Long", "good", NOON)]


def test_the_command_line_accepts_the_container_offline(signed, parties, server, tmp_path, capsys):
    document_id, _ = signed("CAdES detached", "ASiC-S")
    package = signatures.together(document_id, "2026-0001.xml", by=parties[0].actor)
    file, roots = tmp_path / f"2026-0001{package.suffix}", tmp_path / "trust"
    file.write_bytes(package.content)
    roots.mkdir()
    (roots / "root.cer").write_bytes(server.authority.root)
    assert verified(file, roots) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["level"] for one in said["signers"]] == ["X-Long", "X-Long"]


def verified(file: Path, roots: Path) -> int:
    """The exit status of ``kep verify``, asked for the moment of the test."""
    return cli.main(["verify", str(file), "--trust", str(roots), "--at", NOON.isoformat(), "--json"])


def test_a_document_that_nobody_has_signed_has_no_such_file(olena, petro, noon):
    document_id = cast.issued(olena, petro, noon)
    with refused(signatures.NoSuchSignature):
        signatures.together(document_id, "x.xml", by=olena.actor)


def test_a_stranger_gets_none_of_it(olena, petro, yevheniia, noon):
    document_id = cast.signed(olena, petro, noon)
    (card,) = signatures.signatures(document_id, by=olena.actor)
    for ask in (signatures.with_evidence, signatures.received):
        with refused(signatures.NoSuchSignature):
            ask(card.id, by=yevheniia.actor)
    with refused(queries.NoSuchDocument):
        signatures.together(document_id, "x.xml", by=yevheniia.actor)


def test_a_signature_comes_out_of_its_armour_into_the_container(olena, noon):
    cms = proofs.detached(b"<x/>", olena.key, noon)
    for armoured in (b64encode(cms), b"-----BEGIN CMS-----\n" + encodebytes(cms) + b"-----END CMS-----\n"):
        package = copies.together("x.xml", b"<x/>", [SignatureFile(armoured, Form.CADES)])
        assert package == copies.together("x.xml", b"<x/>", [SignatureFile(cms, Form.CADES)])
