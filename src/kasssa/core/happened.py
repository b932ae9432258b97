"""One thing that happened, as the ledger tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kasssa.core.actor import Actor
from kasssa.core.acts import Act


@dataclass(frozen=True, slots=True)
class Happened:
    """An act with its ledger number, what it was done to, by whom, when, and its details."""

    entry_id: int
    act: Act
    subject_id: UUID
    by: Actor
    at: datetime
    details: Mapping[str, str | int]
