"""A journal that somebody took away: all leaves about them, with what opens and proves each.

It is checked without the service and without its database: every leaf stands under a signed head, every
detail is the one that was committed to, and the chains of the person and of their organisation begin at one,
have no gap and end where the journal says. The map of the last night shows the same for that night.
"""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from kasssa.core.tlog import leaves, merkle, notes, proofs
from kasssa.core.tlog.canonical import NotCanonical, Value, parse_canonical
from kasssa.core.tlog.leaves import FIRST, BadLeaf, Leaf, Link
from kasssa.core.tlog.notes import Checkpoint, Key, Kind, Note, NotSigned, Unreadable, Verify

FORMAT = "kasssa-journal/1"
SEALED = "ledger.sealed"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One leaf: its text, its proof, and what opens its details (hexadecimal salt, canonical JSON)."""

    leaf: str
    proof: str
    salt: str
    details: str


class Whose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject whose leaves are all here: what opens its alias, how many they are, the last one's hash."""

    id: str
    salt: str
    alias: str
    length: int
    head: str
    map_index: int | None = None
    map_path: list[str] = []


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole: keys and head of the log, whose it is, the leaves, the last night, words for people."""

    format: str
    made_at: str
    keys: list[str]
    checkpoint: str
    subjects: list[Whose]
    parts: list[Part]
    night: Part | None
    words: dict[str, dict[str, str]]


class BadJournal(Exception):
    """The file is no journal of this form."""


def parse(content: bytes) -> Journal:
    """Read a journal.

    Raises:
        BadJournal: it is none.
    """
    try:
        journal = msgspec.json.decode(content, type=Journal)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadJournal(str(error)) from error
    if journal.format != FORMAT:
        raise BadJournal("a journal of another form")
    return journal


def faults(journal: Journal, trusted: Sequence[Key], verify: Verify) -> Sequence[str]:
    """Return what is wrong with ``journal``, one line each; none if all of it is proved.

    ``trusted`` are the keys of the log as they are known from elsewhere.
    """
    try:
        head = _head(journal.checkpoint, trusted, verify)
    except (Unreadable, NotSigned) as error:
        return [f"the head: {error}"]
    found: list[str] = []
    opened: list[Leaf] = []
    for number, part in enumerate([*journal.parts, *([journal.night] if journal.night else [])], start=1):
        try:
            opened.append(_open(part, head, trusted, verify))
        except (Unreadable, NotSigned, BadLeaf, ValueError) as error:
            found.append(f"part {number}: {error}")
    if found:
        return found
    own = opened[: len(journal.parts)]
    for whose in journal.subjects:
        found += [f"{whose.alias}: {one}" for one in _chain_faults(whose, own)]
    if journal.night is not None:
        found += _night_faults(journal, opened[-1], own)
    return found


def _head(written: str, trusted: Sequence[Key], verify: Verify) -> Checkpoint:
    note = Note.parse(written)
    head = Checkpoint.parse(note.text)
    ours = [key for key in trusted if key.name == head.origin]
    signers = notes.verified(note, ours, verify, strangers=True)
    if len(signers) != len(ours):
        raise NotSigned("one of the keys did not sign")
    return head


def _open(part: Part, head: Checkpoint, trusted: Sequence[Key], verify: Verify) -> Leaf:
    short = [key for key in trusted if key.kind is Kind.ED25519]
    if proofs.check(part.proof, part.leaf.encode(), short, verify) != head:
        raise NotSigned("it is proved under another head")
    leaf = Leaf.parse(part.leaf)
    if leaves.commitment(part.details, bytes.fromhex(part.salt)) != leaf.detail:
        raise BadLeaf("its details are not those that were committed to")
    return leaf


def _chain_faults(whose: Whose, own: Sequence[Leaf]) -> Sequence[str]:
    try:
        alias = leaves.alias_of(UUID(whose.id), bytes.fromhex(whose.salt))
    except ValueError:
        return ["it opens to nothing"]
    if alias != whose.alias:
        return ["it is not made of this identifier"]
    last = FIRST
    for leaf in sorted((one for one in own if alias in one.chain), key=lambda one: one.chain[alias].n):
        if leaf.chain[alias] != Link(last.n + 1, last.hash):
            return [f"leaf {last.n + 1} of it is not here, or another than the one before says"]
        last = Link(last.n + 1, leaves.name_of(leaf.write()))
    return [] if last == Link(whose.length, whose.head) else ["it does not end as it says"]


def _night_faults(journal: Journal, night: Leaf, own: Sequence[Leaf]) -> Sequence[str]:
    """Compare with the map of the night, as far as a subject was there then."""
    assert journal.night is not None
    try:
        said = parse_canonical(journal.night.details)
    except NotCanonical:
        said = None
    if night.act != SEALED or not isinstance(said, Mapping):
        return ["the night: it is no act of a night"]
    return [
        f"{whose.alias}: the map of the night does not have it so"
        for whose in journal.subjects
        if whose.map_index is not None and not _is_mapped(whose, said, own)
    ]


def _is_mapped(whose: Whose, said: Mapping[str, Value], own: Sequence[Leaf]) -> bool:
    """Tell whether some beginning of the chain stands at its place in the map."""
    assert whose.map_index is not None
    root, count = said.get("map"), said.get("subjects")
    if not isinstance(root, str) or not isinstance(count, int):
        return False
    try:
        path = [notes.to_hash(step) for step in whose.map_path]
        root_hash = bytes.fromhex(root)
    except (Unreadable, ValueError):
        return False
    for leaf in own:
        link = leaf.chain.get(whose.alias)
        if link is not None:
            line = leaves.map_line(whose.alias, Link(link.n, leaves.name_of(leaf.write())))
            name = merkle.leaf_hash(line.encode())
            if merkle.is_included(name, whose.map_index, count, path, root_hash):
                return True
    return False


def fingerprint(keys: Sequence[str]) -> str:
    """Return what people compare: the SHA-256 of the keys' lines, in hexadecimal."""
    return hashlib.sha256("".join(f"{key}\n" for key in keys).encode()).hexdigest()
