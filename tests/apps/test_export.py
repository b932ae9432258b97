"""Taking out what is held about oneself."""

import io
import json
import zipfile

from kasssa.apps.accounts.actions import Newcomer, register
from kasssa.apps.documents import queries as documents
from kasssa.apps.privacy.actions import export
from kasssa.apps.signing import queries as signing
from kasssa.apps.support.actions import Topic, ask
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting
from kasssa.cli import cast
from kasssa.core.actor import Door, Role
from tests.cast import accepted, delivered, drafted, issued, ledger_length


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def told(someone, at):
    return json.loads(unpacked(export(by=someone.actor, at=at))["person.json"])


def test_a_person_takes_out_account_seats_agreements_questions_and_acts(olena, noon):
    ask(Topic.HELP, "Як?", by=olena.actor, at=noon)
    data = told(olena, noon)
    assert data["account"] == {
        "id": str(olena.actor.person_id), "email": "olena@kasssa.example", "surname": "Ковальчук",
        "given_name": "Олена", "patronymic": "Василівна", "language": "uk",
        "registered_at": "2026-11-25T12:00:00Z",
    }  # fmt: skip
    assert [(seat["code"], seat["role"]) for seat in data["seats"]] == [("32855961", "owner")]
    assert sorted(given["kind"] for given in data["agreements"]) == ["offer", "policy"]
    assert [question["text"] for question in data["questions"]] == ["Як?"]
    assert data["wants_news"] is False
    assert [what["act"] for what in data["acts"]] == [
        "consent.given", "consent.given", "organisation.registered", "certificate.bound",
        "organisation.confirmed", "support.asked", "person.exported",
    ]  # fmt: skip


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
        files = unpacked(export(by=someone.actor, at=noon))
        proofs = {signing.proof(card.id, by=someone.actor)
                  for card in signing.signatures(document_id, by=someone.actor)}  # fmt: skip
        assert files.pop(f"documents/{document_id}/document.xml") == documents.content(
            document_id, by=someone.actor
        )
        del files["person.json"]
        assert set(files.values()) == proofs
        assert len(proofs) == 2


def test_nothing_of_another_persons_or_organisations_is_in_it(olena, petro, yevheniia, colleague, noon):
    document_id = delivered(olena, petro, noon)
    colleague(Role.VIEWER)
    files = unpacked(export(by=yevheniia.actor, at=noon))
    assert list(files) == ["person.json"]
    text = files["person.json"].decode()
    for foreign in (document_id, olena.actor.person_id, petro.actor.organisation_id, "Ковальчук", "32855961"):
        assert str(foreign) not in text


def test_who_acts_for_nobody_takes_out_themselves(db, noon):
    newcomer = Newcomer(email="anna@kasssa.example", password=cast.PASSWORD, surname="Л", given_name="А")
    actor = register(newcomer, door=Door.WEB, at=noon)
    files = unpacked(export(by=actor, at=noon))
    assert list(files) == ["person.json"]
    assert json.loads(files["person.json"])["seats"] == []


def test_the_password_is_not_in_it(olena, noon):
    assert "password" not in json.dumps(told(olena, noon))


def test_more_documents_than_a_page_holds_all_come(olena, petro, noon):
    with acting(olena.actor):
        ids = {issued(olena, petro, noon) for _ in range(documents.PAGE + 1)}
    files = unpacked(export(by=olena.actor, at=noon))
    assert set(files) == {"person.json"} | {f"documents/{pk}/document.xml" for pk in ids}
