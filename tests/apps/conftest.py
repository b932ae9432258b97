"""The cast, and who else works at Olena's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from kasssa.apps.accounts.actions import Newcomer, add_member, register
from kasssa.cli import cast
from kasssa.core.actor import Actor, Door, Role
from tests.cast import Someone
from tests.stage import authority, noon, olena, petro, texts, yevheniia

__all__ = ["authority", "colleague", "noon", "olena", "petro", "texts", "yevheniia"]

# Invented names; the role in the organisation stands for the rest of the person.
_NAMES = {
    Role.OWNER: ("Бондар", "Оксана"),
    Role.SIGNATORY: ("Савчук", "Семен"),
    Role.ACCOUNTANT: ("Лисенко", "Анна"),
    Role.VIEWER: ("Гончар", "Віра"),
}


@pytest.fixture
def colleague(
    olena: Someone, authority: cast.Authority, noon: datetime
) -> Callable[[Role], Someone]:
    """Let somebody in the given role work at Olena's, with a key of their own."""

    def come(role: Role) -> Someone:
        surname, given_name = _NAMES[role]
        part = replace(
            cast.OLENA, slug=role.value, surname=surname, given_name=given_name, patronymic="", position="посада"
        )
        newcomer = Newcomer(
            email=part.email, password=cast.PASSWORD, surname=surname, given_name=given_name
        )
        person_id = register(newcomer, door=Door.WEB, at=noon).person_id
        add_member(part.email, role, position="посада", by=olena.actor, at=noon)
        actor = Actor(person_id, olena.actor.organisation_id, role, Door.WEB)
        return Someone(actor, part, authority.key(part))

    return come
