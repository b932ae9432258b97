"""The cast before the JSON door, each with a key of their own; the clock stands at noon."""

from datetime import datetime

import pytest

from tests.api.caller import Caller
from tests.cast import Someone
from tests.stage import noon, olena, petro, texts, yevheniia
from tests.web.conftest import authority, statics, stopped_clock

__all__ = ["authority", "noon", "olena", "petro", "statics", "stopped_clock", "texts", "yevheniia"]


@pytest.fixture
def by_olena(olena: Someone, noon: datetime) -> Caller:
    """Olena's program."""
    return Caller.of(olena, noon)


@pytest.fixture
def by_petro(petro: Someone, noon: datetime) -> Caller:
    """Petro's program."""
    return Caller.of(petro, noon)


@pytest.fixture
def by_yevheniia(yevheniia: Someone, noon: datetime) -> Caller:
    """The program of Yevheniia, a stranger to what Olena and Petro do."""
    return Caller.of(yevheniia, noon)
