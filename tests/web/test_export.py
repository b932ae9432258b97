"""One's own data on pages: what is held, a copy of it, and what everybody may know."""

import csv
import io
import json
import zipfile
from datetime import datetime
from uuid import uuid4

import pytest
from django.apps import apps

from kasssa.apps.consents import actions as consents
from kasssa.apps.consents import queries as consent_queries
from kasssa.apps.documents import queries as documents
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import robot
from kasssa.core.consent import TextKind
from kasssa.core.datamap import MAP
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser, Page


def made(browser: Browser) -> Page:
    """Order a copy, have it made and download it by the link of the page."""
    assert browser.send("export").location == "/export"
    assert browser.open("export").html.xpath("//progress/@value") == ["0"]
    cast.settle()
    (link,) = browser.open("export").html.xpath("//main//a[@download]/@href")
    return Page(browser.client.get(link))


def opened(page: Page) -> dict[str, bytes]:
    """The files of the copy."""
    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_page_says_what_is_in_the_copy(at_olena: Browser) -> None:
    page = at_olena.open("export")
    assert (page.status, "UBL 2.1" in page.text) == (200, True)


def test_a_copy_is_ordered_made_and_downloaded(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    page = made(at_petro)
    assert page.response.headers["Content-Type"] == "application/zip"
    assert page.response.headers["Content-Disposition"] == 'attachment; filename="kasssa-my-data.zip"'
    files = opened(page)
    assert files[f"documents/{document_id}/document.xml"] == documents.content(document_id, by=petro.actor)
    assert {"index.html", "index.en.html", "data.jsonld", "manifest.json"} <= set(files)
    lines = ledger.of_person(petro.actor.person_id, by=petro.actor)[-3:]
    assert [line.act for line in lines] == ["export.ordered", "person.exported", "export.taken"]


def test_a_copy_that_is_not_there_is_not_found(at_olena: Browser) -> None:
    assert at_olena.open("export_file", uuid4()).status == 404


def test_the_copy_of_another_is_not_found(at_petro: Browser, at_olena: Browser) -> None:
    made(at_olena)
    (link,) = at_olena.open("export").html.xpath("//main//a[@download]/@href")
    assert at_petro.client.get(link).status_code == 404


def test_it_is_given_also_to_who_does_not_agree_to_the_new_text(at_olena: Browser, noon: datetime) -> None:
    text = consent_queries.current(TextKind.OFFER, "uk", on=noon.date())
    assert text is not None
    consents.publish(TextKind.OFFER, "2026-11-20", "uk", text.content, by=robot(), at=noon)
    assert at_olena.open("inbox").status == 302
    assert "data.jsonld" in opened(made(at_olena))
    assert at_olena.open("held_data").status == 200
    assert at_olena.send("support", topic="complaint", text="Не згодна.").location == "/support"


def test_the_page_of_what_is_held_shows_ones_own_values_and_no_others(
    at_olena: Browser, olena: Someone, petro: Someone
) -> None:
    text = at_olena.open("held_data").text
    for mine in ("olena@kasssa.example", "Ковальчук", "32855961"):
        assert mine in text
    for foreign in (petro.role.email, petro.role.surname, "md5$"):
        assert foreign not in text


def test_the_record_of_processing_names_every_table_of_the_map(at_nobody: Browser) -> None:
    tables = [apps.get_model(name)._meta.db_table for name in MAP]
    page = at_nobody.open("processing")
    assert page.html.xpath("//main//tbody/tr/td[1]/code/text()") == tables
    assert "43629432" in page.text
    rows = csv.DictReader(io.StringIO(at_nobody.open("processing_file", "csv").content.decode("utf-8-sig")))
    assert [row["table"] for row in rows] == tables
    told = json.loads(at_nobody.open("processing_file", "jsonld").content)
    assert [one["dct:identifier"] for one in told["dpv:hasProcess"]] == tables
    assert at_nobody.open("processing_file", "exe").status == 404


@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_is_held_is_said_in_both_languages(olena: Someone, language: str) -> None:
    page = Browser(olena, language=language).open("held_data")
    assert (page.status, page.html.get("lang")) == (200, language)
