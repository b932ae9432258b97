"""One walk through a document: the invoice is read, codes are looked up, occurrences are counted."""

from collections.abc import Sequence

import msgspec
from lxml import etree

from kasssa.core.en16931.atlas import Atlas, Node
from kasssa.core.en16931.model import Invoice
from kasssa.core.en16931.trail import Trail


def walk(root: etree._Element, atlas: Atlas, start: Node, invoice: Invoice) -> Trail:
    """Read ``root`` into ``invoice`` and return the trail with the findings of the syntax rules."""
    trail = Trail(invoice, [{} for _ in atlas.scopes])
    _visit(root, start, invoice, trail, atlas)
    atlas.table.at_end(root, trail)
    return trail


def _visit(element: etree._Element, node: Node, target: msgspec.Struct, trail: Trail, atlas: Atlas) -> None:
    """Look into an element that opens a scope, and judge the scope when it closes."""
    tallies, scope = trail.tallies, node.scope
    if scope is None:
        return
    outer, tallies[scope] = tallies[scope], {}
    _attributes(element, element.keys(), node, trail)
    if len(element):
        _inside(element, node, target, trail, atlas)
    _close(node, atlas, scope, trail)
    tallies[scope] = outer


def _inside(element: etree._Element, node: Node, target: msgspec.Struct, trail: Trail, atlas: Atlas) -> None:
    kids = node.kids
    for child in element:
        kid = kids.get(child.tag) or atlas.meet(node, child.tag)
        if not kid.plain or len(child):
            _group(child, kid, target, trail, atlas)
            continue
        for take in kid.takes:  # most elements are a text, with nothing to check and nothing inside
            take(child, target, trail)
        names = child.keys()
        if names and not kid.watched.isdisjoint(names):
            _attributes(child, names, kid, trail)


def _group(element: etree._Element, node: Node, target: msgspec.Struct, trail: Trail, atlas: Atlas) -> None:
    filled = len(element)
    taken = _flat(element) if filled and node.textual else element
    for take in node.takes:
        take(taken, target, trail)
    for check in node.checks:
        check(element, target, trail)
    inner = target if node.open is None else node.open(element, target, trail)
    if node.scope is not None:
        _visit(element, node, inner, trail, atlas)
        return
    names = element.keys()
    if names and not node.watched.isdisjoint(names):
        _attributes(element, names, node, trail)
    if filled:
        _inside(element, node, inner, trail, atlas)


def _flat(element: etree._Element) -> etree._Element:
    """Return an element with all the text of ``element``, which should have had no children, as a term."""
    flat = etree.Element(element.tag)
    flat.attrib.update(element.attrib)
    flat.text = "".join(str(part) for part in element.itertext())
    return flat


def _attributes(element: etree._Element, names: Sequence[str | bytes], node: Node, trail: Trail) -> None:
    watched = node.attributes
    for name in names:
        take = watched.get(str(name))
        if take is not None:
            take(element, trail)


def _close(node: Node, atlas: Atlas, index: int, trail: Trail) -> None:
    """Compare what was counted in the scope with its limits."""
    scope, tally = atlas.scopes[index], trail.tallies[index]
    for rule, times in tally.items():
        limit = scope.limits[rule]
        if times > limit.high:
            trail.found(rule, limit.severity, f"{node.place}/{limit.path}", times=str(times))
    for limit in scope.required:
        if tally.get(limit.rule, 0) < limit.low:
            trail.found(limit.rule, limit.severity, f"{node.place}/{limit.path}", times="0")
