"""Who gets in: the bearer of a standing key of a person who has agreed to the texts."""

from datetime import datetime
from uuid import uuid4

import pytest

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.apps.consents import actions as consents
from kasssa.apps.consents import queries as consent_queries
from kasssa.apps.documents import queries as documents
from kasssa.base.tenancy import robot
from kasssa.core.actor import Actor, Door, Role
from kasssa.core.consent import TextKind
from tests import cast
from tests.api.caller import Caller, doors, typed
from tests.api.test_schema import OPERATIONS
from tests.cast import Someone, ledger_length

CALLS = [(method, path) for method, paths in OPERATIONS.items() for path in sorted(paths)]


@pytest.mark.parametrize("secret", ["", "kasssa_guess", "kasssa_\0"])
def test_nobody_gets_in_without_a_standing_key(by_olena: Caller, secret: str) -> None:
    length = ledger_length()
    stranger = Caller(secret)
    answers = [
        getattr(stranger, method)(path.replace("{document_id}", str(uuid4()))) for method, path in CALLS
    ]
    assert [one.problem for one in answers] == [(401, "no_key")] * 15
    assert ledger_length() == length


def test_the_session_of_the_site_is_no_key(olena: Someone) -> None:
    caller = Caller("")
    caller.client.force_login(queries.person(olena.actor.person_id))
    assert caller.get("/api/documents").problem == (401, "no_key")


def test_the_bearer_of_a_key_gets_in_and_acts_by_this_door(
    by_olena: Caller, olena: Someone, petro: Someone
) -> None:
    answer = by_olena.post("/api/documents", typed(petro.code))
    assert answer.status == 201
    assert doors(answer.json["id"], olena) == [Door.API]


def test_a_key_ended_is_none(by_olena: Caller, olena: Someone, noon: datetime) -> None:
    assert by_olena.get("/api/documents").status == 200
    accounts.revoke_token(queries.tokens(by=olena.actor)[0].id, by=olena.actor, at=noon)
    assert by_olena.get("/api/documents").problem == (401, "no_key")


def test_a_key_of_who_no_longer_acts_for_the_organisation_is_none(
    olena: Someone, petro: Someone, noon: datetime
) -> None:
    accounts.add_member(petro.role.email, Role.OWNER, position="директор", by=olena.actor, at=noon)
    guest = next(one for one in queries.members(by=olena.actor) if one.person_id == petro.actor.person_id)
    there = Someone(cast_as(petro, olena), petro.role, petro.key)
    caller = Caller.of(there, noon)
    assert caller.get("/api/documents").status == 200
    accounts.remove_member(guest.id, by=olena.actor, at=noon)
    assert caller.get("/api/documents").problem == (401, "no_key")


def test_a_lower_role_lowers_the_key(olena: Someone, petro: Someone, noon: datetime) -> None:
    accounts.add_member(petro.role.email, Role.OWNER, position="директор", by=olena.actor, at=noon)
    caller = Caller.of(Someone(cast_as(petro, olena), petro.role, petro.key), noon)
    guest = next(one for one in queries.members(by=olena.actor) if one.person_id == petro.actor.person_id)
    accounts.remove_member(guest.id, by=olena.actor, at=noon)
    accounts.add_member(petro.role.email, Role.VIEWER, position="аудитор", by=olena.actor, at=noon)
    length = ledger_length()
    assert caller.get("/api/documents", name="outbox").status == 200
    assert caller.post("/api/documents", typed(petro.code)).problem == (403, "not_allowed")
    assert ledger_length() == length


@pytest.mark.parametrize("kind", TextKind)
def test_without_agreement_to_the_new_text_the_key_opens_nothing(
    by_olena: Caller, by_petro: Caller, olena: Someone, noon: datetime, kind: TextKind
) -> None:
    text = consent_queries.current(kind, "uk", on=noon.date())
    assert text is not None
    consents.publish(kind, "2026-11-20", "uk", text.content + b"\n", by=robot(), at=noon)
    length = ledger_length()
    assert by_olena.get("/api/documents").problem == (403, "consent_required")
    assert by_olena.post("/api/documents", typed("41205632")).problem == (403, "consent_required")
    assert ledger_length() == length
    newer = consent_queries.current(kind, "uk", on=noon.date())
    assert newer is not None
    consents.agree(consents.Shown(kind, newer.sha256), by=olena.actor, at=noon)
    assert by_olena.get("/api/documents").status == 200
    assert by_petro.get("/api/documents").status == 403


def test_what_is_not_ones_own_looks_as_if_it_were_not_there(
    by_yevheniia: Caller, olena: Someone, petro: Someone, noon: datetime
) -> None:
    theirs, nowhere = cast.delivered(olena, petro, noon), uuid4()
    length = ledger_length()
    body = {
        "/reject": {"reason": "PRI", "text": "Ні"},
        "/pay": {"paid_on": "2026-11-25"},
        "/revise": typed(""),
    }
    for method, path in CALLS:
        if "{" not in path:
            continue
        said = [body[end] for end in body if path.endswith(end)] if method == "post" else []
        answers = [
            getattr(by_yevheniia, method)(path.replace("{document_id}", str(one)), *said)
            for one in (theirs, nowhere)
        ]
        assert [one.problem for one in answers] == [(404, "no_such_document")] * 2, path
        assert answers[0].content == answers[1].content
    assert ledger_length() == length
    assert documents.card(theirs, by=olena.actor).state == "delivered"


def cast_as(guest: Someone, host: Someone) -> Actor:
    """``guest`` acting for the organisation of ``host``."""
    seat = next(
        one
        for one in queries.seats(guest.actor.person_id)
        if one.organisation_id == host.actor.organisation_id
    )
    return Actor(guest.actor.person_id, seat.organisation_id, seat.role, Door.WEB)
