"""How files look: their size, their names, no exemptions, nothing of the machine they were written on."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator

from tests.house.sources import Sources, functions, is_python, parsed, trees

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "managers", "services"}
# Written apart so that this file does not name them either.
REGISTRIES = (
    "pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "deb." + "debian.org",
    "archive." + "ubuntu.com", "crates" + ".io", "registry." + "yarnpkg.com",
)  # fmt: skip
OF_A_MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|home)/")
EXCUSED = re.compile(r"# type: ignore\[[\w, -]+\]  # \w+")


def files_are_short(sources: Sources) -> Iterator[str]:
    """A file is at most 400 lines long."""
    for path, text in sources.items():
        if is_python(path) and (lines := len(text.splitlines())) > FILE_LINES_MAX:
            yield f"{path}: {lines} lines"


def functions_are_short(sources: Sources) -> Iterator[str]:
    """A function is at most 50 lines long."""
    for path, tree in trees(sources, ""):
        for function in functions(tree):
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > FUNCTION_LINES_MAX:
                yield f"{path}:{function.lineno} {function.name}: {lines} lines"


def modules_have_names(sources: Sources) -> Iterator[str]:
    """No module or folder is named after being useful."""
    for path in sources:
        if path.endswith(".py") and NAMELESS & set(path.removesuffix(".py").split("/")):
            yield path


def modules_say_what_they_are(sources: Sources) -> Iterator[str]:
    """Every module of the service and the library begins with a sentence about itself."""
    for path, tree in trees(sources, "src/", "run"):
        if tree.body and not ast.get_docstring(tree):
            yield path


def nothing_is_exempt(sources: Sources) -> Iterator[str]:
    """No linter is silenced, no type error ignored without its code and a reason."""
    for path, text in sources.items():
        if path.endswith(".py") or path == "run":
            yield from (f"{path}:{line} {comment}" for line, comment in _exemptions(text))
    lint = tomllib.loads(sources.get("pyproject.toml", "")).get("tool", {}).get("ruff", {}).get("lint", {})
    yield from (f"pyproject.toml: {name}" for name in lint if name.endswith("per-file-ignores"))


def _exemptions(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        comment = token.string
        if token.type != tokenize.COMMENT:
            continue
        unexcused = "type: ignore" in comment and not EXCUSED.search(comment)
        if "noqa" in comment or "pragma: no cover" in comment or unexcused:
            yield token.start[0], comment


def no_registry_is_named(sources: Sources) -> Iterator[str]:
    """No file names the host of a package registry: everybody has their own."""
    for path, text in sources.items():
        yield from (f"{path}: {host}" for host in REGISTRIES if host in text)


def no_path_of_a_machine_is_named(sources: Sources) -> Iterator[str]:
    """No file names a folder of the machine it was written on."""
    for path, text in sources.items():
        for number, line in enumerate(text.splitlines(), 1):
            if found := OF_A_MACHINE.search(line):
                yield f"{path}:{number} {found.group()}"


def migrations_import_nothing_of_ours(sources: Sources) -> Iterator[str]:
    """A migration must mean the same for ever, so it depends on no code that will change."""
    for path, text in sources.items():
        if "/migrations/" not in path or not path.endswith(".py"):
            continue
        for node in ast.walk(parsed(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            yield from (f"{path}: {name}" for name in names if name.split(".")[0] in ("kasssa", "kep"))
