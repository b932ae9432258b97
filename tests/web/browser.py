"""A browser without scripts: it keeps cookies, opens addresses by name and sends forms."""

from __future__ import annotations

import re
from itertools import count
from typing import Any
from uuid import UUID

import lxml.html
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cast import Someone

_KEYS = count(1)


class Page:
    """What came back: an answer, and what a person sees of it."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.content = response.getvalue()

    @property
    def html(self) -> lxml.html.HtmlElement:
        """The page as a tree."""
        return lxml.html.fromstring(self.content.decode())

    @property
    def text(self) -> str:
        """What a person reads, in one line."""
        return seen(self.html)

    def beside(self, name: str) -> str:
        """What stands beside the field ``name`` as its faults."""
        field = self.field(name)
        box = next(one for one in field.iterancestors() if "field" in (one.get("class") or "").split())
        return " ".join(seen(one) for one in box.find_class("errorlist"))

    def field(self, name: str) -> lxml.html.HtmlElement:
        """The field ``name``; of several, the first."""
        return self.html.xpath(f"//*[@name='{name}']")[0]

    def value(self, name: str) -> str:
        """What stands in the field ``name``."""
        field = self.field(name)
        if field.tag == "select":
            return "".join(str(one) for one in field.xpath("option[@selected]/@value"))
        return str(field.get("value", "")) if field.tag == "input" else str(field.text or "").strip("\n")

    def ticked(self, name: str) -> bool:
        """Whether the box ``name`` is ticked."""
        return self.field(name).get("checked") is not None

    def at(self, element_id: str) -> str:
        """What a person reads in the element of an id."""
        return seen(self.html.get_element_by_id(element_id))

    @property
    def buttons(self) -> list[str]:
        """The acts on a document that are offered, as buttons or links, the first one first."""
        return [str(one) for one in self.html.xpath("//main//*[@data-act]/@data-act")]


class Browser:
    """The browser of one person, or of nobody."""

    def __init__(self, someone: Someone | None = None, *, language: str = "uk", strict: bool = False) -> None:
        self.client = Client(enforce_csrf_checks=strict)
        self.client.cookies["django_language"] = language
        if someone is not None:
            self.client.force_login(get_user_model().objects.get(pk=someone.actor.person_id))

    def open(self, name: str, /, *args: object, **query: str) -> Page:
        """Open the address ``name``."""
        return Page(self.client.get(reverse(name, args=args), query))

    def send(self, name: str, /, *args: object, key: str = "", **fields: Any) -> Page:
        """Send a form to the address ``name``, with ``key`` or a fresh one."""
        return self.send_bare(name, *args, idempotency_key=key or fresh_key(), **fields)

    def send_bare(self, name: str, /, *args: object, **fields: Any) -> Page:
        """Send a form without any key; bytes go as a file."""
        data = {at: _file(value) if isinstance(value, bytes) else value for at, value in fields.items()}
        return Page(self.client.post(reverse(name, args=args), data))

    def follow(self, page: Page) -> Page:
        """Go where ``page`` leads."""
        return Page(self.client.get(page.location))


def _file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("signature.p7s", content, "application/pkcs7-signature")


def fresh_key() -> str:
    """Return a key that no form of this run has had."""
    return str(UUID(int=next(_KEYS)))


def uk(text: str, context: str = "") -> str:
    """Return how the interface says ``text`` in Ukrainian; it does not say it in English."""
    with translation.override("uk"):
        said = translation.pgettext(context, text) if context else translation.gettext(text)
    assert said != text, f"{text!r} is not translated"
    return said


def seen(element: lxml.html.HtmlElement) -> str:
    """Return what a person reads in ``element``, in one line."""
    texts = element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::head)]")
    return re.sub(r"\s+", " ", " ".join(texts)).strip()
