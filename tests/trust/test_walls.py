"""The walls between organisations, tried with plain SQL in the role that the service has."""

import json
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from psycopg import sql

from kasssa.apps.accounts.actions import create_token
from kasssa.apps.consents.actions import choose_news
from kasssa.apps.directory.actions import add
from kasssa.apps.intake import actions as intake
from kasssa.apps.intake import queries as intake_queries
from kasssa.apps.privacy.actions import demand, order
from kasssa.apps.privacy.models import Ending
from kasssa.apps.safety import actions as safety
from kasssa.apps.support.actions import Topic, ask
from kasssa.base.idempotency.actions import claim
from kasssa.base.ids import new_id
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import UnsafeRole, acting, refuse_unsafe_role
from kasssa.core.actor import themselves
from kasssa.core.document.model import Party
from kasssa.core.formats import lists
from kasssa.core.parties import Scheme
from kasssa.core.rights import Right
from kasssa.site import postgres
from tests.apps import papers
from tests.apps.acts import paid, rejected
from tests.cast import drafted, settle
from tests.plugins.database import ROOT, pointed_at
from tests.signatories import DIRECTOR, key_of, register

# A letter and a published text may be written by anybody; what is walled there is reading.
KEPT = ("ledger_entry", "blobs_blob")
# What the other party of a document may see too, and the column that names the document.
SHARED = {
    "ledger_entry": "subject_id",
    "signing_signature": "document_id",
    "signing_check": "document_id",
    "exchange_refusal": "document_id",
    "payments_payment": "document_id",
}


def owner(query, *arguments):
    """Ask as the owner of the tables, for whom there are no walls."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def tables(column):
    """Every table of ours that has ``column``."""
    return [name for (name,) in owner(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attname = %s ORDER BY 1", column
    )]  # fmt: skip


def counted(query, *arguments):
    """Ask in the service's role."""
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchone()[0]


def refused(query, *arguments):
    """Try in the service's role, in a transaction of its own; return what the database says to it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, arguments)
            return cursor.rowcount
    except ProgrammingError as error:
        return str(error).splitlines()[0]
    except IntegrityError:
        return "exists already"


def disown(someone, at):
    """Sign in twice, and say of the second time that it was somebody else."""
    herself = themselves(someone.actor.person_id)
    for agent in ("Chrome", "Curl"):
        arrival = safety.Arrival(secret="", agent=agent, network="", factors=["password"])
        safety.note_sign_in(arrival, by=herself, at=at)
    with acting(herself):
        letter = Letter.objects.filter(person_id=herself.person_id).order_by("id").last()
    safety.freeze(letter.text.strip().rsplit("/", 1)[1], by=herself, at=at)


@pytest.fixture
def full(olena, petro, noon):
    """Every table has rows of Olena's or Petro's."""
    paid(olena, petro, noon)
    rejected(olena, petro, noon)
    rejected(petro, olena, noon)
    for someone, other in ((olena, petro), (petro, olena)):
        drafted(someone, other, noon)
        create_token("каса", by=someone.actor, at=noon)
        disown(someone, noon)
        register(key_of(replace(DIRECTOR, edrpou=someone.code), noon), someone, noon)
        party = Party(scheme=Scheme.EDRPOU, code="43629432", name="ТОВ «Пекарня»")
        add(party, by=someone.actor, at=noon)
        choose_news(wanted=True, by=someone.actor, at=noon + timedelta(hours=1))
        ask(Topic.HELP, "Як?", by=someone.actor, at=noon)
        claim("key", "print", by=someone.actor, at=noon)
        order(by=someone.actor, at=noon)
        intake.receive(papers.invoice(someone), "a.xml", by=someone.actor, at=noon)
        listed = intake.receive(papers.many(2), "a.csv", by=someone.actor, at=noon)
        columns = lists.guess_columns(intake_queries.head(listed, by=someone.actor).headings)
        intake.check(listed, dict(columns.places), lists.Assumed(), by=someone.actor, at=noon)
        intake.draft(
            intake.receive(papers.invoice(someone), "b.xml", by=someone.actor, at=noon),
            by=someone.actor,
            at=noon,
        )
        demand(Right.CORRECT, "Ім’я.", by=someone.actor, at=noon)
        with acting(someone.actor):  # one that was cancelled: those that go on shut the account
            Ending.objects.create(
                id=new_id(), person_id=someone.actor.person_id, standing="active", secret_sha256="",
                asked_at=noon, due_at=noon,
            )  # fmt: skip
    settle()
    sequence_all()


def test_without_an_organisation_every_table_is_empty(full):
    owned = tables("organisation_id")
    assert len(owned) >= 12
    for name in {*owned, *tables("person_id"), "documents_document", "blobs_blob"}:
        assert owner(f"SELECT count(*) FROM {name}")[0][0] > 0, f"{name}: nothing there to be hidden"
        assert counted(f"SELECT count(*) FROM {name}") == 0, name


def test_every_table_of_an_organisation_or_a_person_has_a_wall(full):
    walled = {name for (name,) in owner("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert {*tables("organisation_id"), *tables("person_id"), "documents_document", "blobs_blob"} <= walled


def test_an_organisation_sees_its_own_rows_and_no_others(full, olena, petro):
    for name in set(tables("organisation_id")) - SHARED.keys():
        for someone in (olena, petro):
            mine = someone.actor.organisation_id
            with acting(someone.actor):
                foreign = counted(f"SELECT count(*) FROM {name} WHERE organisation_id <> %s", mine)
                seen = counted(f"SELECT count(*) FROM {name}")
            assert foreign == 0, name
            there = owner(f"SELECT count(*) FROM {name} WHERE organisation_id = %s", mine)
            assert [(seen,)] == there, name


def test_what_both_may_see_is_only_of_documents_that_both_have(full, petro):
    ours = petro.actor.organisation_id
    for name, document in SHARED.items():
        theirs = f"SELECT count(*) FROM {name} WHERE organisation_id <> '{ours}'"
        if name == "ledger_entry":  # a person sees what they did before they acted for anybody
            theirs += f" AND person_id <> '{petro.actor.person_id}'"
        known = f"EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = {name}.{document})"
        with acting(petro.actor):
            assert counted(f"{theirs} AND {known}") > 0, name
            assert counted(f"{theirs} AND NOT {known}") == 0, name


def copied(name, organisation_id):
    """SQL that puts a copy of some row of ``name`` in as a row of ``organisation_id``."""
    (row,) = owner(f"SELECT to_jsonb(t)::text FROM {name} t LIMIT 1")[0]
    return (
        f"INSERT INTO {name} SELECT * FROM jsonb_populate_record(NULL::{name}, %s::jsonb || %s::jsonb)",
        row, f'{{"organisation_id": "{organisation_id}"}}',
    )  # fmt: skip


def test_nobody_writes_a_row_of_another_organisation(full, olena, petro):
    wall = 'new row violates row-level security policy for table "{}"'
    for name in tables("organisation_id"):
        with acting(olena.actor):
            assert refused(*copied(name, petro.actor.organisation_id)) == wall.format(name)
            assert refused(*copied(name, olena.actor.organisation_id)) in (1, "exists already"), name


def test_nobody_changes_deletes_or_takes_a_row_of_another_organisation(full, olena, petro):
    ours, theirs = olena.actor.organisation_id, petro.actor.organisation_id
    for name in set(tables("organisation_id")) - set(KEPT):
        before = owner(f"SELECT count(*) FROM {name} WHERE organisation_id = %s", theirs)
        with acting(olena.actor):
            move = f"UPDATE {name} SET organisation_id = %s WHERE organisation_id = %s"
            assert refused(move, ours, theirs) == 0, name
            assert refused(f"DELETE FROM {name} WHERE organisation_id = %s", theirs) == 0, name
            given = refused(move, theirs, ours)
            assert given in (0, f'new row violates row-level security policy for table "{name}"'), name
        assert owner(f"SELECT count(*) FROM {name} WHERE organisation_id = %s", theirs) == before, name


def test_nobody_sends_a_document_in_the_name_of_another(full, olena, petro):
    (row,) = owner("SELECT to_jsonb(t)::text FROM documents_document t LIMIT 1")[0]
    new = "jsonb_build_object('id', gen_random_uuid(), 'serial', NULL, 'sender_id', %s::text)"
    insert = (
        "INSERT INTO documents_document SELECT * FROM"
        f" jsonb_populate_record(NULL::documents_document, %s::jsonb || {new})"
    )
    with acting(olena.actor):
        assert refused(insert, row, str(petro.actor.organisation_id)) == (
            'new row violates row-level security policy for table "documents_document"'
        )
        assert refused(insert, row, str(olena.actor.organisation_id)) == 1


@pytest.mark.parametrize("name", KEPT)
def test_the_service_cannot_change_what_is_kept_for_ever(name, full, olena):
    column = {"ledger_entry": "at", "blobs_blob": "stored_at"}[name]
    with acting(olena.actor):
        for query in (f"UPDATE {name} SET {column} = {column}", f"DELETE FROM {name}", f"TRUNCATE {name}"):
            assert refused(query) == f"permission denied for table {name}"


@pytest.mark.parametrize("name", KEPT)
def test_not_even_the_owner_changes_or_deletes_it(name, full):
    column = {"ledger_entry": "at", "blobs_blob": "stored_at"}[name]
    before = owner(f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t")
    for query in (f"UPDATE {name} SET {column} = now()", f"DELETE FROM {name}"):
        with pytest.raises(ProgrammingError, match=f"{name} is append-only"):
            owner(query)
    assert owner(f"SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t") == before


@pytest.mark.parametrize("query", [
    "ALTER TABLE ledger_entry DISABLE ROW LEVEL SECURITY", "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "DROP TABLE ledger_entry", "DROP POLICY own ON ledger_entry",
    "CREATE POLICY mine ON ledger_entry USING (true)", "SET ROLE kasssa_owner",
    "CREATE TABLE mine (x int)",
    "CREATE OR REPLACE FUNCTION kasssa_organisation() RETURNS uuid AS 'x' LANGUAGE sql",
    "SET session_replication_role = replica", "COPY ledger_entry TO PROGRAM 'cat'",
    "CREATE FUNCTION peep() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
])  # fmt: skip
def test_the_service_cannot_pull_a_wall_down(query, committed):
    said = refused(query)
    assert isinstance(said, str), said
    assert "denied" in said or "must be" in said or "to set" in said, said


def test_the_role_is_neither_superuser_nor_owner_nor_above_the_walls(committed):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid),"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, False, 0, 0)
    refuse_unsafe_role()


def test_the_owner_of_the_tables_is_refused_at_the_door(committed):
    with pointed_at(postgres.Addresses(committed.owner, committed.owner)), pytest.raises(UnsafeRole):
        refuse_unsafe_role()
    refuse_unsafe_role()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A server of the test's own, where it may make any role."""
    try:
        programs = postgres.programs(ROOT / ".venv")
    except postgres.NoServer:
        pytest.skip("The embedded PostgreSQL is not installed, so no server can be made for this test.")
    home = tmp_path_factory.mktemp("cluster")
    with postgres.running(home, programs) as addresses:
        yield home, addresses


def superuser(cluster):
    """Where the superuser of that server is reached."""
    home, addresses = cluster
    password = json.loads((home / "passwords.json").read_text(encoding="utf-8"))["postgres"]
    return f"postgresql://postgres:{password}@{addresses.app.rpartition('@')[2]}"


@pytest.mark.parametrize("rights", ["SUPERUSER", "BYPASSRLS", "IN ROLE kasssa_owner"])
@pytest.mark.usefixtures("database_server")
def test_a_role_that_sees_over_the_walls_is_refused_at_the_door(rights, cluster, django_db_blocker):
    _, addresses = cluster
    seer = f"seer_{rights.rpartition(' ')[2].lower()}"
    with psycopg.connect(superuser(cluster), autocommit=True) as session:
        session.execute(sql.SQL(f"CREATE ROLE {seer} LOGIN PASSWORD 'seer' {rights}"))
        session.execute(sql.SQL(f"GRANT CONNECT ON DATABASE kasssa TO {seer}"))
        session.execute("CREATE TABLE IF NOT EXISTS things (x int)")
        session.execute("ALTER TABLE things OWNER TO kasssa_owner")
    url = f"postgresql://{seer}:seer@{addresses.app.rpartition('@')[2]}"
    with django_db_blocker.unblock():
        with pointed_at(postgres.Addresses(url, url)), pytest.raises(UnsafeRole):
            refuse_unsafe_role()
        with pointed_at(addresses):
            refuse_unsafe_role()
