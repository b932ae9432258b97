"""What a proof must be, whatever is proved by it: one sound signature of these bytes, trusted now."""

from dataclasses import dataclass
from datetime import datetime

from kasssa.apps.signing import trust
from kep import BadSignatureFile, Evidence, Report, SignerReport, Status, TrustStore, verify

PROOF_BYTES_MAX = 256 * 1024


class BadSignature(Exception):
    """The signature does not do; ``reason`` is one of the permanent codes of ``REASONS``.

    ``detail_uk`` and ``detail_en`` tell what the code alone cannot: the code found in the
    certificate, the library's own reason.
    """

    def __init__(self, reason: str, detail_uk: str = "", detail_en: str = "") -> None:
        super().__init__(f"{reason} {detail_en}".strip())
        self.reason, self.detail_uk, self.detail_en = reason, detail_uk, detail_en

    def detail(self, language: str) -> str:
        """Return the detail, in English for ``en…`` and in Ukrainian otherwise."""
        return self.detail_en if language.startswith("en") else self.detail_uk


REASONS = (
    "KSA-SIG-01",  # unreadable: not a CMS signature
    "KSA-SIG-02",  # of other bytes, or broken
    "KSA-SIG-03",  # the certificate is not trusted here, or not valid now
    "KSA-SIG-04",  # the certificate names another organisation, or none
    "KSA-SIG-05",  # several signers in one file
    "KSA-SIG-06",  # the file is too large
    "KSA-SIG-07",  # the certificate is bound to nobody
    "KSA-SIG-08",  # the text to be signed has expired, was used, or was never given
    "KSA-SIG-09",  # the certificate names somebody who does not sign for the organisation
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature with the bytes that it is of."""

    proof: bytes
    content: bytes
    received_at: datetime
    demo: bool


def report(proof: bytes, content: bytes, *, at: datetime) -> Report:
    """Return what the library says of ``proof`` if it is one sound, trusted signature of ``content``.

    Raises:
        BadSignature: it is too large, unreadable, of other bytes, not of one signer, or not trusted.
    """
    if len(proof) > PROOF_BYTES_MAX:
        raise BadSignature("KSA-SIG-06")
    try:
        found = verify(proof, content, trust=trust.store(), at=at)
    except BadSignatureFile as error:
        raise BadSignature("KSA-SIG-01") from error
    if len(found.signers) != 1:
        raise BadSignature("KSA-SIG-05")
    verdict = found.signers[0]
    if not verdict.integrity:
        raise refusal("KSA-SIG-02", verdict)
    if verdict.status is not Status.VALID:
        raise refusal("KSA-SIG-03", verdict)
    return found


def decide(kept: Signed, found: Evidence, *, trusted: TrustStore, checked_at: datetime) -> SignerReport:
    """Return the verdict on the one signer, with evidence: equal arguments give an equal one, whenever asked.

    It is asked for the time of arrival, unless a time stamp in ``found`` proves one by ``checked_at``.
    """
    return verify(
        kept.proof,
        kept.content,
        trust=trusted,
        at=checked_at if found.tokens else kept.received_at,
        evidence=found,
        policy=trust.policy(found, demo=kept.demo),
    ).signers[0]


def refusal(reason: str, verdict: SignerReport) -> BadSignature:
    """Return the refusal of ``reason`` with the library's own reasons as its detail."""
    return BadSignature(
        reason,
        "; ".join(one.text_uk for one in verdict.reasons),
        "; ".join(one.text_en for one in verdict.reasons),
    )
