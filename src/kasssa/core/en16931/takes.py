"""What is done with an element when it is met: small functions made once for each place of a syntax.

A take is given the element, the group around it and the trail. Making it for one place leaves
it nothing to ask there: that is most of the speed of the reader.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec
from lxml import etree

from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.grammar import BLANKS, Check, Coded, Home, Kind, Leaf, Limit, Nest
from kasssa.core.en16931.model import Identifier
from kasssa.core.en16931.numbers import number
from kasssa.core.en16931.trail import Trail

Hit = tuple[int, str]

# Our own rule: a term that may stand once stands again. The artefacts give up on it, without a verdict.
REPEATED = "KSR-ONE"
# An amount has two decimals at most, but for a price.
PLACES = "UBL-DT-01"


class Take(Protocol):
    """Takes what the text of an element says."""

    def __call__(self, element: etree._Element, target: msgspec.Struct, trail: Trail, /) -> None:
        """Take it from ``element``."""


class Open(Protocol):
    """Opens the group that begins at an element."""

    def __call__(self, element: etree._Element, target: msgspec.Struct, trail: Trail, /) -> msgspec.Struct:
        """Return the group, which is ``target`` for what stands inside."""


def attribute(
    name: str, hits: Sequence[Hit], limits: Sequence[Limit], row: Coded | None, place: str
) -> Check:
    """Do what the table says of an attribute: look it up, count it, or refuse it."""
    allowed = row.allowed if row is not None else None

    def take_coded(element: etree._Element, trail: Trail) -> None:
        if row is not None and allowed is not None and element.get(name) not in allowed:
            look_up(row, element.get(name), place, trail)

    def take(element: etree._Element, trail: Trail) -> None:
        for scope, rule in hits:
            tally = trail.tallies[scope]
            tally[rule] = tally.get(rule, 0) + 1
        for limit in limits:
            trail.found(limit.rule, limit.severity, f"{place}/{limit.path}")
        take_coded(element, trail)

    return take if hits or limits else take_coded


def checking(check: Check) -> Take:
    """Do a check of the table."""

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        check(element, trail)

    return take


def counting(hits: Sequence[Hit]) -> Take:
    """Count the element for the rules of its scopes."""

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        for scope, rule in hits:
            tally = trail.tallies[scope]
            tally[rule] = tally.get(rule, 0) + 1

    return take


def look_up(coded: Coded, written: str | None, place: str, trail: Trail) -> None:
    """Note a finding unless ``written`` is on the list."""
    value = (written or "").strip(BLANKS)
    if (value.upper() if coded.fold else value) not in coded.allowed:
        trail.found(coded.rule, Severity.FATAL, place, value=value)


class Spot(msgspec.Struct, frozen=True):
    """What the table says of the text of an element besides the term that it is."""

    place: str
    coded: Coded | None = None
    single: bool = False  # on a second one the artefacts give up
    alone: bool = False  # on a second one in the same element they do
    two_places: bool = False  # it is an amount


def spotted(spot: Spot) -> Iterator[Take]:
    """Look the text, or an attribute that must be there, up in its list; count the decimals of an amount."""
    if spot.coded is not None:
        yield _coded(spot.coded, spot.place)
    if spot.two_places:
        yield _places(spot.place)


def _coded(row: Coded, place: str) -> Take:
    allowed, attribute = row.allowed, row.attribute

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        written = element.get(attribute) if attribute else element.text
        if written not in allowed:
            look_up(row, written, place, trail)

    return take


def _places(place: str) -> Take:
    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        written = number(element.text or "")
        if written.places > 2:
            trail.found(PLACES, Severity.FATAL, place, value=written.text)

    return take


def reading(leaf: Leaf, spot: Spot) -> Iterator[Take]:
    """Read the term, and do what else is done with the text of its element."""
    if leaf.kind is Kind.AMOUNT and not leaf.within:
        yield _amount(leaf, spot)
        return
    yield from spotted(spot)
    make = _MAKERS[leaf.kind]
    yield _within(leaf, make(leaf, spot)) if leaf.within else make(leaf, spot)


def _within(leaf: Leaf, inner: Take) -> Take:
    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        inner(element, getattr(target, leaf.within), trail)

    return take


def _repeated(spot: Spot, element: etree._Element, trail: Trail) -> None:
    if spot.single or (
        spot.alone and next(element.itersiblings(element.tag, preceding=True), None) is not None
    ):
        trail.found(REPEATED, Severity.FATAL, spot.place)


def _text(leaf: Leaf, spot: Spot) -> Take:
    field = leaf.field

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        if getattr(target, field) is None:
            setattr(target, field, (element.text or "").strip(BLANKS))
        else:
            _repeated(spot, element, trail)

    return take


def _raw(leaf: Leaf, spot: Spot) -> Take:
    field = leaf.field

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        if getattr(target, field) is None:
            setattr(target, field, element.text or "")
        else:
            _repeated(spot, element, trail)

    return take


def _capitals(leaf: Leaf, spot: Spot) -> Take:
    field = leaf.field

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        if getattr(target, field) is None:
            setattr(target, field, (element.text or "").strip(BLANKS).upper())
        else:
            _repeated(spot, element, trail)

    return take


def _amount(leaf: Leaf, spot: Spot) -> Take:
    """Read an amount, look its currency up and count its decimals, all at once: most leaves are amounts."""
    field, coded, two_places = leaf.field, spot.coded, spot.two_places
    allowed = coded.allowed if coded is not None else None

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        unit = element.get("currencyID")
        written = number(element.text or "", unit)
        if coded is not None and allowed is not None and unit not in allowed:
            look_up(coded, unit, spot.place, trail)
        if written.value is None:
            trail.unreckonable = True
        if two_places and written.places > 2:
            trail.found(PLACES, Severity.FATAL, spot.place, value=written.text)
        if getattr(target, field) is None:
            setattr(target, field, written)
        else:
            _repeated(spot, element, trail)

    return take


def _quantity(leaf: Leaf, spot: Spot) -> Take:
    field = leaf.field
    attribute = "unitCode" if leaf.kind is Kind.QUANTITY else "currencyID"

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        if getattr(target, field) is None:
            written = number(element.text or "", element.get(attribute))
            setattr(target, field, written)
            if written.value is None:
                trail.unreckonable = True
        else:
            _repeated(spot, element, trail)

    return take


def _identifier(leaf: Leaf, spot: Spot) -> Take:
    field = leaf.field

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        if getattr(target, field) is None:
            made = Identifier((element.text or "").strip(BLANKS), element.get("schemeID"))
            setattr(target, field, made)
        else:
            _repeated(spot, element, trail)

    return take


def _each(leaf: Leaf, spot: Spot) -> Take:
    field = leaf.field
    scheme, version = (
        ("listID", "listVersionID") if leaf.kind is Kind.CLASSES else ("schemeID", "schemeVersionID")
    )

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        made = Identifier((element.text or "").strip(BLANKS), element.get(scheme), element.get(version))
        getattr(target, field).append(made)

    return take


def _own(leaf: Leaf, spot: Spot) -> Take:
    read, field, single = leaf.read, leaf.field, spot.single or spot.alone

    def take(element: etree._Element, target: msgspec.Struct, trail: Trail) -> None:
        if single and getattr(target, field) is not None:
            _repeated(spot, element, trail)
        if read is not None:
            read(element, target, field)

    return take


_MAKERS: dict[Kind, Callable[[Leaf, Spot], Take]] = {
    Kind.TEXT: _text,
    Kind.RAW: _raw,
    Kind.CAPITALS: _capitals,
    Kind.AMOUNT: _quantity,
    Kind.QUANTITY: _quantity,
    Kind.IDENTIFIER: _identifier,
    Kind.IDENTIFIERS: _each,
    Kind.CLASSES: _each,
    Kind.OWN: _own,
}


def opening(nest: Nest, spot: Spot) -> Open:
    """Make the group that begins at the element and put it where it belongs.

    Where one group may stand, a second is read and forgotten; where the syntax has torn a
    group apart, the next piece continues it.
    """
    make, field, around, joined = nest.group.make, nest.field, nest.home is Home.AROUND, nest.joined
    own = None if nest.group.own is None else _MAKERS[nest.group.own.kind](nest.group.own, Spot(""))

    def put(element: etree._Element, target: msgspec.Struct, trail: Trail) -> msgspec.Struct:
        made = make()
        if getattr(target, field) is None:
            setattr(target, field, made)
        else:
            _repeated(spot, element, trail)
            if nest.more:
                getattr(trail.invoice.elsewhere, nest.more).append(made)
        return made

    def append(element: etree._Element, target: msgspec.Struct, trail: Trail) -> msgspec.Struct:
        if not around:
            target = trail.invoice if nest.home is Home.INVOICE else trail.invoice.elsewhere
        rows: list[msgspec.Struct] = getattr(target, field)
        if joined and rows:
            return rows[-1]
        made = make()
        rows.append(made)
        if own is not None:
            own(element, made, trail)
        return made

    return append if nest.many else put
