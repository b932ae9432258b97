"""Rules on the document as a whole: BR-01 to 05, 16, 52 to 55, 57, 29, 30, BR-CO-03, 19, 20."""

from kasssa.core.en16931.model import Invoice, Period, Syntax
from kasssa.core.en16931.rules.report import Report

_REQUIRED = (
    ("specification", "BR-01", "BT-24"),
    ("number", "BR-02", "BT-1"),
    ("issued_on", "BR-03", "BT-2"),
    ("kind", "BR-04", "BT-3"),
    ("currency", "BR-05", "BT-5"),
)


def check(invoice: Invoice, report: Report) -> None:
    """Judge the header of the document."""
    for field, rule, term in _REQUIRED:
        if not getattr(invoice, field):
            report.found(rule, term, field)
    if not invoice.lines:
        report.found("BR-16", "BG-25", "lines")
    _tax_currency(invoice, report)
    _tax_point(invoice, report)
    _references(invoice, report)
    _delivery(invoice, report)
    for path, period in _periods(invoice):
        _period(period, path, invoice.syntax, report)


def _tax_currency(invoice: Invoice, report: Report) -> None:
    """BR-53: with an accounting currency for VAT, the total of VAT stands in it."""
    currency = invoice.tax_currency
    if currency is None:
        return
    stated = {total.amount.unit for total in invoice.tax_totals if total.amount is not None}
    if invoice.syntax is Syntax.CII:
        if invoice.totals is None or (currency in stated and currency != invoice.currency):
            return
    elif currency in stated:
        return
    report.found("BR-53", "BT-111", "tax_totals", currency=currency)


def _tax_point(invoice: Invoice, report: Report) -> None:
    """BR-CO-03: the date of the tax point and its code exclude each other."""
    if invoice.syntax is not Syntax.CII:
        if invoice.tax_point_on is not None and any(period.point is not None for period in invoice.periods):
            report.found("BR-CO-03", "BT-7", "tax_point_on")
        return
    taxes = [part.tax for part in invoice.breakdown if part.tax is not None]
    everywhere = taxes + invoice.elsewhere.other_taxes
    everywhere += [tax for line in invoice.lines for tax in line.taxes]
    if any(tax.point_date is not None for tax in everywhere) and any(
        tax.point is not None for tax in everywhere
    ):
        for index, tax in enumerate(taxes):
            if not (tax.is_vat and tax.category in {"L", "M", "O"}):  # judged by their own rules alone
                report.found("BR-CO-03", "BT-7", f"breakdown[{index}]")


def _references(invoice: Invoice, report: Report) -> None:
    """BR-52, 54, 55: a reference refers to something, an attribute has a name and a value."""
    of_lines = [document for line in invoice.lines for document in line.documents]
    for index, document in enumerate(invoice.documents + of_lines + invoice.elsewhere.documents):
        if not document.id:
            report.found("BR-52", "BT-122", f"documents[{index}].id")
    for index, reference in enumerate(invoice.preceding + invoice.elsewhere.preceding):
        missing = reference.id is None if invoice.syntax is not Syntax.CII else not reference.id
        if missing:
            report.found("BR-55", "BT-25", f"preceding[{index}].id")
    attributes = [
        (f"lines[{number}].attributes[{index}]", attribute)
        for number, line in enumerate(invoice.lines)
        for index, attribute in enumerate(line.attributes)
    ]
    attributes += [("elsewhere.attributes", attribute) for attribute in invoice.elsewhere.attributes]
    for path, attribute in attributes:
        if attribute.name is None or attribute.value is None:
            report.found("BR-54", "BG-32", path)


def _delivery(invoice: Invoice, report: Report) -> None:
    """BR-57: a delivery address names its country."""
    for index, delivery in enumerate(invoice.deliveries + invoice.elsewhere.deliveries):
        address = delivery.address
        if address is None:
            continue
        missing = address.country is None if invoice.syntax is not Syntax.CII else not address.country
        if missing:
            report.found("BR-57", "BT-80", f"deliveries[{index}].address.country")


def _periods(invoice: Invoice) -> list[tuple[str, Period]]:
    found = [(f"periods[{index}]", period) for index, period in enumerate(invoice.periods)]
    found += [("elsewhere.period", period) for period in invoice.elsewhere.periods]
    found += [
        (f"lines[{index}].period", line.period)
        for index, line in enumerate(invoice.lines)
        if line.period is not None
    ]
    return found


def _period(period: Period, path: str, syntax: Syntax, report: Report) -> None:
    """BR-29, BR-30: a period ends after it starts; BR-CO-19, BR-CO-20: it has a start or an end."""
    of_line = path.startswith("lines")
    if syntax is Syntax.CII:
        both = period.start_present and period.end_present
        neither = not period.start_present and not period.end_present
    else:
        both = period.start is not None and period.end is not None
        neither = period.start is None and period.end is None and (of_line or period.point is None)
    if both and not (period.start is not None and period.end is not None and period.end >= period.start):
        report.found("BR-30" if of_line else "BR-29", "BT-135" if of_line else "BT-74", f"{path}.end")
    if neither:
        report.found("BR-CO-20" if of_line else "BR-CO-19", "BG-26" if of_line else "BG-14", path)
