"""What is held about a person, how far their copy has come, and the record of processing activities."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.conf import settings

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.privacy import endings, holdings, words
from kasssa.apps.privacy.destruction import tombstones
from kasssa.apps.privacy.models import Archive, Demand, Ending
from kasssa.base.ids import digest_of
from kasssa.base.tenancy import acting, query, robot
from kasssa.core.actor import Actor
from kasssa.core.consent import Operator
from kasssa.core.datamap import MAP, Fate, Recipient, Subject, Table
from kasssa.core.ending import Standing
from kasssa.core.purposes import GROUND_TERMS, TERMS, Ground, Purpose
from kasssa.core.receipts import CONTEXT
from kasssa.core.rights import Right

__all__ = ["tombstones"]


@dataclass(frozen=True, slots=True)
class HeldCard:
    """One table as the page shows it: what, from where, why, until when, to whom, and the values."""

    name: str
    label: words.Label
    purpose: Purpose
    ground: Ground
    clause: str
    source: words.Label
    kept: words.Label
    fate: words.Label
    recipients: Sequence[words.Label]
    columns: Sequence[tuple[words.Label, str]]
    rows: Sequence[Sequence[str]]
    count: int

    @property
    def facts(self) -> Sequence[tuple[words.Label, str, str]]:
        """The only row as a list of its values; nothing where there are more."""
        if self.count != 1:
            return []
        return [(*column, value) for column, value in zip(self.columns, self.rows[0], strict=True)]


@dataclass(frozen=True, slots=True)
class ArchiveCard:
    """A copy that was ordered, without its bytes."""

    id: UUID
    ordered_at: datetime
    percent: int
    made_at: datetime | None
    expires_at: datetime | None
    sha256: str
    bytes_count: int


@dataclass(frozen=True, slots=True)
class Orphan:
    """An organisation that nobody else owns, and what of it must stay."""

    organisation_id: UUID
    name: str
    code: str
    documents: int
    sealed_until: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the end of an account does: to which tables, how many rows, and what stays until when."""

    now: Sequence[tuple[words.Label, int, words.Label]]
    kept: Sequence[tuple[words.Label, int, words.Label]]
    orphans: Sequence[Orphan]


@dataclass(frozen=True, slots=True)
class EndingCard:
    """Where the end of an account stands, for whoever has its secret."""

    standing: Standing
    due_at: datetime
    ended_at: datetime | None
    act: bytes


@dataclass(frozen=True, slots=True)
class DemandCard:
    """A demand with its clock; ``days_left`` is below nought when the operator is late."""

    id: UUID
    right: Right
    text: str
    made_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None

    def days_left(self, on: date) -> int:
        """Return how many days are left on a date for an answer in time."""
        return (self.due_on - on).days


ROWS_SHOWN_MAX = 20


@query
def held(*, by: Actor) -> Sequence[HeldCard]:
    """Return what is held about the person of ``by`` and their organisation, table by table.

    Of each table the newest rows are shown, ``ROWS_SHOWN_MAX`` at most; all of them are in the copy.
    """
    return [_card(one) for one in holdings.held(by=by) if one.rows]


@query
def archives(*, by: Actor, at: datetime) -> Sequence[ArchiveCard]:
    """Return the copies of the person of ``by`` that are being made or can still be downloaded."""
    rows = Archive.objects.filter(person_id=by.person_id).order_by("-ordered_at").defer("content")
    return [_archive(row) for row in rows if row.expires_at is None or row.expires_at > at]


@query
def plan(*, by: Actor) -> Plan:
    """Return what the end of the account of ``by`` would do, before anything is done."""
    found = [one for one in holdings.held(by=by) if one.rows and one.table.of is Subject.PERSON]
    gone = (Fate.DELETED, Fate.EMPTIED)
    return Plan(
        now=[_line(one, words.FATES[one.table.fate]) for one in found if one.table.fate in gone],
        kept=[_line(one, words.KEPT[one.kept]) for one in found if one.table.fate not in gone],
        orphans=[_orphan(seat) for seat in endings.orphans(by.person_id)],
    )


@query
def demands(*, by: Actor) -> Sequence[DemandCard]:
    """Return what the person of ``by`` demanded, newest first."""
    rows = Demand.objects.filter(person_id=by.person_id).order_by("-made_at", "-id")
    return [_demand(row) for row in rows]


@query
def waiting_demands(*, by: Actor) -> Sequence[DemandCard]:
    """Return the demands that nobody has answered yet, the soonest due first; the service sees all."""
    rows = Demand.objects.filter(answered_at=None).order_by("due_on", "id")
    return [_demand(row) for row in rows]


def _demand(row: Demand) -> DemandCard:
    return DemandCard(
        row.id, Right(row.right), row.text, row.made_at, row.due_on, row.answer, row.answered_at
    )


def ending(secret: str) -> EndingCard | None:
    """Return where the end of an account stands, nothing if there is none under that secret."""
    with acting(robot()):
        row = Ending.objects.filter(secret_sha256=digest_of(secret)).first()
    if row is None:
        return None
    return EndingCard(Standing(row.standing), row.due_at, row.ended_at, bytes(row.act))


def fate(name: str) -> words.Label:
    """Return in words what became of rows."""
    return words.FATES[Fate(name)]


def kept_words(kept: str) -> words.Label:
    """Return in words how long rows stay."""
    return words.KEPT.get(kept, kept)


def _line(one: holdings.Held, what: words.Label) -> tuple[words.Label, int, words.Label]:
    return words.TABLES[one.name], len(one.rows), what


def _orphan(seat: accounts.Seat) -> Orphan:
    closing = endings.closing(seat.organisation_id, by=robot(seat.organisation_id))
    return Orphan(seat.organisation_id, seat.name, seat.code, closing.documents, closing.sealed_until)


def activities(operator: Operator | None = None) -> Sequence[Mapping[str, str]]:
    """Return the record of processing activities (GDPR art. 30), a row for each table of the map."""
    who = operator or settings.OPERATOR
    return [_activity(name, table, who) for name, table in MAP.items()]


def activities_in_words() -> Sequence[Mapping[str, object]]:
    """Return the record of processing activities as people read it; purposes and grounds stay terms."""
    return [_activity_in_words(name, table) for name, table in MAP.items()]


def activities_csv() -> bytes:
    """Return the record of processing activities as CSV, UTF-8 with its mark."""
    rows = activities()
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def activities_jsonld() -> bytes:
    """Return the record of processing activities as JSON-LD whose context stands in the file."""
    operator = settings.OPERATOR
    told = {
        "@context": CONTEXT,
        "@type": "dpv:RegisterOfProcessingActivities",
        "dpv:hasDataController": {
            "@type": "dpv:DataController",
            "dpv:hasName": operator.name,
            "dct:identifier": operator.code,
            "dpv:hasAddress": operator.address,
            "dpv:hasContact": operator.email,
        },
        "dpv:hasProcess": [_process(name, table) for name, table in MAP.items()],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _process(name: str, table: Table) -> Mapping[str, object]:
    model, terms = apps.get_model(name), TERMS[table.purpose]
    return {
        "@type": "dpv:Process",
        "dct:identifier": model._meta.db_table,
        "dpv:hasPurpose": terms.term,
        "dpv:hasLegalBasis": GROUND_TERMS[terms.ground],
        "dpv:hasPersonalData": sorted(set(table.categories.values())),
        "dpv:hasRecipient": list(table.recipients),
        "dpv:hasStorageCondition": holdings.kept(model),
        "kasssa:clause": terms.clause,
        "kasssa:source": table.source,
        "kasssa:at_the_end": table.fate,
    }


def _activity(name: str, table: Table, operator: Operator) -> Mapping[str, str]:
    model, terms = apps.get_model(name), TERMS[table.purpose]
    return {
        "table": model._meta.db_table,
        "controller": f"{operator.name}, {operator.code}",
        "subject": table.of,
        "categories": " ".join(sorted(set(table.categories.values()))),
        "purpose": terms.term,
        "ground": GROUND_TERMS[terms.ground],
        "clause": terms.clause,
        "source": table.source,
        "recipients": " ".join(table.recipients),
        "kept": holdings.kept(model),
        "at_the_end": table.fate,
    }


def _activity_in_words(name: str, table: Table) -> Mapping[str, object]:
    model, terms = apps.get_model(name), TERMS[table.purpose]
    return {
        "label": words.TABLES[name],
        "table": model._meta.db_table,
        "categories": [words.CATEGORIES[one] for one in sorted(set(table.categories.values()))],
        "purpose": terms.term,
        "ground": GROUND_TERMS[terms.ground],
        "clause": terms.clause,
        "source": words.SOURCES[table.source],
        "recipients": _recipients(table.recipients),
        "kept": words.KEPT[holdings.kept(model)],
    }


def _card(one: holdings.Held) -> HeldCard:
    table, terms = one.table, TERMS[one.table.purpose]
    columns = _personal(one)
    newest = one.rows[-ROWS_SHOWN_MAX:]
    return HeldCard(
        name=one.name,
        label=words.TABLES[one.name],
        purpose=table.purpose,
        ground=terms.ground,
        clause=terms.clause,
        source=words.SOURCES[table.source],
        kept=words.KEPT[one.kept],
        fate=words.FATES[table.fate],
        recipients=_recipients(table.recipients),
        columns=[(words.CATEGORIES[category], column) for column, category in columns.items()],
        rows=[[words.said(row[column]) for column in columns] for row in reversed(newest)],
        count=len(one.rows),
    )


def _personal(one: holdings.Held) -> Mapping[str, str]:
    """Return the columns that tell something about a person, with their categories; ids tell nothing."""
    known = {
        column: one.table.categories.get(column) or one.table.categories.get(column.removesuffix("_id"), "")
        for column in one.columns
    }
    return {column: category for column, category in known.items() if category not in ("", "pd:UID")}


def _recipients(found: Iterable[Recipient]) -> Sequence[words.Label]:
    return [words.RECIPIENTS[one] for one in found]


def _archive(row: Archive) -> ArchiveCard:
    return ArchiveCard(
        row.id,
        row.ordered_at,
        100 * row.done // row.total,
        row.made_at,
        row.expires_at,
        row.sha256,
        row.bytes_count,
    )
