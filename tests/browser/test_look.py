"""How every page looks: wide and narrow, by day and by night, in both languages."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kasssa.cli.cast import OLENA
from tests.browser import pages
from tests.browser.service import Service
from tests.browser.visitor import HEIGHT, NARROW, WIDE, Visit, Visitor, visits

PUBLIC = {
    "landing": "/",
    "registration": "/account/registration",
    "login": "/account/login/",
    "reset": "/account/password/reset/",
    "policy": "/texts/policy",
    "offer": "/texts/offer",
    "versions": "/texts/policy/versions",
    "processing": "/privacy/processing",
    "cookies": "/privacy/cookies",
    "changes": "/texts/policy/changes/2026-09-01/2026-09-01",
    "not-found": "/nowhere",
}
OWN = {
    "inbox": "/inbox",
    "outbox": "/outbox",
    "drafts": "/drafts",
    "archive": "/archive",
    "nothing-found": "/inbox?q=zzz",
    "editor": "/documents/new",
    "counterparties": "/counterparties",
    "requisites": "/organisation/requisites",
    "members": "/organisation/members",
    "signatories": "/organisation/signatories",
    "register a signatory": "/organisation/signatories/new?ground=статут",
    "signing keys": "/account/certificates",
    "tokens": "/organisation/tokens",
    "found": "/organisation/new",
    "confirm": "/organisation/confirm",
    "support": "/support",
    "export": "/export",
    "consents": "/privacy/consents",
    "end": "/privacy/end",
    "rights": "/privacy/rights",
    "what is held": "/privacy/data",
    "protection": "/account/2fa/",
    "passkeys": "/account/2fa/webauthn/",
    "password": "/account/password/change/",
    "email": "/account/email/",
    "sessions": "/account/sessions/",
    "foreign-document": "/documents/00000000-0000-7000-8000-000000000000",
}
FOLDERS = ("inbox", "outbox", "drafts")
MISCHIEF = (
    "document.body.append(document.createElement('img'))",
    "fetch('https://nowhere.example/').catch(() => 0)",
    "document.body.insertAdjacentHTML('beforeend', '<i style=\"color: red\"></i>')",
    "void setTimeout(() => { throw new Error('a bug') })",
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures of the pages are kept, for whoever wants to look."""
    return tmp_path_factory.mktemp("shots")


def test_a_stranger_sees_pages_that_fit(visit: Visit, service: Service, shots: Path) -> None:
    look_at_all(visit(OLENA, service), PUBLIC, shots)


def test_olena_sees_pages_that_fit(visit: Visit, service: Service, shots: Path) -> None:
    olena = signed_in(visit, service, "uk")
    look_at_all(olena, OWN | documents(olena), shots)


def test_in_english_they_fit_too(visit: Visit, service: Service, shots: Path) -> None:
    stranger = visit(OLENA, service, language="en")
    olena = signed_in(visit, service, "en")
    problems = [*look_in_english(stranger, PUBLIC), *look_in_english(olena, OWN | documents(olena))]
    assert not problems, "\n".join(problems)


def test_language_and_theme_are_switched_and_kept(visit: Visit, service: Service) -> None:
    stranger = visit(OLENA, service)
    stranger.open("/texts/policy")
    stranger.press("night")
    expect(stranger.page.locator("html")).to_have_attribute("data-theme", "dark")
    stranger.page.get_by_role("button", name="English").click()
    expect(stranger.page.locator("html")).to_have_attribute("lang", "en")
    expect(stranger.page).to_have_url(f"{service.url}/texts/policy")
    stranger.open("/account/login/")
    expect(stranger.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(stranger.page.locator("html")).to_have_attribute("lang", "en")


def test_whatever_must_not_happen_would_be_noticed(
    browser: Browser, service: Service, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError) as noticed:
        do_mischief(browser, service, tmp_path)
    for said in (
        "Connecting to 'https://nowhere.example/' violates",
        "Applying inline style violates",
        "script: a bug",
        "left the origin: http://127.0.0.1:",
    ):
        assert said in str(noticed.value)


def do_mischief(browser: Browser, service: Service, downloads: Path) -> None:
    """Break every rule on a page, and leave for another origin."""
    with visits(browser, downloads) as come:
        stranger = come(OLENA, service)
        stranger.open("/")
        for mischief in MISCHIEF:
            stranger.page.evaluate(mischief)
        assert [fault for fault in stranger.faults() if ": image-alt: " in fault]
        stranger.page.goto(service.url.replace("localhost", "127.0.0.1"))


def signed_in(visit: Visit, service: Service, language: str) -> Visitor:
    """Let Olena of the demo come, whose folders are full."""
    olena = visit(OLENA, service, language=language)
    pages.sign_in(olena)
    expect(olena.page).to_have_url(re.compile("/inbox$"))
    return olena


def documents(olena: Visitor) -> Mapping[str, str]:
    """Return the first document in each state, and the first page of each act, from each folder."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        olena.open(f"/{folder}")
        for row in olena.page.locator("tr[data-state]").all():
            state, link = row.get_attribute("data-state"), row.locator("[data-row-link]")
            found.setdefault(f"{folder}-{state}", link.get_attribute("href") or "")
            for act in row.locator("a[data-act]").all():
                found.setdefault(act.get_attribute("data-act") or "", act.get_attribute("href") or "")
    found["document.rejected"] = found["document.accepted"].replace("/accept", "/reject")
    return found


def look_at_all(visitor: Visitor, paths: Mapping[str, str], shots: Path) -> None:
    """Fail with everything that is wrong with the pages at ``paths``, having taken pictures of them."""
    problems = []
    for name, path in paths.items():
        visitor.open(path)
        problems.extend(look(visitor, name, shots))
    assert not problems, "\n".join(problems)


def look(visitor: Visitor, name: str, shots: Path) -> Iterator[str]:
    """Take four pictures of the page at hand; yield what is wrong with it, by axe with the last."""
    page = visitor.page
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if (over := page.evaluate(TOO_WIDE)) > 0:
            yield f"{name}: {over} px too wide at {width}"
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            picture = shots / f"{name}-{width}-{theme}.jpeg"
            page.screenshot(path=picture, full_page=True, type="jpeg", quality=80)
    yield from visitor.faults()


def look_in_english(visitor: Visitor, paths: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the pages in English: their width on a phone, and what axe says."""
    visitor.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    for name, path in paths.items():
        visitor.open(path)
        expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
        if (over := visitor.page.evaluate(TOO_WIDE)) > 0:
            yield f"{name}: {over} px too wide at {NARROW} in English"
        yield from visitor.faults()
