"""Our own rules KSR on values that cannot be reckoned with, where the artefacts give up without a verdict.

KSR-NUM: an amount or a rate is no decimal number. KSR-BOOL: the indicator of an allowance or
charge is neither true nor false. KSR-DATE: a period has a date that does not exist. A fourth,
KSR-ONE, is found on the walk: a term that may stand once stands again.
"""

from collections.abc import Iterator
from datetime import date

from kasssa.core.en16931.model import Adjustment, Invoice, Period, Syntax, Tax
from kasssa.core.en16931.numbers import Number
from kasssa.core.en16931.rules.report import Report


def check(invoice: Invoice, report: Report, *, reckonable: bool) -> None:
    """Judge whether the values can be reckoned with at all; the numbers only unless ``reckonable``."""
    for path, written in () if reckonable else _numbers(invoice):
        if written is not None and written.value is None:
            report.found("KSR-NUM", "", path, value=written.text[:80])
    for path, row in _adjustments(invoice):
        if row.indicator is not None and row.charge is None:
            report.found("KSR-BOOL", "", f"{path}.charge", value=row.indicator[:80])
    if invoice.syntax is not Syntax.CII:
        _dates(invoice, report)


def _numbers(invoice: Invoice) -> Iterator[tuple[str, Number | None]]:
    totals = invoice.totals
    if totals is not None:
        for field in totals.__struct_fields__:
            yield f"totals.{field}", getattr(totals, field)
    for index, total in enumerate(invoice.tax_totals):
        yield f"tax_totals[{index}].amount", total.amount
    for index, part in enumerate(invoice.breakdown):
        yield f"breakdown[{index}].base", part.base
        yield f"breakdown[{index}].amount", part.amount
        if part.tax is not None:
            yield f"breakdown[{index}].tax.rate", part.tax.rate
    for index, row in enumerate(invoice.adjustments):
        yield f"adjustments[{index}].amount", row.amount
        yield from _rates(f"adjustments[{index}]", row.taxes)
    for index, line in enumerate(invoice.lines):
        yield f"lines[{index}].net", line.net
        yield f"lines[{index}].price", line.price
        yield f"lines[{index}].gross_price", line.gross_price
        yield from _rates(f"lines[{index}]", line.taxes)


def _rates(path: str, taxes: list[Tax]) -> Iterator[tuple[str, Number | None]]:
    for index, tax in enumerate(taxes):
        yield f"{path}.taxes[{index}].rate", tax.rate


def _adjustments(invoice: Invoice) -> Iterator[tuple[str, Adjustment]]:
    for index, row in enumerate(invoice.adjustments):
        yield f"adjustments[{index}]", row
    for number, line in enumerate(invoice.lines):
        for index, row in enumerate(line.adjustments):
            yield f"lines[{number}].adjustments[{index}]", row


def _dates(invoice: Invoice, report: Report) -> None:
    periods = [(f"periods[{index}]", period) for index, period in enumerate(invoice.periods)]
    periods += [
        (f"lines[{index}].period", line.period)
        for index, line in enumerate(invoice.lines)
        if line.period is not None
    ]
    for path, period in periods:
        if period.start is not None and period.end is not None and not _exist(period):
            report.found("KSR-DATE", "", path, value=f"{period.start} – {period.end}"[:80])


def _exist(period: Period) -> bool:
    """Tell whether both dates of the period are days of the calendar, a time zone left aside."""
    try:
        return all(date.fromisoformat((written or "")[:10]) for written in (period.start, period.end))
    except ValueError:
        return False
