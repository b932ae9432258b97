"""The message catalogue: whatever a page or the code says in English is said in Ukrainian too."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import polib
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

from tests.house.sources import Sources, called, calls, trees

CATALOGUE = "src/kasssa/web/locale/uk/LC_MESSAGES/django.po"
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
MARKED = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")
FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be translated, and where it stands."""

    text: str
    context: str | None
    where: str


def messages(sources: Sources) -> Iterator[Message]:
    """Yield every message of the code and of the templates."""
    for path, tree in trees(sources, "src/kasssa/"):
        for call in calls(tree):
            yield from _of_call(call, f"{path}:{call.lineno}")
    for path, text in sources.items():
        if path.startswith("src/kasssa/") and path.endswith((".html", ".txt")):
            yield from _of_template(text, path)


def _of_call(call: ast.Call, where: str) -> Iterator[Message]:
    words = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in call.args]
    name = called(call)
    if name in SINGLE | PLURAL and words and words[0] is not None:
        yield Message(words[0], None, where)
    elif name in IN_CONTEXT and len(words) > 1 and words[1] is not None:
        yield Message(words[1], words[0], where)


def _of_template(text: str, path: str) -> Iterator[Message]:
    block: list[Token] | None = None
    begin = ""
    for token in Lexer(text).tokenize():
        where = f"{path}:{token.lineno}"
        if block is not None:
            if token.token_type == TokenType.BLOCK and token.contents in (
                "endblocktranslate",
                "endblocktrans",
            ):
                yield _of_block(begin, block, where)
                block = None
            else:
                block.append(token)
        elif token.token_type == TokenType.BLOCK and re.match(r"blocktrans(late)?\b", token.contents):
            block, begin = [], token.contents
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from _of_tag(token.contents, where)


def _of_tag(contents: str, where: str) -> Iterator[Message]:
    words = list(smart_split(contents))
    if words and words[0] in ("translate", "trans") and len(words) > 1:
        literal = (
            words[1].split("|")[0] if words[1][0] not in "\"'" else words[1][1 : words[1].rindex(words[1][0])]
        )
        context = words[words.index("context") + 1][1:-1] if "context" in words else None
        if words[1][0] in "\"'":
            yield Message(literal, context, where)
    yield from (Message(one or two, None, where) for one, two in MARKED.findall(contents))


def _of_block(begin: str, tokens: list[Token], where: str) -> Message:
    """Return the message of a block as Django looks it up: up to its plural, variables by name."""
    parts: list[str] = []
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            break
        if token.token_type == TokenType.VAR:
            parts.append(f"%({token.contents})s")
        elif token.token_type == TokenType.TEXT:
            parts.append(token.contents.replace("%", "%%"))
    text = "".join(parts)
    words = list(smart_split(begin))
    context = words[words.index("context") + 1][1:-1] if "context" in words else None
    return Message(trim_whitespace(text) if "trimmed" in words else text, context, where)


def everything_is_translated(sources: Sources) -> Iterator[str]:
    """Every message is in the catalogue, translated, in all its plural forms."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in _catalogue(sources) if not entry.obsolete}
    for message in messages(sources):
        entry = entries.get((message.context, message.text))
        if message.text and (entry is None or not entry.translated()):
            yield f"{message.where} {message.text!r}"


def nothing_is_fuzzy(sources: Sources) -> Iterator[str]:
    """No translation waits to be looked at, none is left over from a message that is gone."""
    yield from (e.msgid for e in _catalogue(sources) if e.fuzzy or e.obsolete)


def fields_survive_translation(sources: Sources) -> Iterator[str]:
    """A translation fills in the same fields as its message."""
    for entry in _catalogue(sources):
        wanted = set(FIELD.findall(entry.msgid_plural or entry.msgid))
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        yield from (
            f"{entry.msgid!r}: {text!r}" for text in texts if text and set(FIELD.findall(text)) != wanted
        )


def machine_form_is_current(sources: Sources, mo: polib.MOFile) -> Iterator[str]:
    """The compiled catalogue, which is what Django reads, says the same as the written one."""
    compiled = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in mo}
    for entry in _catalogue(sources):
        plural = {int(index): text for index, text in entry.msgstr_plural.items()}
        if entry.translated() and compiled.get((entry.msgctxt, entry.msgid)) != (entry.msgstr, plural):
            yield entry.msgid


def _catalogue(sources: Sources) -> polib.POFile:
    return polib.pofile(sources.get(CATALOGUE, ""))
