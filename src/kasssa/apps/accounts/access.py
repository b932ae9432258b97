"""The only ways to get hold of the rows of accounts. Each says who may."""

import hashlib
import re
from collections.abc import Sequence
from uuid import UUID

from kasssa.apps.accounts.models import Certificate, Membership, Organisation, Person, Signatory
from kasssa.core.actor import MAY, Actor, Role
from kasssa.core.acts import Act

_SIGNING_ROLES = [role for role in Role if Act.DOCUMENT_SIGNED in MAY[role]]


class NoSuchMembership(Exception):
    """The person does not act for that organisation, or no longer."""


class NoSuchSignatory(Exception):
    """Nobody such signs for the organisation, or no longer."""


class NoSuchCertificate(Exception):
    """The person has no such certificate."""


def own_organisation(*, by: Actor) -> Organisation:
    """Return the organisation of ``by``, locked."""
    return Organisation.objects.select_for_update().get(pk=by.organisation_id)


def membership(membership_id: UUID, *, by: Actor) -> Membership:
    """Return a standing membership of the organisation of ``by``, locked.

    Raises:
        NoSuchMembership: none such.
    """
    found = Membership.owned.select_for_update().filter(pk=membership_id, removed_at__isnull=True).first()
    if found is None or found.organisation_id != by.organisation_id:
        raise NoSuchMembership
    return found


def signatory(signatory_id: UUID, *, by: Actor) -> Signatory:
    """Return a standing signatory of the organisation of ``by``, locked.

    Raises:
        NoSuchSignatory: none such.
    """
    found = Signatory.objects.select_for_update().filter(pk=signatory_id, removed_at__isnull=True).first()
    if found is None or found.organisation_id != by.organisation_id:
        raise NoSuchSignatory
    return found


def certificate(certificate_id: UUID, *, by: Actor) -> Certificate:
    """Return a certificate of the person of ``by``, locked, also one that signs them in no more.

    Raises:
        NoSuchCertificate: none such.
    """
    own = Certificate.objects.select_for_update().filter(person_id=by.person_id)
    found = own.filter(pk=certificate_id).first()
    if found is None:
        raise NoSuchCertificate
    return found


def signing_members() -> Sequence[Membership]:
    """Return the standing memberships of this organisation whose role signs, oldest first."""
    standing = Membership.owned.filter(removed_at__isnull=True, role__in=_SIGNING_ROLES)
    return list(standing.select_related("person").order_by("added_at"))


def names(name: str, person: Person) -> bool:
    """Tell whether ``name``, as a certificate has it, has the surname and the given name of ``person``."""
    said = _letters(name).split()
    return all(word in said for word in _letters(f"{person.surname} {person.given_name}").split())


def _letters(name: str) -> str:
    """Return a name with its apostrophes, of which certificates have every kind, made one."""
    return re.sub("[\u2019\u02bc`]", "'", name).casefold()


def fingerprint(certificate: bytes) -> str:
    """Return by what a certificate (DER) is found again: its SHA-256, hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()
