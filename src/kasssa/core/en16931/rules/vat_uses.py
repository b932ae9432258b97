"""Where each category of VAT is used in an invoice, gathered once for all rules."""

import msgspec

from kasssa.core.en16931.model import Adjustment, Invoice, Subtotal, Syntax, Tax
from kasssa.core.en16931.numbers import Number


class Uses(msgspec.Struct):
    """How often a category stands in the breakdown, on lines and on allowances and charges.

    The counts with ``vat`` leave out what is some other duty. The rates stand with the
    places they were found at.
    """

    breakdown: int = 0
    breakdown_vat: int = 0
    lines: int = 0
    lines_vat: int = 0
    adjustments: int = 0
    adjustments_vat: int = 0
    other_vat: int = 0  # anywhere but on lines and in the breakdown
    own_allowances: int = 0  # of the document itself, VAT only
    own_charges: int = 0
    parts: list[tuple[int, Subtotal]] = []
    line_rates: list[tuple[str, Number | None]] = []
    allowance_rates: list[tuple[str, Number | None]] = []
    charge_rates: list[tuple[str, Number | None]] = []


def uses(invoice: Invoice) -> dict[str, Uses]:
    """Return the uses of each category; those without a category stand under an empty one."""
    found: dict[str, Uses] = {}
    for index, part in enumerate(invoice.breakdown):
        if part.tax is not None:
            use = _of(found, part.tax)
            use.breakdown += 1
            use.breakdown_vat += part.tax.is_vat
            use.parts.append((index, part))
    for number, line in enumerate(invoice.lines):
        for tax in line.taxes:
            use = _of(found, tax)
            use.lines += 1
            if tax.is_vat:
                use.lines_vat += 1
                use.line_rates.append((f"lines[{number}].taxes", tax.rate))
        for row in line.adjustments:
            _adjustment(row, f"lines[{number}].adjustments", found)
    for index, row in enumerate(invoice.adjustments):
        _adjustment(row, f"adjustments[{index}]", found, own=True)
    _elsewhere(invoice, found)
    return found


def _of(found: dict[str, Uses], tax: Tax) -> Uses:
    category = tax.category or ""
    use = found.get(category)
    if use is None:
        use = found[category] = Uses()
    return use


def _adjustment(row: Adjustment, path: str, found: dict[str, Uses], *, own: bool = False) -> None:
    for tax in row.taxes:
        use = _of(found, tax)
        use.adjustments += 1
        if not tax.is_vat:
            continue
        use.adjustments_vat += 1
        use.other_vat += 1
        if row.charge is True:
            use.charge_rates.append((f"{path}.taxes", tax.rate))
            use.own_charges += own
        elif row.charge is False:
            use.allowance_rates.append((f"{path}.taxes", tax.rate))
            use.own_allowances += own


def _elsewhere(invoice: Invoice, found: dict[str, Uses]) -> None:
    """Count what stands where the standard has no place for it, but the artefacts look."""
    for row in invoice.elsewhere.adjustments:
        _adjustment(row, "elsewhere.adjustments", found)
    for tax in invoice.elsewhere.line_taxes:
        use = _of(found, tax)
        use.lines += 1
        use.lines_vat += tax.is_vat
    for tax in invoice.elsewhere.more_taxes:
        use = _of(found, tax)
        use.breakdown += 1
        use.breakdown_vat += tax.is_vat
    loose = list(invoice.elsewhere.other_taxes)
    if invoice.syntax is not Syntax.CII:
        loose += [part.tax for part in invoice.elsewhere.subtotals if part.tax is not None]
    for tax in loose:
        _of(found, tax).other_vat += tax.is_vat
