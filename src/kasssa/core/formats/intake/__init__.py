"""A stranger's file on its way to a draft of ours: looked into within bounds, then taken as far as it fits.

``look`` runs in a bounded child and answers bytes; ``seen_of`` reads the answer. ``take`` turns
what was seen into a draft, or says which business terms a document of ours has no place for.
"""

from kasssa.core.formats.intake.looking import BYTES_MAX, Remark, Seen, Unseen, look, seen_of
from kasssa.core.formats.intake.misfits import Misfit
from kasssa.core.formats.intake.taking import KINDS, Taken, take

__all__ = ["BYTES_MAX", "KINDS", "Misfit", "Remark", "Seen", "Taken", "Unseen", "look", "seen_of", "take"]
