"""The cast in a database where commits are real."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings

from kasssa.apps.consents import bundled
from kasssa.apps.consents.actions import publish
from kasssa.base.tenancy import robot
from kasssa.cli import cast
from kasssa.site.postgres import Addresses
from tests.apps.keys import Opened
from tests.cast import Someone
from tests.stage import NOON, come, noon
from tests.stage import authority as demo_authority

__all__ = ["authority", "demo_authority", "noon"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A database of the test's own, the texts published, and whoever is called in."""

    addresses: Addresses
    call: Callable[[cast.Role], Someone]


@pytest.fixture(scope="session")
def authority(demo_authority: cast.Authority) -> cast.Authority:
    """The demo authority, remembering the keys it has handed out."""
    return Opened(demo_authority)


@pytest.fixture
def size(request: pytest.FixtureRequest) -> int:
    """How many ``--size`` asks for; nought where nobody does, which means the few of ``./run check``."""
    return int(request.config.getoption("--size"))


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The seed of ``--seed``, by which a failure is repeated; else one that the test prints.

    A long show draws a fresh one. The few of ``./run check`` are the same each time, as a check must be.
    """
    given = int(request.config.getoption("--seed"))
    return given or (secrets.randbelow(2**32) if request.config.getoption("--size") else 1)


@pytest.fixture
def stage(committed: Addresses, authority: cast.Authority) -> Stage:
    """A stage on which what is done stays done, also for other processes and threads."""
    for text in bundled.texts(settings.OPERATOR):
        publish(text.kind, text.version, text.language, text.content, by=robot(), at=NOON)
    return Stage(committed, lambda role: come(role, authority))


@pytest.fixture
def olena(stage: Stage) -> Someone:
    """Olena, committed."""
    return stage.call(cast.OLENA)


@pytest.fixture
def petro(stage: Stage) -> Someone:
    """Petro, committed."""
    return stage.call(cast.PETRO)
