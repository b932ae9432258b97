"""One walk through a document: the invoice is read, codes are looked up and occurrences counted on the way."""

import msgspec
from lxml import etree

from kasssa.core.en16931.atlas import Atlas, Node
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import BLANKS, Coded
from kasssa.core.en16931.model import Invoice
from kasssa.core.en16931.trail import Trail


def walk(root: etree._Element, atlas: Atlas, start: Node, invoice: Invoice) -> Trail:
    """Read ``root`` into ``invoice`` and return the trail with the findings of the syntax rules."""
    trail = Trail(invoice, [{} for _ in atlas.scopes], [])
    _visit(root, start, invoice, trail, atlas)
    return trail


def _visit(element: etree._Element, node: Node, target: msgspec.Struct, trail: Trail, atlas: Atlas) -> None:
    """Look at one element of some consequence: it opens a scope, or has checks, or is the root."""
    tallies, scope, outer = trail.tallies, node.scope, None
    if scope is not None:
        outer, tallies[scope] = tallies[scope], {}
    names = element.keys()
    if names:
        _attributes(element, node, names, trail)
    _inside(element, node, target, trail, atlas)
    for check in node.checks:
        check(element, trail)
    if scope is not None and outer is not None:
        _close(node, atlas, scope, trail)
        tallies[scope] = outer


def _inside(element: etree._Element, node: Node, target: msgspec.Struct, trail: Trail, atlas: Atlas) -> None:
    kids, tallies = node.kids, trail.tallies
    for child in element:
        tag = child.tag
        kid = kids.get(tag)
        if kid is None:
            kid = atlas.meet(node, tag)
        for scope, rule in kid.hits:
            tally = tallies[scope]
            tally[rule] = tally.get(rule, 0) + 1
        if kid.code is not None:
            _look_up(kid.code, child.text, kid, trail)
        inner = target
        if kid.read is not None:
            kid.read(child, target, kid.field)
        elif kid.nest is not None:
            inner = _open(kid, target, trail.invoice)
        if kid.two_places:
            _count_places(child, kid, trail)
        if kid.scope is not None or kid.checks:
            _visit(child, kid, inner, trail, atlas)
            continue
        names = child.keys()
        if names:
            _attributes(child, kid, names, trail)
        if len(child):
            _inside(child, kid, inner, trail, atlas)


def _open(node: Node, target: msgspec.Struct, invoice: Invoice) -> msgspec.Struct:
    """Return the group that begins here, put where it belongs."""
    nest = node.nest
    assert nest is not None
    if nest.elsewhere:
        target = invoice.elsewhere
    if nest.many:
        made = nest.group.make()
        getattr(target, nest.field).append(made)
        return made
    known: msgspec.Struct | None = getattr(target, nest.field)
    if known is None:
        known = nest.group.make()
        setattr(target, nest.field, known)
    return known


def _attributes(element: etree._Element, node: Node, names: list[str], trail: Trail) -> None:
    for name in names:
        watched = node.attributes.get(name)
        if watched is None:
            continue
        hits, coded = watched
        for scope, rule in hits:
            tally = trail.tallies[scope]
            tally[rule] = tally.get(rule, 0) + 1
        if coded is not None:
            _look_up(coded, element.get(name), node, trail)


def _look_up(coded: Coded, written: str | None, node: Node, trail: Trail) -> None:
    value = (written or "").strip(BLANKS)
    if (value.upper() if coded.fold else value) not in coded.allowed:
        trail.found(coded.rule, Severity.FATAL, node.place(), value=value)


def _count_places(element: etree._Element, node: Node, trail: Trail) -> None:
    text = element.text
    if text is not None:
        point = text.find(".") + 1
        if point and len(text) - point > 2:
            trail.found("UBL-DT-01", Severity.FATAL, node.place(), value=text.strip(BLANKS))


def _close(node: Node, atlas: Atlas, index: int, trail: Trail) -> None:
    """Compare what was counted in the scope with its limits."""
    scope, tally = atlas.scopes[index], trail.tallies[index]
    for rule, times in tally.items():
        limit = scope.limits[rule]
        if times > limit.high:
            trail.found(rule, limit.severity, f"{node.place()}/{limit.path}", times=str(times))
    for limit in scope.required:
        if tally.get(limit.rule, 0) < limit.low:
            trail.found(limit.rule, limit.severity, f"{node.place()}/{limit.path}", times="0")
