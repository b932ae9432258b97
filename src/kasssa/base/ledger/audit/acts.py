"""The acts: each told again as the leaf that it should have, in the chains of all whom it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kasssa.base.ledger.audit.faults import Findings
from kasssa.base.ledger.audit.stored import StoredChain, StoredEntry, StoredLeaf
from kasssa.core.actor import NOBODY
from kasssa.core.tlog import leaves
from kasssa.core.tlog.leaves import FIRST, BadLeaf, Leaf, Link


@dataclass(slots=True)
class Chains:
    """The chains of all subjects as the leaves make them."""

    aliases: Mapping[UUID, str]
    findings: Findings
    last: dict[str, Link] = field(default_factory=dict)
    torn: bool = False

    def follow(self, stored: StoredLeaf, leaf: Leaf) -> None:
        """Go one leaf on: each of its links has to continue the chain.

        After a leaf that is gone or foreign the chain is taken up where the next one says.
        """
        if set(leaf.chain) != set(leaf.aliases):
            self.findings.add(f"leaf {stored.index}", "it does not continue the chains of whom it is about")
        name = leaves.name_of(stored.body)
        for alias, link in leaf.chain.items():
            before = self.last.get(alias, FIRST)
            follows = link == Link(before.n + 1, before.hash)
            if not follows and not (self.torn and link.n > before.n):
                self.findings.add(f"leaf {stored.index}", f"it is not leaf {before.n + 1} of its subject")
            self.last[alias] = Link(link.n, name)

    def judge(self, kept: Mapping[str, StoredChain]) -> None:
        """Compare the ends of the chains with the rows of the subjects."""
        for alias in sorted({*self.last, *kept}):
            self.findings.count("subjects")
            row, last = kept.get(alias), self.last.get(alias)
            if row is None:
                self.findings.add(f"subject {alias}", "its row is gone")
            elif last is None:
                self.findings.add(f"subject {row.subject_id}", "it has no leaf")
            elif Link(row.length, row.head) != last and not self.torn:
                self.findings.add(
                    f"subject {row.subject_id}", f"its row says {row.length} leaves, there are {last.n}"
                )


def named(rows: list[StoredChain], findings: Findings) -> Mapping[str, StoredChain]:
    """Return the subjects by their aliases; an alias that is not of its subject is a fault."""
    for row in rows:
        if leaves.alias_of(row.subject_id, row.salt) != row.alias:
            findings.add(f"subject {row.subject_id}", "its alias is not made of it")
    return {row.alias: row for row in rows}


def compare(stored: StoredLeaf, chains: Chains, *, is_signed: bool) -> None:
    """Compare a leaf with its act; ``is_signed`` says whether the leaf is the one that was signed."""
    findings, entry = chains.findings, stored.entry
    try:
        leaf = Leaf.parse(stored.body)
    except BadLeaf as error:
        findings.add(f"leaf {stored.index}", str(error))
        chains.torn = True
        return
    chains.torn = chains.torn or not is_signed
    chains.follow(stored, leaf)
    if leaf.entry_id != stored.entry_id:
        findings.add(
            f"leaf {stored.index}", f"its row names act #{stored.entry_id}, the leaf #{leaf.entry_id}"
        )
    elif entry is None:
        findings.add(f"entry #{stored.entry_id}", f"is gone; leaf {stored.index} tells of it")
    elif wrong := _differing(entry, leaf, stored.salt, chains.aliases):
        fault = "is not as it was signed" if is_signed else "and its leaf do not agree"
        findings.add(f"entry #{stored.entry_id}", f"{fault}: {', '.join(wrong)} (leaf {stored.index})")


def _differing(entry: StoredEntry, leaf: Leaf, salt: bytes | None, aliases: Mapping[UUID, str]) -> list[str]:
    """Return the names of what in an act is not what its leaf says."""
    known = set(aliases.values())
    found = [
        name
        for name, of_entry, of_leaf in (
            ("act", entry.act, leaf.act),
            ("at", leaves.moment(entry.at), leaves.moment(leaf.at)),
            ("role", entry.role, leaf.role),
            ("door", entry.door, leaf.door),
        )
        if of_entry != of_leaf
    ]
    for name, subject_id, alias in (
        ("person_id", entry.person_id, leaf.actor),
        ("organisation_id", entry.organisation_id, leaf.organisation),
        ("subject_id", entry.subject_id, leaf.subject),
    ):
        # Where the row of the subject is gone, that is the fault, and not that of each of its acts.
        lost = alias is not None and alias not in known and subject_id not in aliases
        if (subject_id == NOBODY) != (alias is None) or (aliases.get(subject_id) != alias and not lost):
            found.append(name)
    if salt is None:
        found.append("details (their salt is gone)")
    elif leaves.commitment(leaves.told(entry.details), salt) != leaf.detail:
        found.append("details or their salt")
    return found
