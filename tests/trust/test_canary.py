"""Canaries in every personal column: the export brings each, erasure takes what it promised (T-1.10)."""

import io
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.models import CharField, QuerySet, TextField

from kasssa.apps.accounts.actions import create_token
from kasssa.apps.consents.actions import choose_news
from kasssa.apps.directory.actions import add
from kasssa.apps.privacy.actions import DELAY, demand, export, order
from kasssa.apps.privacy.actions import ask as end
from kasssa.apps.privacy.followups import erase_due
from kasssa.apps.safety import actions as safety
from kasssa.apps.support.actions import Topic, ask
from kasssa.base.idempotency.actions import claim
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import NOBODY, themselves
from kasssa.core.datamap import MAP, Fate, Subject
from kasssa.core.document.model import Party
from kasssa.core.parties import Scheme
from kasssa.core.rights import Right
from tests.apps.acts import paid, rejected
from tests.cast import drafted, settle
from tests.signatories import DIRECTOR, key_of, register

LETTERS_MIN = 8  # a shorter column cannot hold a token
# What the database lets nobody change: there the value itself is the canary.
IMMUTABLE = {
    "ledger.Entry",
    "ledger.Chain",
    "consents.Receipt",
    "blobs.Blob",
    "documents.Draft",
    "idempotency.Answer",
}


@pytest.fixture
def full(olena, petro, noon):
    """Olena has a row in every table of the map."""
    paid(olena, petro, noon)
    rejected(petro, olena, noon)
    drafted(olena, petro, noon)
    create_token("каса", by=olena.actor, at=noon)
    register(key_of(DIRECTOR, noon), olena, noon)
    add(Party(scheme=Scheme.EDRPOU, code="43629432", name="ТОВ «Пекарня»"), by=olena.actor, at=noon)
    choose_news(wanted=True, by=olena.actor, at=noon)
    ask(Topic.HELP, "Як?", by=olena.actor, at=noon)
    claim("key", "print", by=olena.actor, at=noon)
    person_id = olena.actor.person_id
    Authenticator.objects.create(user_id=person_id, type="totp", data={"secret": "x"})
    UserSession.objects.create(
        user_id=person_id, ip="198.51.100.7", session_key="k" * 32, user_agent="x", last_seen_at=noon
    )
    demand(Right.CORRECT, "Ім’я.", by=olena.actor, at=noon)
    order(by=olena.actor, at=noon)
    settle()
    arrival = safety.Arrival(secret="", agent="Chrome", network="192.0.2.0/24", factors=["password"])
    safety.note_sign_in(arrival, by=themselves(person_id), at=noon)
    post("x@kasssa.example", "Тема", "Слова", person_id=person_id, by=olena.actor, at=noon)
    return olena


def rows(name, actor):
    table = MAP[name]
    owner = {Subject.PERSON: actor.person_id, Subject.ORGANISATION: actor.organisation_id}.get(
        table.of, NOBODY
    )
    return QuerySet(apps.get_model(name)).filter(**{table.by: owner})


def plant(actor):
    """Write a token into every personal column of text; return where each one is."""
    planted = {}
    for name, table in MAP.items():
        if name in IMMUTABLE or table.of is Subject.NOBODY:
            continue
        by = robot() if name == "mail.Letter" else actor
        with acting(by):
            for field in apps.get_model(name)._meta.concrete_fields:
                wanted = field.name in table.categories and field.name not in table.secret
                if (
                    wanted
                    and isinstance(field, CharField | TextField)
                    and (field.max_length or 99) >= LETTERS_MIN
                ):
                    token = f"zz{len(planted):06}"
                    key = rows(name, actor).order_by("pk").values_list("pk", flat=True).first()
                    assert key is not None, f"{name}: nobody has a row"
                    assert rows(name, actor).filter(pk=key).update(**{field.name: token}) == 1, name
                    planted[token] = f"{name}.{field.name}"
    return planted


def everything(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_token_that_was_planted_comes_with_the_export(full, noon):
    planted = plant(full.actor)
    assert len(planted) >= 30
    files = everything(export(by=full.actor, at=noon))
    for name in ("data.jsonld", "csv", "index.html"):
        text = b"\n".join(content for path, content in files.items() if path.startswith(name)).decode()
        missing = [where for token, where in planted.items() if token not in text]
        assert missing == [], name


def test_every_value_that_nobody_may_change_comes_too(full, noon):
    files = everything(export(by=full.actor, at=noon))
    contents = set(files.values())
    text = files["data.jsonld"].decode()
    for name in sorted(IMMUTABLE - {"blobs.Blob"}):
        table = MAP[name]
        with acting(full.actor):
            for row in rows(name, full.actor):
                for column in table.categories:
                    value = getattr(row, column)
                    bytes_of = bytes(value) if isinstance(value, bytes | memoryview) else None
                    found = not value or bytes_of in contents if bytes_of is not None else str(value) in text
                    assert found or column.endswith("_at") or isinstance(value, bool), f"{name}.{column}"


def test_the_bytes_of_every_document_of_the_organisation_come(full, noon):
    contents = set(everything(export(by=full.actor, at=noon)).values())
    with acting(full.actor):
        blobs = [
            bytes(content)
            for content in apps.get_model("blobs.Blob").objects.values_list("content", flat=True)
        ]
    assert len(blobs) >= 2
    assert [blob for blob in blobs if blob not in contents] == []


def left():
    """Everything that any table holds, by the eyes of the owner of the tables."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        told = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT string_agg(to_jsonb(t)::text, ' ') FROM {table} t")
            told[table] = cursor.fetchone()[0] or ""
    return told


def test_after_erasure_no_token_is_left_but_where_the_plan_says_that_it_stays(
    full, noon, tmp_path, monkeypatch
):
    monkeypatch.setattr(settings, "TOMBSTONES", tmp_path / "tombstones.jsonl")
    planted = plant(full.actor)
    end([full.actor.organisation_id], by=full.actor, at=noon)
    settle()
    assert erase_due(by=robot(), at=noon + DELAY) == 1
    there = left()
    for token, where in planted.items():
        name, column = where.rsplit(".", 1)
        table = MAP[name]
        stays = table.fate in (Fate.KEPT, Fate.SEALED) or column in table.stays
        found = [one for one, text in there.items() if token in text]
        assert found == ([apps.get_model(name)._meta.db_table] if stays else []), where
    gone = [
        where
        for where in planted.values()
        if MAP[where.rsplit(".", 1)[0]].fate in (Fate.DELETED, Fate.EMPTIED)
    ]
    assert len(gone) >= 20
    assert full.role.surname not in (tmp_path / "tombstones.jsonl").read_text()
