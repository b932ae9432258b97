"""Who writes and how: only actions, each whole, recorded, and saying who and when."""

import ast
from collections.abc import Iterator

from tests.house.sources import Sources, called, calls, functions, is_actions, trees

WRITES = {
    "create", "acreate", "save", "asave", "delete", "adelete", "get_or_create", "update_or_create",
    "bulk_create", "bulk_update",
}  # fmt: skip
SQL_WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
WHOLE = {"action", "transaction.atomic"}
# Actions that cannot say who, or record nothing: each with the reason.
NOBODY_YET = {
    "src/kasssa/apps/accounts/actions/people.py register": "before it there is nobody to act",
    "src/kasssa/apps/accounts/actions/keys.py use_certificate": "the sign-in itself is recorded",
    "src/kasssa/apps/consents/actions.py join": "it registers the person, who then acts in the rest of it",
}


def only_actions_write(sources: Sources) -> Iterator[str]:
    """Rows are written by actions and by what follows from them, nowhere else."""
    for path, tree in trees(sources, "src/kasssa/apps/", "src/kasssa/base/"):
        if is_actions(path) or path.endswith("/followups.py"):
            continue
        for call in calls(tree):
            if _writes(call):
                yield f"{path}:{call.lineno} {ast.unparse(call.func)}"


def _writes(call: ast.Call) -> bool:
    name = called(call)
    if not isinstance(call.func, ast.Attribute):
        return False
    if name == "update":  # of rows it takes names only; of a dictionary or a digest, a value
        return bool(call.keywords) and not call.args
    if name == "execute" and call.args:
        sql = call.args[0]
        text = sql.value if isinstance(sql, ast.Constant) else ""
        return isinstance(text, str) and text.lstrip().upper().startswith(SQL_WRITES)
    return name in WRITES and not ast.unparse(call.func).startswith("super()")


def _actions(sources: Sources) -> Iterator[tuple[str, ast.Module, ast.FunctionDef]]:
    for path, tree in trees(sources, "src/kasssa/apps/"):
        if is_actions(path):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield path, tree, node


def actions_are_whole(sources: Sources) -> Iterator[str]:
    """An action happens in one transaction: all of it or nothing."""
    for path, _, action in _actions(sources):
        if not WHOLE & {ast.unparse(decorator) for decorator in action.decorator_list}:
            yield f"{path}:{action.lineno} {action.name}"


def actions_are_documented(sources: Sources) -> Iterator[str]:
    """An action says what its effect is."""
    for path, _, action in _actions(sources):
        if not ast.get_docstring(action):
            yield f"{path}:{action.lineno} {action.name}"


def actions_say_who_and_when(sources: Sources) -> Iterator[str]:
    """An action is told by name who acts and when."""
    for path, _, action in _actions(sources):
        told = {argument.arg for argument in action.args.kwonlyargs}
        wanted = {"at"} if f"{path} {action.name}" in NOBODY_YET else {"by", "at"}
        yield from (f"{path}:{action.lineno} {action.name}: {name}" for name in sorted(wanted - told))


def actions_are_recorded(sources: Sources) -> Iterator[str]:
    """An action writes into the ledger: itself, by moving a document, or by another action."""
    for path, tree, action in _actions(sources):
        if f"{path} {action.name}" in NOBODY_YET:
            continue
        known = _names_of_actions(tree) - {action.name}
        if not any(ast.unparse(call.func).split(".")[0] in known for call in calls(action)):
            yield f"{path}:{action.lineno} {action.name}"


def _names_of_actions(tree: ast.Module) -> set[str]:
    """Return what in this file means an action: a function of it, or something imported from actions."""
    names = {
        function.name
        for function in functions(tree)
        if WHOLE & {ast.unparse(decorator) for decorator in function.decorator_list}
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            inside = (node.module or "").split(".")[-1] == "actions"
            names |= {a.asname or a.name for a in node.names if inside or a.name == "actions"}
    return names


def excuses_are_needed(sources: Sources) -> Iterator[str]:
    """Every excused action exists."""
    there = {f"{path} {action.name}" for path, _, action in _actions(sources)}
    yield from sorted(set(NOBODY_YET) - there)


def contexts_meet_at_actions_and_queries(sources: Sources) -> Iterator[str]:
    """Of a context others know only its actions and queries; the site knows also what follows."""
    for path, tree in trees(sources, "src/kasssa/"):
        own = path.split("/")[3] if path.startswith("src/kasssa/apps/") else ""
        met = {"actions", "queries"} | ({"followups"} if path.startswith("src/kasssa/site/") else set())
        for node in ast.walk(tree):
            for name in _imported(node):
                words = name.split(".")
                if words[:2] == ["kasssa", "apps"] and words[2:3] != [own] and not met & set(words[3:4]):
                    yield f"{path}:{node.lineno} {name}"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def only_move_changes_a_state(sources: Sources) -> Iterator[str]:
    """The state of a document is assigned in ``move`` alone."""
    for path, tree in trees(sources, "src/kasssa/"):
        if path.startswith("src/kasssa/core/"):
            continue
        allowed = set()
        if path.startswith("src/kasssa/apps/documents/actions"):
            allowed = {id(node) for f in functions(tree) if f.name == "move" for node in ast.walk(f)}
        for node in ast.walk(tree):
            if id(node) not in allowed and _changes_state(node):
                yield f"{path}:{node.lineno} {ast.unparse(node)}"


def _changes_state(node: ast.AST) -> bool:
    match node:
        case ast.Assign(targets=targets):
            return any(_is_state(part) for target in targets for part in ast.walk(target))
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return _is_state(target)
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value="state"), *_]):
            return True
        case ast.Call(func=ast.Attribute(attr="update"), keywords=keywords):
            return any(keyword.arg == "state" for keyword in keywords)
    return False


def _is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state"
