"""Peppol BIS Billing 3: the core rules PEPPOL-EN16931-R and -P over the same model, none of countries.

Rules on the document as written, and most of those of CII, are in ``peppol_syntax``.

Source: the rule descriptions of Peppol BIS Billing 3.0 (May 2025).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from kasssa.core.en16931.codes.documents import SPECIFICATION
from kasssa.core.en16931.codes.words import words
from kasssa.core.en16931.model import Adjustment, Invoice, Line, Period, Syntax
from kasssa.core.en16931.numbers import HUNDRED, ONE, ZERO, Number, rounded, value_of
from kasssa.core.en16931.rules.report import Report

_RULE = "PEPPOL-EN16931-"
_PROCESS = re.compile(r"urn:fdc:peppol\.eu:2017:poacc:billing:([0-9]{2}):1\.0")
_SPECIFICATION = f"{SPECIFICATION}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_SLACK = Decimal("0.02")
_DEBITS = frozenset({"49", "59"})
_INVOICES = words(
    "71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877"
)
_CREDIT_NOTES = words("381 396 81 83 532")
_GERMAN = frozenset({"326", "384"})
# The category that goes with a code of exemption: P0104 to P0111.
_EXEMPTIONS = {
    "VATEX-EU-G": ("P0104", "G"),
    "VATEX-EU-O": ("P0105", "O"),
    "VATEX-EU-IC": ("P0106", "K"),
    "VATEX-EU-AE": ("P0107", "AE"),
    "VATEX-EU-D": ("P0108", "E"),
    "VATEX-EU-F": ("P0109", "E"),
    "VATEX-EU-I": ("P0110", "E"),
    "VATEX-EU-J": ("P0111", "E"),
}


def check(invoice: Invoice, report: Report) -> None:
    """Judge ``invoice`` by Peppol BIS Billing 3."""
    _header(invoice, report)
    _kind(invoice, report)
    _tax_totals(invoice, report)
    _currencies(invoice, report)
    for row, path in _adjustments(invoice):
        _adjustment(row, path, report)
    for index, line in enumerate(invoice.lines):
        _line(line, f"lines[{index}]", invoice, report)
    for index, payment in enumerate(invoice.payments):
        mandate = payment.mandate.reference if payment.mandate is not None else None
        if payment.means in _DEBITS and mandate is None and invoice.mandate is None:
            report.found(f"{_RULE}R061", "BT-89", f"payments[{index}].mandate")
    for index, part in enumerate(() if invoice.syntax is Syntax.CII else invoice.breakdown):
        code = (part.tax.reason_code or "").upper() if part.tax is not None else ""
        if code in _EXEMPTIONS and part.tax is not None and part.tax.category != _EXEMPTIONS[code][1]:
            report.found(f"{_RULE}{_EXEMPTIONS[code][0]}", "BT-118", f"breakdown[{index}].tax.category")


def _header(invoice: Invoice, report: Report) -> None:
    """R001 to R005, R007, R010, R020, R080: process, specification, references, endpoints."""
    seller, buyer, cii = invoice.seller, invoice.buyer, invoice.syntax is Syntax.CII
    tenders = [document for document in invoice.documents if document.kind == "50"]
    broken = (
        ("R001", "BT-23", "process", invoice.process is None),
        ("R007", "BT-23", "process", _PROCESS.search(invoice.process or "") is None),
        ("R002", "BT-22", "notes", not cii and len(invoice.notes) > 1 and not _both_german(invoice)),
        ("R003", "BT-10", "buyer_reference", invoice.buyer_reference is None and invoice.order is None),
        ("R004", "BT-24", "specification", not (invoice.specification or "").startswith(_SPECIFICATION)),
        (
            "R005",
            "BT-6",
            "tax_currency",
            invoice.tax_currency is not None and invoice.tax_currency == invoice.currency,
        ),
        ("R010", "BT-49", "buyer.endpoint", not cii and buyer is not None and buyer.endpoint is None),
        ("R020", "BT-34", "seller.endpoint", not cii and seller is not None and seller.endpoint is None),
        ("R080", "BT-11", "documents", invoice.syntax is Syntax.CREDIT_NOTE and len(tenders) > 1),
    )
    for rule, term, path, is_so in broken:
        if is_so:
            report.found(f"{_RULE}{rule}", term, path)


def _both_german(invoice: Invoice) -> bool:
    addresses = [party.address for party in (invoice.seller, invoice.buyer) if party is not None]
    return len(addresses) == 2 and all(
        address is not None and (address.country or "").upper() == "DE" for address in addresses
    )


def _kind(invoice: Invoice, report: Report) -> None:
    """P0100, P0101, P0112: the types of document that billing knows."""
    found = _PROCESS.search(invoice.process or "")
    kind = invoice.kind
    if kind is None:
        return
    if found is not None and found[1] == "01":
        credit = invoice.syntax is Syntax.CREDIT_NOTE
        allowed = _CREDIT_NOTES if credit else _INVOICES
        if invoice.syntax is Syntax.CII:
            allowed = _INVOICES | _CREDIT_NOTES
        if kind not in allowed:
            report.found(f"{_RULE}{'P0101' if credit else 'P0100'}", "BT-3", "kind", value=kind)
    if kind in _GERMAN and invoice.syntax is not Syntax.CII and not _both_german(invoice):
        report.found(f"{_RULE}P0112", "BT-3", "kind", value=kind)


def _tax_totals(invoice: Invoice, report: Report) -> None:
    """R053, R054, R055: one total of VAT with a breakdown, one without it for the accounting currency."""
    if invoice.syntax is Syntax.CII:
        return
    parted = [total for total in invoice.tax_totals if total.parts]
    if len(parted) != 1:
        report.found(f"{_RULE}R053", "BT-110", "tax_totals")
    if len(invoice.tax_totals) - len(parted) != int(invoice.tax_currency is not None):
        report.found(f"{_RULE}R054", "BT-111", "tax_totals")
    if invoice.tax_currency is not None and not _same_sign(invoice):
        report.found(f"{_RULE}R055", "BT-111", "tax_totals")


def _same_sign(invoice: Invoice) -> bool:
    amounts = [total.amount for total in invoice.tax_totals if total.amount is not None]
    own = [amount.value for amount in amounts if amount.unit == invoice.currency]
    other = [amount.value for amount in amounts if amount.unit == invoice.tax_currency]
    pairs = [(one, two) for one in own for two in other if one is not None and two is not None]
    return any((one <= ZERO and two <= ZERO) or (one >= ZERO and two >= ZERO) for one, two in pairs)


def _amounts(invoice: Invoice) -> Iterator[tuple[str, Number | None]]:
    totals = invoice.totals
    for field in totals.__struct_fields__ if totals is not None else ():
        yield f"totals.{field}", getattr(totals, field)
    for index, total in enumerate(invoice.tax_totals):
        if total.parts:
            yield f"tax_totals[{index}].amount", total.amount
    for index, part in enumerate(invoice.breakdown):
        yield f"breakdown[{index}].base", part.base
        yield f"breakdown[{index}].amount", part.amount
    for row, path in _adjustments(invoice):
        yield f"{path}.amount", row.amount
        yield f"{path}.base", row.base
    for index, line in enumerate(invoice.lines):
        for field in ("net", "price", "price_discount", "gross_price"):
            yield f"lines[{index}].{field}", getattr(line, field)


def _currencies(invoice: Invoice, report: Report) -> None:
    """R051: every amount is in the currency of the invoice; amounts of CII name no currency."""
    if invoice.syntax is Syntax.CII:
        return
    for path, written in _amounts(invoice):
        if written is not None and written.unit != invoice.currency:
            report.found(f"{_RULE}R051", "BT-5", path, value=written.unit or "")


def _adjustments(invoice: Invoice) -> Iterator[tuple[Adjustment, str]]:
    for index, row in enumerate(invoice.adjustments):
        yield row, f"adjustments[{index}]"
    for number, line in enumerate(invoice.lines):
        for index, row in enumerate(line.adjustments):
            yield row, f"lines[{number}].adjustments[{index}]"


def _adjustment(row: Adjustment, path: str, report: Report) -> None:
    """R040 to R043: a percentage has its base and gives the amount."""
    percent, base = row.percent, row.base
    if percent is not None and base is None:
        report.found(f"{_RULE}R041", "BT-93", f"{path}.base")
    if percent is None and base is not None:
        report.found(f"{_RULE}R042", "BT-94", f"{path}.percent")
    if percent is not None and base is not None and percent.value is not None and base.value is not None:
        amount = row.amount.value if row.amount is not None else ZERO
        if amount is None or abs(amount - base.value * percent.value / HUNDRED) > _SLACK:
            report.found(f"{_RULE}R040", "BT-92", f"{path}.amount")
    if (row.indicator or "").strip() not in {"true", "false"}:
        report.found(f"{_RULE}R043", "", f"{path}.charge")


def _line(line: Line, path: str, invoice: Invoice, report: Report) -> None:
    """R120 and, in UBL, R044, R046, R121, R130: quantity and price of a line; R110, R111: its period."""
    cii = invoice.syntax is Syntax.CII
    if not _net_is_right(line, cii=cii):
        report.found(f"{_RULE}R120", "BT-131", f"{path}.net")
    if cii:
        return
    base, quantity = line.price_base, line.quantity
    gross, price, discount = (value_of(row) for row in (line.gross_price, line.price, line.price_discount))
    broken = (
        ("R121", "BT-149", "price_base", base is not None and (base.value is None or base.value <= ZERO)),
        (
            "R130",
            "BT-150",
            "price_base",
            bool(base and base.unit and quantity and base.unit != quantity.unit),
        ),
        ("R044", "BT-147", "price_discount", line.price_indicator not in {None, "false"}),
        (
            "R046",
            "BT-146",
            "price",
            line.gross_price is not None and (gross is None or discount is None or price != gross - discount),
        ),
    )
    for rule, term, field, is_so in broken:
        if is_so:
            report.found(f"{_RULE}{rule}", term, f"{path}.{field}")
    if line.period is not None and invoice.periods:
        _period(line.period, invoice.periods[0], path, report)


def _period(own: Period, whole: Period, path: str, report: Report) -> None:
    """R110, R111: the period of a line lies inside that of the invoice."""
    if own.start and whole.start and own.start < whole.start:
        report.found(f"{_RULE}R110", "BT-134", f"{path}.period.start")
    if own.end and whole.end and own.end > whole.end:
        report.found(f"{_RULE}R111", "BT-135", f"{path}.period.end")


def _net_is_right(line: Line, *, cii: bool) -> bool:
    """R120: the net amount is the quantity times the price, with charges and without allowances."""
    quantity = ONE if cii and line.quantity is None else value_of(line.quantity)
    if quantity is None:
        return False
    price, base = value_of(line.price) or ZERO, value_of(line.price_base) or ONE
    sums = {True: ZERO, False: ZERO}
    for row in line.adjustments:
        amount = value_of(row.amount)
        if row.charge is not None and amount is not None:
            sums[row.charge] += amount
    expected = quantity * (price / base) + rounded(sums[True]) - rounded(sums[False])
    return abs((value_of(line.net) or ZERO) - expected) <= _SLACK
