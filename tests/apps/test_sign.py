"""Signing: only these very bytes, only by this organisation, only with a certificate that is trusted now."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.accounts.actions import AlreadyConfirmed
from kasssa.apps.documents import queries
from kasssa.apps.signing import queries as signing
from kasssa.apps.signing.actions import PROOF_BYTES_MAX, REASONS, BadSignature, sign
from kasssa.base import ids
from kasssa.base.ledger import queries as ledger
from kasssa.cli import cast
from kasssa.core.actor import NotAllowed, Role
from kasssa.core.acts import Act
from kasssa.core.lifecycle import NotNow, State
from kep.authority import Authority, Issued, Subject
from kep.cert import parse_certificate
from kep.digests import digest
from tests.apps.traces import refused
from tests.cast import Someone, acts_of, issued, ledger_length, signature, signed
from tests.kep.forge import Forgery
from tests.signatories import register
from tests.stage import come


@pytest.fixture
def document_id(olena, petro, noon):
    """An issued document that Olena has not signed."""
    return issued(olena, petro, noon)


def refused_for(reason, document_id, proof, by, at):
    with refused(BadSignature) as caught:
        sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=by.actor, at=at)
    assert caught.value.reason == reason
    return caught.value


def key_of(subject, at):
    """A key certified by the trusted authority for whomever one likes."""
    return Authority.load(settings.DEMO_FOLDER / "authority").issue(subject, at=at).key


def test_a_signature_of_the_very_bytes_is_kept_as_it_came(document_id, olena, noon):
    length, proof = ledger_length(), signature(document_id, olena, noon)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.SIGNED
    (kept,) = signing.signatures(document_id, by=olena.actor)
    assert signing.proof(kept.id, by=olena.actor) == proof
    assert ledger_length() == length + 1
    what = ledger.history(document_id, by=olena.actor)[-1]
    assert (what.act, what.details) == ("document.signed", {"certificate": kept.serial})


def test_what_the_certificate_says_is_told(document_id, olena, noon):
    proof = signature(document_id, olena, noon - timedelta(hours=1))
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    (kept,) = signing.signatures(document_id, by=olena.actor)
    assert (kept.act, kept.organisation_id, kept.name, kept.organisation, kept.position, kept.code) == (
        Act.DOCUMENT_SIGNED, olena.actor.organisation_id, "Ковальчук Олена Василівна",
        "ТОВ «Північний вітер»", "директорка", "32855961",
    )  # fmt: skip
    assert (kept.claimed_at, kept.received_at) == (noon - timedelta(hours=1), noon)
    assert (kept.qscd, kept.seal, kept.demo) == (True, False, True)
    assert kept.serial == parse_certificate(olena.key.certificate).serial_hex
    assert kept.issuer == "ДЕМО-центр «kasssa» (ДЕМО, не має юридичної сили)"


def test_a_signature_that_carries_the_bytes_inside_does_too(document_id, olena, noon):
    content = queries.content(document_id, by=olena.actor)
    proof = kep.sign(content, olena.key, at=noon, detached=False)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    assert queries.card(document_id, by=olena.actor).state is State.SIGNED


def test_a_registered_seal_of_the_organisation_does_too(document_id, olena, noon):
    seal = key_of(Subject(name="ТОВ", edrpou="32855961", organisation="ТОВ", seal=True), noon)
    register(seal, olena, noon)
    proof = signature(document_id, replace(olena, key=seal), noon)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)
    (kept,) = signing.signatures(document_id, by=olena.actor)
    assert (kept.seal, kept.qscd) == (True, False)


def test_a_signature_of_other_bytes_does_not_do(document_id, olena, noon):
    content = queries.content(document_id, by=olena.actor)
    for other in (content + b"\n", content[:-1], b"", content.replace(b"2026/0001", b"2026/0002")):
        proof = kep.sign(other, olena.key, at=noon)
        error = refused_for("KSA-SIG-02", document_id, proof, olena, noon)
        assert error.detail("en") == "Other data were signed: the digest does not match."


def test_other_bytes_carried_inside_do_not_do(document_id, olena, noon):
    proof = kep.sign(b"other", olena.key, at=noon, detached=False)
    refused_for("KSA-SIG-10", document_id, proof, olena, noon)


def test_a_signature_of_another_document_of_the_same_seller_does_not_do(document_id, olena, petro, noon):
    other = signature(issued(olena, petro, noon), olena, noon)
    refused_for("KSA-SIG-02", document_id, other, olena, noon)


def test_the_key_of_another_organisation_does_not_do(document_id, olena, petro, noon):
    proof = signature(document_id, Someone(olena.actor, petro.role, petro.key), noon)
    assert refused_for("KSA-SIG-04", document_id, proof, olena, noon).detail("uk") == "41205632"


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        (Subject(name="Хтось"), ""),
        (Subject(name="Хтось", rnokpp="3184710691"), "3184710691"),
        (Subject(name="Хтось", edrpou="41205632", rnokpp="3184710691"), "41205632, 3184710691"),
        (Subject(name="32855961", organisation="32855961", title="32855961"), ""),
    ],
)
def test_a_certificate_that_does_not_name_the_code_as_its_code_does_not_do(
    subject, named, document_id, olena, noon
):
    proof = signature(document_id, replace(olena, key=key_of(subject, noon)), noon)
    assert refused_for("KSA-SIG-04", document_id, proof, olena, noon).detail("en") == named


@pytest.mark.parametrize("spoil", [
    pytest.param(lambda proof: b"", id="empty"),
    pytest.param(lambda proof: b"\x00" * 1000, id="noughts"),
    pytest.param(lambda proof: b"proof: " + proof, id="something before it"),
    pytest.param(lambda proof: proof[: len(proof) // 2], id="half of it"),
    pytest.param(lambda proof: proof[:-1], id="all but a byte"),
    pytest.param(lambda proof: proof[1:], id="without its first byte"),
    pytest.param(lambda proof: b"x" * PROOF_BYTES_MAX, id="as large as may be"),
    pytest.param(lambda proof: "підпис".encode(), id="words"),
])  # fmt: skip
def test_what_is_no_signature_does_not_do(spoil, document_id, olena, noon):
    refused_for("KSA-SIG-01", document_id, spoil(signature(document_id, olena, noon)), olena, noon)


def test_a_signature_with_one_bit_turned_or_a_byte_after_it_does_not_do(document_id, olena, noon):
    proof = signature(document_id, olena, noon)
    refused_for("KSA-SIG-02", document_id, proof[:-1] + bytes([proof[-1] ^ 1]), olena, noon)
    refused_for("KSA-SIG-02", document_id, proof + b"\x00", olena, noon)


def test_a_file_that_is_too_large_is_not_even_read(document_id, olena, noon):
    proof = signature(document_id, olena, noon)
    bytes_max = PROOF_BYTES_MAX + 2 * len(queries.content(document_id, by=olena.actor))
    large = proof + b"\x00" * (bytes_max - len(proof))
    refused_for("KSA-SIG-02", document_id, large, olena, noon)
    refused_for("KSA-SIG-06", document_id, large + b"\x00", olena, noon)


def test_two_signers_in_one_file_do_not_do(document_id, olena, noon):
    content = queries.content(document_id, by=olena.actor)
    signer = Issued(Subject(name="Олена"), olena.key.certificate, olena.key)
    forged = Forgery(signer, message_digest=digest("gost34311", content))
    refused_for("KSA-SIG-05", document_id, forged.but(signer_count=2).bytes(), olena, noon)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=forged.bytes(), by=olena.actor, at=noon)  # one signer does


def test_the_key_of_an_authority_that_is_not_trusted_does_not_do(document_id, olena, noon, tmp_path):
    twin = replace(olena, key=cast.Authority(tmp_path, at=noon).key(cast.OLENA))
    error = refused_for("KSA-SIG-03", document_id, signature(document_id, twin, noon), olena, noon)
    assert error.detail("en") == "The certificate leads to no trusted authority."


def test_the_demo_authority_is_trusted_only_while_demo_trust_is_on(document_id, olena, noon, settings):
    proof = signature(document_id, olena, noon)
    settings.DEMO = False
    refused_for("KSA-SIG-03", document_id, proof, olena, noon)
    settings.DEMO = True
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (800, "The certificate has expired at the time of verification."),
        (-2, "The certificate is not yet valid at the time of verification."),
    ],
)
def test_a_certificate_outside_its_term_does_not_do(days, words, document_id, olena, noon):
    at = noon + timedelta(days=days)
    proof = signature(document_id, olena, at)
    assert refused_for("KSA-SIG-03", document_id, proof, olena, at).detail("en").startswith(words)


def test_the_time_that_counts_is_that_of_arrival_and_not_what_the_signer_claims(document_id, olena, noon):
    proof = signature(document_id, olena, noon)  # claims to be of a time when the certificate was good
    refused_for("KSA-SIG-03", document_id, proof, olena, noon + timedelta(days=800))


def test_a_document_is_signed_once(olena, petro, noon):
    document_id = signed(olena, petro, noon)
    proof = signature(document_id, olena, noon)
    with refused(NotNow):
        sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=olena.actor, at=noon)


def test_the_first_good_signature_proves_the_organisation(authority, petro, noon):
    unproved = come(cast.OLENA, authority, confirmed=False)
    document_id = signed(unproved, petro, noon)
    assert account_queries.organisation(by=unproved.actor).confirmed_at == noon
    confirmed = ledger.history(unproved.actor.organisation_id, by=unproved.actor)[-1]
    assert confirmed.act == "organisation.confirmed"
    assert acts_of(document_id, unproved)[-1] == "document.signed"


def test_who_claims_a_code_that_another_has_proved_cannot_sign(olena, petro, authority, noon):
    second = come(replace(cast.OLENA, slug="second"), authority, confirmed=False)
    document_id = issued(second, petro, noon)
    proof = signature(document_id, second, noon)
    with refused(AlreadyConfirmed):
        sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=second.actor, at=noon)


def test_who_claims_a_foreign_code_cannot_sign_with_their_own_key(petro, noon):
    own = accounts.found(cast.OLENA.requisites, position="ніхто", by=petro.actor, at=noon)
    squatter = Someone(own, petro.role, petro.key)
    document_id = issued(squatter, petro, noon)
    refused_for("KSA-SIG-04", document_id, signature(document_id, squatter, noon), squatter, noon)


def test_a_signatory_signs_with_a_key_of_their_own(document_id, olena, colleague, noon):
    semen = colleague(Role.SIGNATORY)
    proof = signature(document_id, semen, noon)
    sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=semen.actor, at=noon)
    (kept,) = signing.signatures(document_id, by=olena.actor)
    assert kept.name.strip() == "Савчук Семен"


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.VIEWER])
def test_an_accountant_does_not_sign_not_even_with_a_good_key(role, document_id, colleague, noon):
    someone = colleague(role)
    proof = signature(document_id, someone, noon)
    with refused(NotAllowed) as caught:
        sign(document_id, Act.DOCUMENT_SIGNED, proof=proof, by=someone.actor, at=noon)
    assert (caught.value.role, caught.value.act) == (role, Act.DOCUMENT_SIGNED)


@pytest.mark.parametrize("who", ["petro", "yevheniia"])
def test_nobody_else_signs_it_nor_reads_its_signatures(who, request, olena, petro, noon):
    document_id = signed(olena, petro, noon)
    (kept,) = signing.signatures(document_id, by=olena.actor)
    someone = request.getfixturevalue(who)
    for unknown in (document_id, ids.new_id()):
        with refused(queries.NoSuchDocument):
            sign(unknown, Act.DOCUMENT_SIGNED, proof=b"", by=someone.actor, at=noon)
        with refused(queries.NoSuchDocument):
            signing.signatures(unknown, by=someone.actor)
    for unknown in (kept.id, ids.new_id()):
        with refused(signing.NoSuchSignature):
            signing.proof(unknown, by=someone.actor)


def test_the_reasons_are_permanent():
    assert tuple(f"KSA-SIG-{number:02}" for number in range(1, 13)) == REASONS
