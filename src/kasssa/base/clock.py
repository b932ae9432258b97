"""The only place that reads the clock, and the one that knows the time of Kyiv."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.fromtimestamp(time.time(), UTC)


def kyiv_date(at: datetime) -> date:
    """Return the date that the moment ``at`` has in Ukraine: the date that documents bear."""
    return at.astimezone(KYIV).date()
