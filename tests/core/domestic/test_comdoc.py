"""COMDOC: nothing that it can hold is lost, and whatever contradicts itself is said, not refused."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kasssa.core.codes.comdoc import KNOWN, TYPES
from kasssa.core.document.faults import Faulty
from kasssa.core.document.model import Line, Party
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import comdoc
from kasssa.core.formats.comdoc.model import (
    Balance,
    Basis,
    Comdoc,
    Header,
    Operation,
    Parameter,
    Period,
    Row,
    Side,
    Sums,
    Totals,
)
from kasssa.core.formats.domestic.faults import FAULTS_MAX, BadFormat
from kasssa.core.tax import Vat
from tests.core.domestic.spoiling import bomb, spoilt
from tests.core.samples import INVOICE, MLYN, NOT_PAYERS_INVOICE, RICH_INVOICE, documents, trimmed

BREAD = comdoc.comdoc_of(INVOICE)
RICH = comdoc.write(comdoc.comdoc_of(RICH_INVOICE))


def codes(findings):
    return [(found.code, found.path) for found in findings]


@pytest.mark.parametrize("document", [INVOICE, RICH_INVOICE, NOT_PAYERS_INVOICE])
def test_an_invoice_becomes_comdoc_and_is_had_back(document):
    reading = comdoc.read(comdoc.write(comdoc.comdoc_of(document)))
    assert reading.findings == ()
    assert reading.comdoc == comdoc.comdoc_of(document)
    assert comdoc.check(reading.comdoc) == ()
    assert comdoc.document_of(reading.comdoc) == document


@given(documents().map(trimmed))
@settings(max_examples=60, deadline=None)
def test_every_valid_invoice_becomes_comdoc_and_is_had_back(document):
    reading = comdoc.read(comdoc.write(comdoc.comdoc_of(document)))
    assert reading.findings == ()
    assert comdoc.document_of(reading.comdoc) == document
    arithmetic = {"KSA-CMD-14", "KSA-CMD-15", "KSA-CMD-16", "KSA-CMD-17", "KSA-CMD-18"}
    assert not arithmetic & {found.code for found in comdoc.check(reading.comdoc)}


def test_the_vat_of_the_rows_adds_up_to_that_of_the_document():
    line = Line(name="Цвях", unit="H87", quantity=Decimal(1), price=Decimal("0.02"), vat=Vat.GENERAL)
    paper = comdoc.comdoc_of(replace(INVOICE, lines=(line,) * 7))
    assert [row.sums.vat for row in paper.rows] == [
        Decimal(vat) for vat in ("0", "0.01", "0", "0.01", "0", "0", "0.01")
    ]
    assert paper.totals.vat == Decimal("0.03")


def test_it_is_written_in_one_way():
    assert comdoc.write(BREAD) == comdoc.write(comdoc.comdoc_of(INVOICE))
    assert comdoc.write(BREAD).decode().splitlines()[:7] == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<ЕлектроннийДокумент>",
        "  <Заголовок>",
        "    <НомерДокументу>КС-2026/0417</НомерДокументу>",
        "    <ТипДокументу>Рахунок-фактура</ТипДокументу>",
        "    <КодТипуДокументу>016</КодТипуДокументу>",
        "    <ДатаДокументу>2026-03-17</ДатаДокументу>",
    ]


def sides(first="Відправник", second="Отримувач"):
    return (
        Side(status=first, person="Юридична", name="Млин", code="43629432", gln="9864065160861"),
        Side(status=second, person="Фізична", name="Ґалаґан", code="3184710691", gln="9864065160878"),
    )


def header(code, **more):
    return Header(number="7", type_name=TYPES[code], type_code=code, issued_on=date(2026, 3, 17), **more)


BASIS = Basis(number="12", type_name="Договір", type_code="001", issued_on=date(2026, 1, 5))
GOODS = Row(
    id="1",
    position="1",
    uktzed="1905",
    name="Хліб",
    quantity=Decimal(10),
    unit="шт",
    base_price=Decimal(25),
    vat=Decimal(5),
    price=Decimal(30),
    sums=Sums(net=Decimal(250), vat=Decimal(50), total=Decimal(300)),
)
TOTALS = Totals(net=Decimal(250), vat=Decimal(50), total=Decimal(300))
PAPERS = {
    "006": Comdoc(header=header("006", bases=(BASIS,)), sides=sides(), rows=(GOODS,), totals=TOTALS),
    "013": Comdoc(header=header("013"), sides=sides("Виконавець", "Замовник"), rows=(GOODS,), totals=TOTALS),
    "016": BREAD,
    "018": Comdoc(header=header("018", bases=(BASIS,)), sides=sides(), rows=(GOODS,), totals=TOTALS),
    "019": Comdoc(
        header=header("019", annulment_reason="Помилка в ціні", annulled_on=date(2026, 3, 18)),
        annulled=BASIS,
        sides=sides(),
    ),
    "021": Comdoc(header=header("021", bases=(BASIS,)), refused_by=sides()[1], sides=sides(), text="Не те"),
    "029": Comdoc(
        header=header("029", serviced=Period(begins_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))),
        sides=sides(),
        rows=(
            Row(
                id="1",
                position="1",
                name="Рахунок",
                operations=(Operation(happened_on=date(2026, 2, 1), number="5", debit=Decimal(300)),),
            ),
        ),
        balances=(
            Balance(opening_debit=Decimal(100), turnover_debit=Decimal(300), closing_debit=Decimal(400)),
            Balance(opening_credit=Decimal(100), turnover_credit=Decimal(300), closing_credit=Decimal(400)),
        ),
    ),
    "030": Comdoc(
        header=header("030"),
        sides=sides(),
        parameters=(Parameter(id="1", name="Підстава", text="п. 5.1"),),
        rows=(Row(id="1", position="1", name="Недостача", sums=Sums(net=Decimal(9), fine=Decimal("0.9"))),),
        totals=Totals(net=Decimal(9)),
    ),
}


@pytest.mark.parametrize("code", KNOWN)
def test_every_type_is_read_as_it_was_written(code):
    reading = comdoc.read(comdoc.write(PAPERS[code]))
    assert reading.comdoc == PAPERS[code]
    assert reading.findings == ()
    assert comdoc.check(reading.comdoc) == ()


def test_the_tables_of_the_network_misspell_parameters_and_so_do_programs():
    written = comdoc.write(PAPERS["030"]).replace("Параметри>".encode(), "Парамети>".encode())
    assert comdoc.read(written).comdoc == PAPERS["030"]


def test_totals_that_contradict_the_lines_are_findings():
    row = replace(GOODS, sums=Sums(net=Decimal(251), vat=Decimal(50), total=Decimal(300)), price=Decimal(31))
    paper = replace(PAPERS["006"], rows=(row,), totals=replace(TOTALS, vat=Decimal(40)))
    assert codes(comdoc.check(paper)) == [
        ("KSA-CMD-18", "Таблиця/Рядок[1]/Ціна"),
        ("KSA-CMD-14", "Таблиця/Рядок[1]/ВсьогоПоРядку/СумаБезПДВ"),
        ("KSA-CMD-15", "Таблиця/Рядок[1]/ВсьогоПоРядку/Сума"),
        ("KSA-CMD-16", "ВсьогоПоДокументу/СумаБезПДВ"),
        ("KSA-CMD-17", "ВсьогоПоДокументу/ПДВ"),
        ("KSA-CMD-15", "ВсьогоПоДокументу/Сума"),
    ]


def test_a_price_rounded_to_the_kopiyka_may_differ_by_as_much_in_each_unit():
    row = replace(
        GOODS,
        quantity=Decimal(100),
        base_price=Decimal("83.33"),
        vat=None,
        price=None,
        sums=Sums(net=Decimal("8333.33")),
    )
    assert comdoc.check(replace(PAPERS["006"], rows=(row,), totals=None)) == ()


def test_balances_that_do_not_add_up_are_findings():
    wrong = replace(PAPERS["029"].balances[0], closing_debit=Decimal(500))
    found = comdoc.check(replace(PAPERS["029"], balances=(wrong, PAPERS["029"].balances[1])))
    assert codes(found) == [
        ("KSA-CMD-19", "ЗагальнеПоКонтрагентам/ЗагальнеПоКонтрагенту[1]/СальдоКінцевеДебет")
    ]
    alone = replace(PAPERS["029"].balances[0], turnover_debit=Decimal(200), closing_debit=Decimal(300))
    assert codes(comdoc.check(replace(PAPERS["029"], balances=(alone,)))) == [
        ("KSA-CMD-23", "ЗагальнеПоКонтрагентам/ЗагальнеПоКонтрагенту[1]/ОборотиЗаПеріодДебет")
    ]


def test_the_code_and_the_name_of_the_type_must_agree():
    paper = replace(BREAD, header=replace(BREAD.header, type_code="001"))
    assert codes(comdoc.check(paper)) == [
        ("KSA-CMD-10", "Заголовок/КодТипуДокументу"),
        ("KSA-CMD-11", "Заголовок/ТипДокументу"),
    ]
    short = replace(PAPERS["019"], header=replace(PAPERS["019"].header, type_code="19"))
    assert comdoc.check(short) == ()
    named = replace(PAPERS["029"].header, type_name="Акт звірки")
    assert comdoc.check(replace(PAPERS["029"], header=named)) == ()


def test_unreadable_values_repeated_and_foreign_elements_are_findings():
    content = (
        RICH.replace("<ПДВ>5.00</ПДВ>".encode(), "<ПДВ>п’ять</ПДВ><ПДВ>6</ПДВ>".encode(), 1)
        .replace(b"2026-03-17", b"2026-02-30")
        .replace("<Текст>".encode(), "<Зайвий>1</Зайвий><null/><Текст>".encode(), 1)
    )
    reading = comdoc.read(content)
    assert codes(reading.findings) == [
        ("KSA-CMD-02", "Заголовок/ДатаДокументу"),
        ("KSA-CMD-03", "Зайвий"),
        ("KSA-CMD-01", "Таблиця/Рядок[1]/ПДВ"),
        ("KSA-CMD-04", "Таблиця/Рядок[1]/ПДВ"),
    ]
    assert reading.comdoc.rows[0].vat is None
    with pytest.raises(Faulty) as refused:
        comdoc.document_of(reading.comdoc)
    assert codes(refused.value.faults) == [("KSA-CMD-05", "Заголовок/ДатаДокументу")]


def test_an_empty_document_lacks_everything_and_is_read():
    reading = comdoc.read("<ЕлектроннийДокумент/>".encode())
    assert reading.comdoc == Comdoc()
    assert [path for code, path in codes(comdoc.check(reading.comdoc)) if code == "KSA-CMD-05"] == [
        "Заголовок/НомерДокументу",
        "Заголовок/ТипДокументу",
        "Заголовок/КодТипуДокументу",
        "Заголовок/ДатаДокументу",
    ]
    with pytest.raises(Faulty):
        comdoc.document_of(reading.comdoc)


def test_texts_longer_than_the_format_are_written_whole_and_found():
    paper = comdoc.comdoc_of(replace(INVOICE, seller=replace(MLYN, name="Млин " * 20 + "!")))
    assert codes(comdoc.check(paper)) == [("KSA-CMD-06", "Сторони/Контрагент[1]/НазваКонтрагента")]
    assert comdoc.document_of(comdoc.read(comdoc.write(paper)).comdoc).seller.name == "Млин " * 20 + "!"


def test_what_only_foreign_programs_write_becomes_a_document_too():
    row = replace(GOODS, unit="PCE", base_price=None, sums=replace(GOODS.sums, net=Decimal(250)))
    paper = replace(PAPERS["006"], header=header("016"), rows=(row,))
    paper = replace(paper, sides=(replace(paper.sides[0], vat_number="436294326553"), paper.sides[1]))
    document = comdoc.document_of(paper)
    assert (document.seller.code, document.buyer.code) == ("43629432", "3184710691")
    assert document.lines == (
        Line(name="Хліб", unit="H87", quantity=Decimal(10), price=Decimal(25), vat=Vat.GENERAL, code="1905"),
    )


def test_a_document_of_another_type_or_without_what_is_needed_is_refused():
    with pytest.raises(Faulty) as refused:
        comdoc.document_of(PAPERS["018"])
    assert codes(refused.value.faults) == [("KSA-CMD-22", "Заголовок/КодТипуДокументу")]
    assert refused.value.faults[0].text("en") == "This is no invoice (016) but 018. Open it as 018."
    bare = replace(BREAD, sides=BREAD.sides[:1], rows=(Row(unit="жменя", vat_rate="19"),))
    with pytest.raises(Faulty) as refused:
        comdoc.document_of(bare)
    assert codes(refused.value.faults) == [
        ("KSA-CMD-05", "Сторони"),
        ("KSA-CMD-05", "Таблиця/Рядок[1]"),
        ("KSA-CMD-05", "Таблиця/Рядок[1]"),
        ("KSA-CMD-21", "Таблиця/Рядок[1]"),
        ("KSA-CMD-07", "Таблиця/Рядок[1]/ОдиницяВиміру"),
    ]


@pytest.mark.parametrize(
    ("content", "error", "code"),
    [
        (b"", Unreadable, "KSX-XML"),
        (bomb("ЕлектроннийДокумент"), Unreadable, "KSX-XML"),
        ("<!DOCTYPE a><ЕлектроннийДокумент/>".encode(), Unreadable, "KSX-DTD"),
        (b"<Invoice/>", BadFormat, "KSA-CMD-08"),
        ("<a/>".encode("utf-16"), BadFormat, "KSA-CMD-08"),
        (b"<a>" * 300, Unreadable, "KSX-XML"),
    ],
)
def test_what_is_no_comdoc_is_refused(content, error, code):
    with pytest.raises(error) as refused:
        comdoc.read(content)
    assert code in (
        getattr(refused.value, "code", ""),
        getattr(getattr(refused.value, "found", ""), "code", ""),
    )


def test_windows_1251_is_read_as_it_declares():
    content = RICH.decode().replace("UTF-8", "windows-1251").encode("windows-1251")
    assert comdoc.read(content).comdoc == comdoc.comdoc_of(RICH_INVOICE)


def test_a_report_does_not_grow_without_end():
    content = f"<ЕлектроннийДокумент>{'<Щось>1</Щось>' * 5000}</ЕлектроннийДокумент>".encode()
    findings = comdoc.read(content).findings
    assert len(findings) == FAULTS_MAX + 1
    assert findings[-1].params == (("count", "4000"),)


@given(spoilt(RICH))
@settings(max_examples=150, deadline=None)
def test_no_spoilt_document_is_too_much(content):
    reading = comdoc.read(content)
    for found in (*reading.findings, *comdoc.check(reading.comdoc)):
        assert found.text("uk")
        assert found.text("en")
    with suppress(Faulty):
        comdoc.document_of(reading.comdoc)
    assert comdoc.read(comdoc.write(reading.comdoc)).comdoc == reading.comdoc


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_no_bytes_are_too_much(content):
    with pytest.raises((Unreadable, BadFormat)):
        comdoc.read(content)


def test_a_party_without_a_good_code_is_found():
    paper = replace(BREAD, sides=(replace(BREAD.sides[0], code="43629433", status="Хтось"), BREAD.sides[1]))
    assert codes(comdoc.check(paper)) == [
        ("KSA-CMD-07", "Сторони/Контрагент[1]/СтатусКонтрагента"),
        ("KSA-CMD-13", "Сторони/Контрагент[1]/КодКонтрагента"),
    ]
    with pytest.raises(Faulty) as refused:
        comdoc.document_of(paper)
    assert [found.code for found in refused.value.faults] == ["KSA-CMD-13"]


def test_parties_are_two_to_ten_and_parameters_at_most_99():
    assert codes(comdoc.check(replace(BREAD, sides=BREAD.sides * 6))) == [("KSA-CMD-12", "Сторони")]
    many = replace(BREAD, parameters=(Parameter(name="а", text="б"),) * 100)
    assert codes(comdoc.check(many)) == [("KSA-CMD-20", "Параметр")]


def test_sides_are_told_by_place_where_their_status_says_nothing():
    paper = replace(BREAD, sides=tuple(replace(side, status="Консультант") for side in BREAD.sides))
    assert isinstance(comdoc.document_of(paper).seller, Party)
    assert comdoc.document_of(paper).buyer.code == INVOICE.buyer.code
