"""Writing XML by a table: one pass over the structs, one join at the end.

A table says, in the order of the schema, at which path a field stands and how it is shown.
Nothing is written for what is missing, and an element that only surrounds others stands
where one of them does. Markup and texts are gathered by turns, so that all the texts of a
document are escaped in one go: that is what makes a table as fast as code written by hand.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

import msgspec

from kasssa.core.en16931.numbers import Number

# What a value becomes: the attributes with a blank before each, and the text; or nothing, and it is not written.
Show = Callable[..., tuple[str, str] | None]

# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
_SEPARATOR = "\x00"


class Cell(msgspec.Struct, frozen=True):
    """How one field is written; made by ``text``, ``amount`` and their like."""

    field: str
    unit: str = ""  # the attribute that names the unit of a number
    show: Show | None = None
    group: "Plan | None" = None
    keeps: Show | None = None
    opens: bool = False


class _Placed(msgspec.Struct, frozen=True):
    """A cell at its place: the index of the elements around it, its tags, and how it is shown."""

    at: int
    start: str  # the opening tag without its angle
    head: str
    tail: str
    cell: Cell
    unit: str
    show: Show | None


class Plan:
    """A table made ready: the fields in the order of the schema, and the tags between any two of them."""

    def __init__(
        self,
        rows: Mapping[str, Cell],
        *,
        first: Mapping[str, str] | None = None,
        last: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare ``rows``, paths to cells; ``first`` and ``last`` are markup inside the element at a path.

        A step of a path may carry attributes. What follows ``|`` only tells equal paths apart.
        """
        self._first, self._last = first or {}, last or {}
        places: list[tuple[str, ...]] = [()]
        placed: list[_Placed] = []
        for path, cell in rows.items():
            steps = tuple(path.partition("|")[0].split("/"))
            around, own = (steps, "") if cell.opens else (steps[:-1], steps[-1])
            if around not in places:
                places.append(around)
            start, tail = f"<{own}", f"</{_name(own)}>"
            placed.append(_Placed(places.index(around), start, f"{start}>", tail, cell, cell.unit, cell.show))
        getter = attrgetter(*(cell.field for cell in rows.values()))
        self.get: Callable[[msgspec.Struct], tuple[object, ...]] = (
            getter if len(rows) > 1 else lambda struct: (getter(struct),)
        )
        self.cells = tuple(placed)
        self.moves = tuple(tuple(self._move(here, there) for there in places) for here in places)

    def _move(self, here: tuple[str, ...], there: tuple[str, ...]) -> str:
        """Return the tags that lead from inside the elements ``here`` to inside those ``there``."""
        common = 0
        while common < min(len(here), len(there)) and here[common] == there[common]:
            common += 1
        closed = "".join(self._close(here[:depth]) for depth in range(len(here), common, -1))
        return closed + "".join(self._open(there[:depth]) for depth in range(common + 1, len(there) + 1))

    def _open(self, steps: tuple[str, ...]) -> str:
        return f"<{steps[-1]}>{self._first.get('/'.join(steps), '')}"

    def _close(self, steps: tuple[str, ...]) -> str:
        return f"{self._last.get('/'.join(steps), '')}</{_name(steps[-1])}>"


def text(field: str) -> Cell:
    """A text as it is, or a number as it was written."""
    return Cell(field)


def amount(field: str) -> Cell:
    """An amount with its currency, by default that of the document."""
    return Cell(field, unit="currencyID")


def quantity(field: str) -> Cell:
    """A number with its unit."""
    return Cell(field, unit="unitCode")


def shown(field: str, show: Show) -> Cell:
    """A field, or each member of a list, as ``show(value, struct)`` tells."""
    return Cell(field, show=show)


def group(field: str, plan: Plan, keeps: Show | None = None) -> Cell:
    """A group of its own, or a list of such; those for which ``keeps`` shows nothing are passed over."""
    return Cell(field, group=plan, keeps=keeps)


def always() -> Cell:
    """An element that stands even if nothing stands in it."""
    return Cell("__class__", opens=True)


def write(struct: msgspec.Struct, plan: Plan, *, start: str, end: str, currency: str | None) -> bytes:
    """Return ``struct`` in UTF-8 between ``start`` and ``end``; equal structs give equal bytes.

    Characters that XML cannot hold become U+FFFD. ``currency`` is that of amounts that name none.
    """
    out: list[str] = []
    closing = _fill(struct, plan, start, out, currency)
    out[1::2] = _escaped(out[1::2])
    return ("".join(out) + closing + end).encode()


@lru_cache(maxsize=1024)
def attribute(name: str, value: str | None) -> str:
    """Return an attribute with a blank before it; nothing if it is missing.

    >>> attribute("schemeID", '0"9'), attribute("schemeID", None)
    (' schemeID="0&quot;9"', '')
    """
    if value is None:
        return ""
    (escaped,) = _escaped([value])
    quoted = escaped.replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return f' {name}="{quoted}"'


def _name(step: str) -> str:
    return step.partition(" ")[0]


def _fill(struct: msgspec.Struct, plan: Plan, pending: str, out: list[str], currency: str | None) -> str:
    """Append the fields of ``struct`` to ``out``, markup and text by turns; return the markup after them."""
    here, moves = 0, plan.moves
    for value, placed in zip(plan.get(struct), plan.cells, strict=True):
        if value is None:
            continue
        at = placed.at
        if isinstance(value, str) and placed.show is None:
            out += (f"{pending}{moves[here][at]}{placed.head}", value)
            pending, here = placed.tail, at
        elif isinstance(value, Number):
            out += (f"{pending}{moves[here][at]}{_number_head(value, placed, currency)}", value.text)
            pending, here = placed.tail, at
        else:
            filled = _others(value, struct, placed, pending + moves[here][at], out, currency)
            if filled is not None:
                pending, here = filled, at
    return pending + moves[here][0]


def _number_head(value: Number, placed: _Placed, currency: str | None) -> str:
    name = placed.unit
    if not name:
        return placed.head
    unit = value.unit if value.unit is not None or name == "unitCode" else currency
    return f"{placed.start}{attribute(name, unit)}>"


def _others(
    value: object, struct: msgspec.Struct, placed: _Placed, before: str, out: list[str], currency: str | None
) -> str | None:
    """Append what is neither a text nor a number; return the markup after it, or nothing if nothing is written."""
    cell = placed.cell
    if cell.opens:
        return before
    pending = None
    for member in value if isinstance(value, list) else (value,):
        if cell.group is not None:
            if cell.keeps is None or cell.keeps(member, struct) is not None:
                started = f"{before if pending is None else pending}{placed.head}"
                pending = _fill(member, cell.group, started, out, currency) + placed.tail
        elif placed.show is not None and (made := placed.show(member, struct)) is not None:
            out += (f"{before if pending is None else pending}{placed.start}{made[0]}>", made[1])
            pending = placed.tail
    return pending


def _escaped(texts: Sequence[str]) -> list[str]:
    """Return ``texts`` as they stand between tags: all at once, for most hold nothing to escape."""
    joined = _SEPARATOR.join(texts)
    if _FORBIDDEN.search(joined.replace(_SEPARATOR, "")) or joined.count(_SEPARATOR) != max(len(texts) - 1, 0):
        joined = _SEPARATOR.join(_FORBIDDEN.sub(_REPLACEMENT, text) for text in texts)
    joined = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return joined.split(_SEPARATOR) if texts else []
