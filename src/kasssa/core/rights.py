"""What a person may demand about their data, and how soon it has to be answered (policy 5.1)."""

from datetime import date, timedelta
from enum import StrEnum

# Policy 5.1: a demand is considered within ten calendar days.
ANSWER_DAYS = 10


class Right(StrEnum):
    """A right that needs an answer of the operator (Law 2297-VI art. 8). Values are stored for ever."""

    CORRECT = "correct"
    RESTRICT = "restrict"
    OBJECT = "object"
    ERASE = "erase"
    EXPLAIN = "explain"


def due_on(made_on: date) -> date:
    """Return the last day on which a demand made on a date is answered in time.

    >>> due_on(date(2026, 11, 25))
    datetime.date(2026, 12, 5)
    """
    return made_on + timedelta(days=ANSWER_DAYS)
