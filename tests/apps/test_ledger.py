"""The ledger: every act once, told to who may know, changed by nobody."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from kasssa.apps.documents.actions import NoSuchDocument, move
from kasssa.base.ledger import queries
from kasssa.base.ledger.actions import record
from kasssa.base.ledger.models import Entry
from kasssa.base.tenancy import acting
from kasssa.core.actor import Role
from kasssa.core.acts import Act
from tests.apps.acts import COME
from tests.apps.traces import refused
from tests.cast import delivered, ledger_length


def test_a_line_says_who_did_what_when_and_through_which_door(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    told = {what.act: what for what in queries.history(document_id, by=olena.actor)}
    issued = told[Act.DOCUMENT_ISSUED]
    assert (issued.subject_id, issued.by, issued.at) == (document_id, olena.actor, noon)
    delivery = told[Act.DOCUMENT_DELIVERED]
    assert (delivery.by.role, delivery.by.door, delivery.by.organisation_id) == (
        Role.SERVICE, "job", petro.actor.organisation_id,
    )  # fmt: skip


def test_history_is_in_the_order_of_the_numbers(olena, petro, noon):
    for come in COME.values():
        numbers = [what.entry_id for what in queries.history(come(olena, petro, noon), by=olena.actor)]
        assert numbers == sorted(set(numbers))


def test_one_line_by_its_number_is_told_to_who_may_know(olena, petro, yevheniia, noon):
    document_id = delivered(olena, petro, noon)
    what = queries.history(document_id, by=olena.actor)[0]
    assert queries.happened(what.entry_id, by=olena.actor) == what
    assert queries.happened(what.entry_id, by=petro.actor) == what
    with refused(Entry.DoesNotExist):
        queries.happened(what.entry_id, by=yevheniia.actor)


def test_a_person_sees_all_they_did_and_their_colleagues_what_was_done_for_the_organisation(
    olena, petro, colleague, noon
):
    viewer = colleague(Role.VIEWER)
    mine = queries.of_person(olena.actor.person_id, by=olena.actor)
    assert [what.act for what in mine] == [
        "consent.given", "consent.given", "organisation.registered", "certificate.bound",
        "organisation.confirmed", "member.added",
    ]  # fmt: skip
    theirs = queries.of_person(olena.actor.person_id, by=viewer.actor)
    assert [what.act for what in theirs] == [
        "organisation.registered", "certificate.bound", "organisation.confirmed", "member.added",
    ]  # fmt: skip


def test_nobody_writes_a_line_for_another_organisation(olena, petro, noon):
    with refused(ProgrammingError) as caught, acting(olena.actor):
        record(Act.DOCUMENT_ISSUED, olena.actor.person_id, by=petro.actor, at=noon)
    assert "row-level security" in str(caught.value)


def test_a_refused_act_leaves_no_line_and_the_next_one_has_the_next_number(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    length = ledger_length()
    for _ in range(3):
        with pytest.raises(NoSuchDocument):
            move(olena.actor.person_id, Act.DOCUMENT_PAID, by=olena.actor, at=noon)
    number = move(document_id, Act.DOCUMENT_PAID, by=olena.actor, at=noon + timedelta(days=1), kopiykas=1)
    assert ledger_length() == length + 1
    assert queries.history(document_id, by=olena.actor)[-1].entry_id == number


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET at = at - interval '1 day'",
        "UPDATE ledger_entry SET details = '{}' WHERE id = 0",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        "INSERT INTO ledger_entry SELECT * FROM ledger_entry ON CONFLICT (id) DO UPDATE SET act = 'x'",
    ],
)
def test_the_service_itself_cannot_change_a_line(sql, olena):
    length = ledger_length()
    with (
        acting(olena.actor),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(sql)
    assert ledger_length() == length
