"""Doing acts under a signature, and proving an organisation by one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.documents import queries as documents
from kasssa.apps.documents.actions import move
from kasssa.apps.signing import evidence, forms, proofs, queries
from kasssa.apps.signing.models import Check, Signature
from kasssa.base import clock, ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act
from kep import Evidence, Identity, Report, SignerReport, Status, TrustStore
from kep import __version__ as kep_version

# What other contexts may name of a proof: they meet this one at its actions and queries.
BadSignature = proofs.BadSignature
PROOF_BYTES_MAX = proofs.PROOF_BYTES_MAX
REASONS = proofs.REASONS


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a signature has shown, and what it rests on."""

    signature_id: UUID
    verdict: SignerReport
    found: Evidence
    trusted: TrustStore

    @property
    def waits(self) -> bool:
        """Whether somebody who should have answered did not, so that nothing is certain yet."""
        return bool(self.found.failures) and self.verdict.status is Status.INDETERMINATE


@action
def sign(document_id: UUID, act: Act, *, proof: bytes, by: Actor, at: datetime) -> None:
    """Do ``act`` under a signature: keep the proof only if it is of these very bytes by this organisation.

    The proof may have any form of ``forms.Form``; it is kept byte for byte as it came.
    A first good signature also proves the organisation and binds the certificate, as ``confirm`` does.

    Raises:
        BadSignature: it is of other bytes, of nothing, untrusted, or of somebody who does not sign for
            the organisation of ``by``.
        NoSuchDocument, NotAllowed, NotNow: as ``move`` does.
    """
    require(act, by=by)
    signer = _signer(proof, documents.content(document_id, by=by), by=by, at=at)
    tie = _tie(signer, by=by, at=at)
    move(document_id, act, by=by, at=at, certificate=signer.serial)
    Signature.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        document_id=document_id,
        act=act,
        proof=proof,
        form=signer.form,
        content_sha256=documents.card(document_id, by=by).sha256,
        name=signer.name,
        organisation=signer.organisation,
        position=signer.position,
        code=signer.code,
        serial=signer.serial,
        issuer=signer.issuer,
        algorithm=signer.algorithm,
        claimed_at=signer.claimed_at,
        received_at=at,
        qscd=signer.qscd,
        seal=signer.seal,
        demo=signer.demo,
        person_id=tie.person_id,
        signatory_id=tie.signatory_id,
    )
    _bind(signer, by=by, at=at)
    accounts.confirm(certificate=signer.serial, by=by, at=at)


@action
def confirm(*, proof: bytes, by: Actor, at: datetime) -> None:
    """Prove by a signature of ``queries.challenge`` that the organisation is who it says it is.

    The certificate is bound to the person and signs them in from now on; a seal is nobody's own.

    Raises:
        BadSignature: as ``sign`` does.
        AlreadyConfirmed: another organisation has proved the same code.
    """
    require(Act.ORGANISATION_CONFIRMED, by=by)
    signer = _signer(proof, queries.challenge(by=by), by=by, at=at)
    _tie(signer, by=by, at=at)
    _bind(signer, by=by, at=at)
    accounts.confirm(certificate=signer.serial, by=by, at=at)


@action
def add_signatory(*, proof: bytes, ground: str, until: date | None, by: Actor, at: datetime) -> None:
    """Register as a signatory of the organisation whoever signed ``queries.signatory_challenge``.

    Raises:
        BadSignature: as ``confirm`` does.
        AlreadySignatory: the certificate is registered already.
    """
    require(Act.SIGNATORY_ADDED, by=by)
    signer = _signer(proof, queries.signatory_challenge(by=by), by=by, at=at)
    accounts.add_signatory(signer.holder, ground=ground, until=until, by=by, at=at)


@action
def keep_check(checked: Checked, *, by: Actor, at: datetime) -> None:
    """Keep what a look at a signature with evidence has shown, with all that the verdict rests on.

    While evidence is still missing the check is kept as pending, and the ledger is not told yet.
    """
    signature = Signature.objects.get(pk=checked.signature_id)
    verdict = checked.verdict
    Check.objects.create(
        id=ids.new_id(),
        organisation_id=signature.organisation_id,
        document_id=signature.document_id,
        signature_id=signature.id,
        status="pending" if checked.waits else verdict.status,
        revocation=verdict.revocation,
        reasons=[{"code": one.code, "uk": one.text_uk, "en": one.text_en} for one in verdict.reasons],
        failures=list(checked.found.failures),
        evidence=evidence.pack(checked.found),
        trust=evidence.pack_trust(checked.trusted, verdict.chain),
        library=kep_version,
        proven_at=verdict.proven_time,
        checked_at=at,
    )
    if not checked.waits:
        details = {"certificate": signature.serial, "status": str(verdict.status)}
        record(Act.SIGNATURE_CHECKED, signature.id, by=by, at=at, **details)


@dataclass(frozen=True, slots=True)
class _Signer:
    """Who signed, as the certificate says, and with what."""

    name: str
    organisation: str
    position: str
    code: str
    tax_id: str
    serial: str
    issuer: str
    algorithm: str
    claimed_at: datetime | None
    qscd: bool
    seal: bool
    demo: bool
    certificate: bytes
    form: forms.Form

    @property
    def holder(self) -> account_queries.Holder:
        """Whom the certificate names, in the words of accounts."""
        return account_queries.Holder(
            name=self.name,
            position=self.position,
            tax_id=self.tax_id,
            serial=self.serial,
            seal=self.seal,
            certificate=self.certificate,
        )


def _signer(proof: bytes, content: bytes, *, by: Actor, at: datetime) -> _Signer:
    """Return the one signer of ``proof`` if it is of ``content``, trusted, and of the own organisation."""
    found = proofs.report(proof, content, at=at)
    verdict = found.signers[0]
    code, identity = account_queries.organisation(by=by).code, verdict.identity
    if identity is None or code not in (identity.edrpou, identity.rnokpp):
        named = ", ".join(filter(None, (identity.edrpou, identity.rnokpp))) if identity else ""
        raise BadSignature("KSA-SIG-04", named, named)
    return _told(found, verdict, identity, code)


def _tie(signer: _Signer, *, by: Actor, at: datetime) -> account_queries.Tie:
    """Return whose of the organisation the signature is; the one that proves it makes a signatory."""
    known = account_queries.tie(signer.holder, by=by, on=clock.kyiv_date(at))
    if known is not None:
        return known
    try:
        first = accounts.add_first_signatory(signer.holder, by=by, at=at)
    except accounts.NotSignatory as error:
        raise BadSignature("KSA-SIG-09", signer.name, signer.name) from error
    return account_queries.Tie(signatory_id=first)


def _bind(signer: _Signer, *, by: Actor, at: datetime) -> None:
    if not signer.seal:
        accounts.bind_certificate(signer.certificate, serial=signer.serial, name=signer.name, by=by, at=at)


def _told(found: Report, verdict: SignerReport, identity: Identity, code: str) -> _Signer:
    return _Signer(
        name=identity.name[:250],
        organisation=(identity.organisation or "")[:250],
        position=(identity.title or "")[:250],
        code=code,
        tax_id=(identity.rnokpp or "")[:10],
        serial=verdict.serial or "",
        issuer=(verdict.issuer or "")[:250],
        algorithm=verdict.algorithm[:64],
        claimed_at=verdict.signing_time,
        qscd=verdict.qscd,
        seal=verdict.seal,
        demo=verdict.demo,
        certificate=verdict.certificate or b"",
        form=forms.form_of(found),
    )
