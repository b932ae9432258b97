"""Ending an account: suspended at once, a day to change one's mind, then erased (T-5.1)."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.contrib.auth import authenticate
from django.urls import reverse

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.accounts.actions import add_member, create_token
from kasssa.apps.accounts.models import Person
from kasssa.apps.consents import queries as consents
from kasssa.apps.documents import queries as documents
from kasssa.apps.privacy import queries
from kasssa.apps.privacy.actions import DELAY, NoSuchEnding, OwnerNeeded, ask, cancel, complete, replay
from kasssa.apps.privacy.followups import erase_due
from kasssa.apps.privacy.models import Ending
from kasssa.base.ledger import queries as ledger
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import Role
from kasssa.core.ending import Standing
from tests.apps.traces import refused, untouched
from tests.cast import accepted, drafted, ledger_length, settle


@pytest.fixture(autouse=True)
def graveyard(tmp_path, monkeypatch):
    """Tombstones of a test lie in a folder of its own."""
    monkeypatch.setattr(configured, "TOMBSTONES", tmp_path / "tombstones.jsonl")
    return tmp_path / "tombstones.jsonl"


def closing(someone):
    return [seat.organisation_id for seat in accounts.seats(someone.actor.person_id)]


def end(someone, at):
    return ask(closing(someone), by=someone.actor, at=at)


def test_from_that_moment_nobody_gets_in_and_no_key_works(olena, noon):
    key = create_token("каса", by=olena.actor, at=noon)
    assert accounts.bearer(key) is not None
    length = ledger_length()
    secret = end(olena, noon)
    assert ledger_length() == length + 1
    assert Person.objects.get(pk=olena.actor.person_id).is_active is False
    assert accounts.bearer(key) is None
    assert authenticate(email=olena.role.email, password="велосипед на горищі") is None
    card = queries.ending(secret)
    assert (card.standing, card.due_at) == (Standing.SUSPENDED, noon + DELAY)


def test_the_letter_brings_the_secret_and_names_nobody(olena, noon):
    secret = end(olena, noon)
    with acting(robot()):
        (letter,) = Letter.objects.all()
    assert reverse("ending", args=[secret]) in letter.text
    assert olena.role.surname not in letter.subject + letter.text


def test_an_organisation_that_nobody_else_owns_has_to_be_closed_or_given_away(olena, petro, noon):
    with refused(OwnerNeeded):
        ask([], by=olena.actor, at=noon)
    add_member(petro.role.email, Role.OWNER, position="", by=olena.actor, at=noon)
    assert queries.plan(by=olena.actor).orphans == []
    ask([], by=olena.actor, at=noon)
    erase_due(by=robot(), at=noon + DELAY)
    with acting(petro.actor):
        assert olena.actor.organisation_id in closing(petro)


def test_within_a_day_the_account_can_be_kept(olena, noon):
    secret = end(olena, noon)
    cancel(secret, by=robot(), at=noon + DELAY - timedelta(seconds=1))
    assert Person.objects.get(pk=olena.actor.person_id).is_active is True
    assert queries.ending(secret).standing == Standing.ACTIVE
    with untouched():
        assert erase_due(by=robot(), at=noon + 2 * DELAY) == 0
    assert end(olena, noon + DELAY) != secret


def test_after_the_day_it_is_too_late_and_a_wrong_secret_is_nothing(olena, noon):
    secret = end(olena, noon)
    for word, at in ((secret, noon + DELAY), ("wrong", noon)):
        with refused(NoSuchEnding):
            cancel(word, by=robot(), at=at)
    assert queries.ending("wrong") is None


def test_nothing_is_erased_before_its_day(olena, noon):
    end(olena, noon)
    with untouched():
        assert erase_due(by=robot(), at=noon + DELAY - timedelta(seconds=1)) == 0


def test_after_the_day_nothing_tells_who_it_was(olena, petro, noon, graveyard):
    accepted(olena, petro, noon)
    drafted(olena, petro, noon)
    settle()
    secret, person_id = end(olena, noon), olena.actor.person_id
    settle()
    assert erase_due(by=robot(), at=noon + DELAY) == 1
    person = Person.objects.get(pk=person_id)
    assert (person.email, person.surname) == (f"{person_id}@erased.invalid", "Особа")
    assert (person.given_name, person.patronymic, person.is_active) == (person_id.hex[-4:].upper(), "", False)
    assert EmailAddress.objects.filter(user_id=person_id).count() == 0
    assert accounts.certificates(by=olena.actor) == []
    with acting(robot()):
        assert Letter.objects.filter(person_id=person_id).count() == 0
    assert accounts.seats(person_id) == []
    assert accounts.confirmed(olena.code) is None
    assert json.loads(graveyard.read_text())["person"] == str(person_id)
    assert len(consents.agreements(by=olena.actor)) == 2
    card = queries.ending(secret)
    assert card.standing == Standing.ERASED
    told = json.loads(card.act)
    assert {one["table"] for one in told["destroyed"]} >= {"accounts_person", "accounts_organisation"}
    assert told["sealed"] == [{"documents": 1, "until": "2031-12-31", "ground": "Tax Code art. 44.3"}]
    for word in ("Ковальчук", olena.role.email):
        assert word not in card.act.decode()


def test_what_the_law_keeps_and_what_others_hold_stays(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    before = documents.content(document_id, by=petro.actor)
    lines = [what.act for what in ledger.history(document_id, by=petro.actor)]
    end(olena, noon)
    erase_due(by=robot(), at=noon + DELAY)
    assert documents.content(document_id, by=petro.actor) == before
    assert [what.act for what in ledger.history(document_id, by=petro.actor)] == lines
    assert documents.content(document_id, by=robot(olena.actor.organisation_id)) == before


def test_what_is_recorded_names_the_person_by_number_alone(olena, noon):
    end(olena, noon)
    erase_due(by=robot(), at=noon + DELAY)
    acts = [what.act for what in ledger.of_person(olena.actor.person_id, by=olena.actor)]
    assert acts[-3:] == ["ending.asked", "organisation.closed", "person.erased"]


def test_erasing_twice_is_erasing_once(olena, noon):
    end(olena, noon)
    with acting(robot()):
        ending_id = Ending.objects.get().id
    complete(ending_id, by=robot(), at=noon + DELAY)
    with untouched():
        complete(ending_id, by=robot(), at=noon + DELAY)
        assert erase_due(by=robot(), at=noon + 2 * DELAY) == 0


def test_the_plan_says_before_what_the_act_says_afterwards(olena, noon):
    plan = queries.plan(by=olena.actor)
    (orphan,) = plan.orphans
    assert (orphan.code, orphan.documents, orphan.sealed_until) == ("32855961", 0, None)
    promised = {str(label): count for label, count, _ in plan.now}
    assert promised == {
        "Ви": 1, "Адреси електронної пошти": 1, "Ваші місця в організаціях": 1, "Ключі КЕП": 1,
    }  # fmt: skip


def test_others_are_not_touched(olena, petro, noon):
    before = queries.held(by=petro.actor)
    end(olena, noon)
    erase_due(by=robot(), at=noon + DELAY)
    assert queries.held(by=petro.actor) == before


def test_a_restored_backup_is_erased_again_by_the_tombstones(olena, petro, noon, graveyard):
    end(olena, noon)
    person_id = olena.actor.person_id
    Person.objects.filter(pk=person_id).update(surname="Ковальчук")  # as if nothing had been erased
    graveyard.write_text(
        json.dumps({"person": str(person_id), "closing": [str(olena.actor.organisation_id)],
                    "erased_at": noon.isoformat()}) + '\n{"person": "cut o'
    )  # fmt: skip
    (tombstone,) = queries.tombstones(graveyard)
    assert replay(tombstone, by=robot(), at=noon + DELAY) is True
    assert Person.objects.get(pk=person_id).surname == "Особа"
    assert Person.objects.get(pk=petro.actor.person_id).surname == "Шевчук"
    with untouched():
        assert replay(tombstone, by=robot(), at=noon + DELAY) is False
