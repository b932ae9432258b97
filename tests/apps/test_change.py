"""Changing what an organisation says of itself."""

from dataclasses import replace

import pytest

from kasssa.apps.accounts import queries
from kasssa.apps.accounts.actions import change
from kasssa.apps.documents import queries as documents
from kasssa.apps.documents.actions import issue
from kasssa.apps.exchange.actions import send
from kasssa.apps.signing.actions import sign
from kasssa.base.ledger import queries as ledger
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.parties import Scheme
from tests.apps.traces import refused
from tests.cast import delivered, drafted, issued, ledger_length, settle, signature

NEW = replace(cast.OLENA.requisites, name="ТОВ «Південний вітер»", address="м. Одеса", iban="", bank="")


def test_an_owner_changes_name_address_and_account(olena, noon):
    length = ledger_length()
    change(NEW, by=olena.actor, at=noon)
    card = queries.organisation(by=olena.actor)
    assert (card.name, card.address, card.iban, card.bank) == ("ТОВ «Південний вітер»", "м. Одеса", "", "")
    assert ledger_length() == length + 1
    assert ledger.history(card.id, by=olena.actor)[-1].act == "organisation.changed"


def test_the_code_stays_as_it_was_registered(olena, noon):
    change(replace(NEW, code="41205632", scheme=Scheme.RNOKPP), by=olena.actor, at=noon)
    card = queries.organisation(by=olena.actor)
    assert (card.code, card.scheme, card.confirmed_at) == ("32855961", Scheme.EDRPOU, noon)


def test_issued_documents_keep_the_requisites_of_their_date(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    before = documents.content(document_id, by=petro.actor)
    change(NEW, by=olena.actor, at=noon)
    assert documents.content(document_id, by=petro.actor) == before
    assert documents.document(document_id, by=petro.actor).seller.name == "ТОВ «Північний вітер»"
    assert documents.card(document_id, by=petro.actor).counterparty_name == "ТОВ «Північний вітер»"


def test_a_draft_is_issued_with_the_requisites_of_the_day_of_issue(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    change(replace(cast.OLENA.requisites, name="ТОВ «Південний вітер»"), by=olena.actor, at=noon)
    issue(document_id, by=olena.actor, at=noon)
    proof = signature(document_id, olena, noon)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    send(document_id, by=olena.actor, at=noon)
    settle()
    assert documents.document(document_id, by=petro.actor).seller.name == "ТОВ «Південний вітер»"
    assert documents.card(document_id, by=petro.actor).counterparty_name == "ТОВ «Південний вітер»"


def test_the_other_party_is_not_touched(olena, petro, noon):
    issued(olena, petro, noon)
    before = queries.organisation(by=petro.actor)
    change(NEW, by=olena.actor, at=noon)
    assert queries.organisation(by=petro.actor) == before


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_only_an_owner_changes_requisites(role, colleague, noon):
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        change(NEW, by=someone.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (role, Act.ORGANISATION_CHANGED)
