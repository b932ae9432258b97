"""What a person agrees to: the policy and the offer as numbered clauses, in one strict form.

A text is kept as a small subset of Markdown, one line per paragraph, blank lines between blocks::

    # Title
    ## 0. In short
    - a point of the summary, at most eight
    ## 1. Section
    1.1. A clause.
    - an item of that clause

The form is this strict so that every clause has one eternal address ("policy 5.1"), on
which the diff of two versions, the policy map and the page anchors stand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

SUMMARY_POINTS_MAX = 8

_TITLE = re.compile(r"# (\S.*)")
_SECTION = re.compile(r"## (0|[1-9]\d*)\. (\S.*)")
_CLAUSE = re.compile(r"([1-9]\d*\.[1-9]\d*)\. (\S.*)")
_ITEM = re.compile(r"- (\S.*)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Whatever else Markdown or HTML takes for markup is refused: emphasis, code, links, tables, other lists.
_FOREIGN = re.compile(r"[<>|`*\\\t\r]|(?:^|\s)_|\]\(|^[ #-]|^\d+[.)] | $")
_VERSION = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class TextKind(StrEnum):
    """A text that everybody agrees to before using the service. Values are stored for ever."""

    POLICY = "policy"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause: its paragraph first, then the items of its list, if any."""

    number: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraph that carries the number."""
        return self.paragraphs[0]

    @property
    def items(self) -> tuple[str, ...]:
        """The list under the paragraph; mostly empty."""
        return self.paragraphs[1:]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of clauses."""

    number: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One version of one text in one language. The summary explains; the sections bind."""

    kind: TextKind
    version: str
    language: str
    title: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in order."""
        return tuple(clause for section in self.sections for clause in section.clauses)


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this installation and answers for it: Law 2297-VI art. 12, Law 675-VIII art. 7."""

    name: str
    code: str
    address: str
    email: str
    phone: str
    url: str


@dataclass(frozen=True, slots=True)
class Change:
    """A clause as it was and as it is now; the absent side of an added or dropped clause is empty."""

    number: str
    was: tuple[str, ...]
    now: tuple[str, ...]


class BadText(Exception):
    """The text is not of the one form; says at which line (from 1; 0 is the whole) and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line, self.reason = line, reason


def fill(source: str, operator: Operator) -> bytes:
    """Return the exact bytes that are shown, hashed and stored: ``source`` with the operator named.

    Values are put in once and not read again, so a brace in a name stays a brace.

    Raises:
        BadText: an unknown or broken placeholder, or a value that is empty or would be taken for markup.

    >>> fill("{operator_name}!", Operator("ТОВ «А»", "43629432", "Київ", "a@b.ua", "1", "u")).decode()
    'ТОВ «А»!'
    """
    values = {
        "operator_name": operator.name,
        "operator_code": operator.code,
        "operator_address": operator.address,
        "operator_email": operator.email,
        "operator_phone": operator.phone,
        "service_url": operator.url.rstrip("/"),
    }
    for name, value in values.items():
        if not value or "\n" in value or _FOREIGN.search(value):
            raise BadText(0, f"{name} is empty or holds a character that the text may not: {value!r}")
    return "\n".join(_filled(line, number, values) for number, line in _lines(source)).encode()


def _lines(source: str) -> Iterator[tuple[int, str]]:
    return enumerate(source.split("\n"), start=1)


def _filled(line: str, number: int, values: Mapping[str, str]) -> str:
    unknown = set(_PLACEHOLDER.findall(line)) - set(values)
    if unknown or re.search(r"[{}]", _PLACEHOLDER.sub("", line)):
        raise BadText(number, f"unknown or broken placeholder {sorted(unknown)}")
    return _PLACEHOLDER.sub(lambda found: values[found[1]], line)


def parse(kind: TextKind, version: str, language: str, source: bytes) -> Text:
    """Return ``source`` (UTF-8) as clauses. ``version`` is the ISO date from which it is in force.

    Raises:
        BadText: bytes, version or a line are not of the one form; a clause has no number, a
            repeated or a skipped one; there is no summary, or it is longer than eight points.
    """
    if not _VERSION.fullmatch(version):
        raise BadText(0, f"a version is an ISO date, not {version!r}")
    try:
        lines = source.decode()
    except UnicodeDecodeError as error:
        raise BadText(0, "not UTF-8") from error
    reader = _Reader()
    for number, line in _lines(lines):
        reader.read(number, line)
    return reader.finished(kind, version, language)


class _Reader:
    """The lines read so far. ``sections`` holds titles with clauses; the first is the summary's."""

    def __init__(self) -> None:
        self.title = ""
        self.summary: list[str] = []
        self.sections: list[tuple[str, list[list[str]]]] = []
        self.after_blank = True

    def read(self, number: int, line: str) -> None:
        """Take one line.

        Raises:
            BadText: it may not stand here.
        """
        if item := _ITEM.fullmatch(line):
            self._item(number, _plain(number, item[1]))
        elif line and not self.after_blank:
            raise BadText(number, "a blank line is missing before it")
        elif section := _SECTION.fullmatch(line):
            self._section(number, section[1], _plain(number, section[2]))
        elif clause := _CLAUSE.fullmatch(line):
            self._clause(number, clause[1], _plain(number, clause[2]))
        elif (title := _TITLE.fullmatch(line)) and not self.title:
            self.title = _plain(number, title[1])
        elif line:
            raise BadText(number, "neither the title, nor a section, nor a numbered clause, nor an item")
        self.after_blank = not line

    def _item(self, number: int, text: str) -> None:
        if len(self.sections) == 1:
            self.summary.append(text)
            if len(self.summary) > SUMMARY_POINTS_MAX:
                raise BadText(number, f"a summary has at most {SUMMARY_POINTS_MAX} points")
        elif not self.sections or not self.sections[-1][1]:
            raise BadText(number, "an item outside a clause")
        else:
            self.sections[-1][1][-1].append(text)

    def _section(self, number: int, numeral: str, title: str) -> None:
        if not self.title:
            raise BadText(number, "the title comes first")
        if numeral != str(len(self.sections)):
            raise BadText(number, f"section {len(self.sections)} expected, not {numeral}")
        self._close(number)
        self.sections.append((title, []))

    def _clause(self, number: int, numeral: str, text: str) -> None:
        if len(self.sections) < 2:
            raise BadText(number, "a clause outside a section")
        clauses = self.sections[-1][1]
        expected = f"{len(self.sections) - 1}.{len(clauses) + 1}"
        if numeral != expected:
            raise BadText(number, f"clause {expected} expected, not {numeral}")
        clauses.append([text])

    def _close(self, number: int) -> None:
        """Refuse to leave a section that holds nothing."""
        if self.sections and not (self.summary if len(self.sections) == 1 else self.sections[-1][1]):
            raise BadText(number, "the section before is empty")

    def finished(self, kind: TextKind, version: str, language: str) -> Text:
        """Return all that was read.

        Raises:
            BadText: no summary, no section or an empty last one.
        """
        if len(self.sections) < 2:
            raise BadText(0, "a summary (section 0) and at least one section are needed")
        self._close(0)
        sections = tuple(
            Section(str(number), title, _clauses(number, clauses))
            for number, (title, clauses) in enumerate(self.sections[1:], start=1)
        )
        return Text(kind, version, language, self.title, tuple(self.summary), sections)


def _clauses(section: int, clauses: list[list[str]]) -> tuple[Clause, ...]:
    return tuple(Clause(f"{section}.{n}", tuple(clause)) for n, clause in enumerate(clauses, start=1))


def _plain(number: int, text: str) -> str:
    if _FOREIGN.search(text):
        raise BadText(number, "markup other than title, section, clause and item")
    return text


def required(current: Mapping[TextKind, str], agreed: Mapping[TextKind, str]) -> tuple[TextKind, ...]:
    """Return which texts a person still has to agree to: those whose current version is not the agreed one.

    Both map a kind to a version; a kind without a current version asks for nothing. Any other
    version asks again, an older one too: agreement is to these very words (policy 6.1, 6.3).

    >>> required({TextKind.POLICY: "2026-11-25"}, {})
    (<TextKind.POLICY: 'policy'>,)
    """
    return tuple(kind for kind in TextKind if kind in current and agreed.get(kind) != current[kind])


def changed_clauses(old: Text, new: Text) -> tuple[Change, ...]:
    """Return the clauses that were added, dropped or reworded, in the order of their numbers.

    Raises:
        ValueError: they are not two versions of one text in one language.
    """
    if (old.kind, old.language) != (new.kind, new.language):
        raise ValueError(f"{old.kind}/{old.language} cannot be compared with {new.kind}/{new.language}")
    was = {clause.number: clause.paragraphs for clause in old.clauses}
    now = {clause.number: clause.paragraphs for clause in new.clauses}
    return tuple(
        Change(number, was.get(number, ()), now.get(number, ()))
        for number in sorted(was.keys() | now.keys(), key=_in_order)
        if was.get(number) != now.get(number)
    )


Marked = tuple[tuple[bool, str], ...]


def changed_words(change: Change) -> tuple[tuple[Marked, ...], tuple[Marked, ...]]:
    """Return the lines of a change as runs of words, those that only one side has marked; was, then now.

    >>> changed_words(Change("1.1", ("був кіт",), ("був пес",)))
    ((((False, 'був'), (True, 'кіт')),), (((False, 'був'), (True, 'пес')),))
    """
    was, now = list(change.was), list(change.now)
    longest = max(len(was), len(now))
    was, now = was + [""] * (longest - len(was)), now + [""] * (longest - len(now))
    pairs = [_marked(old.split(), new.split()) for old, new in zip(was, now, strict=True)]
    return tuple(old for old, _ in pairs if old), tuple(new for _, new in pairs if new)


def _marked(was: list[str], now: list[str]) -> tuple[Marked, Marked]:
    old: list[tuple[bool, str]] = []
    new: list[tuple[bool, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes():
        if was[i1:i2]:
            old.append((tag != "equal", " ".join(was[i1:i2])))
        if now[j1:j2]:
            new.append((tag != "equal", " ".join(now[j1:j2])))
    return tuple(old), tuple(new)


def _in_order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
