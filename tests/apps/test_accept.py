"""Agreeing to a document, under the recipient's signature."""

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.exchange.actions import accept
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import BadSignature
from kasssa.base.ledger import queries as ledger
from kasssa.core.acts import Act
from kasssa.core.lifecycle import NotNow, State
from tests.apps.acts import paid, rejected
from tests.apps.traces import refused
from tests.cast import Someone, accepted, delivered, ledger_length, signature


def test_the_recipients_signature_accepts_it(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    length, proof = ledger_length(), signature(document_id, petro, noon)
    accept(document_id, proof=proof, by=petro.actor, at=noon)
    for someone in (olena, petro):
        assert queries.card(document_id, by=someone.actor).state is State.ACCEPTED
    assert ledger_length() == length + 1
    assert ledger.history(document_id, by=olena.actor)[-1].act == "document.accepted"


def test_both_parties_hold_both_signatures_byte_for_byte(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    proof = signature(document_id, petro, noon)
    accept(document_id, proof=proof, by=petro.actor, at=noon)
    seen = signing.signatures(document_id, by=olena.actor)
    assert seen == signing.signatures(document_id, by=petro.actor)
    assert {(card.act, card.code) for card in seen} == {
        (Act.DOCUMENT_SIGNED, "32855961"), (Act.DOCUMENT_ACCEPTED, "41205632"),
    }  # fmt: skip
    theirs = next(card for card in seen if card.act is Act.DOCUMENT_ACCEPTED)
    assert signing.proof(theirs.id, by=olena.actor) == proof


def test_acceptance_changes_not_a_byte(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    before = queries.content(document_id, by=petro.actor)
    accept(document_id, proof=signature(document_id, petro, noon), by=petro.actor, at=noon)
    assert queries.content(document_id, by=petro.actor) == before


def test_a_document_is_accepted_once(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    proof = signature(document_id, petro, noon)
    with refused(NotNow):
        accept(document_id, proof=proof, by=petro.actor, at=noon)


@pytest.mark.parametrize("come", [rejected, paid])
def test_what_was_refused_or_paid_is_not_accepted_any_more(come, olena, petro, noon):
    document_id = come(olena, petro, noon)
    proof = signature(document_id, petro, noon)
    with refused(NotNow):
        accept(document_id, proof=proof, by=petro.actor, at=noon)


def test_the_sellers_own_signature_does_not_do_for_the_buyer(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    (theirs,) = signing.signatures(document_id, by=petro.actor)
    replayed = signing.proof(theirs.id, by=petro.actor)
    with refused(BadSignature) as caught:
        accept(document_id, proof=replayed, by=petro.actor, at=noon)
    assert (caught.value.reason, caught.value.detail("uk")) == ("KSA-SIG-04", "32855961")


def test_an_acceptance_of_another_document_does_not_do(olena, petro, noon):
    one, other = delivered(olena, petro, noon), delivered(olena, petro, noon)
    proof = signature(one, petro, noon)
    with refused(BadSignature) as caught:
        accept(other, proof=proof, by=petro.actor, at=noon)
    assert caught.value.reason == "KSA-SIG-02"


@pytest.mark.parametrize("proof", [b"", b"garbage"])
def test_nothing_is_accepted_without_a_signature(proof, olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    with refused(BadSignature) as caught:
        accept(document_id, proof=proof, by=petro.actor, at=noon)
    assert caught.value.reason == "KSA-SIG-01"


def test_a_stranger_cannot_accept_it_with_the_recipients_key_either(olena, petro, yevheniia, noon):
    document_id = delivered(olena, petro, noon)
    proof = signature(document_id, petro, noon)
    with refused(queries.NoSuchDocument):
        accept(document_id, proof=proof, by=yevheniia.actor, at=noon)


def test_the_sender_cannot_accept_it_with_the_recipients_signature(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    proof = signature(document_id, petro, noon)
    with refused(BadSignature) as caught:
        accept(document_id, proof=proof, by=olena.actor, at=noon)
    assert caught.value.reason == "KSA-SIG-04"
    own = signature(document_id, Someone(olena.actor, olena.role, olena.key), noon)
    with refused(NotNow):
        accept(document_id, proof=own, by=olena.actor, at=noon)
