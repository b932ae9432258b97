"""What a document of ours has no place for: the business term, what the file says, and what to do."""

from dataclasses import dataclass

from kasssa.core.formats.intake.fault_texts import TEXTS


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that keeps a file from becoming a draft: ``term`` is its BT or BG of EN 16931."""

    code: str
    term: str
    path: str
    params: tuple[tuple[str, str], ...] = ()

    def text(self, language: str) -> str:
        """Return what does not fit and what to do, in English for ``en…`` and in Ukrainian otherwise."""
        ukrainian, english = TEXTS[self.code]
        return (english if language.startswith("en") else ukrainian).format(**dict(self.params))


def misfit(number: str, term: str, path: str, value: object = "", **params: str) -> Misfit:
    """Return a misfit; ``number`` is that of its code.

    >>> misfit("02", "BT-5", "currency", "GBP").text("en")[:19]
    'The currency is GBP'
    """
    return Misfit(f"KSA-IMP-{number}", term, path, (("value", str(value)[:80]), *params.items()))
