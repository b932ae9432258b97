"""Throwing a draft away."""

from django.db import connection

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import NoSuchDocument, discard, issue
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.lifecycle import NotNow
from tests.apps.traces import refused
from tests.cast import drafted, issued, ledger_length


def test_a_discarded_draft_is_gone_and_its_lines_in_the_ledger_stay(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    length = ledger_length()
    discard(document_id, by=olena.actor, at=noon)
    with refused(NoSuchDocument):
        queries.card(document_id, by=olena.actor)
    assert ledger_length() == length + 1
    acts = [what.act for what in ledger.history(document_id, by=olena.actor)]
    assert acts == ["document.drafted", "document.discarded"]


def test_nothing_of_it_is_left_in_any_table_but_the_ledger(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    discard(document_id, by=olena.actor, at=noon)
    with acting(olena.actor), connection.cursor() as cursor:
        for table in ("documents_document", "documents_mailbox", "documents_draft"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


def test_no_number_is_spent_by_it(olena, petro, noon):
    discard(drafted(olena, petro, noon), by=olena.actor, at=noon)
    assert issue(drafted(olena, petro, noon), by=olena.actor, at=noon) == "2026/0001"


def test_an_issued_document_cannot_be_discarded(olena, petro, noon):
    document_id = issued(olena, petro, noon)
    with refused(NotNow):
        discard(document_id, by=olena.actor, at=noon)


def test_a_draft_is_discarded_once(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    discard(document_id, by=olena.actor, at=noon)
    with refused(NoSuchDocument):
        discard(document_id, by=olena.actor, at=noon)


def test_a_viewer_does_not_discard(olena, petro, colleague, noon):
    document_id = drafted(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed):
        discard(document_id, by=viewer.actor, at=noon)
