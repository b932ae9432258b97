"""Signing on the page itself, with a key file that never leaves the browser."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, expect

import kep
from kasssa.base import clock
from kasssa.cli import cast as roles
from kasssa.core.acts import Act
from kep.authority import Authority, Subject
from tests import cast
from tests.browser import pages
from tests.browser.containers import CONTAINERS, PASSWORD, Container
from tests.browser.people import newcomer
from tests.browser.service import Service
from tests.browser.visitor import Visit, Visitor, say


@pytest.fixture
def olena(visit: Visit, service: Service) -> Visitor:
    """Olena, before a document that waits for her signature."""
    seller, buyer = service.come(newcomer(roles.OLENA)), service.come(newcomer(roles.PETRO))
    document_id = service.backstage(lambda: cast.issued(seller, buyer, clock.now()))
    visitor = visit(seller.role, service)
    pages.sign_in(visitor)
    visitor.open(f"/documents/{document_id}")
    visitor.act(Act.DOCUMENT_SIGNED).click()
    return visitor


def test_a_key_file_signs_right_here(olena: Visitor) -> None:
    page, sent = olena.page, list[str]()
    open_the_key(olena, roles.KEY_PASSWORD)
    holder = page.locator("[data-kep='holder']")
    expect(holder).to_contain_text(olena.role.full_name)
    expect(holder).to_contain_text(olena.role.requisites.code)
    expect(page.locator("[data-kep='password']")).to_have_value("")
    olena.audit()
    page.on("request", lambda request: sent.append(_said(request)))
    page.get_by_role("button", name=say("Sign and send")).click()
    pages.told(olena)
    assert pages.life(olena)[-1:] == pages.history(Act.DOCUMENT_SIGNED)
    document = urlsplit(page.url).path
    assert [said for said in sent if "/static/" not in said] == [f"POST {document}/sign", f"GET {document}"]


def test_a_wrong_password_is_told_and_nothing_is_lost(olena: Visitor) -> None:
    page = olena.page
    open_the_key(olena, "не той")
    expect(page.locator("[data-kep='fault']")).to_have_text(
        say("The password does not fit this key. Nothing is lost: type it again.")
    )
    expect(page.locator("[data-kep='password']")).to_be_focused()
    olena.audit()
    page.keyboard.type(roles.KEY_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[data-kep='holder']")).to_be_focused()
    expect(page).to_have_url(re.compile("/sign$"))


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_a_container_of_any_kind_signs_and_refuses_a_wrong_password(
    olena: Visitor, container: Container
) -> None:
    page = olena.page
    key = key_of(olena, container)
    file = olena.downloads / container.name
    file.write_bytes(container.make(key))
    page.locator("[data-kep='key']").set_input_files(file)
    if not container.has_certificate:
        certificate = olena.downloads / "EU-1.cer"
        certificate.write_bytes(key.certificate or b"")
        page.locator("[data-kep='certificates']").set_input_files(certificate)
    type_the_password(olena, f"{PASSWORD}!")
    fault = page.locator("[data-kep='fault']")
    expect(fault).to_have_text(say("The password does not fit this key. Nothing is lost: type it again."))
    expect(page.locator("[data-kep='holder']")).to_be_hidden()
    type_the_password(olena, PASSWORD)
    expect(page.locator("[data-kep='holder']")).to_contain_text(olena.role.full_name)
    expect(fault).to_be_hidden()
    page.get_by_role("button", name=say("Sign and send")).click()
    pages.told(olena)
    assert pages.life(olena)[-1:] == pages.history(Act.DOCUMENT_SIGNED)


@pytest.mark.parametrize("name", ["Key-6.dat", "PKCS#8"])
def test_a_container_without_a_certificate_asks_for_it(olena: Visitor, name: str) -> None:
    page, container = olena.page, CONTAINERS[name]
    file = olena.downloads / container.name
    file.write_bytes(container.make(key_of(olena, container)))
    page.locator("[data-kep='key']").set_input_files(file)
    type_the_password(olena, PASSWORD)
    expect(page.locator("[data-kep='fault']")).to_have_text(
        say("The key file has no certificate. Add it as a .cer file.")
    )
    expect(page.locator("[data-kep='certificates']")).to_be_focused()


def test_what_is_no_key_file_is_said_to_be_none(olena: Visitor) -> None:
    file = olena.downloads / "key.p12"
    file.write_bytes(b"not a key")
    olena.page.locator("[data-kep='key']").set_input_files(file)
    type_the_password(olena, PASSWORD)
    expect(olena.page.locator("[data-kep='fault']")).to_have_text(
        say("This is not a key file, or it is damaged.")
    )


def key_of(visitor: Visitor, container: Container) -> kep.KeyEntry:
    """Return a key of the visitor, of the kind that lies in such a container, certified by the authority."""
    role, at = visitor.role, clock.now() - timedelta(days=1)
    subject = Subject(
        name=role.full_name, edrpou=role.requisites.code, organisation=role.requisites.name, qscd=True
    )
    authority = Authority.load(visitor.service.var / "demo" / "authority")
    return authority.issue(subject, at=at, kind=container.kind).key


def type_the_password(visitor: Visitor, password: str) -> None:
    """Type the password, and open the key that is chosen."""
    visitor.page.locator("[data-kep='password']").fill(password)
    visitor.page.get_by_role("button", name=say("Open the key")).click()


def open_the_key(visitor: Visitor, password: str) -> None:
    """Choose the key file, type the password, open it."""
    visitor.page.locator("[data-kep='key']").set_input_files(visitor.service.key(visitor.role))
    type_the_password(visitor, password)


def _said(request: Request) -> str:
    return f"{request.method} {urlsplit(request.url).path}"
