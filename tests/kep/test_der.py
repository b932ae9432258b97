"""The reader and writer of ASN.1: what is written is read back, and what is not DER is refused."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kep import der
from kep.errors import BadEncoding


@given(st.integers(-(1 << 200), 1 << 200))
def test_an_integer_is_read_back(value):
    assert der.parse(der.integer(value)).integer() == value


@pytest.mark.parametrize(
    "dotted", ["1.2.804.2.1.1.1.1.3.1.1", "2.25.229874391460237845903157736421870911", "0.4"]
)
def test_an_identifier_is_read_back(dotted):
    assert der.parse(der.oid(dotted)).oid() == dotted


@pytest.mark.parametrize("year", [1950, 1999, 2026, 2049, 2050, 2199])
def test_a_time_is_read_back(year):
    at = datetime(year, 2, 28, 23, 59, 59, tzinfo=UTC)
    assert der.parse(der.time(at)).time() == at


@pytest.mark.parametrize(
    "text", ["261125120000", "2611251200Z", "26112512000 Z", "261325120000Z", "261125120060Z"]
)
def test_a_malformed_time_is_refused(text):
    with pytest.raises(BadEncoding):
        der.parse(der.encode(der.UTC_TIME, text.encode())).time()


@pytest.mark.parametrize("size", [0, 127, 128, 255, 256, 70_000])
def test_a_string_of_any_length_is_read_back(size):
    assert der.parse(der.octet_string(bytes(size))).octets() == bytes(size)


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        "04",
        "0402aa",
        "0401aabb",
        "048101aa",
        "04820001aa",
        "0485000000000100",
        "1f0100",
        "2480040100000",
        "24800401000000",
    ],
)
def test_what_is_not_der_is_refused(encoded):
    with pytest.raises(BadEncoding):
        der.parse(bytes.fromhex(encoded.ljust(len(encoded) + len(encoded) % 2, "0"))).octets()


@pytest.mark.parametrize("encoded", ["0200", "02020001", "0202ff80"])
def test_an_integer_that_is_not_shortest_is_refused(encoded):
    with pytest.raises(BadEncoding):
        der.parse(bytes.fromhex(encoded)).integer()


@pytest.mark.parametrize("encoded", ["0600", "060180", "06028001", "06032a8001", "0641" + "01" * 65])
def test_a_malformed_identifier_is_refused(encoded):
    with pytest.raises(BadEncoding):
        der.parse(bytes.fromhex(encoded)).oid()


def test_ber_strings_in_pieces_are_joined_only_where_ber_is_allowed():
    pieces = bytes.fromhex("2480040161040162" + "0000")
    assert der.parse(pieces, ber=True).octets() == b"ab"
    with pytest.raises(BadEncoding):
        der.parse(pieces)


def test_a_deep_nest_is_refused_and_not_followed():
    nest = b""
    for _ in range(60):
        nest = der.sequence(nest)

    def innermost(node):
        while node.children:
            node = node.only()

    with pytest.raises(BadEncoding, match="too deeply nested"):
        innermost(der.parse(nest))


def test_a_deep_nest_of_indefinite_lengths_is_refused():
    with pytest.raises(BadEncoding, match="too deeply nested"):
        der.parse(b"\x30\x80" * 5000 + bytes(10_000), ber=True)


@given(st.binary(max_size=60), st.booleans())
def test_no_bytes_make_the_reader_fail_in_another_way(data, ber):
    def walk(node):
        if node.tag & 0x20:
            for child in node.children:
                walk(child)

    with suppress(BadEncoding):
        walk(der.parse(data, ber=ber))
