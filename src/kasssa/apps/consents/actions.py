"""Publishing texts, agreeing to them, choosing about optional purposes, and voiding clauses."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.consents import bundled, queries
from kasssa.apps.consents.models import Agreement, Choice, Publication, Receipt, Voided
from kasssa.base import clock, ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import acting, action
from kasssa.core.actor import Actor, Door, require
from kasssa.core.acts import Act
from kasssa.core.consent import Operator, TextKind, parse
from kasssa.core.purposes import NECESSARY, TERMS, Ground, Purpose, optional
from kasssa.core.receipts import Event, Notice, Status, receipt

# What a person does to agree or to choose, as the receipt tells it.
TICKED = "ticked a box that was empty, then pressed the button"
PRESSED = "pressed a button of that one purpose"
_UNDER: dict[TextKind, Sequence[Purpose]] = {
    TextKind.POLICY: NECESSARY,
    TextKind.OFFER: [one for one in NECESSARY if TERMS[one].ground is Ground.CONTRACT],
}


class NotCurrent(Exception):
    """The bytes agreed to are not those of the version in force."""


class NoSuchClause(Exception):
    """No published version of the text has that clause."""


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
    """Note that the person of ``by`` agrees to the text they were shown, and keep the receipt of it.

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
    _receive(
        agreement.id, text.kind, _UNDER[text.kind], [_notice(agreement)], shown, given=True, by=by, at=at
    )


@action
def choose(purpose: Purpose, *, wanted: bool, by: Actor, at: datetime) -> None:
    """Note whether the person of ``by`` wants an optional purpose, with a receipt (clause 1.5).

    From this moment ``queries.may`` answers so; choosing what was chosen does nothing.

    Raises:
        NotOptional: the purpose does not rest on consent.
    """
    optional(purpose)
    if queries.chosen(purpose, by=by) == wanted:
        return
    choice = Choice.objects.create(
        id=ids.new_id(), person_id=by.person_id, purpose=purpose, wanted=wanted, chosen_at=at
    )
    if purpose is Purpose.NEWS:
        act = Act.NEWS_SUBSCRIBED if wanted else Act.NEWS_REFUSED
        record(act, choice.id, by=by, at=at)
    else:
        act = Act.PURPOSE_GRANTED if wanted else Act.PURPOSE_WITHDRAWN
        record(act, choice.id, by=by, at=at, purpose=purpose)
    agreed = Agreement.objects.filter(person_id=by.person_id, kind=TextKind.POLICY).order_by("agreed_at")
    notices = [_notice(one) for one in agreed][-1:]
    _receive(choice.id, purpose, [purpose], notices, Shown(TextKind.POLICY, ""), given=wanted, by=by, at=at)


@action
def choose_news(*, wanted: bool, by: Actor, at: datetime) -> None:
    """Note whether the person of ``by`` wants the news of the service (clause 3.3)."""
    choose(Purpose.NEWS, wanted=wanted, by=by, at=at)


@action
def void_clause(kind: TextKind, clause: str, *, ground: str, by: Actor, at: datetime) -> bool:
    """Note that one clause of a text is void; return whether it was not so already (clause 7.1).

    The purposes of that clause stop at once, for everybody; all other clauses and agreements stand.

    Raises:
        NoSuchClause: no published version of the text has it.
        NotAllowed: somebody else than the service wants it.
    """
    require(Act.CLAUSE_VOIDED, by=by)
    if clause not in queries.clauses(kind):
        raise NoSuchClause(clause)
    row = Voided(id=ids.new_id(), kind=kind, clause=clause, ground=ground, voided_at=at)
    Voided.objects.bulk_create([row], ignore_conflicts=True)
    if not Voided.objects.filter(pk=row.pk).exists():
        return False
    record(Act.CLAUSE_VOIDED, row.id, by=by, at=at, kind=kind, clause=clause)
    return True


def _receive(
    record_id: UUID,
    subject: str,
    purposes: Sequence[Purpose],
    notices: Sequence[Notice],
    shown: Shown,
    *,
    given: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the receipt of what the person of ``by`` has just agreed to, or withdrawn."""
    receipt_id = ids.new_id()
    event = Event(
        receipt_id=receipt_id,
        record_id=record_id,
        person_id=by.person_id,
        status=Status.GIVEN if given else Status.WITHDRAWN,
        purposes=purposes,
        notices=notices,
        at=at,
        method=TICKED if shown.sha256 else PRESSED,
        network=shown.network,
        agent=shown.agent[:200],
    )
    content = receipt(event, settings.OPERATOR)
    Receipt.objects.create(
        id=receipt_id,
        person_id=by.person_id,
        record_id=record_id,
        subject=subject,
        given=given,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        made_at=at,
    )


def _notice(agreement: Agreement) -> Notice:
    return Notice(
        kind=agreement.kind,
        version=agreement.version,
        language=agreement.language,
        sha256=agreement.sha256,
        url=f"{settings.PUBLIC_URL}/texts/{agreement.kind}/{agreement.version}",
    )


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
