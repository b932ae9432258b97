"""Letting somebody act for an organisation."""

import pytest

from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import AlreadyMember, Newcomer, NoSuchPerson, add_member, register
from kasssa.base.ledger import queries as ledger
from kasssa.cli import cast
from kasssa.core.actor import Door, NotAllowed, Role
from kasssa.core.acts import Act
from tests.apps.traces import refused
from tests.cast import ledger_length


@pytest.fixture
def anna(db, noon):
    """Somebody registered who acts for nobody."""
    newcomer = Newcomer(
        email="anna@kasssa.example", password=cast.PASSWORD, surname="Лисенко", given_name="Анна"
    )
    return register(newcomer, door=Door.WEB, at=noon)


@pytest.mark.parametrize("role", [Role.OWNER, Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_an_owner_lets_a_registered_person_in(role, olena, anna, noon):
    length = ledger_length()
    add_member("ANNA@kasssa.example", role, position="бухгалтерка", by=olena.actor, at=noon)
    member = queries.members(by=olena.actor)[-1]
    assert (member.person_id, member.name, member.role, member.position) == (
        anna.person_id, "Лисенко Анна", role, "бухгалтерка",
    )  # fmt: skip
    assert [(seat.organisation_id, seat.role) for seat in queries.seats(anna.person_id)] == [
        (olena.actor.organisation_id, role)
    ]
    assert ledger_length() == length + 1
    what = ledger.history(olena.actor.organisation_id, by=olena.actor)[-1]
    assert (what.act, what.details) == ("member.added", {"member": str(anna.person_id), "role": role.value})


def test_nobody_is_let_in_who_is_not_registered(olena, noon):
    with refused(NoSuchPerson):
        add_member("nobody@kasssa.example", Role.VIEWER, position="", by=olena.actor, at=noon)


@pytest.mark.parametrize("role", [Role.OWNER, Role.VIEWER])
def test_nobody_is_let_in_twice_in_whatever_role(role, olena, anna, noon):
    add_member("anna@kasssa.example", Role.VIEWER, position="", by=olena.actor, at=noon)
    with refused(AlreadyMember):
        add_member("anna@kasssa.example", role, position="", by=olena.actor, at=noon)


def test_an_owner_cannot_demote_themselves_by_adding_themselves(olena, noon):
    with refused(AlreadyMember):
        add_member(cast.OLENA.email, Role.VIEWER, position="", by=olena.actor, at=noon)


def test_nobody_becomes_the_service_itself(olena, anna, noon):
    """Whoever had that role would see over every wall."""
    with refused(NotAllowed) as caught:
        add_member("anna@kasssa.example", Role.SERVICE, position="", by=olena.actor, at=noon)
    assert caught.value.role is Role.SERVICE
    assert queries.seats(anna.person_id) == []


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_only_an_owner_lets_people_in(role, colleague, anna, noon):
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        add_member("anna@kasssa.example", Role.OWNER, position="", by=someone.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (role, Act.MEMBER_ADDED)


def test_a_person_may_act_for_two_organisations_and_each_sees_only_its_own(olena, petro, anna, noon):
    add_member("anna@kasssa.example", Role.VIEWER, position="", by=olena.actor, at=noon)
    add_member("anna@kasssa.example", Role.ACCOUNTANT, position="", by=petro.actor, at=noon)
    assert [(seat.code, seat.role) for seat in queries.seats(anna.person_id)] == [
        ("32855961", Role.VIEWER), ("41205632", Role.ACCOUNTANT),
    ]  # fmt: skip
    assert [member.email for member in queries.members(by=petro.actor)] == [
        "petro@kasssa.example", "anna@kasssa.example",
    ]  # fmt: skip


def test_petro_does_not_see_who_works_at_olenas(olena, petro, anna, noon):
    add_member("anna@kasssa.example", Role.VIEWER, position="", by=olena.actor, at=noon)
    assert [member.name for member in queries.members(by=petro.actor)] == ["Шевчук Петро Іванович"]
    assert [address for _, address, _ in queries.letter_addresses(by=petro.actor)] == ["petro@kasssa.example"]
