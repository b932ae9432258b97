"""The end of an account as a table: asked for, then a day to change one's mind, then erased (policy 5.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kasssa.core.acts import Act


class Standing(StrEnum):
    """Where an account stands. Nothing leads back from ``erased``."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Step:
    """From where an act leads to where."""

    source: Standing
    act: Act
    target: Standing


STEPS = (
    Step(Standing.ACTIVE, Act.ENDING_ASKED, Standing.SUSPENDED),
    Step(Standing.SUSPENDED, Act.ENDING_CANCELLED, Standing.ACTIVE),
    Step(Standing.SUSPENDED, Act.PERSON_ERASED, Standing.ERASED),
)


class NoSuchStep(Exception):
    """The act does not lead anywhere from there."""


def follow(standing: Standing, act: Act) -> Standing:
    """Return where ``act`` leads from ``standing``.

    Raises:
        NoSuchStep: nowhere.

    >>> follow(Standing.ACTIVE, Act.ENDING_ASKED)
    <Standing.SUSPENDED: 'suspended'>
    """
    for step in STEPS:
        if (step.source, step.act) == (standing, act):
            return step.target
    raise NoSuchStep(f"{act} from {standing}")


@dataclass(frozen=True, slots=True)
class Closing:
    """An organisation that nobody would own any more: how many documents it has, and until when they stay."""

    documents: int
    sealed_until: date | None
