"""A strict reader and a small writer of ASN.1 in DER, with BER allowed where a CMS producer may use it.

The reader keeps the bytes of every element as they came, so what was signed is never encoded anew. It knows
low tag numbers only, which is all that X.509, CMS and PKCS#12 use.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from kep.errors import BadEncoding

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = 1, 2, 3, 4, 5, 6
ENUMERATED, UTF8_STRING, PRINTABLE_STRING, UTC_TIME, GENERALIZED_TIME = 10, 12, 19, 23, 24
SEQUENCE, SET = 0x30, 0x31
_CONSTRUCTED, _CONTEXT = 0x20, 0x80
_DEPTH_MAX, _INDEFINITE_DEPTH_MAX = 40, 12
_CHILDREN_MAX = 100_000
_OID_BYTES_MAX = 64
_TIME = re.compile(rb"(\d{12}|\d{14})(?:\.\d+)?Z")
_TEXT_ENCODINGS = {
    UTF8_STRING: "utf-8",
    18: "ascii",  # NumericString
    PRINTABLE_STRING: "ascii",
    20: "latin-1",  # TeletexString
    22: "ascii",  # IA5String
    26: "ascii",  # VisibleString
    28: "utf-32-be",  # UniversalString
    30: "utf-16-be",  # BMPString
}


@dataclass(frozen=True)
class Node:
    """One element: its tag octet, its content and all its bytes as they came."""

    tag: int
    body: bytes
    raw: bytes
    ber: bool = False
    depth: int = 0

    @cached_property
    def children(self) -> tuple["Node", ...]:
        """The elements inside a constructed element.

        Raises:
            BadEncoding: it is primitive, or its content is not a run of elements.
        """
        if not self.tag & _CONSTRUCTED:
            raise BadEncoding("a constructed element was expected")
        nodes: list[Node] = []
        position = 0
        while position < len(self.body):
            if len(nodes) == _CHILDREN_MAX:
                raise BadEncoding("too many elements")
            node, position = _read(self.body, position, ber=self.ber, depth=self.depth + 1)
            nodes.append(node)
        return tuple(nodes)

    def fields(self, tag: int = SEQUENCE) -> "Fields":
        """Return a cursor over the children, after checking the tag of the whole."""
        return Fields(self.expect(tag).children)

    def expect(self, tag: int) -> "Node":
        """Return the same node, or refuse another tag."""
        if self.tag != tag:
            raise BadEncoding(f"tag {tag:#04x} was expected, not {self.tag:#04x}")
        return self

    def only(self) -> "Node":
        """Return the only child, as of an explicit tag."""
        if len(self.children) != 1:
            raise BadEncoding("exactly one inner element was expected")
        return self.children[0]

    def oid(self) -> str:
        """Return an object identifier in dotted form."""
        return _dotted(self.expect(OID).body)

    def integer(self) -> int:
        """Return a whole number."""
        body = self.expect(INTEGER).body
        if not body or (
            len(body) > 1 and not self.ber and body[0] in (0, 255) and body[0] >> 7 == body[1] >> 7
        ):
            raise BadEncoding("the integer is not in its shortest form")
        return int.from_bytes(body, "big", signed=True)

    def small(self) -> int:
        """Return a whole number of 0 .. 2^31 - 1: a version, a count, a length."""
        value = self.integer()
        if not 0 <= value < 1 << 31:
            raise BadEncoding("the number is out of range")
        return value

    def boolean(self) -> bool:
        """Return a truth value."""
        if len(self.expect(BOOLEAN).body) != 1:
            raise BadEncoding("a boolean has one octet")
        return self.body != b"\0"

    def octets(self) -> bytes:
        """Return the content of an octet string, in BER also when it is sent in pieces."""
        if self.ber and self.tag == OCTET_STRING | _CONSTRUCTED:
            return b"".join(piece.octets() for piece in self.children)
        return self.expect(OCTET_STRING).body

    def bits(self) -> bytes:
        """Return the whole octets of a bit string that has no unused bits."""
        body = self.expect(BIT_STRING).body
        if not body or body[0]:
            raise BadEncoding("a bit string of whole octets was expected")
        return body[1:]

    def flags(self) -> frozenset[int]:
        """Return the numbers of the set bits of a named-bit string."""
        body = self.expect(BIT_STRING).body
        if not body or body[0] > 7 or (body[0] and len(body) == 1):
            raise BadEncoding("the bit string is malformed")
        return frozenset(
            8 * i + bit for i, octet in enumerate(body[1:]) for bit in range(8) if octet >> (7 - bit) & 1
        )

    def text(self) -> str:
        """Return a character string of any of the directory string types."""
        try:
            return self.body.decode(_TEXT_ENCODINGS[self.tag])
        except (KeyError, UnicodeDecodeError) as error:
            raise BadEncoding("a character string was expected") from error

    def time(self) -> datetime:
        """Return a UTCTime or GeneralizedTime in UTC; fractions of a second are dropped."""
        is_short = self.tag == UTC_TIME
        body = self.body if is_short else self.expect(GENERALIZED_TIME).body
        match = _TIME.fullmatch(body)
        if match is None or len(match[1]) != (12 if is_short else 14):
            raise BadEncoding("the time is malformed")
        digits = match[1].decode()
        if is_short:
            digits = ("19" if digits >= "5" else "20") + digits
        try:
            return datetime.strptime(digits + "Z", "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
        except ValueError as error:
            raise BadEncoding("the time is malformed") from error


class Fields:
    """A cursor over the fields of a sequence: take what must be there, ask for what may be, then finish."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        """Start before the first of ``nodes``."""
        self._nodes = nodes
        self._next = 0

    def take(self, tag: int | None = None) -> Node:
        """Return the next field, which must exist and have ``tag`` if one is given."""
        if self._next == len(self._nodes):
            raise BadEncoding("a field is missing")
        node = self._nodes[self._next]
        self._next += 1
        return node if tag is None else node.expect(tag)

    def maybe(self, *tags: int) -> Node | None:
        """Return the next field if it has one of ``tags``; otherwise stay before it."""
        if self._next < len(self._nodes) and self._nodes[self._next].tag in tags:
            return self.take()
        return None

    def rest(self) -> tuple[Node, ...]:
        """Return all fields that are left."""
        left = self._nodes[self._next :]
        self._next = len(self._nodes)
        return left

    def finish(self) -> None:
        """Refuse fields that are left over."""
        if self._next != len(self._nodes):
            raise BadEncoding("there is a field too many")


def parse(data: bytes, *, ber: bool = False) -> Node:
    """Return the single element that ``data`` is.

    Raises:
        BadEncoding: it is none, or something follows it.
    """
    node, rest = parse_first(data, ber=ber)
    if rest:
        raise BadEncoding("there are bytes after the end")
    return node


def parse_first(data: bytes, *, ber: bool = False) -> tuple[Node, bytes]:
    """Return the element at the start of ``data`` and the bytes after it."""
    node, end = _read(data, 0, ber=ber, depth=0)
    return node, data[end:]


def _read(data: bytes, start: int, *, ber: bool, depth: int) -> tuple[Node, int]:
    """Return the element at ``start`` and the position after it."""
    if depth > _DEPTH_MAX:
        raise BadEncoding("too deeply nested")
    if len(data) < start + 2:
        raise BadEncoding("cut short")
    tag, length, body_at = data[start], data[start + 1], start + 2
    if tag & 31 == 31:
        raise BadEncoding("high tag numbers are not used here")
    if length == 0x80:
        return _read_indefinite(data, start, ber=ber, depth=depth)
    if length > 0x80:
        size = length & 0x7F
        octets = data[body_at : body_at + size]
        body_at += size
        length = int.from_bytes(octets, "big")
        if size > 4 or len(octets) < size or (not ber and (length < 0x80 or not octets[0])):
            raise BadEncoding("the length is malformed")
    end = body_at + length
    if end > len(data):
        raise BadEncoding("cut short")
    return Node(tag, data[body_at:end], data[start:end], ber, depth), end


def _read_indefinite(data: bytes, start: int, *, ber: bool, depth: int) -> tuple[Node, int]:
    """Return a constructed element that ends with two zero octets; BER only.

    Its end is found by reading what is inside, which is kept: else each level would be read again from above.
    """
    if not ber or not data[start] & _CONSTRUCTED:
        raise BadEncoding("an indefinite length is not allowed here")
    if depth > _INDEFINITE_DEPTH_MAX:
        raise BadEncoding("too deeply nested")
    position, inside = start + 2, list[Node]()
    while data[position : position + 2] != b"\0\0":
        if len(inside) == _CHILDREN_MAX:
            raise BadEncoding("too many elements")
        child, position = _read(data, position, ber=ber, depth=depth + 1)
        inside.append(child)
    node = Node(data[start], data[start + 2 : position], data[start : position + 2], ber, depth)
    vars(node)["children"] = tuple(inside)
    return node, position + 2


def _dotted(body: bytes) -> str:
    if not body or len(body) > _OID_BYTES_MAX or body[-1] & 0x80:
        raise BadEncoding("the object identifier is malformed")
    arcs, value = [], 0
    for octet in body:
        if octet == 0x80 and not value:
            raise BadEncoding("the object identifier is not in its shortest form")
        value = value << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first, *arcs[1:]]))


def encode(tag: int, *parts: bytes) -> bytes:
    """Return an element of ``tag`` around the joined ``parts``."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    size = (len(body).bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + len(body).to_bytes(size, "big") + body


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE of encoded elements."""
    return encode(SEQUENCE, *parts)


def set_of(parts: Iterable[bytes]) -> bytes:
    """Return a SET OF with its elements in DER order."""
    return encode(SET, *sorted(parts))


def context(number: int, *parts: bytes, constructed: bool = True) -> bytes:
    """Return a context-specific element, explicit around whole elements or implicit around a content."""
    return encode(_CONTEXT | (_CONSTRUCTED if constructed else 0) | number, *parts)


def integer(value: int) -> bytes:
    """Return an INTEGER."""
    size = (value if value >= 0 else ~value).bit_length() // 8 + 1
    return encode(INTEGER, value.to_bytes(size, "big", signed=True))


def true() -> bytes:
    """Return the BOOLEAN that says true; false is the default everywhere and DER leaves it out."""
    return encode(BOOLEAN, b"\xff")


def oid(dotted: str) -> bytes:
    """Return an OBJECT IDENTIFIER."""
    first, second, *rest = map(int, dotted.split("."))
    octets = b""
    for arc in (40 * first + second, *rest):
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.append(arc & 0x7F | 0x80)
        octets += bytes(reversed(septets))
    return encode(OID, octets)


def octet_string(octets: bytes) -> bytes:
    """Return an OCTET STRING."""
    return encode(OCTET_STRING, octets)


def bit_string(octets: bytes, unused_bits: int = 0) -> bytes:
    """Return a BIT STRING."""
    return encode(BIT_STRING, bytes((unused_bits,)), octets)


def utf8(text: str) -> bytes:
    """Return a UTF8String."""
    return encode(UTF8_STRING, text.encode())


def printable(text: str) -> bytes:
    """Return a PrintableString."""
    return encode(PRINTABLE_STRING, text.encode("ascii"))


def time(at: datetime) -> bytes:
    """Return UTCTime up to 2049 and GeneralizedTime later, in UTC to the second (RFC 5280, 4.1.2.5)."""
    moment = at.astimezone(UTC)
    if 1950 <= moment.year < 2050:
        return encode(UTC_TIME, moment.strftime("%y%m%d%H%M%SZ").encode())
    return encode(GENERALIZED_TIME, moment.strftime("%Y%m%d%H%M%SZ").encode())


def null() -> bytes:
    """Return a NULL."""
    return encode(NULL)
