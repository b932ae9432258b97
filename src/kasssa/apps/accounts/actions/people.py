"""Registering people, and who acts for an organisation."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kasssa.apps.accounts import access
from kasssa.apps.accounts.models import Membership, Person, Token
from kasssa.apps.accounts.queries import seats
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import acting, action
from kasssa.core.actor import NOBODY, Actor, Door, NotAllowed, Role, require
from kasssa.core.acts import Act


class EmailTaken(Exception):
    """Somebody is registered under that address already."""


class NoSuchPerson(Exception):
    """Nobody is registered under that address."""


class AlreadyMember(Exception):
    """The person acts for the organisation already."""


class LastOwner(Exception):
    """An organisation keeps at least one owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A person at registration."""

    email: str
    password: str
    surname: str
    given_name: str
    patronymic: str = ""
    language: str = "uk"


@transaction.atomic
def register(newcomer: Newcomer, *, door: Door, at: datetime) -> Actor:
    """Register a person and return them as an actor who acts for no organisation yet.

    Raises:
        EmailTaken: the address is registered.
    """
    person = Person(
        id=ids.new_id(),
        email=newcomer.email.lower(),
        password=make_password(newcomer.password),
        surname=newcomer.surname,
        given_name=newcomer.given_name,
        patronymic=newcomer.patronymic,
        language=newcomer.language,
        registered_at=at,
    )
    if not _inserted(person):
        raise EmailTaken
    return Actor(person.id, NOBODY, Role.OWNER, door)


@action
def freeze(*, by: Actor, at: datetime) -> None:
    """Let nobody act as the person of ``by``: sessions end, sign-in is refused, API keys are revoked."""
    require(Act.PERSON_FROZEN, by=by)
    Person.objects.filter(pk=by.person_id).update(is_active=False)
    record(Act.PERSON_FROZEN, by.person_id, by=by, at=at)
    for seat in seats(by.person_id):
        _end_tokens(replace(by, organisation_id=seat.organisation_id), at=at)


@action
def thaw(password: str, *, by: Actor, at: datetime) -> None:
    """Let the person of ``by`` in again, by a new password; sessions of the old one do not come back."""
    require(Act.PERSON_THAWED, by=by)
    Person.objects.filter(pk=by.person_id).update(is_active=True, password=make_password(password))
    record(Act.PERSON_THAWED, by.person_id, by=by, at=at)


@action
def add_member(email: str, role: Role, *, position: str, by: Actor, at: datetime) -> None:
    """Let a registered person act for the organisation.

    Raises:
        NoSuchPerson, AlreadyMember: as they say.
        NotAllowed: the role is that of the service, which nobody can have.
    """
    require(Act.MEMBER_ADDED, by=by)
    if role is Role.SERVICE:
        raise NotAllowed(role, Act.MEMBER_ADDED)
    access.own_organisation(by=by)  # one change of members at a time
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        raise NoSuchPerson
    if Membership.owned.filter(person=person, removed_at__isnull=True).exists():
        raise AlreadyMember
    Membership.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        person=person,
        role=role,
        position=position,
        added_at=at,
    )
    record(Act.MEMBER_ADDED, by.organisation_id, by=by, at=at, member=str(person.id), role=role)


@action
def remove_member(membership_id: UUID, *, by: Actor, at: datetime) -> None:
    """End a membership; the person's next request no longer acts for the organisation.

    Raises:
        NoSuchMembership: none such in this organisation.
        LastOwner: nobody would own the organisation.
    """
    require(Act.MEMBER_REMOVED, by=by)
    access.own_organisation(by=by)  # one change of owners at a time
    membership = access.membership(membership_id, by=by)
    owners = Membership.owned.filter(role=Role.OWNER, removed_at__isnull=True).count()
    if membership.role == Role.OWNER and owners == 1:
        raise LastOwner
    membership.removed_at = at
    membership.save(update_fields=["removed_at"])
    record(Act.MEMBER_REMOVED, by.organisation_id, by=by, at=at, member=str(membership.person_id))


def _end_tokens(by: Actor, *, at: datetime) -> None:
    """Revoke the API keys of a person in one organisation."""
    with acting(by):
        for token in Token.owned.select_for_update().filter(person_id=by.person_id, revoked_at__isnull=True):
            token.revoked_at = at
            token.save(update_fields=["revoked_at"])
            record(Act.TOKEN_REVOKED, token.id, by=by, at=at)


def _inserted(person: Person) -> bool:
    """Insert unless the address is taken, also when two try at once."""
    Person.objects.bulk_create([person], ignore_conflicts=True)
    return Person.objects.filter(pk=person.pk).exists()
