"""Where a person has signed in, and what the link of a letter leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kasssa.apps.safety.models import Freeze, SignIn
from kasssa.base.ids import digest_of
from kasssa.base.tenancy import acting, query, robot
from kasssa.core.actor import Actor, themselves

LINK_LIFE = timedelta(days=30)
SHOWN = 100


class NoSuchLink(Exception):
    """The link of the letter was used, has expired, or never was."""


@dataclass(frozen=True, slots=True)
class SignInCard:
    """One signing in as the person sees it."""

    device_id: UUID
    person_id: UUID
    agent: str
    factors: Sequence[str]
    network: str
    at: datetime
    first: bool  # of this device
    disowned: bool


@query
def sign_ins(*, by: Actor) -> Sequence[SignInCard]:
    """Return the last sign-ins of the person of ``by``, newest first, at most a hundred."""
    rows = SignIn.objects.filter(person_id=by.person_id).select_related("device").order_by("-at")
    return [_card(row) for row in rows[:SHOWN]]


def linked(secret: str, *, at: datetime) -> SignInCard:
    """Return the sign-in that the link «it was not me» is about.

    Raises:
        NoSuchLink: used, older than 30 days, or unknown.
    """
    with acting(robot()):
        person_id = (
            SignIn.objects.filter(sha256=digest_of(secret), at__gt=at - LINK_LIFE)
            .values_list("person_id", flat=True)
            .first()
        )
    return _own(secret, person_id)


def frozen(secret: str, *, at: datetime) -> UUID:
    """Return the person whose frozen account the link of a letter thaws.

    Raises:
        NoSuchLink: used, older than 30 days, or unknown.
    """
    with acting(robot()):
        found = Freeze.objects.filter(
            sha256=digest_of(secret), thawed_at__isnull=True, frozen_at__gt=at - LINK_LIFE
        )
        person_id = found.values_list("person_id", flat=True).first()
    if person_id is None:
        raise NoSuchLink
    return person_id


def _own(secret: str, person_id: UUID | None) -> SignInCard:
    if person_id is None:
        raise NoSuchLink
    with acting(themselves(person_id)):
        return _card(SignIn.objects.select_related("device").get(sha256=digest_of(secret)))


def _card(row: SignIn) -> SignInCard:
    return SignInCard(
        device_id=row.device_id,
        person_id=row.person_id,
        agent=row.device.agent,
        factors=row.factors.split("+") if row.factors else (),
        network=row.network,
        at=row.at,
        first=row.at == row.device.first_at,
        disowned=row.device.disowned_at is not None,
    )
