"""What a walk through a document gathers on its way: the invoice, the findings, the counts of open scopes."""

import msgspec

from kasssa.core.en16931.findings import Finding, Severity
from kasssa.core.en16931.model import Invoice


class Trail(msgspec.Struct):
    """One walk. ``tallies`` holds for each scope of the table how often each rule's path was met in it."""

    invoice: Invoice
    tallies: list[dict[str, int]]
    findings: list[Finding]

    def found(
        self, rule: str, severity: Severity = Severity.FATAL, path: str = "", **params: str
    ) -> None:
        """Note a finding of a syntax rule."""
        self.findings.append(Finding(rule, severity, "", path, tuple(params.items())))
