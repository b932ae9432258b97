"""Refusing a document, with a reason."""

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.exchange.actions import NoReason, reject
from kasssa.apps.exchange.queries import refusal
from kasssa.base.ledger import queries as ledger
from kasssa.core.lifecycle import NotNow, State
from kasssa.core.refusals import Reason
from tests.apps.acts import paid, rejected
from tests.apps.traces import refused
from tests.cast import accepted, delivered, ledger_length


def test_both_parties_read_why(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    length = ledger_length()
    reject(document_id, Reason.QUANTITY, "  Привезли 39.\n", by=petro.actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.REJECTED
    why = refusal(document_id, by=olena.actor)
    assert (why.reason, why.text, why.refused_at) == (Reason.QUANTITY, "Привезли 39.", noon)
    assert refusal(document_id, by=petro.actor) == why
    assert ledger_length() == length + 1
    what = ledger.history(document_id, by=olena.actor)[-1]
    assert (what.act, what.details) == ("document.rejected", {"reason": "QTY"})


def test_the_words_stay_out_of_the_ledger(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    reject(document_id, Reason.OTHER, "Таємниця", by=petro.actor, at=noon)
    assert "Таємниця" not in str(ledger.history(document_id, by=petro.actor))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_the_list_is_kept(reason, olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    reject(document_id, reason, "Так.", by=petro.actor, at=noon)
    assert refusal(document_id, by=petro.actor).reason is reason


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0", "я" * 2001])
def test_a_refusal_says_why_in_words_and_not_in_too_many(text, olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    with refused(NoReason):
        reject(document_id, Reason.OTHER, text, by=petro.actor, at=noon)


def test_a_thousand_words_may_be_as_long_as_they_may(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    reject(document_id, Reason.OTHER, "я" * 2000, by=petro.actor, at=noon)
    assert refusal(document_id, by=olena.actor).text == "я" * 2000


def test_words_with_a_nought_character_are_refused_and_not_lost(olena, petro, noon):
    """The database cannot keep U+0000, so it must be refused before it gets there."""
    document_id = delivered(olena, petro, noon)
    with refused(NoReason):
        reject(document_id, Reason.OTHER, "так\x00ні", by=petro.actor, at=noon)


@pytest.mark.parametrize("come", [accepted, rejected, paid])
def test_what_was_answered_is_not_refused_any_more(come, olena, petro, noon):
    document_id = come(olena, petro, noon)
    with refused(NotNow):
        reject(document_id, Reason.PRICES, "Ні.", by=petro.actor, at=noon)


def test_the_sender_cannot_refuse_it(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    with refused(NotNow):
        reject(document_id, Reason.PRICES, "Ні.", by=olena.actor, at=noon)


def test_a_stranger_neither_refuses_it_nor_reads_why(olena, petro, yevheniia, noon):
    document_id = rejected(olena, petro, noon)
    assert refusal(document_id, by=yevheniia.actor) is None
    with refused(queries.NoSuchDocument):
        reject(document_id, Reason.PRICES, "Ні.", by=yevheniia.actor, at=noon)


def test_a_document_that_was_not_refused_has_no_reason(olena, petro, noon):
    assert refusal(delivered(olena, petro, noon), by=petro.actor) is None
