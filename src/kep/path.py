"""Certificate paths: from a signer's certificate to a trusted root at a given time (RFC 5280, section 6)."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from kep import keys, oids
from kep.cert import CERTIFICATE_SIGNING, Certificate
from kep.errors import KepError
from kep.trust import TrustStore

_AUTHORITIES_MAX = 6
_CANDIDATES_MAX = 32
_UNDERSTOOD = {
    oids.SUBJECT_DIRECTORY_ATTRIBUTES,
    oids.SUBJECT_KEY_ID,
    oids.KEY_USAGE,
    oids.PRIVATE_KEY_PERIOD,
    oids.SUBJECT_ALT_NAME,
    oids.ISSUER_ALT_NAME,
    oids.BASIC_CONSTRAINTS,
    oids.CRL_POINTS,
    oids.POLICIES,
    oids.AUTHORITY_KEY_ID,
    oids.EXTENDED_KEY_USAGE,
    oids.FRESHEST_CRL,
    oids.AUTHORITY_ACCESS,
    oids.QC_STATEMENTS,
    oids.SUBJECT_ACCESS,
    oids.DEMO_MARKER,
}
"""Extensions that may be critical. A critical one outside this set makes a certificate unusable."""


@dataclass(frozen=True)
class Path:
    """A chain, signer first and root last, and the codes of what is wrong with it; both empty is no chain."""

    chain: tuple[Certificate, ...]
    codes: tuple[str, ...]


def find_path(
    certificate: Certificate, embedded: tuple[Certificate, ...], trust: TrustStore, at: datetime
) -> Path:
    """Return the best path to a root of ``trust``: a sound one if there is any, else one with its faults.

    ``embedded`` certificates help to find a path and are trusted in nothing.
    """
    known = tuple(dict.fromkeys((*trust.roots, *trust.intermediates, *embedded)))
    best = Path((), ("chain_unknown",))
    budget = [_CANDIDATES_MAX]
    for chain in _chains((certificate,), known, trust, budget):
        codes = _faults(chain, at)
        if not codes:
            return Path(chain, ())
        if not best.chain:
            best = Path(chain, codes)
    return best


def _chains(
    chain: tuple[Certificate, ...], known: tuple[Certificate, ...], trust: TrustStore, budget: list[int]
) -> "list[tuple[Certificate, ...]]":
    """Return the chains that extend ``chain`` to a root, every link of which is signed by the next."""
    last = chain[-1]
    if trust.trusts(last):
        return [chain]
    if len(chain) > _AUTHORITIES_MAX:
        return []
    found = []
    for issuer in known:
        if issuer in chain or not may_have_issued(issuer, last) or budget[0] <= 0:
            continue
        budget[0] -= 1
        if is_signed_by(last, issuer):
            found += _chains((*chain, issuer), known, trust, budget)
    return found


def may_have_issued(issuer: Certificate, certificate: Certificate) -> bool:
    """Say whether the names fit, which proves nothing yet."""
    wanted = certificate.authority_key_id
    if wanted is not None and issuer.subject_key_id is not None and wanted != issuer.subject_key_id:
        return False
    return issuer.subject == certificate.issuer


@lru_cache(maxsize=1024)
def is_signed_by(certificate: Certificate, issuer: Certificate) -> bool:
    """Say whether the key of ``issuer`` signed ``certificate``."""
    try:
        return keys.verify(issuer.public_key, certificate.algorithm, certificate.tbs, certificate.signature)
    except KepError:
        return False


def _faults(chain: tuple[Certificate, ...], at: datetime) -> tuple[str, ...]:
    signer, *authorities = chain
    codes = []
    if at < signer.not_before:
        codes.append("certificate_not_yet_valid")
    if at > signer.not_after:
        codes.append("certificate_expired")
    if any(not authority.not_before <= at <= authority.not_after for authority in authorities):
        codes.append("authority_not_valid")
    are_authorities = all(_may_certify(authority, below) for below, authority in enumerate(authorities))
    if not are_authorities or any(map(_has_unknown_critical, chain)):
        codes.append("chain_constraints")
    return tuple(codes)


def _may_certify(authority: Certificate, below: int) -> bool:
    """Say whether it is an authority that may sign certificates with ``below`` authorities under it."""
    is_authority, length = authority.basic_constraints
    may_sign = authority.key_usage is None or CERTIFICATE_SIGNING in authority.key_usage
    return is_authority and may_sign and (length is None or below <= length)


def _has_unknown_critical(certificate: Certificate) -> bool:
    return any(e.critical and oid not in _UNDERSTOOD for oid, e in certificate.extensions.items())
