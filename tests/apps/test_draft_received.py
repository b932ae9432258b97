"""A draft of a received invoice: everything that fits, once, or nothing at all."""

from datetime import date

import pytest

from kasssa.apps.directory import queries as directory
from kasssa.apps.documents import actions as documents_actions
from kasssa.apps.documents import queries as documents
from kasssa.apps.intake import actions, queries
from kasssa.apps.intake.actions import DoesNotFit
from kasssa.core.document.draft import DraftLine
from tests.apps import papers
from tests.apps.traces import refused
from tests.cast import ledger_length


def received(content, by, at):
    return actions.receive(content, "a.xml", by=by.actor, at=at)


def test_buyer_lines_and_texts_are_taken_and_neither_number_nor_date(olena, noon):
    document_id = actions.draft(received(papers.invoice(olena), olena, noon), by=olena.actor, at=noon)
    typed = documents.typed(document_id, by=olena.actor)
    assert typed.lines == (
        DraftLine(name="Хліб", unit="H87", quantity="40", price="20", vat="20"),
        DraftLine(name="Доставка", unit="E48", quantity="1", price="200", vat="7"),
    )
    assert (typed.buyer_code, typed.contract, typed.place, typed.note) == (
        "43629432",
        "17",
        "м. Дніпро",
        "Дякуємо",
    )
    assert documents.card(document_id, by=olena.actor).number == ""


def test_a_buyer_whom_nobody_knows_is_written_down_and_the_draft_can_be_issued(olena, noon):
    received_id = received(papers.invoice(olena), olena, noon)
    document_id = actions.draft(received_id, by=olena.actor, at=noon)
    buyer = directory.find("43629432", by=olena.actor)
    assert (buyer.name, buyer.address) == ("ТОВ «Зерно»", "м. Київ")
    assert documents_actions.issue(document_id, by=olena.actor, at=noon)
    assert documents.document(document_id, by=olena.actor).issued_on == date(2026, 11, 25)


def test_asked_twice_it_is_made_once(olena, noon):
    received_id = received(papers.invoice(olena), olena, noon)
    first = actions.draft(received_id, by=olena.actor, at=noon)
    length = ledger_length()
    assert actions.draft(received_id, by=olena.actor, at=noon) == first
    assert ledger_length() == length


def test_of_a_discarded_draft_another_is_made(olena, noon):
    received_id = received(papers.invoice(olena), olena, noon)
    first = actions.draft(received_id, by=olena.actor, at=noon)
    documents_actions.discard(first, by=olena.actor, at=noon)
    assert actions.draft(received_id, by=olena.actor, at=noon) != first


def test_of_an_invoice_to_us_the_lines_are_taken_and_not_the_buyer(olena, petro, noon):
    received_id = received(papers.invoice(olena, petro.code), petro, noon)
    taken = queries.taken(queries.seen(received_id, by=petro.actor), by=petro.actor)
    assert (taken.own, taken.to_us, taken.misfits) == (False, True, ())
    document_id = actions.draft(received_id, by=petro.actor, at=noon)
    assert documents.typed(document_id, by=petro.actor).buyer_code == ""


@pytest.mark.parametrize(
    ("before", "after", "misfit"),
    [
        (b"UAH", b"GBP", ("KSA-IMP-02", "BT-5", "currency")),
        (b"<cbc:InvoiceTypeCode>380", b"<cbc:InvoiceTypeCode>386", ("KSA-IMP-01", "BT-3", "kind")),
        (b'unitCode="E48"', b'unitCode="KTM"', ("KSA-IMP-09", "BT-130", "lines[1].unit")),
        (
            b"<cbc:Percent>7</cbc:Percent>",
            b"<cbc:Percent>8</cbc:Percent>",
            ("KSA-IMP-08", "BT-151", "lines[1].vat"),
        ),
    ],
)
def test_what_has_no_place_here_is_named_and_nothing_is_made(olena, noon, before, after, misfit):
    content = papers.invoice(olena)
    assert before in content
    received_id = received(content.replace(before, after), olena, noon)
    with refused(DoesNotFit) as caught:
        actions.draft(received_id, by=olena.actor, at=noon)
    found = [(one.code, one.term, one.path) for one in caught.value.misfits]
    assert misfit in found
    assert documents.counts(by=olena.actor) == {}
    assert queries.drafted(received_id, by=olena.actor) is None
