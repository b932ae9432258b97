"""Witnesses: signing the heads of others that continue what was signed before, and having ours signed.

The protocol is ``add-checkpoint`` of c2sp.org/tlog-witness. Whoever shows two of us different pasts is found
out by the first of us that has seen the other one: it signs no head that does not continue what it signed.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connection

from kasssa.base.ledger import keys, proving, witnesses
from kasssa.base.ledger.models import Checkpoint as Head
from kasssa.base.ledger.models import Cosignature, Witnessed
from kasssa.base.ledger.witnesses import Witness
from kasssa.base.tenancy import action, query
from kasssa.core.actor import Actor
from kasssa.core.tlog import merkle, notes
from kasssa.core.tlog.notes import Checkpoint, Key, Note, NotSigned
from kasssa.core.tlog.proofs import Submission

Ask = Callable[[str, bytes], bytes]
"""Posts a body to an address and returns the answer; raises ``Fork`` where the status is 409."""

RETRIES = 5


class UnknownLog(Exception):
    """This instance signs for no ledger of that name."""


class Untrusted(Exception):
    """The head is not signed by the keys of its ledger."""


class TooOld(Exception):
    """The old size is beyond the head itself."""


class Fork(Exception):
    """The head does not continue from the one that was signed last; ``size`` says which that was."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the last signed head has {size} leaves")
        self.size = size


class Inconsistent(Exception):
    """The proof does not lead from the older head to the newer."""


@action
def cosign(asked: Submission, *, by: Actor, at: datetime) -> str:
    """Sign a head of another ledger that continues the one signed last, and return the lines to add.

    Raises:
        UnknownLog: the ledger is not among those of the file ``logs``.
        Untrusted: its keys did not sign the head.
        TooOld: the old size is larger than that of the head.
        Fork: the old size is not that of the head signed last, or the same size has another root.
        Inconsistent: the proof does not hold.
    """
    head = Checkpoint.parse(asked.note.text)
    trusted = witnesses.served(head.origin)
    if not trusted:
        raise UnknownLog(head.origin)
    _check_signed(asked.note, trusted)
    if asked.old > head.size:
        raise TooOld(head.origin)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [head.origin])
    last = Witnessed.objects.filter(origin=head.origin).first()
    _check_continues(asked, head, last)
    Witnessed.objects.update_or_create(
        origin=head.origin, defaults={"size": head.size, "note": asked.note.write(), "signed_at": at}
    )
    seconds = int(at.timestamp())
    return "".join(one.sign(asked.note.text, seconds=seconds).write() for one in keys.of_witness())


def _check_signed(note: Note, trusted: Sequence[Key]) -> None:
    try:
        notes.verified(note, trusted, keys.verify, strangers=True)
    except NotSigned as error:
        raise Untrusted(str(error)) from error


def _check_continues(asked: Submission, head: Checkpoint, last: Witnessed | None) -> None:
    before = Checkpoint.parse(Note.parse(last.note).text) if last is not None else None
    size, root = (before.size, before.root) if before is not None else (0, merkle.EMPTY_ROOT)
    if asked.old != size or (size == head.size and root != head.root):
        raise Fork(size)
    if not merkle.is_consistent(size, head.size, asked.path, root, head.root):
        raise Inconsistent(head.origin)


def be_witnessed(witness: Witness, ask: Ask, *, by: Actor, at: datetime) -> bool:
    """Have a witness sign our last head; return whether there was anything to sign.

    The proof leads from the head that it is known to have signed, or from a later one, whose answer was lost.
    No transaction is open while it is asked, and what it says is kept only if its keys made it.

    Raises:
        Fork: it has signed a head that is none of ours.
        NotSigned: the answer is not of its keys.
    """
    refusal: Fork | None = None
    for number, asked in submissions(witness, by=by):
        try:
            answer = ask(f"{witness.url}/add-checkpoint", asked.write().encode()).decode()
        except Fork as error:
            refusal = error
            continue
        keep_cosignature(witness, number, answer, by=by, at=at)
        return True
    if refusal is not None:
        raise refusal
    return False


@query
def submissions(witness: Witness, *, by: Actor) -> Sequence[tuple[int, Submission]]:
    """Return what the witness may be asked, with the number of the head; nothing if it signed the last."""
    signed = Cosignature.objects.filter(witness=witness.name).order_by("-number")
    last = signed.values_list("number", flat=True).first() or 0
    known = list(Head.objects.filter(number__gte=last).order_by("-number")[:RETRIES])
    if not known or known[0].number == last:
        return []
    newest, note = known[0], Note.parse(known[0].note)
    first = Head.objects.filter(number=last).values_list("size", flat=True).first() or 0
    olds = list(dict.fromkeys([first, *(head.size for head in known)]))
    return [(newest.number, Submission(old, proving.consistency(old, newest.size), note)) for old in olds]


@action
def keep_cosignature(witness: Witness, number: int, answer: str, *, by: Actor, at: datetime) -> None:
    """Keep what a witness signed of our head.

    Raises:
        NotSigned: it is not of its keys, or not of this head.
    """
    note = Note.parse(Head.objects.get(number=number).note)
    signed = Note(note.text, notes.parse_signatures(answer))
    notes.verified(signed, witness.keys, keys.verify, strangers=False)
    Cosignature.objects.create(number=number, witness=witness.name, lines=answer, signed_at=at)
