"""The tests' own eyes: whatever changes anywhere is seen."""

import pytest

from kasssa.apps.consents.actions import choose_news
from kasssa.base.blobs.actions import keep
from kasssa.base.idempotency.actions import claim
from kasssa.base.mail.actions import post
from tests.apps.traces import everything, refused, untouched
from tests.cast import drafted


class Storm(Exception):
    """Something is refused."""


CHANGES = {
    "news": lambda who, at: choose_news(wanted=True, by=who.actor, at=at),
    "bytes": lambda who, at: keep(b"x", by=who.actor, at=at),
    "a claim": lambda who, at: claim("key", "print", by=who.actor, at=at),
    "a letter": lambda who, at: post("x@y.ua", "", "", person_id=who.actor.person_id, by=who.actor, at=at),
    "a draft": lambda who, at: drafted(who, who, at),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(change, olena, noon):
    with pytest.raises(AssertionError), untouched():
        change(olena, noon)


def test_a_refusal_that_leaves_something_behind_is_seen(olena, noon):
    def keep_and_raise():
        keep(b"x", by=olena.actor, at=noon)
        raise Storm

    with pytest.raises(AssertionError), refused(Storm):
        keep_and_raise()


class Worse(Storm):
    """Something worse."""


def test_a_kind_of_refusal_that_is_not_the_expected_one_is_seen(olena):
    with pytest.raises(AssertionError), refused(Storm):
        raise Worse


def test_looking_changes_nothing(olena, petro, noon):
    drafted(olena, petro, noon)
    assert everything() == everything()
