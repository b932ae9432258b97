"""The texts in force, and who agreed to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kasssa.apps.consents.models import Agreement, NewsChoice, Publication
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.consent import Change, TextKind, changed_clauses, parse, required


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
def wants_news(person_id: UUID, *, by: Actor) -> bool:
    """Return whether the person wants the news; silence is no."""
    choice = NewsChoice.objects.filter(person_id=person_id).order_by("-chosen_at", "-id").first()
    return choice is not None and choice.wanted


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
