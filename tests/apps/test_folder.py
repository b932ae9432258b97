"""Lists of documents: what is in them, in which order, and how one goes on."""

from datetime import timedelta

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import draft, note_opening
from kasssa.base.tenancy import acting
from kasssa.core.document.draft import Draft
from tests.apps.acts import rejected
from tests.cast import delivered, drafted, issued, sent


@pytest.fixture
def many(olena, noon):
    """120 drafts, every third of one and the same moment."""
    with acting(olena.actor):
        return [
            draft(Draft(note=str(n)), by=olena.actor, at=noon + timedelta(minutes=n - n % 3))
            for n in range(120)
        ]


def walk(by, **filters):
    mark, pages = "", []
    while mark is not None:
        page = queries.folder("drafts", mark=mark, by=by.actor, **filters)
        pages.append([card.id for card in page.cards])
        mark = page.next_mark
    return pages


def test_pages_hold_fifty_and_together_everything_once(many, olena):
    pages = walk(olena)
    assert [len(page) for page in pages] == [50, 50, 20]
    seen = [pk for page in pages for pk in page]
    assert len(set(seen)) == 120
    assert set(seen) == set(many)


def test_newest_come_first(many, olena):
    came = [
        card.came_at for mark in [""] for card in queries.folder("drafts", mark=mark, by=olena.actor).cards
    ]
    assert came == sorted(came, reverse=True)


def test_a_full_last_page_has_no_page_after_it(olena, noon):
    with acting(olena.actor):
        for _ in range(queries.PAGE):
            draft(Draft(), by=olena.actor, at=noon)
    page = queries.folder("drafts", by=olena.actor)
    assert (len(page.cards), page.next_mark) == (50, None)


@pytest.mark.parametrize(
    "mark", ["x", "_", "2026-11-25_x", "2026-11-25T12:00:00_" + "0" * 32, "2026-11-25T12:00:00+00:00_",
             "\x00", "9" * 5000],
)  # fmt: skip
def test_a_mark_that_nobody_gave_finds_nothing(mark, olena, petro, noon):
    drafted(olena, petro, noon)
    page = queries.folder("drafts", mark=mark, by=olena.actor)
    assert (page.cards, page.next_mark) == ([], None)


def test_a_foreign_mark_does_not_open_a_foreign_list(many, olena, petro):
    mark = queries.folder("drafts", by=olena.actor).next_mark
    assert queries.folder("drafts", mark=mark, by=petro.actor).cards == []


@pytest.mark.parametrize(("name", "text", "state"), [
    ("trash", "", ""), ("\x00", "", ""), ("outbox", "\x00", ""), ("outbox", "", "\x00"),
    ("outbox", "", "gone"),
    ("outbox", "%", ""), ("outbox", "_", ""), ("outbox", "\\", ""), ("outbox", "' OR 1=1 --", ""),
])  # fmt: skip
def test_what_is_nowhere_is_not_found(name, text, state, olena, petro, noon):
    issued(olena, petro, noon)
    assert queries.folder(name, text=text, state=state, by=olena.actor).cards == []


@pytest.mark.parametrize("text", ["2026/0001", "0001", "каштанова", "КАШТАНОВА", "41205632"])
def test_it_is_found_by_number_name_and_code(text, olena, petro, noon):
    document_id = issued(olena, petro, noon)
    drafted(olena, petro, noon)
    (card,) = queries.folder("outbox", text=text, by=olena.actor).cards
    assert card.id == document_id


def test_a_part_of_a_code_finds_nothing(olena, petro, noon):
    issued(olena, petro, noon)
    assert queries.folder("outbox", text="4120563", by=olena.actor).cards == []


def test_it_is_found_by_its_state(olena, petro, noon):
    wanted = sent(olena, petro, noon)
    issued(olena, petro, noon)
    assert [card.id for card in queries.folder("outbox", state="sent", by=olena.actor).cards] == [wanted]


def test_what_waits_is_counted(olena, petro, noon):
    opened = delivered(olena, petro, noon)
    delivered(olena, petro, noon)
    drafted(petro, olena, noon)
    assert queries.counts(by=petro.actor) == {"inbox": 2, "drafts": 1}
    note_opening(opened, by=petro.actor, at=noon)
    assert queries.counts(by=petro.actor) == {"inbox": 1, "drafts": 1}
    assert queries.counts(by=olena.actor) == {}


def test_an_answered_document_stays_where_it_was(olena, petro, noon):
    document_id = rejected(olena, petro, noon)
    assert [card.id for card in queries.folder("inbox", by=petro.actor).cards] == [document_id]
    assert [card.id for card in queries.folder("outbox", by=olena.actor).cards] == [document_id]


def test_the_parties_are_known_once_it_is_delivered(olena, petro, noon):
    ours = olena.actor.organisation_id
    assert queries.parties(sent(olena, petro, noon), by=olena.actor) == (ours, None)
    document_id = delivered(olena, petro, noon)
    assert queries.parties(document_id, by=petro.actor) == (ours, petro.actor.organisation_id)
