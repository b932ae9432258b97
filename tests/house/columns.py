"""Every column of the database is classified, and it is said how long its table is kept."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Model

from kasssa.core.datamap import Table

CLASSES = {"personal", "business", "technical"}


def columns_are_classified(models: Iterable[type[Model]]) -> Iterator[str]:
    """Each model says of each of its columns whether it is personal, business or technical."""
    for model in models:
        classified = vars(model).get("classified", {})
        columns = {field.name for field in model._meta.concrete_fields}
        yield from (
            f"{model.__name__}.{name} is not classified" for name in sorted(columns - set(classified))
        )
        yield from (f"{model.__name__}.{name} does not exist" for name in sorted(set(classified) - columns))
        unknown = sorted(name for name, value in classified.items() if value not in CLASSES)
        yield from (f"{model.__name__}.{name}: {classified[name]}" for name in unknown)


def personal_columns_are_mapped(models: Iterable[type[Model]], mapped: Mapping[str, Table]) -> Iterator[str]:
    """Every personal column is in the map of data, with its category; nothing else is (clause 1.1)."""
    known = {}
    for model in models:
        classified = vars(model).get("classified", {})
        personal = {name for name, value in classified.items() if value == "personal"}
        known[model._meta.label] = personal
        categories = set(mapped[model._meta.label].categories) if model._meta.label in mapped else set()
        yield from (f"{model._meta.label}.{name} is not in the map" for name in sorted(personal - categories))
        yield from (f"{model._meta.label}.{name} is not personal" for name in sorted(categories - personal))


def tables_say_how_long_they_are_kept(models: Iterable[type[Model]]) -> Iterator[str]:
    """Each model says in words how long its rows are kept."""
    yield from (model.__name__ for model in models if not str(vars(model).get("kept", "")).strip())
