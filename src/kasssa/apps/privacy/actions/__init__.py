"""What a person may have done with their data: a copy made of it, and their account ended."""

from kasssa.apps.privacy.actions.copies import KEPT, NoSuchArchive, export, finish, order, take
from kasssa.apps.privacy.actions.demands import NoSuchDemand, NothingDemanded, answer, demand
from kasssa.apps.privacy.actions.ending import (
    DELAY,
    NoSuchEnding,
    OwnerNeeded,
    ask,
    cancel,
    complete,
    replay,
)
from kasssa.apps.privacy.actions.journal import seal, take_journal

__all__ = [
    "DELAY",
    "KEPT",
    "NoSuchArchive",
    "NoSuchDemand",
    "NoSuchEnding",
    "NothingDemanded",
    "OwnerNeeded",
    "answer",
    "ask",
    "cancel",
    "complete",
    "demand",
    "export",
    "finish",
    "order",
    "replay",
    "seal",
    "take",
    "take_journal",
]
