"""The paper of an invoice of any origin: PDF/A-3a and PDF/UA-1.

An invoice in our own form of UBL has a paper of its own, ``formats.pdf``; this one sets
whatever the semantic model holds, in any currency, with the codes of any country.
"""

from datetime import datetime

from kasssa.core.formats import canonical
from kasssa.core.formats.press import KYIV, press
from kasssa.core.formats.semantic_paper import paper
from kasssa.core.formats.semantic_words import word
from kasssa.core.words import Language


def render(
    invoice: canonical.Invoice, *, language: Language, made_at: datetime, attached: bool = False
) -> bytes:
    """Return the PDF of ``invoice``; the same arguments give the same bytes.

    ``made_at`` is aware, and printed in Kyiv time. ``attached`` says on the paper that the
    invoice is inside.
    """
    moment = made_at.astimezone(KYIV).strftime("%d.%m.%Y %H:%M")
    shown = paper(invoice, language) | {
        "footer": word("footer", language, moment=moment),
        "attached": word("attached", language) if attached else "",
    }
    return press("semantic.typ", shown, made_at=made_at)
