"""The collection of evidence about the signers of a report: the only step that uses the network.

It asks only for certificates that already lead to a trusted root, so a stranger's certificate makes nobody
ask anything anywhere. What cannot be had is told in ``Evidence.failures``; nothing is raised for it, and the
next collection may have more luck.
"""

import secrets
from collections.abc import Callable
from itertools import pairwise

from kep import crl, ocsp, tsp
from kep.cert import Certificate, parse_certificate
from kep.decision import hashing
from kep.errors import KepError, Unavailable
from kep.evidence import Evidence
from kep.net import Fetch
from kep.oids import (
    ACCESS_ISSUERS,
    ACCESS_OCSP,
    ACCESS_TIME_STAMPING,
    AUTHORITY_ACCESS,
    FRESHEST_CRL,
    SUBJECT_ACCESS,
)
from kep.report import Report, SignerReport
from kep.trust import read_certificates

_ADDRESSES_MAX = 2
_NONCE_BYTES = 16
_OCSP_TYPE, _STAMP_TYPE = "application/ocsp-request", "application/timestamp-query"


def collect(report: Report, fetch: Fetch, *, stamp: bool = False, stamp_url: str | None = None) -> Evidence:
    """Return fresh evidence about every sound signer of ``report``.

    For each certificate of a trusted chain an OCSP answer is asked for, or else revocation lists. With
    ``stamp`` a time stamp of the signature is asked for where no trusted one is there, at the address in the
    certificate or at ``stamp_url``.
    """
    found = Evidence()
    for signer in report.signers:
        if not signer.integrity or signer.certificate is None:
            continue
        if not signer.chain:
            found += _issuers(parse_certificate(signer.certificate), fetch)
            continue
        # The stamp first: a statement made after the proven time is the stronger one.
        if stamp and signer.proven_time is None:
            found += _stamp(signer, fetch, stamp_url)
        found += _states(signer, fetch)
    return found


def _issuers(certificate: Certificate, fetch: Fetch) -> Evidence:
    """Return the issuers of a certificate from where it says they are; they are trusted in nothing."""

    def ask(url: str) -> Evidence:
        return Evidence(certificates=tuple(read_certificates(fetch(url, None, ""))))

    return _first(certificate.addresses(AUTHORITY_ACCESS, ACCESS_ISSUERS), ask)


def _stamp(signer: SignerReport, fetch: Fetch, stamp_url: str | None) -> Evidence:
    certificate = parse_certificate(signer.certificate or b"")
    value, name = signer.signature_value or b"", signer.hash_name or "sha256"
    own = certificate.addresses(SUBJECT_ACCESS, ACCESS_TIME_STAMPING)

    def ask(url: str) -> Evidence:
        nonce = secrets.randbits(63)
        request = tsp.encode_request(value, hash_name=name, nonce=nonce)
        token = tsp.parse_token(tsp.parse_response(fetch(url, request, _STAMP_TYPE)))
        if not token.is_of(hashing(value)) or int.from_bytes(token.nonce or b"", "big") != nonce:
            raise Unavailable("the time stamp is not the one that was asked for")
        return Evidence(tokens=(token.der,))

    return _first((*own, *((stamp_url,) if stamp_url else ())), ask)


def _states(signer: SignerReport, fetch: Fetch) -> Evidence:
    chain = [parse_certificate(data) for data in signer.chain]
    found = Evidence(certificates=tuple(signer.chain[1:]))
    for certificate, issuer in pairwise(chain):
        answered = _ocsp(certificate, issuer, fetch)
        found += answered
        if not answered.ocsp:
            found += _lists(certificate, fetch)
    return found


def _ocsp(certificate: Certificate, issuer: Certificate, fetch: Fetch) -> Evidence:
    def ask(url: str) -> Evidence:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        request = ocsp.encode_request(certificate, issuer, hash_name="sha1", nonce=nonce)
        response = ocsp.parse_response(fetch(url, request, _OCSP_TYPE))
        if not response.answers_nonce(nonce):
            raise Unavailable("the OCSP answer is to another question")
        if not any(answer.certificate_id.is_of(certificate, issuer) for answer in response.answers):
            raise Unavailable("the OCSP answer is about another certificate")
        return Evidence(ocsp=(response.der,))

    return _first(certificate.addresses(AUTHORITY_ACCESS, ACCESS_OCSP), ask)


def _lists(certificate: Certificate, fetch: Fetch) -> Evidence:
    def ask(url: str) -> Evidence:
        return Evidence(crls=(crl.parse_crl(fetch(url, None, "")).der,))

    full = _first(certificate.crl_addresses(), ask)
    if not full.crls:
        return full
    return full + _first(certificate.crl_addresses(FRESHEST_CRL), ask)


def _first(urls: tuple[str, ...], ask: Callable[[str], Evidence]) -> Evidence:
    """Return the first answer that there is, with the failures before it."""
    failures: list[str] = []
    for url in urls[:_ADDRESSES_MAX]:
        try:
            return ask(url) + Evidence(failures=tuple(failures))
        except KepError as error:
            failures.append(f"{url}: {error}")
    return Evidence(failures=tuple(failures))
