"""What others signed of our heads: witnesses by their keys, authorities by a stamp on the very note."""

from collections.abc import Sequence

from kasssa.base.ledger import keys, stamps, witnesses
from kasssa.base.ledger.audit import stored
from kasssa.base.ledger.audit.faults import Findings
from kasssa.base.ledger.audit.stored import StoredHead
from kasssa.core.tlog import notes
from kasssa.core.tlog.notes import Note, NotSigned, Unreadable


def check(known: Sequence[StoredHead], findings: Findings) -> None:
    """Note every voucher that is of another head or badly signed."""
    by_number = {head.number: head.note for head in known}
    for kind, number, witness, data in stored.vouchers():
        findings.count(f"{kind}s")
        where, note = f"{kind} {witness} on checkpoint {number}".replace("  ", " "), by_number.get(number)
        if note is None:
            findings.add(where, "there is no such head")
        elif kind == "stamp" and not stamps.is_of(data, note):
            findings.add(where, "it is not of this head")
        elif kind == "cosignature" and not _is_cosigned(note, witness, data.decode()):
            findings.add(where, "it is not the witness's under this head")


def _is_cosigned(note: str, witness: str, lines: str) -> bool:
    trusted = [key for one in witnesses.asked() for key in one.keys if key.name == witness]
    try:
        cosigned = Note(Note.parse(note).text, notes.parse_signatures(lines))
        return bool(notes.verified(cosigned, trusted, keys.verify, strangers=False))
    except (Unreadable, NotSigned):
        return False
