"""The signed heads: each signed by our keys, none missing between them, the last one known outside."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kasssa.base.ledger import keys
from kasssa.base.ledger.actions.sequence import linked
from kasssa.base.ledger.audit.faults import Findings
from kasssa.base.ledger.audit.stored import StoredHead
from kasssa.core.tlog import notes
from kasssa.core.tlog.notes import Checkpoint, Key, Note, NotSigned, Unreadable

Heads = Mapping[int, Sequence[tuple[int, bytes]]]


def check(stored: Sequence[StoredHead], ours: Sequence[Key], anchor: Path, findings: Findings) -> Heads:
    """Return the roots that were signed, by size, each with the number of its head; note every fault."""
    signed: dict[int, list[tuple[int, bytes]]] = {}
    chain, number, size = "", 0, 0
    for head in stored:
        findings.count("heads")
        where = f"checkpoint {head.number}"
        if head.number != number + 1:
            findings.add(f"checkpoint {number + 1}", "is gone")
        if head.chain != linked(chain, head.note) and head.number == number + 1:
            findings.add(where, "it is not what followed the head before it")
        chain, number = head.chain, head.number
        told = _told(head.note, ours)
        if isinstance(told, str):
            findings.add(where, told)
            continue
        if told.size != head.size or told.size < size:
            findings.add(
                where, f"it says {head.size} leaves, its note {told.size}, the head before it {size}"
            )
        size = max(size, told.size)
        signed.setdefault(told.size, []).append((head.number, told.root))
    _check_anchor(stored, ours, anchor, findings)
    return signed


def _told(note: str, ours: Sequence[Key]) -> Checkpoint | str:
    """Return what a note says, or what is wrong with it: every key of ours has to have signed."""
    try:
        parsed = Note.parse(note)
        head = Checkpoint.parse(parsed.text)
        signers = notes.verified(parsed, ours, keys.verify, strangers=False)
    except (Unreadable, NotSigned) as error:
        return str(error)
    return (
        head if len(signers) == len(ours) and head.origin == ours[0].name else "one of our keys did not sign"
    )


def _check_anchor(
    stored: Sequence[StoredHead], ours: Sequence[Key], anchor: Path, findings: Findings
) -> None:
    """Compare with the head in the folder of the keys, which whoever changes the database cannot change."""
    if not anchor.exists():
        if stored:
            findings.add(str(anchor), "the last signed head is not there to compare with")
        return
    note = anchor.read_text(encoding="utf-8")
    told = _told(note, ours)
    if isinstance(told, str):
        findings.add(str(anchor), "it is not signed by our keys")
    elif note not in {head.note for head in stored}:
        findings.add(str(anchor), "its head is not in the database: the database was set back, or cut")
        if told.size > max((head.size for head in stored), default=0):
            number = max((head.number for head in stored), default=0) + 1
            findings.add(f"checkpoint {number}", f"is gone; it had {told.size} leaves")
