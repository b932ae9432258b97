"""The cast before the pages: style sheets are collected once, and the clock stands at noon."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings

from kasssa.base import clock
from tests.cast import Someone
from tests.stage import NOON, Keyring, authority, noon, olena, petro, texts, yevheniia
from tests.web.browser import Browser

__all__ = ["Keyring", "authority", "noon", "olena", "petro", "texts", "yevheniia"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
# The cast does not sign in by passwords, so theirs need not be slow to guess.
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def statics() -> Iterator[None]:
    """Collect the static files as in service, only uncompressed: a page that names a missing one raises."""
    with override_settings(STORAGES=STORAGES, PASSWORD_HASHERS=HASHERS):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the one clock of the service, which the pages read, stand at noon."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def at_olena(olena: Someone) -> Browser:
    """Olena's browser, signed in."""
    return Browser(olena)


@pytest.fixture
def at_petro(petro: Someone) -> Browser:
    """Petro's browser, signed in."""
    return Browser(petro)


@pytest.fixture
def at_yevheniia(yevheniia: Someone) -> Browser:
    """The browser of Yevheniia, signed in."""
    return Browser(yevheniia)


@pytest.fixture
def at_nobody(texts: None) -> Browser:
    """The browser of somebody who is not signed in."""
    return Browser()
