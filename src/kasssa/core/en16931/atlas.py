"""A syntax table turned into nodes, one for each path met, so that a document is walked once and fast.

Nodes are made when a path is first met and kept: every document after the first few finds
them ready. What a stranger's file adds is bounded.
"""

import msgspec

from kasssa.core.en16931.grammar import Check, Coded, Group, Leaf, Limit, Nest, Read, Scope, Table

# Real syntaxes have some thousand paths; past this, nodes are made anew for each document.
KEPT_MAX = 20_000

Hit = tuple[int, str]


class Branch:
    """A step of the table: what stands at a name, and what may stand inside."""

    __slots__ = ("below", "term")

    def __init__(self) -> None:
        self.term: Leaf | Nest | None = None
        self.below: dict[str, Branch] = {}


class Node:
    """An element at a path, with all that the table says of it."""

    __slots__ = (
        "attributes",
        "branch",
        "busy",
        "checks",
        "code",
        "deep",
        "field",
        "hits",
        "kids",
        "nest",
        "path",
        "read",
        "scope",
        "scopes",
        "single",
        "texted",
        "two_places",
        "within",
    )

    def __init__(self, path: tuple[str, ...], branch: Branch | None) -> None:
        self.path = path
        self.branch = branch
        self.kids: dict[str, Node] = {}
        self.read: Read | None = None
        self.field = ""
        self.nest: Nest | None = None
        self.hits: tuple[Hit, ...] = ()
        self.attributes: dict[str, tuple[tuple[Hit, ...], Coded | None]] = {}
        self.code: Coded | None = None
        self.checks: tuple[Check, ...] = ()
        self.scope: int | None = None
        self.scopes: tuple[tuple[int, int], ...] = ()  # the scopes around, each with the depth it opens at
        self.two_places = False
        self.texted = False  # its text matters
        self.deep = False
        self.within = ""
        self.single = False
        self.busy = False  # it opens a scope or has checks

    def place(self) -> str:
        """Return the path as it is written in findings."""
        return "/" + "/".join(self.path)


class Atlas:
    """The nodes of one syntax."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.scopes = tuple(_Scope(scope) for scope in table.scopes)
        self._branches: dict[int, Branch] = {}
        self._codes: dict[str, list[tuple[tuple[str, ...], Coded]]] = {}
        self._kept = 0
        for coded in table.codes:
            for path in coded.paths.split():
                steps = tuple(path.split("/"))
                self._codes.setdefault(steps[-1], []).append((steps, coded))

    def root(self, name: str) -> Node:
        """Return the node of a root element."""
        return self._node((name,), self._branch(self.table.root), ())

    def meet(self, parent: Node, tag: str) -> Node:
        """Return the node of an element ``tag``, in Clark notation, below ``parent``."""
        namespace, _, local = tag.rpartition("}")
        prefix = self.table.prefixes.get(namespace[1:], "?")
        name = f"{prefix}:{local}"
        branch = parent.branch.below.get(name) if parent.branch is not None else None
        node = self._node((*parent.path, name), branch, parent.scopes)
        if self._kept < KEPT_MAX:
            self._kept += 1
            parent.kids[tag] = node
        return node

    def _node(
        self, path: tuple[str, ...], branch: Branch | None, around: tuple[tuple[int, int], ...]
    ) -> Node:
        node = Node(path, branch)
        self._set_term(node)
        self._set_scopes(node, around)
        node.code = self._code(path)
        node.checks = tuple(check for where, check in self.table.checks if _fits(where, path))
        node.two_places = self.table.two_places("/".join(path))
        node.single = node.read is not None and any(_fits(where, path) for where in self.table.singles)
        node.texted = node.read is not None or node.code is not None or node.two_places
        node.busy = node.scope is not None or bool(node.checks)
        return node

    def _set_term(self, node: Node) -> None:
        term = node.branch.term if node.branch is not None else self._wherever(node.path)
        if isinstance(term, Leaf):
            node.read, node.field = term.read, term.field
            node.deep, node.within = term.deep, term.within
        elif term is not None:
            node.nest, node.field = term, term.field
            node.branch = self._branch(term.group)

    def _wherever(self, path: tuple[str, ...]) -> Nest | None:
        return self.table.wherever.get("/".join(path[-2:])) or self.table.wherever.get(path[-1])

    def _set_scopes(self, node: Node, around: tuple[tuple[int, int], ...]) -> None:
        depth = len(node.path)
        node.scope = next((index for index, scope in enumerate(self.scopes) if scope.fits(node.path)), None)
        node.scopes = around if node.scope is None else (*around, (node.scope, depth))
        hits: list[Hit] = []
        attributes: dict[str, list[Hit]] = {}
        for index, opened in node.scopes:
            inner = node.path[opened:]
            if inner:
                hits += [(index, rule) for rule in self.scopes[index].elements(inner)]
            for name, rule in self.scopes[index].attributes(inner):
                attributes.setdefault(name, []).append((index, rule))
        node.hits = tuple(hits)
        codes = dict(self._attribute_codes(node.path))
        node.attributes = {
            name: (tuple(attributes.get(name, ())), codes.get(name)) for name in attributes | codes
        }

    def _code(self, path: tuple[str, ...]) -> Coded | None:
        rows = self._codes.get(path[-1], ())
        return next((coded for steps, coded in rows if _belongs(steps, coded, path)), None)

    def _attribute_codes(self, path: tuple[str, ...]) -> list[tuple[str, Coded]]:
        found: list[tuple[str, Coded]] = []
        for last, rows in self._codes.items():
            if last.startswith("@"):
                fits = [coded for steps, coded in rows if _belongs(steps[:-1], coded, path)]
                found += [(last[1:], coded) for coded in fits[:1]]
        return found

    def _branch(self, group: Group) -> Branch:
        """Return the branch of ``group``, one for each group, since groups may contain each other."""
        known = self._branches.get(id(group))
        if known is not None:
            return known
        top = self._branches[id(group)] = Branch()
        for path, term in group.rows.items():
            branch = top
            for name in path.split("/"):
                branch = branch.below.setdefault(name, Branch())
            branch.term = term
        return top


class _Scope:
    """A scope of the table, ready to be asked which of its rules count a path."""

    def __init__(self, scope: Scope) -> None:
        self._where = scope.where.split()
        self.limits: dict[str, Limit] = {limit.rule: limit for limit in scope.limits}
        self.required = tuple(limit for limit in scope.limits if limit.low)
        self._elements: dict[tuple[str, ...], list[str]] = {}
        self._attributes: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self._deep: list[tuple[tuple[str, ...], str]] = []
        self._deep_attributes: list[tuple[tuple[str, ...], str, Limit]] = []
        for limit in scope.limits:
            self._add(limit)

    def _add(self, limit: Limit) -> None:
        deep = limit.path.startswith("//")
        steps = tuple(limit.path.lstrip("/").split("/"))
        if steps[-1].startswith("@"):
            inner, name = steps[:-1], steps[-1][1:]
            if deep:
                self._deep_attributes.append((inner, name, limit))
            else:
                self._attributes.setdefault(inner, []).append((name, limit.rule))
        elif deep:
            self._deep.append((steps, limit.rule))
        else:
            self._elements.setdefault(steps, []).append(limit.rule)

    def fits(self, path: tuple[str, ...]) -> bool:
        """Tell whether an element at ``path`` opens this scope."""
        return any(_fits(where, path) for where in self._where)

    def elements(self, inner: tuple[str, ...]) -> list[str]:
        """Return the rules that count an element at ``inner``, a path inside the scope."""
        found = list(self._elements.get(inner, ()))
        found += [rule for steps, rule in self._deep if inner[-len(steps) :] == steps]
        return found

    def attributes(self, inner: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return the attributes counted at ``inner``, each with its rule."""
        found = list(self._attributes.get(inner, ()))
        found += [
            (name, limit.rule)
            for steps, name, limit in self._deep_attributes
            if (not steps or inner[-len(steps) :] == steps) and inner[-1:] != (limit.besides,)
        ]
        return found


def _belongs(steps: tuple[str, ...], coded: Coded, path: tuple[str, ...]) -> bool:
    return path[-len(steps) :] == steps and not set(coded.outside.split()).intersection(path[:-1])


def _fits(where: str, path: tuple[str, ...]) -> bool:
    if where.startswith("*"):
        return path[-1].endswith(where[1:])
    if where.startswith("/"):
        return path[1:] == tuple(filter(None, where[1:].split("/")))
    steps = tuple(where.split("/"))
    return path[-len(steps) :] == steps
