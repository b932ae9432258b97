"""The fixtures of the cast, for every folder of tests that plays with them."""

import atexit
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

import kep
from kasssa.apps.consents import bundled
from kasssa.apps.consents.actions import publish
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.actor import Door
from tests.cast import Someone, settle

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    """The moment at which everything happens."""
    return NOON


class Keyring(cast.Authority):
    """The demo authority, which opens the container of each person once: that is slow by design."""

    def key(self, role: cast.Role) -> kep.KeyEntry:
        """Return the key of a person."""
        opened: dict[cast.Role, kep.KeyEntry] = self.__dict__.setdefault("opened", {})
        if role not in opened:
            opened[role] = super().key(role)
        return opened[role]


@cache
def _only_authority() -> Keyring:
    """The one demo authority of this process: two would each distrust what the other certified."""
    folder = Path(tempfile.mkdtemp(prefix="kasssa-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings.DEMO, settings.DEMO_FOLDER = True, folder
    return Keyring(folder, at=NOON)


@pytest.fixture(scope="session")
def authority() -> Keyring:
    """A demo authority, trusted from its first use to the end of the run."""
    return _only_authority()


@pytest.fixture
def texts(db: None) -> None:
    """The policy and the offer, published."""
    for text in bundled.texts(settings.OPERATOR):
        publish(text.kind, text.version, text.language, text.content, by=robot(), at=NOON)


def come(role: cast.Role, authority: cast.Authority, *, confirmed: bool = True) -> Someone:
    """Register a person of the cast and have their organisation confirmed."""
    actor = cast.enrol(role, door=Door.WEB, at=NOON)
    someone = Someone(actor, role, authority.key(role))
    if confirmed:
        proof = kep.sign(signing_queries.challenge(by=actor), someone.key, at=NOON)
        signing.confirm(proof=proof, by=actor, at=NOON)
    settle()
    with acting(robot()):  # the receipts of registration have been sent; tests begin with an empty outbox
        Letter.objects.all().delete()
    getattr(mail, "outbox", []).clear()
    return someone


@pytest.fixture
def olena(texts: None, authority: cast.Authority) -> Someone:
    """Olena sells: director of a company that pays VAT."""
    return come(cast.OLENA, authority)


@pytest.fixture
def petro(texts: None, authority: cast.Authority) -> Someone:
    """Petro buys: director of another company."""
    return come(cast.PETRO, authority)


@pytest.fixture
def yevheniia(texts: None, authority: cast.Authority) -> Someone:
    """Yevheniia is a sole proprietor without VAT, and a stranger to what Olena and Petro do."""
    return come(cast.YEVHENIIA, authority)
