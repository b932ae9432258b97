"""Keeping bytes, and letting another organisation hold them too."""

import hashlib
from datetime import datetime

from kasssa.base import ids
from kasssa.base.blobs.models import Blob, Holding
from kasssa.base.tenancy import action, current
from kasssa.core.actor import Actor


@action
def keep(content: bytes, *, by: Actor, at: datetime) -> str:
    """Keep ``content`` for the organisation of ``by`` and return its SHA-256 in hexadecimal.

    Keeping the same bytes twice is keeping them once.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    hold(sha256, by=by)
    Blob.objects.bulk_create([Blob(sha256=sha256, content=content, stored_at=at)], ignore_conflicts=True)
    return sha256


@action
def hold(sha256: str, *, by: Actor) -> None:
    """Give the organisation of ``by`` the right to the bytes named ``sha256``."""
    holding = Holding(id=ids.new_id(), organisation_id=current().organisation_id, sha256=sha256)
    Holding.objects.bulk_create([holding], ignore_conflicts=True)
