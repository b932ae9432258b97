"""The doors: every operation of the API and of the pages, what it names, and how it is asked.

Read from the OpenAPI schema, from the addresses and from the forms that the pages show. A parameter that
looks like a name of something and that nobody has explained here is refused, so that nothing new is passed
over.
"""

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote
from uuid import uuid4

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.trust.ring import Visitor

# Every parameter that names a thing of somebody's, and what has to hold of it.
IDENTIFIERS = {
    "document_id", "signature_id", "membership_id", "token_id", "signatory_id", "certificate_id",
    "organisation", "pk", "email", "q", "received_id", "receipt_id", "archive_id", "entry_id", "from",
}  # fmt: skip
# Those that look as if they did, and do not: what is the whole service's, one's own secret, or a public code.
HARMLESS = {
    "kind", "version", "idempotency_key", "csrfmiddlewaretoken", "key", "uidb36", "buyer_code", "code",
    "policy_sha256", "offer_sha256", "line_code", "credential", "login_credential", "tax_code",
    "close",  # a tick beside one of the organisations that close with their last owner
}  # fmt: skip
_NAMING = re.compile(
    r"(^|_)(id|ids|pk|uuid|guid|key|ref|code|token|sha256|email|credential|organi[sz]ation)s?$"
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PASSING = (
    re.compile(rb'name="(csrfmiddlewaretoken|idempotency_key|next)" value="[^"]*"'),
    re.compile(rb'data-csrf="[^"]*"'),
)
TURNED_AWAY = ("/account/login/", "/account/consent", "/organisation/new", "/account/reauthenticate/")


class Unmapped(Exception):
    """A parameter names something, and nobody has said what."""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked of one door, and the parameters that name something."""

    door: str
    method: str
    name: str
    places: tuple[str, ...]

    @property
    def deed(self) -> str:
        """The word of what it does: the same at both doors."""
        last = self.name.rsplit("/", 1)[-1] if self.door == "api" else self.name.removeprefix("document_")
        return "document" if last == "{document_id}" else last

    def __str__(self) -> str:
        return f"{self.door} {self.method} {self.name}"


@dataclass(frozen=True)
class Answer:
    """What came back, as somebody who compares two answers sees it."""

    status: int
    location: str
    content: bytes

    @property
    def works(self) -> bool:
        """Whether the door did as it was asked."""
        return self.status < 400 and not self.location.startswith(TURNED_AWAY)

    def without(self, *names: str) -> "Answer":
        """Return it with nothing in it that has to differ."""
        content, location = self.content, self.location
        for pattern in _PASSING:
            content = pattern.sub(b"", content)
        for name in names:
            for said in (name, quote(name), quote(quote(name))):
                content, location = content.replace(said.encode(), b"X"), location.replace(said, "X")
        return Answer(self.status, location, content)


# What else stands in an address, and names nothing of anybody's.
PASSED = {
    "kind": "policy", "version": "2026-09-01", "old": "2026-09-01", "new": "2026-09-01", "key": "x",
    "uidb36": "1", "name": "outbox", "form": "json", "secret": "x", "level": "0", "number": "000.p/1",
}  # fmt: skip
# What a form without a document says besides.
SAID = {
    "account_email": {"action_remove": "on"},
    "mfa_edit_webauthn": {"name": "інше"},
}
# Where an e-mail address is typed to reach somebody, and not to name a thing of one's own.
TYPED = {
    "from": ("journal", "get /api/me/usage"),
    "email": ("registration", "members", "counterparties", "account_reset_password", "account_login"),
}
ASKING = {"q"}
# What the query of a link names, and no form.
LINKED = {"from"}
# A draft has no number by which it could be found; the view is that of the other folders.
NOT_ASKED = {"drafts"}


def ask_api(operation: Operation, visitor: Visitor, values: Mapping[str, str], body: bytes) -> Answer:
    """Ask the JSON door."""
    address, query = "/api" + operation.name, {}
    for place, value in values.items():
        if f"{{{place}}}" in address:
            address = address.replace(f"{{{place}}}", value)
        else:
            query[place] = value
    headers = {"Idempotency-Key": str(uuid4())}
    if visitor.bearer:
        headers["Authorization"] = f"Bearer {visitor.bearer}"
    if operation.method == "get":
        return _read(visitor, lambda: visitor.client.get(address, query, headers=headers))
    kind = "application/json" if body[:1] in (b"{", b"") else "application/octet-stream"
    write = visitor.client.generic
    return _read(visitor, lambda: write(operation.method.upper(), address, body, kind, headers=headers))


def ask_web(
    operation: Operation, visitor: Visitor, values: Mapping[str, str], said: Mapping[str, object]
) -> Answer:
    """Ask a page, or send its form."""
    of_address = path_names()[operation.name]
    inside = {name: value for name, value in values.items() if name in of_address}
    others = {name: value for name, value in values.items() if name not in of_address}
    for name in of_address - inside.keys():
        inside[name] = PASSED[name]
    address = reverse(operation.name, kwargs=inside)
    if operation.method == "get":
        also = {"kind": "act"} if "from" in others else {}
        return _read(visitor, lambda: visitor.client.get(address, others | also))
    form = {"idempotency_key": str(uuid4()), **SAID.get(operation.name, {}), **said, **others}
    return _read(visitor, lambda: visitor.client.post(address, form))


def _read(visitor: Visitor, asked: Callable[[], HttpResponse]) -> Answer:
    """Ask, and leave the browser as it was: a notice of one cell must not stand on the page of the next."""
    before = copy.deepcopy(visitor.client.cookies)
    response = asked()
    visitor.client.cookies = before
    return Answer(response.status_code, response.headers.get("Location", ""), response.getvalue())


def api_operations(schema: Mapping[str, object]) -> Iterator[Operation]:
    """Yield every operation of an OpenAPI schema with the parameters that name something.

    Raises:
        Unmapped: one looks as if it did, and nobody has said what.
    """
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            names = [one["name"] for one in operation.get("parameters", [])]
            names += _fields(schema, operation.get("requestBody", {}))
            yield Operation("api", method, path.removeprefix("/api"), identifying(f"{method} {path}", names))


def _fields(schema: Mapping[str, object], node: object) -> Iterator[str]:
    """Yield the names of all properties below ``node``, through references."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield from _fields(schema, schema["components"]["schemas"][node["$ref"].rsplit("/", 1)[1]])
        for name, value in node.get("properties", {}).items():
            yield name
            yield from _fields(schema, value)
        for value in node.values():
            yield from _fields(schema, value) if not isinstance(value, str) else ()
    elif isinstance(node, list):
        for one in node:
            yield from _fields(schema, one)


def identifying(where: str, names: list[str], values: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return those of ``names`` that name something of somebody's.

    Raises:
        Unmapped: one looks as if it did, by its name or by its value, and nobody has said what.
    """
    found = []
    for name in dict.fromkeys(names):
        looks = _NAMING.search(name) or _UUID.fullmatch((values or {}).get(name, ""))
        if name in IDENTIFIERS:
            found += [] if where in TYPED.get(name, ()) else [name]
        elif looks and name not in HARMLESS:
            raise Unmapped(f"{where}: what is “{name}”? Say it in tests/trust/cells.py.")
    return tuple(found)


def path_names(
    resolver: URLResolver | None = None, before: frozenset[str] = frozenset()
) -> dict[str, set[str]]:
    """Return the parameters in every address of the pages, by its name."""
    found: dict[str, set[str]] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        names = before | set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            if not (pattern.namespace or "").startswith("api"):
                found |= path_names(pattern, names)
        elif isinstance(pattern, URLPattern):
            found[str(pattern.name)] = set(names)
    return found


def web_operations(forms: Mapping[str, Mapping[str, str]]) -> Iterator[Operation]:
    """Yield every address of the pages, to be read and to be written to; ``forms`` are the fields seen there.

    Raises:
        Unmapped: as ``identifying``.
    """
    for name, inside in path_names().items():
        fields = forms.get(name, {})
        places = [one for one in identifying(name, [*inside, *fields], fields) if one not in ASKING]
        places += ASKING if "q" in fields and name not in NOT_ASKED else []
        for method in ("get", "post"):
            kept = [
                place
                for place in places
                if place in inside or (place in ASKING | LINKED) == (method == "get")
            ]
            yield Operation("web", method, name, tuple(kept))
