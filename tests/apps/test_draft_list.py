"""A list of invoices: its columns, the look at every row, and drafts of what is ready, each once."""

import pytest

from kasssa.apps.documents import queries as documents
from kasssa.apps.intake import actions, followups, queries
from kasssa.apps.intake.actions import BadColumns, NotAtThisStage
from kasssa.apps.intake.models import Listing, Origin
from kasssa.apps.intake.queries import Stage
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting
from kasssa.core.actor import NOBODY
from kasssa.core.formats import lists
from tests.apps import papers
from tests.apps.traces import refused
from tests.cast import ledger_length, settle

BAD = "Р-9;43629433;ТОВ «Зерно»;Хліб;шт;два;10;20"


def received(content, by, at):
    return actions.receive(content, "list.csv", by=by.actor, at=at)


def checked(content, by, at):
    """A list whose rows were looked at by the columns that their headings tell."""
    received_id = received(content, by, at)
    headings = queries.head(received_id, by=by.actor).headings
    places = dict(lists.guess_columns(headings).places)
    actions.check(received_id, places, lists.Assumed(), by=by.actor, at=at)
    settle()
    return received_id


def job(received_id, by):
    return {"received_id": str(received_id), "organisation_id": str(by.actor.organisation_id)}


def test_every_row_is_looked_at_and_told_by_its_number_and_column(olena, noon):
    received_id = checked(papers.many(3) + f"\r\n{BAD}".encode(), olena, noon)
    card = queries.listing(received_id, by=olena.actor)
    assert (card.stage, card.rows, card.last_row) == (Stage.CHECKED, 5, 5)
    assert (card.invoices, card.ready, card.faults_count, card.drafted) == (4, 3, 2, 0)
    assert [(one.row, one.heading, one.fault.code) for one in card.faults] == [
        (5, "ЄДРПОУ покупця", "KSA-COD-03"),
        (5, "К-сть", "KSA-NUM-01"),
    ]
    assert documents.counts(by=olena.actor) == {}


def test_drafts_are_made_of_what_is_ready_in_the_name_of_who_asked(olena, noon):
    received_id = checked(papers.many(120) + f"\r\n{BAD}".encode(), olena, noon)
    actions.draft_list(received_id, by=olena.actor, at=noon)
    assert queries.listing(received_id, by=olena.actor).stage is Stage.DRAFTING
    settle()
    card = queries.listing(received_id, by=olena.actor)
    assert (card.stage, card.drafted, card.last_row) == (Stage.DONE, 120, 122)
    assert documents.counts(by=olena.actor) == {"drafts": 120}
    with acting(olena.actor):
        origins = {origin.row: origin.document_id for origin in Origin.objects.all()}
    assert sorted(origins) == list(range(2, 122))
    (what,) = ledger.history(origins[2], by=olena.actor)
    assert (what.act, what.by.person_id, what.by.door) == ("document.drafted", olena.actor.person_id, "job")
    assert documents.typed(origins[2], by=olena.actor).lines[0].price == "1,50"
    assert queries.origin(origins[2], by=olena.actor).id == received_id


def test_the_same_job_again_makes_nothing_again(olena, noon):
    received_id = checked(papers.many(60), olena, noon)
    actions.draft_list(received_id, by=olena.actor, at=noon)
    settle()
    length = ledger_length()
    followups.draft(**job(received_id, olena))
    followups.check(**job(received_id, olena))
    assert ledger_length() == length
    assert documents.counts(by=olena.actor) == {"drafts": 60}


def test_a_worker_that_dies_in_the_middle_leaves_whole_parts_and_another_goes_on(olena, noon, monkeypatch):
    received_id = checked(papers.many(120), olena, noon)
    actions.draft_list(received_id, by=olena.actor, at=noon)
    entries = queries.entries

    def cut(received_id, *, by):
        for entry in entries(received_id, by=by):
            if entry.first_row > 80:
                raise KeyboardInterrupt
            yield entry

    with monkeypatch.context() as patched:
        patched.setattr(queries, "entries", cut)
        with pytest.raises(KeyboardInterrupt):
            followups.draft(**job(received_id, olena))
    card = queries.listing(received_id, by=olena.actor)
    assert (card.stage, card.drafted, card.last_row) == (Stage.DRAFTING, 50, 51)
    followups.draft(**job(received_id, olena))
    card = queries.listing(received_id, by=olena.actor)
    assert (card.stage, card.drafted) == (Stage.DONE, 120)
    assert documents.counts(by=olena.actor) == {"drafts": 120}


def test_started_twice_it_is_refused(olena, noon):
    received_id = checked(papers.many(2), olena, noon)
    actions.draft_list(received_id, by=olena.actor, at=noon)
    with refused(NotAtThisStage):
        actions.draft_list(received_id, by=olena.actor, at=noon)


def test_a_list_with_nothing_ready_makes_no_drafts(olena, noon):
    received_id = checked(papers.list_of(BAD), olena, noon)
    with refused(NotAtThisStage):
        actions.draft_list(received_id, by=olena.actor, at=noon)


def test_columns_that_an_invoice_needs_are_asked_for(olena, noon):
    received_id = received(papers.many(2), olena, noon)
    with refused(BadColumns) as caught:
        actions.check(received_id, {lists.Field.NAME: 3}, lists.Assumed(), by=olena.actor, at=noon)
    assert [one.code for one in caught.value.found] == ["KSA-LST-02"] * 3


def test_columns_may_be_changed_after_the_look(olena, noon):
    received_id = checked(papers.many(2), olena, noon)
    places = dict(queries.listing(received_id, by=olena.actor).columns.places)
    del places[lists.Field.VAT]
    actions.check(received_id, places, lists.Assumed(vat="7"), by=olena.actor, at=noon)
    settle()
    actions.draft_list(received_id, by=olena.actor, at=noon)
    settle()
    page = documents.folder("drafts", by=olena.actor)
    vats = {documents.typed(card.id, by=olena.actor).lines[0].vat for card in page.cards}
    assert vats == {"7"}


def test_for_somebody_who_left_no_drafts_are_made(olena, noon):
    received_id = checked(papers.many(2), olena, noon)
    actions.draft_list(received_id, by=olena.actor, at=noon)
    with acting(olena.actor):
        Listing.objects.filter(pk=received_id).update(started_by_id=NOBODY)
    settle()
    assert queries.listing(received_id, by=olena.actor).stage is Stage.CHECKED
    assert documents.counts(by=olena.actor) == {}
