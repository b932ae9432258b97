"""Ukrainian pages are Ukrainian: nothing that the catalogue translates stands there in English."""

import re
from collections.abc import Iterator
from datetime import datetime

import polib

from tests.cast import Someone
from tests.house.catalogue import CATALOGUE
from tests.house.sources import ROOT
from tests.web.browser import Page
from tests.web.tour import tour

SHOWN = ("title", "placeholder", "aria-label", "alt", "data-done", "data-label")
# Names, codes and commands that stand in English in both languages.
SAME = re.compile(
    r"kasssa|UBL [\d.]+|SHA-256|IBAN|API|PDF|https?://\S+|\S+@\S+|\S*[/_.]\S*|--[\w-]+|EN 16931"
    r"|W3C Data Privacy Vocabulary|CAdES|XAdES|ASiC|KS[AX]-[A-Z]+(?:-\d+)?"
    r"|CII|CSV|XLSX|JSON|GOBL|COMDOC|ZUGFeRD|Factur-X|DTD|DOCTYPE|J12|F12"
    r"|p7s|cookies|№ \d+-[IVX]+|PKCS#?\d*|JavaScript|Cookie|QR"
)
ENGLISH = re.compile(r"\b[A-Za-z]{2,}\b")


def texts(page: Page) -> Iterator[str]:
    """Everything of the page that a person reads or hears."""
    for element in page.html.iter():
        if element.tag in ("script", "style", "code", "pre") or not isinstance(element.tag, str):
            continue
        if element.get("lang") == "en":
            continue
        told = [
            name for name in element.attrib if name in SHOWN or name.startswith(("data-say-", "data-fault-"))
        ]
        yield from (element.get(name) for name in told)
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield " ".join(text.split())


def english() -> set[str]:
    """The messages of the catalogue that read otherwise in Ukrainian."""
    entries = polib.pofile(str(ROOT / CATALOGUE))
    return {" ".join(one.msgid.split()) for one in entries if one.msgstr and one.msgstr != one.msgid}


def test_no_message_of_the_catalogue_is_left_in_english(
    olena: Someone, petro: Someone, noon: datetime
) -> None:
    known = english()
    assert len(known) > 300
    left = {
        text: name for name, page in html(olena, petro, noon, "uk") for text in texts(page) if text in known
    }
    assert left == {}


def test_no_other_english_words_are_left(olena: Someone, petro: Someone, noon: datetime) -> None:
    left: dict[str, str] = {}
    for name, page in html(olena, petro, noon, "uk"):
        left |= {text: name for text in texts(page) if len(ENGLISH.findall(SAME.sub("", text))) > 1}
    assert left == {}


def test_the_english_pages_have_no_ukrainian_of_ours(olena: Someone, petro: Someone, noon: datetime) -> None:
    said = {" ".join(one.msgstr.split()) for one in polib.pofile(str(ROOT / CATALOGUE)) if one.msgstr}
    said = {text for text in said if re.search("[а-яіїєґ]{2}", text, re.IGNORECASE)}
    left = {
        text: name for name, page in html(olena, petro, noon, "en") for text in texts(page) if text in said
    }
    assert left == {}


def html(olena: Someone, petro: Someone, at: datetime, language: str) -> Iterator[tuple[str, Page]]:
    for name, page in tour(olena, petro, at, language=language).items():
        if page.content and "text/html" in page.response.headers["Content-Type"]:
            yield name, page
