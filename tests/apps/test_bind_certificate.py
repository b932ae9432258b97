"""A certificate becomes a person's own at their first good signature with it."""

import hashlib
from dataclasses import replace

import pytest
from django.conf import settings

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.apps.accounts.models import Certificate
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import BadSignature, confirm
from kasssa.base.tenancy import acting
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kep.authority import Authority, Subject
from kep.cert import parse_certificate
from tests.apps.traces import refused, untouched
from tests.cast import acts_of, ledger_length, signed
from tests.stage import come


def bound(someone):
    return [card.fingerprint for card in queries.certificates(by=someone.actor)]


def print_of(someone):
    return hashlib.sha256(someone.key.certificate).hexdigest()


def bind(someone, by, at, *, name=None):
    serial = parse_certificate(someone.key.certificate).serial_hex
    told = cast.OLENA.full_name if name is None else name
    accounts.bind_certificate(someone.key.certificate, serial=serial, name=told, by=by, at=at)


@pytest.fixture
def newcomer(texts, authority):
    """Olena, who has not signed anything yet."""
    return come(cast.OLENA, authority, confirmed=False)


def test_the_first_good_signature_of_a_document_binds_the_certificate(newcomer, petro, noon):
    assert bound(newcomer) == []
    document_id = signed(newcomer, petro, noon)
    (card,) = queries.certificates(by=newcomer.actor)
    serial = parse_certificate(newcomer.key.certificate).serial_hex
    assert (card.serial, card.fingerprint) == (serial, print_of(newcomer))
    assert (card.bound_at, card.last_used_at) == (noon, None)
    assert queries.holder(newcomer.key.certificate) == newcomer.actor.person_id
    assert acts_of(document_id, newcomer)[-1] == "document.signed"


def test_proving_the_organisation_binds_it_too(olena):
    assert bound(olena) == [print_of(olena)]


def test_a_bad_signature_binds_nothing(newcomer, noon):
    proof = kep.sign(b"other", newcomer.key, at=noon)
    with refused(BadSignature):
        confirm(proof=proof, by=newcomer.actor, at=noon)
    assert bound(newcomer) == []


def test_it_is_bound_once(olena, petro, noon):
    with untouched():
        bind(olena, olena.actor, noon)
    signed(olena, petro, noon)
    assert bound(olena) == [print_of(olena)]


def test_it_stays_with_whom_it_is_bound_to(olena, colleague, noon):
    second = colleague(Role.SIGNATORY)
    length = ledger_length()
    bind(olena, second.actor, noon, name=queries.person(second.actor.person_id).full_name)
    assert (bound(second), ledger_length()) == ([], length)
    assert queries.holder(olena.key.certificate) == olena.actor.person_id


@pytest.mark.parametrize("name", ["", "Ковальчук", "Олена", "Ковальчук Оленка", "Савчук Семен"])
def test_a_certificate_in_another_name_is_not_bound(name, newcomer, noon):
    with untouched():
        bind(newcomer, newcomer.actor, noon, name=name)
    assert bound(newcomer) == []


@pytest.mark.parametrize("name", ["КОВАЛЬЧУК ОЛЕНА ВАСИЛІВНА", "Олена Ковальчук"])
def test_neither_the_order_nor_the_case_of_names_matters(name, newcomer, noon):
    bind(newcomer, newcomer.actor, noon, name=name)
    assert bound(newcomer) == [print_of(newcomer)]


def test_a_seal_is_nobodys_own(newcomer, noon):
    subject = Subject(name=cast.OLENA.full_name, edrpou=newcomer.code, organisation="ТОВ", seal=True)
    seal = Authority.load(settings.DEMO_FOLDER / "authority").issue(subject, at=noon).key
    proof = kep.sign(signing.challenge(by=newcomer.actor), seal, at=noon)
    confirm(proof=proof, by=newcomer.actor, at=noon)
    assert (bound(newcomer), queries.holder(seal.certificate)) == ([], None)


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.VIEWER])
def test_who_may_not_sign_binds_nothing(role, newcomer, noon):
    with refused(NotAllowed) as caught:
        bind(newcomer, replace(newcomer.actor, role=role), noon)
    assert caught.value.act is Act.CERTIFICATE_BOUND


def test_nobody_sees_the_certificates_of_another(olena, petro):
    with acting(petro.actor):
        assert [row.person_id for row in Certificate.objects.all()] == [petro.actor.person_id]
