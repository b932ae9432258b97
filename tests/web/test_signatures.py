"""The files of signatures: as received, with their evidence, all in one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.conf import settings as service_settings

from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from kep.authority import Subject
from kep.authority_server import AuthorityServer
from tests import cast, proofs
from tests.cast import Someone
from tests.stage import NOON
from tests.web.browser import Browser, uk


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AuthorityServer]:
    """An authority that answers, trusted beside the one of the cast."""
    with AuthorityServer("Каса", clock=lambda: NOON) as running:
        (tmp_path / "root.cer").write_bytes(running.authority.root)
        monkeypatch.setattr(service_settings, "TRUST_FOLDER", tmp_path)
        monkeypatch.setattr(service_settings, "EVIDENCE_HOSTS", [running.host])
        yield running


@pytest.mark.parametrize(
    ("make", "name", "media_type"),
    [
        (proofs.detached, ".p7s", "application/pkcs7-signature"),
        (proofs.attached, ".p7s", "application/pkcs7-mime"),
        (proofs.asic_s, ".asics", "application/vnd.etsi.asic-s+zip"),
        (proofs.asic_e_cades, ".asice", "application/vnd.etsi.asic-e+zip"),
        (proofs.asic_e_xades, ".asice", "application/vnd.etsi.asic-e+zip"),
        (proofs.xades_detached, ".xml", "application/xml"),
    ],
)
def test_a_signature_of_any_form_is_uploaded_and_given_back_as_it_came(
    at_olena: Browser,
    olena: Someone,
    petro: Someone,
    noon: datetime,
    make: proofs.Make,
    name: str,
    media_type: str,
) -> None:
    document_id = cast.issued(olena, petro, noon)
    proof = make(queries.content(document_id, by=olena.actor), olena.key, noon)
    shown = at_olena.follow(at_olena.send("document_sign", document_id, signature=proof))
    words = uk("Signature of %(who)s (%(suffix)s)") % {"who": olena.role.requisites.name, "suffix": name}
    assert words in shown.text
    (card,) = signing.signatures(document_id, by=olena.actor)
    file = at_olena.open("document_signature", document_id, card.id)
    assert file.content == proof
    assert file.response.headers["Content-Type"] == media_type
    said = file.response.headers["Content-Disposition"]
    assert said == f"attachment; filename*=UTF-8''2026-0001-{card.id}{name}"


def test_while_there_is_no_evidence_there_is_no_link_to_it(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    shown = at_olena.open("document", cast.delivered(olena, petro, noon))
    assert uk("Download the signature with its evidence") not in shown.text


def test_both_parties_take_the_signature_with_its_evidence(
    at_olena: Browser,
    at_petro: Browser,
    olena: Someone,
    petro: Someone,
    server: AuthorityServer,
    noon: datetime,
) -> None:
    key = server.issue(Subject(name=olena.role.full_name, edrpou=olena.code)).key
    document_id = cast.delivered(replace(olena, key=key), petro, noon)
    (card,) = signing.signatures(document_id, by=olena.actor)
    given = [of_link(browser, document_id) for browser in (at_olena, at_petro)]
    assert given[0] == given[1] == signing.with_evidence(card.id, by=olena.actor).content
    assert given[0] != signing.proof(card.id, by=olena.actor)


def of_link(browser: Browser, document_id: UUID) -> bytes:
    """Follow the link beside the signature; return the file."""
    (address,) = browser.open("document", document_id).html.xpath("//ul[@class='signers']//a/@href")
    response = browser.client.get(address)
    assert response.headers["Content-Disposition"].endswith("-evidence.p7s")
    return bytes(response.content)


def test_the_document_with_all_signatures_is_one_file(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    assert uk("Document with all signatures") in at_petro.open("document", document_id).text
    file = at_petro.open("document_together", document_id)
    said = file.response.headers["Content-Disposition"]
    assert said == "attachment; filename*=UTF-8''2026-0001.asics"
    with ZipFile(BytesIO(file.content)) as archive:
        assert archive.read("2026-0001.xml") == queries.content(document_id, by=petro.actor)


def test_what_nobody_has_signed_has_no_such_file(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    assert at_olena.open("document_together", document_id).status == 404
    assert uk("Document with all signatures") not in at_olena.open("document", document_id).text
