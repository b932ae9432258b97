"""Counting tries, and refusing too many."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import F

from kasssa.base.limits.models import Window
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries of what are let through in one window of so many seconds."""

    name: str
    tries: int
    window_seconds: int


class TooMany(Exception):
    """There were too many tries; after ``wait_seconds`` there may be another."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"wait {wait_seconds} s")
        self.wait_seconds = wait_seconds


@action
def take(limit: Limit, subject: str, *, by: Actor, at: datetime) -> None:
    """Count one try of ``subject``: a person, a key, whatever the limit is of.

    Raises:
        TooMany: the tries of this window are used up.
    """
    began = int(at.timestamp()) // limit.window_seconds * limit.window_seconds
    ends = began + limit.window_seconds
    key = hashlib.sha256(f"{limit.name} {subject} {began}".encode()).hexdigest()
    window = Window(id=key, ends_at=datetime.fromtimestamp(ends, UTC))
    Window.objects.bulk_create([window], ignore_conflicts=True)
    if not Window.objects.filter(pk=key, count__lt=limit.tries).update(count=F("count") + 1):
        raise TooMany(max(1, ends - int(at.timestamp())))


@action
def forget(*, by: Actor, at: datetime) -> int:
    """Delete the windows that have ended and return how many there were."""
    return Window.objects.filter(ends_at__lt=at).delete()[0]
