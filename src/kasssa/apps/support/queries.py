"""What a person asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kasssa.apps.support.models import Question
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question as the person who asked it sees it."""

    topic: str
    text: str
    asked_at: datetime


@query
def questions(*, by: Actor) -> Sequence[QuestionCard]:
    """Return what the person of ``by`` asked, newest first."""
    rows = Question.objects.filter(person_id=by.person_id).order_by("-asked_at")
    return [QuestionCard(row.topic, row.text, row.asked_at) for row in rows]
