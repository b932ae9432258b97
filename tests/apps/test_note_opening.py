"""Noting that the recipient opened a document."""

from datetime import timedelta

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import note_opening
from kasssa.base import ids
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import Role
from tests.apps.acts import rejected
from tests.apps.traces import refused, untouched
from tests.cast import acts_of, delivered, issued, ledger_length, sent


def test_the_first_look_is_noted_and_the_sender_sees_when(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    length, later = ledger_length(), noon + timedelta(hours=1)
    note_opening(document_id, by=petro.actor, at=later)
    assert queries.card(document_id, by=petro.actor).unread is False
    assert queries.counts(by=petro.actor) == {}
    assert ledger_length() == length + 1
    what = ledger.history(document_id, by=olena.actor)[-1]
    assert (what.act, what.at, what.by.organisation_id) == (
        "document.opened", later, petro.actor.organisation_id,
    )  # fmt: skip


def test_only_the_first_look_counts(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    note_opening(document_id, by=petro.actor, at=noon)
    with untouched():
        note_opening(document_id, by=petro.actor, at=noon + timedelta(days=1))


def test_the_senders_own_look_is_not_an_opening(olena, petro, colleague, noon):
    document_id = delivered(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    with untouched():
        note_opening(document_id, by=olena.actor, at=noon)
        note_opening(document_id, by=viewer.actor, at=noon)


def test_a_refused_document_can_still_be_opened(olena, petro, noon):
    document_id = rejected(olena, petro, noon)
    note_opening(document_id, by=petro.actor, at=noon)
    assert acts_of(document_id, olena)[-2:] == ["document.rejected", "document.opened"]


def test_what_has_not_come_cannot_be_opened(olena, petro, yevheniia, noon):
    for document_id in (issued(olena, petro, noon), sent(olena, petro, noon), ids.new_id()):
        for someone in (petro, yevheniia):
            with refused(queries.NoSuchDocument):
                note_opening(document_id, by=someone.actor, at=noon)
