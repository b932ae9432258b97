"""Opening, changing and proving an organisation, and its keys for the API."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from kasssa.apps.accounts import access
from kasssa.apps.accounts.models import Membership, Organisation, Token
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import acting, action
from kasssa.core.actor import Actor, Role, require
from kasssa.core.acts import Act
from kasssa.core.parties import Scheme


class AlreadyConfirmed(Exception):
    """The organisation, or another with the same code, has proved the code already."""


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
def create_token(name: str, *, by: Actor, at: datetime) -> str:
    """Make a key for the API and return it; it cannot be shown again."""
    require(Act.TOKEN_CREATED, by=by)
    secret = f"kasssa_{ids.new_secret()}"
    token = Token.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        name=name,
        sha256=ids.digest_of(secret),
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
