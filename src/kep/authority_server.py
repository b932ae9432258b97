"""The services of a demo authority over HTTP on the loopback address: OCSP, revocation lists, time stamps.

For tests and demonstrations. ``outage`` makes it fail in the ways in which real services fail.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Self

from kep import cms, oids
from kep.authority import Authority, Issued, Kind, Profile, Subject
from kep.authority_answers import Register, ocsp_response, revocation_list, time_stamp_response
from kep.errors import BadEvidence

REQUEST_BYTES_MAX = 64 * 1024
_POLL_SECONDS = 0.02
_SILENCE_SECONDS = 5
_PIECE_BYTES = 64 * 1024


class Outage(StrEnum):
    """A way in which a service fails."""

    DOWN = "down"
    SILENT = "silent"
    GARBAGE = "garbage"
    REDIRECT = "redirect"
    ENDLESS = "endless"
    DRIPPING = "dripping"


class AuthorityServer:
    """A demo authority that answers. Use it in a ``with`` statement; ``clock`` tells it the time.

    ``register`` decides what it answers, ``outages`` maps paths such as ``/ocsp`` to how they fail, ``asked``
    holds the paths that were asked.
    """

    def __init__(self, name: str, *, clock: Callable[[], datetime], kind: Kind = Kind.DSTU_GOST) -> None:
        """Create the authority and its time-stamping and OCSP keys, and take a free port."""
        self._http = _Http(self)
        self._thread = Thread(target=self._http.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        self.stopped = Event()
        self.clock = clock
        self.host = f"127.0.0.1:{self._http.server_port}"
        at = clock()
        self.authority = Authority.create(name, at=at, kind=kind, address=f"http://{self.host}")
        self.stamps = self._service("TSP-сервер", Profile.TIME_STAMPS, kind)
        self.responder = self._service("OCSP-сервер", Profile.OCSP, kind)
        self.register = Register()
        self.register.enter(self.stamps.certificate, self.responder.certificate)
        self.outages: dict[str, Outage] = {}
        self.asked: list[str] = []

    def _service(self, name: str, profile: Profile, kind: Kind) -> Issued:
        return self.authority.issue(Subject(name=f"ДЕМО {name}"), at=self.clock(), kind=kind, profile=profile)

    def issue(self, subject: Subject, *, kind: Kind = Kind.DSTU_GOST) -> Issued:
        """Return a new key and certificate that the services know."""
        issued = self.authority.issue(subject, at=self.clock(), kind=kind)
        self.register.enter(issued.certificate)
        return issued

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stopped.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, path: str, body: bytes) -> bytes | None:
        """Return the answer to a request, or None where there is nothing.

        Raises:
            BadEvidence: the request is unreadable.
        """
        at = self.clock()
        if path == "/ocsp":
            return ocsp_response(self.authority, self.register, body, at=at, responder=self.responder)
        if path == "/tsp":
            return time_stamp_response(self.stamps, body, at=at)
        if path in ("/full.crl", "/delta.crl"):
            return revocation_list(self.authority, self.register, at=at, delta=path == "/delta.crl")
        if path == "/issuers.p7b":
            return cms.encode(oids.DATA, None, [self.authority.root], [], [])
        return None


class _Http(ThreadingHTTPServer):
    """The listening side, which its handlers know the authority by."""

    daemon_threads = True

    def __init__(self, owner: AuthorityServer) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.owner = owner


class _Answering(BaseHTTPRequestHandler):
    server: _Http

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._answer(self.rfile.read(min(length, REQUEST_BYTES_MAX)))

    def _answer(self, body: bytes) -> None:
        owner = self.server.owner
        owner.asked.append(self.path)
        outage = owner.outages.get(self.path)
        if outage is not None:
            self._fail(outage)
            return
        try:
            answer = owner.answer(self.path, body)
        except BadEvidence:
            self._send(400, b"")
            return
        self._send(404 if answer is None else 200, answer or b"")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _fail(self, outage: Outage) -> None:
        if outage is Outage.DOWN:
            self._send(503, b"")
        elif outage is Outage.GARBAGE:
            self._send(200, b"<html>moved</html>")
        elif outage is Outage.REDIRECT:
            self.send_response(302)
            self.send_header("Location", f"http://{self.server.owner.host}/issuers.p7b")
            self.end_headers()
        elif outage is Outage.SILENT:
            self.server.owner.stopped.wait(_SILENCE_SECONDS)
        elif outage is Outage.DRIPPING:
            self._keep_writing(b"H", _POLL_SECONDS)
        else:
            self.send_response(200)
            self.end_headers()
            self._keep_writing(bytes(_PIECE_BYTES), 0)

    def _keep_writing(self, piece: bytes, pause_seconds: float) -> None:
        while not self.server.owner.stopped.wait(pause_seconds):
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: tests and demonstrations read ``asked``."""
