"""A syntax table turned into nodes, one for each path met, so that a document is walked once and fast.

Nodes are made when a path is first met and kept: every document after the first few finds
them ready. What a stranger's file adds is bounded.
"""

from collections.abc import Iterator

from kasssa.core.en16931 import takes
from kasssa.core.en16931.grammar import Check, Coded, Group, Leaf, Limit, Nest, Scope, Table
from kasssa.core.en16931.takes import Hit, Open, Take

# Real syntaxes have some thousand paths; past this, nodes are made anew for each document.
KEPT_MAX = 20_000

# The scopes around an element, each with the depth that it opens at.
Around = tuple[tuple[int, int], ...]


class Branch:
    """A step of the table: what stands at a name, and what may stand inside."""

    __slots__ = ("below", "term")

    def __init__(self) -> None:
        self.term: Leaf | Nest | None = None
        self.below: dict[str, Branch] = {}


class Node:
    """An element at a path, with all that is done when one is met there."""

    __slots__ = (
        "attributes",
        "branch",
        "checks",
        "kids",
        "open",
        "path",
        "place",
        "plain",
        "scope",
        "scopes",
        "takes",
        "textual",
        "watched",
    )

    def __init__(self, path: tuple[str, ...], branch: Branch | None) -> None:
        self.path = path
        self.place = "/" + "/".join(path)  # as it is written in findings
        self.branch = branch
        self.kids: dict[str, Node] = {}
        self.takes: tuple[Take, ...] = ()
        self.open: Open | None = None  # it begins a group
        self.textual = False  # its takes look at its text, whatever elements may stand inside
        self.checks: tuple[Take, ...] = ()  # they look at the element as it is
        self.plain = False  # it has takes and attributes at most
        self.scope: int | None = None
        self.scopes: Around = ()  # the scopes around, each with the depth it opens at
        self.attributes: dict[str, Check] = {}
        self.watched: frozenset[str] = frozenset()  # the names of the attributes


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

    def _node(self, path: tuple[str, ...], branch: Branch | None, around: Around) -> Node:
        node = Node(path, branch)
        term = branch.term if branch is not None else self._wherever(path)
        hits = self._set_scopes(node, around)
        leaf = term if isinstance(term, Leaf) else None
        spot = self._spot(node)
        node.takes = tuple(self._takes(spot, leaf, hits))
        node.textual = bool(node.takes) and not hits if leaf is None else not leaf.deep
        node.checks = tuple(takes.checking(check) for where, check in self.table.checks if _fits(where, path))
        if isinstance(term, Nest):
            node.open = takes.opening(term, spot)
            node.branch = self._branch(term.group)
        node.plain = node.open is None and node.scope is None and not node.checks
        return node

    def _spot(self, node: Node) -> takes.Spot:
        alone = any(_fits(where, node.path) for where in self.table.alone)
        single = not alone and any(_fits(where, node.path) for where in self.table.singles)
        places = self.table.two_places(node.place)
        return takes.Spot(node.place, self._code(node.path), single=single, alone=alone, two_places=places)

    def _takes(self, spot: takes.Spot, leaf: Leaf | None, hits: list[Hit]) -> Iterator[Take]:
        if hits:
            yield takes.counting(hits)
        yield from takes.spotted(spot) if leaf is None else takes.reading(leaf, spot)

    def _wherever(self, path: tuple[str, ...]) -> Nest | None:
        return self.table.wherever.get("/".join(path[-2:])) or self.table.wherever.get(path[-1])

    def _set_scopes(self, node: Node, around: Around) -> list[Hit]:
        """Set the scopes and attributes of ``node``; return the rules that count the element itself."""
        opened = next((index for index, scope in enumerate(self.scopes) if scope.fits(node.path)), None)
        direct: dict[str, list[Limit]] = {}
        if opened is not None and self.scopes[opened].bare:
            for name, rule in self.scopes[opened].attributes(()):
                direct.setdefault(name, []).append(self.scopes[opened].limits[rule])
            opened = None
        node.scope = opened
        node.scopes = around if opened is None else (*around, (opened, len(node.path)))
        hits: list[Hit] = []
        counted: dict[str, list[Hit]] = {}
        for index, depth in node.scopes:
            inner = node.path[depth:]
            if inner:
                hits += [(index, rule) for rule in self.scopes[index].elements(inner)]
            for name, rule in self.scopes[index].attributes(inner):
                counted.setdefault(name, []).append((index, rule))
        codes = dict(self._attribute_codes(node.path))
        node.attributes = {
            name: takes.attribute(
                name, counted.get(name, ()), direct.get(name, ()), codes.get(name), node.place
            )
            for name in counted | direct | codes
        }
        node.watched = frozenset(node.attributes)
        return hits

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
        # Only attributes of the element itself, and none allowed: then there is nothing to count.
        self.bare = all(limit.path.startswith("@") and limit.high == 0 for limit in scope.limits)

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
