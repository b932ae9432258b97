"""The service, the browser and the people of the browser tests."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.service import Service, serving
from tests.browser.visitor import Visit, visits
from tests.plugins import database

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def service(
    database_server: database.Server,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    """The service as ``./run`` starts it, with the demo: for tests that change no text."""
    name, var = f"kasssa_test_{os.getpid()}_browser", tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), serving(database_server, name, var, demo=True) as started:
        yield started


@pytest.fixture(scope="session")
def browser(service: Service) -> Iterator[Browser]:
    """The Chromium of this machine. It ends before the service does, for its loop keeps Django out."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail(f"The browser tests need Chromium: none of {', '.join(NAMES)} is installed.")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=found, args=list(QUIET))


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Let people come to the service, each with a browser of their own."""
    with visits(browser, tmp_path) as come:
        yield come
