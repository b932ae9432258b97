"""COMDOC: the «ЕлектроннийДокумент» of Ukrainian EDI networks, read, checked, written and mapped.

The form is that of the public tables of EDIN (types 006, 013, 016, 018, 019, 021, 029 and
030). ``read`` takes any bytes and says what it could not take; ``check`` says what the
document contradicts itself in; ``write`` gives one form. A document of ours becomes COMDOC
by ``comdoc_of``; a рахунок-фактура (016) is had back by ``document_of``, an act (018) and a
delivery note (006) by ``document_as``. Letters (019, 021, 030) go by ``comdoc_of_letter``
and ``letter_of``.
"""

from kasssa.core.formats.comdoc.checks import check
from kasssa.core.formats.comdoc.letters import comdoc_of_letter, letter_of
from kasssa.core.formats.comdoc.mapping import comdoc_of
from kasssa.core.formats.comdoc.model import Comdoc
from kasssa.core.formats.comdoc.reader import Reading, read, taken, write
from kasssa.core.formats.comdoc.unmapping import document_as, document_of

__all__ = [
    "Comdoc",
    "Reading",
    "check",
    "comdoc_of",
    "comdoc_of_letter",
    "document_as",
    "document_of",
    "letter_of",
    "read",
    "taken",
    "write",
]
