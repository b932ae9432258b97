"""The look at a signature with evidence from its authority, over real HTTP on the loopback address."""

from dataclasses import replace

import pytest

import kep
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import followups, queries, trust
from kasssa.core.acts import Act
from kep.authority import Subject
from kep.authority_server import AuthorityServer, Outage
from tests import cast
from tests.cast import Someone
from tests.stage import NOON


@pytest.fixture
def held(olena: Someone, petro: Someone, server: AuthorityServer):
    """Olena's signature under an invoice by a key of that authority, and who holds it."""
    subject = Subject(name=olena.role.full_name, edrpou=olena.code)
    issued = server.issue(subject)
    by_server = replace(olena, key=issued.key)
    document_id = cast.issued(olena, petro, NOON)
    proof = cast.signature(document_id, by_server, NOON)
    signing.sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=NOON)
    (card,) = queries.signatures(document_id, by=olena.actor)
    return olena, document_id, card.id, issued


def look(held) -> queries.SignatureCard:
    """Do the job, and return what is then shown."""
    olena, document_id, signature_id, _ = held
    followups.look(str(signature_id), str(olena.actor.organisation_id))
    (card,) = queries.signatures(document_id, by=olena.actor)
    return card


def test_until_the_authority_was_asked_the_check_is_pending(held):
    olena, document_id, _, _ = held
    (card,) = queries.signatures(document_id, by=olena.actor)
    assert (card.status, card.revocation) == ("pending", "")


def test_a_good_certificate_is_said_to_be_good_and_the_verdict_outlives_its_authority(
    held, server, monkeypatch
):
    card = look(held)
    assert (card.status, card.revocation) == ("valid", "good")
    monkeypatch.setattr(trust, "store", kep.TrustStore)
    olena, _, signature_id, _ = held
    assert queries.verdict(signature_id, by=olena.actor) is kep.Status.VALID


def test_a_revoked_certificate_is_shown_and_the_signature_stays(held, server):
    olena, _document_id, signature_id, issued = held
    server.register.revoke(issued.certificate, at=NOON)
    card = look(held)
    assert (card.status, card.revocation) == ("invalid", "revoked")
    assert queries.proof(signature_id, by=olena.actor)
    assert queries.verdict(signature_id, by=olena.actor) is kep.Status.INVALID


def test_while_nobody_answers_the_check_is_pending_and_later_it_is_finished(held, server):
    server.outages = dict.fromkeys(("/ocsp", "/tsp", "/crl", "/full.crl", "/delta.crl"), next(iter(Outage)))
    with pytest.raises(followups.NotYet):
        look(held)
    olena, document_id, _, _ = held
    (card,) = queries.signatures(document_id, by=olena.actor)
    assert card.status == "pending"
    server.outages = {}
    assert look(held).status == "valid"
