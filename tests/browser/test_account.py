"""Signing in: the password and its reset, an authenticator, a passkey, and the list of sessions."""

import base64
import hmac
import re
import time

import pytest
from playwright.sync_api import expect

from kasssa.cli.cast import OLENA, PASSWORD
from tests.browser import pages
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor, say

INBOX, LOGIN = re.compile("/inbox$"), re.compile("/account/login/")
NEW_PASSWORD = "інший пароль 2026"
STEP_SECONDS = 30


@pytest.fixture
def olena(visit: Visit, service: Service) -> Visitor:
    """Olena, with an account that only this test uses."""
    return visit(service.come(newcomer(OLENA)).role, service)


def totp(secret: str) -> str:
    """Return what an authenticator shows for ``secret`` (RFC 6238), with time left to type it."""
    if STEP_SECONDS - time.time() % STEP_SECONDS < 5:
        time.sleep(5)
    counter = int(time.time() // STEP_SECONDS).to_bytes(8)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    at = digest[-1] & 0xF
    return f"{int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF:010}"[-6:]


def test_a_wrong_password_is_refused_in_words(olena: Visitor) -> None:
    pages.sign_in(olena, password="не той пароль")
    expect(olena.page.get_by_role("alert")).to_contain_text(
        say("The email address and/or password you specified are not correct.")
    )
    expect(olena.page).to_have_url(LOGIN)
    olena.audit()
    pages.sign_in(olena)
    expect(olena.page).to_have_url(INBOX)


def test_a_forgotten_password_is_replaced_by_letter(olena: Visitor) -> None:
    olena.open("/account/login/")
    olena.page.locator("a[href*='/account/password/reset/']").click()
    olena.audit()
    olena.fill(email=olena.role.email)
    pages.press(olena)
    olena.audit()
    olena.page.goto(olena.service.letter(olena.role.email, leading="/account/password/reset/").link)
    olena.audit()
    olena.fill(password1=NEW_PASSWORD)
    if olena.page.locator("[name='password2']").count():
        olena.fill(password2=NEW_PASSWORD)
    pages.press(olena)
    expect(olena.page.locator("main")).to_contain_text(say("Your password is now changed."))
    olena.audit()
    pages.sign_in(olena, password=PASSWORD)
    expect(olena.page).to_have_url(LOGIN)
    pages.sign_in(olena, password=NEW_PASSWORD)
    expect(olena.page).to_have_url(INBOX)


def test_an_authenticator_is_asked_for_once_it_is_activated(olena: Visitor, visit: Visit) -> None:
    pages.sign_in(olena)
    olena.open("/account/2fa/")
    olena.audit()
    olena.open("/account/2fa/totp/activate/")
    say_again_who_one_is(olena)
    olena.audit()
    secret = olena.page.locator("#authenticator_secret").input_value()
    olena.fill(code=totp(secret))
    pages.press(olena)
    expect(olena.page).to_have_url(re.compile("/account/2fa/recovery-codes/"))
    olena.audit()
    elsewhere = visit(olena.role, olena.service)
    pages.sign_in(elsewhere)
    expect(elsewhere.page).to_have_url(re.compile("/account/2fa/authenticate/"))
    elsewhere.audit()
    elsewhere.fill(code="000000")
    pages.press(elsewhere)
    expect(elsewhere.page.locator("main")).to_contain_text(say("Incorrect code."))
    elsewhere.audit()
    elsewhere.fill(code=totp(secret))
    pages.press(elsewhere)
    expect(elsewhere.page).to_have_url(INBOX)


def test_a_passkey_is_added_and_opens_the_door(olena: Visitor) -> None:
    pages.sign_in(olena)
    plug_in_an_authenticator(olena)
    olena.open("/account/2fa/webauthn/add/")
    say_again_who_one_is(olena)
    olena.audit()
    olena.fill(name="Ноутбук")
    olena.page.locator("[name='passwordless']").check()
    with olena.page.expect_navigation():
        olena.page.locator("#mfa_webauthn_add").click()
    olena.open("/account/2fa/webauthn/")
    expect(olena.page.locator("main")).to_contain_text("Ноутбук")
    olena.audit()
    sign_out(olena)
    olena.open("/account/login/")
    olena.page.locator("#passkey_login").click()
    expect(olena.page).to_have_url(INBOX)


def test_a_session_that_is_ended_is_out_at_its_next_request(olena: Visitor, visit: Visit) -> None:
    elsewhere = visit(olena.role, olena.service)
    for one in (elsewhere, olena):
        pages.sign_in(one)
        expect(one.page).to_have_url(INBOX)
    olena.open("/account/sessions/")
    expect(olena.page.locator("main tbody tr")).to_have_count(2)
    olena.audit()
    olena.press("End all other sessions", within="main")
    expect(olena.page.locator("main tbody tr")).to_have_count(1)
    elsewhere.open("/inbox")
    expect(elsewhere.page).to_have_url(LOGIN)
    olena.open("/inbox")
    expect(olena.page).to_have_url(INBOX)


def say_again_who_one_is(visitor: Visitor) -> None:
    """Give the password once more: nobody changes the protection of a browser left open."""
    expect(visitor.page).to_have_url(re.compile("/account/reauthenticate/"))
    visitor.audit()
    visitor.fill(password=PASSWORD)
    pages.press(visitor)


def plug_in_an_authenticator(visitor: Visitor) -> None:
    """Give the browser a device that keeps passkeys and always says yes."""
    devices = visitor.page.context.new_cdp_session(visitor.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(visitor: Visitor) -> None:
    """Sign out by the menu."""
    visitor.page.locator("details.menu summary").last.click()
    visitor.press("Sign out", within="details.menu[open]")
    expect(visitor.page).to_have_url(f"{visitor.service.url}/")
