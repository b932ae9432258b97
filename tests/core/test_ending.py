"""No sequence of acts leads an account out of the table, or back from the end of it."""

from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.acts import Act
from kasssa.core.ending import STEPS, NoSuchStep, Standing, follow

ACTS = [Act.ENDING_ASKED, Act.ENDING_CANCELLED, Act.PERSON_ERASED, Act.PERSON_EXPORTED]


@given(st.lists(st.sampled_from(ACTS), max_size=30))
def test_no_sequence_of_acts_leaves_the_table_or_comes_back_from_the_end(acts):
    standing, erased = Standing.ACTIVE, False
    known = {(step.source, step.act): step.target for step in STEPS}
    for act in acts:
        try:
            reached = follow(standing, act)
        except NoSuchStep:
            assert (standing, act) not in known
            continue
        assert known[standing, act] == reached
        assert not erased
        standing, erased = reached, reached is Standing.ERASED
    assert erased == (standing is Standing.ERASED)


def test_nothing_is_erased_that_was_not_suspended_first():
    assert [step.source for step in STEPS if step.target is Standing.ERASED] == [Standing.SUSPENDED]
