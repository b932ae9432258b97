"""Bytes: kept once, never changed, read by whoever holds them."""

import hashlib

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from kasssa.base.blobs.actions import hold, keep
from kasssa.base.blobs.models import Blob
from kasssa.base.blobs.queries import NoSuchBytes, content
from kasssa.base.tenancy import acting
from tests.apps.traces import refused, untouched


def count():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM blobs_blob")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("data", [b"", b"\x00", "хліб".encode(), bytes(range(256)) * 4096])
def test_bytes_come_back_as_they_were_under_their_digest(data, olena, noon):
    sha256 = keep(data, by=olena.actor, at=noon)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert content(sha256, by=olena.actor) == data


def test_keeping_twice_is_keeping_once(olena, noon):
    keep(b"bread", by=olena.actor, at=noon)
    with untouched():
        keep(b"bread", by=olena.actor, at=noon)


def test_two_organisations_share_the_same_bytes(olena, petro, noon):
    sha256 = keep(b"bread", by=olena.actor, at=noon)
    with refused(NoSuchBytes):
        content(sha256, by=petro.actor)
    assert keep(b"bread", by=petro.actor, at=noon) == sha256
    assert content(sha256, by=petro.actor) == b"bread"
    with acting(petro.actor):
        assert count() == 1


def test_who_is_given_the_right_reads(olena, petro, yevheniia, noon):
    sha256 = keep(b"bread", by=olena.actor, at=noon)
    hold(sha256, by=petro.actor)
    hold(sha256, by=petro.actor)
    assert content(sha256, by=petro.actor) == b"bread"
    with refused(NoSuchBytes):
        content(sha256, by=yevheniia.actor)


def test_bytes_that_do_not_exist_and_bytes_of_others_are_the_same_answer(olena, petro, noon):
    theirs = keep(b"bread", by=olena.actor, at=noon)
    for sha256 in (theirs, "0" * 64, "", "x"):
        with refused(NoSuchBytes) as caught:
            content(sha256, by=petro.actor)
        assert caught.value.args == (sha256,)


@pytest.mark.parametrize(
    "sql", ["UPDATE blobs_blob SET content = ''", "DELETE FROM blobs_blob", "TRUNCATE blobs_blob"]
)
def test_the_service_itself_cannot_change_them(sql, olena, noon):
    sha256 = keep(b"bread", by=olena.actor, at=noon)
    with acting(olena.actor), connection.cursor() as cursor:
        with (
            pytest.raises((ProgrammingError, InternalError), match="permission denied"),
            transaction.atomic(),
        ):
            cursor.execute(sql)
        assert bytes(Blob.objects.get(pk=sha256).content) == b"bread"
