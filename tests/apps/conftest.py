"""The cast, and who else works at Olena's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as service_settings
from pytest_django import Settings

from kasssa.apps.accounts.actions import Newcomer, add_member, register
from kasssa.base import clock
from kasssa.cli import cast
from kasssa.core.actor import Actor, Door, Role
from kep.authority_server import AuthorityServer
from tests.apps.keys import Opened
from tests.cast import Someone
from tests.stage import NOON, noon, olena, petro, texts, yevheniia
from tests.stage import authority as demo_authority

__all__ = ["authority", "colleague", "demo_authority", "noon", "olena", "petro", "texts", "yevheniia"]

# Invented names; the role in the organisation stands for the rest of the person.
_NAMES = {
    Role.OWNER: ("Бондар", "Оксана"),
    Role.SIGNATORY: ("Савчук", "Семен"),
    Role.ACCOUNTANT: ("Лисенко", "Анна"),
    Role.VIEWER: ("Гончар", "Віра"),
}


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Hash passwords quickly: a tenth of a second for each person of the cast adds up."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def authority(demo_authority: cast.Authority) -> cast.Authority:
    """The demo authority, remembering the keys it has handed out."""
    return Opened(demo_authority)


@pytest.fixture
def colleague(olena: Someone, authority: cast.Authority, noon: datetime) -> Callable[[Role], Someone]:
    """Let somebody in the given role work at Olena's, with a key of their own."""

    def come(role: Role) -> Someone:
        surname, given_name = _NAMES[role]
        part = replace(
            cast.OLENA,
            slug=role.value,
            surname=surname,
            given_name=given_name,
            patronymic="",
            position="посада",
        )
        newcomer = Newcomer(email=part.email, password=cast.PASSWORD, surname=surname, given_name=given_name)
        person_id = register(newcomer, door=Door.WEB, at=noon).person_id
        add_member(part.email, role, position="посада", by=olena.actor, at=noon)
        actor = Actor(person_id, olena.actor.organisation_id, role, Door.WEB)
        return Someone(actor, part, authority.key(part))

    return come


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AuthorityServer]:
    """An authority that answers, trusted beside the one of the cast; the clock stands at noon."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    with AuthorityServer("Каса", clock=lambda: NOON) as running:
        (tmp_path / "root.cer").write_bytes(running.authority.root)
        monkeypatch.setattr(service_settings, "TRUST_FOLDER", tmp_path)
        monkeypatch.setattr(service_settings, "EVIDENCE_HOSTS", [running.host])
        yield running
