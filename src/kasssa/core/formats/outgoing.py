"""An invoice that was read, in any format that is written."""

from datetime import datetime

from kasssa.core.en16931 import profiles
from kasssa.core.en16931.codes.documents import SPECIFICATION
from kasssa.core.en16931.findings import Verdict
from kasssa.core.formats import as_document, comdoc, en_cii, en_ubl, hybrid, pdf, semantic_pdf, ubl
from kasssa.core.formats.canonical_as import in_syntax
from kasssa.core.formats.detect import Format
from kasssa.core.formats.incoming import Incoming
from kasssa.core.words import Language


def verdict(incoming: Incoming) -> Verdict:
    """Return the verdict of EN 16931 on the XML that came, or on what another file was read as."""
    return profiles.judge_reading(incoming.reading, faults=incoming.faults)


def as_ubl(incoming: Incoming) -> bytes:
    """Return the invoice as UBL 2.1, an Invoice or a CreditNote by its kind."""
    return en_ubl.write(in_syntax(incoming.invoice, cii=False))


def as_cii(incoming: Incoming) -> bytes:
    """Return the invoice as CII D16B."""
    return en_cii.write(in_syntax(incoming.invoice, cii=True))


def as_comdoc(incoming: Incoming) -> bytes:
    """Return the invoice as a рахунок-фактура (016) of COMDOC.

    Raises:
        NotOurs: it has something that neither our documents nor COMDOC have a place for.
    """
    document = as_document.document_of(incoming.whole)
    try:
        return comdoc.write(comdoc.comdoc_of(document))
    except ValueError as error:
        raise as_document.NotOurs("document", str(error)) from error


def as_pdf(incoming: Incoming, *, language: Language, made_at: datetime) -> bytes:
    """Return the paper of the invoice: that of our documents where it fits, the original attached if ours.

    The same arguments give the same bytes; ``made_at`` is aware.
    """
    if incoming.format is Format.UBL_INVOICE:
        try:
            document = ubl.read(incoming.content)
        except ubl.BadDocument:
            return _paper(incoming, language=language, made_at=made_at, attached=False)
        return pdf.render(document, language=language, made_at=made_at, xml=incoming.content)
    return _paper(incoming, language=language, made_at=made_at, attached=False)


def as_hybrid(incoming: Incoming, *, language: Language, made_at: datetime) -> bytes:
    """Return the paper of the invoice with it inside as CII (Factur-X, ZUGFeRD 2).

    The same arguments give the same bytes; ``made_at`` is aware.
    """
    paper = _paper(incoming, language=language, made_at=made_at, attached=True)
    guideline = incoming.whole.specification or SPECIFICATION
    return hybrid.combined(paper, as_cii(incoming), guideline=guideline, made_at=made_at)


def _paper(incoming: Incoming, *, language: Language, made_at: datetime, attached: bool) -> bytes:
    try:
        document = as_document.document_of(incoming.whole)
    except as_document.NotOurs:
        return semantic_pdf.render(incoming.whole, language=language, made_at=made_at, attached=attached)
    return pdf.render(document, language=language, made_at=made_at)
