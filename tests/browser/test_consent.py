"""A new version of the policy: agree and go on, or leave with one's data."""

import os
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect
from pytest_django.plugin import DjangoDbBlocker

from kasssa.apps.consents import queries
from kasssa.apps.consents.actions import publish
from kasssa.base import clock
from kasssa.base.tenancy import robot
from kasssa.cli.cast import OLENA, PETRO
from kasssa.core.consent import TextKind
from tests.browser import pages
from tests.browser.service import Service, eventually, serving
from tests.browser.visitor import Visit, Visitor, say
from tests.plugins import database

CONSENT, INBOX = re.compile("/account/consent"), re.compile("/inbox$")
MORE = " Дякуємо, що прочитали до кінця.\n"
CLOSED = (
    "/inbox",
    "/drafts",
    "/documents/new",
    "/counterparties",
    "/organisation/requisites",
    "/account/sessions/",
)


@pytest.fixture
def own_service(
    browser: Browser,
    database_server: database.Server,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    """A service of this test's own: a published text stays published."""
    name, var = f"kasssa_test_{os.getpid()}_consent", tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), serving(database_server, name, var, demo=False) as started:
        yield started


def publish_a_new_policy() -> None:
    """Publish the policy as of today, with one sentence more, in both languages."""
    now = clock.now()
    today = clock.kyiv_date(now)
    for language, _name in settings.LANGUAGES:
        old = queries.current(TextKind.POLICY, language, on=today)
        assert old is not None, "the service publishes its texts as it starts"
        content = old.content.rstrip() + MORE.encode()
        publish(old.kind, today.isoformat(), language, content, by=robot(), at=now)


def test_a_new_policy_is_asked_about_once(own_service: Service, visit: Visit) -> None:
    for role in (OLENA, PETRO):
        own_service.come(role)
    olena, petro = visit(OLENA, own_service), visit(PETRO, own_service, language="en")
    for visitor in (olena, petro):
        pages.sign_in(visitor)
        expect(visitor.page).to_have_url(INBOX)
    own_service.backstage(publish_a_new_policy)
    olena_agrees(olena)
    petro_declines(petro)


def olena_agrees(olena: Visitor) -> None:
    """She was writing an invoice, reads the one clause that changed, ticks the one box, and goes on."""
    olena.open("/documents/new")
    expect(olena.page).to_have_url(CONSENT)
    olena.audit()
    expect(olena.page.locator("[name='offer']")).to_have_count(0)
    olena.page.get_by_text(say("What is new")).locator("..").locator("summary").click()
    expect(olena.page.get_by_role("definition").filter(has_text=MORE.strip())).to_be_visible()
    pages.press(olena)
    expect(olena.page.get_by_role("alert")).to_be_visible()
    expect(olena.page).to_have_url(CONSENT)
    olena.audit()
    olena.page.locator("[name='policy']").check()
    pages.press(olena)
    expect(olena.page).to_have_url(INBOX)
    olena.open("/documents/new")
    expect(olena.page.locator("#editor")).to_be_visible()


def made(visitor: Visitor) -> bool:
    """Look again whether the copy is ready."""
    visitor.open("/export")
    return visitor.page.locator("main a[download]").count() > 0


def petro_declines(petro: Visitor) -> None:
    """Documents are closed to him; the texts, his data, the operator and the way out are not."""
    for path in CLOSED:
        petro.open(path)
        expect(petro.page).to_have_url(CONSENT)
    petro.audit()
    for path in ("/texts/policy", "/texts/offer", "/texts/policy/versions"):
        petro.open(path)
        expect(petro.page).to_have_url(f"{petro.service.url}{path}")
        petro.audit()
    petro.open("/export")
    petro.audit()
    pages.press(petro)
    eventually(lambda: made(petro), "the copy")
    copy = petro.download(petro.page.locator("main a[download]"))
    assert copy.read_bytes().startswith(b"PK")
    petro.open("/support")
    petro.audit()
    petro.fill(text="Чому змінилася політика?")
    pages.press(petro)
    expect(petro.page.locator("main")).to_contain_text("Чому змінилася політика?")
    petro.open("/inbox")
    petro.page.get_by_role("button", name=say("Decide later and sign out", language="en")).click()
    expect(petro.page).to_have_url(f"{petro.service.url}/")
    petro.open("/inbox")
    expect(petro.page).to_have_url(re.compile("/account/login/"))
