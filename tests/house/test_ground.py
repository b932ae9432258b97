"""The ground the tests stand on: the embedded server, its two roles, real commits, no network."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections
from django.db.utils import Error

from kasssa.site import postgres
from tests.plugins.surroundings import Outside

PROGRAMS = postgres.programs(Path(sys.prefix))
ROLE = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
LOOK = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as session:
    print(session.execute("SELECT * FROM t").fetchall())
"""


def test_those_who_use_the_server_share_it_and_the_last_to_leave_stops_it(tmp_path):
    home = tmp_path / "дуже довга тека з пробілами" / ("x" * 60) / "postgres"
    with postgres.running(home, PROGRAMS) as first:
        with postgres.running(home, PROGRAMS) as second:
            assert second == first
        with psycopg.connect(first.app) as app, psycopg.connect(first.owner) as owner:
            assert app.execute(ROLE).fetchone() == (False, False, False)
            assert owner.execute(ROLE).fetchone() == (False, False, True)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first.app, connect_timeout=2)


def test_a_stopped_server_starts_again_with_what_was_written(tmp_path):
    with postgres.running(tmp_path / "postgres", PROGRAMS) as first, psycopg.connect(first.owner) as owner:
        owner.execute("CREATE TABLE t AS SELECT 7 AS n")
    with postgres.running(tmp_path / "postgres", PROGRAMS) as again, psycopg.connect(again.app) as app:
        assert app.execute("SELECT n FROM t").fetchone() == (7,)


def test_a_scratch_database_is_gone_afterwards(tmp_path):
    with postgres.running(tmp_path / "postgres", PROGRAMS) as given:
        with postgres.scratch(given, PROGRAMS, "kasssa_scratch") as fresh, psycopg.connect(fresh.app) as app:
            assert app.execute("SELECT current_database()").fetchone() == ("kasssa_scratch",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(fresh.app)


def test_the_passwords_are_for_their_owner_only_and_nobody_enters_without(tmp_path):
    with postgres.running(tmp_path / "postgres", PROGRAMS) as given:
        kept = tmp_path / "postgres" / "passwords.json"
        assert kept.stat().st_mode & 0o777 == 0o600
        assert set(json.loads(kept.read_text())) == {"postgres", "kasssa_owner", "kasssa_app"}
        port = psycopg.conninfo.conninfo_to_dict(given.app)["port"]
        for password in ("", "guess"):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(host="127.0.0.1", port=port, user="postgres", password=password)


@pytest.mark.django_db
def test_a_test_works_in_the_role_of_the_service():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("kasssa_app",)
        with pytest.raises(ProgrammingError):
            cursor.execute("CREATE TABLE t (n int)")


def test_what_is_committed_is_seen_by_another_process_and_gone_afterwards(committed):
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE t AS SELECT 7 AS n")
    seen = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert seen.stdout == "[(7,)]\n"
    assert committed.app.rsplit("/", 1)[1] == connection.settings_dict["NAME"]


@pytest.mark.django_db
def test_what_another_test_committed_is_not_here():
    with connection.cursor() as cursor, pytest.raises(Error):
        cursor.execute("SELECT * FROM t")


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_a_test_may_not_leave_the_machine(host):
    with pytest.raises(Outside):
        socket.create_connection((host, 80), timeout=1)
