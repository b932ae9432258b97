"""The profile ``ua``: our own stricter rules, KSU, on invoices between Ukrainian parties or in hryvnias.

The artefacts forgive less than one of the currency in the arithmetic of VAT; Ukrainian
accounting forgives no kopiyka. Tax Code art. 193 and 201, Law 996-XIV art. 9.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from kasssa.core.en16931.model import Adjustment, Invoice, Line, Party, Subtotal
from kasssa.core.en16931.numbers import HUNDRED, ONE, ZERO, value_of
from kasssa.core.en16931.rules.report import Report
from kasssa.core.parties import BadCode, parse_code

_KOPIYKA = Decimal("0.01")
_RATES = frozenset({Decimal(20), Decimal(14), Decimal(7), ZERO})
_VAT_NUMBER = re.compile(r"UA(?:\d{12}|\d{10}|\d{9})")


def check(invoice: Invoice, report: Report) -> None:
    """Judge ``invoice`` by the exact arithmetic and the identifiers of Ukrainian accounting."""
    for index, line in enumerate(invoice.lines):
        _line(line, index, report)
    for index, part in enumerate(invoice.breakdown):
        _part(part, index, invoice, report)
    for party, path in ((invoice.seller, "seller"), (invoice.buyer, "buyer")):
        if party is not None and _ukrainian(party):
            _party(party, path, report)
    if _ukrainian(invoice.seller) and _ukrainian(invoice.buyer) and invoice.currency != "UAH":
        report.found("KSU-CUR", "BT-5", "currency")


def _ukrainian(party: Party | None) -> bool:
    return party is not None and party.address is not None and party.address.country == "UA"


def _kopiykas(value: Decimal) -> Decimal:
    """Return ``value`` in whole kopiykas, halves away from zero, as accounting rounds."""
    return value.quantize(_KOPIYKA, ROUND_HALF_UP)


def _balance(rows: list[Adjustment]) -> Decimal:
    """Return the charges less the allowances."""
    amounts = ((row.amount.value, row.charge) for row in rows if row.amount and row.amount.value is not None)
    return sum((value if charge else -value for value, charge in amounts), ZERO)


def _line(line: Line, index: int, report: Report) -> None:
    """KSU-LINE: the net amount of a line is the quantity times the price, to the kopiyka."""
    quantity, price, net = value_of(line.quantity), value_of(line.price), value_of(line.net)
    base = value_of(line.price_base) or ONE
    if quantity is None or price is None or net is None:
        return
    expected = _kopiykas(quantity * price / base + _balance(line.adjustments))
    if net != expected:
        report.found("KSU-LINE", "BT-131", f"lines[{index}].net", expected=str(expected))


def _part(part: Subtotal, index: int, invoice: Invoice, report: Report) -> None:
    """KSU-BASE, KSU-VAT, KSU-RATE: the base is its lines, the tax exact, the rate of the Tax Code."""
    tax = part.tax
    rate = value_of(tax.rate) if tax is not None else None
    base, amount = value_of(part.base), value_of(part.amount)
    if tax is None or base is None or amount is None:
        return
    path = f"breakdown[{index}]"
    nets = [
        net
        for line in invoice.lines
        for row in line.taxes[:1]
        if row.category == tax.category
        and value_of(row.rate) == rate
        and (net := value_of(line.net)) is not None
    ]
    rows = [row for row in invoice.adjustments if any(one.category == tax.category for one in row.taxes)]
    rows = [row for row in rows if any(value_of(one.rate) == rate for one in row.taxes)]
    expected = sum(nets, ZERO) + _balance(rows)
    if base != expected:
        report.found("KSU-BASE", "BT-116", f"{path}.base", expected=str(expected))
    due = _kopiykas(base * (rate or ZERO) / HUNDRED)
    if amount != due:
        report.found("KSU-VAT", "BT-117", f"{path}.amount", expected=str(due))
    if _ukrainian(invoice.seller) and rate is not None and rate not in _RATES:
        report.found("KSU-RATE", "BT-119", f"{path}.tax.rate", value=str(rate))


def _party(party: Party, path: str, report: Report) -> None:
    """KSU-CODE, KSU-IPN: a Ukrainian party has a code whose digits match, and a VAT number of Ukraine."""
    term = "BT-30" if path == "seller" else "BT-47"
    if party.legal_id is None:
        report.found("KSU-CODE", term, f"{path}.legal_id", value="")
    else:
        try:
            parse_code(party.legal_id.value)
        except BadCode:
            report.found("KSU-CODE", term, f"{path}.legal_id", value=party.legal_id.value)
    for row in party.registrations:
        if row.scheme == "VAT" and not _VAT_NUMBER.fullmatch(row.number or ""):
            term = "BT-31" if path == "seller" else "BT-48"
            report.found("KSU-IPN", term, f"{path}.registrations", value=row.number or "")
