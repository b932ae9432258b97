"""The life of a document: nothing leads out of the table, and everything that may happen stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.acts import Act
from kasssa.core.lifecycle import BESIDE, STEPS, NotNow, Side, State, follow, open_acts

TRIPLES = [(state, act, side) for state in State for act in Act for side in Side]
ROWS = {(step.source, step.act, step.side): step.target for step in STEPS}
ANSWERED = (State.ACCEPTED, State.REJECTED, State.PAID)


def allowed(state, act, side):
    """What the two tables say, read without ``follow``."""
    if act in BESIDE:
        states, sides = BESIDE[act]
        return state if state in states and side in sides else None
    return ROWS.get((state, act, side))


@given(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(Side)), max_size=60))
def test_no_sequence_of_acts_leaves_the_table_or_goes_back(attempts):
    state, been = State.DRAFT, [State.DRAFT]
    for act, side in attempts:
        expected = allowed(state, act, side)
        if expected is None:
            with pytest.raises(NotNow):
                follow(state, act, side)
            continue
        state = follow(state, act, side)
        assert state is expected
        if act not in BESIDE:
            assert state not in been
            been.append(state)
    assert len(been) <= 7


@given(st.lists(st.sampled_from(STEPS), max_size=30))
def test_a_life_made_of_rows_is_a_path_through_the_table(steps):
    state = State.DRAFT
    for step in steps:
        if step.source is state:
            state = follow(state, step.act, step.side)
            assert state is step.target


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_reached(state):
    reached = {State.DRAFT}
    while grown := {step.target for step in STEPS if step.source in reached} - reached:
        reached |= grown
    assert state in reached


def test_what_is_open_is_exactly_what_can_be_followed():
    for state in State:
        for side in Side:
            followed = [act for act in Act if allowed(state, act, side) is not None]
            acts = open_acts(state, side)
            assert sorted(acts) == sorted(followed)
            assert len(set(acts)) == len(acts)
            for act in acts:
                assert follow(state, act, side) in State


def test_every_other_triple_is_refused_and_says_which():
    refusals = 0
    for state, act, side in TRIPLES:
        if allowed(state, act, side) is None:
            with pytest.raises(NotNow) as caught:
                follow(state, act, side)
            assert (caught.value.state, caught.value.act, caught.value.side) == (state, act, side)
            assert str(caught.value) == f"{side} cannot do {act} to what is {state}"
            refusals += 1
    beside = sum(len(states) * len(sides) for states, sides in BESIDE.values())
    assert refusals == len(TRIPLES) - len(STEPS) - beside


def test_steps_come_before_what_is_beside_the_state():
    for state in State:
        for side in Side:
            beside = [act in BESIDE for act in open_acts(state, side)]
            assert beside == sorted(beside)


def test_every_act_on_a_document_has_its_place():
    placed = {step.act for step in STEPS} | set(BESIDE) | {Act.DOCUMENT_DRAFTED}
    assert {act for act in Act if act.startswith("document.")} == placed


def test_an_act_is_a_step_or_beside_and_never_both():
    assert not {step.act for step in STEPS} & set(BESIDE)


def test_no_two_rows_contradict_each_other():
    assert len(ROWS) == len(STEPS)


def test_an_act_has_one_side_and_one_target_from_wherever_it_is_done():
    for act in {step.act for step in STEPS}:
        assert len({(step.side, step.target) for step in STEPS if step.act is act}) == 1


def test_a_draft_can_go_nowhere_but_to_be_issued():
    assert {step.target for step in STEPS if step.source is State.DRAFT} == {State.ISSUED}
    assert not [step for step in STEPS if step.target is State.DRAFT]


def test_only_the_service_delivers_and_it_does_nothing_else():
    assert [step.act for step in STEPS if step.side is Side.SERVICE] == [Act.DOCUMENT_DELIVERED]
    assert not [act for act, (_, sides) in BESIDE.items() if Side.SERVICE in sides]


def test_the_recipient_can_do_nothing_before_delivery():
    for state in (State.DRAFT, State.ISSUED, State.SIGNED, State.SENT):
        assert open_acts(state, Side.RECIPIENT) == ()


def test_the_ends_of_a_life_can_only_be_laid_away_or_opened():
    for state in (State.REJECTED, State.PAID):
        assert open_acts(state, Side.SENDER) == (Act.DOCUMENT_ARCHIVED,)
        assert open_acts(state, Side.RECIPIENT) == (Act.DOCUMENT_OPENED, Act.DOCUMENT_ARCHIVED)


def test_only_what_is_answered_is_laid_away():
    assert BESIDE[Act.DOCUMENT_ARCHIVED][0] == frozenset(ANSWERED)
