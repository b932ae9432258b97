"""The only ways to get hold of the rows of accounts. Each says who may."""

import hashlib
from uuid import UUID

from kasssa.apps.accounts.models import Membership, Organisation
from kasssa.core.actor import Actor


class NoSuchMembership(Exception):
    """The person does not act for that organisation, or no longer."""


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


def fingerprint(certificate: bytes) -> str:
    """Return by what a certificate (DER) is found again: its SHA-256, hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()
