"""Yevheniia is a stranger to what Olena and Petro do: she sees, moves and learns nothing."""

import pytest

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import actions, queries
from kasssa.apps.documents.queries import NoSuchDocument
from kasssa.apps.exchange.queries import refusal
from kasssa.apps.payments.queries import payment
from kasssa.apps.signing import queries as signing
from kasssa.base import ids
from kasssa.base.blobs.actions import hold
from kasssa.base.blobs.queries import NoSuchBytes, content
from kasssa.base.ledger import queries as ledger
from kasssa.core.acts import Act
from kasssa.core.lifecycle import State
from tests.apps.acts import COME, DO
from tests.apps.traces import refused
from tests.cast import delivered

ASKED = [
    queries.card, queries.content, queries.document, queries.typed, queries.parties, signing.signatures,
    refusal, payment, ledger.history,
]  # fmt: skip


def answer(ask, document_id, by):
    """What asking gives, as one comparable value: the result, or the refusal with all it says."""
    try:
        return ask(document_id, by=by.actor)
    except NoSuchDocument as error:
        return type(error), error.args


@pytest.mark.parametrize("state", State)
def test_no_question_tells_a_document_from_none(state, olena, petro, yevheniia, noon):
    document_id = COME[state](olena, petro, noon)
    answers = {ask.__qualname__: answer(ask, document_id, yevheniia) for ask in ASKED}
    assert answers == {ask.__qualname__: answer(ask, ids.new_id(), yevheniia) for ask in ASKED}
    refusing = ("card", "content", "document", "typed", "parties", "signatures")
    assert answers == {
        **dict.fromkeys(refusing, (NoSuchDocument, ())),
        "refusal": None, "payment": None, "history": [],
    }  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_no_act_moves_it_nor_tells_it_from_none(state, olena, petro, yevheniia, noon):
    document_id = COME[state](olena, petro, noon)
    for do in [*DO.values(), lambda pk, who, at: actions.note_opening(pk, by=who.actor, at=at)]:
        said = []
        for unknown in (document_id, ids.new_id()):
            with refused(NoSuchDocument) as caught:
                do(unknown, yevheniia, noon)
            said.append((str(caught.value), caught.value.args))
        assert said[0] == said[1]


def test_move_itself_refuses_her_every_act(olena, petro, yevheniia, noon):
    document_id = delivered(olena, petro, noon)
    for act in Act:
        with refused(NoSuchDocument):
            actions.move(document_id, act, by=yevheniia.actor, at=noon)


@pytest.mark.parametrize("state", State)
def test_her_lists_and_counts_stay_empty(state, olena, petro, yevheniia, noon):
    COME[state](olena, petro, noon)
    for name in queries.FOLDERS:
        page = queries.folder(name, by=yevheniia.actor)
        assert (page.cards, page.next_mark) == ([], None)
        assert queries.folder(name, text="2026/0001", by=yevheniia.actor).cards == []
        assert queries.folder(name, text="32855961", by=yevheniia.actor).cards == []
    assert queries.counts(by=yevheniia.actor) == {}


def test_who_knows_the_digest_of_the_bytes_does_not_have_the_bytes(olena, petro, yevheniia, noon):
    document_id = delivered(olena, petro, noon)
    sha256 = queries.card(document_id, by=olena.actor).sha256
    with refused(NoSuchBytes):
        content(sha256, by=yevheniia.actor)


def test_a_right_to_bytes_is_no_right_to_the_document(olena, petro, yevheniia, noon):
    document_id = delivered(olena, petro, noon)
    hold(queries.card(document_id, by=olena.actor).sha256, by=yevheniia.actor)
    for ask in (queries.card, queries.content, signing.signatures):
        with refused(NoSuchDocument):
            ask(document_id, by=yevheniia.actor)


def test_the_parties_own_questions_are_answered(olena, petro, noon):
    """The positive control: what is refused above is not refused to everybody."""
    document_id = delivered(olena, petro, noon)
    for someone in (olena, petro):
        for ask in ASKED:
            if ask not in (queries.typed, refusal, payment):
                assert answer(ask, document_id, someone) not in ((NoSuchDocument, ()), None, [])


def test_she_learns_of_others_only_what_stands_on_their_documents(olena, petro, yevheniia):
    assert [seat.code for seat in accounts.seats(yevheniia.actor.person_id)] == ["3184710691"]
    assert [member.person_id for member in accounts.members(by=yevheniia.actor)] == [
        yevheniia.actor.person_id
    ]
    assert ledger.of_person(olena.actor.person_id, by=yevheniia.actor) == []
