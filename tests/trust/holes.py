"""Seven holes as peers have had them, and one blindness, planted before the gates for the matrix to find.

Most let a request through in the name of whoever owns what it names: that is what a view does that looks
something up by its id alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from tests.trust.ring import House, Ring

Slip = Callable[[Ring, HttpRequest], HttpResponse | None]


@dataclass(frozen=True)
class Hole:
    """What is wrong, at which operation and parameter, what it does to a request, and how it is found."""

    name: str
    operation: str
    place: str
    slip: Slip
    found: str


class Planted:
    """A middleware with the hole in it that is planted at the moment."""

    ring: ClassVar[Ring]
    hole: ClassVar[Hole]

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slipped = self.hole.slip(self.ring, request) if self._is_here(request) else None
        return self._get_response(request) if slipped is None else slipped

    def _is_here(self, request: HttpRequest) -> bool:
        door, method, name = self.hole.operation.split(" ")
        if request.method != method.upper() or request.path.startswith("/api/") != (door == "api"):
            return False
        if door == "web":
            return resolve(request.path).url_name == name
        here, pattern = request.path.removeprefix("/api").split("/"), name.split("/")
        return len(here) == len(pattern) and all(
            one == other or other.startswith("{") for one, other in zip(here, pattern, strict=True)
        )


def _named(request: HttpRequest) -> Sequence[str]:
    """Return whatever the request names: in its address, its query and its form."""
    said = [*request.path.split("/"), *map(str, request.GET.values())]
    return [*said, *map(str, request.POST.values())] if request.method == "POST" else said


def _owner(ring: Ring, request: HttpRequest) -> House | None:
    """Return the house that has what the request names."""
    for house in ring.houses.values():
        things = set(house.things.values()) - {house.things["bought"]}
        if {*things, *map(str, house.papers.values())} & set(_named(request)):
            return house
    return None


def _is_own(house: House, request: HttpRequest) -> bool:
    """Tell whether whoever asks is of ``house`` or, by its key, may well be."""
    if request.path.startswith("/api/"):
        return request.headers.get("Authorization", "").endswith(house.things["bearer"])
    return request.user.pk == house.owner.actor.person_id


def in_the_name_of(house: House | None, request: HttpRequest) -> None:
    """Let the request pass as that of the owner of ``house``."""
    if house is not None:
        request.META["HTTP_AUTHORIZATION"] = f"Bearer {house.things['bearer']}"
        request.user = get_user_model().objects.get(pk=house.owner.actor.person_id)


def unscoped(ring: Ring, request: HttpRequest) -> None:
    """Look it up by its id alone."""
    in_the_name_of(_owner(ring, request), request)


def unscoped_search(ring: Ring, request: HttpRequest) -> None:
    """Look for the words in all mailboxes."""
    for house in ring.houses.values():
        if house.things["bought"] in request.GET.values():
            in_the_name_of(house, request)


def forbidden(ring: Ring, request: HttpRequest, *, status: int) -> HttpResponse | None:
    """Say “forbidden” of what exists, and “not found” of what does not."""
    house = _owner(ring, request)
    return None if house is None or _is_own(house, request) else HttpResponse(status=status)


def blind(ring: Ring, request: HttpRequest) -> HttpResponse:
    """Refuse everything before looking at it, so that a test of the walls never gets to them."""
    del ring, request
    return HttpResponse(status=422)


HOLES = (
    Hole("a document is read by its id alone", "api get /documents/{document_id}", "document_id",
         unscoped, "tells that it exists"),
    Hole("a document is changed by its id alone", "api post /documents/{document_id}/archive", "document_id",
         unscoped, "changes rows"),
    Hole("a file has a route of its own", "api get /documents/{document_id}/ubl", "document_id",
         unscoped, "shows"),
    Hole("a page has no wall", "web get document_report", "document_id", unscoped, "tells that it exists"),
    Hole("an identifier in a form is believed", "web post token_revoke", "token_id",
         unscoped, "changes rows"),
    Hole("a search looks into all mailboxes", "api get /documents", "q",
         unscoped_search, "tells that it exists"),
    Hole("what is others' is forbidden, not absent", "web post switch_organisation", "organisation",
         partial(forbidden, status=403), "tells that it exists"),
    Hole("the test does not get to the wall", "api post /documents/{document_id}/send", "document_id",
         blind, "says nothing"),
)  # fmt: skip
