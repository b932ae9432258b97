"""Whether something left a trace: every row of every table of ours, as its own people see it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import zip_longest
from typing import TypeVar

import pytest
from django.apps import apps
from django.db import connection

from kasssa.apps.accounts.models import Organisation, Person
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import NOBODY, Actor, Door, Role
from tests.cast import ledger_length

Refusal = TypeVar("Refusal", bound=Exception)

_TABLES = sorted(
    {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("kasssa.")}
    | {"procrastinate_jobs"}
)
_DIGESTS = ", ".join(
    f"(SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {table} t)"
    for table in _TABLES
)


@contextmanager
def refused(refusal: type[Refusal]) -> Iterator["pytest.ExceptionInfo[Refusal]"]:
    """Expect ``refusal``, and that neither the ledger nor anything else differs afterwards."""
    length, before = ledger_length(), everything()
    with pytest.raises(refusal) as caught:
        yield caught
    assert type(caught.value) is refusal
    assert ledger_length() == length
    assert everything() == before


@contextmanager
def untouched() -> Iterator[None]:
    """Expect that nothing differs afterwards, though nothing was refused."""
    before = everything()
    yield
    assert everything() == before


def everything() -> Mapping[tuple[str, str], str]:
    """Return a digest of each table as the organisations, the people and the service see it.

    What one sees of an organisation and what one sees of oneself are added up by the walls, so an
    organisation and a person are looked at together, whether or not they belong together.
    """
    pairs = zip_longest(
        Organisation.objects.order_by("id").values_list("id", flat=True),
        Person.objects.order_by("id").values_list("id", flat=True),
        fillvalue=NOBODY,
    )
    onlookers = [Actor(person, organisation, Role.VIEWER, Door.WEB) for organisation, person in pairs]
    seen = {}
    for by in [robot(), *onlookers]:
        with acting(by), connection.cursor() as cursor:
            cursor.execute(f"SELECT {_DIGESTS}")
            whom = f"{by.person_id} {by.organisation_id}"
            seen.update({(whom, table): sum_ for table, sum_ in zip(_TABLES, cursor.fetchone(), strict=True)})
    return seen
