"""Hostile input by the thousand, on every reader of bytes and at every door: taken or refused as documented.

./run trust fuzz --size 1000000 --seed 7      so many inputs, and a tenth of it as requests
"""

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kasssa.api.main import api
from kasssa.cli import cast
from tests.kep.fuzz import Chance
from tests.stage import texts
from tests.trust import bent, blows
from tests.trust.doors import PASSED, path_names
from tests.trust.ring import House, Ring, build
from tests.trust.test_matrix import fields_seen
from tests.web.conftest import statics, stopped_clock

__all__ = ["statics", "stopped_clock", "texts"]

FEW_INPUTS, FEW_REQUESTS = 2_000, 400


@pytest.fixture
def ring(texts: None, authority: cast.Authority) -> Ring:
    """Three houses with documents in every state."""
    return build(authority)


def test_bent_bytes_are_read_or_refused_as_documented(size: int, seed: int) -> None:
    outcome = bent.run(size or FEW_INPUTS, seed)
    print(f"\n{outcome.inputs} inputs, {outcome.refused} refused, {len(outcome.faults)} faults,"
          f" slowest {outcome.slowest_seconds * 1000:.0f} ms (--size {size} --seed {seed})")  # fmt: skip
    assert not outcome.faults, f"--seed {seed}\n" + "\n".join(outcome.faults[:20])


def struck(count: int, strike: Callable[[], tuple[str, HttpResponse]]) -> tuple[Counter[int], list[str]]:
    """Strike ``count`` times, undoing each; return how the answers were and what must not be."""
    statuses: Counter[int] = Counter()
    faults: list[str] = []
    for _ in range(count):
        with transaction.atomic():
            told, response = strike()
            transaction.set_rollback(True)
        statuses[response.status_code] += 1
        if response.status_code >= 500:
            faults.append(f"{response.status_code} {told} {getattr(response, 'exc_info', '')}"[:1500])
        elif told.startswith("/api/") and not documented(response):
            faults.append(f"{response.status_code} {response.headers['Content-Type']} {told}"[:1500])
    return statuses, faults


def documented(response: HttpResponse) -> bool:
    """Tell whether an answer of the API is of a kind that its documentation promises."""
    kind = response.headers["Content-Type"].partition(";")[0]
    if response.status_code < 400:
        return kind in ("application/json", "application/xml", "application/vnd.etsi.asic-s+zip")
    # Django itself answers an address that there is not, and a form in many parts that breaks off.
    by_django = response.status_code in (400, 404, 405) and kind == "text/html"
    return kind == "application/problem+json" or by_django or response.status_code == 405


def test_no_request_makes_the_api_stumble(ring: Ring, size: int, seed: int) -> None:
    chance, client = Chance(seed), Client(raise_request_exception=False)
    house = next(iter(ring.houses.values()))
    visitor = ring.visitors[f"{house.name} owner"]
    operations = [
        (method, address, [one["name"] for one in said.get("parameters", []) if one["in"] == "query"])
        for address, methods in api.get_openapi_schema()["paths"].items()
        for method, said in methods.items()
    ]
    ids = [one for each in ring.houses.values() for one in each.papers.values()]

    def strike() -> tuple[str, HttpResponse]:
        method, address, names = blows.pick(chance, operations)
        data, kind = blows.body(chance, sound(house, address))
        here, headers = blows.path(chance, address, ids), blows.headers(chance, visitor.bearer)
        asked = blows.query(chance, names)
        told = f"{here} {method} {asked!r} {headers!r} {kind!r} {data!r}"
        return told, client.generic(method.upper(), here, data, kind, headers=headers, query_params=asked)

    statuses, faults = struck(size // 10 or FEW_REQUESTS, strike)
    print(f"\napi: {dict(sorted(statuses.items()))} (--size {size} --seed {seed})")
    assert not faults, f"{len(faults)} faults, --seed {seed}\n" + "\n".join(faults[:20])


def sound(house: House, address: str) -> bytes:
    """Return a body that the operation takes."""
    last = address.rsplit("/", 1)[1]
    if last in ("documents", "revise"):
        return house.draft().to_json()
    bodies = {"reject": b'{"reason": "OTH", "text": "x"}', "pay": b'{"paid_on": "2026-11-25"}'}
    return bodies.get(last, b"0\x80")


def test_no_form_and_no_query_makes_a_page_stumble(ring: Ring, size: int, seed: int) -> None:
    chance, forms = Chance(seed), fields_seen(ring)
    house = next(iter(ring.houses.values()))
    client = ring.visitors[f"{house.name} owner"].client
    client.raise_request_exception = False
    ids = [str(one) for one in house.papers.values()]
    pages = [(name, inside) for name, inside in path_names().items() if name != "account_logout"]

    def strike() -> tuple[str, HttpResponse]:
        name, inside = blows.pick(chance, pages)
        given = {**PASSED, "key": "x-y", **house.things}
        given |= {"document_id": blows.pick(chance, ids)}
        address = reverse(name, kwargs={one: given[one] for one in inside})
        fields = {"idempotency_key": "k", **forms.get(name, {})}
        if chance.below(3) == 0:
            asked = blows.query(chance, list(fields))
            return f"{address} get {asked!r}", client.get(address, asked)
        said = {**blows.form(chance, fields), "idempotency_key": f"k{chance.below(10**9)}"}
        return f"{address} post {said!r}", client.post(address, said)

    statuses, faults = struck(size // 10 or FEW_REQUESTS, strike)
    print(f"\nweb: {dict(sorted(statuses.items()))} (--size {size} --seed {seed})")
    assert not faults, f"{len(faults)} faults, --seed {seed}\n" + "\n".join(faults[:20])
