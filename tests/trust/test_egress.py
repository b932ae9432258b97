"""What leaves the service: only from the modules of the register, and never to the inside."""

import ast
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import kep
from kasssa.base.egress import DESTINATIONS
from kep.net import is_public

SOURCES = Path(__file__).parents[2] / "src"
NETWORK = re.compile(
    r"(socket|ssl|smtplib|ftplib|http\.client|urllib\.request|urllib3|requests|httpx|aiohttp|poplib|imaplib)(\.|$)"
)
# They listen or measure, and ask nobody outside: the demo authority, and whether a port is free.
LISTENING = {"kep.authority_server"}
INSIDE = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.0.0.1",
    "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
    "169.254.0.1", "100.64.0.1", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1", "fc00::1", "fd00:ec2::254",
)  # fmt: skip


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def module(path: Path) -> str:
    return ".".join(path.relative_to(SOURCES).with_suffix("").parts)


def answer(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name be looked up to ``addresses``."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: found)


def test_nothing_but_what_the_register_names_opens_connections() -> None:
    opening = {
        module(path) for path in SOURCES.rglob("*.py") if any(NETWORK.match(name) for name in imports(path))
    }
    named = {name for one in DESTINATIONS for name in one.modules if name.startswith(("kep", "kasssa"))}
    assert opening - LISTENING == named


def test_every_destination_says_who_gets_what_and_why() -> None:
    for one in DESTINATIONS:
        assert all((one.name, one.recipient, one.data, one.ground, one.declared_by, one.modules)), one
    assert len({one.name for one in DESTINATIONS}) == len(DESTINATIONS)


def test_there_are_thirty_five_ways_inside() -> None:
    assert len(set(INSIDE)) == 35


@pytest.mark.parametrize("host", INSIDE)
def test_no_way_inside_is_taken_even_if_it_is_allowed(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """The resolver reads an odd spelling as the C library does; the guard of the tests keeps it from here."""
    address = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    answer(monkeypatch, address)
    fetch = kep.Fetcher([host])
    url = f"http://[{host}]/" if ":" in host else f"http://{host}/"
    with pytest.raises(kep.Unavailable, match="public address"):
        fetch(url)
    assert fetch.requests == []


@pytest.mark.parametrize("address", ["8.8.8.8", "193.34.169.1", "2606:4700:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("answers", [("8.8.8.8", "127.0.0.1"), ("127.0.0.1", "8.8.8.8"), ("8.8.8.8", "::1")])
def test_a_name_with_one_address_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, answers: tuple[str, ...]
) -> None:
    """Of several answers the first one would be taken: whoever gives them would choose."""
    answer(monkeypatch, *answers)
    with pytest.raises(kep.Unavailable, match="public address"):
        kep.Fetcher(["two.example"])("http://two.example/")
