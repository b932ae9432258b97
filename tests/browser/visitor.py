"""A person at a browser of their own, and what no page may do while they look at it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from kasssa.cli import cast
from kasssa.core.acts import Act
from kasssa.web.words import Label
from tests.browser.service import Service

WIDE, NARROW = 1280, 390
HEIGHT = 900
# What the night may spoil: it changes nothing but colours.
COLOURS = ("color-contrast", "link-in-text-block")
# Shown by the browser itself about an answer that is a refusal; Watch looks at the answers instead.
OF_AN_ANSWER = "Failed to load resource"
AXE = Axe()


def say(words: Label, context: str = "", language: str = "uk") -> str:
    """Return what the interface says for the English ``words`` of a template, or for a label."""
    with translation.override(language):
        if isinstance(words, str):
            return pgettext(context, words) if context else gettext(words)
        return str(words)


@dataclass
class Watch:
    """What no page may do: leave the origin, complain to the console, break."""

    origin: str
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of ``context``."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))

    def _request(self, request: Request) -> None:
        scheme = urlsplit(request.url).scheme
        if not request.url.startswith(f"{self.origin}/") and scheme not in ("data", "blob"):
            self.complaints.append(f"left the origin: {request.url}")

    def _response(self, response: Response) -> None:
        refused_page = response.status < 500 and response.request.is_navigation_request()
        if response.status >= 400 and not refused_page:
            self.complaints.append(f"{response.status}: {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(OF_AN_ANSWER):
            self.complaints.append(f"console: {message.text}")


@dataclass
class Visitor:
    """A person of the cast at a browser, with nothing kept from before."""

    role: cast.Role
    service: Service
    page: Page
    watch: Watch
    downloads: Path
    script: bool = True

    def open(self, path: str) -> None:
        """Go to ``path`` of the service."""
        self.page.goto(f"{self.service.url}{path}")

    def press(self, words: str, *, within: str = "body", context: str = "") -> None:
        """Press the button, or follow the link, that says ``words``."""
        self.button(words, within=within, context=context).click()

    def button(self, words: str, *, within: str = "body", context: str = "") -> Locator:
        """Return the button or the link that says ``words``."""
        name, place = say(words, context), self.page.locator(within)
        return place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first

    def act(self, act: Act) -> Locator:
        """Return the button of the document at hand that does ``act``, or leads to where it is done."""
        return self.page.locator(f"main .next [data-act='{act}']")

    def fill(self, **fields: str) -> None:
        """Type into the fields of these names."""
        for name, text in fields.items():
            self.page.locator(f"[name='{name}']").fill(text)

    def download(self, press: Locator) -> Path:
        """Press what gives a file; return it under the name that the service gave it."""
        with self.page.expect_download() as coming:
            press.click()
        file = self.downloads / coming.value.suggested_filename
        coming.value.save_as(file)
        return file

    def audit(self) -> None:
        """Fail unless axe finds nothing wrong with the page, by day and by night.

        Without scripts axe cannot run; the pages are the same.
        """
        if not self.script:
            return
        faults = self.faults()
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        faults += self.faults(*COLOURS)
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert not faults, "\n".join(faults)

    def faults(self, *rules: str) -> list[str]:
        """Return what axe finds wrong with the page as it looks now, by ``rules`` or by all of them."""
        asked = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
        found = AXE.run(self.page, options=asked).response["violations"]
        theme = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'day'")
        where = f"{self.page.url} by {theme}"
        return [
            f"{where}: {fault['id']}: {fault['help']}: {node['html'][:160]} {_why(node)}"
            for fault in found
            for node in fault["nodes"]
        ]

    def get(self, path: str) -> bytes:
        """Return what ``path`` gives, fetched with the cookies of the browser."""
        answer = self.page.context.request.get(f"{self.service.url}{path}")
        assert answer.ok, f"{answer.status} {path}"
        return answer.body()


def _why(node: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])


Visit = Callable[..., Visitor]


@contextmanager
def visits(browser: Browser, downloads: Path) -> Iterator[Visit]:
    """Let people come, each in a context of their own; at the end nobody may have anything to complain of."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def come(role: cast.Role, service: Service, *, script: bool = True, language: str = "uk") -> Visitor:
        context = browser.new_context(
            java_script_enabled=script,
            locale={"uk": "uk-UA", "en": "en-GB"}[language],
            timezone_id="Europe/Kyiv",
            viewport={"width": WIDE, "height": HEIGHT},
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        watch = Watch(service.url)
        watch.over(context)
        contexts.append(context)
        watches.append(watch)
        return Visitor(role, service, context.new_page(), watch, downloads, script)

    yield come
    for context in contexts:
        context.close()
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert not complaints, json.dumps(complaints, ensure_ascii=False, indent=1)
