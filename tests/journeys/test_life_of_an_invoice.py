"""The main job from end to end, by the public actions."""

from datetime import datetime

from kasssa.apps.documents import actions, queries
from kasssa.apps.payments import actions as payments
from tests import cast
from tests.cast import Someone


def test_an_invoice_lives_from_draft_to_both_archives(olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.accepted(olena, petro, noon)
    payments.confirm(document_id, paid_on=noon.date(), by=olena.actor, at=noon)
    actions.archive(document_id, by=olena.actor, at=noon)
    actions.archive(document_id, by=petro.actor, at=noon)
    card = queries.card(document_id, by=petro.actor)
    assert (card.state, card.number, card.folder, str(card.total)) == (
        "paid",
        "2026/0001",
        "archive",
        "1200.00",
    )
    assert (
        cast.acts_of(document_id, olena)
        == cast.acts_of(document_id, petro)
        == [
            "document.drafted",
            "document.issued",
            "document.signed",
            "document.sent",
            "document.delivered",
            "document.accepted",
            "document.paid",
            "document.archived",
            "document.archived",
        ]
    )
