"""Keeping the address book."""

from datetime import datetime

from kasssa.apps.directory.models import Counterparty
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act
from kasssa.core.document.model import Party


@action
def add(party: Party, *, by: Actor, at: datetime) -> None:
    """Write a counterparty down, or write down anew what is known of it."""
    require(Act.COUNTERPARTY_ADDED, by=by)
    known = {
        "scheme": party.scheme,
        "name": party.name,
        "address": party.address,
        "vat_number": party.vat_number,
        "email": party.email,
    }
    row, _ = Counterparty.objects.update_or_create(
        organisation_id=by.organisation_id,
        code=party.code,
        defaults=known,
        create_defaults={**known, "id": ids.new_id(), "added_at": at},
    )
    record(Act.COUNTERPARTY_ADDED, row.id, by=by, at=at)
