"""The same request twice has one effect and one answer."""

from datetime import timedelta

import pytest

from kasssa.base.idempotency.actions import KEPT, Given, KeyReused, claim, forget, keep, release
from kasssa.base.idempotency.models import Answer
from kasssa.base.tenancy import acting, robot
from tests.apps.traces import refused, untouched

GIVEN = Given(201, "/documents/1", "application/json", b'{"id": 1}')


def test_a_key_is_claimed_by_the_first_and_answered_to_the_second(olena, noon):
    assert claim("key", "print", by=olena.actor, at=noon) is None
    keep("key", GIVEN, by=olena.actor)
    with untouched():
        assert claim("key", "print", by=olena.actor, at=noon + timedelta(days=1)) == GIVEN


def test_a_key_is_not_used_for_something_else(olena, noon):
    claim("key", "print", by=olena.actor, at=noon)
    keep("key", GIVEN, by=olena.actor)
    with refused(KeyReused):
        claim("key", "other print", by=olena.actor, at=noon)


def test_a_key_is_of_one_person(olena, petro, noon):
    claim("key", "print", by=olena.actor, at=noon)
    keep("key", GIVEN, by=olena.actor)
    assert claim("key", "other print", by=petro.actor, at=noon) is None
    keep("key", Given(200, "", "", b"petro"), by=petro.actor)
    assert claim("key", "print", by=olena.actor, at=noon) == GIVEN


def test_nobody_releases_or_overwrites_the_key_of_another(olena, petro, noon):
    claim("key", "print", by=olena.actor, at=noon)
    keep("key", GIVEN, by=olena.actor)
    with untouched():
        release("key", by=petro.actor)
        keep("key", Given(500, "", "", b""), by=petro.actor)
    assert claim("key", "print", by=olena.actor, at=noon) == GIVEN


def test_a_released_key_is_free_again_also_for_other_content(olena, noon):
    claim("key", "print", by=olena.actor, at=noon)
    release("key", by=olena.actor)
    assert claim("key", "other print", by=olena.actor, at=noon) is None


def test_an_effect_that_is_rolled_back_takes_its_claim_with_it(olena, noon):
    class Refused(Exception):
        pass

    def request():
        with acting(olena.actor):
            claim("key", "print", by=olena.actor, at=noon)
            raise Refused

    with pytest.raises(Refused):
        request()
    assert claim("key", "print", by=olena.actor, at=noon) is None


def test_answers_are_forgotten_after_two_days_and_not_before(olena, petro, noon):
    claim("old", "print", by=olena.actor, at=noon)
    claim("new", "print", by=petro.actor, at=noon + timedelta(seconds=1))
    assert forget(by=robot(), at=noon + KEPT) == 0
    assert forget(by=robot(), at=noon + KEPT + timedelta(seconds=1)) == 1
    with acting(petro.actor):
        assert list(Answer.objects.values_list("key", flat=True)) == ["new"]
    assert claim("old", "other print", by=olena.actor, at=noon) is None


def test_a_person_cannot_have_the_answers_of_others_forgotten(olena, petro, noon):
    claim("key", "print", by=olena.actor, at=noon)
    with untouched():
        assert forget(by=petro.actor, at=noon + KEPT * 2) == 0
