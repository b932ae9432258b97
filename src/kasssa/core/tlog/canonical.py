"""JSON in the one form of RFC 8785: what is hashed is written in one way only."""

import json
from collections.abc import Mapping, Sequence

Value = str | int | None | Mapping[str, "Value"] | Sequence["Value"]


class NotCanonical(Exception):
    """The text is not the canonical form of what it says, or says what has none here."""


def canonical(value: Value) -> str:
    """Return ``value`` as canonical JSON: no spaces, names by their UTF-16 code units.

    Fractions are not taken: nothing here needs them, and their form is the hard part of RFC 8785.

    >>> canonical({"b": 1, "a": ["я", None]})
    '{"a":["я",null],"b":1}'
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))


def parse_canonical(text: str) -> Value:
    """Read ``text``, which must be exactly what ``canonical`` would write.

    Raises:
        NotCanonical: it is not.
    """
    try:
        value: Value = json.loads(text)
        written = canonical(value)
        written.encode()
    except (ValueError, RecursionError, TypeError) as error:
        raise NotCanonical("no canonical JSON") from error
    if written != text:
        raise NotCanonical("the same could be written otherwise")
    return value


def _ordered(value: Value) -> Value:
    match value:
        case str() | int() | None:
            return value
        case Mapping():
            names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
            return {name: _ordered(value[name]) for name in names}
        case Sequence():
            return [_ordered(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no canonical form here")
