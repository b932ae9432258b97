"""What each role may do to a document: the table MAY, walked act by act."""

from itertools import pairwise

import pytest

from kasssa.core.actor import MAY, NotAllowed, Role, require
from kasssa.core.acts import Act
from kasssa.core.lifecycle import STEPS
from tests.apps.acts import COME, DO
from tests.apps.traces import refused

# The state in which the sender could do it, were it not for the role.
STATE_OF = {step.act: step.source for step in STEPS} | {
    Act.DOCUMENT_REVISED: STEPS[0].source, Act.DOCUMENT_DISCARDED: STEPS[0].source,
    Act.DOCUMENT_ARCHIVED: STEPS[-1].target,
}  # fmt: skip
FORBIDDEN = [
    (role, act)
    for role in (Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER)
    for act in DO
    if act not in MAY[role]
]


@pytest.mark.parametrize(("role", "act"), FORBIDDEN)
def test_a_role_without_the_act_does_not_do_it(role, act, colleague, olena, petro, noon):
    document_id = COME[STATE_OF[act]](olena, petro, noon)
    someone = colleague(role)
    with refused(NotAllowed) as caught:
        DO[act](document_id, someone, noon)
    assert (caught.value.role, caught.value.act) == (role, act)


def test_a_viewer_changes_nothing_an_accountant_signs_nothing_a_signatory_lets_nobody_in():
    assert {act for role, act in FORBIDDEN if role is Role.VIEWER} == set(DO)
    assert {act for role, act in FORBIDDEN if role is Role.ACCOUNTANT} == {
        Act.DOCUMENT_SIGNED, Act.DOCUMENT_ACCEPTED, Act.DOCUMENT_REJECTED,
    }  # fmt: skip
    assert {act for role, act in FORBIDDEN if role is Role.SIGNATORY} == set()
    assert Act.MEMBER_ADDED not in MAY[Role.SIGNATORY]


def test_each_role_includes_the_one_below_it():
    ladder = [Role.VIEWER, Role.ACCOUNTANT, Role.SIGNATORY, Role.OWNER, Role.SERVICE]
    for lower, higher in pairwise(ladder):
        assert MAY[lower] < MAY[higher]


def test_nine_acts_are_the_services_own():
    assert MAY[Role.SERVICE] - MAY[Role.OWNER] == {
        Act.TEXT_PUBLISHED, Act.CLAUSE_VOIDED, Act.DOCUMENT_DELIVERED, Act.SIGNATURE_CHECKED,
        Act.DEMAND_ANSWERED, Act.ENDING_CANCELLED, Act.PERSON_ERASED, Act.ORGANISATION_CLOSED,
        Act.LEDGER_SEALED,
    }  # fmt: skip


def test_require_says_who_may_not_do_what(olena):
    require(Act.DOCUMENT_SIGNED, by=olena.actor)
    with pytest.raises(NotAllowed, match=r"^owner may not document\.delivered$"):
        require(Act.DOCUMENT_DELIVERED, by=olena.actor)
