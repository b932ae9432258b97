"""No act changes a document but where the table says so: every state, every side, every act."""

import pytest

from kasssa.apps.documents import queries
from kasssa.apps.signing.actions import BadSignature, sign
from kasssa.core.actor import MAY, Role
from kasssa.core.acts import Act
from kasssa.core.lifecycle import BESIDE, STEPS, NotNow, Side, State, open_acts
from tests.apps.acts import COME, DO, deliver
from tests.apps.traces import refused

IN_THE_BUYERS_HANDS = (State.DELIVERED, State.ACCEPTED, State.REJECTED, State.PAID)


@pytest.mark.parametrize("state", State)
def test_it_comes_into_every_state_by_real_acts(state, olena, petro, noon):
    document_id = COME[state](olena, petro, noon)
    assert queries.card(document_id, by=olena.actor).state is state


@pytest.mark.parametrize("state", State)
def test_the_seller_does_only_what_the_table_says(state, olena, petro, noon):
    document_id = COME[state](olena, petro, noon)
    for act in DO.keys() - set(open_acts(state, Side.SENDER)):
        if (state, act) == (State.DRAFT, Act.DOCUMENT_SIGNED) or act is Act.DOCUMENT_ACCEPTED:
            continue  # there are no bytes to sign yet; acceptance of one's own is tested below
        with refused(NotNow) as caught:
            DO[act](document_id, olena, noon)
        assert (caught.value.state, caught.value.act, caught.value.side) == (state, act, Side.SENDER)


@pytest.mark.parametrize("state", IN_THE_BUYERS_HANDS)
def test_the_buyer_does_only_what_the_table_says(state, olena, petro, noon):
    document_id = COME[state](olena, petro, noon)
    for act in DO.keys() - set(open_acts(state, Side.RECIPIENT)):
        with refused(NotNow) as caught:
            DO[act](document_id, petro, noon)
        assert (caught.value.state, caught.value.act, caught.value.side) == (state, act, Side.RECIPIENT)


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_the_seller_cannot_accept_their_own_document(state, olena, petro, noon):
    document_id = COME[state](olena, petro, noon)
    with refused(NotNow) as caught:
        DO[Act.DOCUMENT_ACCEPTED](document_id, olena, noon)
    assert caught.value.side is Side.SENDER


@pytest.mark.parametrize("act", [Act.DOCUMENT_SIGNED, Act.DOCUMENT_ACCEPTED])
def test_a_draft_has_no_bytes_to_sign(act, olena, petro, noon):
    document_id = COME[State.DRAFT](olena, petro, noon)
    with refused(queries.NoSuchDocument):
        DO[act](document_id, olena, noon)


@pytest.mark.parametrize("state", [state for state in State if state not in IN_THE_BUYERS_HANDS])
def test_before_delivery_the_buyer_can_do_nothing_and_learns_nothing(state, olena, petro, noon):
    document_id = COME[state](olena, petro, noon)
    for do in DO.values():
        with refused(queries.NoSuchDocument):
            do(document_id, petro, noon)


@pytest.mark.parametrize("step", [step for step in STEPS if step.act in DO], ids=lambda step: step.act.value)
def test_each_row_of_the_table_is_walked(step, olena, petro, noon):
    document_id = COME[step.source](olena, petro, noon)
    who = olena if step.side is Side.SENDER else petro
    DO[step.act](document_id, who, noon)
    assert queries.card(document_id, by=who.actor).state is step.target


@pytest.mark.parametrize(
    ("state", "side"),
    [(state, side) for state in State for side in (Side.SENDER, Side.RECIPIENT)
     if side is Side.SENDER or state in IN_THE_BUYERS_HANDS],
)  # fmt: skip
def test_the_card_offers_what_the_table_opens_and_the_role_includes(state, side, olena, petro, noon):
    document_id = COME[state](olena, petro, noon)
    who = olena if side is Side.SENDER else petro
    assert queries.card(document_id, by=who.actor).acts == open_acts(state, side)


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_the_card_offers_a_colleague_only_what_their_role_includes(role, colleague, olena, petro, noon):
    someone = colleague(role)
    offered = {state: queries.card(COME[state](olena, petro, noon), by=someone.actor).acts for state in State}
    assert offered == {
        state: tuple(act for act in open_acts(state, Side.SENDER) if act in MAY[role]) for state in State
    }


def test_only_what_is_sent_is_delivered(olena, petro, noon):
    for state in (State.DELIVERED, State.ACCEPTED, State.REJECTED, State.PAID):
        document_id = COME[state](olena, petro, noon)
        length = len(queries.folder("inbox", by=petro.actor).cards)
        assert deliver(document_id, olena, noon) is True
        assert queries.card(document_id, by=petro.actor).state is state
        assert len(queries.folder("inbox", by=petro.actor).cards) == length


def test_acts_beside_the_state_leave_it_alone(olena, petro, noon):
    for act in BESIDE.keys() & DO.keys() - {Act.DOCUMENT_DISCARDED}:
        states, _ = BESIDE[act]
        for state in states:
            document_id = COME[state](olena, petro, noon)
            DO[act](document_id, olena, noon)
            assert queries.card(document_id, by=olena.actor).state is state


def test_a_bad_signature_is_told_before_a_wrong_state(olena, petro, noon):
    """Whoever sends rubbish learns that it is rubbish, whatever the state."""
    document_id = COME[State.ACCEPTED](olena, petro, noon)

    with refused(BadSignature):
        sign(document_id, Act.DOCUMENT_SIGNED, proof=b"rubbish", by=olena.actor, at=noon)
