"""What a rule found: its permanent id, its gravity, the term of the standard, the place, the parameters."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """FATAL: the invoice does not conform. WARNING: it does, but a receiver may stumble.

    STRUCTURE: it is not built as its schema wants, which the rules of EN 16931 do not ask.
    """

    FATAL = "fatal"
    WARNING = "warning"
    STRUCTURE = "structure"


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing that a rule found.

    ``term`` is the BT or BG id where the rule speaks of one; ``path`` leads to the place,
    in our words (``lines[2].price``) or in those of the XML; ``params`` fill the texts.
    """

    rule: str
    severity: Severity = Severity.FATAL
    term: str = ""
    path: str = ""
    params: tuple[tuple[str, str], ...] = ()


class Verdict(msgspec.Struct, frozen=True):
    """All that was found in one document, in the order of its rules and lines."""

    format: str
    profile: str
    findings: tuple[Finding, ...]

    def counts(self, severity: Severity) -> dict[str, int]:
        """Return how often each rule of ``severity`` fired, in the order of their ids."""
        found: dict[str, int] = {}
        for finding in self.findings:
            if finding.severity is severity:
                found[finding.rule] = found.get(finding.rule, 0) + 1
        return dict(sorted(found.items()))

    @property
    def conforms(self) -> bool:
        """Tell whether nothing fatal was found."""
        return not any(finding.severity is Severity.FATAL for finding in self.findings)
