"""Signing and accepting: the body is the signature."""

from datetime import datetime

import pytest

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.documents import queries
from kasssa.cli import cast as demo
from tests import cast
from tests.api.caller import Caller
from tests.cast import Someone, ledger_length
from tests.stage import come
from tests.web.conftest import Keyring

TOO_LARGE = b"\x30" * (512 * 1024)


@pytest.mark.parametrize(
    ("body", "code"), [(b"", "KSA-SIG-01"), (b"not a signature", "KSA-SIG-01"), (TOO_LARGE, "KSA-SIG-06")]
)
def test_what_is_no_signature_is_refused_by_a_permanent_code(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime, body: bytes, code: str
) -> None:
    issued, delivered = cast.issued(olena, petro, noon), cast.delivered(olena, petro, noon)
    length = ledger_length()
    for answer in (
        by_olena.post(f"/api/documents/{issued}/sign", body),
        by_petro.post(f"/api/documents/{delivered}/accept", body),
    ):
        assert answer.problem == (422, "bad_signature")
        assert (answer.json["code"], set(answer.json["detail"])) == (code, {"uk", "en"})
    assert ledger_length() == length


def test_a_signature_of_other_bytes_or_of_somebody_else_is_refused(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id, other = cast.issued(olena, petro, noon), cast.issued(olena, petro, noon)
    theirs = kep.sign(queries.content(document_id, by=olena.actor), petro.key, at=noon)
    length = ledger_length()
    answers = [
        by_olena.post(f"/api/documents/{document_id}/sign", proof)
        for proof in (cast.signature(other, olena, noon), theirs)
    ]
    assert [one.json["code"] for one in answers] == ["KSA-SIG-02", "KSA-SIG-04"]
    assert petro.code in answers[1].json["detail"]["uk"]
    assert ledger_length() == length


def test_it_is_signed_once(by_olena: Caller, olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.issued(olena, petro, noon)
    proof = cast.signature(document_id, olena, noon)
    signed = by_olena.post(f"/api/documents/{document_id}/sign", proof).json
    assert (signed["state"], signed["acts"]) == ("signed", ["document.sent"])
    length = ledger_length()
    assert by_olena.post(f"/api/documents/{document_id}/sign", proof).problem == (409, "not_now")
    assert ledger_length() == length


def test_the_seller_cannot_accept_in_the_place_of_the_buyer(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    length = ledger_length()
    answer = by_olena.post(f"/api/documents/{document_id}/accept", cast.signature(document_id, olena, noon))
    assert (answer.problem, ledger_length()) == ((409, "not_now"), length)


def test_a_code_that_another_account_has_proved_signs_nothing(
    olena: Someone, petro: Someone, noon: datetime, authority: Keyring
) -> None:
    again = accounts.found(olena.role.requisites, position="директор", by=petro.actor, at=noon)
    pretender = Someone(again, demo.OLENA, olena.key)
    document_id = cast.issued(pretender, petro, noon)
    length = ledger_length()
    caller = Caller.of(pretender, noon)
    answer = caller.post(f"/api/documents/{document_id}/sign", cast.signature(document_id, pretender, noon))
    assert answer.problem == (409, "already_confirmed")
    assert ledger_length() == length + 1  # the key that was made


def test_the_first_good_signature_proves_the_organisation(
    olena: Someone, noon: datetime, authority: Keyring
) -> None:
    newcomer = come(demo.PETRO, authority, confirmed=False)
    document_id = cast.issued(newcomer, olena, noon)
    caller = Caller.of(newcomer, noon)
    caller.post(f"/api/documents/{document_id}/sign", cast.signature(document_id, newcomer, noon))
    assert account_queries.organisation(by=newcomer.actor).confirmed_at == noon
