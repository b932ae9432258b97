"""Which column of a list is what: guessed by the words of its headings, then as a person says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, islice

from msgspec import Struct

from kasssa.core.formats.domestic.faults import BadFormat, Found, found
from kasssa.core.formats.lists.rows import Row

_AHEAD, _TOLD_MIN = 20, 3
_NOT_A_WORD = re.compile(r"[^\w%№]+|_")


class Field(StrEnum):
    """What a column may hold. Values are stored in mappings for ever."""

    NUMBER = "number"  # of the invoice in the list: rows that have the same one belong together
    ISSUED_ON = "issued_on"
    BUYER_CODE = "buyer_code"
    BUYER_NAME = "buyer_name"
    NAME = "name"
    UNIT = "unit"
    QUANTITY = "quantity"
    PRICE = "price"  # without VAT
    PRICE_WITH_VAT = "price_with_vat"
    NET = "net"  # sum of the row without VAT: compared, not taken over
    VAT = "vat"
    EXEMPTION = "exemption"
    CODE = "code"
    ARTICLE = "article"
    DUE_ON = "due_on"
    CONTRACT = "contract"
    ORDER = "order"
    PLACE = "place"
    PURPOSE = "purpose"
    NOTE = "note"
    SERIES = "series"


# What stands the same in all rows of an invoice.
OF_INVOICE = (
    Field.ISSUED_ON, Field.BUYER_CODE, Field.BUYER_NAME, Field.DUE_ON, Field.CONTRACT, Field.ORDER,
    Field.PLACE, Field.PURPOSE, Field.NOTE, Field.SERIES,
)  # fmt: skip
_REQUIRED = (Field.BUYER_CODE, Field.NAME, Field.QUANTITY)
_WORDS: dict[Field | None, tuple[str, ...]] = {
    # What must not be taken for something else: ordinals, sums of VAT, sums with it.
    None: (
        "№ з п", "№ п п", "№", "n п п", "сума пдв", "сума з пдв", "всього з пдв", "разом з пдв", "vat amount",
        "total", "код одиниці", "дата договору", "дата замовлення", "продавець", "код продавця", "seller",
        "seller code",
    ),
    Field.NUMBER: (
        "номер рахунку", "№ рахунку", "рахунок №", "номер рахунка", "номер документа", "номер документу",
        "рахунок", "номер", "invoice number", "invoice no", "invoice", "number",
    ),
    Field.ISSUED_ON: ("дата рахунку", "дата документа", "дата документу", "дата", "invoice date", "date"),
    Field.BUYER_CODE: (
        "код покупця", "єдрпоу покупця", "код єдрпоу", "єдрпоу", "рнокпп", "єдрпоу рнокпп", "іпн покупця",
        "код контрагента", "код замовника", "ідентифікаційний код", "buyer code", "customer code",
        "buyer tax id", "tax id", "edrpou",
    ),
    Field.BUYER_NAME: (
        "назва покупця", "покупець", "контрагент", "назва контрагента", "замовник", "клієнт", "платник",
        "buyer name", "buyer", "customer name", "customer", "client",
    ),
    Field.NAME: (
        "найменування товару", "найменування", "назва товару", "товар", "послуга", "товари послуги",
        "товар послуга", "номенклатура", "опис", "назва", "item name", "item", "description", "product",
        "goods", "name",
    ),
    Field.UNIT: (
        "одиниця виміру", "одиниці виміру", "од виміру", "од вим", "одиниця", "од", "unit of measure", "unit",
    ),
    Field.QUANTITY: ("кількість", "к сть", "кіл ть", "к ть", "quantity", "qty"),
    Field.PRICE: ("ціна без пдв", "ціна", "ціна грн", "net price", "unit price", "price"),
    Field.PRICE_WITH_VAT: ("ціна з пдв", "ціна з пдв грн", "gross price", "price with vat", "price incl vat"),
    Field.NET: ("сума без пдв", "вартість без пдв", "net amount", "line amount"),
    Field.VAT: ("ставка пдв", "пдв %", "% пдв", "пдв", "vat rate", "vat %", "vat"),
    Field.EXEMPTION: ("підстава звільнення", "пільга", "exemption", "exemption reason"),
    Field.CODE: ("код укт зед", "укт зед", "уктзед", "код дкпп", "дкпп", "commodity code", "hs code"),
    Field.ARTICLE: ("артикул", "код товару", "sku", "article", "item code"),
    Field.DUE_ON: ("строк оплати", "термін оплати", "сплатити до", "оплатити до", "due date", "due"),
    Field.CONTRACT: ("номер договору", "договір", "contract number", "contract"),
    Field.ORDER: ("номер замовлення", "замовлення", "order number", "order", "po number"),
    Field.PLACE: ("місце складання", "place"),
    Field.PURPOSE: ("призначення платежу", "призначення", "payment purpose", "purpose"),
    Field.NOTE: ("примітка", "коментар", "note", "comment"),
    Field.SERIES: ("серія", "series"),
}  # fmt: skip
_EXACT = {phrase: field for field, phrases in _WORDS.items() for phrase in phrases}


class Columns(Struct, frozen=True):
    """A mapping of fields to places of columns, from nought, with the headings of the file."""

    headings: tuple[str, ...]
    places: tuple[tuple[Field, int], ...]

    def place(self, field: Field) -> int | None:
        """Return where ``field`` stands, or None."""
        return next((at for known, at in self.places if known is field), None)

    def heading(self, field: Field) -> str:
        """Return the heading of ``field`` in the file, or the name of the field where it has no column."""
        at = self.place(field)
        return self.headings[at] if at is not None and at < len(self.headings) else field.value


def guess_columns(headings: Sequence[str]) -> Columns:
    """Return what the words of ``headings`` tell, Ukrainian or English; the rest has no field.

    A heading that says exactly what is known goes before one that merely begins with it.

    >>> guess_columns(["№ з/п", "Код ЄДРПОУ", "Товар", "К-сть", "Ціна з ПДВ, грн"]).places[-1]
    (<Field.PRICE_WITH_VAT: 'price_with_vat'>, 4)
    """
    plain = [_plain(heading) for heading in headings]
    taken: dict[Field, int] = {}
    for at, words in enumerate(plain):
        field = _EXACT.get(words)
        if field is not None:
            taken.setdefault(field, at)
    for at, words in enumerate(plain):
        if words in _EXACT or not words:
            continue
        field = _beginning(words)
        if field is not None and at not in taken.values():
            taken.setdefault(field, at)
    return Columns(tuple(headings), tuple(sorted(taken.items(), key=lambda item: item[1])))


def split_headings(rows: Iterable[Row]) -> tuple[Row, Iterator[Row]]:
    """Return the row of headings and those below it.

    Programs put a title and a date above the headings: the first row by whose words three
    fields are told is taken, of the first twenty; else the first one that is not blank.

    Raises:
        BadFormat: there is no row at all (KSA-LST-01), or what ``rows`` raise.
    """
    rows = iter(rows)
    ahead = [row for row in islice(rows, _AHEAD) if not row.is_blank]
    if not ahead:
        raise BadFormat(found("LST-01"))
    told = (at for at, row in enumerate(ahead) if len(guess_columns(row.cells).places) >= _TOLD_MIN)
    at = next(told, 0)
    return ahead[at], chain(ahead[at + 1 :], rows)


def columns_of(headings: Sequence[str], chosen: Mapping[Field, int]) -> Columns:
    """Return the mapping that a person chose, by places from nought."""
    return Columns(tuple(headings), tuple(sorted(chosen.items(), key=lambda item: item[1])))


def check_columns(columns: Columns) -> tuple[Found, ...]:
    """Return what keeps a list from being imported by ``columns``; nothing means that it may be."""
    return (*_missing(columns), *_misplaced(columns))


def _missing(columns: Columns) -> Iterable[Found]:
    for field in _REQUIRED:
        if columns.place(field) is None:
            yield found("LST-02", field.value, name=_WORDS[field][0])
    if columns.place(Field.PRICE) is None and columns.place(Field.PRICE_WITH_VAT) is None:
        yield found("LST-02", Field.PRICE.value, name=_WORDS[Field.PRICE][0])


def _misplaced(columns: Columns) -> Iterable[Found]:
    seen: set[int] = set()
    for field, at in columns.places:
        if at in seen or not 0 <= at < len(columns.headings):
            yield found("LST-03", field.value, column=at + 1)
        seen.add(at)


def _plain(heading: str) -> str:
    return " ".join(_NOT_A_WORD.sub(" ", heading.casefold()).replace("№", " № ").split())


def _beginning(words: str) -> Field | None:
    """The field of the longest known phrase with which ``words`` begins."""
    known = [phrase for phrase in _EXACT if words.startswith(f"{phrase} ")]
    return _EXACT[max(known, key=len)] if known else None
