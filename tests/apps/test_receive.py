"""Receiving a file: kept for ever if anything can be read from it, and only for who received it."""

import hashlib

import pytest

from kasssa.apps.documents import queries as documents
from kasssa.apps.intake import actions, queries
from kasssa.apps.intake.actions import NoSuchFile, NotReadable
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import NotAllowed, Role
from tests.apps import papers
from tests.apps.traces import refused
from tests.cast import acts_of
from tests.core.domestic.books import book


def test_the_very_bytes_are_kept_and_named(olena, noon):
    content = papers.invoice(olena)
    received_id = actions.receive(content, "C:\\рахунки\\р77.xml", by=olena.actor, at=noon)
    card = queries.received(received_id, by=olena.actor)
    assert (card.name, card.format, card.is_list) == ("р77.xml", "ubl-invoice", False)
    assert queries.content(received_id, by=olena.actor) == content
    (what,) = ledger.history(received_id, by=olena.actor)
    sha256 = hashlib.sha256(content).hexdigest()
    assert (what.act, what.details) == ("file.received", {"format": "ubl-invoice", "sha256": sha256})


def test_what_it_says_is_read_from_the_bytes_each_time(olena, noon):
    received_id = actions.receive(papers.invoice(olena), "a.xml", by=olena.actor, at=noon)
    seen = queries.seen(received_id, by=olena.actor)
    assert (seen.invoice.number, [line.name for line in seen.invoice.lines]) == ("Р-77", ["Хліб", "Доставка"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "KSA-IMP-23"),
        (b" \r\n", "KSA-IMP-23"),
        (b"<a/>", "KSX-OTHER"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "KSX-DTD"),
        (b"%PDF-1.7 nothing", "KSX-PDF-OPEN"),
        (b"{}", "KSX-OTHER"),
        (b"PK\x03\x04 nothing", "KSA-LST-12"),
        ("Код ЄДРПОУ;Товар".encode(), "KSA-LST-01"),
        (b"\x00" * 20_000_001, "KSA-IMP-24"),
    ],
)
def test_what_nothing_can_be_read_from_is_not_kept(olena, noon, content, code):
    with refused(NotReadable) as caught:
        actions.receive(content, "a", by=olena.actor, at=noon)
    assert caught.value.code == code
    assert caught.value.uk != caught.value.en


def test_a_spreadsheet_is_a_list(olena, noon):
    content = book([papers.HEADINGS.split(";"), ["1", "43629432", "Зерно", "Хліб", "шт", 2, 10.5, "20"]])
    received_id = actions.receive(content, "list.xlsx", by=olena.actor, at=noon)
    assert queries.received(received_id, by=olena.actor).is_list
    head = queries.head(received_id, by=olena.actor)
    assert (head.headings[6], head.samples[6]) == ("Ціна, грн", ("10.5",))


def test_the_same_bytes_twice_are_two_files_of_which_the_second_knows_the_first(olena, noon):
    content = papers.invoice(olena)
    first = actions.receive(content, "a.xml", by=olena.actor, at=noon)
    actions.draft(first, by=olena.actor, at=noon)
    second = actions.receive(content, "b.xml", by=olena.actor, at=noon)
    assert queries.earlier(second, by=olena.actor) == [first]
    assert queries.earlier(first, by=olena.actor) == []


def test_whoever_only_reads_receives_nothing(olena, colleague, noon):
    viewer = colleague(Role.VIEWER)
    with refused(NotAllowed):
        actions.receive(papers.invoice(olena), "a.xml", by=viewer.actor, at=noon)


def test_others_do_not_learn_that_it_exists(olena, petro, noon):
    received_id = actions.receive(papers.invoice(olena), "a.xml", by=olena.actor, at=noon)
    for query in (queries.received, queries.content, queries.seen, queries.drafted, queries.head):
        with pytest.raises(NoSuchFile):
            query(received_id, by=petro.actor)
    with refused(NoSuchFile):
        actions.draft(received_id, by=petro.actor, at=noon)


def test_a_document_that_was_typed_has_no_origin(olena, petro, noon):
    from_file = actions.receive(papers.invoice(olena), "a.xml", by=olena.actor, at=noon)
    document_id = actions.draft(from_file, by=olena.actor, at=noon)
    origin = queries.origin(document_id, by=olena.actor)
    assert origin is not None
    assert origin.id == from_file
    assert queries.origin(document_id, by=petro.actor) is None
    assert acts_of(document_id, olena) == ["document.drafted"]
    assert documents.typed(document_id, by=olena.actor).contract == "17"
