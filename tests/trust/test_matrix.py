"""The tenant matrix: what anybody can ask of any door about what is somebody else's.

./run trust matrix            one house as the victim of everybody
./run trust matrix --size 3   each of the three
"""

from collections.abc import Iterator
from dataclasses import replace

import lxml.html
import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import Resolver404, resolve, reverse

from kasssa.api.main import api
from kasssa.cli import cast
from tests.stage import texts
from tests.trust import ring as rings
from tests.trust.cells import Cell, Matrix
from tests.trust.doors import (
    Operation,
    Unmapped,
    api_operations,
    identifying,
    path_names,
    web_operations,
)
from tests.trust.holes import HOLES, Planted
from tests.trust.ring import Ring
from tests.web.conftest import statics, stopped_clock

__all__ = ["statics", "stopped_clock", "texts"]

_GATES = settings.MIDDLEWARE.index("kasssa.web.gates.Gates")
MIDDLEWARE = [*settings.MIDDLEWARE[:_GATES], "tests.trust.holes.Planted", *settings.MIDDLEWARE[_GATES:]]


@pytest.fixture
def ring(texts: None, authority: cast.Authority) -> Iterator[Ring]:
    """Three houses and everybody at their doors, who have all given their password within the hour."""
    with override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3600):
        yield rings.build(authority)


def fields_seen(ring: Ring) -> dict[str, dict[str, str]]:
    """Return the fields of all forms and links on the owner's pages, by the address they lead to."""
    house = next(iter(ring.houses.values()))
    client = ring.visitors[f"{house.name} owner"].client
    addresses = [reverse(name) for name, inside in path_names().items() if not inside]
    addresses += [reverse("document", args=[one]) for one in house.papers.values()]
    addresses += [reverse("document_edit", args=[house.papers["draft"]])]
    seen: dict[str, dict[str, str]] = {}
    for address in addresses:
        if address == reverse("account_logout"):
            continue
        response = client.get(address)
        if response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
            for target, name, value in fields(response.content, address):
                seen.setdefault(target, {}).setdefault(name, value)
    return seen


def fields(content: bytes, address: str):
    """Yield where each named field of a page goes, its name and its value; parameters of links too."""
    tree = lxml.html.fromstring(content.decode())
    for form in tree.forms:
        for field in form.xpath(".//*[@name]"):
            yield from found(form.get("action") or address, field.get("name"), field.get("value") or "")
    for link in tree.xpath("//a/@href[contains(., '?')]"):
        path, _, query = link.partition("?")
        for part in query.split("&"):
            yield from found(path or address, *part.partition("=")[::2])


def found(address: str, name: str, value: str):
    """Yield one field under the name of its address, if the address is ours."""
    try:
        yield str(resolve(address.partition("?")[0]).url_name), name, value
    except Resolver404:
        return


def operations(ring: Ring, door: str) -> list[Operation]:
    """Return all operations of one door."""
    if door == "api":
        return list(api_operations(api.get_openapi_schema()))
    return list(web_operations(fields_seen(ring)))


def cells(ring: Ring, which: list[Operation], victims: int):
    """Yield the cells: each place of each operation × everybody × the first ``victims`` of the houses."""
    for operation in which:
        for house in list(ring.houses.values())[:victims]:
            for visitor in ring.visitors.values():
                owner = visitor.role == "owner" or visitor.role is None
                if owner or visitor.house == house.name:
                    for place in operation.places or ([""] if operation.method == "get" else []):
                        yield Cell(operation, place, visitor, house)


def judged(ring: Ring, which: list[Operation], victims: int = 1) -> Matrix:
    matrix = Matrix(ring)
    for cell in cells(ring, which, victims):
        matrix.judge(cell)
    return matrix


@pytest.mark.parametrize("door", ["api", "web"])
def test_nobody_learns_or_changes_anything_of_others(ring: Ring, door: str, size: int) -> None:
    which = [one for one in operations(ring, door) if one.name not in ("account_logout", "set_language")]
    matrix = judged(ring, which, victims=min(size, 3) or 1)
    print(f"\n{door}: {matrix.cells} cells, {len(matrix.found)} findings")
    assert not matrix.found, "\n".join(matrix.found)
    assert matrix.cells > 100


def with_hole(ring: Ring) -> Ring:
    """Return the ring with browsers that come by the door with the hole; their cookies are the same."""
    visitors = {}
    for visitor in ring.visitors.values():
        client = Client(raise_request_exception=False)
        client.cookies = visitor.client.cookies
        visitors[visitor.name] = replace(visitor, client=client)
    return Ring(ring.houses, visitors)


def test_every_planted_hole_is_found(ring: Ring) -> None:
    which = {str(one): one for door in ("api", "web") for one in operations(ring, door)}
    missed = []
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        Planted.ring = ring
        for hole in HOLES:
            Planted.hole = hole
            matrix = judged(with_hole(ring), [which[hole.operation]])
            if not any(f"[{hole.place}] {hole.found}" in one for one in matrix.found):
                missed.append((hole.name, matrix.found))
    assert missed == []


@pytest.mark.parametrize("name", ["parcel_id", "ids", "uuid", "api_key", "counterparty_ref", "sha256"])
def test_a_parameter_that_nobody_has_explained_fails_the_matrix(name: str) -> None:
    with pytest.raises(Unmapped, match=name):
        identifying("get /parcels", ["page", name])


def test_a_field_whose_value_names_something_fails_the_matrix_too() -> None:
    with pytest.raises(Unmapped, match="thing"):
        identifying("parcels", ["thing"], {"thing": "0190163d-8694-739b-aea5-966c26f8ad91"})


def test_a_parameter_deep_in_a_body_is_seen() -> None:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}}
    line = {"properties": {"parcel_id": {}}}
    schema = {
        "paths": {"/api/x": {"post": {"requestBody": body}}},
        "components": {"schemas": {"In": {"properties": {"lines": {"items": line}}}}},
    }
    with pytest.raises(Unmapped, match="parcel_id"):
        list(api_operations(schema))
