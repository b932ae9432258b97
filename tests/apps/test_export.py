"""Taking out what is held about oneself."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest

from kasssa.apps.accounts.actions import Newcomer, register
from kasssa.apps.consents import queries as consents
from kasssa.apps.documents import queries as documents
from kasssa.apps.privacy import queries
from kasssa.apps.privacy.actions import KEPT, NoSuchArchive, export, order, take
from kasssa.apps.privacy.followups import forget, make
from kasssa.apps.signing import queries as signing
from kasssa.apps.support.actions import Topic, ask
from kasssa.base import clock
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.actor import Door, Role
from tests import cast as played
from tests.apps.traces import refused, untouched
from tests.cast import accepted, delivered, drafted, issued, ledger_length


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def taken(someone, at):
    return unpacked(export(by=someone.actor, at=at))


def rows(files, table):
    told = json.loads(files["data.jsonld"])
    (one,) = [process for process in told["dpv:hasProcess"] if process["dct:identifier"] == table]
    return one["kasssa:row"]


def originals(files):
    return {name: content for name, content in files.items() if name.startswith("documents/")}


@pytest.fixture
def stopped(monkeypatch, noon):
    monkeypatch.setattr(clock, "now", lambda: noon)


def test_a_person_takes_out_account_seats_agreements_questions_and_acts(olena, noon):
    ask(Topic.HELP, "Як?", by=olena.actor, at=noon)
    files = taken(olena, noon)
    (person,) = rows(files, "accounts_person")
    assert {name: person[name] for name in ("id", "email", "surname", "given_name", "registered_at")} == {
        "id": str(olena.actor.person_id), "email": "olena@kasssa.example", "surname": "Ковальчук",
        "given_name": "Олена", "registered_at": "2026-11-25T12:00:00Z",
    }  # fmt: skip
    assert [seat["role"] for seat in rows(files, "accounts_membership")] == ["owner"]
    assert sorted(given["kind"] for given in rows(files, "consents_agreement")) == ["offer", "policy"]
    assert [question["text"] for question in rows(files, "support_question")] == ["Як?"]
    assert [what["act"] for what in rows(files, "ledger_entry")] == [
        "consent.given", "consent.given", "organisation.registered", "certificate.bound",
        "organisation.confirmed", "support.asked",
    ]  # fmt: skip


def test_the_manifest_names_the_digest_of_every_other_file(olena, petro, noon):
    accepted(olena, petro, noon)
    files = taken(olena, noon)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {name: hashlib.sha256(files[name]).hexdigest() for name in files}
    assert manifest["controller"]["code"] == "43629432"


def test_a_table_says_the_same_in_csv_as_in_json(olena, noon):
    files = taken(olena, noon)
    names = [name for name in files if name.startswith("csv/")]
    assert len(names) >= 8
    for name in names:
        read = list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))
        told = rows(files, name.removeprefix("csv/").removesuffix(".csv"))
        assert [list(row) for row in read] == [list(row) for row in told]
        assert len(read) == len(told)


def test_the_page_opens_offline_in_both_languages_and_its_links_are_there(olena, noon):
    files = taken(olena, noon)
    for name, title in (
        ("index.html", "Що про вас зберігається"),
        ("index.en.html", "What is held about you"),
    ):
        page = files[name].decode()
        assert f"<h1>{title}</h1>" in page
        assert "Ковальчук" in page
        for foreign in ("http://", "https://", "<script", "src="):
            assert foreign not in page.replace("http://localhost:8000", "")
        for other in files:
            assert f'href="{other}"' in page


def test_the_receipts_are_in_it_byte_for_byte(olena, noon):
    files = taken(olena, noon)
    for one in consents.receipts(by=olena.actor):
        assert files[f"receipts/{one.id}.json"] == one.content


def test_the_taking_out_is_itself_a_line_in_the_ledger(olena, noon):
    length = ledger_length()
    export(by=olena.actor, at=noon)
    assert ledger_length() == length + 1
    what = ledger.of_person(olena.actor.person_id, by=olena.actor)[-1]
    assert (what.act, what.subject_id) == ("person.exported", olena.actor.person_id)


def test_documents_come_with_the_very_bytes_and_signatures(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    drafted(olena, petro, noon)
    for someone in (olena, petro):
        files = originals(taken(someone, noon))
        proofs = {signing.proof(card.id, by=someone.actor)
                  for card in signing.signatures(document_id, by=someone.actor)}  # fmt: skip
        assert files.pop(f"documents/{document_id}/document.xml") == documents.content(
            document_id, by=someone.actor
        )
        assert set(files.values()) == proofs
        assert len(proofs) == 2


def test_nothing_of_another_persons_or_organisations_is_in_it(olena, petro, yevheniia, colleague, noon):
    document_id = delivered(olena, petro, noon)
    colleague(Role.VIEWER)
    files = taken(yevheniia, noon)
    assert originals(files) == {}
    everything = b"\n".join(files.values()).decode(errors="replace")
    for foreign in (document_id, olena.actor.person_id, petro.actor.organisation_id, "Ковальчук", "32855961"):
        assert str(foreign) not in everything


def test_who_acts_for_nobody_takes_out_themselves(db, noon):
    newcomer = Newcomer(email="anna@kasssa.example", password=cast.PASSWORD, surname="Л", given_name="А")
    actor = register(newcomer, door=Door.WEB, at=noon)
    files = unpacked(export(by=actor, at=noon))
    assert [row["email"] for row in rows(files, "accounts_person")] == ["anna@kasssa.example"]
    assert rows(files, "accounts_membership") == rows(files, "accounts_organisation") == []


def test_the_password_is_not_in_it(olena, noon):
    assert b"md5$" not in b"\n".join(taken(olena, noon).values())


def test_more_documents_than_a_page_holds_all_come(olena, petro, noon):
    with acting(olena.actor):
        ids = {issued(olena, petro, noon) for _ in range(documents.PAGE + 1)}
    assert set(originals(taken(olena, noon))) == {f"documents/{pk}/document.xml" for pk in ids}


@pytest.mark.usefixtures("stopped")
def test_an_ordered_copy_is_made_by_a_job_shown_and_taken_until_its_term_is_over(olena, noon):
    length = ledger_length()
    archive_id = order(by=olena.actor, at=noon)
    (card,) = queries.archives(by=olena.actor, at=noon)
    assert (card.id, card.percent, card.made_at) == (archive_id, 0, None)
    with refused(NoSuchArchive):
        take(archive_id, by=olena.actor, at=noon)
    played.settle()
    (card,) = queries.archives(by=olena.actor, at=noon)
    assert (card.percent, card.made_at, card.expires_at) == (100, noon, noon + KEPT)
    content = take(archive_id, by=olena.actor, at=noon)
    assert hashlib.sha256(content).hexdigest() == card.sha256
    assert "data.jsonld" in unpacked(content)
    assert ledger_length() == length + 3
    lines = ledger.of_person(olena.actor.person_id, by=olena.actor)[-3:]
    assert [line.act for line in lines] == ["export.ordered", "person.exported", "export.taken"]
    with refused(NoSuchArchive):
        take(archive_id, by=olena.actor, at=noon + KEPT)
    assert queries.archives(by=olena.actor, at=noon + KEPT) == []


@pytest.mark.usefixtures("stopped")
def test_a_job_that_runs_twice_makes_one_copy(olena, noon):
    archive_id = order(by=olena.actor, at=noon)
    played.settle()
    said = olena.actor
    with untouched():
        make(str(archive_id), str(said.person_id), str(said.organisation_id), said.role)


def test_a_copy_that_is_being_made_is_not_ordered_twice(olena, noon):
    first = order(by=olena.actor, at=noon)
    with untouched():
        assert order(by=olena.actor, at=noon + timedelta(seconds=1)) == first


@pytest.mark.usefixtures("stopped")
def test_nobody_takes_the_copy_of_another_also_not_in_the_same_organisation(olena, petro, colleague, noon):
    archive_id = order(by=olena.actor, at=noon)
    played.settle()
    for other in (petro, colleague(Role.OWNER)):
        with refused(NoSuchArchive):
            take(archive_id, by=other.actor, at=noon)
        assert queries.archives(by=other.actor, at=noon) == []


@pytest.mark.usefixtures("stopped")
def test_copies_are_forgotten_when_their_term_is_over_and_no_others(olena, petro, noon):
    for someone in (olena, petro):
        order(by=someone.actor, at=noon)
        played.settle()
    order(by=petro.actor, at=noon)
    assert forget(by=robot(), at=noon + KEPT - timedelta(seconds=1)) == 0
    assert forget(by=robot(), at=noon + KEPT) == 2
    assert [card.made_at for card in queries.archives(by=petro.actor, at=noon)] == [None]


def test_the_page_of_what_is_held_shows_the_actual_values(olena, noon):
    held = {card.name: card for card in queries.held(by=olena.actor)}
    assert "accounts.Person" in held
    assert {"olena@kasssa.example", "Ковальчук", "Олена"} <= set(held["accounts.Person"].rows[0])
    assert "32855961" in held["accounts.Organisation"].rows[0]
    assert held["consents.Agreement"].count == 2
    shown = [value for card in held.values() for row in card.rows for value in row]
    assert not [value for value in shown if "md5$" in value]
