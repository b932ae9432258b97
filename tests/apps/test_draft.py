"""Beginning a document."""

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import NoSuchDocument, draft
from kasssa.base import ids
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.model import Kind
from kasssa.core.lifecycle import Side, State
from tests.apps.traces import refused
from tests.cast import acts_of, bread, drafted, ledger_length


def test_a_draft_is_a_card_in_the_drafts_of_its_sender(olena, petro, noon):
    length = ledger_length()
    document_id = draft(bread(petro.code), by=olena.actor, at=noon)
    (card,) = queries.folder("drafts", by=olena.actor).cards
    assert (card.id, card.kind, card.state, card.side, card.folder) == (
        document_id, Kind.INVOICE, State.DRAFT, Side.SENDER, "drafts",
    )  # fmt: skip
    assert (card.number, card.issued_on, card.due_on, card.total, card.sha256) == ("", None, None, None, "")
    assert (card.counterparty_code, card.counterparty_name) == ("41205632", "ТОВ «Каштанова алея»")
    assert (card.unread, card.archived, card.came_at, card.recipient_id) == (False, False, noon, None)
    assert ledger_length() == length + 1
    assert acts_of(document_id, olena) == ["document.drafted"]


def test_what_was_typed_is_kept_as_it_was_typed(olena, noon):
    typed = Draft(
        buyer_code=" не код ", lines=(DraftLine(name="½ хліба\n", price="дорого"),), due_on="колись"
    )
    document_id = draft(typed, by=olena.actor, at=noon)
    assert queries.typed(document_id, by=olena.actor) == typed
    assert queries.card(document_id, by=olena.actor).counterparty_code == ""


def test_an_empty_draft_is_a_draft(olena, noon):
    document_id = draft(Draft(), by=olena.actor, at=noon)
    assert queries.typed(document_id, by=olena.actor) == Draft()
    assert queries.counts(by=olena.actor) == {"drafts": 1}


def test_a_draft_has_no_bytes_yet(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    for query in (queries.content, queries.document):
        with refused(NoSuchDocument):
            query(document_id, by=olena.actor)


def test_the_buyer_named_in_a_draft_does_not_learn_of_it(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    for unknown in (document_id, ids.new_id()):
        with refused(NoSuchDocument):
            queries.card(unknown, by=petro.actor)
    assert queries.counts(by=petro.actor) == {}


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT])
def test_colleagues_draft_for_the_same_organisation(role, colleague, olena, petro, noon):
    document_id = draft(bread(petro.code), by=colleague(role).actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.DRAFT


def test_a_viewer_does_not_draft(colleague, noon):
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed) as caught:
        draft(Draft(), by=viewer.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (Role.VIEWER, Act.DOCUMENT_DRAFTED)
