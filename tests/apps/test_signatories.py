"""Only a member whose role signs, or a registered signatory, signs for an organisation."""

from dataclasses import replace
from datetime import timedelta

import pytest

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.apps.signing import actions, proofs
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import BadSignature, confirm, sign
from kasssa.apps.signing.models import Signature
from kasssa.base.ledger import queries as ledger
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from tests.apps.traces import refused, untouched
from tests.cast import issued, signature
from tests.signatories import DIRECTOR, SEAL, key_of, register
from tests.stage import come


def sign_with(key, olena, petro, at):
    """Sign a new document of Olena's with ``key``; return the row that is kept."""
    document_id = issued(olena, petro, at)
    proof = signature(document_id, replace(olena, key=key), at)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=at)
    return Signature.objects.get(document_id=document_id)


def refused_stranger(key, olena, petro, at):
    document_id = issued(olena, petro, at)
    proof = signature(document_id, replace(olena, key=key), at)
    with refused(BadSignature) as caught:
        sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=at)
    assert caught.value.reason == "KSA-SIG-09"
    return caught.value.detail("uk")


def test_a_stranger_with_the_code_of_the_organisation_does_not_sign_for_it(olena, petro, noon):
    key = key_of(DIRECTOR, noon)
    assert refused_stranger(key, olena, petro, noon) == "Шевчук Остап Ігорович"
    assert refused_stranger(key_of(SEAL, noon), olena, petro, noon) == "ТОВ «Північний вітер»"


def test_a_signature_is_tied_to_the_member_whom_its_certificate_names(olena, petro, noon):
    kept = sign_with(olena.key, olena, petro, noon)
    assert (kept.person_id, kept.signatory_id) == (olena.actor.person_id, None)


def test_an_owner_may_bring_what_a_colleague_has_signed(olena, petro, colleague, noon):
    semen = colleague(Role.SIGNATORY)
    kept = sign_with(semen.key, olena, petro, noon)
    assert (kept.person_id, kept.signatory_id) == (semen.actor.person_id, None)
    assert len(queries.certificates(by=olena.actor)) == 1  # his certificate has not become hers


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.VIEWER])
def test_a_colleague_whose_role_does_not_sign_is_a_stranger(role, olena, petro, colleague, noon):
    assert refused_stranger(colleague(role).key, olena, petro, noon)


def test_whom_an_owner_has_registered_signs_without_a_seat(olena, petro, noon):
    key = key_of(DIRECTOR, noon)
    register(key, olena, noon, ground="довіреність № 7", until=noon.date())
    _, card = queries.signatories(by=olena.actor)
    assert (card.name, card.position, card.tax_id, card.seal, card.ground, card.until) == (
        "Шевчук Остап Ігорович", "заступник директорки", "3184710691", False, "довіреність № 7", noon.date()
    )  # fmt: skip
    kept = sign_with(key, olena, petro, noon)
    assert (kept.person_id, kept.signatory_id, kept.serial) == (None, card.id, card.serial)
    added = ledger.history(card.id, by=olena.actor)
    assert [(what.act, what.details) for what in added] == [
        (Act.SIGNATORY_ADDED, {"certificate": card.serial})
    ]


def test_a_renewed_certificate_of_the_same_person_goes_on_signing(olena, petro, noon):
    register(key_of(DIRECTOR, noon), olena, noon)
    renewed = key_of(replace(DIRECTOR, title="директор"), noon)
    assert sign_with(renewed, olena, petro, noon).signatory_id == queries.signatories(by=olena.actor)[1].id


def test_a_renewed_seal_is_registered_anew(olena, petro, noon):
    seal = key_of(SEAL, noon)
    register(seal, olena, noon)
    kept = sign_with(seal, olena, petro, noon)
    assert (kept.seal, kept.signatory_id) == (True, queries.signatories(by=olena.actor)[1].id)
    refused_stranger(key_of(SEAL, noon), olena, petro, noon)


def test_the_seal_does_not_open_the_way_to_a_person_with_its_code(olena, petro, noon):
    register(key_of(replace(SEAL, rnokpp=DIRECTOR.rnokpp), noon), olena, noon)
    refused_stranger(key_of(DIRECTOR, noon), olena, petro, noon)


def test_after_the_last_day_of_the_ground_they_sign_no_more(olena, petro, noon):
    key = key_of(DIRECTOR, noon)
    register(key, olena, noon, until=noon.date())
    sign_with(key, olena, petro, noon)
    refused_stranger(key, olena, petro, noon + timedelta(days=1))


def test_who_is_removed_signs_no_more_and_what_is_signed_stays(olena, petro, noon):
    key = key_of(DIRECTOR, noon)
    register(key, olena, noon)
    kept, card = sign_with(key, olena, petro, noon), queries.signatories(by=olena.actor)[1]
    accounts.remove_signatory(card.id, by=olena.actor, at=noon)
    refused_stranger(key, olena, petro, noon)
    assert signing.signatures(kept.document_id, by=olena.actor)[0].name == "Шевчук Остап Ігорович"
    with refused(accounts.NoSuchSignatory):
        accounts.remove_signatory(card.id, by=olena.actor, at=noon)
    register(key, olena, noon)  # and may be registered again
    sign_with(key, olena, petro, noon)


def test_a_certificate_is_registered_once(olena, noon):
    key = key_of(DIRECTOR, noon)
    register(key, olena, noon)
    with refused(accounts.AlreadySignatory):
        register(key, olena, noon)


def test_the_signature_that_proves_the_organisation_makes_its_signer_a_signatory(texts, authority, noon):
    newcomer = come(cast.OLENA, authority, confirmed=False)
    key = key_of(DIRECTOR, noon)
    challenge = signing.challenge(by=newcomer.actor)
    confirm(proof=kep.sign(challenge, key, at=noon), by=newcomer.actor, at=noon)
    _, card = queries.signatories(by=newcomer.actor)
    assert (card.name, card.since) == ("Шевчук Остап Ігорович", noon)
    assert queries.certificates(by=newcomer.actor) == []  # he has proved it, she does not sign in by his key
    second = kep.sign(challenge, key_of(replace(DIRECTOR, rnokpp="2903313472"), noon), at=noon)
    with refused(BadSignature) as caught:
        confirm(proof=second, by=newcomer.actor, at=noon)
    assert caught.value.reason == "KSA-SIG-09"


def test_only_an_owner_registers_and_removes(olena, colleague, noon):
    semen, key = colleague(Role.SIGNATORY), key_of(DIRECTOR, noon)
    with refused(NotAllowed):
        register(key, semen, noon)
    register(key, olena, noon)
    with refused(NotAllowed):
        accounts.remove_signatory(queries.signatories(by=olena.actor)[2].id, by=semen.actor, at=noon)


def test_nobody_sees_or_removes_the_signatories_of_another(olena, petro, noon):
    register(key_of(DIRECTOR, noon), olena, noon)
    assert [card.name for card in queries.signatories(by=petro.actor)] == [cast.PETRO.full_name]
    with refused(accounts.NoSuchSignatory):
        accounts.remove_signatory(queries.signatories(by=olena.actor)[1].id, by=petro.actor, at=noon)


def test_the_signature_must_be_of_the_text_about_signatories_and_name_the_code(olena, petro, noon):
    key = key_of(DIRECTOR, noon)
    other = kep.sign(signing.challenge(by=olena.actor), key, at=noon)
    foreign = kep.sign(signing.signatory_challenge(by=olena.actor), petro.key, at=noon)
    for proof, reason in ((other, "KSA-SIG-02"), (foreign, "KSA-SIG-04"), (b"x", "KSA-SIG-01")):
        with refused(BadSignature) as caught:
            actions.add_signatory(proof=proof, ground="", until=None, by=olena.actor, at=noon)
        assert caught.value.reason == reason


def test_an_unbound_certificate_signs_its_person_in_no_more_and_is_not_bound_again(olena, petro, noon):
    (card,) = queries.certificates(by=olena.actor)
    accounts.unbind_certificate(card.id, by=olena.actor, at=noon)
    assert queries.holder(olena.key.certificate) is None
    sign_with(olena.key, olena, petro, noon)  # it signs documents still
    assert queries.holder(olena.key.certificate) is None
    assert queries.certificates(by=olena.actor) == [replace(card, unbound_at=noon)]
    with untouched():
        accounts.unbind_certificate(card.id, by=olena.actor, at=noon + timedelta(days=1))


def test_nobody_unbinds_the_certificate_of_another(olena, petro, noon):
    (card,) = queries.certificates(by=olena.actor)
    with refused(accounts.NoSuchCertificate):
        accounts.unbind_certificate(card.id, by=petro.actor, at=noon)


def test_the_reason_is_permanent():
    assert "KSA-SIG-09" in proofs.REASONS
