"""Laying a document into the archive of one party."""

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import archive
from kasssa.base import ids
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.lifecycle import NotNow, State
from tests.apps.acts import paid, rejected
from tests.apps.traces import refused, untouched
from tests.cast import accepted, acts_of, delivered, drafted, issued, ledger_length, sent


@pytest.mark.parametrize("come", [accepted, rejected, paid])
def test_each_party_lays_away_its_own_copy(come, olena, petro, noon):
    document_id = come(olena, petro, noon)
    length = ledger_length()
    archive(document_id, by=petro.actor, at=noon)
    assert [card.id for card in queries.folder("archive", by=petro.actor).cards] == [document_id]
    assert queries.folder("inbox", by=petro.actor).cards == []
    assert [card.id for card in queries.folder("outbox", by=olena.actor).cards] == [document_id]
    assert queries.folder("archive", by=olena.actor).cards == []
    assert ledger_length() == length + 1
    assert acts_of(document_id, petro)[-1] == "document.archived"


def test_laying_it_away_twice_is_doing_it_once_and_is_not_offered(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    archive(document_id, by=olena.actor, at=noon)
    card = queries.card(document_id, by=olena.actor)
    assert (card.archived, card.acts) == (True, (Act.DOCUMENT_PAID,))
    with untouched():
        archive(document_id, by=olena.actor, at=noon)


def test_what_is_laid_away_can_still_be_read_and_paid(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    archive(document_id, by=petro.actor, at=noon)
    assert queries.content(document_id, by=petro.actor) == queries.content(document_id, by=olena.actor)
    assert queries.card(document_id, by=petro.actor).state is State.ACCEPTED


@pytest.mark.parametrize("come", [drafted, issued, sent, delivered])
def test_what_is_not_answered_is_not_laid_away(come, olena, petro, noon):
    document_id = come(olena, petro, noon)
    with refused(NotNow):
        archive(document_id, by=olena.actor, at=noon)


def test_a_stranger_cannot_lay_it_away_nor_learn_that_it_exists(olena, petro, yevheniia, noon):
    for document_id in (accepted(olena, petro, noon), ids.new_id()):
        with refused(queries.NoSuchDocument):
            archive(document_id, by=yevheniia.actor, at=noon)


def test_a_viewer_does_not_lay_away(olena, petro, colleague, noon):
    document_id = accepted(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed):
        archive(document_id, by=viewer.actor, at=noon)
