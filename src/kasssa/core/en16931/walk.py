"""One walk through a document: the invoice is read, codes are looked up and occurrences counted on the way."""

import msgspec
from lxml import etree

from kasssa.core.en16931.atlas import Atlas, Node
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import BLANKS, Coded, Home
from kasssa.core.en16931.model import Invoice
from kasssa.core.en16931.trail import Trail

# Our own rule: a term that may stand once stands again. The artefacts give up on it, without a verdict.
REPEATED = "KSR-ONE"


def walk(root: etree._Element, atlas: Atlas, start: Node, invoice: Invoice) -> Trail:
    """Read ``root`` into ``invoice`` and return the trail with the findings of the syntax rules."""
    trail = Trail(invoice, [{} for _ in atlas.scopes])
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
        kid = kids.get(child.tag) or atlas.meet(node, child.tag)
        for scope, rule in kid.hits:
            tally = tallies[scope]
            tally[rule] = tally.get(rule, 0) + 1
        filled = len(child)
        inner = target
        if kid.nest is not None:
            inner = _open(child, kid, target, trail.invoice)
        elif kid.texted:
            _text(_flat(child) if filled and not kid.deep else child, kid, target, trail)
        if kid.busy:
            _visit(child, kid, inner, trail, atlas)
            continue
        names = child.keys()
        if names:
            _attributes(child, kid, names, trail)
        if filled:
            _inside(child, kid, inner, trail, atlas)


def _text(element: etree._Element, node: Node, target: msgspec.Struct, trail: Trail) -> None:
    """Take what the text of an element says: a term, a code, an amount."""
    code = node.code
    if code is not None:
        _look_up(code, element.get(code.attribute) if code.attribute else element.text, node, trail)
    if node.within:
        target = getattr(target, node.within)
    if node.single and getattr(target, node.field) is not None:
        trail.found(REPEATED, Severity.FATAL, node.place())
    if node.read is not None:
        node.read(element, target, node.field)
    if node.two_places:
        _count_places(element, node, trail)


def _flat(element: etree._Element) -> etree._Element:
    """Return an element with all the text of ``element`` that should have had no children, as XPath reads it."""
    flat = etree.Element(element.tag, dict(element.attrib))
    flat.text = "".join(str(part) for part in element.itertext())
    return flat


def _open(element: etree._Element, node: Node, target: msgspec.Struct, invoice: Invoice) -> msgspec.Struct:
    """Return the group that begins here, put where it belongs."""
    nest = node.nest
    if nest is None:
        return target
    if nest.home is not Home.AROUND:
        target = invoice if nest.home is Home.INVOICE else invoice.elsewhere
    known = getattr(target, nest.field)
    if nest.many:
        if nest.joined and known:
            made: msgspec.Struct = known[-1]
        else:
            made = nest.group.make()
            known.append(made)
    elif known is None:
        made = nest.group.make()
        setattr(target, nest.field, made)
    else:
        made = known
    own = nest.group.own
    if own is not None:
        own.read(element, made, own.field)
    return made


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
