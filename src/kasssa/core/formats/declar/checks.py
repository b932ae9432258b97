"""What a tax invoice lacks and contradicts itself in: findings, in the order of the form."""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from kasssa.core.codes.declar import (
    ADJUSTMENT,
    ADJUSTMENT_REASONS,
    ASSIGNED,
    CONVENTIONAL_NUMBERS,
    INVOICE,
    LEGAL,
    NATURAL,
    PERCENTS,
    ROWS_MAX,
    STAYING_REASONS,
)
from kasssa.core.formats.declar.model import Declar, TaxParty, TaxRow
from kasssa.core.formats.declar.names import parse_name
from kasssa.core.formats.declar.reader import FAMILY
from kasssa.core.formats.declar.tables import BODY, HEAD, HEADING, ROW, own_table, totals_table
from kasssa.core.formats.domestic.faults import BadFormat, Found, Notes, found
from kasssa.core.formats.domestic.forms import fixed
from kasssa.core.formats.domestic.reading import survey
from kasssa.core.formats.domestic.tables import Cell
from kasssa.core.money import multiply, plain_decimal
from kasssa.core.parties import BadCode, parse_code, parse_vat_number

_KOPIYKA = Decimal("0.01")
_ZERO = Decimal(0)


def check(declar: Declar) -> tuple[Found, ...]:
    """Return what is wrong with ``declar``; nothing of it keeps it from being read."""
    notes = Notes(FAMILY)
    survey(declar.head, HEADING, notes, HEAD)
    survey(declar.body, own_table(), notes, BODY)
    notes.extend(_form(declar))
    notes.extend(_heading(declar))
    notes.extend(_party(declar.body.seller, "HKSEL", "HTINSEL"))
    notes.extend(_party(declar.body.buyer, "HKBUY", "HTINBUY"))
    for row in declar.rows:
        survey(row, ROW, notes, f"{BODY}/[{row.number}]")
        notes.extend(_row(row, f"{BODY}/[{row.number}]"))
    notes.extend(_totals(declar))
    return notes.all()


def check_name(declar: Declar, name: str) -> tuple[Found, ...]:
    """Return in what the file ``name`` contradicts the heading of ``declar``."""
    try:
        parts = parse_name(name)
    except BadFormat as error:
        return (error.found,)
    head = declar.head
    pairs = (
        ("TIN", parts.tin.lstrip("0"), head.tin.lstrip("0")),
        ("форма", parts.form, head.form),
        ("C_DOC_CNT", str(parts.count), head.c_doc_cnt.lstrip("0") or "0"),
        ("PERIOD_MONTH", str(parts.month), str(head.period_month)),
        ("PERIOD_YEAR", str(parts.year), str(head.period_year)),
    )
    return tuple(
        found("TAX-12", HEAD, name=label, stated=stated, counted=counted)
        for label, stated, counted in pairs
        if stated != counted
    )


def _form(declar: Declar) -> Iterator[Found]:
    head = declar.head
    if head.c_doc not in (LEGAL, NATURAL) or head.c_doc_sub not in (INVOICE, ADJUSTMENT):
        yield found("TAX-10", HEAD, code=head.form)
    if not declar.rows:
        yield found("TAX-05", BODY, name="RXXXXG3S")
    if len(declar.rows) > ROWS_MAX:
        yield found("TAX-22", BODY, count=len(declar.rows), most=ROWS_MAX)


def _heading(declar: Declar) -> Iterator[Found]:
    head, body = declar.head, declar.body
    office = f"{head.c_reg:0>2}{head.c_raj:0>2}"
    if head.c_sti_orig and head.c_reg and head.c_sti_orig.zfill(4) != office:
        yield found("TAX-19", f"{HEAD}/C_STI_ORIG", stated=head.c_sti_orig, counted=office)
    if body.drawn_on is not None and head.period_month and head.period_year:
        period, drawn = f"{head.period_month:02}.{head.period_year}", f"{body.drawn_on:%m.%Y}"
        if period != drawn:
            yield found("TAX-20", f"{HEAD}/PERIOD_MONTH", stated=period, counted=drawn)
    if body.staying_reason and body.staying_reason not in STAYING_REASONS:
        yield found("TAX-07", f"{BODY}/HTYPR", value=body.staying_reason)


def _party(party: TaxParty, vat_name: str, code_name: str) -> Iterator[Found]:
    """Check digits; numbers that stand for no one in particular are in a table of their own."""
    if party.vat_number and party.vat_number not in CONVENTIONAL_NUMBERS:
        yield from _code(parse_vat_number, party.vat_number, vat_name)
    if party.code and party.source != ASSIGNED:  # the form of those is up to the tax service
        yield from _code(parse_code, party.code, code_name)


def _code(parse: Callable[[str], object], value: str, name: str) -> Iterator[Found]:
    try:
        parse(value)
    except BadCode:
        yield found("TAX-17", f"{BODY}/{name}", value=value, name=name)


def _row(row: TaxRow, path: str) -> Iterator[Found]:
    if row.reason and row.reason not in ADJUSTMENT_REASONS:
        yield found("TAX-07", f"{path}/RXXXXG21", value=row.reason)
    if row.rate and row.rate not in PERCENTS:
        yield found("TAX-07", f"{path}/RXXXXG008", value=row.rate)
    if row.base is None:
        return
    counted = _counted_base(row)
    if counted is not None and abs(counted - row.base) > _KOPIYKA:
        yield found("TAX-13", f"{path}/RXXXXG010", stated=fixed(row.base), counted=plain_decimal(counted))
    if row.tax is not None and row.rate in PERCENTS:
        tax = _tax(row.base, row.rate)
        if abs(tax - row.tax) > _KOPIYKA:
            yield found("TAX-14", f"{path}/RXXXXG11_10", stated=fixed(row.tax), counted=plain_decimal(tax))


def _counted_base(row: TaxRow) -> Decimal | None:
    """Quantity by price; in an adjustment of prices, the change of the price by the quantity supplied."""
    if row.price_change is not None and row.price_change_quantity is not None:
        return multiply(row.price_change, row.price_change_quantity)
    if row.quantity is not None and row.price is not None:
        return multiply(row.quantity, row.price)
    return None


def _tax(base: Decimal, rate: str) -> Decimal:
    return multiply(base, Decimal(PERCENTS[rate]) / 100)


def _totals(declar: Declar) -> Iterator[Found]:
    """Totals by rate are sums of the rows, rounded once; the grand total is the sum of those."""
    names = {row.field: row.path for row in totals_table(declar.head.c_doc_sub).rows if isinstance(row, Cell)}
    totals = declar.body.totals
    for rate in PERCENTS:
        rows = [row for row in declar.rows if row.rate == rate]
        pairs = [(f"base_{rate}", sum((row.base or _ZERO for row in rows), _ZERO))]
        if PERCENTS[rate]:
            pairs.append((f"tax_{rate}", _rounded(sum((row.tax or _ZERO for row in rows), _ZERO))))
        for field, counted in pairs:
            yield from _differs(getattr(totals, field), counted, names[field], given=bool(rows))
    taxes = sum((value or _ZERO for value in (totals.tax_20, totals.tax_14, totals.tax_7)), _ZERO)
    yield from _differs(totals.tax, taxes, names["tax"], given=bool(taxes))
    if totals.total is not None:
        bases = (getattr(totals, f"base_{rate}") or _ZERO for rate in PERCENTS)
        grand = sum(bases, _ZERO) + (totals.tax or _ZERO) + (totals.containers or _ZERO)
        if grand != totals.total:
            path = f"{BODY}/{names['total']}"
            yield found("TAX-16", path, stated=fixed(totals.total), counted=fixed(grand))


def _differs(stated: Decimal | None, counted: Decimal, name: str, *, given: bool) -> Iterator[Found]:
    """A total may be left out where no row is at its rate."""
    if stated is None and not given:
        return
    if (stated or _ZERO) != counted:
        shown = "—" if stated is None else fixed(stated)
        yield found("TAX-15", f"{BODY}/{name}", name=name, stated=shown, counted=fixed(counted))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_KOPIYKA, ROUND_HALF_UP)
