"""Letters: who gets them, in which language, and what becomes of those that cannot be sent."""

import pytest
from django.conf import settings as configured
from django.utils import translation

from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import Newcomer, add_member, register, remove_member
from kasssa.base.mail.actions import post, send
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.actor import Actor, Door, Role
from tests.apps.acts import rejected
from tests.cast import accepted, delivered, settle


@pytest.fixture
def mary(petro, noon):
    """Mary works at Petro's and reads English."""
    newcomer = Newcomer(
        email="mary@kasssa.example", password=cast.PASSWORD, surname="Smith", given_name="Mary", language="en"
    )
    actor = register(newcomer, door=Door.WEB, at=noon)
    add_member(newcomer.email, Role.VIEWER, position="", by=petro.actor, at=noon)
    return actor


def letters():
    with acting(robot()):
        return list(Letter.objects.order_by("to"))


def written(olena, noon):
    person_id = olena.actor.person_id
    post("x@kasssa.example", "Тема", "Слова", person_id=person_id, by=olena.actor, at=noon)
    (letter,) = letters()
    return letter


def test_everybody_at_the_recipient_is_told_in_their_own_language(olena, petro, mary, noon, mailoutbox):
    document_id = delivered(olena, petro, noon)
    settle()
    link = f"{configured.PUBLIC_URL}/documents/{document_id}"
    assert sorted((letter.to, letter.subject, letter.body) for letter in mailoutbox) == [
        (["mary@kasssa.example"], "A document has come",
         f"A counterparty has sent you a document. Open it here:\n\n{link}\n"),
        (["petro@kasssa.example"], "Надійшов документ",
         f"Контрагент надіслав вам документ. Відкрийте його тут:\n\n{link}\n"),
    ]  # fmt: skip


@pytest.mark.parametrize("answer", [accepted, rejected])
def test_the_sender_is_told_of_the_answer_and_nobody_else(answer, olena, petro, noon, mailoutbox):
    answer(olena, petro, noon)
    settle()
    mailoutbox[:] = [letter for letter in mailoutbox if letter.subject != "Надійшов документ"]
    assert [(letter.to, letter.subject) for letter in mailoutbox] == [
        (["olena@kasssa.example"], "На ваш документ відповіли")
    ]


def test_a_letter_names_neither_person_nor_organisation_nor_sum(olena, petro, noon, mailoutbox):
    delivered(olena, petro, noon)
    settle()
    (letter,) = mailoutbox
    for name in ("Ковальчук", "Північний", "Шевчук", "Каштанова", "32855961", "1200", "2026/0001"):
        assert name not in letter.subject + letter.body


def test_the_language_of_whoever_acts_does_not_matter(olena, petro, noon, mailoutbox):
    with translation.override("en"):
        delivered(olena, petro, noon)
        settle()
    assert [letter.subject for letter in mailoutbox] == ["Надійшов документ"]


def test_who_left_is_told_nothing(olena, petro, mary, noon, mailoutbox):
    seat = next(row.id for row in queries.members(by=petro.actor) if row.person_id == mary.person_id)
    remove_member(seat, by=petro.actor, at=noon)
    delivered(olena, petro, noon)
    settle()
    assert [letter.to for letter in mailoutbox] == [["petro@kasssa.example"]]


def test_a_sent_letter_says_when_and_is_not_sent_again(olena, noon, mailoutbox):
    letter = written(olena, noon)
    settle()
    send(str(letter.id))
    assert [one.extra_headers["Message-ID"] for one in mailoutbox] == [
        f"<{letter.id}@{configured.MAIL_DOMAIN}>"
    ]
    (kept,) = letters()
    assert (kept.attempts, kept.error, kept.sent_at is None) == (1, "", False)


def test_a_letter_that_the_server_does_not_take_is_noted_and_tried_again(olena, noon, settings, mailoutbox):
    letter = written(olena, noon)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(ConnectionRefusedError):
        send(str(letter.id))
    (kept,) = letters()
    assert (kept.attempts, kept.sent_at) == (1, None)
    assert "refused" in kept.error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(str(letter.id))
    (kept,) = letters()
    assert (kept.attempts, kept.error, kept.sent_at is None) == (2, "", False)
    assert len(mailoutbox) == 1


def test_a_letter_that_was_never_written_is_not_sent(db, mailoutbox):
    send("00000000-0000-0000-0000-000000000001")
    assert mailoutbox == []


def test_a_letter_is_its_addressees_to_see(olena, petro, noon):
    delivered(olena, petro, noon)
    settle()
    for someone, count in ((olena, 0), (petro, 1)):
        with acting(someone.actor):
            assert Letter.objects.count() == count
    stranger = Actor(robot().person_id, petro.actor.organisation_id, Role.VIEWER, Door.WEB)
    with acting(stranger):
        assert Letter.objects.count() == 0
