"""The signatures of a document and their files."""

from datetime import datetime
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from tests import cast, proofs
from tests.api.caller import Caller
from tests.cast import Someone


def test_a_signature_is_told_and_given_in_its_form(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    proof = proofs.asic_e_xades(queries.content(document_id, by=olena.actor), olena.key, noon)
    by_olena.post(f"/api/documents/{document_id}/sign", proof)
    by_olena.post(f"/api/documents/{document_id}/send", b"")
    cast.settle()
    (told,) = by_petro.get(f"/api/documents/{document_id}/signatures").json
    (card,) = signing.signatures(document_id, by=olena.actor)
    assert (told["id"], told["act"], told["form"], told["name"]) == (
        str(card.id), "document.signed", "asic-e", olena.role.full_name,
    )  # fmt: skip
    assert (told["status"], told["revocation"], told["demo"]) == ("valid", "not_checked", True)
    for path in (
        f"/api/documents/{document_id}/signatures/{card.id}",
        f"/api/documents/{document_id}/signatures/{card.id}/evidence",
    ):
        file = by_petro.get(path)
        assert file.content == proof
        assert file.response.headers["Content-Type"] == "application/vnd.etsi.asic-e+zip"


def test_the_document_and_its_signatures_are_given_in_one_file(
    by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    file = by_petro.get(f"/api/documents/{document_id}/together")
    assert file.response.headers["Content-Type"] == "application/vnd.etsi.asic-s+zip"
    with ZipFile(BytesIO(file.content)) as archive:
        assert archive.namelist() == ["mimetype", "2026-0001.xml", "META-INF/signature.p7s"]


@pytest.mark.parametrize("path", ["signatures", "signatures/{id}", "signatures/{id}/evidence", "together"])
def test_a_stranger_learns_nothing_of_it(
    by_yevheniia: Caller, olena: Someone, petro: Someone, noon: datetime, path: str
) -> None:
    document_id = cast.signed(olena, petro, noon)
    (card,) = signing.signatures(document_id, by=olena.actor)
    for one in (document_id, uuid4()):
        answer = by_yevheniia.get(f"/api/documents/{one}/{path.format(id=card.id)}")
        assert answer.problem == (404, "no_such_document")


def test_what_nobody_has_signed_is_said_to_be_so(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    assert by_olena.get(f"/api/documents/{document_id}/signatures").json == []
    for path in ("together", f"signatures/{uuid4()}", f"signatures/{uuid4()}/evidence"):
        assert by_olena.get(f"/api/documents/{document_id}/{path}").problem == (404, "no_such_signature")
