"""One's own data: who used it."""

from datetime import datetime, timedelta

from kasssa.base.ledger.queries import PAGE, Wanted, journal
from tests import cast
from tests.api.caller import Caller
from tests.cast import Someone


def test_every_use_is_told_in_the_shape_of_the_data_tracker(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.delivered(olena, petro, noon)
    told = by_olena.get("/api/me/usage").json
    mine = journal(Wanted(), limit=1_000, by=olena.actor)
    assert [one["number"] for one in told["usage"]] == [what.entry_id for what in mine]
    assert [one["action"] for one in told["usage"]] == [what.act for what in mine]
    delivery = next(one for one in told["usage"] if one["action"] == "document.delivered")
    assert (delivery["receiverName"], delivery["receiverSystem"]) == ("ТОВ «Каштанова алея»", "job")
    assert delivery["receiverCode"] == str(petro.actor.organisation_id)
    assert told["next"] is None


def test_a_stranger_is_told_nothing_of_it(
    by_yevheniia: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.delivered(olena, petro, noon)
    told = by_yevheniia.get("/api/me/usage").json["usage"]
    assert {one["action"] for one in told} & {"document.issued", "document.delivered"} == set()


def test_it_is_told_run_by_run_and_by_time(
    by_olena: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    while len(journal(Wanted(), limit=1_000, by=olena.actor)) <= PAGE:
        cast.delivered(olena, petro, noon)
    first = by_olena.get("/api/me/usage").json
    rest = by_olena.get(f"/api/me/usage?from={first['next']}").json
    numbers = [one["number"] for one in (*first["usage"], *rest["usage"])]
    assert numbers == [what.entry_id for what in journal(Wanted(), limit=1_000, by=olena.actor)]
    assert (len(first["usage"]), rest["next"]) == (PAGE, None)
    later = (noon + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert by_olena.get(f"/api/me/usage?since={later}").json["usage"] == []
