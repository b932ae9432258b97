"""Proving by a signature that an organisation is who it says it is."""

from dataclasses import replace

import pytest

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import AlreadyConfirmed
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import BadSignature, confirm
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import robot
from kasssa.cli import cast
from kasssa.core.actor import Door, NotAllowed, Role
from kasssa.core.acts import Act
from tests.apps.traces import refused, untouched
from tests.cast import Someone, ledger_length
from tests.stage import come


@pytest.fixture
def newcomer(texts, authority):
    """Olena, who has not proved anything yet."""
    return come(cast.OLENA, authority, confirmed=False)


def proof(someone, at):
    return kep.sign(signing.challenge(by=someone.actor), someone.key, at=at)


def test_a_signature_of_the_challenge_proves_the_code(newcomer, noon):
    assert queries.confirmed("32855961") is None
    length = ledger_length()
    confirm(proof=proof(newcomer, noon), by=newcomer.actor, at=noon)
    assert queries.confirmed("32855961").confirmed_at == noon
    assert ledger_length() == length + 2  # the certificate is bound too
    what = ledger.history(newcomer.actor.organisation_id, by=newcomer.actor)[-1]
    serial = kep.verify(
        proof(newcomer, noon), signing.challenge(by=newcomer.actor), trust=kep.TrustStore(), at=noon
    ).signers[0].serial  # fmt: skip
    assert (what.act, what.details) == ("organisation.confirmed", {"certificate": serial})


def test_proving_twice_is_proving_once(newcomer, noon):
    confirm(proof=proof(newcomer, noon), by=newcomer.actor, at=noon)
    with untouched():
        confirm(proof=proof(newcomer, noon), by=newcomer.actor, at=noon)


def test_the_challenge_names_the_code_and_is_of_one_organisation(newcomer, petro):
    challenge = signing.challenge(by=newcomer.actor)
    assert challenge.decode().splitlines()[1:] == [
        "32855961", "ТОВ «Північний вітер»", str(newcomer.actor.organisation_id),
    ]  # fmt: skip
    assert signing.challenge(by=petro.actor) != challenge


def test_the_second_who_claims_a_proved_code_is_refused_even_with_a_good_key(newcomer, authority, noon):
    confirm(proof=proof(newcomer, noon), by=newcomer.actor, at=noon)
    second = come(replace(cast.OLENA, slug="second"), authority, confirmed=False)
    with refused(AlreadyConfirmed):
        confirm(proof=proof(second, noon), by=second.actor, at=noon)
    assert queries.organisation(by=second.actor).confirmed_at is None


def test_a_squatter_cannot_prove_a_code_with_their_own_key(newcomer, petro, noon):
    own = accounts.found(cast.OLENA.requisites, position="ніхто", by=petro.actor, at=noon)
    squatter = Someone(own, petro.role, petro.key)
    with refused(BadSignature) as caught:
        confirm(proof=proof(squatter, noon), by=own, at=noon)
    assert (caught.value.reason, caught.value.detail("en")) == ("KSA-SIG-04", "41205632")


def test_a_signature_of_another_organisations_challenge_does_not_do(newcomer, petro, noon):
    theirs = kep.sign(signing.challenge(by=petro.actor), newcomer.key, at=noon)
    with refused(BadSignature) as caught:
        confirm(proof=theirs, by=newcomer.actor, at=noon)
    assert caught.value.reason == "KSA-SIG-02"


def test_the_challenge_signed_before_a_change_of_name_does_not_do(newcomer, noon):
    old = proof(newcomer, noon)
    accounts.change(replace(cast.OLENA.requisites, name="ТОВ «Інше»"), by=newcomer.actor, at=noon)
    with refused(BadSignature) as caught:
        confirm(proof=old, by=newcomer.actor, at=noon)
    assert caught.value.reason == "KSA-SIG-02"


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.VIEWER])
def test_who_may_not_sign_may_not_prove(role, colleague, noon):
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        confirm(proof=proof(someone, noon), by=someone.actor, at=noon)
    assert caught.value.act is Act.ORGANISATION_CONFIRMED


def test_a_signatory_may_prove(newcomer, authority, noon):
    accounts.register(
        accounts.Newcomer(email="semen@kasssa.example", password=cast.PASSWORD, surname="С", given_name="С"),
        door=Door.WEB, at=noon,
    )  # fmt: skip
    accounts.add_member("semen@kasssa.example", Role.SIGNATORY, position="", by=newcomer.actor, at=noon)
    semen = queries.members(by=newcomer.actor)[-1]
    actor = replace(newcomer.actor, person_id=semen.person_id, role=Role.SIGNATORY)
    confirm(proof=proof(Someone(actor, cast.OLENA, newcomer.key), noon), by=actor, at=noon)
    assert queries.confirmed("32855961").id == actor.organisation_id


def test_nothing_is_proved_for_the_service_itself(newcomer, noon):
    good = proof(newcomer, noon)
    with refused(BadSignature):
        confirm(proof=good[:-1], by=robot(newcomer.actor.organisation_id), at=noon)
