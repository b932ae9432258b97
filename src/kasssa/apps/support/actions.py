"""Asking the operator."""

from datetime import datetime
from enum import StrEnum

from django.conf import settings

from kasssa.apps.support.models import Question
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor
from kasssa.core.acts import Act

TEXT_CHARACTERS_MAX = 5000


class Topic(StrEnum):
    """What a question is about (clauses 2.4, 2.6 and 5.1)."""

    HELP = "help"
    PERSONAL_DATA = "personal_data"
    COMPLAINT = "complaint"
    NEWS_REFUSAL = "news_refusal"


class NothingAsked(Exception):
    """A question has words, at most 5,000 characters of them."""


@action
def ask(topic: Topic, text: str, *, by: Actor, at: datetime) -> int:
    """Put a question to the operator and return its number in the ledger.

    Raises:
        NothingAsked: no words, too many, or such as nobody can keep.
    """
    words = text.strip()
    if not words or len(words) > TEXT_CHARACTERS_MAX or "\0" in words:
        raise NothingAsked
    question = Question.objects.create(
        id=ids.new_id(), person_id=by.person_id, topic=topic, text=words, asked_at=at
    )
    number = record(Act.SUPPORT_ASKED, question.id, by=by, at=at, topic=topic)
    post(settings.OPERATOR.email, f"kasssa: {topic} № {number}", words, person_id=by.person_id, by=by, at=at)
    return number
