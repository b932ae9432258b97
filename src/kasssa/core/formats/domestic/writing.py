"""From structs to XML by a table, in exactly one way: equal structs give equal bytes."""

from typing import cast

from lxml import etree
from msgspec import Struct

from kasssa.core.formats.domestic.tables import UBL, Cell, Fixed, S_co, Table, tag_of


def write_group(element: etree._Element, value: Struct, table: Table[S_co]) -> None:
    """Put into ``element`` all that ``value`` states; what it does not state is not written.

    Raises:
        ValueError: a text holds a character that XML cannot hold.
    """
    for row in table.rows:
        if isinstance(row, Fixed):
            _set_attribute(element, row.path, row.value)
        elif isinstance(row, Cell):
            _write_cell(element, row, getattr(value, row.field))
        else:
            content = getattr(value, row.field)
            groups = content if row.many else (content,) if content is not None else ()
            for group in groups:
                inner = _make(element, row.path)
                write_group(inner, group, row.table)
                if not row.many:
                    _prune(inner, element)


def ubl_document(name: str, value: Struct, table: Table[S_co]) -> bytes:
    """Return ``value`` as the UBL 2.1 document called ``name``, in UTF-8; equal ones give equal bytes.

    Raises:
        ValueError: a text holds a character that XML cannot hold.
    """
    root = ubl_root(name)
    write_group(root, value, table)
    return to_bytes(root)


def ubl_root(name: str) -> etree._Element:
    """Return an empty UBL 2.1 document called ``name``, with the prefixes that everybody uses."""
    spaces = {"": f"{name}-2", "cac": "CommonAggregateComponents-2", "cbc": "CommonBasicComponents-2"}
    declared = " ".join(
        f'xmlns{":" if prefix else ""}{prefix}="{UBL}{space}"' for prefix, space in spaces.items()
    )
    return etree.fromstring(f"<{name} {declared}/>")


def to_bytes(root: etree._Element, encoding: str = "UTF-8") -> bytes:
    """Return the document of ``root``, indented; characters that ``encoding`` lacks become references."""
    etree.indent(root)
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>\n'.encode("ascii")
    return declaration + cast("bytes", etree.tostring(root, encoding=encoding, xml_declaration=False)) + b"\n"


def _write_cell(element: etree._Element, cell: Cell, content: object) -> None:
    values = content if cell.many and isinstance(content, tuple) else (content,)
    for value in values:
        text = "" if value is None else cell.form.show(value)
        if not text:
            continue
        if cell.path == ".":
            element.text = text
        elif "/@" in f"/{cell.path}":
            _set_attribute(element, cell.path, text)
        else:
            _make(element, cell.path).text = text


def _make(element: etree._Element, path: str) -> etree._Element:
    """Add the element at ``path``, inside the groups on the way to it that are open at the end."""
    *groups, last = path.split("/")
    for name in groups:
        tag = tag_of(name)
        latest = element[-1] if len(element) else None
        element = latest if latest is not None and latest.tag == tag else etree.SubElement(element, tag)
    return etree.SubElement(element, tag_of(last))


def _prune(inner: etree._Element, outer: etree._Element) -> None:
    """Take ``inner`` out of ``outer``, with the groups on the way to it, as far as they state nothing."""
    while inner is not outer and not len(inner) and not inner.attrib and not inner.text:
        parent = inner.getparent()
        if parent is None:
            return
        parent.remove(inner)
        inner = parent


def _set_attribute(element: etree._Element, path: str, text: str) -> None:
    """Set the attribute at ``path`` if its element was written."""
    *groups, last = path.split("/")
    for name in groups:
        latest = element[-1] if len(element) else None
        if latest is None or latest.tag != tag_of(name):
            return
        element = latest
    element.set(last[1:], text)
