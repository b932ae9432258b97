"""Receipts of consent: made with the agreement, mailed, verifiable again (T-1.3)."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.db import ProgrammingError

from kasssa.apps.consents import queries
from kasssa.apps.consents.models import Receipt
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.actor import Door
from tests.cast import settle
from tests.stage import NOON


def test_registration_gives_a_receipt_for_each_text_that_verifies(olena):
    made = queries.receipts(by=olena.actor)
    assert sorted((one.subject, one.given) for one in made) == [("offer", True), ("policy", True)]
    assert [queries.verified(one.id, by=olena.actor) for one in made] == [True, True]


def test_a_receipt_names_the_very_bytes_that_were_shown(olena):
    agreed = {one.kind: one for one in queries.agreements(by=olena.actor)}
    for one in queries.receipts(by=olena.actor):
        (seen,) = queries.shown_in(one)
        given = agreed[one.subject]
        assert seen[:4] == (given.kind, given.version, given.language, given.sha256)


@pytest.mark.usefixtures("texts")
def test_one_letter_brings_all_receipts_of_a_registration():
    actor = cast.enrol(cast.OLENA, door=Door.WEB, at=NOON)
    settle()
    with acting(robot()):
        (letter,) = Letter.objects.all()
    assert letter.to == cast.OLENA.email
    for one in queries.receipts(by=actor):
        assert (str(one.id) in letter.text, one.sha256 in letter.text) == (True, True)
    assert "43629432" in letter.text
    assert cast.OLENA.surname not in letter.text + letter.subject


def test_nobody_sees_the_receipt_of_another(olena, petro):
    one = queries.receipts(by=olena.actor)[0]
    with pytest.raises(queries.NoSuchReceipt):
        queries.receipt(one.id, by=petro.actor)
    with pytest.raises(queries.NoSuchReceipt):
        queries.receipt(uuid4(), by=olena.actor)


def forged(row, **changes):
    """Put a changed copy of a receipt in, digest and all, as a forger without the past could."""
    content = json.loads(row.content)
    record = content["dpv:hasRecordOfActivity"]
    new_id = uuid4()
    content["dct:identifier"] = str(new_id)
    for path, value in changes.items():
        place = {"time": record["dpv:hasConsentStatus"][0], "text": record["dpv:hasNotice"][0]}[path]
        place[{"time": "dpv:isIndicatedAtTime", "text": "kasssa:sha256"}[path]] = value
    written = json.dumps(content, ensure_ascii=False).encode()
    Receipt.objects.create(
        id=new_id, person_id=row.person_id, record_id=row.record_id, subject=row.subject, given=row.given,
        content=written, sha256=hashlib.sha256(written).hexdigest(), made_at=row.made_at,
    )  # fmt: skip
    return new_id


@pytest.mark.parametrize("changes", [{"time": "2026-11-24T12:00:00Z"}, {"text": "0" * 64}])
def test_a_receipt_that_says_something_else_than_what_happened_does_not_verify(olena, changes):
    with acting(olena.actor):
        row = Receipt.objects.get(subject="policy")
        assert queries.verified(forged(row), by=olena.actor) is True
        assert queries.verified(forged(row, **changes), by=olena.actor) is False


def test_the_service_may_not_change_a_receipt(olena):
    with acting(olena.actor), pytest.raises(ProgrammingError, match="permission denied"):
        Receipt.objects.update(given=False)
