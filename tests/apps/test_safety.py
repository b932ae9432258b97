"""A sign-in from a new browser is told; whoever says «it was not me» freezes the account at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.safety import actions, queries
from kasssa.apps.safety.actions import Arrival, NoSuchLink, freeze, note_sign_in, thaw
from kasssa.base.ledger import queries as ledger
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting
from kasssa.core.actor import themselves
from tests.apps.traces import refused

CHROME = Arrival(secret="", agent="Chrome", network="192.0.2.0/24", factors=["password", "totp"])
THIEF = Arrival(secret="guessed", agent="Curl", network="198.51.100.0/24", factors=["password"])


@pytest.fixture
def herself(olena):
    """Olena, acting for herself."""
    return themselves(olena.actor.person_id)


def letters(herself):
    with acting(herself):
        return list(Letter.objects.filter(person_id=herself.person_id).order_by("id"))


def link_in(letter):
    return letter.text.strip().rsplit("/", 1)[1]


@pytest.fixture
def alarmed(herself, noon):
    """She has signed in once, then somebody else did; the secret of the letter about that."""
    note_sign_in(CHROME, by=herself, at=noon)
    note_sign_in(THIEF, by=herself, at=noon + timedelta(hours=1))
    return link_in(letters(herself)[-1])


def test_the_first_browser_alarms_nobody_and_is_known_again(herself, noon):
    before = len(letters(herself))
    secret = note_sign_in(CHROME, by=herself, at=noon)
    again = note_sign_in(replace(CHROME, secret=secret), by=herself, at=noon + timedelta(days=1))
    assert again == secret
    assert len(letters(herself)) == before
    second, first = queries.sign_ins(by=herself)
    assert (first.agent, first.factors, first.network, first.at, first.first, second.first) == (
        "Chrome", ["password", "totp"], "192.0.2.0/24", noon, True, False
    )  # fmt: skip
    assert first.device_id == second.device_id
    told = ledger.of_person(herself.person_id, by=herself)[-1]
    assert (told.act, told.details) == (
        "person.signed_in",
        {"device": str(first.device_id), "factors": "password+totp"},
    )


def test_a_second_browser_is_told_in_a_letter_that_names_nobody_in_its_subject(herself, alarmed):
    letter = letters(herself)[-1]
    assert letter.subject == "Вхід із нового браузера"
    assert "Curl" in letter.text
    assert "198.51.100.0/24" in letter.text
    assert "25.11.2026 15:00" in letter.text  # the time of Kyiv


def test_the_cookie_of_another_person_makes_no_known_browser(herself, petro, noon):
    theirs = note_sign_in(CHROME, by=themselves(petro.actor.person_id), at=noon)
    note_sign_in(CHROME, by=herself, at=noon)
    before = len(letters(herself))
    assert note_sign_in(replace(THIEF, secret=theirs), by=herself, at=noon) != theirs
    assert len(letters(herself)) == before + 1


def test_it_was_not_me_ends_sign_in_and_every_api_key_at_once(herself, olena, alarmed, noon):
    secret = accounts.create_token("каса", by=olena.actor, at=noon)
    assert account_queries.bearer(secret)
    assert queries.linked(alarmed, at=noon).agent == "Curl"
    freeze(alarmed, by=herself, at=noon)
    assert account_queries.bearer(secret) is None
    person = account_queries.person(herself.person_id)
    assert (person.is_active, authenticate(email=person.email, password="kasssa-demo-2026")) == (False, None)
    assert [card.disowned for card in queries.sign_ins(by=herself)] == [True, False]
    acts = [what.act for what in ledger.of_person(herself.person_id, by=herself)]
    assert acts[-2:] == ["person.frozen", "token.revoked"]


def test_a_new_password_opens_the_account_but_revives_no_key(herself, olena, alarmed, noon):
    secret = accounts.create_token("каса", by=olena.actor, at=noon)
    freeze(alarmed, by=herself, at=noon)
    link = link_in(letters(herself)[-1])
    assert queries.frozen(link, at=noon) == herself.person_id
    thaw(link, "new-and-long-enough", by=herself, at=noon)
    person = account_queries.person(herself.person_id)
    assert (person.is_active, check_password("new-and-long-enough", person.password)) == (True, True)
    assert account_queries.bearer(secret) is None


def test_each_link_serves_once_and_not_for_ever(herself, alarmed, noon):
    with refused(NoSuchLink):
        queries.linked(alarmed, at=noon + timedelta(days=31))
    freeze(alarmed, by=herself, at=noon)
    link = link_in(letters(herself)[-1])
    with refused(NoSuchLink):
        queries.frozen(link, at=noon + timedelta(days=31))
    thaw(link, "new-and-long-enough", by=herself, at=noon)
    for used in (
        lambda: queries.linked(alarmed, at=noon),
        lambda: queries.frozen(link, at=noon),
        lambda: freeze(alarmed, by=herself, at=noon),
        lambda: thaw(link, "again-and-long-enough", by=herself, at=noon),
    ):
        with refused(NoSuchLink):
            used()


def test_a_browser_that_was_disowned_is_not_known_again(herself, noon):
    note_sign_in(CHROME, by=herself, at=noon)
    stolen = note_sign_in(THIEF, by=herself, at=noon)
    freeze(link_in(letters(herself)[-1]), by=herself, at=noon)
    thaw(link_in(letters(herself)[-1]), "new-and-long-enough", by=herself, at=noon)
    before = len(letters(herself))
    assert note_sign_in(replace(THIEF, secret=stolen), by=herself, at=noon) != stolen
    assert len(letters(herself)) == before + 1


def test_nobody_freezes_or_thaws_another(herself, petro, alarmed, noon):
    other = themselves(petro.actor.person_id)
    with refused(NoSuchLink):
        freeze(alarmed, by=other, at=noon)
    freeze(alarmed, by=herself, at=noon)
    with refused(NoSuchLink):
        actions.thaw(link_in(letters(herself)[-1]), "new-and-long-enough", by=other, at=noon)
    assert queries.sign_ins(by=other) == []
