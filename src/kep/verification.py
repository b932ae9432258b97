"""Verification as a whole: read the file, check every signer, find the path, say the verdict.

A pure function of the bytes, the trust and the time that are given: the same question has the same answer in
ten years.
"""

from dataclasses import replace
from datetime import datetime

from kep.cades import Checked, Content, check_signer
from kep.cert import Certificate, Identity, parse_certificate
from kep.cms import parse_signed_data
from kep.errors import BadCertificate, BadEncoding
from kep.path import Path, find_path
from kep.report import Report, SignerReport, reason, verdict, worst
from kep.trust import TrustStore

LEVEL = "BES"
"""The only CAdES level that this version judges; time stamps of higher levels are not looked at."""


def verify(signature: bytes, content: bytes | None, *, trust: TrustStore, at: datetime) -> Report:
    """Return the verdict on a CMS signature file.

    ``content`` is the signed file; for an attached signature it may be None, and where it is given it must
    equal what is inside. ``at`` is the time, with a zone, at which the certificates must be valid: when the
    signature was received, not when its maker says he made it.

    Raises:
        BadSignatureFile: the file is no CMS signature at all.
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("the time of verification needs a time zone")
    signed_data = parse_signed_data(signature)
    embedded = _readable(signed_data.certificates)
    known = (*embedded, *trust.intermediates, *trust.roots)
    file = Content(content)
    reports = []
    for signer in signed_data.signers:
        checked = check_signer(signed_data, signer, file, known)
        codes = ["trailing_bytes"] if signed_data.has_trailing_bytes else []
        path = Path((), ())
        if checked.code is not None:
            codes.append(checked.code)
        elif checked.certificate is not None:
            path = find_path(checked.certificate, embedded, trust, at)
            codes += path.codes
        reports.append(_report(checked, path, codes))
    status = worst([report.status for report in reports])
    return Report(status, tuple(reports), at, signed_data.content)


def _readable(certificates: tuple[bytes, ...]) -> tuple[Certificate, ...]:
    """Return the certificates that can be read; an unreadable one simply cannot be anybody's."""
    readable = []
    for data in certificates:
        try:
            readable.append(parse_certificate(data))
        except BadCertificate:
            continue
    return tuple(readable)


def _report(checked: Checked, path: Path, codes: list[str]) -> SignerReport:
    status, indication, sub_indication = verdict(codes)
    certificate = checked.certificate
    common = SignerReport(
        integrity=checked.code is None and "trailing_bytes" not in codes,
        status=status,
        indication=indication,
        sub_indication=sub_indication,
        reasons=tuple(map(reason, codes)),
        level=LEVEL,
        algorithm=checked.algorithm,
        signing_time=checked.signing_time,
    )
    return common if certificate is None else _with_certificate(common, certificate, path)


def _with_certificate(report: SignerReport, certificate: Certificate, path: Path) -> SignerReport:
    return replace(
        report,
        identity=_identity(certificate),
        serial=certificate.serial_hex,
        issuer=certificate.issuer.common_name,
        seal=certificate.is_seal,
        qscd=certificate.is_qscd,
        demo=any(member.is_demo for member in (certificate, *path.chain)),
        certificate=certificate.der,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        chain=tuple(member.der for member in path.chain),
    )


def _identity(certificate: Certificate) -> Identity | None:
    try:
        return certificate.identity
    except (BadCertificate, BadEncoding):
        return None
