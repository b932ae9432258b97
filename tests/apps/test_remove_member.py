"""Ending a membership."""

from dataclasses import replace

import pytest

from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import (
    LastOwner,
    NoSuchMembership,
    add_member,
    create_token,
    remove_member,
)
from kasssa.base import ids
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from tests.apps.traces import refused
from tests.cast import ledger_length


def membership_of(someone, by):
    return next(row.id for row in queries.members(by=by.actor) if row.person_id == someone.actor.person_id)


def test_an_owner_ends_a_membership_and_the_seat_is_gone(olena, colleague, noon):
    viewer = colleague(Role.VIEWER)
    length = ledger_length()
    remove_member(membership_of(viewer, olena), by=olena.actor, at=noon)
    assert queries.seats(viewer.actor.person_id) == []
    assert [member.person_id for member in queries.members(by=olena.actor)] == [olena.actor.person_id]
    assert ledger_length() == length + 1
    what = ledger.history(olena.actor.organisation_id, by=olena.actor)[-1]
    assert (what.act, what.details) == ("member.removed", {"member": str(viewer.actor.person_id)})


def test_a_key_of_who_left_opens_nothing(olena, colleague, noon):
    other = colleague(Role.OWNER)
    secret = create_token("каса", by=other.actor, at=noon)
    assert queries.bearer(secret).person_id == other.actor.person_id
    remove_member(membership_of(other, olena), by=olena.actor, at=noon)
    assert queries.bearer(secret) is None


def test_who_left_may_come_back(olena, colleague, noon):
    viewer = colleague(Role.VIEWER)
    remove_member(membership_of(viewer, olena), by=olena.actor, at=noon)
    add_member(viewer.role.email, Role.ACCOUNTANT, position="", by=olena.actor, at=noon)
    assert [seat.role for seat in queries.seats(viewer.actor.person_id)] == [Role.ACCOUNTANT]


def test_an_organisation_keeps_its_last_owner(olena, colleague, noon):
    colleague(Role.SIGNATORY)
    with refused(LastOwner):
        remove_member(membership_of(olena, olena), by=olena.actor, at=noon)


def test_one_of_two_owners_may_leave_and_the_other_may_not(olena, colleague, noon):
    other = colleague(Role.OWNER)
    last = membership_of(other, olena)
    remove_member(membership_of(olena, olena), by=olena.actor, at=noon)
    with refused(LastOwner):
        remove_member(last, by=other.actor, at=noon)


def test_a_membership_ends_once(olena, colleague, noon):
    membership_id = membership_of(colleague(Role.VIEWER), olena)
    remove_member(membership_id, by=olena.actor, at=noon)
    with refused(NoSuchMembership):
        remove_member(membership_id, by=olena.actor, at=noon)


def test_another_organisation_cannot_end_it_nor_learn_that_it_exists(olena, petro, colleague, noon):
    theirs = membership_of(colleague(Role.VIEWER), olena)
    for membership_id in (theirs, ids.new_id()):
        with refused(NoSuchMembership) as caught:
            remove_member(membership_id, by=petro.actor, at=noon)
        assert caught.value.args == ()


def test_a_person_in_two_organisations_is_ended_only_in_the_one(olena, petro, colleague, noon):
    viewer = colleague(Role.VIEWER)
    add_member(viewer.role.email, Role.OWNER, position="", by=petro.actor, at=noon)
    at_olenas = membership_of(viewer, olena)
    both = replace(viewer.actor, organisation_id=petro.actor.organisation_id, role=Role.OWNER)
    with refused(NoSuchMembership):
        remove_member(at_olenas, by=both, at=noon)


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_only_an_owner_ends_memberships(role, olena, colleague, noon):
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        remove_member(membership_of(someone, olena), by=someone.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (role, Act.MEMBER_REMOVED)
