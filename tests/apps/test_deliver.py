"""Delivering to whoever has proved the code, and to nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts.actions import AlreadyConfirmed
from kasssa.apps.directory.actions import add
from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import receive
from kasssa.apps.exchange.actions import deliver
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import confirm
from kasssa.base import ids
from kasssa.base.blobs import queries as blobs
from kasssa.base.tenancy import robot
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.document.model import Party
from kasssa.core.lifecycle import Side, State
from tests.apps.acts import deliver as deliver_again
from tests.apps.traces import refused, untouched
from tests.cast import Someone, acts_of, delivered, ledger_length, sent, settle, signed
from tests.stage import come

PETRO = Party(
    scheme=cast.PETRO.requisites.scheme, code=cast.PETRO.requisites.code, name=cast.PETRO.requisites.name
)


@pytest.fixture
def absent(authority):
    """Petro's company, of whom nobody here has proved the code: only his key exists."""
    return Someone(robot(), cast.PETRO, authority.key(cast.PETRO))


@pytest.fixture
def waiting(olena, absent, noon):
    """A document that waits for somebody to prove the code of Petro's company."""
    add(PETRO, by=olena.actor, at=noon)
    document_id = sent(olena, absent, noon)
    settle()
    return document_id


def prove(someone, at):
    proof = kep.sign(signing.challenge(by=someone.actor), someone.key, at=at)
    confirm(proof=proof, by=someone.actor, at=at)


def inbox(someone):
    return [card.id for card in queries.folder("inbox", by=someone.actor).cards]


def test_a_sent_document_comes_into_the_inbox_unread(olena, petro, noon):
    document_id = sent(olena, petro, noon)
    length = ledger_length()
    assert deliver(document_id, by=robot(olena.actor.organisation_id), at=noon + timedelta(minutes=1)) is True
    (card,) = queries.folder("inbox", by=petro.actor).cards
    assert (card.id, card.state, card.side, card.unread, card.came_at) == (
        document_id, State.DELIVERED, Side.RECIPIENT, True, noon + timedelta(minutes=1),
    )  # fmt: skip
    assert (card.counterparty_code, card.counterparty_name) == ("32855961", "ТОВ «Північний вітер»")
    assert card.recipient_id == petro.actor.organisation_id
    assert queries.counts(by=petro.actor) == {"inbox": 1}
    assert ledger_length() == length + 1
    assert acts_of(document_id, petro)[-1] == "document.delivered"


def test_both_hold_the_same_bytes_and_signatures(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    assert queries.content(document_id, by=petro.actor) == queries.content(document_id, by=olena.actor)
    (theirs,) = signing.signatures(document_id, by=petro.actor)
    assert signing.signatures(document_id, by=olena.actor) == [theirs]
    assert signing.proof(theirs.id, by=petro.actor) == signing.proof(theirs.id, by=olena.actor)


def test_delivering_twice_is_delivering_once(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    with untouched():
        assert deliver_again(document_id, olena, noon) is True
    assert inbox(petro) == [document_id]


def test_nothing_comes_while_nobody_has_proved_the_code(waiting, olena, absent, noon):
    with untouched():
        assert deliver_again(waiting, olena, noon) is False
    assert queries.card(waiting, by=olena.actor).state is State.SENT


def test_it_comes_as_soon_as_the_recipient_proves_the_code(waiting, olena, authority, noon):
    petro = come(cast.PETRO, authority, confirmed=False)
    settle()
    assert inbox(petro) == []
    prove(petro, noon)
    assert inbox(petro) == []
    settle()
    assert inbox(petro) == [waiting]
    assert queries.card(waiting, by=olena.actor).state is State.DELIVERED


def test_everything_that_waited_comes_and_nothing_else(waiting, olena, yevheniia, absent, authority, noon):
    second = sent(yevheniia_knows(yevheniia, noon), absent, noon)
    to_another = sent(olena, yevheniia, noon)
    only_signed = signed(olena, absent, noon)
    settle()
    petro = come(cast.PETRO, authority)
    assert sorted(inbox(petro)) == sorted([waiting, second])
    assert inbox(yevheniia) == [to_another]
    assert queries.card(only_signed, by=olena.actor).state is State.SIGNED


def yevheniia_knows(yevheniia, noon):
    """Yevheniia with Petro in her address book; she pays no VAT and says so by selling as she may."""
    add(PETRO, by=yevheniia.actor, at=noon)
    change = replace(cast.YEVHENIIA.requisites, vat_number="3184710691")
    accounts.change(change, by=yevheniia.actor, at=noon)
    return yevheniia


def test_a_squatter_who_only_claims_the_code_gets_nothing(waiting, yevheniia, authority, noon):
    own = accounts.found(cast.PETRO.requisites, position="ніхто", by=yevheniia.actor, at=noon)
    squatter = Someone(own, cast.PETRO, yevheniia.key)
    settle()
    assert inbox(squatter) == []
    with refused(queries.NoSuchDocument):
        queries.card(waiting, by=own)
    petro = come(cast.PETRO, authority)
    assert inbox(petro) == [waiting]
    assert inbox(squatter) == []
    with refused(queries.NoSuchDocument):
        queries.content(waiting, by=own)


def test_who_proves_the_code_second_gets_nothing(waiting, authority, noon):
    first = come(cast.PETRO, authority)
    second = come(replace(cast.PETRO, slug="second-petro"), authority, confirmed=False)
    with refused(AlreadyConfirmed):
        prove(second, noon)
    settle()
    assert (inbox(first), inbox(second)) == ([waiting], [])


@pytest.mark.parametrize("who", ["olena", "petro", "yevheniia"])
def test_only_the_service_delivers(who, request, olena, petro, yevheniia, noon):
    document_id = sent(olena, petro, noon)
    someone = request.getfixturevalue(who)
    with refused(NotAllowed) as caught:
        deliver(document_id, by=someone.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (Role.OWNER, Act.DOCUMENT_DELIVERED)


@pytest.mark.parametrize("who", ["petro", "yevheniia"])
def test_nobody_puts_a_document_into_their_own_inbox(who, request, olena, petro, yevheniia, noon):
    """A mailbox row is the right to read: whoever could make one could read anything whose id they know."""
    document_id = sent(olena, petro, noon)
    sha256 = queries.card(document_id, by=olena.actor).sha256
    someone = request.getfixturevalue(who)
    with refused(NotAllowed):
        receive(document_id, sha256, by=someone.actor, at=noon)
    with refused(blobs.NoSuchBytes):
        blobs.content(sha256, by=someone.actor)


def test_the_service_cannot_receive_what_does_not_exist(petro, noon):
    with refused(queries.NoSuchDocument):
        receive(ids.new_id(), "0" * 64, by=robot(petro.actor.organisation_id), at=noon)
