"""Registering people and organisations, and who acts for whom."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from kasssa.apps.accounts import access
from kasssa.apps.accounts.models import Certificate, Membership, Organisation, Person, Signatory, Token
from kasssa.apps.accounts.queries import Holder
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import acting, action
from kasssa.core.actor import NOBODY, Actor, Door, NotAllowed, Role, require
from kasssa.core.acts import Act
from kasssa.core.parties import Scheme

NoSuchCertificate = access.NoSuchCertificate
NoSuchMembership = access.NoSuchMembership
NoSuchSignatory = access.NoSuchSignatory


class EmailTaken(Exception):
    """Somebody is registered under that address already."""


class AlreadyConfirmed(Exception):
    """The organisation, or another with the same code, has proved the code already."""


class NoSuchPerson(Exception):
    """Nobody is registered under that address."""


class AlreadyMember(Exception):
    """The person acts for the organisation already."""


class NotSignatory(Exception):
    """Whom the certificate names does not sign for the organisation."""


class AlreadySignatory(Exception):
    """The certificate signs for the organisation already."""


class LastOwner(Exception):
    """An organisation keeps at least one owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisites:
    """What an organisation says of itself; the fields of clause 2.1, already parsed."""

    scheme: Scheme
    code: str
    name: str
    address: str = ""
    vat_number: str = ""
    iban: str = ""
    bank: str = ""
    phone: str = ""
    email: str = ""


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
def found(requisites: Requisites, *, position: str, by: Actor, at: datetime) -> Actor:
    """Open an organisation whose owner is the person of ``by``; return them acting for it."""
    organisation = Organisation(
        id=ids.new_id(), kind=_kind(requisites.scheme), registered_at=at, **_columns(requisites)
    )
    owner = replace(by, organisation_id=organisation.id, role=Role.OWNER)
    with acting(owner):
        organisation.save(force_insert=True)
        Membership.objects.create(
            id=ids.new_id(),
            organisation_id=organisation.id,
            person_id=by.person_id,
            role=Role.OWNER,
            position=position,
            added_at=at,
        )
        record(Act.ORGANISATION_REGISTERED, organisation.id, by=owner, at=at)
    return owner


@action
def change(requisites: Requisites, *, by: Actor, at: datetime) -> None:
    """Change what the organisation says of itself; its code stays as it was registered.

    Issued documents keep the requisites of their date.
    """
    require(Act.ORGANISATION_CHANGED, by=by)
    organisation = access.own_organisation(by=by)
    for name, value in _columns(requisites).items():
        if name not in ("scheme", "code"):
            setattr(organisation, name, value)
    organisation.save()
    record(Act.ORGANISATION_CHANGED, organisation.id, by=by, at=at)


@action
def confirm(*, certificate: str, by: Actor, at: datetime) -> None:
    """Note that a qualified signature has proved the code of the organisation.

    Raises:
        AlreadyConfirmed: another organisation has proved the same code.
    """
    require(Act.ORGANISATION_CONFIRMED, by=by)
    organisation = access.own_organisation(by=by)
    if organisation.confirmed_at is not None:
        return
    if Organisation.objects.filter(code=organisation.code, confirmed_at__isnull=False).exists():
        raise AlreadyConfirmed
    organisation.confirmed_at = at
    try:
        organisation.save(update_fields=["confirmed_at"])
    except IntegrityError as error:  # the other one did it a moment ago
        raise AlreadyConfirmed from error
    record(Act.ORGANISATION_CONFIRMED, organisation.id, by=by, at=at, certificate=certificate)


@action
def bind_certificate(certificate: bytes, *, serial: str, name: str, by: Actor, at: datetime) -> None:
    """Note that a certificate (DER) is the person's own, once they have signed with it (clause 2.1).

    ``name`` is whom the certificate names: a certificate in another name is not bound, or whoever uploads a
    colleague's signature would take it. One that is bound already stays with whom it is bound to.
    """
    require(Act.CERTIFICATE_BOUND, by=by)
    person = Person.objects.filter(pk=by.person_id).first()
    if person is None or not access.names(name, person):
        return
    bound = Certificate(
        id=ids.new_id(),
        person=person,
        serial=serial,
        fingerprint=access.fingerprint(certificate),
        bound_at=at,
    )
    Certificate.objects.bulk_create([bound], ignore_conflicts=True)
    if Certificate.objects.filter(pk=bound.id).exists():
        record(Act.CERTIFICATE_BOUND, bound.id, by=by, at=at, certificate=serial)


@action
def use_certificate(certificate: bytes, *, by: Actor, at: datetime) -> None:
    """Note that a certificate (DER) of the person of ``by`` has signed them in.

    Not recorded: the ledger does not hold signing in.
    """
    own = Certificate.objects.filter(person_id=by.person_id)
    own.filter(fingerprint=access.fingerprint(certificate)).update(last_used_at=at)


@action
def unbind_certificate(certificate_id: UUID, *, by: Actor, at: datetime) -> None:
    """Have a certificate sign the person in no more; what it has signed stays signed.

    Raises:
        NoSuchCertificate: the person has none such.
    """
    require(Act.CERTIFICATE_UNBOUND, by=by)
    own = access.certificate(certificate_id, by=by)
    if own.unbound_at is None:
        own.unbound_at = at
        own.save(update_fields=["unbound_at"])
        record(Act.CERTIFICATE_UNBOUND, own.id, by=by, at=at, certificate=own.serial)


@action
def add_signatory(holder: Holder, *, ground: str, until: date | None, by: Actor, at: datetime) -> None:
    """Let whom a certificate names sign for the organisation, without a seat in it: a director, a seal.

    ``ground`` is what gives them the right (the charter, a power of attorney), ``until`` its last day.

    Raises:
        AlreadySignatory: the certificate is registered already.
    """
    require(Act.SIGNATORY_ADDED, by=by)
    access.own_organisation(by=by)  # one change of signatories at a time
    standing = Signatory.objects.filter(removed_at__isnull=True)
    if standing.filter(fingerprint=access.fingerprint(holder.certificate)).exists():
        raise AlreadySignatory
    signatory = _registered(holder, ground=ground, until=until, by=by, at=at)
    record(Act.SIGNATORY_ADDED, signatory.id, by=by, at=at, certificate=holder.serial)


@action
def add_first_signatory(holder: Holder, *, by: Actor, at: datetime) -> UUID:
    """Make a signatory of whom the certificate names that proves the organisation; return the signatory.

    Nobody else could have named them. Whoever may prove the organisation may bring their signature.

    Raises:
        NotSignatory: the organisation is proved already, and its owner names its signatories.
    """
    require(Act.ORGANISATION_CONFIRMED, by=by)
    if access.own_organisation(by=by).confirmed_at is not None:
        raise NotSignatory
    signatory = _registered(holder, ground="", until=None, by=by, at=at)
    record(Act.SIGNATORY_ADDED, signatory.id, by=by, at=at, certificate=holder.serial)
    return signatory.id


@action
def remove_signatory(signatory_id: UUID, *, by: Actor, at: datetime) -> None:
    """Have a signatory sign no more; what they have signed stays signed.

    Raises:
        NoSuchSignatory: none such in this organisation.
    """
    require(Act.SIGNATORY_REMOVED, by=by)
    signatory = access.signatory(signatory_id, by=by)
    signatory.removed_at = at
    signatory.save(update_fields=["removed_at"])
    record(Act.SIGNATORY_REMOVED, signatory.id, by=by, at=at, certificate=signatory.serial)


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


@action
def create_token(name: str, *, by: Actor, at: datetime) -> str:
    """Make a key for the API and return it; it cannot be shown again."""
    require(Act.TOKEN_CREATED, by=by)
    secret = f"kasssa_{ids.new_secret()}"
    token = Token.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        name=name,
        sha256=hashlib.sha256(secret.encode()).hexdigest(),
        created_at=at,
    )
    record(Act.TOKEN_CREATED, token.id, by=by, at=at)
    return secret


@action
def revoke_token(token_id: UUID, *, by: Actor, at: datetime) -> None:
    """End a key of the organisation; ending it twice is ending it once."""
    require(Act.TOKEN_REVOKED, by=by)
    if Token.owned.filter(pk=token_id, revoked_at__isnull=True).update(revoked_at=at):
        record(Act.TOKEN_REVOKED, token_id, by=by, at=at)


def _registered(holder: Holder, *, ground: str, until: date | None, by: Actor, at: datetime) -> Signatory:
    return Signatory.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        name=holder.name,
        position=holder.position,
        tax_id=holder.tax_id,
        serial=holder.serial,
        fingerprint=access.fingerprint(holder.certificate),
        seal=holder.seal,
        ground=ground,
        until=until,
        added_at=at,
    )


def _inserted(person: Person) -> bool:
    """Insert unless the address is taken, also when two try at once."""
    Person.objects.bulk_create([person], ignore_conflicts=True)
    return Person.objects.filter(pk=person.pk).exists()


def _kind(scheme: Scheme) -> str:
    return "legal_entity" if scheme is Scheme.EDRPOU else "sole_proprietor"


def _columns(requisites: Requisites) -> dict[str, str]:
    return {
        "scheme": requisites.scheme,
        "code": requisites.code,
        "name": requisites.name,
        "address": requisites.address,
        "vat_number": requisites.vat_number,
        "iban": requisites.iban,
        "bank": requisites.bank,
        "phone": requisites.phone,
        "email": requisites.email,
    }
