"""Verification as a whole: read the file, decide about every signer, say the verdict.

A pure function of the bytes, the evidence, the trust and the time that are given: the same question has the
same answer in ten years. What needs the network is ``kep.collect``, before.
"""

from datetime import datetime

from kep import attributes
from kep.cades import Content, check_signer
from kep.cms import SignedData, SignerInfo, parse_signed_data
from kep.decision import Claim, Question, decide
from kep.evidence import Evidence, read, readable
from kep.policy import PATH_ONLY, STRICT, Policy
from kep.reasons import worst
from kep.report import Report
from kep.trust import TrustStore


def verify(
    signature: bytes,
    content: bytes | None = None,
    *,
    trust: TrustStore,
    at: datetime,
    evidence: Evidence | None = None,
    policy: Policy | None = None,
) -> Report:
    """Return the verdict on a signature file.

    ``content`` is the signed file; for an attached signature it may be None, and where it is given it must
    equal what is inside. ``at`` is the time, with a zone, for which the answer is asked: when the signature
    was received, not when its maker says he made it. A trusted time stamp proves an earlier time, which then
    counts.

    Without ``evidence`` only what the file itself carries is known of revocation, and by default
    (``PATH_ONLY``) none is asked for; with it, the default is ``STRICT``.

    Raises:
        BadSignatureFile: the file is no signature at all.
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the time of verification needs a time zone")
    chosen = policy or (PATH_ONLY if evidence is None else STRICT)
    return verify_cms(signature, content, trust=trust, at=at, evidence=evidence or Evidence(), policy=chosen)


def verify_cms(
    signature: bytes,
    content: bytes | None,
    *,
    trust: TrustStore,
    at: datetime,
    evidence: Evidence,
    policy: Policy,
) -> Report:
    """Return the verdict on a CMS file, as ``verify`` does."""
    signed_data = parse_signed_data(signature)
    dossier = read(attributes.evidence(signed_data) + evidence)
    question = Question(dossier, trust, policy, at, readable(signed_data.certificates))
    file = Content(content)
    reports = tuple(
        decide(_claim(signed_data, signer, file, question), question) for signer in signed_data.signers
    )
    return Report(worst([one.status for one in reports]), reports, at, signed_data.content)


def _claim(signed_data: SignedData, signer: SignerInfo, file: Content, question: Question) -> Claim:
    trust = question.trust
    known = (*question.embedded, *question.dossier.certificates, *trust.intermediates, *trust.roots)
    return Claim(
        checked=check_signer(signed_data, signer, file, known),
        level=attributes.level(signed_data, signer),
        stamps=attributes.stamps(signer, lambda name: file.digest(signed_data.content, name)),
        signature_value=signer.signature,
        faults=("trailing_bytes",) if signed_data.has_trailing_bytes else (),
    )
