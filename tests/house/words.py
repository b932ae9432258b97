"""One vocabulary: acts, addresses, settings and documents say the same."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from tests.house.sources import Sources, called, calls, parsed, trees

CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\s]+\.\w+)::([^`\s]+)`")
SETTING = re.compile(r"`((?:KASSSA|DATABASE)_[A-Z_]+)`")


def acts_are_described(sources: Sources, acts: Iterable[str]) -> Iterator[str]:
    """Every act stands in docs/acts.md, as the ledger writes it."""
    text = sources.get("docs/acts.md", "")
    yield from (act for act in acts if f"`{act}`" not in text)


def acts_are_done(sources: Sources, names: Iterable[str]) -> Iterator[str]:
    """Every act is named by a context or passed to one by a door, for more than asking whether it may be."""
    done: set[str] = set()
    for _, tree in trees(sources, "src/kasssa/apps/"):
        asked = {id(part) for call in calls(tree) if called(call) == "require" for part in ast.walk(call)}
        done |= {node.attr for node in ast.walk(tree) if _is_act(node) and id(node) not in asked}
    for _, tree in trees(sources, "src/kasssa/web/", "src/kasssa/api/"):
        done |= {part.attr for call in calls(tree) for part in call.args if _is_act(part)}
    yield from (name for name in names if name not in done)


def _is_act(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Act"


def acts_have_labels(labels: Mapping[str, Mapping[str, str]], acts: Iterable[str]) -> Iterator[str]:
    """Every act has a label in each language, in the letters of that language."""
    for act in acts:
        uk, en = labels["uk"].get(act, ""), labels["en"].get(act, "")
        if not CYRILLIC.search(uk):
            yield f"{act} in uk: {uk!r}"
        if not en or CYRILLIC.search(en):
            yield f"{act} in en: {en!r}"


def addresses_are_visited(sources: Sources, addresses: Mapping[str, str]) -> Iterator[str]:
    """Every address of the service is in some test: by its name, or as it is typed.

    ``addresses`` leads from a name to a route as Django writes it: ``documents/<uuid:id>/accept``.
    """
    tests = "\n".join(text for path, text in sources.items() if path.startswith("tests/"))
    for name, route in addresses.items():
        typed = re.escape(re.sub(r"<[^>]+>|\{[^}]+\}", "\0", route.strip("/"))).replace("\0", r"[^/\"'\s]+")
        if not re.search(rf"[\"']{re.escape(name)}[\"']|[/\"'}}]{typed}/?[\"'?#]", tests):
            yield f"{name}: /{route}"


def settings_are_described(sources: Sources) -> Iterator[str]:
    """Every variable that the settings read is in docs/settings.md, and nothing else is."""
    read = _variables(sources.get("src/kasssa/site/settings.py", ""))
    described = set(SETTING.findall(sources.get("docs/settings.md", "")))
    yield from (f"{name} is not described" for name in sorted(read - described))
    yield from (f"{name} is not read" for name in sorted(described - read))


def _variables(text: str) -> set[str]:
    return {
        node.value
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(?:KASSSA|DATABASE)_[A-Z_]+", node.value)
    }


def links_lead_somewhere(sources: Sources) -> Iterator[str]:
    """Every link of a document to a file or a heading of the project leads there."""
    for path, text in sources.items():
        if not path.endswith(".md"):
            continue
        for target in LINK.findall(FENCE.sub("", text)):
            if ":" not in target and not _is_there(sources, path, target):
                yield f"{path}: {target}"


def _is_there(sources: Sources, path: str, target: str) -> bool:
    name, _, heading = target.partition("#")
    where = _joined(path, name) if name else path
    if where not in sources and not any(other.startswith(f"{where}/") for other in sources):
        return False
    return not heading or heading in _headings(sources.get(where, ""))


def _joined(path: str, name: str) -> str:
    parts = path.split("/")[:-1]
    for part in name.rstrip("/").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _headings(text: str) -> set[str]:
    titles = re.findall(r"^#+ +(.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def spans_name_what_exists(sources: Sources) -> Iterator[str]:
    """Every ``path::name`` of the policy map and of the tables of failures and of ASVS exists."""
    maps = ("docs/policy-map.md", "docs/peers.md", "docs/asvs.md")
    for path, name in SPAN.findall("\n".join(sources.get(one, "") for one in maps)):
        if path not in sources:
            yield f"{path} does not exist"
        elif name.split(".")[-1] not in _defined(sources[path]):
            yield f"{path}::{name} does not exist"


def _defined(text: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(parsed(text)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
    return names
