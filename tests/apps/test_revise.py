"""Typing a draft anew."""

from datetime import timedelta

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import NoSuchDocument, revise
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.lifecycle import NotNow
from tests.apps.traces import refused
from tests.cast import acts_of, bread, drafted, issued, ledger_length


def test_the_newest_typing_replaces_the_older(olena, petro, yevheniia, noon):
    document_id = drafted(olena, petro, noon)
    length = ledger_length()
    typed = bread(yevheniia.code, note="інший покупець")
    revise(document_id, typed, by=olena.actor, at=noon + timedelta(minutes=1))
    assert queries.typed(document_id, by=olena.actor) == typed
    card = queries.card(document_id, by=olena.actor)
    assert (card.counterparty_code, card.counterparty_name) == ("3184710691", "ФОП Ґудзь Євгенія Їжаківна")
    assert ledger_length() == length + 1
    assert acts_of(document_id, olena) == ["document.drafted", "document.revised"]


def test_a_buyer_that_is_no_longer_known_is_no_longer_shown(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    revise(document_id, bread("43629432"), by=olena.actor, at=noon)
    card = queries.card(document_id, by=olena.actor)
    assert (card.counterparty_code, card.counterparty_name) == ("", "")


def test_an_issued_document_never_changes(olena, petro, noon):
    document_id = issued(olena, petro, noon)
    before = queries.content(document_id, by=olena.actor)
    with refused(NotNow):
        revise(document_id, bread(petro.code, note="x"), by=olena.actor, at=noon)
    assert queries.content(document_id, by=olena.actor) == before
    with refused(NoSuchDocument):
        queries.typed(document_id, by=olena.actor)


@pytest.mark.parametrize("who", ["petro", "yevheniia"])
def test_nobody_else_revises_it_nor_learns_that_it_exists(who, request, olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    someone = request.getfixturevalue(who)
    with refused(NoSuchDocument):
        revise(document_id, bread(petro.code), by=someone.actor, at=noon)


def test_a_viewer_reads_a_draft_and_does_not_revise_it(olena, petro, colleague, noon):
    document_id = drafted(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    assert queries.typed(document_id, by=viewer.actor) == bread(petro.code)
    with refused(NotAllowed):
        revise(document_id, bread(petro.code), by=viewer.actor, at=noon)
