"""Writing XML by a table: each table becomes one function that joins strings.

A table says, in the order of the schema, at which path a field stands and how it is shown.
Nothing is written for what is missing, and an element that only surrounds others stands
where one of them does. The function is put together from the rows once, as source text, as
``dataclasses`` does it: a loop over the rows would spend its time on the rows that are empty.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import msgspec

# What a value becomes: the attributes, each with a blank before it, and the text; or nothing: not written.
Show = Callable[..., tuple[str, str] | None]

# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
_INDENT = "    "


class Cell(msgspec.Struct, frozen=True):
    """How one field is written; made by ``text``, ``amount`` and their like.

    ``body`` is an expression over the value ``v``, with its attributes in ``head``.
    """

    field: str
    body: str
    head: str = ""
    many: bool = False
    show: Show | None = None
    keeps: Show | None = None
    plan: "Plan | None" = None


class Plan:
    """A table made ready: ``fill`` takes a struct and the currency of its document and returns the markup."""

    def __init__(
        self,
        rows: Mapping[str, Cell],
        *,
        first: Mapping[str, str] | None = None,
        last: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare ``rows``, paths to cells; ``first`` and ``last`` are markup inside the element at a path.

        A step of a path may carry attributes.
        """
        names: dict[str, object] = {"escape": escape, "of_currency": _of_currency, "of_unit": _of_unit}
        source = _Source(names, first or {}, last or {})
        lines = ["def fill(s, currency):", *source.block(_tree(rows), "", 0), f"{_INDENT}return r0"]
        exec("\n".join(lines), names)  # of our own tables only: nothing of a document is ever in it
        fill = names["fill"]
        if not callable(fill):
            raise TypeError("a table becomes a function")
        self.fill: Callable[[msgspec.Struct, str | None], str] = fill


def text(field: str) -> Cell:
    """A text, as it is."""
    return Cell(field, "v if v.isalnum() else escape(v)")


def number(field: str) -> Cell:
    """A number as it was written; what is a number needs no escaping."""
    return Cell(field, "v.text if v.value is not None else escape(v.text)")


def amount(field: str) -> Cell:
    """An amount with its currency, by default that of the document."""
    return msgspec.structs.replace(number(field), head="of_currency(v.unit or currency)")


def quantity(field: str) -> Cell:
    """A number with its unit."""
    return msgspec.structs.replace(number(field), head="of_unit(v.unit)")


def shown(field: str, show: Show) -> Cell:
    """A field as ``show(value, struct)`` tells."""
    return Cell(field, "escape(x[1])", head="x[0]", show=show)


def each(field: str, show: Show) -> Cell:
    """Each member of a list as ``show(member, struct)`` tells."""
    return msgspec.structs.replace(shown(field, show), many=True)


def one(field: str, plan: Plan) -> Cell:
    """A group of its own."""
    return Cell(field, "fill(v, currency)", plan=plan)


def many(field: str, plan: Plan, keeps: Show | None = None) -> Cell:
    """A list of groups; those for which ``keeps`` shows nothing are passed over."""
    return Cell(field, "fill(v, currency)", many=True, plan=plan, keeps=keeps)


def always() -> Cell:
    """An element that stands even if nothing stands in it."""
    return Cell("", "")


def escape(written: str) -> str:
    """Return a text as it stands between tags; characters that XML cannot hold become U+FFFD.

    >>> escape("a < b & c")
    'a &lt; b &amp; c'
    """
    if written.isalnum():
        return written
    if "&" in written:
        written = written.replace("&", "&amp;")
    if "<" in written:
        written = written.replace("<", "&lt;")
    if ">" in written:
        written = written.replace(">", "&gt;")
    if written.isprintable():
        return written
    return _FORBIDDEN.sub(_REPLACEMENT, written).replace("\r", "&#13;")


@lru_cache(maxsize=1024)
def attribute(name: str, value: str | None) -> str:
    """Return an attribute with a blank before it; nothing if it is missing.

    >>> attribute("schemeID", '0"9'), attribute("schemeID", None)
    (' schemeID="0&quot;9"', '')
    """
    if value is None:
        return ""
    quoted = escape(value).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return f' {name}="{quoted}"'


@lru_cache(maxsize=1024)
def _of_currency(unit: str | None) -> str:
    return attribute("currencyID", unit)


@lru_cache(maxsize=4096)
def _of_unit(unit: str | None) -> str:
    return attribute("unitCode", unit)


class _Branch(msgspec.Struct):
    """An element that surrounds others, in the order of the table; or, with a cell, one that is written."""

    step: str
    inner: list["_Branch"] = []
    cell: Cell | None = None
    stands: bool = False


def _tree(rows: Mapping[str, Cell]) -> list[_Branch]:
    """Return the rows as they stand inside each other: neighbours share the elements around them."""
    top: list[_Branch] = []
    for path, cell in rows.items():
        *around, own = path.split("/")
        level = top
        for step in around:
            if not level or level[-1].step != step or level[-1].cell is not None:
                level.append(_Branch(step))
            level = level[-1].inner
        stands = not cell.field
        level.append(_Branch(own, cell=None if stands else cell, stands=stands))
    return top


class _Source:
    """The source text of one function; what it calls is put into ``names``."""

    def __init__(self, names: dict[str, object], first: Mapping[str, str], last: Mapping[str, str]) -> None:
        self._names, self._first, self._last = names, first, last

    def block(self, level: list[_Branch], path: str, depth: int) -> Iterator[str]:
        """Yield the lines that gather the markup of ``level`` in the variable of its depth."""
        yield f'{_INDENT}r{depth} = ""'
        for branch in level:
            if branch.cell is not None:
                yield from self._cell(branch.step, branch.cell, f"r{depth}")
                continue
            inside = f"{path}/{branch.step}".lstrip("/")
            yield from self.block(branch.inner, inside, depth + 1)
            start = f"<{branch.step}>{self._first.get(inside, '')}"
            end = f"{self._last.get(inside, '')}</{_name(branch.step)}>"
            condition = _INDENT if branch.stands else f"{_INDENT}if r{depth + 1}: "
            yield f"{condition}r{depth} += {_joined(start, f'r{depth + 1}', end)}"

    def _cell(self, step: str, cell: Cell, target: str) -> Iterator[str]:
        yield f"{_INDENT}for v in s.{cell.field}:" if cell.many else f"{_INDENT}v = s.{cell.field}"
        within = _INDENT * 2
        if not cell.many:
            yield f"{_INDENT}if v is not None:"
        if cell.keeps is not None:
            yield f"{within}if {self._call(cell.keeps)}(v, s) is None: continue"
        if cell.show is not None:
            yield f"{within}x = {self._call(cell.show)}(v, s)"
            yield f"{within}if x is not None:"
            within += _INDENT
        body = cell.body.replace("fill", self._call(cell.plan.fill)) if cell.plan else cell.body
        yield f"{within}{target} += {_joined(f'<{step}', cell.head, '>', body, f'</{_name(step)}>')}"

    def _call(self, function: object) -> str:
        name = f"f{len(self._names)}"
        self._names[name] = function
        return name


def _joined(*parts: str) -> str:
    """Return an expression that joins markup and expressions, which stand by turns, markup first."""
    return "f" + repr(
        "".join(part if at % 2 == 0 or not part else f"{{{part}}}" for at, part in enumerate(parts))
    )


def _name(step: str) -> str:
    return step.partition(" ")[0]
