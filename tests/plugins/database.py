"""Test databases: one template for each state of the migrations, cloned for each process of a run.

The template is kept between runs, so a run that changed no migration begins in a tenth of a second.
It is made and cloned under a lock that the server holds, so that several runs may share a server.
Both aliases of the settings are pointed at a clone: ``default`` in the service's role, ``owner`` in the
role that owns the tables.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from kasssa.site import postgres
from tests.plugins.surroundings import GIVEN

ROOT = Path(__file__).parents[2]
LOCK = int.from_bytes(b"kasssa")
FORGETFUL = "-c synchronous_commit=off"


@dataclass(frozen=True, slots=True)
class Server:
    """A server with a migrated, untouched database to clone."""

    given: postgres.Addresses
    template: str

    @contextmanager
    def clone(self, name: str) -> Iterator[postgres.Addresses]:
        """Keep a clone of the template meanwhile, with both aliases pointed at it."""
        # The session bears the clone's name, which tells other runs that the clone is in use.
        with _session(self.given.owner, name) as session:
            with _alone(session):
                _sweep(session, self.template)
                session.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(_id(name), _id(self.template))
                )
            mine = self.given.of(name)
            try:
                with pointed_at(mine):
                    yield mine
            finally:
                _drop(session, name)


@contextmanager
def server() -> Iterator[Server]:
    """Find or start the server, and make the template if the migrations have changed."""
    if GIVEN:
        given = postgres.Addresses(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"])
        yield Server(given, _ensure_template(given))
        return
    with postgres.running(ROOT / "var" / "postgres", postgres.programs(Path(sys.prefix))) as started:
        yield Server(started, _ensure_template(started))


@contextmanager
def pointed_at(addresses: postgres.Addresses) -> Iterator[None]:
    """Let both aliases, and the processes that a test starts, use ``addresses`` meanwhile."""
    before = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    settings = {alias: dict(connections[alias].settings_dict) for alias in ("default", "owner")}
    _point("default", addresses.app)
    _point("owner", addresses.owner)
    os.environ.update(DATABASE_URL=addresses.app, DATABASE_OWNER_URL=addresses.owner)
    try:
        yield
    finally:
        for alias, old in settings.items():
            connections[alias].close()
            connections[alias].settings_dict.update(old)
        os.environ.update(before)


def _point(alias: str, url: str) -> None:
    parts = urlsplit(url)
    connection = connections[alias]
    connection.close()
    options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
    options["options"] = f"{options.get('options', '')} {FORGETFUL}".strip()
    connection.settings_dict.update(
        NAME=parts.path.lstrip("/"), HOST=parts.hostname, PORT=parts.port, USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""), OPTIONS=options, CONN_MAX_AGE=0,
    )  # fmt: skip


def _ensure_template(given: postgres.Addresses) -> str:
    name = f"kasssa_template_{_digest()}"
    draft = f"{name}_draft"
    with _session(given.owner, draft) as session, _alone(session):
        if session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        _drop(session, draft)
        session.execute(sql.SQL("CREATE DATABASE {}").format(_id(draft)))
        made = given.of(draft)
        with psycopg.connect(made.owner) as inside:
            inside.execute(postgres.PRIVILEGES)
        with pointed_at(made):
            call_command("migrate", database="owner", interactive=False, verbosity=0)
        session.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(_id(draft), _id(name)))
    return name


def _digest() -> str:
    """Return what the template depends on: every migration, the versions of others' and this file."""
    sources = [*ROOT.glob("src/**/migrations/*"), ROOT / "src/kasssa/site/settings.py"]
    sources += [ROOT / "requirements.txt", Path(__file__), Path(postgres.__file__)]
    digest = hashlib.sha256()
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _sweep(session: "psycopg.Connection[tuple[object, ...]]", template: str) -> None:
    """Drop what killed runs left: templates of other migrations, clones whose run holds no session."""
    left = session.execute(
        "SELECT datname FROM pg_database WHERE datname <> %s"
        " AND (datname LIKE 'kasssa\\_template\\_%%' OR datname LIKE 'kasssa\\_test\\_%%')"
        " AND datname NOT IN (SELECT application_name FROM pg_stat_activity)",
        [template],
    )
    for (name,) in left.fetchall():
        _drop(session, str(name))


def _drop(session: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Drop a database with the sessions of our roles in it.

    WITH (FORCE) would stumble over an autovacuum worker, which only a superuser may end; without it
    PostgreSQL ends that one by itself.
    """
    session.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = %s AND usesysid IS NOT NULL",
        [name],
    )
    session.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(_id(name)))


def _session(url: str, name: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(url, autocommit=True, application_name=name)


@contextmanager
def _alone(session: "psycopg.Connection[tuple[object, ...]]") -> Iterator[None]:
    session.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        session.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)
