"""Who signs for Olena's company without a seat in it, and its seal."""

from datetime import date, datetime

from django.conf import settings

import kep
from kasssa.apps.signing import actions, queries
from kep.authority import Authority, Subject
from tests.cast import Someone

DIRECTOR = Subject(
    name="Шевчук Остап Ігорович",
    rnokpp="3184710691",
    edrpou="32855961",
    organisation="ТОВ «Північний вітер»",
    title="заступник директорки",
)
SEAL = Subject(name="ТОВ «Північний вітер»", edrpou="32855961", organisation="ТОВ", seal=True)


def key_of(subject: Subject, at: datetime) -> kep.KeyEntry:
    """A key certified by the trusted authority for whomever one likes."""
    return Authority.load(settings.DEMO_FOLDER / "authority").issue(subject, at=at).key


def register(
    key: kep.KeyEntry, by: Someone, at: datetime, *, ground: str = "", until: date | None = None
) -> None:
    """Have ``by`` register whoever holds ``key``."""
    proof = kep.sign(queries.signatory_challenge(by=by.actor), key, at=at)
    actions.add_signatory(proof=proof, ground=ground, until=until, by=by.actor, at=at)
