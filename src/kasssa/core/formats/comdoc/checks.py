"""What a COMDOC lacks, has in excess and contradicts itself in: findings, in the order of the document."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kasssa.core.codes.comdoc import KNOWN, STATUSES, TYPES, type_code
from kasssa.core.formats.comdoc.model import Balance, Comdoc, Row, Side
from kasssa.core.formats.comdoc.reader import FAMILY
from kasssa.core.formats.comdoc.tables import DOCUMENT
from kasssa.core.formats.domestic.faults import Found, Notes, found
from kasssa.core.formats.domestic.forms import fixed
from kasssa.core.formats.domestic.reading import survey
from kasssa.core.money import multiply, plain_decimal
from kasssa.core.parties import BadCode, parse_code

SIDES_MIN, SIDES_MAX = 2, 10
ROWS_MAX = 9999
PARAMETERS_MAX = 99
BASES_MAX = 10
_KOPIYKA = Decimal("0.01")
# By how much a price of two decimals may be off: programs round 83.333… and multiply the exact one.
_HALF = Decimal("0.005")


def check(comdoc: Comdoc) -> tuple[Found, ...]:
    """Return what is wrong with ``comdoc``; nothing of it keeps the document from being read."""
    notes = Notes(FAMILY)
    survey(comdoc, DOCUMENT, notes)
    notes.extend(_room(comdoc))
    notes.extend(_type(comdoc))
    notes.extend(_sides(comdoc))
    for at, row in enumerate(comdoc.rows, start=1):
        notes.extend(_row(row, f"Таблиця/Рядок[{at}]"))
    notes.extend(_totals(comdoc))
    for at, balance in enumerate(comdoc.balances, start=1):
        notes.extend(_balance(comdoc, balance, f"ЗагальнеПоКонтрагентам/ЗагальнеПоКонтрагенту[{at}]"))
    return notes.all()


def _room(comdoc: Comdoc) -> Iterator[Found]:
    """Repeated elements for which the format has no room."""
    for name, count, most in (
        ("Рядок", len(comdoc.rows), ROWS_MAX),
        ("Параметр", len(comdoc.parameters), PARAMETERS_MAX),
        ("ДокПідстава", len(comdoc.header.bases), BASES_MAX),
    ):
        if count > most:
            yield found("CMD-20", name, name=name, most=most, count=count)


def _type(comdoc: Comdoc) -> Iterator[Found]:
    """Home-made programs write wrong codes, so the code and the name must say the same."""
    header = comdoc.header
    code = type_code(header.type_code)
    if not code:
        return
    if code not in KNOWN:
        yield found("CMD-10", "Заголовок/КодТипуДокументу", code=code)
    name = TYPES.get(code, "")
    if name and header.type_name and not _same_type(name, header.type_name):
        yield found("CMD-11", "Заголовок/ТипДокументу", code=code, name=header.type_name)


def _same_type(listed: str, stated: str) -> bool:
    """Whether two names of a type agree: in full, or as one shortens the other."""
    here, there = (_letters(name) for name in (listed, stated))
    return here.startswith(there) or there.startswith(here)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _sides(comdoc: Comdoc) -> Iterator[Found]:
    if not SIDES_MIN <= len(comdoc.sides) <= SIDES_MAX:
        yield found("CMD-12", "Сторони", least=SIDES_MIN, most=SIDES_MAX, count=len(comdoc.sides))
    for at, side in enumerate(comdoc.sides, start=1):
        yield from _side(side, f"Сторони/Контрагент[{at}]")


def _side(side: Side, path: str) -> Iterator[Found]:
    if side.status and side.status not in STATUSES:
        yield found("CMD-07", f"{path}/СтатусКонтрагента", value=side.status)
    if side.code:
        try:
            parse_code(side.code)
        except BadCode:
            yield found("CMD-13", f"{path}/КодКонтрагента", value=side.code)


def _row(row: Row, path: str) -> Iterator[Found]:
    if row.base_price is not None and row.vat is not None and row.price is not None:
        yield from _differs("CMD-18", f"{path}/Ціна", row.price, row.base_price + row.vat)
    sums = row.sums
    if sums is None:
        return
    if row.quantity is not None and row.base_price is not None and sums.net is not None:
        counted = multiply(row.quantity, row.base_price)
        slack = abs(row.quantity) * _HALF if row.base_price == round(row.base_price, 2) else Decimal(0)
        yield from _differs("CMD-14", f"{path}/ВсьогоПоРядку/СумаБезПДВ", sums.net, counted, slack=slack)
    if sums.net is not None and sums.vat is not None and sums.total is not None:
        yield from _differs("CMD-15", f"{path}/ВсьогоПоРядку/Сума", sums.total, sums.net + sums.vat)


def _totals(comdoc: Comdoc) -> Iterator[Found]:
    totals = comdoc.totals
    if totals is None:
        return
    nets = _all(row.sums.net if row.sums else None for row in comdoc.rows)
    vats = _all(row.sums.vat if row.sums else None for row in comdoc.rows)
    path = "ВсьогоПоДокументу"
    if totals.net is not None and nets is not None:
        yield from _differs("CMD-16", f"{path}/СумаБезПДВ", totals.net, sum(nets, Decimal(0)))
    if totals.vat is not None and vats is not None:
        yield from _differs("CMD-17", f"{path}/ПДВ", totals.vat, sum(vats, Decimal(0)), times=len(vats))
    if totals.net is not None and totals.vat is not None and totals.total is not None:
        yield from _differs("CMD-15", f"{path}/Сума", totals.total, totals.net + totals.vat)


def _all(values: Iterable[Decimal | None]) -> list[Decimal] | None:
    """The values if there are any and every one is stated."""
    stated = list(values)
    known = [value for value in stated if value is not None]
    return known if known and len(known) == len(stated) else None


def _balance(comdoc: Comdoc, balance: Balance, path: str) -> Iterator[Found]:
    opening = _side_of(balance.opening_debit, balance.opening_credit)
    turnover = _side_of(balance.turnover_debit, balance.turnover_credit)
    closing = _side_of(balance.closing_debit, balance.closing_credit)
    yield from _differs("CMD-19", f"{path}/СальдоКінцевеДебет", closing, opening + turnover)
    operations = [operation for row in comdoc.rows for operation in row.operations]
    if not operations or len(comdoc.balances) > 1:
        return
    counted = sum((_side_of(one.debit, one.credit) for one in operations), Decimal(0))
    yield from _differs("CMD-23", f"{path}/ОборотиЗаПеріодДебет", turnover, counted)


def _side_of(debit: Decimal | None, credit: Decimal | None) -> Decimal:
    return (debit or Decimal(0)) - (credit or Decimal(0))


def _differs(
    name: str, path: str, stated: Decimal, counted: Decimal, *, times: int = 1, slack: Decimal = Decimal(0)
) -> Iterator[Found]:
    """Yield a finding if the two are further apart than a kopiyka for each rounding, and ``slack``."""
    if abs(stated - counted) > _KOPIYKA * times + slack:
        yield found(name, path, stated=fixed(stated), counted=plain_decimal(counted))
