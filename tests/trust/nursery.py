"""A nursery of web servers and workers that are killed -9 as fast as they grow up.

Django is loaded once; each server and each worker is a fork of that, so that a killed one is replaced within
milliseconds. Called with a port, the seed and the folder of the demo authority. It says ``ready``, kills one
of its own every 20 to 80 ms and says so by a line each time; after the line ``calm`` it kills no more, and
ends with its input.
"""

import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace as replace_tries
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

import kep
from kasssa.base import clock
from tests.trust.company import Chance

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
WEBS, WORKERS = 12, 4  # so many that one lives for a second: a signature takes a third of that
EVERY_SECONDS = (0.020, 0.080)


class Silent(WSGIRequestHandler):
    """Does not tell of requests."""

    timeout = 10

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def main(port: str, seed: str, folder: str) -> None:
    """Keep the children, and kill them."""
    # What servers say while they die is for whoever looks into a failure.
    log = os.open(os.environ["KASSSA_STORM_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, sys.stderr.fileno())
    settings.DEMO, settings.DEMO_FOLDER = True, Path(folder)
    django.setup()
    clock.now = lambda: NOON  # type: ignore[assignment]  # the certificates of the demo begin then
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    gates = import_module("kasssa.api.gates")
    gates.REQUESTS = replace_tries(gates.REQUESTS, tries=10**9)  # the clock stands, so no window would end
    application = WSGIHandler()
    work = import_module("kasssa.base.jobs").work  # needs the set-up above
    warm(Path(folder))
    door = socket.create_server(("127.0.0.1", int(port)), backlog=64)
    kinds: list[Callable[[], None]] = [lambda: serve(door, application)] * WEBS + [work] * WORKERS
    children = {grow(kind): kind for kind in kinds}
    print("ready", flush=True)
    try:
        reign(Chance(seed), children)
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)


def warm(folder: Path) -> None:
    """Load what a server loads with its first requests, so that a fork of this has it."""
    assert get_resolver().url_patterns
    cast = import_module("kasssa.cli.cast")
    key = cast.Authority(folder, at=NOON).key(cast.OLENA)
    trust = import_module("kasssa.apps.signing.trust").store()
    assert kep.verify(kep.sign(b"x", key, at=NOON), b"x", trust=trust, at=NOON).signers


def reign(chance: Chance, children: dict[int, Callable[[], None]]) -> None:
    """Kill and replace until told to be calm; then replace only what dies by itself, until the input ends."""
    calm = False
    while True:
        low, high = EVERY_SECONDS
        heard, _, _ = select.select([sys.stdin], [], [], low + chance.below(high - low))
        if heard:
            if not sys.stdin.readline():
                return
            calm = True
        if not calm:
            victim = list(children)[int(chance.below(len(children)))]
            os.kill(victim, signal.SIGKILL)
            replace(victim, children)
            print("killed", flush=True)
        bury(children)


def bury(children: dict[int, Callable[[], None]]) -> None:
    """Replace the children that died by themselves, as any supervisor does."""
    for child in list(children):
        if os.waitpid(child, os.WNOHANG)[0]:
            kind = children.pop(child)
            children[grow(kind)] = kind


def replace(victim: int, children: dict[int, Callable[[], None]]) -> None:
    """Wait for the killed one and grow another of its kind."""
    os.waitpid(victim, 0)
    kind = children.pop(victim)
    children[grow(kind)] = kind


def grow(kind: Callable[[], None]) -> int:
    """Fork a child that is of ``kind`` until it dies; return its number."""
    child = os.fork()
    if child:
        return child
    sys.stdin.close()
    try:
        kind()
    finally:
        os._exit(1)


def serve(door: socket.socket, application: WSGIHandler) -> None:
    """Answer requests, one at a time, at a door that the others have open too."""
    server = WSGIServer(("127.0.0.1", 0), Silent, bind_and_activate=False)
    server.socket.close()
    server.socket, server.server_address = door, door.getsockname()
    server.server_name, server.server_port = "127.0.0.1", door.getsockname()[1]
    server.setup_environ()
    server.set_app(application)
    server.serve_forever(poll_interval=60)


if __name__ == "__main__":
    main(*sys.argv[1:])
