"""DECLAR from bytes, tolerantly, and to bytes in windows-1251, in one form.

The body is flat and its rows are columns: elements of all groups stand side by side, and
those of a row share a ROWNUM. They are sorted into groups first, then each is read by its table.
"""

import msgspec
from lxml import etree

from kasssa.core.formats.declar.model import Body, Declar, Head, TaxRow
from kasssa.core.formats.declar.tables import (
    ABOVE,
    BELOW,
    BODY,
    COLUMNS,
    HEAD,
    HEADING,
    ROOT,
    ROW,
    ROW_NUMBER,
    own_table,
    party_tables,
    totals_table,
)
from kasssa.core.formats.domestic.faults import Notes
from kasssa.core.formats.domestic.reading import Reading, read_group, root_of
from kasssa.core.formats.domestic.tables import Cell, Table
from kasssa.core.formats.domestic.writing import to_bytes, write_group

FAMILY = "TAX"
ENCODING = "windows-1251"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def read(content: bytes) -> Reading[Declar]:
    """Return the tax invoice or adjustment that ``content`` states, in the encoding that it declares.

    Raises:
        Unreadable: no XML, or dangerous: ``kasssa.core.en16931.guard`` says when.
        BadFormat: the root is not DECLAR.
    """
    root = root_of(content, ROOT, FAMILY)
    notes = Notes(FAMILY)
    heads, bodies = root.findall(HEAD), root.findall(BODY)
    head = read_group(heads[0], HEADING, notes, HEAD) if heads else Head()
    body, rows = _read_body(bodies[0], head.c_doc_sub, notes) if bodies else (Body(), ())
    for part in [*heads[1:], *bodies[1:]]:
        notes.add("04", str(part.tag), name=str(part.tag))
    for part in root:
        if part.tag not in (HEAD, BODY):
            notes.add("03", str(part.tag), name=str(part.tag))
    return Reading(Declar(head=head, body=body, rows=rows), notes.all())


def write(declar: Declar) -> bytes:
    """Return ``declar`` in windows-1251; equal ones give equal bytes.

    Raises:
        ValueError: a text holds a character that XML cannot hold.
    """
    root = etree.Element(ROOT, nsmap={"xsi": _XSI})
    root.set(f"{{{_XSI}}}noNamespaceSchemaLocation", f"{declar.head.form}.xsd")
    write_group(etree.SubElement(root, HEAD), declar.head, HEADING)
    body = etree.SubElement(root, BODY)
    write_group(body, declar.body, Table(Body, *ABOVE))
    for field, table in party_tables():
        write_group(body, getattr(declar.body, field), table)
    write_group(body, declar.body.totals, totals_table(declar.head.c_doc_sub))
    _write_rows(body, declar.rows)
    write_group(body, declar.body, Table(Body, *BELOW))
    return to_bytes(root, ENCODING)


def _read_body(element: etree._Element, sub: str, notes: Notes) -> tuple[Body, tuple[TaxRow, ...]]:
    rows, rest = _sorted_out(element, notes)
    body = read_group(_taken(rest, own_table()), own_table(), notes, BODY)
    parts: dict[str, object] = {
        field: read_group(_taken(rest, table), table, notes, BODY) for field, table in party_tables()
    }
    totals = totals_table(sub)
    parts["totals"] = read_group(_taken(rest, totals), totals, notes, BODY)
    read_group(rest, Table(Body), notes, BODY)  # what is left is provided for by nothing
    return msgspec.structs.replace(body, **parts), rows


def _sorted_out(element: etree._Element, notes: Notes) -> tuple[tuple[TaxRow, ...], etree._Element]:
    """The rows in the order of their numbers, and all that belongs to none."""
    cells: dict[int, etree._Element] = {}
    rest = etree.Element(BODY)
    for child in list(element):
        tag = str(child.tag)
        if tag not in COLUMNS:
            rest.append(child)
            continue
        number = child.get(ROW_NUMBER, "")
        if number.isascii() and number.isdigit() and len(number) <= 6:
            cells.setdefault(int(number), etree.Element("ROW")).append(child)
        elif len(child) or (child.text or "").strip():
            notes.add("18", f"{BODY}/{tag}", name=tag)
    rows = tuple(
        msgspec.structs.replace(read_group(cells[number], ROW, notes, f"{BODY}/[{number}]"), number=number)
        for number in sorted(cells)
    )
    return rows, rest


def _taken(rest: etree._Element, table: Table[msgspec.Struct]) -> etree._Element:
    """The children of ``rest`` that ``table`` provides for, taken out of it."""
    taken = etree.Element(BODY)
    for child in list(rest):
        if child.tag in table.tree.children:
            taken.append(child)
    return taken


def _write_rows(body: etree._Element, rows: tuple[TaxRow, ...]) -> None:
    for column in ROW.rows:
        if not isinstance(column, Cell):
            continue
        for row in rows:
            value = getattr(row, column.field)
            if value not in ("", None):
                element = etree.SubElement(body, column.path, {ROW_NUMBER: str(row.number)})
                element.text = column.form.show(value)
