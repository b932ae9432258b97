"""Publishing the policy and the offer."""

import hashlib
from datetime import date

import pytest
from django.conf import settings

from kasssa.apps.consents import bundled, queries
from kasssa.apps.consents.actions import publish
from kasssa.base.ledger.models import Entry
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.consent import BadText, TextKind
from tests.apps.traces import refused, untouched
from tests.cast import ledger_length

TODAY = date(2026, 11, 25)


WORDS = "# Слова\n\n## 0. Коротко\n\n- Одне слово.\n\n## 1. Розділ\n\n1.1. Слово.\n".encode()


def put(noon, version="2026-10-01", content=WORDS, language="uk"):
    return publish(TextKind.POLICY, version, language, content, by=robot(), at=noon)


def test_what_comes_with_the_service_is_in_force_in_both_languages(texts, noon):
    for text in bundled.texts(settings.OPERATOR):
        published = queries.current(text.kind, text.language, on=TODAY)
        assert (published.version, published.content, published.published_at) == (
            "2026-09-01", text.content, noon,
        )  # fmt: skip
        assert published.sha256 == hashlib.sha256(text.content).hexdigest()


def test_publishing_is_one_line_in_the_ledger_that_names_the_bytes(db, noon):
    length = ledger_length()
    assert put(noon) is True
    assert ledger_length() == length + 1
    with acting(robot()):
        entry = Entry.objects.order_by("-id").first()
    assert (entry.act, entry.details) == ("text.published", {
        "kind": "policy", "version": "2026-10-01", "language": "uk",
        "sha256": hashlib.sha256(WORDS).hexdigest(),
    })  # fmt: skip


def test_the_same_bytes_are_published_once(db, noon):
    put(noon)
    with untouched():
        assert put(noon) is False


def test_a_version_comes_into_force_on_its_day_and_not_before(texts, noon):
    put(noon, version="2026-11-26")
    assert queries.current(TextKind.POLICY, "uk", on=TODAY).version == "2026-09-01"
    assert queries.current(TextKind.POLICY, "uk", on=date(2026, 11, 26)).version == "2026-11-26"
    assert queries.versions(TextKind.POLICY) == ["2026-11-26", "2026-09-01"]


def test_older_versions_stay_readable(texts, noon):
    put(noon)
    assert queries.version(TextKind.POLICY, "2026-10-01", "uk").content == WORDS
    assert queries.version(TextKind.POLICY, "2026-09-01", "uk").version == "2026-09-01"
    assert queries.version(TextKind.POLICY, "2020-01-01", "uk") is None
    assert queries.current(TextKind.POLICY, "uk", on=date(2026, 8, 31)) is None


@pytest.mark.parametrize("role", [Role.OWNER, Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_nobody_but_the_service_publishes(role, colleague, noon):
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        publish(TextKind.POLICY, "2026-10-01", "uk", b"mine", by=someone.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (role, Act.TEXT_PUBLISHED)


def test_bytes_that_no_page_could_show_are_not_published(db, noon):
    with refused(BadText):
        put(noon, content=b"mine")
