"""The words of a syntax table: where a term stands, what is counted where, which list a code is from.

A table of a syntax (``ubl.tables``, ``cii.tables``) is made of these and holds no code but
the few checks that no table can say. ``atlas`` turns it into something fast to walk.
"""

from collections.abc import Callable, Mapping
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import msgspec
from lxml import etree

from kasssa.core.en16931.findings import Severity

if TYPE_CHECKING:
    from kasssa.core.en16931.trail import Trail

BLANKS = " \t\r\n"

S = TypeVar("S", bound=msgspec.Struct)


class Read(Protocol):
    """Puts what an element says into a field of the group."""

    def __call__(self, element: etree._Element, target: msgspec.Struct, field: str, /) -> None:
        """Read ``element`` into ``field`` of ``target``."""


class Check(Protocol):
    """Looks at an element and notes what is wrong with it."""

    def __call__(self, element: etree._Element, trail: "Trail", /) -> None:
        """Judge ``element``."""


class Kind(Enum):
    """What is made of the text of an element."""

    TEXT = "the text without blanks around it"
    RAW = "the text as it is"
    CAPITALS = "the text in capitals"
    AMOUNT = "a number with its currency, or bare"
    QUANTITY = "a number with its unit"
    IDENTIFIER = "an identifier with its scheme"
    IDENTIFIERS = "one more identifier with its scheme"
    CLASSES = "one more classification with its list"
    OWN = "what its own reader makes"


class Leaf(msgspec.Struct, frozen=True):
    """An element whose own text is a term, put into ``field``; where it is repeated, the first counts.

    A ``deep`` one looks at what is inside the element, and not at its text alone. ``within``
    names the part of the group that has the field, where the syntax has both in one element.
    """

    kind: Kind
    field: str
    read: Read | None = None
    deep: bool = False
    within: str = ""


class Group(msgspec.Struct, frozen=True):
    """A group of terms: the struct it becomes and what stands where inside, by paths of names.

    ``own`` reads the element of the group itself, where that has a text of its own.
    """

    make: Callable[[], msgspec.Struct]
    rows: Mapping[str, "Leaf | Nest"]
    own: Leaf | None = None


class Home(StrEnum):
    """Where a group is kept: in the group around it, in the invoice, or in ``Invoice.elsewhere``."""

    AROUND = "around"
    INVOICE = "invoice"
    ELSEWHERE = "elsewhere"


class Nest(msgspec.Struct, frozen=True):
    """An element that is a group of its own, put or appended into ``field`` of its home.

    With ``joined`` it continues the last group of the list there: the syntax has torn it apart.
    Where one may stand and more do, those go into the list ``more`` of ``Invoice.elsewhere``.
    """

    group: Group
    field: str
    many: bool = False
    home: Home = Home.AROUND
    joined: bool = False
    more: str = ""


class Limit(msgspec.Struct, frozen=True):
    """How often ``path`` may occur inside a scope. ``//`` means at any depth, ``@`` an attribute.

    ``besides`` names an element on which the attribute is not counted.
    """

    rule: str
    severity: Severity
    path: str
    low: int = 0
    high: int = 0
    besides: str = ""


class Scope(msgspec.Struct, frozen=True):
    """The elements that limits are counted in.

    ``where`` is a path from the root (``/a/b``), the end of a path (``a/b``), or the end of
    a name (``*Amount``); several stand apart by blanks. An element belongs to the first
    scope of the table that fits it and to no other.
    """

    where: str
    limits: tuple[Limit, ...]


class Coded(msgspec.Struct, frozen=True):
    """Elements or attributes whose value must be on a list.

    ``fold`` reads it in capitals; with ``attribute`` the elements must have that attribute,
    while a path that ends in one looks only where it stands; ``outside`` names elements
    inside which the list does not matter.
    """

    rule: str
    paths: str
    allowed: frozenset[str]
    fold: bool = False
    attribute: str = ""
    outside: str = ""


class Table(msgspec.Struct, frozen=True):
    """All that is known of a syntax."""

    prefixes: Mapping[str, str]
    root: Group
    wherever: Mapping[str, Nest]
    scopes: tuple[Scope, ...]
    codes: tuple[Coded, ...]
    checks: tuple[tuple[str, Check], ...]
    at_end: Check
    two_places: Callable[[str], bool]
    singles: tuple[str, ...]  # terms that are read by value: on a second one the artefacts give up
    alone: tuple[str, ...]  # and terms on which they do only where the second is in the same element


def limits(
    family: str,
    rows: tuple[tuple[int, str, str], ...],
    severity: Severity = Severity.WARNING,
    low: int = 0,
    high: int = 0,
) -> tuple[Limit, ...]:
    """Return the limits of ``rows``: the number of the first rule, the parent, its children by turn."""
    return tuple(
        Limit(f"{family}-{first + offset:03d}", severity, f"{parent}/{child}" if parent else child, low, high)
        for first, parent, children in rows
        for offset, child in enumerate(children.split())
    )


def content(element: etree._Element) -> str:
    """Return the text of ``element`` without the blanks around it."""
    return (element.text or "").strip(BLANKS)


def own(read: Callable[[etree._Element, S, str], None], field: str, *, deep: bool = False) -> Leaf:
    """A reader made for the struct of the very group that its row stands in."""
    return Leaf(Kind.OWN, field, cast("Read", read), deep)


def text(field: str) -> Leaf:
    """A text."""
    return Leaf(Kind.TEXT, field)


def raw(field: str) -> Leaf:
    """A text with the blanks around it, where the artefacts compare it so."""
    return Leaf(Kind.RAW, field)


def capitals(field: str) -> Leaf:
    """A text in capitals: schemes of taxes."""
    return Leaf(Kind.CAPITALS, field)


def amount(field: str) -> Leaf:
    """An amount with its currency, or a bare number."""
    return Leaf(Kind.AMOUNT, field)


def quantity(field: str) -> Leaf:
    """A quantity with its unit."""
    return Leaf(Kind.QUANTITY, field)


def identifier(field: str) -> Leaf:
    """An identifier with its scheme."""
    return Leaf(Kind.IDENTIFIER, field)


def identifiers(field: str) -> Leaf:
    """Identifiers with their schemes, all of them."""
    return Leaf(Kind.IDENTIFIERS, field)


def classes(field: str) -> Leaf:
    """Item classifications with the list and its version, all of them."""
    return Leaf(Kind.CLASSES, field)


def one(group: Group, field: str, more: str = "") -> Nest:
    """A group that may stand once; a repeated one is read apart, and kept in ``more``."""
    return Nest(group, field, more=more)


def many(group: Group, field: str) -> Nest:
    """A group that may be repeated."""
    return Nest(group, field, many=True)


def stray(group: Group, field: str) -> Nest:
    """A group that is kept in ``Invoice.elsewhere``."""
    return Nest(group, field, many=True, home=Home.ELSEWHERE)


def joined(group: Group, field: str) -> Nest:
    """A group that the syntax has torn apart: its pieces are put together in one."""
    return Nest(group, field, many=True, joined=True)
