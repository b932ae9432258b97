"""The documents say what the code says: their tables are compared with it.

A block between ``<!-- made: name -->`` and ``<!-- end -->`` is made by a function below; when the code has
changed, the failing test shows what to put there.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.apps import apps
from django.utils import translation

from kasssa.api.main import api
from kasssa.api.problems import PROBLEMS
from kasssa.cli.cast import CAST, PASSWORD
from kasssa.core.actor import MAY, Role
from kasssa.core.acts import Act
from kasssa.core.document.fault_texts import TEXTS
from kasssa.core.lifecycle import BESIDE, STEPS, State
from kasssa.core.refusals import Reason
from kasssa.site import postgres
from kasssa.site.follows import FOLLOWS
from kasssa.web.words import REASON_LABELS, SIGNATURE_REASONS
from tests.house.sources import ROOT, project

BLOCK = re.compile(r"<!-- made: ([\w-]+) -->\n(.*?)\n<!-- end -->", re.DOTALL)
DESCRIBED = ("architecture", "faults", "api")
PICTURE_BYTES_MAX = 250 * 1000


def table(heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def steps() -> str:
    rows = ((f"`{s.source}`", f"`{s.act}`", f"`{s.target}`", s.side) for s in STEPS)
    return table(("from", "act", "to", "by the"), rows)


def diagram() -> str:
    moves = [f"    {step.source} --> {step.target}: {step.act.split('.')[1]} ({step.side})" for step in STEPS]
    ends = [f"    {state} --> [*]" for state in State if state not in {step.source for step in STEPS}]
    return "\n".join(("```mermaid", "stateDiagram-v2", "    [*] --> draft", *moves, *ends, "```"))


def beside() -> str:
    rows = (
        (f"`{act}`", ", ".join(f"`{s}`" for s in State if s in states), ", ".join(sorted(sides)))
        for act, (states, sides) in BESIDE.items()
    )
    return table(("act", "while the document is", "by the"), rows)


def follows() -> str:
    rows = (
        (f"`{act}`", ", ".join(f"`{step.__module__.split('.')[2]}.{step.__name__}`" for step in handlers))
        for act, handlers in FOLLOWS.items()
    )
    return table(("after", "follows"), rows)


def tables() -> str:
    models = [model for model in apps.get_models() if model.__module__.startswith("kasssa.")]
    rows = (
        (f"`{m._meta.db_table}`", (m.__doc__ or "").split("\n")[0].replace("``", "`"), str(vars(m)["kept"]))
        for m in models
    )
    return table(("table", "a row is", "kept"), rows)


def faults() -> str:
    rows = ((f"`{code}`", *words) for code, words in TEXTS.items())
    return table(("code", "українською", "English"), rows)


def signature_faults() -> str:
    return _in_both_languages({f"`{code}`": label for code, label in SIGNATURE_REASONS.items()}, "code")


def reasons() -> str:
    return _in_both_languages({f"`{reason}`": REASON_LABELS[reason] for reason in Reason}, "code")


def _in_both_languages(labels: dict[str, object], head: str) -> str:
    said = {}
    for language in ("uk", "en"):
        with translation.override(language):
            said[language] = {name: str(label) for name, label in labels.items()}
    return table(
        (head, "українською", "English"), ((name, said["uk"][name], said["en"][name]) for name in labels)
    )


def problems() -> str:
    known = [(status, kind, words) for status, kind, words in PROBLEMS.values()]
    rows = ((str(status), f"`{kind}`", words) for status, kind, words in sorted(known))
    return table(("status", "`urn:kasssa:problem:`", "what it says"), rows)


MADE: dict[str, Callable[[], str]] = {
    "steps": steps,
    "diagram": diagram,
    "beside": beside,
    "follows": follows,
    "tables": tables,
    "faults": faults,
    "signature-faults": signature_faults,
    "reasons": reasons,
    "problems": problems,
}


def blocks() -> dict[str, str]:
    text = "\n".join(project().get(f"docs/{name}.md", "") for name in DESCRIBED)
    return dict(BLOCK.findall(text))


@pytest.mark.parametrize("name", MADE)
def test_a_made_block_of_the_docs_is_current(name):
    wanted = MADE[name]()
    assert blocks().get(name) == wanted, f"\nPut between the marks “made: {name}”:\n{wanted}"


def test_every_block_of_the_docs_is_made_by_somebody():
    assert set(blocks()) == set(MADE)


def acts_in_docs() -> dict[str, str]:
    """Return the acts of docs/acts.md in their order, each with its column “who may”."""
    rows = re.findall(
        r"^\| `([a-z]+\.[a-z_]+)` \|[^|]*\| ([^|]*) \|", project()["docs/acts.md"], re.MULTILINE
    )
    return dict(rows)


def who_may(act: Act) -> str:
    people = [role for role in Role if role is not Role.SERVICE and act in MAY[role]]
    return "everybody" if len(people) == len(Role) - 1 else ", ".join(people) or "the service"


def test_the_table_of_acts_is_that_of_the_code():
    assert acts_in_docs() == {act.value: who_may(act) for act in Act}
    assert list(acts_in_docs()) == [act.value for act in Act]


def test_every_operation_of_the_api_has_its_heading():
    headings = set(re.findall(r"^### (.+)$", project()["docs/api.md"], re.MULTILINE))
    operations = {
        f"{method.upper()} {path.replace('{document_id}', '{id}')}"
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method in methods
    }
    assert headings == operations


def test_the_operator_is_told_to_grant_what_the_embedded_server_grants():
    text = project()["docs/operate.md"]
    assert [line for line in postgres.PRIVILEGES.strip().splitlines() if line not in text] == []


def test_the_settings_named_for_production_exist():
    named = set(re.findall(r"KASSSA_[A-Z_]+|DATABASE_[A-Z_]+", project()["docs/operate.md"]))
    described = set(re.findall(r"`((?:KASSSA|DATABASE)_[A-Z_]+)`", project()["docs/settings.md"]))
    assert named - described == set()


def test_every_decision_is_in_the_list_of_decisions():
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", project()["docs/decisions/README.md"])
    there = [path.rsplit("/", 1)[1] for path in project() if re.match(r"docs/decisions/\d{4}-", path)]
    assert listed == sorted(there)


def test_pictures_are_small():
    pictures = list((ROOT / "docs" / "pictures").glob("*"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size >= PICTURE_BYTES_MAX] == []


def test_the_demo_logins_of_the_readme_are_those_of_the_demo():
    readme = project()["README.md"]
    assert [role.email for role in CAST if f"`{role.email}`" not in readme] == []
    assert f"`{PASSWORD}`" in readme
