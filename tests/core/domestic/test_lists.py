"""Lists of invoices: what programs and people save becomes drafts, and every error names its row."""

import csv
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kasssa.core.document.checks import LINES_MAX
from kasssa.core.document.draft import DraftLine
from kasssa.core.formats import lists
from kasssa.core.formats.domestic.faults import BadFormat, found
from kasssa.core.formats.lists import Dialect, Field, Row
from kasssa.core.formats.lists.rates import UnknownRate, parse_rate
from kasssa.core.tax import Vat
from tests.core.samples import INVOICE, NOT_PAYERS_INVOICE, RICH_INVOICE

HEADINGS = ("№ рахунку", "Дата", "ЄДРПОУ", "Покупець", "Товар", "Од.", "К-сть", "Ціна без ПДВ", "ПДВ, %")
BREAD = ("1", "17.03.2026", "43629432", "ТОВ «Млин»", "Хліб", "шт", "10", "25,50", "20%")
SALT = ("1", "", "", "", "Сіль", "кг", "2", "7", "20")
SONG = ("2", "18.03.2026", "3184710691", "Ґалаґан", "Пісня", "послуга", "1", "500", "7")


def text_of(*rows, separator=";", ending="\r\n"):
    quoted = ([f'"{cell}"' for cell in row] for row in (HEADINGS, *rows))
    return ending.join(map(separator.join, quoted)) + ending


def rows_of(*rows, headings=HEADINGS):
    return [Row(number, row) for number, row in enumerate((headings, *rows), start=1)]


def read(*rows, headings=HEADINGS, **more):
    head, below = lists.split_headings(rows_of(*rows, headings=headings))
    more.setdefault("seller_pays_vat", True)
    return list(lists.read_list(below, lists.guess_columns(head.cells), **more))


def told(entries):
    return [(one.row, one.heading, one.fault.code) for entry in entries for one in entry.faults]


def test_rows_with_one_number_are_one_invoice():
    first, second = read(BREAD, SALT, SONG)
    assert (first.first_row, first.last_row, first.number, first.issued_on, first.buyer_name) == (
        2,
        3,
        "1",
        "17.03.2026",
        "ТОВ «Млин»",
    )
    assert first.draft.buyer_code == "43629432"
    assert first.draft.lines == (
        DraftLine(name="Хліб", unit="шт", quantity="10", price="25,50", vat="20"),
        DraftLine(name="Сіль", unit="кг", quantity="2", price="7", vat="20"),
    )
    assert (second.last_row, [line.name for line in second.draft.lines]) == (4, ["Пісня"])
    assert told((first, second)) == []


def test_a_row_without_a_number_belongs_to_the_invoice_above_it():
    (entry,) = read(BREAD, ("", *SALT[1:]), ("",) * 9)
    assert [line.name for line in entry.draft.lines] == ["Хліб", "Сіль"]


def test_without_numbers_every_row_is_an_invoice():
    entries = read(BREAD[2:], SONG[2:], headings=HEADINGS[2:])
    assert [entry.draft.lines[0].name for entry in entries] == ["Хліб", "Пісня"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
def test_a_csv_file_is_told_by_its_beginning(encoding, separator):
    content = text_of(BREAD, SONG, separator=separator).encode(encoding)
    dialect = lists.sniff(content)
    assert dialect == Dialect(encoding, separator)
    rows = list(lists.csv_rows([content[at : at + 7] for at in range(0, len(content), 7)], dialect))
    assert rows == rows_of(BREAD, SONG)


def test_a_cell_may_have_lines_and_separators_between_quotes():
    content = 'Товар;Ціна\r\n"Хліб;\nчорний ""Обідній""";7'.encode()
    rows = list(lists.csv_rows([content], lists.sniff(content)))
    assert rows == [Row(1, ("Товар", "Ціна")), Row(2, ('Хліб;\nчорний "Обідній"', "7"))]


@pytest.mark.parametrize(
    ("content", "dialect", "code"),
    [
        ("Хліб".encode("windows-1251"), Dialect("utf-8"), "KSA-LST-04"),
        (b'"' + b"a" * 6_000, Dialect(), "KSA-LST-05"),
        (b"a" * 1_100_000, Dialect(), "KSA-LST-05"),
        (b'"' + b"a\n" * 100_000, Dialect(), "KSA-LST-05"),
        (b"a\n" * 100_002, Dialect(), "KSA-LST-06"),
    ],
)
def test_a_file_that_is_out_of_reason_is_refused(content, dialect, code):
    with pytest.raises(BadFormat) as refused:
        list(lists.csv_rows([content], dialect))
    assert refused.value.found.code == code


def test_titles_above_the_headings_are_passed_over():
    rows = [Row(1, ("Реєстр рахунків",)), Row(2, ("",)), Row(3, HEADINGS), Row(4, BREAD)]
    head, below = lists.split_headings(rows)
    assert head.number == 3
    assert list(below) == rows[3:]
    with pytest.raises(BadFormat) as refused:
        lists.split_headings([Row(1, ("", " "))])
    assert refused.value.found.code == "KSA-LST-01"


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            (
                "№ з/п",
                "Номер рахунку",
                "Код ЄДРПОУ",
                "Найменування",
                "Одиниця виміру",
                "Кількість",
                "Ціна, грн",
            ),
            (None, Field.NUMBER, Field.BUYER_CODE, Field.NAME, Field.UNIT, Field.QUANTITY, Field.PRICE),
        ),
        (
            (
                "Invoice No",
                "Buyer Code",
                "Description",
                "Unit",
                "Qty",
                "Price (with VAT)",
                "VAT rate",
                "Total",
            ),
            (
                Field.NUMBER,
                Field.BUYER_CODE,
                Field.NAME,
                Field.UNIT,
                Field.QUANTITY,
                Field.PRICE_WITH_VAT,
                Field.VAT,
                None,
            ),
        ),
        (
            ("Товар", "Код товару", "Код УКТ ЗЕД", "Сума ПДВ", "Ставка ПДВ", "Сума без ПДВ", "Продавець"),
            (Field.NAME, Field.ARTICLE, Field.CODE, None, Field.VAT, Field.NET, None),
        ),
        (("Дата", "Дата документа", "Хтозна"), (Field.ISSUED_ON, None, None)),
    ],
)
def test_headings_are_guessed_by_their_words(headings, fields):
    columns = lists.guess_columns(headings)
    assert {at: field for field, at in columns.places} == {
        at: field for at, field in enumerate(fields) if field
    }


def test_a_person_corrects_the_mapping():
    columns = lists.columns_of(("a", "b", "c", "d"), {Field.NAME: 1, Field.BUYER_CODE: 0, Field.QUANTITY: 2})
    assert [(one.code, one.path) for one in lists.check_columns(columns)] == [("KSA-LST-02", "price")]
    columns = lists.columns_of(
        ("a", "b", "c"), {Field.NAME: 1, Field.BUYER_CODE: 0, Field.QUANTITY: 1, Field.PRICE: 9}
    )
    assert [(one.code, one.path) for one in lists.check_columns(columns)] == [
        ("KSA-LST-03", "quantity"),
        ("KSA-LST-03", "price"),
    ]


def test_every_error_names_its_row_and_column():
    entries = read(
        ("1", "31.02.2026", "43629433", "", "", "жменя", "десять", "-1", "19%", "зайве"),
        ("1", "", "43629432", "", "Хліб", "шт", "1", "1,0000001", ""),
    )
    assert told(entries) == [
        (2, "Дата", "KSA-DAT-01"),
        (2, "", "KSA-LST-11"),
        (2, "ПДВ, %", "KSA-LST-14"),
        (2, "ЄДРПОУ", "KSA-COD-03"),
        (2, "К-сть", "KSA-NUM-01"),
        (3, "ЄДРПОУ", "KSA-LST-09"),
        (3, "Ціна без ПДВ", "KSA-NUM-01"),
        (3, "ПДВ, %", "KSA-VAT-01"),
    ]


def test_an_invoice_torn_apart_is_found():
    assert told(read(BREAD, SONG, BREAD)) == [(4, "№ рахунку", "KSA-LST-08")]


def test_a_price_with_vat_is_turned_into_one_without():
    headings = (*HEADINGS[:7], "Ціна з ПДВ", "ПДВ", "Сума без ПДВ")
    (good,) = read(("1", *BREAD[1:7], "100", "20", "833,33"), headings=headings)
    assert good.draft.lines[0].price == "83.333333"
    assert told([good]) == []
    (bad,) = read(("1", *BREAD[1:7], "сто", "20", "1"), headings=headings)
    assert told([bad]) == [(2, "Ціна з ПДВ", "KSA-NUM-01")]
    (other,) = read(("1", *BREAD[1:7], "100", "20", "900"), headings=headings)
    assert told([other]) == [(2, "Сума без ПДВ", "KSA-LST-10")]


def test_what_rows_do_not_say_may_be_assumed():
    row = ("43629432", "Хліб", "1", "5")
    headings = ("Код покупця", "Товар", "Кількість", "Ціна")
    (entry,) = read(row, headings=headings, assumed=lists.Assumed(vat="20", unit="шт"))
    assert told([entry]) == []
    (entry,) = read(row, headings=headings)
    assert told([entry]) == [(2, "vat", "KSA-VAT-01")]


def test_an_invoice_has_no_more_lines_than_a_document():
    entries = read(*[BREAD] * (LINES_MAX + 5))
    assert [len(entry.draft.lines) for entry in entries] == [LINES_MAX]
    assert told(entries) == [(LINES_MAX + 2, "", "KSA-LST-07")]


@pytest.mark.parametrize(
    ("text", "vat"),
    [
        ("20", "20"), ("20,00 %", "20"), ("0.2", "20"), ("ПДВ 7%", "7"), ("0", "0"), ("0,00%", "0"),
        ("Без ПДВ", "exempt"), ("Звільнено", "exempt"), ("14%", "14"),
    ],
)  # fmt: skip
def test_rates_are_read_as_people_write_them(text, vat):
    assert parse_rate(text, seller_pays_vat=True) == Vat(vat)


def test_a_non_payer_writes_no_rate():
    assert parse_rate("без ПДВ", seller_pays_vat=False) is Vat.NOT_PAYER
    with pytest.raises(UnknownRate):
        parse_rate("19", seller_pays_vat=True)


def test_a_dry_run_counts_and_keeps_the_first_errors():
    report = lists.dry_run(read(BREAD, SALT, ("2", *SONG[1:7], "x", "7")))
    assert (report.invoices, report.lines, report.ready, report.last_row) == (2, 3, 1, 4)
    assert [(one.row, one.fault.code) for one in report.shown] == [(4, "KSA-NUM-01")]
    assert report.counts == (("KSA-NUM-01", 1),)
    assert b"".join(lists.error_lines(report.shown, "en")).decode("utf-8-sig").splitlines() == [
        "Row;Column;Code;What is wrong",
        "4;Ціна без ПДВ;KSA-NUM-01;This is not a number. Write digits, and decimals after a point: 1234.50.",
    ]


def test_invoices_are_exported_for_any_bank():
    formula = replace(INVOICE, buyer=replace(INVOICE.buyer, name='=HYPERLINK("x")'))
    content = b"".join(lists.export([RICH_INVOICE, formula, NOT_PAYERS_INVOICE], "uk"))
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1] == [
        "КС-2026/0418",
        "2026-03-17",
        "ТОВ «Млин»",
        "43629432",
        "UA213223130000026007233566001",
        "322313",
        "АТ «Укрексімбанк»",
        "ФОП Ґалаґан Ю. & Син",
        "3184710691",
        "14555,51",
        "1989,07",
        "16544,58",
        "UAH",
        "2026-03-31",
        "Оплата за хліб, рахунок КС-2026/0418",
    ]
    assert rows[2][7] == '\'=HYPERLINK("x")'
    assert rows[2][-1] == "Сплата за рахунком № КС-2026/0417 від 17.03.2026, у т. ч. ПДВ 50,00 грн"
    assert rows[3][-1] == "Сплата за рахунком № 2026/0001 від 17.03.2026, без ПДВ"
    assert b"".join(lists.export([INVOICE], "en")).splitlines()[1].split(b";")[9:12] == [
        b"250.00",
        b"50.00",
        b"300.00",
    ]


def test_memory_does_not_grow_with_the_list():
    count = 4_000

    def pieces():
        yield text_of().encode()
        for _ in range(count):
            yield (";".join(("", *BREAD[1:])) + "\r\n").encode()

    tracemalloc.start()
    head, below = lists.split_headings(lists.csv_rows(pieces(), Dialect()))
    known = lists.guess_columns(head.cells)
    unnumbered = {field: at for field, at in known.places if field is not Field.NUMBER}
    columns = lists.columns_of(head.cells, unnumbered)
    report = lists.dry_run(lists.read_list(below, columns, seller_pays_vat=True))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (report.invoices, report.ready) == (count, count)
    assert most < 100 * count  # a row of the file is longer, and what is made of it ten times as long


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=12))
@settings(max_examples=100, deadline=None)
def test_no_cells_are_too_much(cells):
    rows = rows_of(*map(tuple, cells))
    head, below = lists.split_headings(rows)
    for entry in lists.read_list(below, lists.guess_columns(head.cells), seller_pays_vat=True):
        for one in entry.faults:
            assert one.fault.text("uk")


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_no_bytes_are_too_much(content):
    with suppress(BadFormat):
        assert len(list(lists.csv_rows([content], lists.sniff(content)))) <= 300


def test_a_finding_repeats_no_more_than_the_beginning_of_a_value():
    assert len(dict(found("LST-14", "", value="x" * 999).params)["value"]) == 81
