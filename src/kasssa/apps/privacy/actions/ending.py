"""Ending an account: suspended at once, a day to change one's mind, then erased as the map of data says."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Model, QuerySet, TextField
from django.utils import translation
from django.utils.translation import gettext as _

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.privacy import destruction, endings
from kasssa.apps.privacy.models import Ending
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import acting, action, robot
from kasssa.core import ending
from kasssa.core.actor import Actor, Door, Role, themselves
from kasssa.core.acts import Act
from kasssa.core.datamap import MAP, Fate, Subject
from kasssa.core.ending import Standing
from kasssa.core.lifecycle import State

DELAY = timedelta(hours=24)
ERASED_AT = "erased.invalid"  # a domain that cannot exist (RFC 2606)


class OwnerNeeded(Exception):
    """An organisation would be left without an owner, and nothing was said of what becomes of it."""


class NoSuchEnding(Exception):
    """No account is being ended under that secret, or it is too late to stop it."""


@action
def ask(closing: Collection[UUID], *, by: Actor, at: datetime) -> str:
    """Suspend the account of ``by`` at once, to be erased a day later; return the secret that can stop it.

    ``closing`` are the organisations that are to be closed because nobody else owns them. Sessions and
    API keys of the person end here.

    Raises:
        OwnerNeeded: an organisation that nobody else owns is not among ``closing``.
    """
    orphans = {one.organisation_id for one in endings.orphans(by.person_id)}
    if not orphans <= set(closing):
        raise OwnerNeeded
    secret = ids.new_secret()
    row = Ending.objects.create(
        id=ids.new_id(),
        person_id=by.person_id,
        standing=ending.follow(Standing.ACTIVE, Act.ENDING_ASKED),
        secret_sha256=ids.digest_of(secret),
        closing=sorted(map(str, orphans)),
        asked_at=at,
        due_at=at + DELAY,
    )
    _suspend(by.person_id, at=at)
    record(Act.ENDING_ASKED, row.id, by=by, at=at)
    person = accounts.person(by.person_id)
    with translation.override(person.language):
        subject, text = _("Your account is being ended"), _letter(secret)
    post(person.email, subject, text, person_id=person.id, by=by, at=at)
    return secret


@action
def cancel(secret: str, *, by: Actor, at: datetime) -> None:
    """Open a suspended account again, for whoever has the secret of the letter; keys of the API stay ended.

    Raises:
        NoSuchEnding: none such, or it is too late.
    """
    row = Ending.objects.filter(secret_sha256=ids.digest_of(secret)).first()
    if row is None or row.standing != Standing.SUSPENDED or row.due_at <= at:
        raise NoSuchEnding
    person = themselves(row.person_id, Door.JOB)
    with acting(person):
        row.standing = ending.follow(Standing(row.standing), Act.ENDING_CANCELLED)
        row.ended_at = at
        row.save(update_fields=["standing", "ended_at"])
        _resume(row.person_id)
        record(Act.ENDING_CANCELLED, row.id, by=person, at=at)


@action
def complete(ending_id: UUID, *, by: Actor, at: datetime) -> None:
    """Erase the person of an ending whose day is over, and keep the act of destruction; once.

    The tombstone is written outside the database first, so that a restored backup can be erased again.
    """
    row = Ending.objects.filter(pk=ending_id, standing=Standing.SUSPENDED, due_at__lte=at).first()
    if row is None:
        return
    with acting(themselves(row.person_id, Door.JOB)):
        row = Ending.objects.select_for_update().get(pk=ending_id)
        if row.standing != Standing.SUSPENDED:
            return
        closing = [UUID(one) for one in row.closing]
        destruction.note(row.person_id, closing, at=at)
        row.act = _erased(row.person_id, closing, at=at)
        row.standing = ending.follow(Standing(row.standing), Act.PERSON_ERASED)
        row.ended_at = at
        row.save(update_fields=["standing", "ended_at", "act"])


@action
def replay(tombstone: destruction.Tombstone, *, by: Actor, at: datetime) -> bool:
    """Erase a person whom a restored backup has brought back; return whether there was anything to erase."""
    if not QuerySet(apps.get_model("accounts.Person")).filter(pk=tombstone.person_id).exists():
        return False
    if _is_erased(tombstone.person_id):
        return False
    with acting(themselves(tombstone.person_id, Door.JOB)):
        _suspend(tombstone.person_id, at=at)
        content = _erased(tombstone.person_id, tombstone.closing, at=at)
        Ending.objects.filter(person_id=tombstone.person_id).exclude(standing=Standing.ACTIVE).delete()
        Ending.objects.create(
            id=ids.new_id(),
            person_id=tombstone.person_id,
            standing=Standing.ERASED,
            secret_sha256=ids.digest_of(ids.new_secret()),
            closing=[str(one) for one in tombstone.closing],
            asked_at=tombstone.erased_at,
            due_at=tombstone.erased_at,
            ended_at=at,
            act=content,
        )
    return True


@transaction.atomic
def _erased(person_id: UUID, closing: Sequence[UUID], *, at: datetime) -> bytes:
    """Erase a person and close what nobody else owns; return the act of destruction."""
    person = themselves(person_id, Door.JOB)
    sealed = [endings.closing(one, by=robot(one)) for one in closing]
    counts = _erase(person_id, closing, at=at)
    for organisation_id in closing:
        closed = Actor(person_id, organisation_id, Role.OWNER, Door.JOB)
        with acting(closed):
            record(Act.ORGANISATION_CLOSED, organisation_id, by=closed, at=at)
    record(Act.PERSON_ERASED, person_id, by=person, at=at, rows=sum(counts.values()))
    return destruction.act(person_id, counts, sealed, settings.OPERATOR, at=at)


def _letter(secret: str) -> str:
    return "\n".join(
        (
            _("You, or somebody at your browser, asked to end your account. It is closed already."),
            _("In 24 hours your data will be erased. Until then you can keep the account here:"),
            "",
            f"{settings.PUBLIC_URL}/privacy/ending/{secret}",
            "",
            _("Afterwards the same page has the act of destruction. Nobody else knows this address."),
            "",
        )
    )


# Only below are rows of other contexts written without their own actions: the map names every table with
# personal data, so that none can be forgotten, and the walls between people and organisations stand.


def _suspend(person_id: UUID, *, at: datetime) -> None:
    """Shut the account of a person: no sign-in, no session, no key of the API from here on."""
    _rows("accounts.Person").filter(pk=person_id).update(is_active=False)
    keys = list(
        _rows("usersessions.UserSession").filter(user_id=person_id).values_list("session_key", flat=True)
    )
    _rows("sessions.Session").filter(session_key__in=keys).delete()
    for organisation_id in _organisations(person_id):
        with acting(Actor(person_id, organisation_id, Role.VIEWER, Door.JOB)):
            _rows("accounts.Token").filter(person_id=person_id, revoked_at=None).update(revoked_at=at)


def _resume(person_id: UUID) -> None:
    """Let the person sign in again."""
    _rows("accounts.Person").filter(pk=person_id).update(is_active=True)


def _is_erased(person_id: UUID) -> bool:
    """Tell whether nothing tells any more who the person was."""
    return _rows("accounts.Person").filter(pk=person_id, email__endswith=f"@{ERASED_AT}").exists()


def _erase(person_id: UUID, closing: Sequence[UUID], *, at: datetime) -> Mapping[str, int]:
    """Delete or empty the rows of a person and of organisations that close; return how many of each table."""
    counts: dict[str, int] = {}
    for organisation_id in _organisations(person_id):
        with acting(Actor(person_id, organisation_id, Role.VIEWER, Door.JOB)):
            left = _rows("accounts.Membership").filter(person_id=person_id, organisation_id=organisation_id)
            left.filter(removed_at=None).update(removed_at=at)
            _add(counts, "accounts.Membership", left.update(position=""))
    for organisation_id in closing:
        with acting(Actor(person_id, organisation_id, Role.OWNER, Door.JOB)):
            drafts = _rows("documents.Document").filter(sender_id=organisation_id, state=State.DRAFT)
            _add(counts, "documents.Document", drafts.delete()[0])
            _by_map(Subject.ORGANISATION, organisation_id, counts)
            _rows("accounts.Organisation").filter(pk=organisation_id).update(confirmed_at=None)
            _rows("accounts.Token").filter(revoked_at=None).update(revoked_at=at)
    with acting(themselves(person_id, Door.JOB)):
        _by_map(Subject.PERSON, person_id, counts)
    with acting(robot()):
        _add(counts, "mail.Letter", _rows("mail.Letter").filter(person_id=person_id).delete()[0])
    return counts


def _by_map(subject: Subject, owner: UUID, counts: dict[str, int]) -> None:
    for name, table in MAP.items():
        if table.of is not subject or name in ("mail.Letter", "accounts.Membership"):
            continue
        rows = _rows(name).filter(**{table.by: owner})
        if table.fate is Fate.DELETED:
            _add(counts, name, rows.delete()[0])
        elif table.fate is Fate.EMPTIED:
            _add(counts, name, rows.update(**_empty(name, owner)))


def _empty(name: str, owner: UUID) -> Mapping[str, object]:
    """Return what stands in the personal columns of an emptied row."""
    table = MAP[name]
    fields = {field.name: field for field in apps.get_model(name)._meta.concrete_fields}
    emptied: dict[str, object] = {
        column: ""
        for column in table.categories
        if column not in table.stays and isinstance(fields[column], CharField | TextField)
    }
    if name == "accounts.Person":
        emptied |= {
            "email": f"{owner}@{ERASED_AT}",
            "surname": "Особа",
            "given_name": owner.hex[-4:].upper(),
            "password": "!",
            "last_login": None,
        }
    return emptied


def _organisations(person_id: UUID) -> Sequence[UUID]:
    """Return every organisation that the person has, or had, a place in."""
    with acting(themselves(person_id, Door.JOB)):
        rows = _rows("accounts.Membership").filter(person_id=person_id)
        return list(rows.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def _add(counts: dict[str, int], name: str, number: int) -> None:
    if number:
        counts[name] = counts.get(name, 0) + number


def _rows(name: str) -> QuerySet[Model]:
    return QuerySet(apps.get_model(name))
