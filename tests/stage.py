"""The fixtures of the cast, for every folder of tests that plays with them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

import kep
from kasssa.apps.consents import bundled
from kasssa.apps.consents.actions import publish
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base.tenancy import robot
from kasssa.cli import cast
from kasssa.core.actor import Door
from tests.cast import Someone, settle

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    """The moment at which everything happens."""
    return NOON


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[cast.Authority]:
    """A demo authority, trusted for the length of the run."""
    folder: Path = tmp_path_factory.mktemp("demo")
    before = settings.DEMO, settings.DEMO_FOLDER
    settings.DEMO, settings.DEMO_FOLDER = True, folder
    yield cast.Authority(folder, at=NOON)
    settings.DEMO, settings.DEMO_FOLDER = before


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
