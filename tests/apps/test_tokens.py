"""Keys for the API."""

import hashlib

import pytest
from django.db import connection

from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import create_token, revoke_token
from kasssa.base import ids
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting
from kasssa.core.actor import Actor, Door, NotAllowed, Role
from kasssa.core.acts import Act
from tests.apps.traces import refused, untouched
from tests.cast import ledger_length


def test_a_key_speaks_for_the_person_in_their_organisation(olena, noon):
    length = ledger_length()
    secret = create_token("каса № 1", by=olena.actor, at=noon)
    assert secret.startswith("kasssa_")
    assert len(secret) == 50
    assert queries.bearer(secret) == Actor(
        olena.actor.person_id, olena.actor.organisation_id, Role.OWNER, Door.API
    )
    (card,) = queries.tokens(by=olena.actor)
    assert (card.name, card.created_at, card.revoked_at) == ("каса № 1", noon, None)
    assert ledger_length() == length + 1
    assert [what.act for what in ledger.history(card.id, by=olena.actor)] == ["token.created"]


def test_two_keys_are_never_alike(olena, noon):
    assert len({create_token("каса", by=olena.actor, at=noon) for _ in range(5)}) == 5


def test_the_secret_itself_is_kept_nowhere(olena, noon):
    secret = create_token("каса", by=olena.actor, at=noon)
    with acting(olena.actor), connection.cursor() as cursor:
        for table in ("accounts_token", "ledger_entry"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{secret[7:]}%"])
            assert cursor.fetchone() == (0,)


def test_a_revoked_key_opens_nothing(olena, noon):
    secret = create_token("каса", by=olena.actor, at=noon)
    (card,) = queries.tokens(by=olena.actor)
    revoke_token(card.id, by=olena.actor, at=noon)
    assert queries.bearer(secret) is None
    assert queries.tokens(by=olena.actor)[0].revoked_at == noon
    assert [what.act for what in ledger.history(card.id, by=olena.actor)] == [
        "token.created", "token.revoked",
    ]  # fmt: skip


def test_revoking_twice_is_revoking_once(olena, noon):
    create_token("каса", by=olena.actor, at=noon)
    (card,) = queries.tokens(by=olena.actor)
    revoke_token(card.id, by=olena.actor, at=noon)
    with untouched():
        revoke_token(card.id, by=olena.actor, at=noon)


def test_another_organisation_can_neither_see_nor_revoke_it_nor_tell_it_from_none(olena, petro, noon):
    secret = create_token("каса", by=olena.actor, at=noon)
    (card,) = queries.tokens(by=olena.actor)
    assert queries.tokens(by=petro.actor) == []
    for token_id in (card.id, ids.new_id()):
        with untouched():
            assert revoke_token(token_id, by=petro.actor, at=noon) is None
    assert queries.bearer(secret) is not None


@pytest.mark.parametrize("secret", ["", "kasssa_", "kasssa_" + "A" * 43, "x" * 10_000, "каса", "\x00"])
def test_an_unknown_key_speaks_for_nobody(secret, olena):
    assert queries.bearer(secret) is None


def test_the_digest_of_a_key_is_not_a_key(olena, noon):
    secret = create_token("каса", by=olena.actor, at=noon)
    assert queries.bearer(hashlib.sha256(secret.encode()).hexdigest()) is None


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_only_an_owner_makes_and_revokes_keys(role, colleague, noon):
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        create_token("каса", by=someone.actor, at=noon)
    assert caught.value.act is Act.TOKEN_CREATED
    with refused(NotAllowed) as caught:
        revoke_token(ids.new_id(), by=someone.actor, at=noon)
    assert caught.value.act is Act.TOKEN_REVOKED
