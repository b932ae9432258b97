"""The service under test: a fresh database, the web server and a worker, started as ``./run`` starts them."""

import email
import email.policy
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from django.conf import settings
from django.db import connections

import kep
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base import clock
from kasssa.cli import cast
from kasssa.core.actor import Door
from kasssa.site import postgres
from tests.cast import Someone
from tests.plugins import database

ROOT = Path(__file__).parents[2]
PORT = 8700
READY_SECONDS = 30
# The demo begins in the past, so its authority has to be older than the first document.
AGE = timedelta(days=60)

T = TypeVar("T")


class NotReady(Exception):
    """The service did not open its doors, or a letter did not come."""


def _doors() -> ModuleType:
    """Return ``./run`` as a module: what it starts is what is tested."""
    loader = SourceFileLoader("run", str(ROOT / "run"))
    spec = spec_from_loader("run", loader)
    assert spec is not None, "a loader always gives a spec"
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


run = _doors()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that the service sent."""

    subject: str
    text: str

    @property
    def link(self) -> str:
        """The address to which the letter leads."""
        return re.findall(r"http://localhost:\d+/\S+", self.text)[0]


@dataclass(frozen=True)
class Service:
    """A running service: its address, its folder, and what is done behind the scenes of a test."""

    url: str
    var: Path
    authority: cast.Authority

    def key(self, role: cast.Role) -> Path:
        """Return the container with the key of ``role``, as the demo authority would hand it out."""
        self.authority.key(role)
        return self.var / "demo" / "keys" / f"{role.slug}.p12"

    def sign(self, file: Path, role: cast.Role) -> Path:
        """Sign ``file`` by the command line, on the person's own computer; return the signature."""
        password = self.var / "key-password.txt"
        password.write_text(cast.KEY_PASSWORD, encoding="utf-8")
        words = ("sign", str(file), "--key", str(self.key(role)), "--password-file", str(password))
        subprocess.run([*run.entry("kasssa"), *words], check=True, stdout=subprocess.DEVNULL)
        return file.with_name(f"{file.name}.p7s")

    def letter(self, to: str, about: str = "", leading: str = "") -> Letter:
        """Return the newest letter to ``to`` about something, with a link that leads somewhere.

        ``about`` is in its subject and ``leading`` in its text; the worker is waited for.

        Raises:
            NotReady: none came.
        """
        return eventually(lambda: self.letters(to, about, leading), f"a letter to {to}")[-1]

    def letters(self, to: str, about: str = "", leading: str = "") -> list[Letter]:
        """Return the letters to ``to``, oldest first, as ``letter`` chooses them."""
        files = sorted((self.var / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        sent = [letter for file in files for letter in _letters(file)]
        return [
            letter for who, letter in sent if who == to and about in letter.subject and leading in letter.text
        ]

    def backstage(self, act: Callable[[], T]) -> T:
        """Do ``act`` in a thread of its own: the browser's loop keeps Django out of this one."""

        def act_and_leave() -> T:
            try:
                return act()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(act_and_leave).result()

    def come(self, role: cast.Role) -> Someone:
        """Have ``role`` registered and their organisation confirmed, behind the scenes."""
        return self.backstage(lambda: _come(role, self.authority))


def _come(role: cast.Role, authority: cast.Authority) -> Someone:
    at = clock.now()
    someone = Someone(cast.enrol(role, door=Door.CONSOLE, at=at), role, authority.key(role))
    proof = kep.sign(signing_queries.challenge(by=someone.actor), someone.key, at=at)
    signing.confirm(proof=proof, by=someone.actor, at=at)
    return someone


@contextmanager
def alone(context: AbstractContextManager[object]) -> Iterator[None]:
    """Enter and leave ``context`` in a thread of its own, as ``Service.backstage`` does for one act."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(context.__enter__).result()
        try:
            yield
        finally:
            pool.submit(context.__exit__, None, None, None).result()


@contextmanager
def serving(server: database.Server, name: str, var: Path, *, demo: bool) -> Iterator[Service]:
    """Keep a service running on a database of its own, with the demo loaded or with published texts alone."""
    port = run.free_port(PORT)
    surroundings = {"KASSSA_VAR": str(var), "KASSSA_URL": f"http://localhost:{port}", "KASSSA_DEMO": "yes"}
    with alone(server.clone(name)), _environment(surroundings), _demo_trust(var / "demo"):
        authority = cast.Authority(var / "demo", at=clock.now() - AGE)
        manage = (sys.executable, "-m", "django")
        subprocess.run([*manage, "collectstatic", "--noinput", "--verbosity", "0"], check=True)
        for word in ["demo"] * demo + ["publish"]:
            subprocess.run([*run.entry("kasssa"), word], check=True, stdout=subprocess.DEVNULL)
        web = (sys.executable, "-m", *run.WEB, "--port", str(port))
        worker = (*run.entry("kasssa"), "worker")
        children = [subprocess.Popen(command, start_new_session=True) for command in (web, worker)]
        try:
            eventually(lambda: postgres.is_busy(port), "the web server", READY_SECONDS)
            yield Service(surroundings["KASSSA_URL"], var, authority)
        finally:
            run.stop(children)


def eventually(look: Callable[[], T], what: str, seconds: float = 15) -> T:
    """Return what ``look`` sees as soon as it sees something.

    Raises:
        NotReady: it saw nothing for ``seconds``.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if seen := look():
            return seen
        time.sleep(0.1)
    raise NotReady(f"{what} did not come within {seconds} s")


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, old in before.items():
            if old is None:
                del os.environ[name]
            else:
                os.environ[name] = old


@contextmanager
def _demo_trust(folder: Path) -> Iterator[None]:
    """Trust the demo authority of ``folder`` in this process too, for what is done behind the scenes."""
    before = settings.DEMO, settings.DEMO_FOLDER
    settings.DEMO, settings.DEMO_FOLDER = True, folder
    try:
        yield
    finally:
        settings.DEMO, settings.DEMO_FOLDER = before


def _letters(file: Path) -> Iterator[tuple[str, Letter]]:
    """Yield to whom each letter in ``file`` went, and the letter.

    Django ends each with a line of dashes, and may write those of one second into one file.
    """
    for source in file.read_bytes().split(b"-" * 79)[:-1]:
        message = email.message_from_bytes(source.lstrip(), policy=email.policy.default)
        yield str(message["To"]), Letter(str(message["Subject"]).strip(), message.get_content())
