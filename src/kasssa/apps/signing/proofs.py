"""What a proof must be, whatever is proved by it: one sound signature of these bytes, trusted now."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from kasssa.apps.signing import forms, trust
from kasssa.apps.signing.forms import Form
from kep import Evidence, KepError, Report, SignerReport, Status, TrustStore, verify

PROOF_BYTES_MAX = 256 * 1024
# How often the signed bytes may stand in a signature file beside its own: once, and in base64 at that.
_COPIES_MAX = 2


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
    "KSA-SIG-10",  # the file carries other bytes inside, or is of what an XML means and not of its bytes
    "KSA-SIG-11",  # a signed PDF: a picture of the document, and not the document
    "KSA-SIG-12",  # the container holds more than the document
)


_ENVELOPED_UK = "Підпис стоїть усередині XML і скріплює його зміст, а не самі байти файлу."
_ENVELOPED_EN = "The signature stands inside the XML and is of what it means, not of the bytes of the file."


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature with the bytes that it is of."""

    proof: bytes
    content: bytes
    received_at: datetime
    demo: bool


def bytes_max(content: bytes) -> int:
    """Return how large a signature file of ``content`` may be, packed and unpacked: it may hold a copy."""
    return PROOF_BYTES_MAX + _COPIES_MAX * len(content)


def report(proof: bytes, content: bytes, *, at: datetime) -> Report:
    """Return what the library says of ``proof`` if it is one sound, trusted signature of ``content``.

    Any form of ``forms.Form`` does, by the same rule: exactly one signer, and exactly these bytes. What lies
    inside must equal them, and nothing else may lie beside them, lest it be taken for signed.

    Raises:
        BadSignature: it is too large, unreadable, of other bytes, not of one signer, or not trusted.
    """
    _check_file(proof, content)
    try:
        found = verify(proof, content, trust=trust.store(), at=at)
    except KepError as error:
        raise BadSignature("KSA-SIG-01") from error
    if len(found.signers) != 1:
        raise BadSignature("KSA-SIG-05")
    verdict = found.signers[0]
    if verdict.level == "TST":  # a time stamp alone is nobody's will
        raise BadSignature("KSA-SIG-01")
    if not verdict.integrity:
        raise _other_bytes(found, content) or refusal("KSA-SIG-02", verdict)
    if verdict.status is not Status.VALID:
        raise refusal("KSA-SIG-03", verdict)
    if forms.form_of(found) is Form.XADES and _is_of_meaning(proof, content, at):
        raise BadSignature("KSA-SIG-10", _ENVELOPED_UK, _ENVELOPED_EN)
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


def _check_file(proof: bytes, content: bytes) -> None:
    """Refuse what need not be verified, by nothing but its size, its first bytes and its directory."""
    if len(proof) > bytes_max(content):
        raise BadSignature("KSA-SIG-06")
    if forms.is_pdf(proof):
        raise BadSignature("KSA-SIG-11")
    if not proof.startswith(forms.ZIP):
        return
    packed = forms.packed(proof)
    if packed.size_bytes > bytes_max(content):
        raise BadSignature("KSA-SIG-06")
    if len(packed.objects) > 1:
        names = ", ".join(packed.objects)
        raise BadSignature("KSA-SIG-12", names, names)


def _other_bytes(found: Report, content: bytes) -> BadSignature | None:
    """Return the refusal of a file that carries other bytes inside, with what they are."""
    if found.content is None or found.content == content:
        return None
    reason = "KSA-SIG-11" if forms.is_pdf(found.content) else "KSA-SIG-10"
    name = ", ".join(found.signers[0].covers)
    inside, wanted = (sha256(data).hexdigest() for data in (found.content, content))
    return BadSignature(
        reason,
        f"Усередині {name or 'файл'}: SHA-256 {inside}, а документ має {wanted}.",
        f"Inside is {name or 'a file'}: SHA-256 {inside}, while the document has {wanted}.",
    )


def _is_of_meaning(proof: bytes, content: bytes, at: datetime) -> bool:
    """Say whether the signature holds of other bytes too, as one of an XML in its canonical form does.

    A line feed after the end changes no XML document, and every file.
    """
    return verify(proof, content + b"\n", trust=TrustStore(), at=at).signers[0].integrity
