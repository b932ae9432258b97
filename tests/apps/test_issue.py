"""Fixing the bytes of a draft under a number."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from kasssa.apps.accounts.actions import change
from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import NoSuchDocument, draft, issue
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import acting
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.faults import Faulty
from kasssa.core.formats import ubl
from kasssa.core.lifecycle import NotNow, State
from kasssa.core.money import Money
from kasssa.core.numbering import SeriesFull
from tests.apps.traces import refused
from tests.cast import acts_of, bread, drafted, issued, ledger_length
from tests.stage import come


def issue_in(series, olena, petro, at):
    return issue(draft(bread(petro.code, series=series), by=olena.actor, at=at), by=olena.actor, at=at)


def faults_of(typed, by, at):
    document_id = draft(typed, by=by.actor, at=at)
    with refused(Faulty) as caught:
        issue(document_id, by=by.actor, at=at)
    return [(fault.code, fault.path) for fault in caught.value.faults]


def test_the_number_the_sums_and_the_bytes_are_fixed(olena, petro, noon):
    document_id = draft(bread(petro.code, due_on="5.12.2026"), by=olena.actor, at=noon)
    length = ledger_length()
    assert issue(document_id, by=olena.actor, at=noon) == "2026/0001"
    card = queries.card(document_id, by=olena.actor)
    assert (card.state, card.folder, card.number, card.total, card.currency) == (
        State.ISSUED, "outbox", "2026/0001", Money(1200_00), "UAH",
    )  # fmt: skip
    assert (card.issued_on, card.due_on, card.came_at) == (date(2026, 11, 25), date(2026, 12, 5), noon)
    content = queries.content(document_id, by=olena.actor)
    assert card.sha256 == hashlib.sha256(content).hexdigest()
    assert ledger_length() == length + 1
    what = ledger.history(document_id, by=olena.actor)[-1]
    assert (what.act, what.details) == (
        "document.issued", {"number": "2026/0001", "sha256": card.sha256},
    )  # fmt: skip


def test_the_bytes_say_what_was_typed_and_who_the_parties_were(olena, petro, noon):
    document = queries.document(issued(olena, petro, noon), by=olena.actor)
    assert (document.number, document.issued_on) == ("2026/0001", date(2026, 11, 25))
    assert (document.seller.code, document.seller.name, document.seller.iban) == (
        "32855961", "ТОВ «Північний вітер»", "UA213223130000026007233566001",
    )  # fmt: skip
    assert (document.seller.signatory, document.seller.position) == (
        "Ковальчук Олена Василівна", "директорка",
    )  # fmt: skip
    assert (document.buyer.code, document.buyer.name) == ("41205632", "ТОВ «Каштанова алея»")
    assert [(line.name, line.unit, str(line.quantity)) for line in document.lines] == [
        ("Хліб житній", "H87", "40"), ("Доставка", "E48", "1"),
    ]  # fmt: skip


def test_reading_and_writing_the_bytes_again_gives_the_same_bytes(olena, petro, noon):
    content = queries.content(issued(olena, petro, noon), by=olena.actor)
    assert ubl.write(ubl.read(content)) == content


def test_the_accountant_who_issues_is_named_as_answering_for_it(olena, petro, colleague, noon):
    accountant = colleague(Role.ACCOUNTANT)
    document_id = issued(accountant, petro, noon)
    seller = queries.document(document_id, by=olena.actor).seller
    assert (seller.signatory, seller.position) == ("Лисенко Анна", "посада")


def test_numbers_follow_one_another_in_each_series_and_organisation(olena, petro, noon):
    numbers = [issue_in(series, olena, petro, noon) for series in ("", "КС", "", "KC", "1")]
    assert numbers == ["2026/0001", "КС-2026/0001", "2026/0002", "КС-2026/0002", "1-2026/0001"]
    assert issue(drafted(petro, olena, noon), by=petro.actor, at=noon) == "2026/0001"


def test_the_year_is_that_of_kyiv(olena, petro):
    before = datetime(2026, 12, 31, 21, 59, 59, tzinfo=UTC)
    midnight = datetime(2026, 12, 31, 22, 0, tzinfo=UTC)
    assert issue_in("", olena, petro, before) == "2026/0001"
    document_id = drafted(olena, petro, midnight)
    assert issue(document_id, by=olena.actor, at=midnight) == "2027/0001"
    assert queries.card(document_id, by=olena.actor).issued_on == date(2027, 1, 1)


def test_what_was_typed_is_gone_once_it_is_issued(olena, petro, noon):
    document_id = issued(olena, petro, noon)
    with refused(NoSuchDocument):
        queries.typed(document_id, by=olena.actor)
    assert queries.counts(by=olena.actor) == {}


def test_a_document_is_issued_once(olena, petro, noon):
    document_id = issued(olena, petro, noon)
    with refused(NotNow):
        issue(document_id, by=olena.actor, at=noon)


def test_a_faulty_draft_spends_no_number_and_says_everything_that_is_wrong(olena, petro, noon):
    typed = Draft(
        buyer_code="", due_on="вчора", lines=(DraftLine(name="", unit="?", quantity="x", price="1"),)
    )
    assert faults_of(typed, olena, noon) == [
        ("KSA-PTY-06", "buyer.code"), ("KSA-NUM-01", "lines[0].quantity"),
        ("KSA-VAT-01", "lines[0].vat"), ("KSA-DAT-01", "due_on"),
    ]  # fmt: skip
    assert issue_in("", olena, petro, noon) == "2026/0001"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"series": "Ы"}, ("KSA-INV-07", "series")),
        ({"series": "ABCDEF"}, ("KSA-INV-07", "series")),
        ({"due_on": "24.11.2026"}, ("KSA-DAT-02", "due_on")),
        ({"note": "x" * 4001}, ("KSA-TXT-02", "note")),
        ({"purpose": "a\x00b"}, ("KSA-TXT-01", "purpose")),
        ({"contract": "a\nb"}, ("KSA-TXT-01", "contract")),
    ],
)
def test_each_fault_is_told_with_its_field(changes, fault, olena, petro, noon):
    assert faults_of(bread(petro.code, **changes), olena, noon) == [fault]


@pytest.mark.parametrize(
    ("code", "fault"), [("43629432", "KSA-PTY-06"), ("43629433", "KSA-COD-03"), ("x", "KSA-COD-01")]
)
def test_a_buyer_of_whom_nobody_knows_is_refused(code, fault, olena, noon):
    assert faults_of(bread(code), olena, noon) == [(fault, "buyer.code")]


def test_nobody_writes_an_invoice_to_themselves(olena, noon):
    assert faults_of(bread(olena.code), olena, noon) == [("KSA-PTY-03", "buyer.code")]


def test_who_does_not_pay_vat_charges_none(yevheniia, petro, noon):
    assert faults_of(bread(petro.code), yevheniia, noon) == [
        ("KSA-VAT-02", "lines[0].vat"), ("KSA-VAT-02", "lines[1].vat"),
    ]  # fmt: skip
    plain = Draft(
        buyer_code=petro.code, lines=(DraftLine(name="Казка", unit="H87", quantity="3", price="0,1"),)
    )
    document_id = draft(plain, by=yevheniia.actor, at=noon)
    issue(document_id, by=yevheniia.actor, at=noon)
    assert queries.card(document_id, by=yevheniia.actor).total == Money(30)


def test_a_document_over_nothing_is_refused(olena, petro, noon):
    free = Draft(
        buyer_code=petro.code, lines=(DraftLine(name="Ніщо", unit="H87", quantity="1", price="0", vat="20"),)
    )
    assert faults_of(free, olena, noon) == [("KSA-INV-05", "lines")]


def test_a_seller_without_an_account_is_told_so(olena, petro, noon):
    change(replace(cast.OLENA.requisites, iban=""), by=olena.actor, at=noon)
    assert faults_of(bread(petro.code), olena, noon) == [("KSA-PTY-02", "seller.iban")]


def test_a_full_series_gives_no_number_and_changes_nothing(olena, petro, noon):
    issue_in("АБВГД", olena, petro, noon)
    with acting(olena.actor), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_series SET last = 99998")
    assert issue_in("АБВГД", olena, petro, noon) == "АБВГД-2026/99999"
    document_id = draft(bread(petro.code, series="АБВГД"), by=olena.actor, at=noon)
    with refused(SeriesFull):
        issue(document_id, by=olena.actor, at=noon)


def test_who_has_not_proved_the_code_may_issue_to_who_has(authority, petro, noon):
    unproved = come(cast.OLENA, authority, confirmed=False)
    document_id = issued(unproved, petro, noon)
    assert acts_of(document_id, unproved) == ["document.drafted", "document.issued"]


@pytest.mark.parametrize("who", ["petro", "yevheniia"])
def test_nobody_else_issues_it_nor_learns_that_it_exists(who, request, olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    someone = request.getfixturevalue(who)
    with refused(NoSuchDocument):
        issue(document_id, by=someone.actor, at=noon)


def test_a_viewer_does_not_issue(olena, petro, colleague, noon):
    document_id = drafted(olena, petro, noon)
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed):
        issue(document_id, by=viewer.actor, at=noon)
