"""Noting who signs in from where, and freezing an account in which somebody else is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.safety.models import Device, Freeze, SignIn
from kasssa.apps.safety.queries import NoSuchLink
from kasssa.base import clock, ids
from kasssa.base.ledger.actions import record
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor
from kasssa.core.acts import Act

__all__ = ["Arrival", "NoSuchLink", "freeze", "note_sign_in", "thaw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How a person came in: the cookie of the browser, if it had one, its name, the network, the factors."""

    secret: str
    agent: str
    network: str
    factors: Sequence[str]


@action
def note_sign_in(arrival: Arrival, *, by: Actor, at: datetime) -> str:
    """Note that the person of ``by`` signed in, and return the secret by which the browser is known again.

    From a browser that was never seen, though others were, a letter goes to the person with a link that
    freezes the account at once (clause 1.8).
    """
    before = Device.objects.filter(person_id=by.person_id)
    device = before.filter(sha256=ids.digest_of(arrival.secret), disowned_at__isnull=True).first()
    secret, alarming = arrival.secret, device is None and before.exists()
    if device is None:
        secret = ids.new_secret()
        device = Device.objects.create(
            id=ids.new_id(),
            person_id=by.person_id,
            sha256=ids.digest_of(secret),
            agent=arrival.agent[:200],
            first_at=at,
        )
    link = ids.new_secret() if alarming else ""
    factors = "+".join(arrival.factors)[:60]
    sign_in = SignIn.objects.create(
        id=ids.new_id(),
        person_id=by.person_id,
        device=device,
        factors=factors,
        network=arrival.network,
        at=at,
        sha256=ids.digest_of(link) if link else "",
    )
    record(Act.PERSON_SIGNED_IN, sign_in.id, by=by, at=at, device=str(device.id), factors=factors)
    if link:
        facts = device.agent, arrival.network, f"{at.astimezone(clock.KYIV):%d.%m.%Y %H:%M}"
        _write(_alarm, facts, f"not-me/{link}", by=by, at=at)
    return secret


@action
def freeze(secret: str, *, by: Actor, at: datetime) -> None:
    """Freeze the account of ``by``: no session, no API key, no sign-in, from this moment.

    ``secret`` is that of the letter about the sign-in that was somebody else's; it serves once. The link
    by which the account is thawed goes out in a letter of its own.

    Raises:
        NoSuchLink: the letter was about nothing of theirs, or was used.
    """
    sign_in = (
        SignIn.objects.select_for_update()
        .filter(person_id=by.person_id, sha256=ids.digest_of(secret))
        .first()
    )
    if sign_in is None:
        raise NoSuchLink
    sign_in.sha256 = ""
    sign_in.save(update_fields=["sha256"])
    Device.objects.filter(pk=sign_in.device_id).update(disowned_at=at)
    accounts.freeze(by=by, at=at)
    link = ids.new_secret()
    Freeze.objects.create(
        id=ids.new_id(), person_id=by.person_id, sign_in=sign_in, sha256=ids.digest_of(link), frozen_at=at
    )
    _write(_frozen, [], f"thaw/{link}", by=by, at=at)


@action
def thaw(secret: str, password: str, *, by: Actor, at: datetime) -> None:
    """Open the account of ``by`` again under a new password; ``secret`` is that of the letter, once.

    Raises:
        NoSuchLink: the letter was about nothing of theirs, or was used.
    """
    row = (
        Freeze.objects.select_for_update()
        .filter(person_id=by.person_id, sha256=ids.digest_of(secret))
        .first()
    )
    if row is None or row.thawed_at is not None:
        raise NoSuchLink
    row.thawed_at = at
    row.save(update_fields=["thawed_at"])
    accounts.thaw(password, by=by, at=at)


def _write(
    words: Callable[[], tuple[str, str, str]], facts: Sequence[str], path: str, *, by: Actor, at: datetime
) -> None:
    """Write to the person of ``by`` in their language."""
    person = account_queries.person(by.person_id)
    with translation.override(person.language):
        subject, before, after = words()
    lines = [before, *facts, after, f"{settings.PUBLIC_URL}/account/{path}"]
    post(person.email, subject, "\n\n".join(lines) + "\n", person_id=person.id, by=by, at=at)


def _alarm() -> tuple[str, str, str]:
    return (
        _("A sign-in from a new browser"),
        _("Somebody has signed in to your account from a browser that was not there before:"),
        _("If it was you, there is nothing to do. If it was not, freeze the account at once:"),
    )


def _frozen() -> tuple[str, str, str]:
    return (
        _("Your account is frozen"),
        _("All sessions and API keys have ended, and nobody can sign in."),
        _("Set a new password to open the account again:"),
    )
