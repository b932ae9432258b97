"""Writing letters and sending them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from kasssa.base import clock, ids, jobs
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, action, robot
from kasssa.core.actor import Actor

KEPT = timedelta(days=90)


@action
def post(to: str, subject: str, text: str, *, person_id: UUID, by: Actor, at: datetime) -> None:
    """Have ``text`` sent to the address ``to`` once the transaction at hand has committed."""
    letter = Letter(id=ids.new_id(), person_id=person_id, to=to, subject=subject, text=text, written_at=at)
    letter.save(force_insert=True)
    jobs.enqueue("letter.send", letter_id=str(letter.id))


@action
def forget(*, by: Actor, at: datetime) -> int:
    """Delete the letters that were sent more than 90 days ago and return how many there were."""
    return Letter.objects.filter(sent_at__lt=at - KEPT).delete()[0]


@jobs.task("letter.send")
def send(letter_id: str) -> None:
    """Hand one letter over to the mail server, outside any lock, and note what became of it.

    A letter keeps its Message-ID, so that a mail server that saw it already can drop the repetition.
    """
    with acting(robot()):
        letter = Letter.objects.filter(pk=letter_id, sent_at=None).first()
    if letter is None:
        return
    message = EmailMessage(letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to])
    message.extra_headers["Message-ID"] = f"<{letter.id}@{settings.MAIL_DOMAIN}>"
    try:
        message.send()
    except OSError as error:
        _note(letter.id, error=str(error)[:300], sent_at=None)
        raise
    _note(letter.id, error="", sent_at=clock.now())


def _note(letter_id: UUID, *, error: str, sent_at: datetime | None) -> None:
    with acting(robot()):
        Letter.objects.filter(pk=letter_id).update(attempts=F("attempts") + 1, error=error, sent_at=sent_at)
