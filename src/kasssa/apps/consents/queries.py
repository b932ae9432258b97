"""The texts in force, who agreed to what, and what data may be used for."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kasssa.apps.consents.models import Agreement, Choice, Publication, Receipt, Voided
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.consent import Change, TextKind, changed_clauses, parse, required
from kasssa.core.purposes import Purpose, allowed
from kasssa.core.receipts import Seen, told


@dataclass(frozen=True, slots=True)
class PublishedText:
    """One text as published."""

    kind: TextKind
    version: str
    language: str
    content: bytes
    sha256: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class GivenAgreement:
    """One agreement of one person."""

    kind: TextKind
    version: str
    language: str
    sha256: str
    agreed_at: datetime
    network: str


@dataclass(frozen=True, slots=True)
class GivenReceipt:
    """One receipt: of the agreement to a text, or of a choice about a purpose."""

    id: UUID
    record_id: UUID
    subject: str  # the kind of the text, or the purpose
    given: bool
    content: bytes
    sha256: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class VoidClause:
    """A clause that is void, and on what ground."""

    clause: str
    ground: str
    voided_at: datetime


class NoSuchReceipt(Exception):
    """The person has no such receipt."""


def current(kind: TextKind, language: str, *, on: date) -> PublishedText | None:
    """Return the text in force ``on`` a date: the latest version of then or before, in its latest bytes."""
    rows = Publication.objects.filter(kind=kind, language=language, version__lte=on.isoformat())
    row = rows.order_by("-version", "-published_at").first()
    return None if row is None else _published(row)


def version(kind: TextKind, version: str, language: str) -> PublishedText | None:
    """Return one version of a text, in its latest bytes."""
    rows = Publication.objects.filter(kind=kind, version=version, language=language)
    row = rows.order_by("-published_at").first()
    return None if row is None else _published(row)


def versions(kind: TextKind) -> Sequence[str]:
    """Return every version of a text, newest first."""
    rows = Publication.objects.filter(kind=kind).order_by("-version").values_list("version", flat=True)
    return list(dict.fromkeys(rows))


def current_by_digest(kind: TextKind, sha256: str, *, on: date) -> PublishedText | None:
    """Return the text in force ``on`` a date whose bytes have the digest ``sha256``, in any language."""
    row = Publication.objects.filter(kind=kind, sha256=sha256).first()
    if row is None:
        return None
    in_force = current(kind, row.language, on=on)
    return in_force if in_force is not None and in_force.sha256 == sha256 else None


@query
def missing(*, by: Actor, on: date) -> tuple[TextKind, ...]:
    """Return the texts in force ``on`` a date that the person of ``by`` has not agreed to."""
    return required(_versions_in_force(on), _agreed(by.person_id))


@query
def changes(kind: TextKind, language: str, *, by: Actor, on: date) -> tuple[Change, ...]:
    """Return the clauses of a text in force that differ from what the person of ``by`` agreed to last.

    Nothing is returned when they have not agreed to any version yet.
    """
    agreed, in_force = _agreed(by.person_id).get(kind), current(kind, language, on=on)
    before = version(kind, agreed, language) if agreed else None
    if before is None or in_force is None:
        return ()
    return changed_clauses(
        *(parse(text.kind, text.version, text.language, text.content) for text in (before, in_force))
    )


@query
def agreements(*, by: Actor) -> Sequence[GivenAgreement]:
    """Return what the person of ``by`` agreed to, oldest first."""
    rows = Agreement.objects.filter(person_id=by.person_id).order_by("agreed_at", "id")
    return [
        GivenAgreement(TextKind(row.kind), row.version, row.language, row.sha256, row.agreed_at, row.network)
        for row in rows
    ]


@query
def chosen(purpose: Purpose, *, by: Actor) -> bool:
    """Return what the person of ``by`` chose last about an optional purpose; silence is no."""
    return wants(by.person_id, purpose, by=by)


@query
def may(person_id: UUID, purpose: Purpose, *, by: Actor) -> bool:
    """Return whether data of a person may be used for ``purpose`` now (clauses 1.5, 7.1).

    Ask in the transaction that uses the data: a purpose withdrawn a moment ago is not allowed any more.
    Nobody but the person and the service on their behalf sees what they chose; to others it is no.
    """
    return allowed(
        purpose,
        chosen=wants(person_id, purpose, by=by),
        agreed=Agreement.objects.filter(person_id=person_id, kind=TextKind.OFFER).exists(),
        void=frozenset(voided(TextKind.POLICY)),
    )


@query
def wants(person_id: UUID, purpose: Purpose, *, by: Actor) -> bool:
    """Return the latest choice of a person about an optional purpose; silence is no."""
    choices = Choice.objects.filter(person_id=person_id, purpose=purpose)
    choice = choices.order_by("-chosen_at", "-id").first()
    return choice is not None and choice.wanted


@query
def wants_news(person_id: UUID, *, by: Actor) -> bool:
    """Return whether the person wants the news; silence is no."""
    return wants(person_id, Purpose.NEWS, by=by)


def voided(kind: TextKind) -> Mapping[str, VoidClause]:
    """Return the clauses of a text that are void, by their numbers."""
    rows = Voided.objects.filter(kind=kind)
    return {row.clause: VoidClause(row.clause, row.ground, row.voided_at) for row in rows}


def clauses(kind: TextKind) -> frozenset[str]:
    """Return the numbers of all clauses that any published version of a text has."""
    rows = Publication.objects.filter(kind=kind)
    texts = [parse(kind, row.version, row.language, bytes(row.content)) for row in rows]
    return frozenset(clause.number for text in texts for clause in text.clauses)


def between(kind: TextKind, old: str, new: str, language: str) -> tuple[Change, ...] | None:
    """Return the clauses in which two versions of a text differ; nothing if one was never published."""
    found = [version(kind, one, language) for one in (old, new)]
    texts = [parse(one.kind, one.version, one.language, one.content) for one in found if one is not None]
    return changed_clauses(*texts) if len(texts) == 2 else None


@query
def receipts(*, by: Actor) -> Sequence[GivenReceipt]:
    """Return the receipts of the person of ``by``, newest first."""
    rows = Receipt.objects.filter(person_id=by.person_id).order_by("-made_at", "-id")
    return [_receipt(row) for row in rows]


@query
def receipt(receipt_id: UUID, *, by: Actor) -> GivenReceipt:
    """Return one receipt of the person of ``by``.

    Raises:
        NoSuchReceipt: they have none such.
    """
    row = Receipt.objects.filter(pk=receipt_id, person_id=by.person_id).first()
    if row is None:
        raise NoSuchReceipt
    return _receipt(row)


@query
def verified(receipt_id: UUID, *, by: Actor) -> bool:
    """Check a receipt against what is kept: its own digest, what was agreed or chosen, the text's bytes.

    Raises:
        NoSuchReceipt: they have none such.
    """
    given = receipt(receipt_id, by=by)
    said = told(given.content)
    if hashlib.sha256(given.content).hexdigest() != given.sha256 or said.receipt_id != str(receipt_id):
        return False
    agreement = Agreement.objects.filter(pk=given.record_id, person_id=by.person_id).first()
    choice = Choice.objects.filter(pk=given.record_id, person_id=by.person_id).first()
    if agreement is not None:
        shown = (agreement.kind, agreement.version, agreement.language, agreement.sha256)
        at, same = agreement.agreed_at, [one[:4] for one in said.notices] == [shown] and given.given
    elif choice is not None:
        at, same = choice.chosen_at, (choice.purpose, choice.wanted) == (given.subject, given.given)
    else:
        return False
    return same and said.at == at.isoformat().replace("+00:00", "Z") and all(map(_stands, said.notices))


def shown_in(given: GivenReceipt) -> Sequence[Seen]:
    """Return the texts that a receipt names."""
    return told(given.content).notices


def _stands(seen: Seen) -> bool:
    """Tell whether the bytes that were shown are still published, unchanged."""
    rows = Publication.objects.filter(kind=seen.kind, version=seen.version, language=seen.language)
    row = rows.filter(sha256=seen.sha256).first()
    return row is not None and hashlib.sha256(bytes(row.content)).hexdigest() == seen.sha256


def _receipt(row: Receipt) -> GivenReceipt:
    return GivenReceipt(
        row.id, row.record_id, row.subject, row.given, bytes(row.content), row.sha256, row.made_at
    )


def _versions_in_force(on: date) -> Mapping[TextKind, str]:
    rows = Publication.objects.filter(version__lte=on.isoformat()).order_by("kind", "version")
    return {TextKind(kind): latest for kind, latest in rows.values_list("kind", "version")}


def _agreed(person_id: UUID) -> Mapping[TextKind, str]:
    rows = Agreement.objects.filter(person_id=person_id).order_by("version").values_list("kind", "version")
    return {TextKind(kind): latest for kind, latest in rows}


def _published(row: Publication) -> PublishedText:
    return PublishedText(
        TextKind(row.kind), row.version, row.language, bytes(row.content), row.sha256, row.published_at
    )
