"""The other kinds through the whole life of a document: each by its own bytes, numbers and acts."""

import pytest
from msgspec import structs

from kasssa.apps.documents import queries
from kasssa.apps.documents.actions import NoSuchDocument, draft, issue, revise
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.payments.actions import confirm
from kasssa.apps.payments.queries import payment
from kasssa.apps.signing import actions as signing
from kasssa.core.acts import Act
from kasssa.core.document.draft import Draft
from kasssa.core.document.kinds import Form, about
from kasssa.core.document.model import Kind
from kasssa.core.formats import fixed
from kasssa.core.lifecycle import NotNow, State
from kasssa.core.money import Money
from tests.apps.traces import refused
from tests.cast import acts_of, bread, delivered, drafted, issued, settle, signature

MADE = [Kind.ACT, Kind.DELIVERY_NOTE, Kind.CREDIT_NOTE, Kind.CORRECTION]
NUMBERS = {
    Kind.INVOICE: "2026/0001",
    Kind.FACTURA: "РФ-2026/0001",
    Kind.ACT: "АКТ-2026/0001",
    Kind.DELIVERY_NOTE: "ВН-2026/0001",
    Kind.CREDIT_NOTE: "КН-2026/0001",
    Kind.CORRECTION: "КР-2026/0001",
    Kind.CLAIM: "ПР-2026/0001",
    Kind.ANNULMENT: "АН-2026/0001",
    Kind.REFUSAL: "ВД-2026/0001",
}


def typed_as(kind, buyer_code):
    if not about(kind).priced:
        return Draft(kind=kind, buyer_code=buyer_code, note="Не те.", basis_number="7", basis_on="01.11.2026")
    basis = {"basis_number": "7", "basis_on": "01.11.2026"} if about(kind).corrects else {}
    return structs.replace(bread(buyer_code, **basis), kind=kind)


def agreed(typed, seller, buyer, at):
    """A document that was issued, signed, sent, delivered and accepted."""
    document_id = draft(typed, by=seller.actor, at=at)
    issue(document_id, by=seller.actor, at=at)
    proof = signature(document_id, seller, at)
    signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=seller.actor, at=at)
    exchange.send(document_id, by=seller.actor, at=at)
    settle()
    exchange.accept(document_id, proof=signature(document_id, buyer, at), by=buyer.actor, at=at)
    return document_id


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_goes_the_whole_way_in_its_own_form(kind, olena, petro, noon):
    document_id = agreed(typed_as(kind, petro.code), olena, petro, noon)
    for someone in (olena, petro):
        card = queries.card(document_id, by=someone.actor)
        assert (card.kind, card.state, card.number, card.total) == (
            kind, State.ACCEPTED, NUMBERS[kind], Money(1200_00 if about(kind).priced else 0),
        )  # fmt: skip
        content = queries.content(document_id, by=someone.actor)
        assert ("<ЕлектроннийДокумент>" in content.decode()) == (about(kind).form is Form.COMDOC)
        said = queries.document(document_id, by=someone.actor)
        assert (said.kind, fixed.write(said)) == (kind, content)
    assert (Act.DOCUMENT_PAID in queries.card(document_id, by=olena.actor).acts) == about(kind).payable


@pytest.mark.parametrize("kind", [Kind.ACT, Kind.DELIVERY_NOTE, Kind.CREDIT_NOTE, Kind.CLAIM])
def test_what_asks_for_no_money_is_never_paid(kind, olena, petro, noon):
    document_id = agreed(typed_as(kind, petro.code), olena, petro, noon)
    with refused(NotNow):
        confirm(document_id, paid_on=noon.date(), by=olena.actor, at=noon)


def test_each_kind_has_a_gapless_row_of_numbers_of_its_own(olena, petro, noon):
    kinds = (Kind.INVOICE, Kind.ACT, Kind.INVOICE, Kind.FACTURA, Kind.ACT)
    documents = [draft(typed_as(kind, petro.code), by=olena.actor, at=noon) for kind in kinds]
    numbers = [issue(document_id, by=olena.actor, at=noon) for document_id in documents]
    assert numbers == ["2026/0001", "АКТ-2026/0001", "2026/0002", "РФ-2026/0001", "АКТ-2026/0002"]
    chosen = structs.replace(typed_as(Kind.ACT, petro.code), series="КС")
    assert issue(draft(chosen, by=olena.actor, at=noon), by=olena.actor, at=noon) == "КС-2026/0001"


def test_the_currency_stands_beside_the_sum(olena, petro, noon):
    document_id = draft(bread(petro.code, currency="EUR"), by=olena.actor, at=noon)
    issue(document_id, by=olena.actor, at=noon)
    card = queries.card(document_id, by=olena.actor)
    assert (card.total, card.currency) == (Money(1200_00), "EUR")


def test_only_what_was_not_prepaid_is_still_to_come(olena, petro, noon):
    document_id = agreed(bread(petro.code, prepaid="200"), olena, petro, noon)
    confirm(document_id, paid_on=noon.date(), by=olena.actor, at=noon)
    assert payment(document_id, by=petro.actor).amount == Money(1000_00)


@pytest.mark.parametrize("kind", MADE)
def test_what_is_made_from_an_invoice_names_it_and_leads_to_it(kind, olena, petro, noon):
    invoice_id = delivered(olena, petro, noon)
    typed = queries.made_from(invoice_id, kind, by=olena.actor)
    document_id = agreed(typed, olena, petro, noon)
    basis = queries.document(document_id, by=petro.actor).basis
    assert (basis.number, basis.issued_on) == ("2026/0001", noon.date())
    for someone in (olena, petro):
        invoice, made = queries.relatives(document_id, by=someone.actor)
        assert (invoice.id, made) == (invoice_id, [])
        nothing, made = queries.relatives(invoice_id, by=someone.actor)
        assert (nothing, [card.id for card in made]) == (None, [document_id])


def test_a_draft_made_from_an_invoice_is_its_makers_alone(olena, petro, noon):
    invoice_id = delivered(olena, petro, noon)
    made_id = draft(queries.made_from(invoice_id, Kind.ACT, by=olena.actor), by=olena.actor, at=noon)
    assert [card.id for card in queries.relatives(invoice_id, by=olena.actor)[1]] == [made_id]
    assert queries.relatives(invoice_id, by=petro.actor) == (None, [])


def test_a_draft_may_become_of_another_kind(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    revise(document_id, typed_as(Kind.ACT, petro.code), by=olena.actor, at=noon)
    assert queries.card(document_id, by=olena.actor).kind is Kind.ACT
    assert issue(document_id, by=olena.actor, at=noon) == "АКТ-2026/0001"


@pytest.mark.parametrize("kind", [Kind.INVOICE, Kind.FACTURA])
def test_nothing_is_made_from_what_it_does_not_follow(kind, olena, petro, noon):
    document_id = issued(olena, petro, noon)
    with refused(NoSuchDocument):
        queries.made_from(document_id, kind, by=olena.actor)


def test_the_recipient_makes_no_act_from_it_and_a_stranger_learns_nothing(olena, petro, yevheniia, noon):
    invoice_id = delivered(olena, petro, noon)
    for someone in (petro, yevheniia):
        with refused(NoSuchDocument):
            queries.made_from(invoice_id, Kind.ACT, by=someone.actor)
    with refused(NoSuchDocument):
        queries.relatives(invoice_id, by=yevheniia.actor)


def test_nothing_is_made_from_a_draft(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    with refused(NoSuchDocument):
        queries.made_from(document_id, Kind.ACT, by=olena.actor)


def test_nobody_bases_a_document_on_one_that_is_not_theirs(olena, petro, yevheniia, noon):
    invoice_id = delivered(olena, petro, noon)
    for based_on in (str(invoice_id), "не номер"):
        with refused(NoSuchDocument):
            draft(Draft(based_on=based_on), by=yevheniia.actor, at=noon)
    own_id = drafted(yevheniia, petro, noon)
    with refused(NoSuchDocument):
        revise(own_id, Draft(based_on=str(invoice_id)), by=yevheniia.actor, at=noon)


@pytest.mark.parametrize("kind", [Kind.CLAIM, Kind.ANNULMENT, Kind.REFUSAL])
def test_either_party_writes_a_letter_about_what_was_sent(kind, olena, petro, noon):
    invoice_id = delivered(olena, petro, noon)
    for writer, other in ((olena, petro), (petro, olena)):
        typed = structs.replace(queries.made_from(invoice_id, kind, by=writer.actor), note="Ось чому.")
        letter_id = agreed(typed, writer, other, noon)
        said = queries.document(letter_id, by=other.actor)
        assert (said.author.code, said.addressee.code, said.text) == (writer.code, other.code, "Ось чому.")
        assert (said.basis.number, said.basis.kind) == ("2026/0001", Kind.INVOICE)
        assert queries.relatives(letter_id, by=other.actor)[0].id == invoice_id


def test_a_claim_shows_what_it_demands_and_nothing_is_made_of_it(olena, petro, noon):
    invoice_id = delivered(olena, petro, noon)
    typed = queries.made_from(invoice_id, Kind.CLAIM, by=petro.actor)
    claim_id = agreed(structs.replace(typed, note="Поверніть.", claimed="100"), petro, olena, noon)
    assert queries.card(claim_id, by=olena.actor).total == Money(100_00)
    with refused(NoSuchDocument):
        queries.made_from(claim_id, Kind.CLAIM, by=petro.actor)


def test_the_history_of_an_act_is_that_of_any_document(olena, petro, noon):
    document_id = agreed(typed_as(Kind.ACT, petro.code), olena, petro, noon)
    settle()
    assert [act for act in acts_of(document_id, petro) if act.startswith("document.")] == [
        "document.drafted", "document.issued", "document.signed", "document.sent", "document.delivered",
        "document.accepted",
    ]  # fmt: skip
