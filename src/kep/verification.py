"""Verification as a whole: read the file, decide about every signer, say the verdict.

A pure function of the bytes, the evidence, the trust and the time that are given: the same question has the
same answer in ten years. What needs the network is ``kep.collect``, before.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from kep import attributes, oids
from kep.cades import TIME_STAMP, Content, check_signer
from kep.cert import Certificate
from kep.cms import SignedData
from kep.decision import Claim, Question, decide, hashing
from kep.errors import BadEvidence, BadSignatureFile
from kep.evidence import Evidence, Readings, read, readable
from kep.parts import CmsPart, Opened, Part
from kep.policy import PATH_ONLY, STRICT, Policy
from kep.reading import open_signature
from kep.reasons import worst
from kep.report import Report
from kep.trust import TrustStore
from kep.tsp import parse_token


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
        Unsupported: reading it needs an extra that is not installed: ``[xml]`` or, in rare cases, ``[pdf]``.
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the time of verification needs a time zone")
    chosen = policy or (PATH_ONLY if evidence is None else STRICT)
    context = _Context(trust, at, evidence or Evidence(), chosen)
    opened = open_signature(signature, content)
    claims = [found for part in opened.parts for found in _claims(part, content, context)]
    reports = tuple(decide(_complete(claim, opened, claims, content), question) for claim, question in claims)
    inside = opened.content if opened.files else _inner_content(opened.parts[0])
    return Report(worst([one.status for one in reports]), reports, at, inside, opened.kind)


@dataclass(frozen=True)
class _Context:
    trust: TrustStore
    at: datetime
    evidence: Evidence
    policy: Policy
    readings: Readings = field(default_factory=Readings)

    def question(self, embedded: Evidence) -> Question:
        # Ours first: what a stranger put into the file must not crowd it out.
        dossier = read(self.evidence + embedded, self.readings)
        return Question(dossier, self.trust, self.policy, self.at, readable(embedded.certificates))


_Claims = list[tuple[Claim, Question]]


def _claims(part: Part, content: bytes | None, context: _Context) -> _Claims:
    if isinstance(part, CmsPart):
        return _cms_claims(part, context)
    found = []
    for signature in part.signatures:
        question = context.question(signature.evidence)
        files = part.files if not part.is_alone or signature.is_detached else {}
        claim = signature.claim(files, _known(question), is_alone=part.is_alone)
        if part.is_alone and content is not None and not files and not signature.is_of(content):
            claim = replace(claim, faults=(*claim.faults, "content_differs"))
        found.append((claim, question))
    return found


def _cms_claims(part: CmsPart, context: _Context) -> _Claims:
    signed_data = part.signed_data
    question = context.question(attributes.evidence(signed_data))
    if signed_data.content_type == oids.TIME_STAMP_INFO:
        return [(_stamp_claim(part, signed_data, question), question)]
    file = Content(part.content)
    trailing = ("trailing_bytes",) if signed_data.has_trailing_bytes else ()
    return [
        (
            Claim(
                checked=check_signer(signed_data, signer, file, _known(question)),
                level=attributes.level(signed_data, signer),
                stamps=attributes.stamps(signer, lambda name: file.digest(signed_data.content, name)),
                signature_value=signer.signature,
                faults=(*trailing, *part.faults),
                covers=part.covers,
            ),
            question,
        )
        for signer in signed_data.signers
    ]


def _stamp_claim(part: CmsPart, signed_data: SignedData, question: Question) -> Claim:
    """Return what is so of a time stamp that stands alone: its signature, and what it stamps where given.

    Raises:
        BadSignatureFile: it is malformed.
    """
    try:
        token = parse_token(part.signature)
    except BadEvidence as error:
        raise BadSignatureFile(str(error)) from error
    if len(signed_data.signers) != 1:
        raise BadSignatureFile("a time stamp has one signer")
    checked = check_signer(signed_data, signed_data.signers[0], Content(None), _known(question), TIME_STAMP)
    is_other = part.content is not None and not token.is_of(hashing(part.content))
    faults = (*part.faults, *(("digest_mismatch",) if is_other else ()))
    trailing = ("trailing_bytes",) if signed_data.has_trailing_bytes else ()
    return Claim(replace(checked, signing_time=token.at), "TST", faults=(*trailing, *faults))


def _known(question: Question) -> tuple[Certificate, ...]:
    trust = question.trust
    return tuple(dict.fromkeys((*question.known, *trust.intermediates, *trust.roots)))


def _complete(claim: Claim, opened: Opened, claims: _Claims, content: bytes | None) -> Claim:
    """Return the claim with the faults that only the whole container shows: files that nobody signed."""
    if not opened.files:
        return claim
    signed = {name for one, _ in claims for name in one.covers}
    faults = claim.faults
    if set(opened.files) - signed:
        faults = (*faults, "file_not_signed")
    if content is not None and content not in [opened.files[name] for name in claim.covers]:
        faults = (*faults, "content_differs")
    return replace(claim, faults=faults)


def _inner_content(part: Part) -> bytes | None:
    if not isinstance(part, CmsPart):
        return None
    signed_data = part.signed_data
    return signed_data.content if signed_data.content_type == oids.DATA else None
