"""The texts at their permanent addresses (clause 6.1)."""

import hashlib
from datetime import datetime

import pytest
from lxml import etree

from kasssa.apps.consents import actions, queries
from kasssa.base.tenancy import robot
from kasssa.core.consent import TextKind, parse
from tests.web.browser import Browser, Page, uk

VERSION = "2026-09-01"
KINDS = pytest.mark.parametrize("kind", TextKind)
LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])


def published(kind: TextKind, language: str, version: str = VERSION) -> queries.PublishedText:
    found = queries.version(kind, version, language)
    assert found is not None
    return found


@KINDS
@LANGUAGES
def test_a_text_stands_whole_at_its_address_with_an_anchor_for_each_clause(
    texts: None, kind: TextKind, language: str
) -> None:
    text = published(kind, language)
    parsed = parse(kind, VERSION, language, text.content)
    pages = [
        Browser(language=language).open("text", kind),
        Browser(language=language).open("text_version", kind, VERSION),
    ]
    for page in pages:
        assert (page.status, page.html.get("lang")) == (200, language)
        assert text.sha256 in page.text
        for clause in parsed.clauses:
            assert " ".join(clause.text.split()) in page.at(f"{kind}-{clause.number}")
        assert page.html.xpath("//article//p[contains(@class, 'notice')]") == []


@KINDS
@LANGUAGES
def test_the_source_is_the_very_bytes_whose_digest_is_shown(
    texts: None, kind: TextKind, language: str
) -> None:
    text = published(kind, language)
    page = Browser(language=language).open("text_source", kind, VERSION)
    assert page.content == text.content
    assert hashlib.sha256(page.content).hexdigest() == text.sha256
    assert page.response.headers["Content-Disposition"] == (
        f'attachment; filename="{kind}-{VERSION}-{language}.md"'
    )


def test_the_policy_has_the_address_that_its_clause_names(at_nobody: Browser) -> None:
    assert at_nobody.client.get("/privacy-policy").status_code == 200
    assert at_nobody.open("privacy_policy").at("policy-1.1") == at_nobody.open("text", "policy").at(
        "policy-1.1"
    )


def test_the_operator_is_named_in_the_text(at_nobody: Browser) -> None:
    page = at_nobody.open("text", "policy")
    assert "ТОВ «Оператор»" in page.at("policy-1.2")


@KINDS
def test_an_old_version_stays_at_its_address_and_says_that_it_is_old(
    at_nobody: Browser, noon: datetime, kind: TextKind
) -> None:
    before = at_nobody.open("text_source", kind, VERSION).content
    newer = before.replace(VERSION.encode(), b"2026-11-20")
    actions.publish(kind, "2026-11-20", "uk", newer, by=robot(), at=noon)
    assert uk("This version is no longer in force.") in at_nobody.open("text_version", kind, VERSION).text
    assert at_nobody.open("text_source", kind, VERSION).content == before
    assert uk("This version is no longer in force.") not in at_nobody.open("text", kind).text
    listed = at_nobody.open("text_versions", kind).html.xpath("//main//tbody/tr")
    assert [row.xpath("td[1]//a/@href") for row in listed] == [
        [f"/texts/{kind}/2026-11-20"], [f"/texts/{kind}/{VERSION}"]
    ]  # fmt: skip
    assert [len(row.find_class("tag")) for row in listed] == [1, 0]


def test_a_version_of_tomorrow_is_not_in_force_yet(at_nobody: Browser, noon: datetime) -> None:
    content = published(TextKind.OFFER, "uk").content
    actions.publish(TextKind.OFFER, "2026-11-26", "uk", content + b"\n", by=robot(), at=noon)
    assert published(TextKind.OFFER, "uk").sha256 in at_nobody.open("text", "offer").text


@pytest.mark.parametrize(
    "address",
    ["/texts/novel", "/texts/novel/versions", "/texts/policy/2020-01-01", "/texts/policy/2020-01-01/source"],
)
def test_what_was_never_published_is_not_there(at_nobody: Browser, address: str) -> None:
    assert at_nobody.client.get(address).status_code == 404


def test_a_version_that_no_text_can_have_is_refused(at_nobody: Browser) -> None:
    page = Page(at_nobody.client.get("/texts/policy/%00"))
    assert page.status == 422
    assert (
        uk("Something in what you sent is wrong, and nothing was changed. Go back and correct it.")
        in page.text
    )


def test_before_anything_is_published_there_is_nothing_to_read(db: None) -> None:
    browser = Browser()
    assert browser.open("text", "policy").status == 404
    assert browser.open("text_versions", "policy").status == 404


def test_what_changed_is_told_word_by_word(at_nobody: Browser, noon: datetime) -> None:
    old = published(TextKind.POLICY, "uk")
    content = old.content.replace("нікому не продаються".encode(), "нікому не віддаються".encode())
    actions.publish(TextKind.POLICY, "2026-11-26", "uk", content, by=robot(), at=noon)
    page = at_nobody.open("text_changes", "policy", VERSION, "2026-11-26")
    assert page.html.xpath("//main//del/text()") == ["продаються."]
    assert page.html.xpath("//main//ins/text()") == ["віддаються."]
    listed = at_nobody.open("text_versions", "policy")
    assert listed.html.xpath("//a[contains(@href, '/changes/')]/@href") == [
        f"/texts/policy/changes/{VERSION}/2026-11-26"
    ]


def test_changes_against_what_was_never_published_are_not_there(at_nobody: Browser) -> None:
    assert at_nobody.open("text_changes", "policy", VERSION, "2020-01-01").status == 404


def test_versions_are_told_as_an_atom_feed(at_nobody: Browser, noon: datetime) -> None:
    content = published(TextKind.POLICY, "uk").content
    actions.publish(TextKind.POLICY, "2026-11-26", "uk", content + b"\n", by=robot(), at=noon)
    page = at_nobody.open("text_feed", "policy")
    assert page.response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(page.content)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    links = feed.xpath("a:entry/a:link/@href", namespaces=atom)
    assert [link.rsplit("/", 1)[1] for link in links] == ["2026-11-26", VERSION]
    assert [len(feed.xpath(f"a:{name}", namespaces=atom)) for name in ("id", "updated", "title")] == [1, 1, 1]
