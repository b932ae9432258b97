"""Taking out what is held about a person: ordered by the person, made by a job, gone after three days."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from kasssa.apps.documents import queries as documents
from kasssa.apps.privacy import archive, holdings, reading
from kasssa.apps.privacy.models import Archive
from kasssa.apps.signing import queries as signing
from kasssa.base import ids, jobs
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action
from kasssa.core.actor import NOBODY, Actor
from kasssa.core.acts import Act
from kasssa.core.datamap import MAP

KEPT = timedelta(days=3)
# Each table of the map is a step; then come the originals, then the packing.
_STEPS = (*MAP, "documents", "packing")


class NoSuchArchive(Exception):
    """The person has ordered no such copy, or it is gone by now."""


@action
def order(*, by: Actor, at: datetime) -> UUID:
    """Have a copy made of all that is held about the person of ``by``; return under which id.

    A copy that is being made already is not begun twice.
    """
    going = Archive.objects.filter(person_id=by.person_id, made_at=None).first()
    if going is not None:
        return going.id
    made = Archive.objects.create(
        id=ids.new_id(),
        person_id=by.person_id,
        seat_id=by.organisation_id,
        ordered_at=at,
        total=len(_STEPS),
    )
    record(Act.EXPORT_ORDERED, made.id, by=by, at=at)
    jobs.enqueue(
        "export.make",
        archive_id=str(made.id),
        person_id=str(by.person_id),
        organisation_id=str(by.organisation_id),
        role=by.role,
    )
    return made.id


@action
def finish(archive_id: UUID, held: Sequence[holdings.Held], *, by: Actor, at: datetime) -> None:
    """Put the files of a copy together and record that the data of the person was taken out."""
    content = archive.packed(_files(held, by=by, at=at))
    Archive.objects.filter(pk=archive_id).update(
        done=len(_STEPS),
        made_at=at,
        expires_at=at + KEPT,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes_count=len(content),
        content=content,
    )
    record(Act.PERSON_EXPORTED, by.person_id, by=by, at=at)


@action
def take(archive_id: UUID, *, by: Actor, at: datetime) -> bytes:
    """Return a finished copy of the person of ``by``, and record that it was downloaded.

    Raises:
        NoSuchArchive: none such, not finished, or its three days are over.
    """
    row = Archive.objects.filter(pk=archive_id, person_id=by.person_id, expires_at__gt=at).first()
    if row is None:
        raise NoSuchArchive
    record(Act.EXPORT_TAKEN, row.id, by=by, at=at)
    return bytes(row.content)


@action
def export(*, by: Actor, at: datetime) -> bytes:
    """Return at once a ZIP with all that is held about the person of ``by``, and record it."""
    content = archive.packed(_files(list(holdings.held(by=by)), by=by, at=at))
    record(Act.PERSON_EXPORTED, by.person_id, by=by, at=at)
    return content


def _files(held: Sequence[holdings.Held], *, by: Actor, at: datetime) -> archive.Files:
    operator = settings.OPERATOR
    files = dict(archive.tables(held, person_id=by.person_id))
    if by.organisation_id != NOBODY:
        files.update(_documents(by=by))
    names = [*files, "index.html", "index.en.html", "manifest.json"]
    pages = {
        "index.html": reading.index(held, names, operator, at=at, language="uk"),
        "index.en.html": reading.index(held, names, operator, at=at, language="en"),
    }
    return archive.with_manifest({**files, **pages}, operator, person_id=by.person_id, at=at)


def _documents(*, by: Actor) -> Sequence[tuple[str, bytes]]:
    files: list[tuple[str, bytes]] = []
    for folder in documents.FOLDERS:
        mark: str | None = ""
        while mark is not None:
            page = documents.folder(folder, mark=mark, by=by)
            for card in page.cards:
                if card.sha256:
                    files += _originals(card, by=by)
            mark = page.next_mark
    return files


def _originals(card: documents.Card, *, by: Actor) -> Sequence[tuple[str, bytes]]:
    stem = f"documents/{card.id}"
    proofs = [
        (f"{stem}/{index}-{signature.serial}.p7s", signing.proof(signature.id, by=by))
        for index, signature in enumerate(signing.signatures(card.id, by=by), start=1)
    ]
    return [(f"{stem}/document.xml", documents.content(card.id, by=by)), *proofs]
