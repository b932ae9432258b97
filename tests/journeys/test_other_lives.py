"""Lives that do not go straight: refused and written anew, waited for, exchanged both ways, left behind."""

from datetime import timedelta

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.directory.actions import add
from kasssa.apps.documents import actions, queries
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.exchange.queries import refusal
from kasssa.apps.payments import actions as payments
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base.tenancy import robot
from kasssa.cli import cast as roles
from kasssa.core.actor import Door, Role
from kasssa.core.acts import Act
from kasssa.core.document.model import Party
from kasssa.core.refusals import Reason
from tests import cast
from tests.cast import Someone
from tests.stage import come

DAY = timedelta(days=1)


def states(someone: Someone, folder: str) -> list[tuple[str, str]]:
    return [(card.number, card.state) for card in queries.folder(folder, by=someone.actor).cards]


def test_a_refused_invoice_is_written_anew_under_the_next_number(olena, petro, noon):
    wrong = cast.delivered(olena, petro, noon)
    actions.note_opening(wrong, by=petro.actor, at=noon + DAY)
    exchange.reject(wrong, Reason.QUANTITY, "Було 39.", by=petro.actor, at=noon + DAY)
    assert refusal(wrong, by=olena.actor).text == "Було 39."
    right = cast.accepted(olena, petro, noon + 2 * DAY)
    actions.archive(wrong, by=olena.actor, at=noon + 2 * DAY)
    assert states(olena, "outbox") == [("2026/0002", "accepted")]
    assert states(olena, "archive") == [("2026/0001", "rejected")]
    assert states(petro, "inbox") == [("2026/0002", "accepted"), ("2026/0001", "rejected")]
    assert cast.acts_of(wrong, petro)[-3:] == [
        "document.opened", "document.rejected", "document.archived",
    ]  # fmt: skip
    assert queries.content(wrong, by=petro.actor) != queries.content(right, by=petro.actor)


def test_an_invoice_waits_for_a_buyer_who_comes_later(olena, authority, noon, mailoutbox):
    absent = Someone(robot(), roles.PETRO, authority.key(roles.PETRO))
    said = roles.PETRO.requisites
    add(Party(scheme=said.scheme, code=said.code, name=said.name), by=olena.actor, at=noon)
    document_id = cast.sent(olena, absent, noon)
    cast.settle()
    assert queries.card(document_id, by=olena.actor).state == "sent"
    petro = come(roles.PETRO, authority, confirmed=False)
    challenge = signing_queries.challenge(by=petro.actor)
    signing.confirm(proof=kep.sign(challenge, petro.key, at=noon), by=petro.actor, at=noon)
    cast.settle()
    assert states(petro, "inbox") == [("2026/0001", "delivered")]
    assert [letter.to for letter in mailoutbox] == [["petro@kasssa.example"]]
    proof = cast.signature(document_id, petro, noon)
    exchange.accept(document_id, proof=proof, by=petro.actor, at=noon)
    assert {card.code for card in signing_queries.signatures(document_id, by=olena.actor)} == {
        "32855961", "41205632",
    }  # fmt: skip


def test_two_companies_sell_to_each_other_and_keep_their_own_numbers(olena, petro, noon):
    bought, sold = cast.accepted(olena, petro, noon), cast.accepted(petro, olena, noon)
    for someone, ours, theirs in ((olena, bought, sold), (petro, sold, bought)):
        assert [card.id for card in queries.folder("outbox", by=someone.actor).cards] == [ours]
        assert [card.id for card in queries.folder("inbox", by=someone.actor).cards] == [theirs]
        assert queries.card(ours, by=someone.actor).number == "2026/0001"
    payments.confirm(bought, paid_on=noon.date(), by=olena.actor, at=noon)
    assert queries.card(bought, by=petro.actor).state == "paid"
    assert queries.card(sold, by=petro.actor).state == "accepted"


def test_an_accountant_prepares_what_the_director_signs_and_leaves_no_way_in(olena, petro, noon):
    newcomer = accounts.Newcomer(
        email="anna@kasssa.example", password=roles.PASSWORD, surname="Лисенко", given_name="Анна"
    )
    accounts.register(newcomer, door=Door.WEB, at=noon)
    accounts.add_member(newcomer.email, Role.ACCOUNTANT, position="бухгалтерка", by=olena.actor, at=noon)
    seat = account_queries.members(by=olena.actor)[-1]
    anna = Someone(
        type(olena.actor)(seat.person_id, olena.actor.organisation_id, seat.role, Door.API),
        olena.role, olena.key,
    )  # fmt: skip
    document_id = cast.issued(anna, petro, noon)
    signing.sign(
        document_id, Act.DOCUMENT_SIGNED, proof=cast.signature(document_id, olena, noon),
        by=olena.actor, at=noon,
    )  # fmt: skip
    exchange.send(document_id, by=anna.actor, at=noon)
    cast.settle()
    assert queries.document(document_id, by=petro.actor).seller.signatory == "Лисенко Анна"
    (signature,) = signing_queries.signatures(document_id, by=petro.actor)
    assert signature.name == "Ковальчук Олена Василівна"
    accounts.remove_member(seat.id, by=olena.actor, at=noon + DAY)
    assert account_queries.seats(seat.person_id) == []


def test_both_parties_can_prove_it_offline_with_nothing_but_the_files(
    olena, petro, authority, noon, settings
):
    document_id = cast.accepted(olena, petro, noon)
    trust = kep.TrustStore.from_directory(settings.DEMO_FOLDER / "trust")
    for someone in (olena, petro):
        content = queries.content(document_id, by=someone.actor)
        signers = []
        for card in signing_queries.signatures(document_id, by=someone.actor):
            report = kep.verify(
                signing_queries.proof(card.id, by=someone.actor), content, trust=trust, at=noon
            )
            assert report.status == "valid"
            signers += [signer.identity.edrpou for signer in report.signers]
        assert sorted(signers) == ["32855961", "41205632"]
