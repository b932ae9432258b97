"""How a semantic rule says what it found."""

from kasssa.core.en16931.findings import Finding, Severity


class Report:
    """The findings of one document, in the order in which the rules speak."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def found(self, rule: str, term: str = "", path: str = "", **params: str) -> None:
        """Note that ``rule`` is broken at ``term``, which stands at ``path`` of the model."""
        self.findings.append(Finding(rule, Severity.FATAL, term, path, tuple(params.items())))

    def warned(self, rule: str, term: str = "", path: str = "", **params: str) -> None:
        """Note a finding that does not make the invoice unfit."""
        self.findings.append(Finding(rule, Severity.WARNING, term, path, tuple(params.items())))
