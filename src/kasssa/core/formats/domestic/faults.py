"""Findings in foreign documents and lists: permanent codes with words in two languages."""

from collections.abc import Iterable
from dataclasses import dataclass

from kasssa.core.document.faults import Fault
from kasssa.core.formats.domestic.fault_texts import TEXTS

FAULTS_MAX = 1000  # so that a hostile document cannot grow the report without end
_VALUE_CHARS_MAX = 80  # how much of a foreign value a finding repeats


@dataclass(frozen=True, slots=True)
class Found(Fault):
    """One thing found in a foreign document; ``path`` leads to it in the words of its format."""

    def text(self, language: str) -> str:
        """Return what is wrong and how to mend it, in English for ``en…`` and in Ukrainian otherwise."""
        ukrainian, english = TEXTS[self.code]
        return (english if language.startswith("en") else ukrainian).format(**dict(self.params))


class BadFormat(ValueError):
    """The file is not one of this format at all; ``found`` says why."""

    def __init__(self, found: Found) -> None:
        super().__init__(f"{found.code} {found.path}".rstrip())
        self.found = found


def found(code: str, path: str = "", /, **params: str | int) -> Found:
    """Return a finding; ``code`` is without its prefix KSA.

    >>> found("LST-07", "B2", most=1000).text("en")
    'An invoice has more than 1000 lines here. Split it.'
    """
    return Found(f"KSA-{code}", path, tuple((key, _short(str(value))) for key, value in params.items()))


class Notes:
    """Findings of one document as they are made, up to ``FAULTS_MAX``; ``family`` is that of their codes."""

    def __init__(self, family: str) -> None:
        self.family = family
        self._found: list[Found] = []
        self._passed_over = 0

    def add(self, number: str, path: str = "", /, **params: str | int) -> None:
        """Note what has the code ``number`` of this family."""
        if len(self._found) < FAULTS_MAX:
            self._found.append(found(f"{self.family}-{number}", path, **params))
        else:
            self._passed_over += 1

    def extend(self, more: Iterable[Found]) -> None:
        """Note ``more``, as far as there is room."""
        for one in more:
            if len(self._found) < FAULTS_MAX:
                self._found.append(one)
            else:
                self._passed_over += 1

    def all(self) -> tuple[Found, ...]:
        """Return what was noted, and last of all how many more there would be."""
        if not self._passed_over:
            return tuple(self._found)
        return (*self._found, found(f"{self.family}-09", count=self._passed_over))


def _short(text: str) -> str:
    return text if len(text) <= _VALUE_CHARS_MAX else f"{text[:_VALUE_CHARS_MAX]}…"
