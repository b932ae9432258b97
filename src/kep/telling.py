"""Reports as the command line tells them: in JSON for scripts, in text for people."""

from dataclasses import asdict
from datetime import datetime

from kep.cert import Identity
from kep.oids import DEMO_NOTICE
from kep.report import Report, SignerReport

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def report_json(report: Report, *, details: bool = False) -> dict[str, Json]:
    """Return the report in the shape that ``kep verify --json`` promises; texts of reasons are Ukrainian.

    ``details`` adds what the shape does not promise.
    """
    signers: list[Json] = [signer_json(signer, details=details) for signer in report.signers]
    told: dict[str, Json] = {"status": report.status.value, "signers": signers}
    return told | {"kind": report.kind, "demo": report.demo} if details else told


def signer_json(signer: SignerReport, *, details: bool = False) -> dict[str, Json]:
    """Return one signer of the report."""
    told: dict[str, Json] = {
        "integrity": signer.integrity,
        "status": signer.status.value,
        "indication": signer.indication,
        "reasons": [{"code": reason.code, "text": reason.text_uk} for reason in signer.reasons],
        "level": signer.level,
        "algorithm": signer.algorithm,
        "identity": _identity(signer.identity),
        "serial": signer.serial,
        "signing_time": _time(signer.signing_time),
        "proven_time": _time(signer.proven_time),
        "seal": signer.seal,
        "qscd": signer.qscd,
    }
    return told | _details(signer) if details else told


def _details(signer: SignerReport) -> dict[str, Json]:
    return {
        "sub_indication": signer.sub_indication,
        "reasons_en": [reason.text_en for reason in signer.reasons],
        "issuer": signer.issuer,
        "not_before": _time(signer.not_before),
        "not_after": _time(signer.not_after),
        "qualified": signer.qualified,
        "demo": signer.demo,
        "covers": list(signer.covers),
        "revocation": {
            "state": signer.revocation,
            "source": signer.revocation_source,
            "this_update": _time(signer.revocation_this_update),
            "revoked_at": _time(signer.revoked_at),
        },
        "stamps": [
            {"kind": s.kind, "at": _time(s.at), "authority": s.authority, "code": s.code}
            for s in signer.stamps
        ],
    }


def _identity(identity: Identity | None) -> Json:
    return asdict(identity) if identity else dict.fromkeys(Identity.__dataclass_fields__)


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def report_text(report: Report) -> str:
    """Return the report for people, in Ukrainian."""
    lines = [f"status: {report.status}"]
    for number, signer in enumerate(report.signers, 1):
        identity = signer.identity
        who = identity.name if identity else "невідомий підписувач"
        codes = (
            [code for code in (identity.edrpou, identity.rnokpp, identity.unzr) if code] if identity else []
        )
        what = f"{signer.status}, {signer.level}, {signer.algorithm}"
        lines.append(f"{number}. {' '.join((who, *codes))}: {what}")
        if signer.proven_time is not None:
            lines.append(f"   час підпису доведено: {_time(signer.proven_time)}")
        lines += [f"   {reason.text_uk} [{reason.code}]" for reason in signer.reasons]
        if signer.demo:
            lines.append(f"   {DEMO_NOTICE}")
    return "\n".join(lines)
