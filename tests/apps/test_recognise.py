"""Recognising a person by a signature: its authority is asked at once, and nobody comes in unanswered."""

import pytest

import kep
from kasssa.apps.signing import queries
from kasssa.apps.signing.actions import BadSignature, confirm
from kep.authority import Issued, Subject
from kep.authority_server import AuthorityServer, Outage
from tests.apps.traces import refused
from tests.cast import Someone
from tests.stage import NOON

CONTENT = queries.login_challenge("kasssa.example", "secret", at=NOON)


@pytest.fixture
def issued(olena: Someone, server: AuthorityServer) -> Issued:
    """A key of that authority, with which Olena has signed once."""
    held = server.issue(Subject(name=olena.role.full_name, edrpou=olena.code))
    proof = kep.sign(queries.challenge(by=olena.actor), held.key, at=NOON)
    confirm(proof=proof, by=olena.actor, at=NOON)
    return held


def not_recognised(issued: Issued) -> None:
    with refused(BadSignature) as caught:
        queries.recognise(kep.sign(CONTENT, issued.key, at=NOON), CONTENT, at=NOON)
    assert caught.value.reason == "KSA-SIG-03"
    assert caught.value.detail("uk")


def test_a_good_certificate_is_recognised(issued, olena):
    known = queries.recognise(kep.sign(CONTENT, issued.key, at=NOON), CONTENT, at=NOON)
    assert (known.person_id, known.certificate) == (olena.actor.person_id, issued.key.certificate)


def test_a_revoked_certificate_is_not(issued, server):
    server.register.revoke(issued.certificate, at=NOON)
    not_recognised(issued)


def test_while_nobody_answers_nobody_is_recognised(issued, server):
    paths = ("/ocsp", "/tsp", "/crl", "/full.crl", "/delta.crl")
    server.outages = dict.fromkeys(paths, Outage.DOWN)
    not_recognised(issued)
