"""The state of a certificate at a time, out of OCSP responses and revocation lists.

A statement counts only if whoever may make it signed it: the issuer itself or, for OCSP, a responder that the
issuer certified for this (RFC 6960, 4.2.2.2). A later statement overrules an earlier one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from kep import keys, ocsp
from kep.cert import CRL_SIGNING, Certificate
from kep.crl import ON_HOLD, REMOVED, Entry, RevocationList
from kep.errors import BadEvidence, KepError
from kep.evidence import Dossier
from kep.ocsp import Answer, Response
from kep.path import find_path, is_signed_by, may_have_issued
from kep.policy import Policy
from kep.trust import TrustStore

_STATEMENTS_MAX = 16
_RESPONDERS_MAX, _SISTERS_MAX = 2, 4


@dataclass(frozen=True)
class Statement:
    """What somebody with the right to say so says of a certificate, and from when to when that is news."""

    source: str
    state: str
    this_update: datetime
    next_update: datetime | None
    revoked_at: datetime | None = None
    reason: int = 0


@dataclass(frozen=True)
class Revocation:
    """The state at a time: good, revoked, suspended or unknown; ``code`` says why it is not good."""

    state: str
    code: str | None
    statement: Statement | None = None


def state_at(
    certificate: Certificate,
    issuer: Certificate,
    at: datetime,
    dossier: Dossier,
    trust: TrustStore,
    policy: Policy,
) -> Revocation:
    """Return the state of ``certificate``, issued by ``issuer``, at the time ``at``."""
    statements = [*_by_ocsp(certificate, issuer, dossier, trust), *_by_lists(certificate, issuer, dossier)]
    return judge(statements, at, policy)


def judge(statements: list[Statement], at: datetime, policy: Policy) -> Revocation:
    """Return what ``statements``, all of them of authority, say about the time ``at``."""
    known = [statement for statement in statements if statement.state != ocsp.UNKNOWN]
    for statement in known:
        # Proven at the time: it was on hold before and still (or again) known to be so after.
        since = statement.revoked_at
        if statement.state == "suspended" and since and since <= at <= statement.this_update:
            return Revocation("suspended", "certificate_suspended", statement)
    if not known:
        return Revocation("unknown", "revocation_unknown")
    latest = max(known, key=lambda statement: statement.this_update)
    if latest.revoked_at is not None and latest.revoked_at <= at:
        code = "certificate_suspended" if latest.state == "suspended" else "certificate_revoked"
        return Revocation(latest.state, code, latest)
    if latest.revoked_at is not None or _is_fresh(latest, at, policy):
        return Revocation("good", None, latest)
    return Revocation("unknown", "revocation_stale", latest)


def _is_fresh(statement: Statement, at: datetime, policy: Policy) -> bool:
    """Say whether a good statement covers the time: made later, promised until then, or young enough."""
    if statement.next_update is not None and statement.next_update > statement.this_update:
        return at <= statement.next_update
    return at <= statement.this_update + policy.freshness


def _by_ocsp(
    certificate: Certificate, issuer: Certificate, dossier: Dossier, trust: TrustStore
) -> list[Statement]:
    pairs = [
        (response, answer)
        for response in dossier.responses
        for answer in response.answers
        if answer.certificate_id.is_of(certificate, issuer)
    ]
    return [
        _of_answer(answer)
        for response, answer in pairs[:_STATEMENTS_MAX]
        if _is_authorised(response, issuer, dossier, trust)
    ]


def _of_answer(answer: Answer) -> Statement:
    state = answer.state
    if state == ocsp.REVOKED and answer.reason == ON_HOLD:
        state = "suspended"
    return Statement("ocsp", state, answer.this_update, answer.next_update, answer.revoked_at, answer.reason)


def _is_authorised(response: Response, issuer: Certificate, dossier: Dossier, trust: TrustStore) -> bool:
    """Say whether the issuer or its delegate signed the response; the delegate must be certified by it."""
    known = dict.fromkeys((issuer, *dossier.certificates, *trust.intermediates))
    responders = [certificate for certificate in known if response.is_by(certificate)][:_RESPONDERS_MAX]
    for responder in responders:
        is_issuer = responder.key_bits == issuer.key_bits and responder.subject == issuer.subject
        if not is_issuer and not _is_delegate(responder, issuer, response, trust):
            continue
        if _is_signed(response, responder, dossier):
            return True
    return False


def _is_delegate(
    responder: Certificate,
    issuer: Certificate,
    response: Response,
    trust: TrustStore,
) -> bool:
    """Say whether the issuer certified the responder for OCSP, valid when the response was made.

    An authority may hold several keys under one name and answer for all of them with one responder; such a
    one must lead to a trusted root.
    """
    if not responder.may_answer_ocsp or responder.issuer != issuer.subject:
        return False
    if not responder.not_before <= response.produced_at <= responder.not_after:
        return False
    if may_have_issued(issuer, responder) and is_signed_by(responder, issuer):
        return True
    return any(
        is_signed_by(responder, sister) and not find_path(sister, (), trust, response.produced_at).codes
        for sister in _sisters(issuer, trust)
    )


def _sisters(issuer: Certificate, trust: TrustStore) -> list[Certificate]:
    """Return the other certificates of the authority that the operator put into the store."""
    known = dict.fromkeys((*trust.roots, *trust.intermediates))
    return [one for one in known if one.subject == issuer.subject and one != issuer][:_SISTERS_MAX]


def _by_lists(certificate: Certificate, issuer: Certificate, dossier: Dossier) -> list[Statement]:
    """Return what the issuer's lists say, each full one also together with the deltas that continue it."""
    if issuer.key_usage is not None and CRL_SIGNING not in issuer.key_usage:
        return []
    mine = [one for one in dossier.lists if one.issuer == certificate.issuer and not one.has_unknown_critical]
    signed = [one for one in mine[:_STATEMENTS_MAX] if _is_signed(one, issuer, dossier)]
    entries = _entries(signed, certificate)
    full = {one: entry for one, entry in entries.items() if one.base_number is None}
    found = [_statement("crl", one, entry) for one, entry in full.items()]
    for delta, change in entries.items():
        if delta.base_number is None:
            continue
        if change is not None and change.reason != REMOVED:
            found.append(_statement("delta crl", delta, change))
        elif base := _base_of(delta, full):
            found.append(_statement("delta crl", delta, None if change is not None else full[base]))
    return found


def _entries(lists: list[RevocationList], certificate: Certificate) -> dict[RevocationList, Entry | None]:
    """Return what each list says of the certificate.

    A list of which the entries cannot be read is left out: it must not pass for one without an entry.
    """
    found: dict[RevocationList, Entry | None] = {}
    for one in lists:
        try:
            found[one] = one.find(certificate.serial)
        except BadEvidence:
            continue
    return found


def _base_of(delta: RevocationList, full: Iterable[RevocationList]) -> RevocationList | None:
    """Return the latest full list that the delta continues (RFC 5280, 5.2.4); without one it says nothing."""
    fitting = [
        one
        for one in full
        if one.number is not None
        and delta.base_number is not None
        and delta.number is not None
        and delta.base_number <= one.number <= delta.number
    ]
    return max(fitting, key=lambda one: one.this_update, default=None)


def _statement(source: str, one: RevocationList, entry: Entry | None) -> Statement:
    good = Statement(source, ocsp.GOOD, one.this_update, one.next_update)
    if entry is None or entry.reason == REMOVED:
        return good
    state = "suspended" if entry.reason == ON_HOLD else ocsp.REVOKED
    return replace(good, state=state, revoked_at=entry.revoked_at, reason=entry.reason)


def _is_signed(one: Response | RevocationList, signer: Certificate, dossier: Dossier) -> bool:
    """Say whether the key of ``signer`` signed a statement."""
    question = (sha256(one.der).digest(), signer.public_key)
    if question not in dossier.verified:
        try:
            answer = keys.verify(signer.public_key, one.algorithm, one.tbs, one.signature)
        except KepError:
            answer = False
        dossier.verified[question] = answer
    return dossier.verified[question]
