"""Registering: the person, what they agreed to and their organisation, all three or none."""

from dataclasses import replace

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher
from django.core.exceptions import ObjectDoesNotExist

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.accounts.actions import EmailTaken, Newcomer, register
from kasssa.apps.consents import queries as consents
from kasssa.apps.consents.actions import Joining, NotCurrent, Shown, join
from kasssa.base.clock import kyiv_date
from kasssa.base.ledger import queries as ledger
from kasssa.cli import cast
from kasssa.core.actor import NOBODY, Door, Role
from kasssa.core.consent import TextKind
from tests.apps.traces import everything, refused

NEWCOMER = Newcomer(
    email="Olena@Kasssa.Example", password=cast.PASSWORD, surname="Ковальчук", given_name="Олена"
)


def shown(kind, noon, language="uk"):
    text = consents.current(kind, language, on=kyiv_date(noon))
    return Shown(kind, text.sha256, network="203.0.113.0", agent="Firefox")


def joining(noon, **changes):
    complete = Joining(
        newcomer=NEWCOMER, requisites=cast.OLENA.requisites, position="директорка",
        policy=shown(TextKind.POLICY, noon), offer=shown(TextKind.OFFER, noon, "en"), news=False,
    )  # fmt: skip
    return replace(complete, **changes)


def test_a_person_registers_and_acts_for_nobody_yet(db, noon):
    actor = register(NEWCOMER, door=Door.API, at=noon)
    person = accounts.person(actor.person_id)
    assert (actor.organisation_id, actor.role, actor.door) == (NOBODY, Role.OWNER, Door.API)
    assert (person.email, person.full_name, person.language, person.registered_at, person.is_active) == (
        "olena@kasssa.example", "Ковальчук Олена", "uk", noon, True,
    )  # fmt: skip
    assert accounts.seats(actor.person_id) == []


def test_a_password_is_kept_as_an_argon2_hash_only(db, noon, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    person = accounts.person(register(NEWCOMER, door=Door.WEB, at=noon).person_id)
    assert identify_hasher(person.password).algorithm == "argon2"
    assert check_password(cast.PASSWORD, person.password)
    assert cast.PASSWORD not in person.password


def test_an_address_registers_once_however_it_is_spelt(db, noon):
    register(NEWCOMER, door=Door.WEB, at=noon)
    with refused(EmailTaken):
        register(replace(NEWCOMER, email="OLENA@kasssa.EXAMPLE"), door=Door.WEB, at=noon)


def test_joining_is_person_agreements_and_organisation_in_one(texts, noon):
    owner = join(joining(noon), door=Door.WEB, at=noon)
    (seat,) = accounts.seats(owner.person_id)
    assert (seat.organisation_id, seat.name, seat.code, seat.role, seat.confirmed) == (
        owner.organisation_id, "ТОВ «Північний вітер»", "32855961", Role.OWNER, False,
    )  # fmt: skip
    agreements = consents.agreements(by=owner)
    assert sorted((a.kind, a.version, a.language, a.network, a.agreed_at) for a in agreements) == [
        ("offer", "2026-09-01", "en", "203.0.113.0", noon),
        ("policy", "2026-09-01", "uk", "203.0.113.0", noon),
    ]
    assert [(what.act, what.by.organisation_id) for what in ledger.of_person(owner.person_id, by=owner)] == [
        ("consent.given", NOBODY), ("consent.given", NOBODY),
        ("organisation.registered", owner.organisation_id),
    ]  # fmt: skip


def test_agreement_comes_before_anything_else_that_is_recorded(texts, noon):
    owner = join(joining(noon, news=True), door=Door.WEB, at=noon)
    acts = [what.act for what in ledger.of_person(owner.person_id, by=owner)]
    assert acts == ["consent.given", "consent.given", "news.subscribed", "organisation.registered"]


def test_news_are_not_ticked_by_anybody_else(texts, noon):
    silent = join(joining(noon), door=Door.WEB, at=noon)
    assert consents.wants_news(silent.person_id, by=silent) is False


@pytest.mark.parametrize("which", ["policy", "offer"])
def test_who_was_shown_other_words_is_not_registered_at_all(which, texts, noon):
    stale = replace(getattr(joining(noon), which), sha256="0" * 64)
    before = everything()
    with refused(NotCurrent):
        join(joining(noon, **{which: stale}), door=Door.WEB, at=noon)
    assert everything() == before
    assert register(NEWCOMER, door=Door.WEB, at=noon)  # the address is still free


@pytest.mark.parametrize(("one", "other"), [("policy", "offer"), ("offer", "policy")])
def test_the_policy_does_not_pass_for_the_offer(one, other, texts, noon):
    complete = joining(noon)
    swapped = replace(getattr(complete, one), sha256=getattr(complete, other).sha256)
    with refused(NotCurrent):
        join(replace(complete, **{one: swapped}), door=Door.WEB, at=noon)


def test_a_taken_address_leaves_no_second_organisation(texts, noon):
    owner = join(joining(noon), door=Door.WEB, at=noon)
    with refused(EmailTaken):
        join(joining(noon, requisites=cast.PETRO.requisites), door=Door.WEB, at=noon)
    assert len(accounts.seats(owner.person_id)) == 1


def test_nobody_is_found_by_an_id_that_is_nobodys(db):
    with pytest.raises(ObjectDoesNotExist):
        accounts.person(NOBODY)
