"""The cast before the pages: style sheets are collected once, and the clock stands at noon."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings

import kep
from kasssa.base import clock
from kasssa.cli import cast as demo
from tests.cast import Someone
from tests.stage import NOON, noon, olena, petro, texts, yevheniia
from tests.web.browser import Browser

__all__ = ["noon", "olena", "petro", "texts", "yevheniia"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
# The cast does not sign in by passwords, so theirs need not be slow to guess.
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Keyring(demo.Authority):
    """The demo authority, which opens the container of each person once: that is slow by design."""

    def key(self, role: demo.Role) -> kep.KeyEntry:
        """Return the key of a person."""
        opened: dict[demo.Role, kep.KeyEntry] = self.__dict__.setdefault("opened", {})
        if role not in opened:
            opened[role] = super().key(role)
        return opened[role]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyring]:
    """A demo authority, trusted for the length of the run."""
    folder = tmp_path_factory.mktemp("demo")
    with override_settings(DEMO=True, DEMO_FOLDER=folder):
        yield Keyring(folder, at=NOON)


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
