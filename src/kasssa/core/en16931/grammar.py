"""The words of a syntax table: where a term stands, what is counted where, which list a code is from.

A table of a syntax (``ubl.tables``, ``cii.tables``) is made of these and holds no code but
the few checks that no table can say. ``atlas`` turns it into something fast to walk.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from lxml import etree

from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.model import Identifier
from kasssa.core.en16931.numbers import number

if TYPE_CHECKING:
    from kasssa.core.en16931.trail import Trail

BLANKS = " \t\r\n"

Read = Callable[[etree._Element, msgspec.Struct, str], None]
Check = Callable[[etree._Element, "Trail"], None]


class Leaf(msgspec.Struct, frozen=True):
    """An element whose own text is a term: ``read`` puts it into ``field``.

    A ``deep`` one looks at what is inside the element, and not at its text alone. ``within``
    names the part of the group that has the field, where the syntax has both in one element.
    """

    read: Read
    field: str
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
    """

    group: Group
    field: str
    many: bool = False
    home: Home = Home.AROUND
    joined: bool = False


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
    two_places: Callable[[str], bool]
    singles: tuple[str, ...]  # terms that are read by value: on a second one the artefacts give up


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


def _first_text(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, (element.text or "").strip(BLANKS))


def _first_raw(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, element.text or "")


def _first_amount(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, number(element.text or "", element.get("currencyID")))


def _first_quantity(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, number(element.text or "", element.get("unitCode")))


def _identifier(element: etree._Element) -> Identifier:
    return Identifier((element.text or "").strip(BLANKS), element.get("schemeID"))


def _first_identifier(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, _identifier(element))


def _each_identifier(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    getattr(target, field).append(_identifier(element))


def _each_class(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    getattr(target, field).append(
        Identifier(content(element), element.get("listID"), element.get("listVersionID"))
    )


def _capitals(element: etree._Element, target: msgspec.Struct, field: str) -> None:
    if getattr(target, field) is None:
        setattr(target, field, content(element).upper())


def text(field: str) -> Leaf:
    """A text; the first one counts."""
    return Leaf(_first_text, field)


def raw(field: str) -> Leaf:
    """A text with the blanks around it, where the artefacts compare it so."""
    return Leaf(_first_raw, field)


def capitals(field: str) -> Leaf:
    """A text in capitals: schemes of taxes."""
    return Leaf(_capitals, field)


def amount(field: str) -> Leaf:
    """An amount with its currency, or a bare number."""
    return Leaf(_first_amount, field)


def quantity(field: str) -> Leaf:
    """A quantity with its unit."""
    return Leaf(_first_quantity, field)


def identifier(field: str) -> Leaf:
    """An identifier with its scheme; the first one counts."""
    return Leaf(_first_identifier, field)


def identifiers(field: str) -> Leaf:
    """Identifiers with their schemes, all of them."""
    return Leaf(_each_identifier, field)


def classes(field: str) -> Leaf:
    """Item classifications with the list and its version."""
    return Leaf(_each_class, field)


def one(group: Group, field: str) -> Nest:
    """A group that may stand once; a repeated one continues the first."""
    return Nest(group, field)


def many(group: Group, field: str) -> Nest:
    """A group that may be repeated."""
    return Nest(group, field, many=True)


def stray(group: Group, field: str) -> Nest:
    """A group that is kept in ``Invoice.elsewhere``."""
    return Nest(group, field, many=True, home=Home.ELSEWHERE)


def joined(group: Group, field: str) -> Nest:
    """A group that the syntax has torn apart: its pieces are put together in one."""
    return Nest(group, field, many=True, joined=True)
