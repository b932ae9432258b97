"""One leaf of the ledger: what it says of an act without naming anybody, and what is kept beside to open it.

A subject (person, organisation, document) stands under an alias, the digest of a salt and its identifier;
the details stand as such a digest too. Whoever is given the salts can see that the leaf is of them; once the
salts are gone, nobody can, and the proofs hold as before. For each of its aliases a leaf says which leaf of
that alias it is and names the one before: so nothing can be left out of what a subject is shown.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from uuid import UUID

from kasssa.core.tlog.canonical import NotCanonical, Value, canonical, parse_canonical
from kasssa.core.tlog.merkle import leaf_hash

VERSION = 1
NO_LEAF = "0" * 64
_NAMES = frozenset({"act", "actor", "chain", "detail", "door", "entry", "org", "role", "subject", "t", "v"})


class BadLeaf(Exception):
    """The text is no leaf of the ledger."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain of a subject: which leaf of it, from 1 on, and a hash in hexadecimal.

    In a leaf the hash is that of the leaf before; of a whole chain, that of its last leaf.
    """

    n: int
    hash: str


FIRST = Link(0, NO_LEAF)


@dataclass(frozen=True, slots=True)
class Leaf:
    """An act as the tree holds it. ``actor``, ``organisation`` and ``subject`` are aliases or nobody."""

    entry_id: int
    act: str
    at: datetime
    role: str
    door: str
    actor: str | None
    organisation: str | None
    subject: str | None
    detail: str
    chain: Mapping[str, Link]

    def write(self) -> str:
        """Return the leaf as canonical JSON."""
        return canonical(
            {
                "act": self.act,
                "actor": self.actor,
                "chain": {alias: {"n": link.n, "prev": link.hash} for alias, link in self.chain.items()},
                "detail": self.detail,
                "door": self.door,
                "entry": self.entry_id,
                "org": self.organisation,
                "role": self.role,
                "subject": self.subject,
                "t": moment(self.at),
                "v": VERSION,
            }
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a leaf.

        Raises:
            BadLeaf: it is none, or not in its one form.
        """
        try:
            said = parse_canonical(text)
            if not isinstance(said, Mapping) or said.keys() != _NAMES or said["v"] != VERSION:
                raise BadLeaf("no leaf of this version")
            return cls(
                entry_id=_number(said["entry"]), act=_text(said["act"]), at=_moment(_text(said["t"])),
                role=_text(said["role"]), door=_text(said["door"]), actor=_alias(said["actor"]),
                organisation=_alias(said["org"]), subject=_alias(said["subject"]),
                detail=_text(said["detail"]), chain=_chain(said["chain"]),
            )  # fmt: skip
        except (NotCanonical, ValueError) as error:
            raise BadLeaf(str(error)) from error

    @property
    def aliases(self) -> tuple[str, ...]:
        """Whom the leaf is about, each once."""
        return tuple(
            dict.fromkeys(one for one in (self.actor, self.organisation, self.subject) if one is not None)
        )


def alias_of(subject_id: UUID, salt: bytes) -> str:
    """Return the name of a subject in the leaves: hexadecimal, 64 characters."""
    return hashlib.sha256(salt + subject_id.bytes).hexdigest()


def told(details: Mapping[str, str | int]) -> str:
    """Return the details of an act as the text that is committed to."""
    return canonical(details)


def commitment(details: str, salt: bytes) -> str:
    """Return what a leaf says of its details: hexadecimal, 64 characters."""
    return hashlib.sha256(salt + details.encode()).hexdigest()


def name_of(body: str) -> str:
    """Return the hash of a leaf in hexadecimal: its name in the leaves after it."""
    return leaf_hash(body.encode()).hex()


def moment(at: datetime) -> str:
    """Return a time in UTC, to the microsecond, in the one form of the leaves."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def map_line(alias: str, last: Link) -> str:
    """Return the line of one subject in the map of a night: how many leaves it has, and the last."""
    return canonical({"head": last.hash, "n": last.n, "subject": alias})


def alias_in(line: str) -> str:
    """Return whose line of a map this is.

    Raises:
        BadLeaf: it is no line of a map.
    """
    try:
        said = parse_canonical(line)
    except NotCanonical as error:
        raise BadLeaf(str(error)) from error
    if not isinstance(said, Mapping) or said.keys() != {"head", "n", "subject"}:
        raise BadLeaf("no line of a map")
    return _text(said["subject"])


def _moment(text: str) -> datetime:
    at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    if moment(at) != text:
        raise BadLeaf("a time in another form")
    return at


def _chain(value: Value) -> Mapping[str, Link]:
    if not isinstance(value, Mapping):
        raise BadLeaf("the chain is none")
    return {_text(alias): _link(link) for alias, link in value.items()}


def _link(value: Value) -> Link:
    if not isinstance(value, Mapping) or value.keys() != {"n", "prev"}:
        raise BadLeaf("a link is none")
    return Link(_number(value["n"]), _text(value["prev"]))


def _number(value: Value) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadLeaf("no number where one belongs")
    return value


def _alias(value: Value) -> str | None:
    return None if value is None else _text(value)


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise BadLeaf("no text where one belongs")
    return value
