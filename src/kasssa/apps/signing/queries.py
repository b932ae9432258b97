"""Who signed, and the bytes by which an organisation proves itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import queries as documents
from kasssa.apps.signing import copies, evidence, proofs, trust
from kasssa.apps.signing.forms import Form, SignatureFile
from kasssa.apps.signing.models import Check, Signature
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.acts import Act
from kep import Evidence, Reason, SignerReport, Status, collect, verify


class NoSuchSignature(Exception):
    """There is none, or it is not theirs to see."""


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """One signature as both parties see it."""

    id: UUID
    organisation_id: UUID
    act: Act
    name: str
    organisation: str
    position: str
    code: str
    serial: str
    issuer: str
    algorithm: str
    claimed_at: datetime | None
    received_at: datetime
    qscd: bool
    seal: bool
    demo: bool
    status: str  # "pending" until the first check is finished, then its verdict
    revocation: str
    form: Form

    @property
    def has_evidence(self) -> bool:
        """Whether the authority was asked for its word, and what it said is kept."""
        return self.status != "pending" and self.revocation not in ("", "not_checked")


@dataclass(frozen=True, slots=True)
class CheckCard:
    """One signature with what its last check found, and what that rests on.

    ``reasons`` and ``proven_at`` are those of the check; the rest is derived again from what it kept.
    ``indication`` of EN 319 102-1 is empty where nothing was checked yet, or the two do not agree.
    """

    signature: SignatureCard
    indication: str
    level: str
    valid_from: datetime | None
    valid_until: datetime | None
    reasons: Sequence[Reason]
    failures: Sequence[str]
    proven_at: datetime | None
    revocation_source: str
    revocation_stated_at: datetime | None
    library: str
    checked_at: datetime | None


@query
def signatures(document_id: UUID, *, by: Actor) -> Sequence[SignatureCard]:
    """Return the signatures under a document, oldest first, as far as ``by`` may see the document."""
    documents.card(document_id, by=by)
    rows = Signature.objects.filter(document_id=document_id).defer("proof").order_by("received_at")
    latest = _latest(Check.objects.filter(document_id=document_id).defer("evidence", "trust"))
    return [_card(row, latest.get(row.id)) for row in rows]


@query
def checks(document_id: UUID, *, by: Actor) -> Sequence[CheckCard]:
    """Return the signatures under a document, oldest first, each with its last check."""
    content = documents.content(document_id, by=by)
    rows = Signature.objects.filter(document_id=document_id).order_by("received_at")
    latest = _latest(Check.objects.filter(document_id=document_id))
    return [_check_card(row, latest.get(row.id), content) for row in rows]


@query
def received(signature_id: UUID, *, by: Actor) -> SignatureFile:
    """Return one signature file as it was received, with its form.

    Raises:
        NoSuchSignature: as ``proof`` does.
    """
    return _file(_row(signature_id))


@query
def with_evidence(signature_id: UUID, *, by: Actor) -> SignatureFile:
    """Return a copy of one signature with the evidence of its last finished check inside.

    Raises:
        NoSuchSignature: as ``proof`` does.
    """
    row = _row(signature_id)
    return copies.with_evidence(_file(row), _evidence_of(row))


@query
def together(document_id: UUID, name: str, *, by: Actor) -> copies.Package:
    """Return the bytes of a document, as the file ``name``, with all its signatures and their evidence.

    Raises:
        NoSuchDocument: none such that ``by`` may see.
        NoSuchSignature: nobody has signed it.
    """
    content = documents.content(document_id, by=by)
    rows = list(Signature.objects.filter(document_id=document_id).order_by("received_at"))
    if not rows:
        raise NoSuchSignature
    files = [copies.with_evidence(_file(row), _evidence_of(row)) for row in rows]
    return copies.together(name, content, files)


@query
def proof(signature_id: UUID, *, by: Actor) -> bytes:
    """Return one signature, byte for byte as it was received.

    Raises:
        NoSuchSignature: none such under a document that ``by`` may see.
    """
    return _file(_row(signature_id)).content


@query
def signed(signature_id: UUID, *, by: Actor) -> proofs.Signed:
    """Return one signature with the bytes that it is of.

    Raises:
        NoSuchSignature: as ``proof`` does.
    """
    row = _row(signature_id)
    content = documents.content(row.document_id, by=by)
    return proofs.Signed(bytes(row.proof), content, row.received_at, row.demo)


@query
def verdict(signature_id: UUID, *, by: Actor) -> Status:
    """Derive the verdict on one signature again, from nothing but what is stored.

    Where no check is finished yet, the answer rests on the signature alone, without revocation.

    Raises:
        NoSuchSignature: as ``proof`` does.
    """
    kept = signed(signature_id, by=by)
    return _derived(kept, _last_finished(signature_id)).status


@query
def challenge(*, by: Actor) -> bytes:
    """Return the bytes whose signature proves the organisation of ``by``: always the same for it."""
    card = accounts.organisation(by=by)
    return (
        "kasssa: підтвердження організації / confirmation of an organisation\n"
        f"{card.code}\n{card.name}\n{card.id}\n"
    ).encode()


@query
def signatory_challenge(*, by: Actor) -> bytes:
    """Return the bytes by whose signature somebody agrees to sign for the organisation of ``by``."""
    card = accounts.organisation(by=by)
    return (
        f"kasssa: підписант організації / signatory of an organisation\n{card.code}\n{card.name}\n{card.id}\n"
    ).encode()


def login_challenge(host: str, secret: str, *, at: datetime) -> bytes:
    """Return the bytes whose signature signs a person in at ``host``; ``secret`` makes them unique."""
    return (
        "kasssa: вхід / sign-in\n"
        f"{host}\n{at.isoformat(timespec='seconds')}\n{secret}\n"
        "Не підписуйте, якщо на сторінці інша адреса. / Do not sign if the page has another address.\n"
    ).encode()


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whom a signature has shown to be there, and by which certificate (DER)."""

    person_id: UUID
    certificate: bytes


def recognise(proof: bytes, content: bytes, *, at: datetime) -> Recognised:
    """Return the person whose bound certificate signed ``content``; its authority is asked over the network.

    Unlike a signature under a document, which waits for a late answer, a sign-in is refused without one.

    Raises:
        BadSignature: of other bytes, untrusted, revoked, or by a certificate that is bound to nobody.
    """
    report = proofs.report(proof, content, at=at)
    certificate = report.signers[0].certificate or b""
    person_id = accounts.holder(certificate)
    if person_id is None:
        raise proofs.BadSignature("KSA-SIG-07")
    found = collect(report, trust.fetcher())
    kept = proofs.Signed(proof, content, received_at=at, demo=report.signers[0].demo)
    decided = proofs.decide(kept, found, trusted=trust.store(), checked_at=at)
    if decided.status is not Status.VALID:
        raise proofs.refusal("KSA-SIG-03", decided)
    return Recognised(person_id, certificate)


def _row(signature_id: UUID) -> Signature:
    row = Signature.objects.filter(pk=signature_id).first()
    if row is None:
        raise NoSuchSignature
    return row


def _file(row: Signature) -> SignatureFile:
    return SignatureFile(bytes(row.proof), Form(row.form))


def _last_finished(signature_id: UUID) -> Check | None:
    finished = Check.objects.filter(signature_id=signature_id).exclude(status="pending")
    return finished.order_by("checked_at").last()


def _evidence_of(row: Signature) -> Evidence:
    check = _last_finished(row.id)
    return evidence.unpack(bytes(check.evidence)) if check else Evidence()


def _latest(checks: QuerySet[Check]) -> dict[UUID, Check]:
    """Return the last of ``checks`` of each signature."""
    return {check.signature_id: check for check in checks.order_by("checked_at")}


def _derived(kept: proofs.Signed, check: Check | None) -> SignerReport:
    """Derive the verdict again: with the evidence and the trust of ``check``, or on the signature alone."""
    if check is None:
        return verify(kept.proof, kept.content, trust=trust.store(), at=kept.received_at).signers[0]
    found = evidence.unpack(bytes(check.evidence))
    trusted = evidence.unpack_trust(bytes(check.trust))
    return proofs.decide(kept, found, trusted=trusted, checked_at=check.checked_at)


def _check_card(row: Signature, check: Check | None, content: bytes) -> CheckCard:
    derived = _derived(proofs.Signed(bytes(row.proof), content, row.received_at, row.demo), check)
    agrees = check is not None and check.status in (derived.status, "pending")
    indication = "/".join(filter(None, (derived.indication, derived.sub_indication)))
    return CheckCard(
        signature=_card(row, check),
        indication=indication if agrees else "",
        level=derived.level,
        valid_from=derived.not_before,
        valid_until=derived.not_after,
        reasons=[Reason(one["code"], one["uk"], one["en"]) for one in check.reasons] if check else [],
        failures=list(check.failures) if check else [],
        proven_at=check.proven_at if check else None,
        revocation_source=derived.revocation_source or "" if check else "",
        revocation_stated_at=derived.revocation_this_update if check else None,
        library=check.library if check else "",
        checked_at=check.checked_at if check else None,
    )


def _card(row: Signature, check: Check | None) -> SignatureCard:
    return SignatureCard(
        id=row.id,
        organisation_id=row.organisation_id,
        act=Act(row.act),
        name=row.name,
        organisation=row.organisation,
        position=row.position,
        code=row.code,
        serial=row.serial,
        issuer=row.issuer,
        algorithm=row.algorithm,
        claimed_at=row.claimed_at,
        received_at=row.received_at,
        qscd=row.qscd,
        seal=row.seal,
        demo=row.demo,
        status=check.status if check else "pending",
        revocation=check.revocation if check else "",
        form=Form(row.form),
    )
