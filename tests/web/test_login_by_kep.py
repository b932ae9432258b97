"""Signing in by a qualified signature of a text that serves once."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.utils.encoding import iri_to_uri

import kep
from kasssa.apps.accounts import queries
from kasssa.base import clock
from kasssa.cli import cast
from tests.cast import Someone, ledger_length
from tests.stage import come
from tests.web.browser import Browser, Page, uk

ONWARD = "//form[@enctype]//input[@name='next']"
REFUSED_BY = {
    "KSA-SIG-07": (
        "This certificate belongs to nobody here. Sign in with your password, then sign once: from then on it"
        " signs you in."
    ),
    "KSA-SIG-08": "The text to be signed has expired. A new one is on this page: sign it within 5 minutes.",
}


def challenge(browser: Browser) -> bytes:
    """Open the page and take the text away."""
    page = browser.open("login_by_kep")
    (address,) = page.html.xpath("//a[@download]/@href")
    return Page(browser.client.get(address)).content


def proof(browser: Browser, someone: Someone, at: datetime) -> bytes:
    return kep.sign(challenge(browser), someone.key, at=at)


def signed_in(browser: Browser) -> str:
    return str(browser.client.session.get("_auth_user_id", ""))


def refused(browser: Browser, signature: bytes, code: str) -> Page:
    """Send ``signature``, and see that it is refused by ``code`` beside the field."""
    length = ledger_length()
    page = browser.send_bare("login_by_kep", signature=signature)
    assert page.status == 422
    assert f"({code})" in page.beside("signature")
    if code in REFUSED_BY:
        assert uk(REFUSED_BY[code]) in page.beside("signature")
    assert (signed_in(browser), ledger_length()) == ("", length)
    return page


def test_who_has_signed_here_once_signs_in_by_the_key(
    at_nobody: Browser, olena: Someone, noon: datetime
) -> None:
    page = at_nobody.send_bare("login_by_kep", signature=proof(at_nobody, olena, noon))
    assert (page.status, page.location) == (302, "/")
    assert signed_in(at_nobody) == str(olena.actor.person_id)
    (card,) = queries.certificates(by=olena.actor)
    assert card.last_used_at == noon
    assert at_nobody.open("inbox").status == 200


@pytest.mark.parametrize("path", ["/inbox?q=хліб&state=sent", "/documents/new", "/"])
def test_one_is_led_to_where_one_wanted_to_go(
    at_nobody: Browser, olena: Someone, noon: datetime, path: str
) -> None:
    sign_in = Page(at_nobody.client.get("/account/login/", {"next": path}))
    (link,) = sign_in.html.xpath("//a[starts-with(@href, '/account/login/kep')]/@href")
    assert Page(at_nobody.client.get(link)).html.xpath(f"{ONWARD}/@value") == [path]
    refused = at_nobody.send_bare("login_by_kep", signature=b"x", next=path)
    assert refused.html.xpath(f"{ONWARD}/@value") == [path]
    text = Page(at_nobody.client.get("/account/login/kep/challenge")).content
    page = at_nobody.send_bare("login_by_kep", signature=kep.sign(text, olena.key, at=noon), next=path)
    assert (page.status, page.response.headers["Location"]) == (302, iri_to_uri(path))
    assert Page(at_nobody.client.get(link)).location == iri_to_uri(path)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://other.example/", "//other.example/", "/\\other.example/", "///other.example",
        "javascript:alert(1)", "http:/other.example", "/\t/other.example",
        "inbox", " /inbox", "http://localhost:8000/inbox",
    ],
)  # fmt: skip
def test_one_is_led_to_no_other_site(
    at_nobody: Browser, olena: Someone, noon: datetime, elsewhere: str
) -> None:
    given = Page(at_nobody.client.get("/account/login/kep", {"next": elsewhere}))
    assert given.html.xpath(ONWARD) == []
    page = at_nobody.send_bare("login_by_kep", signature=proof(at_nobody, olena, noon), next=elsewhere)
    assert (page.status, page.location) == (302, "/")


def test_a_second_factor_leads_there_too(at_nobody: Browser, olena: Someone, noon: datetime) -> None:
    Authenticator.objects.create(
        user_id=olena.actor.person_id, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    at_nobody.send_bare("login_by_kep", signature=proof(at_nobody, olena, noon), next="/outbox")
    kept = at_nobody.client.session["account_login"]
    assert kept["redirect_url"] == "/outbox"


def test_the_page_of_signing_in_leads_there_and_says_what_is_signed(
    at_nobody: Browser, noon: datetime
) -> None:
    assert at_nobody.open("account_login").html.xpath("//a[@href='/account/login/kep']")
    content = challenge(at_nobody)
    lines = content.decode().splitlines()
    assert lines[:3] == ["kasssa: вхід / sign-in", "localhost:8000", "2026-11-25T12:00:00+00:00"]
    assert Page(at_nobody.client.get("/account/login/kep/challenge")).content == content
    assert challenge(at_nobody) != content


def test_no_form_of_the_page_can_send_the_key_or_its_password(at_nobody: Browser) -> None:
    page = at_nobody.open("login_by_kep")
    fields = page.html.xpath("//main//input[@type='file' or @type='password']")
    assert [field.get("name") for field in fields] == [None, None, None, "signature"]


def test_a_key_that_is_bound_to_nobody_does_not_do(
    at_nobody: Browser, authority: cast.Authority, noon: datetime
) -> None:
    unknown = come(cast.OLENA, authority, confirmed=False)
    refused(at_nobody, proof(at_nobody, unknown, noon), "KSA-SIG-07")


def test_the_key_of_an_authority_that_is_not_trusted_does_not_do(
    at_nobody: Browser, olena: Someone, noon: datetime, tmp_path: Path
) -> None:
    twin = replace(olena, key=cast.Authority(tmp_path, at=noon).key(cast.OLENA))
    refused(at_nobody, proof(at_nobody, twin, noon), "KSA-SIG-03")


def test_a_signature_of_another_text_does_not_do(at_nobody: Browser, olena: Someone, noon: datetime) -> None:
    other = proof(Browser(), olena, noon)
    challenge(at_nobody)
    refused(at_nobody, other, "KSA-SIG-02")


def test_a_text_serves_once(at_nobody: Browser, olena: Someone, noon: datetime) -> None:
    good = proof(at_nobody, olena, noon)
    refused(at_nobody, kep.sign(b"other", olena.key, at=noon), "KSA-SIG-02")
    refused(at_nobody, good, "KSA-SIG-02")  # the page has a new text already


def test_a_good_signature_does_not_sign_in_again(at_nobody: Browser, olena: Someone, noon: datetime) -> None:
    good = proof(at_nobody, olena, noon)
    at_nobody.send_bare("login_by_kep", signature=good)
    at_nobody.client.logout()
    refused(at_nobody, good, "KSA-SIG-08")
    refused(Browser(), good, "KSA-SIG-08")


@pytest.mark.parametrize(("seconds", "status"), [(300, 302), (301, 422)])
def test_a_text_lives_five_minutes(
    at_nobody: Browser,
    olena: Someone,
    noon: datetime,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    status: int,
) -> None:
    signature = proof(at_nobody, olena, noon)
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(seconds=seconds))
    assert at_nobody.send_bare("login_by_kep", signature=signature).status == status
    assert bool(signed_in(at_nobody)) == (status == 302)


def test_an_expired_text_is_refused_in_words(
    at_nobody: Browser, olena: Someone, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    signature = proof(at_nobody, olena, noon)
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=6))
    refused(at_nobody, signature, "KSA-SIG-08")


def test_whose_account_is_not_active_does_not_come_in(
    at_nobody: Browser, olena: Someone, noon: datetime
) -> None:
    get_user_model().objects.filter(pk=olena.actor.person_id).update(is_active=False)
    page = at_nobody.send_bare("login_by_kep", signature=proof(at_nobody, olena, noon))
    assert (page.status, page.location) == (302, "/account/inactive/")
    assert signed_in(at_nobody) == ""
    assert queries.certificates(by=olena.actor)[0].last_used_at is None


def test_whose_address_is_not_proved_proves_it_first(
    at_nobody: Browser, olena: Someone, noon: datetime
) -> None:
    EmailAddress.objects.filter(user_id=olena.actor.person_id).update(verified=False)
    page = at_nobody.send_bare("login_by_kep", signature=proof(at_nobody, olena, noon))
    assert (page.status, page.location, signed_in(at_nobody)) == (302, "/account/confirm-email/", "")


def test_a_second_factor_is_still_asked_for(at_nobody: Browser, olena: Someone, noon: datetime) -> None:
    Authenticator.objects.create(
        user_id=olena.actor.person_id, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    page = at_nobody.send_bare("login_by_kep", signature=proof(at_nobody, olena, noon))
    assert (page.status, page.location, signed_in(at_nobody)) == (302, "/account/2fa/authenticate/", "")


def test_tries_are_counted(at_nobody: Browser, settings: object, noon: datetime) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}  # type: ignore[attr-defined]  # pytest-django's own
    answers = [at_nobody.send_bare("login_by_kep", signature=b"x").status for _ in range(2)]
    assert answers == [422, 429]


def test_without_a_file_it_says_so(at_nobody: Browser) -> None:
    page = at_nobody.send_bare("login_by_kep")
    assert (page.status, page.beside("signature")) == (422, uk("This field is required."))


def test_who_is_signed_in_is_led_to_the_start(at_olena: Browser) -> None:
    assert at_olena.open("login_by_kep").location == "/"
