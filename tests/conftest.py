"""What every test may ask for: a database. The cast of the tests stands in tests/apps/conftest.py."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from pytest_django.plugin import DjangoDbBlocker

from kasssa.site.postgres import Addresses
from tests.plugins import database


@pytest.fixture(scope="session")
def database_server(django_db_blocker: DjangoDbBlocker) -> Iterator[database.Server]:
    """A server with a migrated database to clone."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            server = stack.enter_context(database.server())
        yield server


@pytest.fixture(scope="session")
def django_db_setup(database_server: database.Server) -> Iterator[None]:
    """The database of this process: its tests run in the service's role and are rolled back."""
    with database_server.clone(f"kasssa_test_{os.getpid()}"):
        yield


@pytest.fixture
def committed(
    request: pytest.FixtureRequest, database_server: database.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[Addresses]:
    """A database of the test's own where commits are real, also for processes and threads it starts.

    Both aliases, DATABASE_URL and DATABASE_OWNER_URL name it; it is dropped afterwards. Not together
    with ``db``, whose transaction would be in another database.
    """
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("`committed` and `db` exclude each other: a rolled-back test commits nothing.")
    with django_db_blocker.unblock(), database_server.clone(f"kasssa_test_{os.getpid()}_own") as addresses:
        yield addresses
