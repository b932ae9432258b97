"""Handing a signed document over."""

import pytest
from django.db import connection

from kasssa.apps.documents import queries
from kasssa.apps.exchange.actions import SentToOneself, send
from kasssa.base import ids
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.lifecycle import NotNow, State
from tests.apps.traces import refused
from tests.cast import issued, ledger_length, sent, signed


def envelopes(by):
    with acting(by.actor), connection.cursor() as cursor:
        cursor.execute("SELECT recipient_code, sent_at, delivered_at FROM exchange_envelope")
        return cursor.fetchall()


def test_a_signed_document_goes_on_its_way_to_a_code(olena, petro, noon):
    document_id = signed(olena, petro, noon)
    length = ledger_length()
    send(document_id, by=olena.actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.SENT
    assert envelopes(olena) == [("41205632", noon, None)]
    assert ledger_length() == length + 1
    assert ledger.history(document_id, by=olena.actor)[-1].act == "document.sent"


def test_sending_does_not_deliver_by_itself(olena, petro, noon):
    document_id = sent(olena, petro, noon)
    assert queries.folder("inbox", by=petro.actor).cards == []
    with refused(queries.NoSuchDocument):
        queries.content(document_id, by=petro.actor)


def test_the_way_of_a_document_is_the_senders_to_see(olena, petro, yevheniia, noon):
    sent(olena, petro, noon)
    assert envelopes(petro) == envelopes(yevheniia) == []


def test_a_document_is_sent_once(olena, petro, noon):
    document_id = sent(olena, petro, noon)
    with refused(NotNow):
        send(document_id, by=olena.actor, at=noon)


def test_an_unsigned_document_is_not_sent(olena, petro, noon):
    document_id = issued(olena, petro, noon)
    with refused(NotNow):
        send(document_id, by=olena.actor, at=noon)


def test_nothing_is_sent_to_oneself(olena, petro, noon):
    """The rules of issuing refuse it already; should they ever not, sending does."""
    document_id = signed(olena, petro, noon)
    with acting(olena.actor), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET recipient_code = %s", [olena.code])
    with refused(SentToOneself):
        send(document_id, by=olena.actor, at=noon)


def test_an_accountant_sends_what_the_director_signed(olena, petro, colleague, noon):
    document_id = signed(olena, petro, noon)
    send(document_id, by=colleague(Role.ACCOUNTANT).actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.SENT


def test_a_viewer_does_not_send(olena, petro, colleague, noon):
    document_id = signed(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed):
        send(document_id, by=viewer.actor, at=noon)


@pytest.mark.parametrize("who", ["petro", "yevheniia"])
def test_nobody_else_sends_it_nor_learns_that_it_exists(who, request, olena, petro, noon):
    document_id = signed(olena, petro, noon)
    someone = request.getfixturevalue(who)
    for unknown in (document_id, ids.new_id()):
        with refused(queries.NoSuchDocument):
            send(unknown, by=someone.actor, at=noon)
