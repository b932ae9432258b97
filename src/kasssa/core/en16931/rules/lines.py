"""Rules on a line: BR-21 to 28, 64, 65, BR-CO-04, BR-CO-18 and BR-DEC-23."""

from kasssa.core.en16931.model import Identifier, Invoice, Line, Syntax
from kasssa.core.en16931.numbers import ZERO, Number, floating
from kasssa.core.en16931.rules.report import Report


def check(invoice: Invoice, report: Report) -> None:
    """Judge every line."""
    cii = invoice.syntax is Syntax.CII
    for index, line in enumerate(invoice.lines):
        if not (line.id and line.name):
            _names(line, index, report)
        _figures(line, index, report)
        if not any(tax.scheme == "VAT" and tax.category is not None for tax in line.taxes):
            report.found("BR-CO-04", "BT-151", f"lines[{index}].taxes")
        if line.standard_item is not None or line.classes:
            _classes(line, index, report, cii=cii)
        if cii and not invoice.breakdown:
            report.found("BR-CO-18", "BG-23", "breakdown")
    if not cii and not invoice.breakdown:
        report.found("BR-CO-18", "BG-23", "breakdown")


def _names(line: Line, index: int, report: Report) -> None:
    """BR-21, BR-25: a line has an identifier, its item a name."""
    if not line.id:
        report.found("BR-21", "BT-126", f"lines[{index}].id")
    if not line.name:
        report.found("BR-25", "BT-153", f"lines[{index}].name")


def _figures(line: Line, index: int, report: Report) -> None:
    """BR-22, 23, 24, 26, 27, 28, BR-DEC-23: quantity with its unit, net amount, price."""
    quantity, net, price, gross = line.quantity, line.net, line.price, line.gross_price
    if quantity is None:
        report.found("BR-22", "BT-129", f"lines[{index}].quantity")
    if quantity is None or quantity.unit is None:
        report.found("BR-23", "BT-130", f"lines[{index}].quantity")
    if net is None:
        report.found("BR-24", "BT-131", f"lines[{index}].net")
    elif net.places > 2:
        report.found("BR-DEC-23", "BT-131", f"lines[{index}].net", value=net.text)
    if price is None:
        report.found("BR-26", "BT-146", f"lines[{index}].price")
    if price is None or not _not_negative(price):
        report.found("BR-27", "BT-146", f"lines[{index}].price")
    if gross is not None and not _not_negative(gross):
        report.found("BR-28", "BT-148", f"lines[{index}].gross_price")


def _not_negative(price: Number) -> bool:
    """Tell whether the price is not below zero; the artefacts compare it as a binary fraction, 1e3 or INF."""
    if price.value is not None:
        return price.value >= ZERO
    binary = floating(price.text)
    return binary is not None and not binary < 0


def _classes(line: Line, index: int, report: Report, *, cii: bool) -> None:
    """BR-64, BR-65: an identifier of the item names its scheme, a classification its list."""
    standard = line.standard_item
    if standard is not None and _unnamed(standard, cii=cii):
        report.found("BR-64", "BT-157", f"lines[{index}].standard_item")
    for number, row in enumerate(line.classes):
        if _unnamed(row, cii=cii):
            report.found("BR-65", "BT-158", f"lines[{index}].classes[{number}]")


def _unnamed(row: Identifier, *, cii: bool) -> bool:
    """Tell whether the scheme is missing; CII takes a blank one for missing too."""
    return row.scheme is None or (cii and not row.scheme.strip())
