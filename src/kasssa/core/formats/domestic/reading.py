"""From XML to structs by a table: tolerant of order and of strangers, which become findings."""

from collections import Counter
from dataclasses import dataclass
from typing import Generic

from lxml import etree
from msgspec import Struct

from kasssa.core.en16931.guard import parse
from kasssa.core.formats.domestic.faults import BadFormat, Found, Notes, found
from kasssa.core.formats.domestic.forms import BLANKS
from kasssa.core.formats.domestic.tables import Cell, Fixed, Nest, Node, S_co, Table

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def root_of(content: bytes, tag: str, family: str) -> etree._Element:
    """Return the root element of ``content``, which must be ``tag``.

    Raises:
        Unreadable: no XML, or dangerous: ``kasssa.core.en16931.guard`` says when.
        BadFormat: another root (…-08 of the ``family``).
    """
    root = parse(content)
    if root.tag != tag:
        raise BadFormat(found(f"{family}-08", name=etree.QName(root).localname))
    return root


@dataclass(frozen=True, slots=True)
class Reading(Generic[S_co]):
    """A document that was read, and what could not be taken from its bytes."""

    document: S_co
    findings: tuple[Found, ...]


def read_document(content: bytes, tag: str, table: Table[S_co], family: str) -> Reading[S_co]:
    """Return the document in ``content``, whose root is ``tag``; what cannot be taken is a finding.

    Raises:
        Unreadable, BadFormat: as ``root_of`` does.
    """
    root = root_of(content, tag, family)
    notes = Notes(family)
    return Reading(read_group(root, table, notes), notes.all())


def read_group(element: etree._Element, table: Table[S_co], notes: Notes, path: str = "") -> S_co:
    """Return the struct that ``element`` states; whatever cannot be taken is noted, with its path."""
    values: dict[str, object] = {}
    _walk(element, table.tree, values, notes, path)
    return table.make(
        **{field: tuple(value) if isinstance(value, _Grown) else value for field, value in values.items()}
    )


def survey(value: Struct, table: Table[S_co], notes: Notes, path: str = "") -> None:
    """Note what ``value`` lacks (…-05) and which of its texts are too long (…-06)."""
    for row in table.rows:
        if isinstance(row, Fixed):
            continue
        place = f"{path}/{_plain_path(row.path)}".strip("/.")
        content = getattr(value, row.field)
        if row.required and content in ("", None, ()):
            notes.add("05", place, name=_plain_path(row.path).rpartition("/")[2])
        elif isinstance(row, Nest):
            groups = content if row.many else (content,) if content is not None else ()
            for at, group in enumerate(groups, start=1):
                survey(group, row.table, notes, f"{place}[{at}]" if row.many else place)
        elif row.most:
            texts = content if row.many else (content,)
            if any(isinstance(text, str) and len(text) > row.most for text in texts):
                notes.add("06", place, most=row.most)


def _walk(element: etree._Element, node: Node, values: dict[str, object], notes: Notes, path: str) -> None:
    """Take from ``element`` all that ``node`` provides for."""
    _take_own(element, node, values, notes, path)
    seen: Counter[str] = Counter()
    for child in element:
        tag = str(child.tag)
        local = tag.rpartition("}")[2]
        seen[tag] += 1
        inner = node.children.get(tag)
        count = seen[tag]
        place = f"{path}/{local}".lstrip("/")
        if inner is None:
            if not _is_empty(child):
                notes.add("03", place, name=local)
        elif inner.row is not None and inner.row.many:
            _enter(child, inner, values, notes, f"{place}[{count}]")
        elif count > 1:
            if not _is_empty(child):
                notes.add("04", place, name=local)
        else:
            _enter(child, inner, values, notes, place)


def _take_own(
    element: etree._Element, node: Node, values: dict[str, object], notes: Notes, path: str
) -> None:
    """Take the text and the attributes of ``element`` itself."""
    if node.own is not None:
        _take(node.own, (element.text or "").strip(BLANKS), values, notes, path)
    for name, cell in node.attributes.items():
        _take(cell, (element.get(name) or "").strip(BLANKS), values, notes, f"{path}/@{name}")


def _enter(child: etree._Element, inner: Node, values: dict[str, object], notes: Notes, path: str) -> None:
    row = inner.row
    if isinstance(row, Nest):
        group = read_group(child, row.table, notes, path)
        if row.many or group != row.table.make():  # a group that states nothing is none
            _put(row, group, values)
        return
    if row is not None and child.get(_NIL) not in ("true", "1"):
        _take(row, (child.text or "").strip(BLANKS), values, notes, path)
    if row is None or inner.attributes or len(child):
        _walk(child, inner, values, notes, path)


def _take(cell: Cell, text: str, values: dict[str, object], notes: Notes, path: str) -> None:
    if not text:
        return
    try:
        _put(cell, cell.form.parse(text), values)
    except ValueError:
        notes.add(cell.form.trouble, path, value=text)


def _put(row: Cell | Nest, value: object, values: dict[str, object]) -> None:
    if not row.many:
        values.setdefault(row.field, value)
        return
    earlier = values.setdefault(row.field, _Grown())
    if isinstance(earlier, _Grown):
        earlier.append(value)


class _Grown(list[object]):
    """The values of a repeated element, until ``make`` takes them."""


def _is_empty(element: etree._Element) -> bool:
    """Whether ``element`` states nothing, as the empty elements do with which programs fill up a form."""
    return not len(element) and not (element.text or "").strip(BLANKS)


def _plain_path(path: str) -> str:
    return "/".join(name.rpartition(":")[2] for name in path.split("/"))
