"""Writing a counterparty into the address book."""

from datetime import timedelta

import pytest

from kasssa.apps.directory import queries
from kasssa.apps.directory.actions import add
from kasssa.base.ledger.models import Entry
from kasssa.base.tenancy import acting
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.document.model import Party
from kasssa.core.parties import Scheme
from tests.apps.traces import refused
from tests.cast import ledger_length
from tests.stage import come

BAKERY = Party(
    scheme=Scheme.EDRPOU, code="43629432", name="ТОВ «Пекарня»", address="м. Полтава",
    vat_number="436294326553", email="pekarnia@primer.example",
)  # fmt: skip


def test_a_counterparty_is_written_down_and_found_by_its_code(olena, noon):
    length = ledger_length()
    add(BAKERY, by=olena.actor, at=noon)
    assert queries.counterparties(by=olena.actor) == [BAKERY]
    assert queries.find(" 4362 9432 ", by=olena.actor) == BAKERY
    assert ledger_length() == length + 1
    with acting(olena.actor):
        assert Entry.objects.order_by("-id").first().act == "counterparty.added"


def test_writing_it_down_anew_keeps_one_line_with_the_newest_word(olena, noon):
    add(BAKERY, by=olena.actor, at=noon)
    renamed = Party(scheme=Scheme.EDRPOU, code="43629432", name="ТОВ «Хлібня»")
    add(renamed, by=olena.actor, at=noon + timedelta(days=1))
    assert queries.counterparties(by=olena.actor) == [renamed]


def test_an_address_book_is_of_one_organisation(olena, petro, noon):
    add(BAKERY, by=olena.actor, at=noon)
    assert queries.counterparties(by=petro.actor) == []
    assert queries.find("43629432", by=petro.actor) is None


def test_what_an_organisation_says_of_itself_outweighs_the_address_book(olena, petro, noon):
    add(Party(scheme=Scheme.EDRPOU, code=petro.code, name="ТОВ «Вигадка»"), by=olena.actor, at=noon)
    found = queries.find(petro.code, by=olena.actor)
    assert (found.name, found.address, found.vat_number) == (
        "ТОВ «Каштанова алея»", "79008, м. Львів, пл. Ринок, 14", "412056313017",
    )  # fmt: skip


def test_contacts_and_accounts_of_an_organisation_are_not_told_to_strangers(olena, petro):
    found = queries.find(petro.code, by=olena.actor)
    assert (found.iban, found.bank, found.phone, found.email, found.signatory) == ("", "", "", "", "")


def test_who_has_not_proved_the_code_is_not_found(olena, authority):
    come(cast.PETRO, authority, confirmed=False)
    assert queries.find(cast.PETRO.requisites.code, by=olena.actor) is None


@pytest.mark.parametrize("text", ["", "1", "43629433", "nonsense", "\x00", "9" * 10_000])
def test_nobody_is_found_by_what_is_no_code(text, olena):
    assert queries.find(text, by=olena.actor) is None


def test_an_accountant_keeps_the_address_book_and_a_viewer_does_not(colleague, noon):
    add(BAKERY, by=colleague(Role.ACCOUNTANT).actor, at=noon)
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed) as caught:
        add(BAKERY, by=viewer.actor, at=noon)
    assert caught.value.act is Act.COUNTERPARTY_ADDED
    assert queries.counterparties(by=viewer.actor) == [BAKERY]
