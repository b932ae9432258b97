"""What data may be used for: by ground, by choice, by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.purposes import NECESSARY, OPTIONAL, TERMS, Ground, NotOptional, Purpose, allowed, optional

CLAUSES = sorted({terms.clause for terms in TERMS.values()})


def test_news_improvement_and_surveys_rest_on_consent_and_nothing_else_does():
    assert set(OPTIONAL) == {Purpose.NEWS, Purpose.IMPROVEMENT, Purpose.SURVEYS}
    assert set(NECESSARY) | set(OPTIONAL) == set(Purpose)


def test_every_purpose_has_a_term_of_its_own():
    terms = [terms.term for terms in TERMS.values()]
    assert set(TERMS) == set(Purpose)
    assert len(set(terms)) == len(terms)


@given(st.sampled_from(Purpose), st.booleans(), st.booleans(), st.frozensets(st.sampled_from(CLAUSES)))
def test_a_purpose_falls_with_its_own_clause_and_with_no_other(purpose, chosen, agreed, void):
    without = allowed(purpose, chosen=chosen, agreed=agreed, void=frozenset())
    expected = without and TERMS[purpose].clause not in void
    assert allowed(purpose, chosen=chosen, agreed=agreed, void=void) is expected


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("chosen", [True, False])
@pytest.mark.parametrize("agreed", [True, False])
def test_each_ground_asks_for_its_own(purpose, chosen, agreed):
    expected = {
        Ground.CONSENT: chosen,
        Ground.CONTRACT: agreed,
        Ground.LEGAL_DUTY: True,
        Ground.LEGITIMATE_INTEREST: True,
    }
    answer = allowed(purpose, chosen=chosen, agreed=agreed, void=frozenset())
    assert answer is expected[TERMS[purpose].ground]


@pytest.mark.parametrize("name", ["books", "", "advertising"])
def test_what_does_not_rest_on_consent_is_not_a_choice(name):
    with pytest.raises(NotOptional):
        optional(name)
