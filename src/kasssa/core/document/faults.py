"""What can be wrong with a document: permanent codes, each with words that say how to mend it."""

from dataclasses import dataclass

from kasssa.core.document import fault_texts


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: a permanent code, the field at fault, and what the words need.

    ``path`` names the field as the draft does: ``lines[0].price``, ``buyer.code``, or
    nothing when the document as a whole is at fault.
    """

    code: str
    path: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def text(self, language: str) -> str:
        """Return what is wrong and how to mend it, in English for ``en…`` and in Ukrainian otherwise."""
        ukrainian, english = fault_texts.TEXTS[self.code]
        return (english if language.startswith("en") else ukrainian).format(**dict(self.params))


class Faulty(Exception):
    """Something is wrong with the document; ``faults`` says what, in the order of its fields."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(f"{fault.code} {fault.path}".rstrip() for fault in faults))
        self.faults = faults


def fault(code: str, path: str = "", **params: str | int) -> Fault:
    """Return a fault with its words' parameters, written as keywords.

    >>> fault("KSA-TXT-02", "note", most=1000).text("en")
    'Too long: 1000 characters at most. Shorten the text.'
    """
    return Fault(code, path, tuple((name, str(value)) for name, value in params.items()))
