"""Publishing texts, agreeing to them, and choosing about the news."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.consents import bundled, queries
from kasssa.apps.consents.models import Agreement, NewsChoice, Publication
from kasssa.base import clock, ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import acting, action
from kasssa.core.actor import Actor, Door, require
from kasssa.core.acts import Act
from kasssa.core.consent import Operator, TextKind, parse


class NotCurrent(Exception):
    """The bytes agreed to are not those of the version in force."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which bytes of a text a person had before their eyes when they agreed, and how they came."""

    kind: TextKind
    sha256: str
    network: str = ""
    agent: str = ""


@action
def publish(kind: TextKind, version: str, language: str, content: bytes, *, by: Actor, at: datetime) -> bool:
    """Publish one text; publishing the same bytes again does nothing. Return whether it is new.

    Raises:
        BadText: the bytes are not of the one form, so no page could show their clauses.
        NotAllowed: somebody else than the service wants it.
    """
    require(Act.TEXT_PUBLISHED, by=by)
    parse(kind, version, language, content)
    sha256 = hashlib.sha256(content).hexdigest()
    if Publication.objects.filter(kind=kind, version=version, language=language, sha256=sha256).exists():
        return False
    text = Publication.objects.create(
        id=ids.new_id(),
        kind=kind,
        version=version,
        language=language,
        content=content,
        sha256=sha256,
        published_at=at,
    )
    record(
        Act.TEXT_PUBLISHED,
        text.id,
        by=by,
        at=at,
        kind=kind,
        version=version,
        language=language,
        sha256=sha256,
    )
    return True


@action
def publish_bundled(operator: Operator, *, by: Actor, at: datetime) -> Sequence[str]:
    """Publish the texts that come with the service, in the name of ``operator``; return which were new.

    Raises:
        BadText: the operator's identity does not fit into a text.
    """
    return [
        f"{text.kind} {text.version} {text.language}"
        for text in bundled.texts(operator)
        if publish(text.kind, text.version, text.language, text.content, by=by, at=at)
    ]


@action
def agree(shown: Shown, *, by: Actor, at: datetime) -> None:
    """Note that the person of ``by`` agrees to the text they were shown.

    Raises:
        NotCurrent: another version is in force by now.
    """
    text = queries.current_by_digest(shown.kind, shown.sha256, on=clock.kyiv_date(at))
    if text is None:
        raise NotCurrent
    agreement = Agreement(
        id=ids.new_id(),
        person_id=by.person_id,
        kind=text.kind,
        version=text.version,
        language=text.language,
        sha256=text.sha256,
        network=shown.network,
        agent=shown.agent[:200],
        agreed_at=at,
    )
    Agreement.objects.bulk_create([agreement], ignore_conflicts=True)
    if not Agreement.objects.filter(pk=agreement.pk).exists():
        return  # they had agreed already, perhaps a moment ago
    record(
        Act.CONSENT_GIVEN,
        agreement.id,
        by=by,
        at=at,
        kind=text.kind,
        version=text.version,
        sha256=text.sha256,
    )


@action
def choose_news(*, wanted: bool, by: Actor, at: datetime) -> None:
    """Note whether the person of ``by`` wants the news of the service (clause 3.3)."""
    if queries.wants_news(by.person_id, by=by) == wanted:
        return
    choice = NewsChoice.objects.create(id=ids.new_id(), person_id=by.person_id, wanted=wanted, chosen_at=at)
    record(Act.NEWS_SUBSCRIBED if wanted else Act.NEWS_REFUSED, choice.id, by=by, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A registration: the person, their organisation, and what they agreed to."""

    newcomer: accounts.Newcomer
    requisites: accounts.Requisites
    position: str
    policy: Shown
    offer: Shown
    news: bool


@transaction.atomic
def join(joining: Joining, *, door: Door, at: datetime) -> Actor:
    """Register a person, their agreement and their organisation: all three or none (clause 1.3).

    Agreement comes first: nothing else is done for a person before it (clause 7.2).

    Raises:
        EmailTaken: as ``accounts.actions.register`` does.
        NotCurrent: as ``agree`` does.
    """
    stranger = accounts.register(joining.newcomer, door=door, at=at)
    with acting(stranger):
        agree(joining.policy, by=stranger, at=at)
        agree(joining.offer, by=stranger, at=at)
        if joining.news:
            choose_news(wanted=True, by=stranger, at=at)
        return accounts.found(joining.requisites, position=joining.position, by=stranger, at=at)
