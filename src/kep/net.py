"""The network, kept small: plain requests to allowed hosts only, with limits, without redirects.

Addresses stand in certificates that strangers send us. So only hosts that trust names are asked, only over
the usual ports, and only where they resolve to public addresses. Plain HTTP is normal here: what comes back
is signed.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from kep.errors import Unavailable

Fetch = Callable[[str, bytes | None, str], bytes]
"""Gets a URL: from (url, body or None, content type of the body) to the answer; raises ``Unavailable``."""

TIMEOUT_SECONDS = 10.0
ANSWER_BYTES_MAX = 32 * 1024 * 1024
_PIECE_BYTES = 64 * 1024
_URL_CHARACTERS_MAX = 512
_PORTS = {"http": 80, "https": 443}
# What ``is_global`` of some Pythons takes for public (CVE-2024-4032), and what carries IPv4 inside.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24", "198.18.0.0/15", "100.64.0.0/10", "192.88.99.0/24", "::/96", "::ffff:0:0/96",
        "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10",
    )
)  # fmt: skip


class Fetcher:
    """A ``Fetch`` over real HTTP. ``requests`` are the URLs that were asked, for the log of the operator."""

    def __init__(
        self,
        hosts: Iterable[str],
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        answer_bytes_max: int = ANSWER_BYTES_MAX,
        loopback: bool = False,
    ) -> None:
        """Allow ``hosts``: names, or ``name:port`` for an unusual port.

        ``loopback`` also lets them be on this very machine, which only demo authorities are.
        """
        self._hosts = frozenset(host.lower() for host in hosts)
        self._timeout = timeout_seconds
        self._answer_bytes_max = answer_bytes_max
        self._loopback = loopback
        self.requests: list[str] = []

    def __call__(self, url: str, body: bytes | None = None, content_type: str = "") -> bytes:
        """Return the answer to a GET, or to a POST of ``body``.

        Raises:
            Unavailable: the host may not be asked, does not answer in time, or answers anything but 200.
        """
        deadline = time.monotonic() + self._timeout
        parts = self._checked(url)
        port = parts.port or _PORTS[parts.scheme]
        address = self._address(str(parts.hostname), port)
        self.requests.append(url)
        connection = _connection(parts, address, port, self._timeout)
        # The time limit of a socket is for each piece; a host that drips would hold us for ever.
        alarm = Timer(self._timeout, _hang_up, [connection])
        alarm.daemon = True
        alarm.start()
        try:
            return self._exchange(connection, parts, body, content_type, deadline)
        except (OSError, HTTPException) as error:
            raise Unavailable(f"{parts.hostname} does not answer: {error}") from error
        finally:
            alarm.cancel()
            connection.close()

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise Unavailable("the address is malformed") from error
        host = parts.hostname
        if len(url) > _URL_CHARACTERS_MAX or parts.scheme not in _PORTS or not host or parts.username:
            raise Unavailable("the address is not a plain http address")
        is_usual = port is None or port == _PORTS[parts.scheme]
        if not (is_usual and host in self._hosts) and f"{host}:{port}" not in self._hosts:
            raise Unavailable(f"{host} is not among the allowed hosts")
        return parts

    def _address(self, host: str, port: int) -> str:
        """Return the address to connect to, looked up once so that it cannot change after the check."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Unavailable(f"{host} has no address") from error
        addresses = [str(one[4][0]) for one in found]
        # One that is not public among public ones is a trap: whoever answers chooses which of them is taken.
        for address in addresses:
            loopback = ipaddress.ip_address(address.partition("%")[0]).is_loopback
            if not is_public(address) and not (self._loopback and loopback):
                raise Unavailable(f"{host} is not at a public address")
        return addresses[0]

    def _exchange(
        self,
        connection: HTTPConnection,
        parts: SplitResult,
        body: bytes | None,
        content_type: str,
        deadline: float,
    ) -> bytes:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "User-Agent": "kep", "Accept-Encoding": "identity"}
        if body is not None:
            headers["Content-Type"] = content_type
        connection.request("GET" if body is None else "POST", path, body, headers)
        response = connection.getresponse()
        if response.status != 200:
            raise Unavailable(f"{parts.hostname} answers with status {response.status}")
        return self._read(response, deadline)

    def _read(self, response: HTTPResponse, deadline: float) -> bytes:
        answer = bytearray()
        while piece := response.read1(_PIECE_BYTES):
            answer += piece
            if len(answer) > self._answer_bytes_max:
                raise Unavailable("the answer is too large")
            if time.monotonic() > deadline:
                raise Unavailable("the answer takes too long")
        if response.length or time.monotonic() > deadline:
            raise Unavailable("the answer is cut short")
        return bytes(answer)


def is_public(address: str) -> bool:
    """Tell whether an address is of the public Internet, also where it hides an IPv4 address inside.

    Mapped, translated (NAT64), 6to4 and Teredo addresses lead to the IPv4 address in them; they are
    refused whole, for nobody publishes a service at one.

    >>> is_public("8.8.8.8"), is_public("::ffff:8.8.8.8"), is_public("192.0.0.192")
    (True, False, False)
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    is_odd = parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified or parsed.is_link_local
    return parsed.is_global and not is_odd and not any(parsed in network for network in _NOT_PUBLIC)


def _hang_up(connection: HTTPConnection) -> None:
    """End a connection from outside, so that whoever waits on it waits no more."""
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _connection(parts: SplitResult, address: str, port: int, timeout: float) -> HTTPConnection:
    if parts.scheme == "http":
        return HTTPConnection(address, port, timeout=timeout)
    return _Tls(str(parts.hostname), address, port, timeout)


class _Tls(HTTPSConnection):
    """TLS to an address that was looked up before, with the certificate of the name."""

    def __init__(self, host: str, address: str, port: int, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._address = address
        self._trusted = ssl.create_default_context()

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._trusted.wrap_socket(plain, server_hostname=self.host)
