"""The house rules, applied to the house."""

from collections.abc import Iterator

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from kasssa.api.main import api
from kasssa.apps.privacy import words as privacy_words
from kasssa.apps.privacy.holdings import kept
from kasssa.core.acts import Act
from kasssa.core.datamap import MAP
from kasssa.web.words import ACT_LABELS
from tests.house import catalogue, columns, shape, words, writing
from tests.house.sources import ROOT, project

RULES = [
    shape.files_are_short,
    shape.functions_are_short,
    shape.modules_have_names,
    shape.modules_say_what_they_are,
    shape.nothing_is_exempt,
    shape.no_registry_is_named,
    shape.no_path_of_a_machine_is_named,
    shape.migrations_import_nothing_of_ours,
    writing.only_actions_write,
    writing.actions_are_whole,
    writing.actions_are_documented,
    writing.actions_say_who_and_when,
    writing.actions_are_recorded,
    writing.excuses_are_needed,
    writing.contexts_meet_at_actions_and_queries,
    writing.only_move_changes_a_state,
    words.settings_are_described,
    words.links_lead_somewhere,
    words.spans_name_what_exists,
    catalogue.everything_is_translated,
    catalogue.nothing_is_fuzzy,
    catalogue.fields_survive_translation,
]


def hold(breaches: Iterator[str]) -> None:
    found = list(breaches)
    assert not found, "\n" + "\n".join(found)


def own_models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("kasssa.")
    ]


def own_addresses(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every address that leads to a view of ours."""
    for pattern in resolver.url_patterns:
        longer = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            if not (pattern.namespace or "").startswith("api"):
                yield from own_addresses(pattern, longer, inner)
        elif isinstance(pattern, URLPattern) and pattern.callback.__module__.startswith("kasssa."):
            yield f"{space}{pattern.name or pattern.callback.__name__}", longer


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rule(rule):
    hold(rule(project()))


def test_acts_are_described():
    hold(words.acts_are_described(project(), Act))


def test_acts_are_done():
    hold(words.acts_are_done(project(), Act.__members__))


def test_acts_have_labels():
    labels = {}
    for language in ("uk", "en"):
        with translation.override(language):
            labels[language] = {act: str(label) for act, label in ACT_LABELS.items()}
    hold(words.acts_have_labels(labels, Act))


def test_addresses_are_visited():
    hold(words.addresses_are_visited(project(), dict(own_addresses(get_resolver()))))


def test_operations_of_the_api_are_visited():
    operations = {
        operation["operationId"]: path
        for path, methods in api.get_openapi_schema()["paths"].items()
        for operation in methods.values()
    }
    assert operations
    hold(words.addresses_are_visited(project(), operations))


def test_columns_are_classified():
    assert own_models()
    hold(columns.columns_are_classified(own_models()))


def test_personal_columns_are_mapped():
    hold(columns.personal_columns_are_mapped(own_models(), MAP))


def test_tables_of_others_that_hold_personal_data_are_mapped():
    """Those of django-allauth; what else is not ours holds keys of sessions, jobs by ids, and no more."""
    theirs = {model._meta.label: model for model in apps.get_models() if model not in own_models()}
    nobodys = {
        "account.EmailConfirmation", "auth.Group", "auth.Permission", "contenttypes.ContentType",
        "sessions.Session", "procrastinate.ProcrastinateWorker", "procrastinate.ProcrastinateJob",
        "procrastinate.ProcrastinateEvent", "procrastinate.ProcrastinatePeriodicDefer",
    }  # fmt: skip
    assert set(theirs) - nobodys == set(MAP) & set(theirs)
    for name in set(theirs) - nobodys:
        columns_there = {field.name for field in theirs[name]._meta.concrete_fields}
        assert set(MAP[name].categories) <= columns_there, name


def test_the_map_speaks_of_tables_that_exist_in_words_that_exist():
    labels = {model._meta.label for model in apps.get_models()}
    assert set(MAP) <= labels
    assert set(MAP) == set(privacy_words.TABLES)
    assert {category for table in MAP.values() for category in table.categories.values()} == set(
        privacy_words.CATEGORIES
    )
    assert {kept(apps.get_model(name)) for name in MAP} == set(privacy_words.KEPT)


def test_tables_say_how_long_they_are_kept():
    hold(columns.tables_say_how_long_they_are_kept(own_models()))


def test_machine_form_of_the_catalogue_is_current():
    compiled = (ROOT / catalogue.CATALOGUE).with_suffix(".mo")
    assert compiled.exists()
    hold(catalogue.machine_form_is_current(project(), polib.mofile(str(compiled))))


@pytest.mark.django_db
def test_migrations_are_current():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_both_languages_are_offered():
    assert [code for code, _ in settings.LANGUAGES] == ["uk", "en"]
