"""Taking out what is held about a person."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.consents import queries as consents
from kasssa.apps.documents import queries as documents
from kasssa.apps.privacy import takeaway
from kasssa.apps.signing import queries as signing
from kasssa.apps.support import queries as support
from kasssa.base.ledger import proving
from kasssa.base.ledger import queries as ledger
from kasssa.base.ledger.actions import record
from kasssa.base.ledger.actions import seal as nights
from kasssa.base.tenancy import action
from kasssa.core.actor import NOBODY, Actor
from kasssa.core.acts import Act

_EPOCH = (1980, 1, 1, 0, 0, 0)


@action
def seal(*, by: Actor, at: datetime) -> int:
    """Seal the night: record the root of the map of all subjects and their numbers of leaves."""
    return nights.seal(Act.LEDGER_SEALED, by=by, at=at)


@action
def export(*, by: Actor, at: datetime) -> bytes:
    """Return a ZIP with all that is held about the person of ``by``, and record that it was taken out.

    ``person.json`` holds the account, seats, agreements, questions and every act of the person; for
    the organisation at hand ``documents/`` holds the signed bytes and signatures of its documents.
    """
    record(Act.PERSON_EXPORTED, by.person_id, by=by, at=at)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "person.json", msgspec.json.format(msgspec.json.encode(_person(by=by)), indent=2))
        if by.organisation_id != NOBODY:
            for name, content in _documents(by=by):
                _write(archive, name, content)
    return out.getvalue()


@action
def take_journal(words: Mapping[str, Mapping[str, str]], *, by: Actor, at: datetime) -> bytes:
    """Return a ZIP with the journal of the person of ``by`` and of their organisation, with all proofs.

    ``words`` says what each act is called in each language. That it was taken out is recorded.
    """
    record(Act.PERSON_EXPORTED, by.person_id, by=by, at=at, what="journal")
    return takeaway.packed(proving.journal(words, by=by, at=at))


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def _person(*, by: Actor) -> Mapping[str, object]:
    row = accounts.person(by.person_id)
    return {
        "account": {
            "id": row.id,
            "email": row.email,
            "surname": row.surname,
            "given_name": row.given_name,
            "patronymic": row.patronymic,
            "language": row.language,
            "registered_at": row.registered_at,
        },
        "certificates": accounts.certificates(by=by),
        "seats": accounts.seats(by.person_id),
        "agreements": consents.agreements(by=by),
        "wants_news": consents.wants_news(by.person_id, by=by),
        "questions": support.questions(by=by),
        "acts": ledger.of_person(by.person_id, by=by),
        "ledger_head": proving.checkpoint(),
    }


def _documents(*, by: Actor) -> Sequence[tuple[str, bytes]]:
    files: list[tuple[str, bytes]] = []
    for folder in documents.FOLDERS:
        mark: str | None = ""
        while mark is not None:
            page = documents.folder(folder, mark=mark, by=by)
            for card in page.cards:
                if card.sha256:
                    files += _files(card, by=by)
            mark = page.next_mark
    return files


def _files(card: documents.Card, *, by: Actor) -> Sequence[tuple[str, bytes]]:
    stem = f"documents/{card.id}"
    proofs = [
        (f"{stem}/{index}-{signature.serial}{signature.form.suffix}", signing.proof(signature.id, by=by))
        for index, signature in enumerate(signing.signatures(card.id, by=by), start=1)
    ]
    return [(f"{stem}/document.xml", documents.content(card.id, by=by)), *proofs]
