"""What a log gives away: the proof of one leaf (c2sp.org/tlog-proof@v1) and what a witness is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from kasssa.core.tlog import merkle, notes
from kasssa.core.tlog.notes import Checkpoint, Key, Note, NotSigned, Unreadable, Verify

MAGIC = "c2sp.org/tlog-proof@v1"
STEPS_MAX = 63


@dataclass(frozen=True, slots=True)
class Proof:
    """That a leaf stands at an index of a tree whose head is signed."""

    index: int
    path: tuple[bytes, ...]
    note: Note

    def write(self) -> str:
        """Return the proof as a file."""
        path = "".join(f"{notes.to_base64(step)}\n" for step in self.path)
        return f"{MAGIC}\nindex {self.index}\n{path}\n{self.note.write()}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read a proof; extra data, which nothing vouches for, is not taken.

        Raises:
            Unreadable: it is none, or could have been written otherwise.
        """
        head, found, note = written.partition("\n\n")
        lines = head.split("\n")
        if not found or lines[0] != MAGIC or len(lines) < 2 or not lines[1].startswith("index "):
            raise Unreadable("no proof of the first version")
        if len(lines) > 2 + STEPS_MAX:
            raise Unreadable("the path is too long")
        index = notes.to_number(lines[1].removeprefix("index "))
        return cls(index, tuple(map(notes.to_hash, lines[2:])), Note.parse(note))


def check(written: str, leaf: bytes, keys: Sequence[Key], verify: Verify) -> Checkpoint:
    """Return the head under which ``leaf`` is proved to stand, signed by some of ``keys`` and by nobody else.

    Raises:
        Unreadable: the proof is not written as it should be.
        NotSigned: the head is not signed by whom it names, or the path does not lead there.
    """
    proof = Proof.parse(written)
    head = Checkpoint.parse(proof.note.text)
    if any(key.name != head.origin for key in keys):
        raise NotSigned("the keys are of another log")
    notes.verified(proof.note, keys, verify, strangers=False)
    if not merkle.is_included(merkle.leaf_hash(leaf), proof.index, head.size, proof.path, head.root):
        raise NotSigned("the path does not lead from the leaf to the root")
    return head


@dataclass(frozen=True, slots=True)
class Submission:
    """What a log asks of a witness: to sign a head that continues the one it signed last."""

    old: int
    path: tuple[bytes, ...]
    note: Note

    def write(self) -> str:
        """Return the body of ``add-checkpoint`` (c2sp.org/tlog-witness)."""
        path = "".join(f"{notes.to_base64(step)}\n" for step in self.path)
        return f"old {self.old}\n{path}\n{self.note.write()}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read the body of ``add-checkpoint``.

        Raises:
            Unreadable: it is none.
        """
        head, found, note = written.partition("\n\n")
        lines = head.split("\n")
        if not found or not lines[0].startswith("old ") or len(lines) > 1 + STEPS_MAX:
            raise Unreadable("no request of a log to its witness")
        old = notes.to_number(lines[0].removeprefix("old "))
        return cls(old, tuple(map(notes.to_hash, lines[1:])), Note.parse(note))
