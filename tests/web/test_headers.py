"""What every answer carries, and what no page contains."""

from datetime import datetime

import pytest

from kasssa.cli.cast import PASSWORD
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser, Page
from tests.web.tour import tour

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'",
    "img-src": "'self' data:", "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'",
    "frame-ancestors": "'none'", "worker-src": "'self'", "manifest-src": "'self'",
}  # fmt: skip
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def inline(page: Page) -> list[str]:
    """What of the page the policy would not run: what is written inside it, and what is from elsewhere."""
    tree = page.html
    found = [*tree.xpath("//style"), *tree.xpath("//*[@style]"), *tree.xpath("//script[not(@src)]")]
    found = [one for one in found if one.get("type") != "application/json"]
    found += [one for one in tree.iter() if any(str(name).startswith("on") for name in one.attrib)]
    loaded = tree.xpath("//script/@src | //link/@href | //img/@src | //use/@href | //form/@action")
    return [one.tag for one in found] + [
        one for one in loaded if not one.startswith(("/", "data:", "#")) or one.startswith("//")
    ]


def wrong(page: Page) -> dict[str, str | None]:
    """The headers of ``page`` that are not as they should be."""
    headers = page.response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    expected = {
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
    }  # fmt: skip
    found = {name: headers.get(name) for name, value in expected.items() if headers.get(name) != value}
    if policy != POLICY:
        found["Content-Security-Policy"] = str(policy)
    if "no-store" not in headers.get("Cache-Control", ""):
        found["Cache-Control"] = headers.get("Cache-Control")
    return found


def test_every_page_is_closed_to_scripts_styles_and_frames_of_others(
    olena: Someone, petro: Someone, noon: datetime
) -> None:
    pages = tour(olena, petro, noon, language="uk")
    assert len(pages) > 80
    assert {name: found for name, page in pages.items() if (found := wrong(page))} == {}
    of_html = {
        n: p for n, p in pages.items() if p.content and "text/html" in p.response.headers["Content-Type"]
    }
    assert {name: found for name, page in of_html.items() if (found := inline(page))} == {}


@pytest.mark.parametrize("name", ["document_pdf", "document_ubl"])
def test_a_file_carries_the_same(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime, name: str
) -> None:
    assert wrong(at_olena.open(name, cast.delivered(olena, petro, noon))) == {}


def test_an_answer_of_the_api_carries_the_same(at_nobody: Browser) -> None:
    assert wrong(Page(at_nobody.client.get("/api/documents"))) == {}
    assert wrong(Page(at_nobody.client.get("/api/openapi.json"))) == {}


def test_a_style_sheet_may_be_kept(at_nobody: Browser) -> None:
    (address, *_) = at_nobody.open("home").html.xpath("//link[@rel='stylesheet']/@href")
    response = at_nobody.client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert "no-store" not in response.headers.get("Cache-Control", "")
    assert response.getvalue()


def test_the_cookie_of_the_session_is_kept_from_scripts(olena: Someone) -> None:
    browser = Browser()
    browser.send_bare("account_login", login=olena.role.email, password=PASSWORD)
    cookie = browser.client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert browser.open("inbox").status == 200


def test_what_the_page_would_not_run_is_seen(rf: object) -> None:
    class Answer:
        status_code, headers = 200, dict[str, str]()

        def getvalue(self) -> bytes:
            return b"<p style='x' onclick='y'>z</p><script>1</script><script src='https://a.example/b.js'></script>"

    del rf
    assert inline(Page(Answer())) == ["p", "script", "p", "https://a.example/b.js"]  # type: ignore[arg-type]  # a stub
