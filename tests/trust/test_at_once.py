"""Two who do the same at the same time: one effect, and a clear answer for the other."""

from dataclasses import replace

import pytest

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.accounts.actions import AlreadyConfirmed, AlreadyMember, EmailTaken, LastOwner, Newcomer
from kasssa.apps.consents import queries as consents
from kasssa.apps.consents.actions import Shown, agree, publish
from kasssa.apps.directory.actions import add
from kasssa.apps.directory.queries import counterparties
from kasssa.apps.documents import actions, queries
from kasssa.apps.exchange.actions import accept, reject
from kasssa.apps.payments import actions as payments
from kasssa.base.idempotency import actions as idempotency
from kasssa.base.ledger.actions import follow
from kasssa.base.ledger.models import Entry, Outcome
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast
from kasssa.core.actor import Actor, Door, Role
from kasssa.core.acts import Act
from kasssa.core.consent import TextKind
from kasssa.core.document.draft import Draft
from kasssa.core.document.model import Party
from kasssa.core.lifecycle import NotNow, State
from kasssa.core.parties import Scheme
from kasssa.core.refusals import Reason
from tests.apps.acts import DO, deliver
from tests.apps.test_publish import WORDS
from tests.cast import accepted, acts_of, delivered, drafted, ledger_length, sent, signature
from tests.trust.company import together

ANNA = Newcomer(email="anna@kasssa.example", password=cast.PASSWORD, surname="Л", given_name="А")


def kinds(results):
    """What each gave, in a fixed order: nothing, or the name of the refusal."""
    return sorted(type(result).__name__ if isinstance(result, Exception) else "" for result in results)


@pytest.mark.parametrize(
    ("act", "come", "seller_acts"),
    [
        (Act.DOCUMENT_ISSUED, drafted, True),
        (Act.DOCUMENT_ACCEPTED, delivered, False),
        (Act.DOCUMENT_REJECTED, delivered, False),
        (Act.DOCUMENT_PAID, accepted, True),
    ],
)
def test_a_step_is_taken_once(act, come, seller_acts, olena, petro, noon):
    document_id = come(olena, petro, noon)
    length, who = ledger_length(), olena if seller_acts else petro
    results = together(*[lambda: DO[act](document_id, who, noon)] * 3)
    assert kinds(results) == ["", "NotNow", "NotNow"]
    assert ledger_length() == length + 1


def test_acceptance_refusal_and_payment_exclude_one_another(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    length = ledger_length()
    proof = signature(document_id, petro, noon)
    results = together(
        lambda: accept(document_id, proof=proof, by=petro.actor, at=noon),
        lambda: reject(document_id, Reason.PRICES, "Ні.", by=petro.actor, at=noon),
        lambda: payments.confirm(document_id, paid_on=noon.date(), by=olena.actor, at=noon),
    )
    state = queries.card(document_id, by=olena.actor).state
    # What was accepted may be paid a moment later; a refusal excludes both of the others.
    allowed = {State.PAID: (1, 2), State.ACCEPTED: (1,), State.REJECTED: (1,)}[state]
    done = [result for result in results if result is None]
    assert len(done) in allowed
    assert all(isinstance(result, NotNow) for result in results if result is not None)
    assert ledger_length() == length + len(done)


def test_two_who_issue_one_draft_spend_one_number(olena, petro, noon):
    document_id = drafted(olena, petro, noon)
    results = together(*[lambda: actions.issue(document_id, by=olena.actor, at=noon)] * 2)
    assert "2026/0001" in results
    assert kinds(results) == ["", "NotNow"]
    assert actions.issue(drafted(olena, petro, noon), by=olena.actor, at=noon) == "2026/0002"


def test_of_two_who_open_it_one_is_the_first(olena, petro, noon):
    document_id = delivered(olena, petro, noon)
    results = together(*[lambda: actions.note_opening(document_id, by=petro.actor, at=noon)] * 4)
    assert kinds(results) == [""] * 4
    assert acts_of(document_id, olena).count("document.opened") == 1


def test_of_two_who_lay_it_away_one_does(olena, petro, noon):
    document_id = accepted(olena, petro, noon)
    results = together(*[lambda: actions.archive(document_id, by=petro.actor, at=noon)] * 4)
    assert kinds(results) == [""] * 4
    assert acts_of(document_id, petro).count("document.archived") == 1


def test_two_postmen_deliver_once(olena, petro, noon):
    document_id = sent(olena, petro, noon)
    results = together(*[lambda: deliver(document_id, olena, noon)] * 4)
    assert results == [True] * 4
    assert acts_of(document_id, petro).count("document.delivered") == 1
    assert [card.id for card in queries.folder("inbox", by=petro.actor).cards] == [document_id]


@pytest.mark.parametrize("failed_before", [0, 1])
def test_two_workers_with_the_same_job_write_one_letter(failed_before, olena, petro, noon):
    document_id = sent(olena, petro, noon)
    deliver(document_id, olena, noon)
    by, handler = robot(petro.actor.organisation_id), "exchange.followups.tell_recipient"
    with acting(by):
        entry_id = Entry.objects.get(act=Act.DOCUMENT_DELIVERED).id
        for _ in range(failed_before):
            Outcome.objects.create(
                entry_id=entry_id, organisation_id=by.organisation_id, handler=handler, attempts=1
            )
    organisation_id = str(by.organisation_id)
    results = together(*[lambda: follow(entry_id=entry_id, organisation_id=organisation_id)] * 4)
    assert kinds(results) == [""] * 4
    with acting(petro.actor):
        assert Letter.objects.count() == 1
        outcome = Outcome.objects.get(entry_id=entry_id, handler=handler)
    assert (outcome.attempts, outcome.error) == (failed_before + 1, "")


def test_of_two_organisations_that_prove_one_code_at_once_one_does(stage, noon):
    first = stage.call(cast.YEVHENIIA)
    same = replace(cast.PETRO.requisites, iban="")
    claims = [accounts.found(same, position="", by=first.actor, at=noon) for _ in range(3)]
    results = together(*[lambda by=by: accounts.confirm(certificate="1", by=by, at=noon) for by in claims])
    assert kinds(results) == ["", AlreadyConfirmed.__name__, AlreadyConfirmed.__name__]
    winner = claims[results.index(None)]
    assert account_queries.confirmed(same.code).id == winner.organisation_id


def test_of_two_who_register_one_address_one_does(stage, noon):
    results = together(*[lambda: accounts.register(ANNA, door=Door.WEB, at=noon)] * 3)
    assert kinds(results) == ["", EmailTaken.__name__, EmailTaken.__name__]


def test_of_two_owners_who_let_one_person_in_one_does(olena, noon):
    accounts.register(ANNA, door=Door.WEB, at=noon)
    results = together(
        *[lambda: accounts.add_member(ANNA.email, Role.VIEWER, position="", by=olena.actor, at=noon)] * 3
    )
    assert kinds(results) == ["", AlreadyMember.__name__, AlreadyMember.__name__]
    assert len(account_queries.members(by=olena.actor)) == 2


def test_two_owners_who_put_each_other_out_leave_one(olena, noon):
    anna = accounts.register(ANNA, door=Door.WEB, at=noon)
    accounts.add_member(ANNA.email, Role.OWNER, position="", by=olena.actor, at=noon)
    other = Actor(anna.person_id, olena.actor.organisation_id, Role.OWNER, Door.WEB)
    seats = {row.person_id: row.id for row in account_queries.members(by=olena.actor)}
    results = together(
        lambda: accounts.remove_member(seats[anna.person_id], by=olena.actor, at=noon),
        lambda: accounts.remove_member(seats[olena.actor.person_id], by=other, at=noon),
    )
    assert kinds(results) == ["", LastOwner.__name__]
    assert len(account_queries.members(by=olena.actor)) == 1


def test_agreeing_twice_at_once_is_agreeing_once(olena, noon):
    publish(TextKind.POLICY, "2026-10-01", "uk", WORDS, by=robot(), at=noon)
    text = consents.current(TextKind.POLICY, "uk", on=noon.date())
    length = ledger_length()
    shown = Shown(TextKind.POLICY, text.sha256)
    results = together(*[lambda: agree(shown, by=olena.actor, at=noon)] * 4)
    assert kinds(results) == [""] * 4
    assert ledger_length() == length + 1


def test_one_counterparty_written_down_twice_at_once_is_one(olena, noon):
    party = Party(scheme=Scheme.EDRPOU, code="43629432", name="ТОВ «Пекарня»")
    assert kinds(together(*[lambda: add(party, by=olena.actor, at=noon)] * 4)) == [""] * 4
    assert counterparties(by=olena.actor) == [party]


def test_one_key_claimed_twice_at_once_has_one_effect_and_one_answer(olena, noon):
    def request():
        with acting(olena.actor):
            given = idempotency.claim("key", "print", by=olena.actor, at=noon)
            if given is None:
                document_id = actions.draft(Draft(), by=olena.actor, at=noon)
                given = idempotency.Given(201, "", "text/plain", str(document_id).encode())
                idempotency.keep("key", given, by=olena.actor)
            return given

    answers = together(*[request] * 5)
    (card,) = queries.folder("drafts", by=olena.actor).cards
    assert answers == [idempotency.Given(201, "", "text/plain", str(card.id).encode())] * 5


def test_a_key_whose_first_request_fails_goes_to_the_next(olena, noon):
    class Storm(Exception):
        pass

    failures = iter([True, False, False])

    def request():
        with acting(olena.actor):
            if idempotency.claim("key", "print", by=olena.actor, at=noon) is not None:
                return "again"
            if next(failures):
                raise Storm
            actions.draft(Draft(), by=olena.actor, at=noon)
            idempotency.keep("key", idempotency.Given(201, "", "", b""), by=olena.actor)
            return "done"

    results = together(*[request] * 3)
    assert sorted(map(str, results)) == ["", "again", "done"]
    assert len(queries.folder("drafts", by=olena.actor).cards) == 1


def test_many_who_draft_and_issue_at_once_do_not_wait_for_one_another_for_ever(olena, petro, noon):
    def work():
        return [actions.issue(drafted(olena, petro, noon), by=olena.actor, at=noon) for _ in range(10)]

    numbers = [number for batch in together(*[work] * 4) for number in batch]
    assert sorted(numbers) == [f"2026/{serial:04}" for serial in range(1, 41)]
