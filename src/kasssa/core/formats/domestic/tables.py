"""The words in which an XML format is described: cells, nested groups, and the table that holds them."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from kasssa.core.formats.domestic.forms import TEXT, Form

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_SPACES = {
    "cac": f"{UBL}CommonAggregateComponents-2",
    "cbc": f"{UBL}CommonBasicComponents-2",
}
S_co = TypeVar("S_co", bound=Struct, covariant=True)


class Cell(Struct, frozen=True):
    """A value at ``path``, kept in ``field``: ``a/b``, ``a/@b`` for an attribute, ``.`` for the own text.

    ``most`` is how many characters the format has room for; nought means no limit.
    """

    path: str
    field: str
    form: Form = TEXT
    most: int = 0
    many: bool = False
    required: bool = False


class Fixed(Struct, frozen=True):
    """An attribute that is always written where its element is, and never read."""

    path: str
    value: str


class Nest(Struct, frozen=True):
    """A group at ``path``, kept in ``field`` as a struct, or as a tuple of them when ``many``."""

    path: str
    field: str
    table: "Table[Struct]"
    many: bool = False
    required: bool = False


class Node:
    """A place in the tree of a table: what stands there and what is inside."""

    __slots__ = ("attributes", "children", "own", "row")

    def __init__(self) -> None:
        self.children: dict[str, Node] = {}
        self.attributes: dict[str, Cell] = {}
        self.row: Cell | Nest | None = None
        self.own: Cell | None = None


class Table(Generic[S_co]):
    """A group of the format: the struct that it becomes, and what stands in it, in the order of writing.

    ``aliases`` are other names under which elements are met.
    """

    def __init__(
        self, make: Callable[..., S_co], *rows: Cell | Nest | Fixed, aliases: Mapping[str, str] | None = None
    ) -> None:
        self.make, self.rows, self.tree = make, rows, Node()
        for row in rows:
            if not isinstance(row, Fixed):
                self._plant(row)
        for alias, name in (aliases or {}).items():
            self.tree.children[alias] = self.tree.children[tag_of(name)]

    def _plant(self, row: Cell | Nest) -> None:
        if row.path == "." and isinstance(row, Cell):
            self.tree.own = row
            return
        node = self.tree
        *names, last = row.path.split("/")
        for name in names:
            node = node.children.setdefault(tag_of(name), Node())
        if last.startswith("@") and isinstance(row, Cell):
            node.attributes[last[1:]] = row
        else:
            node.children.setdefault(tag_of(last), Node()).row = row


def tag_of(name: str) -> str:
    """Return the full name of an element that is written as ``cbc:ID`` in a table.

    >>> tag_of("cbc:ID"), tag_of("Рядок")
    ('{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}ID', 'Рядок')
    """
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}" if local else name
