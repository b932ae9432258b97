"""What went wrong elsewhere and has no other test here: the table of all is docs/peers.md."""

import ast
import re
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.faults import Faulty
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import comdoc, declar, despatch, incoming, response, ubl_read
from kasssa.core.formats.domestic.faults import BadFormat
from tests.cast import Someone
from tests.house.sources import ROOT, project
from tests.stage import olena, petro, texts
from tests.web.browser import Browser
from tests.web.conftest import statics, stopped_clock

__all__ = ["olena", "petro", "statics", "stopped_clock", "texts"]

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'>{{7*7}}"
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}>&x;</{root}>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]><{root}/>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x"><{root}/>',
    (
        '<{root} xmlns:i="http://www.w3.org/2001/XInclude">'
        '<i:include href="file:///etc/passwd" parse="text"/></{root}>'
    ),
    '<?xml-stylesheet href="http://127.0.0.1:1/x"?><{root}/>',
)
READERS = {
    "Invoice": (incoming.receive, (Unreadable, Faulty)),
    "CrossIndustryInvoice": (incoming.receive, (Unreadable, Faulty)),
    "ЕлектроннийДокумент": (comdoc.read, (Unreadable, BadFormat)),
    "DECLAR": (declar.read, (Unreadable, BadFormat)),
    "DespatchAdvice": (despatch.read, (Unreadable, BadFormat)),
    "ApplicationResponse": (response.read, (Unreadable, BadFormat)),
    "Document": (ubl_read.read, (ubl_read.BadDocument,)),
}


@pytest.mark.parametrize("text", ENTITIES)
@pytest.mark.parametrize("root", READERS)
def test_no_reader_of_xml_opens_a_file_or_asks_a_host(root: str, text: str) -> None:
    """Asking a host would end the test, for its sockets are guarded; a file would be in the result."""
    read, raises = READERS[root]
    try:
        said = repr(read(text.replace("{root}", root).encode()))
    except raises as error:
        said = repr(error)
    assert "root:" not in said


def test_what_is_typed_is_never_markup(olena: Someone, petro: Someone) -> None:
    browser = Browser(olena)
    line = DraftLine(name=MARKUP, unit="H87", quantity="1", price="20", vat="20")
    draft = Draft(buyer_code=petro.code, lines=(line,), note=MARKUP)
    said = {"buyer_code": draft.buyer_code, "note": MARKUP, "line_name": [MARKUP], "line_unit": ["H87"],
            "line_quantity": ["1"], "line_price": ["20"], "line_vat": ["20"], "line_exemption": [""],
            "line_code": [""]}  # fmt: skip
    issued = browser.send("document_issue_new", **said)
    pages = [browser.follow(issued), browser.send_bare("document_preview", **said)]
    browser.send("counterparties", code="43629432", name=MARKUP)
    browser.send("support", topic="help", text=MARKUP)
    browser.send("tokens", name=MARKUP[:80])
    pages += [browser.open(name) for name in ("counterparties", "support", "tokens", "outbox")]
    pages += [browser.open("outbox", q=MARKUP), browser.open("document_new", buyer_code=MARKUP)]
    assert {page.status for page in pages} == {200}
    for page in pages:
        assert b"<img src=x" not in page.content
        assert b"<script>alert" not in page.content
        assert page.html.xpath("//*[@onerror]") == []
    assert MARKUP[:20] in pages[0].text


# The columns come from core/datamap.py, and from nobody's request.
BY_THE_MAP = {"src/kasssa/apps/privacy/actions/ending.py", "src/kasssa/apps/privacy/holdings.py"}


def test_no_query_takes_its_names_from_a_request() -> None:
    """A dictionary that becomes the arguments of a query lets whoever fills it choose the columns."""
    asking = re.compile(r"\.(filter|exclude|annotate|aggregate|alias|order_by|values|values_list|extra|raw)$")
    found = [
        f"{path}:{node.lineno}"
        for path, text in project().items()
        if path.startswith("src/kasssa/") and path.endswith(".py") and path not in BY_THE_MAP
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and asking.search(ast.unparse(node.func))
        and (
            any(one.arg is None for one in node.keywords)
            or re.search(r"\.(extra|raw)$", ast.unparse(node.func))
        )
    ]
    assert found == []


def test_a_forged_network_does_not_pass_the_limits(texts: None) -> None:
    browser = Browser()
    statuses = []
    for number in range(32):
        forged = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        said = {"login": f"nobody{number}@kasssa.example", "password": "x" * 12}
        statuses.append(browser.client.post("/account/login/", said, headers=forged).status_code)
    assert (statuses[0], statuses[-1]) == (200, 429)


def test_nothing_is_installed_that_its_digest_does_not_name() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^([\w.\[\],-]+)==\S+", text, re.MULTILINE)
        bare = re.findall(r"^[\w.\[\],-]+==[^\\\n]+$", text, re.MULTILINE)
        assert (len(pins) > 10, bare) == (True, [])
        assert text.count("--hash=sha256:") >= len(pins)
    assert '"--require-hashes"' in Path(ROOT / "run").read_text(encoding="utf-8")


def test_there_is_one_database_and_it_is_postgresql(noon: datetime) -> None:
    del noon
    engines = {one["ENGINE"] for one in settings.DATABASES.values()}
    assert engines == {"django.db.backends.postgresql"}
