"""Asking the operator."""

import pytest
from django.conf import settings

from kasssa.apps.support import queries
from kasssa.apps.support.actions import NothingAsked, Topic, ask
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import Role
from tests.apps.traces import refused
from tests.cast import ledger_length, settle


@pytest.mark.parametrize("topic", Topic)
def test_a_question_is_kept_numbered_and_recorded(topic, olena, noon):
    length = ledger_length()
    number = ask(topic, "  Як?\n", by=olena.actor, at=noon)
    (card,) = queries.questions(by=olena.actor)
    assert (card.topic, card.text, card.asked_at) == (topic, "Як?", noon)
    assert ledger_length() == length + 1
    what = ledger.happened(number, by=olena.actor)
    assert (what.act, what.details, what.by.person_id) == (
        "support.asked", {"topic": topic.value}, olena.actor.person_id,
    )  # fmt: skip


def test_the_operator_gets_a_letter_whose_subject_names_nobody(olena, noon, mailoutbox):
    number = ask(Topic.COMPLAINT, "Я, Олена, скаржуся.", by=olena.actor, at=noon)
    settle()
    (letter,) = mailoutbox
    assert (letter.to, letter.subject, letter.body) == (
        [settings.OPERATOR.email], f"kasssa: complaint № {number}", "Я, Олена, скаржуся.",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "  \n ", "я" * 5001, "a\x00b"])
def test_a_question_has_words_and_not_too_many(text, olena, noon):
    with refused(NothingAsked):
        ask(Topic.HELP, text, by=olena.actor, at=noon)


def test_five_thousand_characters_are_not_too_many(olena, noon):
    ask(Topic.HELP, "я" * 5000, by=olena.actor, at=noon)
    assert len(queries.questions(by=olena.actor)[0].text) == 5000


def test_everybody_may_ask_and_sees_only_what_they_asked(olena, petro, colleague, noon):
    viewer = colleague(Role.VIEWER)
    ask(Topic.PERSONAL_DATA, "Що ви знаєте про мене?", by=viewer.actor, at=noon)
    assert [card.text for card in queries.questions(by=viewer.actor)] == ["Що ви знаєте про мене?"]
    assert queries.questions(by=olena.actor) == queries.questions(by=petro.actor) == []
