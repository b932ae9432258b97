"""The main job from end to end by two programs, with real signatures."""

from datetime import datetime

import kep
from kasssa.core.actor import Door
from tests.api.caller import Caller, doors, typed
from tests.cast import Someone, acts_of, settle


def test_two_programs_take_an_invoice_from_draft_to_both_archives(
    by_olena: Caller, by_petro: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    begun = by_olena.post("/api/documents", typed(petro.code, due_on="2026-12-09"))
    address = f"/api/documents/{begun.json['id']}"
    by_olena.post(f"{address}/issue")
    content = by_olena.get(f"{address}/ubl").content
    by_olena.post(f"{address}/sign", kep.sign(content, olena.key, at=noon))
    assert by_olena.post(f"{address}/send").json["state"] == "sent"
    assert by_petro.get(address).problem == (404, "no_such_document")
    settle()
    (came,) = by_petro.get("/api/documents").json["documents"]
    assert (came["state"], came["number"], came["total"]) == ("delivered", "2026/0001", "1200.00")
    assert by_petro.get(f"{address}/ubl").content == content
    by_petro.get(address)
    accepted = by_petro.post(f"{address}/accept", kep.sign(content, petro.key, at=noon)).json
    assert (accepted["state"], accepted["acts"]) == ("accepted", ["document.opened", "document.archived"])
    paid = by_olena.post(f"{address}/pay", {"paid_on": "2026-11-25"}).json
    assert paid["state"] == "paid"
    for caller in (by_olena, by_petro):
        assert caller.post(f"{address}/archive").status == 200
    assert acts_of(begun.json["id"], olena) == acts_of(begun.json["id"], petro) == [
        "document.drafted", "document.issued", "document.signed", "document.sent", "document.delivered",
        "document.opened", "document.accepted", "document.paid", "document.archived", "document.archived",
    ]  # fmt: skip
    assert set(doors(begun.json["id"], olena)) == {Door.API, Door.JOB}
