"""Opening an organisation."""

from dataclasses import replace

import pytest
from django.db import DataError

from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import found
from kasssa.base.ledger import queries as ledger
from kasssa.cli import cast
from kasssa.core.actor import Role
from kasssa.core.parties import Scheme
from tests.apps.traces import refused
from tests.cast import ledger_length


def test_an_organisation_says_of_itself_what_its_founder_typed(olena):
    card = queries.organisation(by=olena.actor)
    said = cast.OLENA.requisites
    assert (card.id, card.kind, card.scheme, card.code, card.name) == (
        olena.actor.organisation_id, "legal_entity", Scheme.EDRPOU, "32855961", "ТОВ «Північний вітер»",
    )  # fmt: skip
    assert (card.address, card.vat_number, card.iban, card.bank, card.phone, card.email) == (
        said.address, said.vat_number, said.iban, said.bank, said.phone, said.email,
    )  # fmt: skip


def test_a_person_with_a_ten_digit_code_is_a_sole_proprietor(yevheniia):
    card = queries.organisation(by=yevheniia.actor)
    assert (card.kind, card.scheme, card.code) == ("sole_proprietor", Scheme.RNOKPP, "3184710691")


def test_the_founder_is_its_only_member_and_owner(olena):
    (member,) = queries.members(by=olena.actor)
    assert (member.person_id, member.name, member.email, member.role, member.position) == (
        olena.actor.person_id, "Ковальчук Олена Василівна", "olena@kasssa.example", Role.OWNER, "директорка",
    )  # fmt: skip


def test_founding_is_one_line_in_the_ledger(olena, noon):
    length = ledger_length()
    owner = found(cast.PETRO.requisites, position="директорка", by=olena.actor, at=noon)
    assert ledger_length() == length + 1
    (what,) = ledger.history(owner.organisation_id, by=owner)
    assert (what.act, what.at, what.by.person_id, what.by.role) == (
        "organisation.registered", noon, olena.actor.person_id, Role.OWNER,
    )  # fmt: skip


def test_one_person_may_own_two_organisations_and_each_sees_its_own(olena, noon):
    second = found(cast.PETRO.requisites, position="директорка", by=olena.actor, at=noon)
    assert [(seat.code, seat.confirmed) for seat in queries.seats(olena.actor.person_id)] == [
        ("32855961", True), ("41205632", False),
    ]  # fmt: skip
    assert queries.organisation(by=second).code == "41205632"
    assert queries.organisation(by=olena.actor).code == "32855961"


def test_a_viewer_of_one_organisation_owns_the_one_they_open(colleague, noon):
    viewer = colleague(Role.VIEWER)
    owner = found(cast.PETRO.requisites, position="ФОП", by=viewer.actor, at=noon)
    assert owner == replace(viewer.actor, organisation_id=owner.organisation_id, role=Role.OWNER)
    assert queries.organisation(by=viewer.actor).code == "32855961"


def test_anybody_may_claim_a_code_before_it_is_proved(olena, petro, noon):
    squatter = found(cast.OLENA.requisites, position="ніхто", by=petro.actor, at=noon)
    assert queries.organisation(by=squatter).confirmed_at is None
    assert queries.confirmed("32855961").id == olena.actor.organisation_id


def test_requisites_that_do_not_fit_leave_nothing_behind(olena, noon):
    with refused(DataError):
        found(replace(cast.PETRO.requisites, name="x" * 251), position="", by=olena.actor, at=noon)


@pytest.mark.parametrize("code", ["", "00000000", "nonsense"])
def test_nobody_has_proved_a_code_that_is_none(code, olena):
    assert queries.confirmed(code) is None
