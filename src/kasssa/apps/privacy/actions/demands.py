"""Demanding something about one's data of the operator, and the operator's answer."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.privacy.models import Demand
from kasssa.base import clock, ids
from kasssa.base.ledger.actions import record
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act
from kasssa.core.rights import Right, due_on

TEXT_CHARACTERS_MAX = 5000


class NothingDemanded(Exception):
    """A demand, and an answer, has words, at most 5,000 characters of them."""


class NoSuchDemand(Exception):
    """There is none such, or it was answered already."""


@action
def demand(right: Right, text: str, *, by: Actor, at: datetime) -> UUID:
    """Put a demand to the operator; the clock of ten days begins (policy 5.1).

    Raises:
        NothingDemanded: no words, too many, or such as nobody can keep.
    """
    made = Demand.objects.create(
        id=ids.new_id(),
        person_id=by.person_id,
        right=right,
        text=_words(text),
        made_at=at,
        due_on=due_on(clock.kyiv_date(at)),
    )
    record(Act.DEMAND_MADE, made.id, by=by, at=at, right=right)
    subject = f"kasssa: {right} {made.id}, {made.due_on}"
    post(settings.OPERATOR.email, subject, made.text, person_id=by.person_id, by=by, at=at)
    return made.id


@action
def answer(demand_id: UUID, text: str, *, by: Actor, at: datetime) -> None:
    """Answer a demand, once; the person is told by letter and reads it on their page.

    Raises:
        NothingDemanded: as ``demand`` does.
        NoSuchDemand: none such, or answered already.
    """
    require(Act.DEMAND_ANSWERED, by=by)
    row = Demand.objects.select_for_update().filter(pk=demand_id, answered_at=None).first()
    if row is None:
        raise NoSuchDemand
    row.answer, row.answered_at = _words(text), at
    row.save(update_fields=["answer", "answered_at"])
    record(Act.DEMAND_ANSWERED, row.id, by=by, at=at)
    person = accounts.person(row.person_id)
    with translation.override(person.language):
        subject, said = _("Your demand has been answered"), _("The operator has answered. Read it here:")
    link = f"{settings.PUBLIC_URL}/privacy/rights"
    post(person.email, subject, f"{said}\n\n{link}\n", person_id=person.id, by=by, at=at)


def _words(text: str) -> str:
    words = text.strip()
    if not words or len(words) > TEXT_CHARACTERS_MAX or "\0" in words:
        raise NothingDemanded
    return words
