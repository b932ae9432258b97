"""What an audit finds, and what it looked at."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was signed: which row, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Findings:
    """All faults, and how many of each kind were looked at; none is looked over silently."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, where: str, what: str) -> None:
        """Note a fault, once."""
        fault = Fault(where, what)
        if fault not in self.faults[-50:]:
            self.faults.append(fault)

    def count(self, what: str, number: int = 1) -> None:
        """Note that so many were looked at."""
        self.counts[what] = self.counts.get(what, 0) + number
