"""The profiles to judge by: EN 16931 alone, with Peppol BIS Billing 3, with the strict ``ua``."""

from collections.abc import Callable
from decimal import localcontext

import msgspec

from kasssa.core.en16931 import structure
from kasssa.core.en16931.findings import Finding, Severity, Verdict
from kasssa.core.en16931.guard import BYTES_MAX
from kasssa.core.en16931.model import Invoice
from kasssa.core.en16931.numbers import DIGITS
from kasssa.core.en16931.reading import Reading, read
from kasssa.core.en16931.rules import peppol, peppol_syntax, ua
from kasssa.core.en16931.rules.every import judge as judge_semantics
from kasssa.core.en16931.rules.report import Report

EN16931, PEPPOL, UA = "en16931", "peppol", "ua"
_MORE: dict[str, tuple[Callable[[Invoice, Report], None], ...]] = {
    EN16931: (),
    PEPPOL: (peppol.check,),
    UA: (ua.check,),
}
NAMES = tuple(_MORE)
OWN = "KSR-"  # rules on values that cannot be reckoned with, on which the artefacts give up


def judge(content: bytes, profile: str = EN16931, *, bytes_max: int = BYTES_MAX) -> Verdict:
    """Return the verdict of ``profile`` on ``content``.

    For ``en16931`` the rule ids and their counts are those of the official artefacts 1.3.16; our
    own KSR are added only where the artefacts give up and nothing else is fatal, and XSD has a
    severity of its own. For the others, what is not built as its schema wants is fatal.

    Raises:
        Unreadable: ``content`` is no XML that may be read, or no invoice.
    """
    root, faults = structure.parsed(content, bytes_max=bytes_max)
    reading = read(root)
    if profile == PEPPOL:
        faults = (*faults, *peppol_syntax.check(root), *peppol_syntax.repeated(reading.findings))
    return judge_reading(reading, profile, faults=faults)


def judge_reading(reading: Reading, profile: str = EN16931, *, faults: tuple[Finding, ...] = ()) -> Verdict:
    """Return the verdict of ``profile`` on what was read, with the ``faults`` of how it is written.

    The profile ``peppol`` asks for those of ``peppol_syntax`` too.
    """
    report = Report()
    for check in _MORE[profile]:
        with localcontext(prec=DIGITS):
            check(reading.invoice, report)
    findings = (
        *reading.findings,
        *judge_semantics(reading.invoice, reckonable=reading.reckonable),
        *report.findings,
    )
    if profile == EN16931:
        findings = _official(findings)
        faults = tuple(msgspec.structs.replace(fault, severity=Severity.STRUCTURE) for fault in faults)
    return Verdict(reading.invoice.syntax, profile, (*faults, *findings))


def _official(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leave our own rules out, where an official one is broken: without one they speak for the artefacts."""
    own = tuple(finding for finding in findings if finding.rule.startswith(OWN))
    if not own:
        return findings
    others = tuple(finding for finding in findings if not finding.rule.startswith(OWN))
    return others if any(finding.severity is Severity.FATAL for finding in others) else findings
