"""Each house rule catches its breach: a small project that keeps it, and the same with a breach planted."""

from dataclasses import replace
from typing import ClassVar

import polib
import pytest
from django.db import models
from django.test.utils import isolate_apps

from kasssa.core.datamap import MAP
from tests.house import catalogue, columns, shape, test_rules, words, writing

ACTIONS = "src/kasssa/apps/bakery/actions.py"
QUERIES = "src/kasssa/apps/bakery/queries.py"
PAGE = "src/kasssa/web/bakery/loaf.html"
ACTION = '''"""Baking."""
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action

@action
def bake(loaf: str, *, by: Actor, at: datetime) -> None:
    """Bake a loaf."""
    Loaf.objects.create(name=loaf)
    record(Act.LOAF_BAKED, loaf.id, by=by, at=at)
'''
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Bread"\nmsgstr "Хліб"\n'
REGISTERS = '''"""Baking."""

@transaction.atomic
def register(*, at: datetime) -> None:
    """Register."""
'''
KEPT = {
    "run": '"""The door."""\n',
    "pyproject.toml": "",
    "README.md": "# Bread\n\n[the map](docs/policy-map.md#policy-map) [outside](https://example.org)\n",
    "docs/policy-map.md": f"# Policy map\n\n`{ACTIONS}::bake`\n",
    "docs/settings.md": "`KASSSA_OVEN`\n",
    "docs/acts.md": "`loaf.baked`\n",
    "src/kasssa/site/settings.py": '"""Settings."""\nOVEN = _variable("KASSSA_OVEN", "hot")\n',
    "src/kasssa/apps/accounts/actions/people.py": REGISTERS,
    "src/kasssa/apps/accounts/actions/keys.py": REGISTERS.replace("register", "use_certificate"),
    "src/kasssa/apps/consents/actions.py": REGISTERS.replace("register", "join"),
    ACTIONS: ACTION,
    QUERIES: '"""Reading."""\nfrom kasssa.apps.mill import queries\n\nseen = {}\nseen.update({1: 2})\n',
    "src/kasssa/apps/bakery/migrations/0001_initial.py": "from django.db import migrations\n",
    PAGE: '{% translate "Bread" %}',
    catalogue.CATALOGUE: PO,
    "tests/web/test_bake.py": 'client.post(f"/bakery/{loaf}/bake")\nreverse("bakery:list")\n',
}

# For each rule: what is planted, by path.
BREACHES = {
    shape.files_are_short: [{"src/kasssa/core/long.py": '"""Long."""\n' + "x = 1\n" * 400}],
    shape.functions_are_short: [{"run": '"""The door."""\ndef f():\n' + "    x = 1\n" * 50}],
    shape.modules_have_names: [{"src/kasssa/core/utils.py": ""}, {"src/kasssa/helpers/bread.py": ""}],
    shape.modules_say_what_they_are: [{"src/kasssa/core/silent.py": "x = 1\n"}],
    shape.nothing_is_exempt: [
        {"run": '"""The door."""\nimport os  # noqa: F401\n'},
        {ACTIONS: ACTION + "x = y  # type: ignore\n"},
        {ACTIONS: ACTION + "x = y  # type: ignore[arg-type]\n"},
        {"pyproject.toml": '[tool.ruff.lint.per-file-ignores]\n"tests/*" = ["F401"]\n'},
    ],
    shape.no_registry_is_named: [{"requirements.txt": f"--index-url https://{shape.REGISTRIES[0]}/simple\n"}],
    shape.no_path_of_a_machine_is_named: [{"docs/operate.md": "Go to " + "/" + "root/kasssa.\n"}],
    shape.migrations_import_nothing_of_ours: [
        {"src/kasssa/apps/bakery/migrations/0002_ids.py": "import kasssa.base.ids\n"},
        {"src/kasssa/apps/bakery/migrations/0002_ids.py": "from kasssa.base import ids\n"},
    ],
    writing.only_actions_write: [
        {QUERIES: '"""Reading."""\nLoaf.objects.filter(pk=1).update(name="x")\n'},
        {QUERIES: '"""Reading."""\nloaf.save()\n'},
        {QUERIES: '"""Reading."""\nLoaf.objects.bulk_create([])\n'},
        {"src/kasssa/base/oven/queries.py": '"""Reading."""\ncursor.execute("DELETE FROM loaf")\n'},
    ],
    writing.actions_are_whole: [{ACTIONS: ACTION.replace("@action\n", "")}],
    writing.actions_are_documented: [{ACTIONS: ACTION.replace('    """Bake a loaf."""\n', "")}],
    writing.actions_say_who_and_when: [
        {ACTIONS: ACTION.replace("*, by: Actor, ", "by: Actor, *, ")},
        {ACTIONS: ACTION.replace(", at: datetime", "")},
        {"src/kasssa/apps/accounts/actions/people.py": REGISTERS.replace("*, at: datetime", "")},
    ],
    writing.actions_are_recorded: [{ACTIONS: ACTION.replace("record(Act", "print(Act")}],
    writing.excuses_are_needed: [{"src/kasssa/apps/accounts/actions/people.py": '"""Nothing."""\n'}],
    writing.contexts_meet_at_actions_and_queries: [
        {QUERIES: '"""Reading."""\nfrom kasssa.apps.mill.models import Flour\n'},
        {QUERIES: '"""Reading."""\nfrom kasssa.apps.mill import followups\n'},
        {"src/kasssa/web/bakery/views.py": '"""Pages."""\nimport kasssa.apps.mill.access\n'},
    ],
    writing.only_move_changes_a_state: [
        {ACTIONS: ACTION + 'def _end(loaf):\n    loaf.state = "eaten"\n'},
        {ACTIONS: ACTION + 'def _end(loaf):\n    loaf.name, loaf.state = "x", "eaten"\n'},
        {ACTIONS: ACTION + 'def _end():\n    Loaf.objects.update(state="eaten")\n'},
        {ACTIONS: ACTION + 'def _end(loaf):\n    setattr(loaf, "state", "eaten")\n'},
    ],
    words.settings_are_described: [
        {"docs/settings.md": ""},
        {"docs/settings.md": "`KASSSA_OVEN` `KASSSA_MILL`"},
    ],
    words.links_lead_somewhere: [
        {"README.md": "[gone](docs/gone.md)"},
        {"README.md": "[no such heading](docs/policy-map.md#gone)"},
        {"docs/acts.md": "[above](../GONE.md)"},
    ],
    words.spans_name_what_exists: [
        {"docs/policy-map.md": f"`{ACTIONS}::burn`"},
        {"docs/policy-map.md": "`src/gone.py::bake`"},
    ],
    catalogue.everything_is_translated: [
        {PAGE: '{% translate "Roll" %}'},
        {PAGE: '<a title="{{ _("Roll")|upper }}">'},
        {PAGE: "{% blocktranslate count n=x %}{{ n }} loaf{% plural %}{{ n }} loaves{% endblocktranslate %}"},
        {"src/kasssa/web/words.py": '"""Words."""\nROLL = gettext_lazy("Roll")\n'},
        {"src/kasssa/web/words.py": '"""Words."""\nROLL = pgettext("list of names", "Bread")\n'},
        {catalogue.CATALOGUE: PO.replace("Хліб", "")},
    ],
    catalogue.nothing_is_fuzzy: [
        {catalogue.CATALOGUE: PO.replace('msgid "Bread"', '#, fuzzy\nmsgid "Bread"')},
        {catalogue.CATALOGUE: PO + '\n#~ msgid "Roll"\n#~ msgstr "Булка"\n'},
    ],
    catalogue.fields_survive_translation: [
        {catalogue.CATALOGUE: PO + '\nmsgid "%(n)s loaves"\nmsgstr "буханці"\n'}
    ],
}  # fmt: skip
PLANTED = [(rule, breach) for rule, breaches in BREACHES.items() for breach in breaches]


def test_every_rule_has_a_breach_to_catch():
    assert set(BREACHES) == set(test_rules.RULES)


@pytest.mark.parametrize("rule", BREACHES, ids=lambda rule: rule.__name__)
def test_what_keeps_the_rule_passes(rule):
    assert list(rule(KEPT)) == []


@pytest.mark.parametrize(("rule", "breach"), PLANTED, ids=lambda part: getattr(part, "__name__", ""))
def test_a_breach_is_caught(rule, breach):
    assert len(list(rule({**KEPT, **breach}))) == 1


def test_an_act_missing_from_the_documentation_is_caught():
    assert list(words.acts_are_described(KEPT, ["loaf.baked", "loaf.burnt"])) == ["loaf.burnt"]


def test_an_act_that_nothing_does_is_caught():
    allowed = {**KEPT, QUERIES: '"""Reading."""\nrequire(Act.LOAF_BURNT, by=by)\n'}
    assert list(words.acts_are_done(allowed, ["LOAF_BAKED", "LOAF_BURNT"])) == ["LOAF_BURNT"]


def test_an_act_without_a_label_in_its_language_is_caught():
    labels = {"uk": {"loaf.baked": "Loaf baked"}, "en": {"loaf.baked": "Спечено"}}
    assert len(list(words.acts_have_labels(labels, ["loaf.baked"]))) == 2


def test_an_address_that_no_test_visits_is_caught():
    addresses = {
        "bakery:bake": "bakery/<uuid:loaf_id>/bake",
        "bakery:list": "bakery",
        "bakery:burn": "bakery/<uuid:loaf_id>/burn",
    }
    assert list(words.addresses_are_visited(KEPT, addresses)) == ["bakery:burn: /bakery/<uuid:loaf_id>/burn"]


@isolate_apps("kasssa.site")
def test_an_unclassified_column_and_an_unkept_table_are_caught():
    class Loaf(models.Model):
        name = models.CharField(max_length=9)
        weight = models.IntegerField()

        classified = {"id": "technical", "name": "secret", "crust": "business"}

        class Meta:
            app_label = "site"

        def __str__(self):
            return self.name

    assert list(columns.columns_are_classified([Loaf])) == [
        "Loaf.weight is not classified",
        "Loaf.crust does not exist",
        "Loaf.name: secret",
    ]
    assert list(columns.tables_say_how_long_they_are_kept([Loaf])) == ["Loaf"]


@isolate_apps("kasssa.site")
def test_a_personal_column_that_is_not_in_the_map_is_caught():
    class Baker(models.Model):
        name = models.CharField(max_length=10)
        loaves = models.IntegerField()
        classified: ClassVar[dict[str, str]] = {"id": "technical", "name": "personal", "loaves": "business"}

        class Meta:
            app_label = "site"

        def __str__(self):
            return self.name

    table = MAP["accounts.Person"]
    wrong = replace(table, categories={"loaves": "pd:Job"})
    assert list(columns.personal_columns_are_mapped([Baker], {})) == ["site.Baker.name is not in the map"]
    assert list(columns.personal_columns_are_mapped([Baker], {"site.Baker": wrong})) == [
        "site.Baker.name is not in the map",
        "site.Baker.loaves is not personal",
    ]


def test_a_stale_machine_form_is_caught():
    stale = polib.MOFile()
    stale.append(polib.MOEntry(msgid="Bread", msgstr="Булка"))
    assert list(catalogue.machine_form_is_current(KEPT, stale)) == ["Bread"]
