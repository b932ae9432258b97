"""Asking the operator."""

import pytest
from django.conf import settings

from kasssa.apps.support import queries
from kasssa.apps.support.actions import Topic
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, uk
from tests.web.papers import letters


def test_a_question_goes_to_the_operator_and_is_shown_to_who_asked(
    at_olena: Browser, at_petro: Browser, olena: Someone
) -> None:
    page = at_olena.send("support", topic="personal_data", text="Що ви про мене знаєте?")
    shown = at_olena.follow(page)
    assert uk("Your question went to the operator as № %(number)s.").split("№")[0] in shown.text
    assert "Що ви про мене знаєте?" in shown.text
    letter = letters()[-1]
    assert (letter.to, letter.text) == (settings.OPERATOR.email, "Що ви про мене знаєте?")
    (asked,) = queries.questions(by=olena.actor)
    assert asked.topic == Topic.PERSONAL_DATA
    assert "Що ви про мене знаєте?" not in at_petro.open("support").text


@pytest.mark.parametrize(
    "said",
    [
        {"topic": "help", "text": ""},
        {"topic": "help", "text": "а" * 5001},
        {"topic": "weather", "text": "Дощ?"},
        {"text": "Про що?"},
    ],
)
def test_without_words_or_a_subject_nothing_is_asked(at_olena: Browser, said: dict[str, str]) -> None:
    length, before = ledger_length(), len(letters())
    page = at_olena.send("support", **said)
    assert (page.status, page.value("text")) == (422, said["text"])
    assert (ledger_length(), len(letters())) == (length, before)
