"""Whether an invoice is built as its schema wants: that of UBL 2.1 or CII D16B, which stand in ``schema``.

A finding has the rule ``XSD`` and says which element it is about, what belongs there and what to
do. The schema is asked by libxml2. For each error it would reckon the place of the element
among its siblings, which in a wide document with many errors takes time without end: a
document of many tags is therefore judged while it is parsed, when there are no places yet,
and again for the places only if the errors are few. A schema that a document itself names is
never looked for.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Protocol, cast

from lxml import etree

from kasssa.core.en16931 import guard
from kasssa.core.en16931.cii.tables import CII
from kasssa.core.en16931.findings import Finding, Severity
from kasssa.core.en16931.ubl.tables import UBL

RULE = "XSD"
FINDINGS_MAX = 100
BYTES_FEW = 65_536  # shorter files have no more tags than that
TAGS_FEW = 8_000  # of so many, all may be wrong, and the places are still found in a third of a second

_SCHEMA = Path(__file__).parent / "schema" / "invoices.xsd"
_PREFIXES = dict(UBL.prefixes) | dict(CII.prefixes)
_LOCK = Lock()  # a schema keeps the errors of its last document
_BRACED = re.compile(r"(?:##other)?\{([^}]*)\}")
_NAMED = r"Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: "
_EXPECTED = r" Expected is (?:one of )?\( (?P<expected>.*) \)\."
# What libxml2 says, and the kind of finding that it is.
_KINDS = tuple(
    (kind, re.compile(_NAMED + words, re.DOTALL))
    for kind, words in (
        ("place", r"This element is not expected\." + _EXPECTED),
        ("extra", r"This element is not expected\."),
        ("lacks", r"Missing child element\(s\)\." + _EXPECTED),
        ("attribute-lacks", r"The attribute '(?P<expected>[^']*)' is required but missing"),
        ("attribute-extra", r"The attribute '[^']*' is not allowed"),
        ("text", r"Character content "),
        ("child", r"Element content is not allowed"),
        ("value", r"'(?P<value>.*)' is not a valid value of the .*type '(?:xs:)?(?P<expected>[^']*)'"),
        ("value", r"'(?P<value>.*)' is not a valid value of the "),
        ("value", r"\[facet '[^']*'\] The value '(?P<value>.*)' "),
        ("other", r"(?P<value>.*)"),
    )
)


class Entry(Protocol):
    """An error of libxml2, as lxml keeps it."""

    message: str
    path: str | None
    type_name: str


def parsed(content: bytes, *, bytes_max: int = guard.BYTES_MAX) -> tuple[etree._Element, tuple[Finding, ...]]:
    """Return the root element of ``content``, and what about it is not as the schema wants.

    Raises:
        Unreadable: as ``guard.parse`` does.
    """
    if len(content) <= BYTES_FEW:
        root = guard.parse(content, bytes_max=bytes_max)
        return root, _with_places(root)
    if guard.measure(content, bytes_max) <= TAGS_FEW:
        root = guard.parse(content, bytes_max=bytes_max)
        return root, check(root)
    valid, errors = _at_once(content)
    if valid is not None:
        guard.refuse_dtd(valid)
        return valid, ()
    root = guard.parse(content, bytes_max=bytes_max)
    return root, _of_many(root, errors) if errors else check(root)  # an odd encoding may have no errors


def check(root: etree._Element) -> tuple[Finding, ...]:
    """Return what about the document of ``root`` is not as the schema wants, as XSD findings."""
    if sum(1 for _ in root.iter()) <= TAGS_FEW:
        return _with_places(root)
    valid, errors = _at_once(etree.tostring(root, encoding="utf-8"))
    return _of_many(root, errors) if valid is None and errors else ()


def _of_many(root: etree._Element, errors: list[Entry]) -> tuple[Finding, ...]:
    """Return the findings of a document of many tags: with their places only where they are few."""
    return _with_places(root) if len(errors) < FINDINGS_MAX else tuple(_findings(errors, None))


def _with_places(root: etree._Element) -> tuple[Finding, ...]:
    schema = _schema()
    with _LOCK:
        try:
            if schema.validate(root):
                return ()
        except etree.XMLSchemaError:  # libxml2 gave up: on what, stands in the log
            pass
        return tuple(_findings(cast("Iterable[Entry]", schema.error_log), root))


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(_SCHEMA))


def _at_once(content: bytes) -> tuple[etree._Element | None, list[Entry]]:
    """Return the root where nothing is amiss, or else the first hundred of the errors of structure."""
    parser = guard.parser(_schema())
    with suppress(etree.XMLSyntaxError, ValueError, LookupError):
        return etree.fromstring(content, parser), []
    return None, list(islice(_errors(parser), FINDINGS_MAX))


def _errors(parser: etree.XMLParser) -> Iterator[Entry]:
    for entry in cast("Iterable[Entry]", parser.error_log):
        if entry.type_name.startswith("SCHEMAV_"):
            yield entry


def _findings(errors: Iterable[Entry], root: etree._Element | None) -> Iterator[Finding]:
    """Yield the findings of the first ``errors``; with ``root``, of the document, they have places."""
    for entry in islice(errors, FINDINGS_MAX):
        params = _params(entry.message)
        path = "" if root is None else _place(entry.path or "", root)
        yield Finding(RULE, Severity.FATAL, "", path, tuple(params.items()))


def _params(message: str) -> dict[str, str]:
    """Return what the sentence of a finding needs: its kind, the element, and what else is known."""
    for kind, pattern in _KINDS:
        found = pattern.match(message)
        if found is not None:
            given = {name: _shortened(value) for name, value in found.groupdict().items() if value}
            return {"kind": kind, **given}
    return {"kind": "other", "value": message[:200]}


def _shortened(words: str) -> str:
    """Return ``words`` with the prefixes of this project for the long names of namespaces."""
    return _BRACED.sub(lambda found: f"{_PREFIXES[found[1]]}:" if found[1] in _PREFIXES else "", words)[:300]


def _place(path: str, root: etree._Element) -> str:
    """Return where the element at ``path`` stands, in the words of the other findings."""
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        found = root.xpath(path, namespaces=prefixes)
    except etree.XPathError:
        return path  # it has a prefix that was declared on the way
    element = found[0] if isinstance(found, list) and found else None
    if not etree.iselement(element):
        return path
    return "/" + "/".join(reversed([_step(step) for step in (element, *element.iterancestors())]))


def _step(element: etree._Element) -> str:
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    return _shortened(str(element.tag)) + (f"[{before + 1}]" if before else "")
