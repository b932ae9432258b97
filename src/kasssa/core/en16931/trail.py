"""What a walk through a document gathers on its way: the invoice, the findings, the counts of open scopes."""

import msgspec

from kasssa.core.en16931.findings import Finding, Severity
from kasssa.core.en16931.model import Invoice


class Trail(msgspec.Struct, gc=False):
    """One walk. ``tallies`` holds for each scope of the table how often each rule's path was met in it."""

    invoice: Invoice
    tallies: list[dict[str, int]]
    findings: list[Finding] = []
    unreckonable: bool = False  # some number is no number
    _counts: dict[str, int] = {}
    _values: dict[str, set[str]] = {}

    def found(self, rule: str, severity: Severity = Severity.FATAL, path: str = "", **params: str) -> None:
        """Note a finding of a syntax rule."""
        self.findings.append(Finding(rule, severity, "", path, tuple(params.items())))

    def once(self, rule: str, severity: Severity, path: str) -> None:
        """Note a finding, unless the rule has already fired: it is about the document."""
        if not self.counted(rule):
            self.count(rule)
            self.found(rule, severity, path)

    def count(self, rule: str) -> None:
        """Count one more for a rule that will be judged when the whole document has been seen."""
        self._counts[rule] = self._counts.get(rule, 0) + 1

    def differ(self, rule: str, value: str) -> None:
        """Count ``value`` unless the rule has counted it before."""
        known = self._values.setdefault(rule, set())
        if value not in known:
            known.add(value)
            self.count(rule)

    def counted(self, rule: str) -> int:
        """Return what was counted for ``rule``."""
        return self._counts.get(rule, 0)
