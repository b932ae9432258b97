"""The decision about one signer: a pure function of what was read, of evidence, trust, policy and time.

It follows ETSI EN 319 102-1, clauses 5.3 to 5.5: the signature itself, then the time at which it provably
existed, then the certificate path and the state of the certificate at that time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from kep import revocation
from kep.cades import Checked
from kep.cert import Certificate, Identity
from kep.digests import digest
from kep.errors import BadCertificate, BadEncoding, BadEvidence
from kep.evidence import Dossier, readable
from kep.path import Path, find_path
from kep.policy import Policy
from kep.reasons import reason, verdict
from kep.report import SignerReport, StampReport
from kep.revocation import Revocation
from kep.trust import TrustStore, Use
from kep.tsp import TimeStamp, parse_token

_STAMPS_MAX = 8
_UNTRUSTED = "timestamp_untrusted"
"""Why a time stamp proves nothing, where that is no fault of the signature: no code of a reason."""


Hashed = Callable[[str], bytes]
"""Some data, known by what hash functions, named as in ``kep.oids.HASHES``, make of them."""


def hashing(data: bytes) -> Hashed:
    """Return ``data`` as ``Hashed``."""
    return lambda name: digest(name, data)


@dataclass(frozen=True)
class Stamp:
    """A time stamp in or about a signature.

    ``kind`` is what it is of: the "content", before signing; the value of the "signature", alone or with
    references, which proves that it existed; or "references" only, which proves nothing about it.
    """

    kind: str
    token: bytes
    stamped: Hashed


@dataclass(frozen=True)
class Claim:
    """What a reader of some format found about one signer, before any question of trust.

    ``faults`` are codes of the format itself. ``signature_value`` is what a signature time stamp stamps.
    """

    checked: Checked
    level: str
    stamps: tuple[Stamp, ...] = ()
    signature_value: bytes = b""
    faults: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """Everything that a decision rests on besides the claim itself."""

    dossier: Dossier
    trust: TrustStore
    policy: Policy
    at: datetime
    embedded: tuple[Certificate, ...] = ()

    @cached_property
    def known(self) -> tuple[Certificate, ...]:
        """The certificates of file and evidence, each once: those of the file first."""
        return tuple(dict.fromkeys((*self.embedded, *self.dossier.certificates)))


def decide(claim: Claim, question: Question) -> SignerReport:
    """Return the verdict on one signer."""
    checked = claim.checked
    codes = list(claim.faults)
    if checked.code is not None:
        codes.append(checked.code)
    if checked.certificate is None or codes:
        return _report(claim, codes)
    stamps = [_judge_stamp(stamp, question) for stamp in _stamps(claim, question)]
    codes += dict.fromkeys(stamp.code for stamp in stamps if stamp.code and stamp.code != _UNTRUSTED)
    proven = min(
        (s.at for s in stamps if s.code is None and s.at and s.kind.startswith("signature")), default=None
    )
    codes += _disorder(stamps, proven)
    moment = proven or question.at
    path = find_path(checked.certificate, question.known, question.trust, moment)
    codes += path.codes
    state = _state(path, moment, question)
    codes += _state_codes(path, state, moment, question)
    codes += _policy_codes(claim, path, moment, question)
    report = replace(_report(claim, codes), stamps=tuple(stamps), proven_time=proven)
    return _with_path(report, path, state)


def _stamps(claim: Claim, question: Question) -> list[Stamp]:
    """Return the time stamps of the file, and those of the evidence that are of this signature's value."""
    found = list(claim.stamps[:_STAMPS_MAX])
    if not claim.signature_value:
        return found
    value = hashing(claim.signature_value)
    return found + [Stamp("signature", one.der, value) for one in question.dossier.tokens if one.is_of(value)]


def _judge_stamp(stamp: Stamp, question: Question) -> StampReport:
    try:
        token = parse_token(stamp.token)
    except BadEvidence:
        return StampReport(stamp.kind, None, None, "timestamp_broken")
    inside, store = readable(token.signed_data.certificates), question.trust
    known = dict.fromkeys((*inside, *question.known))
    authority, code = token.signer(tuple(known | dict.fromkeys((*store.intermediates, *store.roots))))
    told = StampReport(stamp.kind, token.at, authority.subject.common_name if authority else None, None)
    if not token.is_of(stamp.stamped):
        return replace(told, code="timestamp_broken")
    if code is not None:
        return replace(told, code=_STAMP_CODES.get(code, "timestamp_broken"))
    if token.at > question.at + question.policy.skew:
        return replace(told, code="timestamp_future")
    if authority is None or not _is_trusted(authority, token, tuple(known), question):
        return replace(told, code=_UNTRUSTED)
    return told


_STAMP_CODES = {
    "certificate_missing": _UNTRUSTED,
    "algorithm_unknown": _UNTRUSTED,
    "key_usage_forbids": "timestamp_authority_wrong",
}


def _is_trusted(
    authority: Certificate, token: TimeStamp, known: tuple[Certificate, ...], question: Question
) -> bool:
    """Say whether the authority led to a trusted root when it stamped, and is not known as revoked then."""
    path = find_path(authority, known, question.trust, token.at)
    if not path.chain or path.codes or not question.trust.grants(path.chain, token.at, Use.TIME_STAMPS):
        return False
    states = _states(path, token.at, question)
    return not any(state.code in ("certificate_revoked", "certificate_suspended") for state in states)


def _disorder(stamps: list[StampReport], proven: datetime | None) -> list[str]:
    made = [stamp.at for stamp in stamps if stamp.kind == "content" and stamp.code is None and stamp.at]
    return ["timestamp_order"] if proven is not None and any(at > proven for at in made) else []


def _states(path: Path, at: datetime, question: Question) -> list[Revocation]:
    """Return the state of every certificate of the chain below the root."""
    pairs = zip(path.chain, path.chain[1:], strict=False)
    return [
        revocation.state_at(below, above, at, question.dossier, question.trust, question.policy)
        for below, above in pairs
    ]


def _state(path: Path, at: datetime, question: Question) -> Revocation | None:
    """Return the state of the signer's certificate; None where none is stated and none is asked for."""
    states = _states(replace(path, chain=path.chain[:2]), at, question)
    if not states or (states[0].statement is None and not question.policy.needs_revocation):
        return None
    return states[0]


def _state_codes(path: Path, state: Revocation | None, at: datetime, question: Question) -> list[str]:
    codes = []
    if state is not None and state.code is not None:
        is_open = state.state == "unknown"
        if not is_open or question.policy.needs_revocation:
            codes.append(state.code)
    above = _states(replace(path, chain=path.chain[1:]), at, question)
    if any(one.code in ("certificate_revoked", "certificate_suspended") for one in above):
        codes.append("authority_revoked")
    return codes


def _policy_codes(claim: Claim, path: Path, at: datetime, question: Question) -> list[str]:
    codes = []
    checked, policy = claim.checked, question.policy
    if path.chain and not question.trust.grants(path.chain, at, Use.SIGNATURES):
        codes.append("service_not_granted")
    sunset = policy.sunsets.get(checked.hash_name or "")
    if sunset is not None and at >= sunset:
        codes.append("algorithm_outdated")
    if policy.needs_qualified and checked.certificate is not None and not checked.certificate.is_qualified:
        codes.append("certificate_not_qualified")
    return codes


def _report(claim: Claim, codes: list[str]) -> SignerReport:
    checked = claim.checked
    status, indication, sub_indication = verdict(codes)
    common = SignerReport(
        integrity=checked.code is None and not claim.faults,
        status=status,
        indication=indication,
        sub_indication=sub_indication,
        reasons=tuple(map(reason, codes)),
        level=claim.level,
        algorithm=checked.algorithm,
        signing_time=checked.signing_time,
        covers=claim.covers,
        signature_value=claim.signature_value or None,
        hash_name=checked.hash_name,
    )
    return common if checked.certificate is None else _with_certificate(common, checked.certificate)


def _with_certificate(report: SignerReport, certificate: Certificate) -> SignerReport:
    return replace(
        report,
        identity=_identity(certificate),
        serial=certificate.serial_hex,
        issuer=certificate.issuer.common_name,
        seal=certificate.is_seal,
        qscd=certificate.is_qscd,
        qualified=certificate.is_qualified,
        demo=certificate.is_demo,
        certificate=certificate.der,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
    )


def _with_path(report: SignerReport, path: Path, state: Revocation | None) -> SignerReport:
    statement = state.statement if state else None
    return replace(
        report,
        demo=report.demo or any(member.is_demo for member in path.chain),
        chain=tuple(member.der for member in path.chain),
        revocation=state.state if state else "not_checked",
        revocation_source=statement.source if statement else None,
        revocation_this_update=statement.this_update if statement else None,
        revoked_at=statement.revoked_at if statement else None,
    )


def _identity(certificate: Certificate) -> Identity | None:
    try:
        return certificate.identity
    except (BadCertificate, BadEncoding):
        return None
