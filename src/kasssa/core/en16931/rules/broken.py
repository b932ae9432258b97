"""Our own rules KSR on values that cannot be reckoned with, where the artefacts give up without a verdict.

KSR-NUM: an amount or a rate is no decimal number. KSR-BOOL: the indicator of an allowance or
charge of CII is neither true nor false. KSR-DATE: a period has a date that does not exist. A fourth,
KSR-ONE, is found on the walk: a term that may stand once stands again.
"""

import re
from collections.abc import Iterator
from datetime import date

from kasssa.core.en16931.model import Invoice, Line, Period, Syntax, Tax
from kasssa.core.en16931.numbers import Number, floating
from kasssa.core.en16931.rules.report import Report
from kasssa.core.en16931.rules.totals import APART

_day = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?").fullmatch


def check(invoice: Invoice, report: Report, *, reckonable: bool) -> None:
    """Judge whether the values can be reckoned with at all; the numbers only unless ``reckonable``."""
    for path, written in () if reckonable else _numbers(invoice):
        if written is not None and written.value is None:
            report.found("KSR-NUM", "", path, value=written.text[:80])
    if invoice.syntax is not Syntax.CII:
        _dates(invoice, report)
        return
    for index, row in enumerate(invoice.adjustments):  # that of a line is compared as a text
        if row.indicator is not None and row.charge is None:
            report.found("KSR-BOOL", "", f"adjustments[{index}].charge", value=row.indicator[:80])


def _numbers(invoice: Invoice) -> Iterator[tuple[str, Number | None]]:
    yield from _sums(invoice)
    for index, row in enumerate(invoice.adjustments):
        yield f"adjustments[{index}].amount", row.amount
        yield from _rates(f"adjustments[{index}]", row.taxes)
    for index, line in enumerate(invoice.lines):
        yield f"lines[{index}].net", line.net
        yield from _prices(f"lines[{index}]", line)
        yield from _rates(f"lines[{index}]", line.taxes)


def _sums(invoice: Invoice) -> Iterator[tuple[str, Number | None]]:
    """The totals and the breakdown; a total of VAT in another currency only where it has parts."""
    totals, cii = invoice.totals, invoice.syntax is Syntax.CII
    if totals is not None:
        for field in totals.__struct_fields__:
            yield f"totals.{field}", getattr(totals, field)
    for index, tax in enumerate(invoice.tax_totals):
        if tax.parts or (tax.amount is not None and tax.amount.unit == invoice.currency):
            yield f"tax_totals[{index}].amount", tax.amount
    for index, part in enumerate(invoice.breakdown):
        yield f"breakdown[{index}].base", part.base
        yield f"breakdown[{index}].amount", part.amount
        if part.tax is not None and not (cii and part.tax.category in APART):
            yield f"breakdown[{index}].tax.rate", part.tax.rate


def _prices(path: str, line: Line) -> Iterator[tuple[str, Number | None]]:
    """The prices that are not even numbers with an exponent: they are compared with zero, and no more."""
    for field, price in (("price", line.price), ("gross_price", line.gross_price)):
        if price is not None and floating(price.text) is None:
            yield f"{path}.{field}", price


def _rates(path: str, taxes: list[Tax]) -> Iterator[tuple[str, Number | None]]:
    for index, tax in enumerate(taxes):
        yield f"{path}.taxes[{index}].rate", tax.rate


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
    days = [_day(written or "") for written in (period.start, period.end)]
    try:
        return all(day is not None and date.fromisoformat(day[1]) for day in days)
    except ValueError:
        return False
