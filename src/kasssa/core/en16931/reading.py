"""From an XML element to the semantic invoice, by the table of its syntax."""

import msgspec
from lxml import etree

from kasssa.core.en16931.atlas import Atlas
from kasssa.core.en16931.cii.tables import CII
from kasssa.core.en16931.cii.tables import NAMESPACE as CII_NAMESPACE
from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.en16931.model import Invoice, Syntax
from kasssa.core.en16931.ubl.tables import CREDIT_NOTE_NAMESPACE, INVOICE_NAMESPACE, UBL
from kasssa.core.en16931.walk import walk

_ATLASES = {"ubl": Atlas(UBL), "cii": Atlas(CII)}
_ROOTS = {
    f"{{{INVOICE_NAMESPACE}}}Invoice": (Syntax.INVOICE, "ubl", "Invoice"),
    f"{{{CREDIT_NOTE_NAMESPACE}}}CreditNote": (Syntax.CREDIT_NOTE, "ubl", "CreditNote"),
    f"{{{CII_NAMESPACE}}}CrossIndustryInvoice": (Syntax.CII, "cii", "rsm:CrossIndustryInvoice"),
}
_STARTS = {tag: _ATLASES[table].root(name) for tag, (_, table, name) in _ROOTS.items()}


class Reading(msgspec.Struct, frozen=True):
    """A document as it was read: the invoice, and what the syntax rules found on the way.

    ``reckonable`` tells that every number in it is one.
    """

    invoice: Invoice
    findings: list[Finding]
    reckonable: bool


def read(root: etree._Element) -> Reading:
    """Return the invoice at ``root`` with the findings of the syntax rules (UBL-*, CII-*, BR-CL-*).

    Raises:
        Unreadable: ``root`` is neither a UBL 2.1 invoice or credit note nor a CII invoice.
    """
    known = _ROOTS.get(root.tag)
    if known is None:
        raise Unreadable("KSX-FORMAT", what=root.tag[:200])
    syntax, table, _ = known
    trail = walk(root, _ATLASES[table], _STARTS[root.tag], Invoice(syntax=syntax))
    invoice = trail.invoice
    if syntax is not Syntax.CII:
        invoice.breakdown = [part for total in invoice.tax_totals for part in total.parts]
    return Reading(invoice, trail.findings, not trail.unreckonable)
