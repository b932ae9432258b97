"""What is held: the rows of each table of the map that belong to a person, or to their organisation.

The tables are found by their names in the map, so that a new table with personal data is exported, shown
and erased as soon as it is mapped, which a house test demands. Here everything is only read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet

from kasssa.core.actor import NOBODY, Actor
from kasssa.core.datamap import MAP, Subject, Table

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one table that belong to somebody; columns that are given to nobody are left out."""

    name: str
    table: Table
    database_table: str
    kept: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def held(*, by: Actor) -> Iterator[Held]:
    """Yield every table of the map with the rows of the person of ``by`` and of their organisation.

    Row-level security stands: the transaction has to work for ``by``.
    """
    for name in MAP:
        yield of_table(name, by=by)


def of_table(name: str, *, by: Actor) -> Held:
    """Return one table of the map with the rows of ``by``."""
    table, model = MAP[name], apps.get_model(name)
    columns = tuple(one.attname for one in model._meta.concrete_fields if one.name not in table.secret)
    owner = {Subject.PERSON: by.person_id, Subject.ORGANISATION: by.organisation_id}.get(table.of, NOBODY)
    rows: tuple[Row, ...] = ()
    if owner != NOBODY:
        found: QuerySet[Model] = QuerySet(model).filter(**{table.by: owner}).order_by("pk")
        rows = tuple(found.values(*columns))
    return Held(name, table, model._meta.db_table, kept(model), columns, rows)


def kept(model: type[Model]) -> str:
    """Return in words how long the rows of a table are kept."""
    return str(getattr(model, "kept", "until the person ends the account"))
