"""Rows of a list as drafts of invoices, one at a time, each with what is wrong and in which row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kasssa.core.document.checks import LINES_MAX
from kasssa.core.document.draft import BadDate, Draft, DraftLine, parse_date, preview
from kasssa.core.document.faults import Fault, fault
from kasssa.core.formats.domestic.faults import found
from kasssa.core.formats.lists.columns import OF_INVOICE, Columns, Field
from kasssa.core.formats.lists.rates import UnknownRate, parse_rate
from kasssa.core.formats.lists.rows import Row
from kasssa.core.money import BadNumber, multiply, parse_decimal, plain_decimal
from kasssa.core.tax import Vat

_PLACES = 6
_SIX = Decimal("0.000001")
_KOPIYKA = Decimal("0.01")
_LINE_PATH = re.compile(r"lines\[([0-9]+)\](?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong, with the number of the row and the heading of the column; no heading: the whole row."""

    row: int
    heading: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Entry:
    """One invoice of the list. ``last_row`` says how far the reading has come."""

    first_row: int
    last_row: int
    number: str  # as in the list; the service numbers by its own series
    issued_on: str
    buyer_name: str
    draft: Draft
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """What holds for rows that do not say: a value of ``Vat`` and a unit; nothing means that they must."""

    vat: str = ""
    unit: str = ""


@dataclass(slots=True)
class _Open:
    """An invoice whose rows are being gathered."""

    number: str
    first: Row
    last_row: int
    values: dict[Field, str]
    lines: list[DraftLine] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def read_list(
    rows: Iterable[Row], columns: Columns, *, seller_pays_vat: bool, assumed: Assumed | None = None
) -> Iterator[Entry]:
    """Yield an entry for every invoice of ``rows``, those after the headings, in their order.

    Rows with the same number that follow one another are one invoice, and so is a row
    without a number after them; without a column of numbers every row is an invoice. Only
    the numbers met are remembered, so memory hardly grows with the list.

    Raises:
        BadFormat: what ``rows`` raise.
    """
    reading = _Reading(columns, assumed or Assumed(), pays_vat=seller_pays_vat)
    numbered = columns.place(Field.NUMBER) is not None
    seen: set[str] = set()
    current: _Open | None = None
    for row in rows:
        if row.is_blank:
            continue
        number = row.cell(columns.place(Field.NUMBER))
        if current is not None and numbered and number in ("", current.number):
            reading.continue_with(current, row)
            continue
        if current is not None:
            yield reading.close(current)
        current = reading.open(row, number)
        if number and number in seen:
            heading = columns.heading(Field.NUMBER)
            current.faults.append(RowFault(row.number, heading, found("LST-08", number=number)))
        seen.add(number)
    if current is not None:
        yield reading.close(current)


class _Reading:
    """One reading of a list by one mapping."""

    def __init__(self, columns: Columns, assumed: Assumed, *, pays_vat: bool) -> None:
        self.columns, self.assumed, self.pays_vat = columns, assumed, pays_vat
        self._places = dict(columns.places)
        self._of_invoice = tuple(known for known in OF_INVOICE if known in self._places)

    def open(self, row: Row, number: str) -> _Open:
        """Begin an invoice with ``row``."""
        values = {known: self._cell(row, known) for known in self._of_invoice}
        opened = _Open(number, row, row.number, values)
        self._check_issued_on(opened, row)
        self._add(opened, row)
        return opened

    def continue_with(self, opened: _Open, row: Row) -> None:
        """Add ``row`` to an open invoice; what stands once in an invoice may not differ."""
        for known in self._of_invoice:
            value = self._cell(row, known)
            if value and value != opened.values[known]:
                if opened.values[known]:
                    differs = found("LST-09", number=opened.number, name=self.columns.heading(known))
                    opened.faults.append(self._fault(row, known, differs))
                else:
                    opened.values[known] = value
        opened.last_row = row.number
        self._add(opened, row)

    def close(self, opened: _Open) -> Entry:
        """Return the entry of an invoice that has all its rows."""
        draft = self._draft(opened)
        known = {(one.row, one.heading) for one in opened.faults}
        for one in preview(draft, seller_pays_vat=self.pays_vat).faults:
            placed = self._placed(opened, one)
            if (placed.row, placed.heading) not in known:  # said already, in words of the list
                opened.faults.append(placed)
        return Entry(
            first_row=opened.first.number,
            last_row=opened.last_row,
            number=opened.number,
            issued_on=opened.values.get(Field.ISSUED_ON, ""),
            buyer_name=opened.values.get(Field.BUYER_NAME, ""),
            draft=draft,
            faults=tuple(sorted(opened.faults, key=lambda one: one.row)),
        )

    def _draft(self, opened: _Open) -> Draft:
        value = opened.values.get
        return Draft(
            buyer_code=value(Field.BUYER_CODE, ""),
            lines=tuple(opened.lines),
            due_on=value(Field.DUE_ON, ""),
            contract=value(Field.CONTRACT, ""),
            order=value(Field.ORDER, ""),
            place=value(Field.PLACE, ""),
            purpose=value(Field.PURPOSE, ""),
            note=value(Field.NOTE, ""),
            series=value(Field.SERIES, ""),
        )

    def _add(self, opened: _Open, row: Row) -> None:
        if len(row.cells) > len(self.columns.headings) and any(row.cells[len(self.columns.headings) :]):
            count, most = len(row.cells), len(self.columns.headings)
            opened.faults.append(RowFault(row.number, "", found("LST-11", count=count, most=most)))
        if len(opened.lines) == LINES_MAX:
            if not any(one.fault.code.endswith("LST-07") for one in opened.faults):
                opened.faults.append(RowFault(row.number, "", found("LST-07", most=LINES_MAX)))
            return
        vat = self._vat(opened, row)
        line = DraftLine(
            name=self._cell(row, Field.NAME),
            unit=self._cell(row, Field.UNIT) or self.assumed.unit,
            quantity=self._cell(row, Field.QUANTITY),
            price=self._price(opened, row, vat),
            vat=vat,
            exemption=self._cell(row, Field.EXEMPTION),
            code=self._cell(row, Field.CODE),
            article=self._cell(row, Field.ARTICLE),
        )
        self._check_net(opened, row, line)
        opened.lines.append(line)
        opened.rows.append(row.number)

    def _vat(self, opened: _Open, row: Row) -> str:
        text = self._cell(row, Field.VAT)
        if not text:
            return self.assumed.vat
        try:
            return parse_rate(text, seller_pays_vat=self.pays_vat).value
        except UnknownRate:
            opened.faults.append(self._fault(row, Field.VAT, found("LST-14", value=text)))
            return ""

    def _price(self, opened: _Open, row: Row, vat: str) -> str:
        """The price without VAT, taken out of the one with VAT where only that is stated."""
        stated, gross = self._cell(row, Field.PRICE), self._cell(row, Field.PRICE_WITH_VAT)
        if stated or not gross:
            return stated
        try:
            number = parse_decimal(gross, _PLACES)
        except BadNumber as error:
            opened.faults.append(self._fault(row, Field.PRICE_WITH_VAT, fault(error.fault)))
            return ""
        percent = Vat(vat).percent if vat else Decimal(0)
        return plain_decimal((number * 100 / (100 + percent)).quantize(_SIX))

    def _check_net(self, opened: _Open, row: Row, line: DraftLine) -> None:
        """Compare the stated sum of the row, as far as its numbers can be read at all."""
        text = self._cell(row, Field.NET)
        if not text:
            return
        try:
            stated = parse_decimal(text, _PLACES)
            counted = multiply(parse_decimal(line.quantity, _PLACES), parse_decimal(line.price, _PLACES))
        except BadNumber:
            return
        if abs(stated - counted) > _KOPIYKA:
            differs = found("LST-10", stated=plain_decimal(stated), counted=plain_decimal(counted))
            opened.faults.append(self._fault(row, Field.NET, differs))

    def _check_issued_on(self, opened: _Open, row: Row) -> None:
        text = opened.values.get(Field.ISSUED_ON, "")
        try:
            if text:
                parse_date(text)
        except BadDate:
            opened.faults.append(self._fault(row, Field.ISSUED_ON, fault("KSA-DAT-01")))

    def _placed(self, opened: _Open, one: Fault) -> RowFault:
        """A fault of the draft, led back to the cell that it comes from."""
        match = _LINE_PATH.match(one.path)
        if match is None:
            name = {"buyer.code": Field.BUYER_CODE, "due_on": Field.DUE_ON}.get(one.path)
            return RowFault(opened.first.number, self.columns.heading(name) if name else "", one)
        known = Field(match[2]) if match[2] else None
        if known is Field.PRICE and Field.PRICE not in self._places:
            known = Field.PRICE_WITH_VAT
        heading = self.columns.heading(known) if known else ""
        return RowFault(opened.rows[int(match[1])], heading, one)

    def _fault(self, row: Row, known: Field, one: Fault) -> RowFault:
        return RowFault(row.number, self.columns.heading(known), one)

    def _cell(self, row: Row, known: Field) -> str:
        return row.cell(self._places.get(known))
