"""The files of the project as the rules see them."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What git ignores and git itself; a rule speaks of the project's own files.
ASIDE = {".git", ".venv", "var", "__pycache__", "node_modules"}
CACHES = ("_cache", ".egg-info", ".hypothesis")

# From a path, relative to the root, to the text; of a file that is no text, to the empty string.
Sources = Mapping[str, str]


@cache
def project() -> Sources:
    """Return all files of the project."""
    return {str(path.relative_to(ROOT)): _text(path) for path in sorted(_files(ROOT))}


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or path.name in ASIDE or path.name.endswith(CACHES):
            continue
        if path.is_dir():
            yield from _files(path)
        elif not path.name.startswith(".coverage"):
            yield path


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def parsed(text: str) -> ast.Module:
    """Return the tree of a Python file."""
    return ast.parse(text)


def is_python(path: str) -> bool:
    """Tell whether ``path`` is Python written by a person: no migration."""
    return (path.endswith(".py") or path == "run") and "/migrations/" not in path


def trees(sources: Sources, *under: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield the Python files whose path begins with one of ``under``, with their trees."""
    for path, text in sources.items():
        if is_python(path) and path.startswith(under):
            yield path, parsed(text)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of ``tree``, also those within others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield every call in ``tree``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node


def called(call: ast.Call) -> str:
    """Return the last word of what is called: ``save`` of ``row.save()``."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def is_actions(path: str) -> bool:
    """Tell whether ``path`` belongs to the actions of a context, in one file or in a folder."""
    return path.endswith("/actions.py") or "/actions/" in path
