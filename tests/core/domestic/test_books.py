"""Spreadsheets: read as people typed them, and looked through before the reader sees them."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasssa.core.formats import lists
from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.formats.lists import Row
from tests.core.domestic.books import PARTS, book, book_of
from tests.core.domestic.test_lists import BREAD, HEADINGS


def refusal(content, sheet="", **limits):
    with pytest.raises(BadFormat) as refused:
        list(lists.xlsx_rows(content, sheet, **limits))
    return refused.value.found.code


def zipped(parts):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_numbers_become_text_as_people_type_them():
    content = book([HEADINGS, (*BREAD[:6], 10, 0.1 + 0.2, 0.2), (True, 25.5, 1e15, 33.333333)], first=3)
    rows = list(lists.xlsx_rows(content))
    assert lists.sheets_of(content) == ("Рахунки",)
    assert [row for row in rows if not row.is_blank] == [
        Row(3, HEADINGS),
        Row(4, (*BREAD[:6], "10", "0.3", "0.2")),
        Row(5, ("1", "25.5", "1000000000000000", "33.333333", "", "", "", "", "")),
    ]


def test_a_spreadsheet_becomes_drafts():
    head, below = lists.split_headings(lists.xlsx_rows(book([HEADINGS, (*BREAD[:6], 10, 25.5, 0.2)])))
    (entry,) = lists.read_list(below, lists.guess_columns(head.cells), seller_pays_vat=True)
    assert entry.faults == ()
    assert (entry.draft.lines[0].price, entry.draft.lines[0].vat) == ("25.5", "20")


def test_dates_are_told_by_their_style():
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    relation = (
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'styles" Target="styles.xml"/></Relationships>'
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" s="1"><v>46098</v></c></row></sheetData></worksheet>'
    )
    parts = {name: f"<?xml version='1.0' encoding='UTF-8'?>{part}" for name, part in PARTS.items()}
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", relation
    )
    content = zipped({**parts, "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheet})
    assert list(lists.xlsx_rows(content)) == [Row(1, ("2026-03-17",))]


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "A120000", "CA1", "aaa1", "B0099999"])
def test_cells_far_apart_are_a_bomb(place):
    cells = f'<row><c r="A1"><v>1</v></c><c r="{place}"><v>1</v></c></row>'
    assert refusal(book_of(f"<sheetData>{cells}</sheetData>")) == "KSA-LST-13"


def test_a_far_cell_is_found_across_pieces():
    blanks = " " * (2**20 - 100)
    for shift in range(0, 60, 7):
        cells = f'{blanks}{" " * shift}<row r="1"><c r="A1"/><c r="XFD9"/></row>'
        assert refusal(book_of(f"<sheetData>{cells}</sheetData>")) == "KSA-LST-13"


def test_a_bomb_of_blanks_is_refused_unpacked_piece_by_piece():
    content = book_of(" " * 4_000_000)
    assert len(content) < 20_000
    assert refusal(content, unpacked_bytes_max=3_000_000) == "KSA-LST-13"


def test_a_lie_about_the_length_does_not_help():
    content = bytearray(book_of(" " * 4_000_000))
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46  # its entry in the central directory
    content[place + 24 : place + 28] = (1).to_bytes(4, "little")
    assert refusal(bytes(content), unpacked_bytes_max=3_000_000) == "KSA-LST-13"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "KSA-LST-12"),
        (b"PK\x03\x04", "KSA-LST-12"),
        (zipped({"a.txt": "a"}), "KSA-LST-12"),
        (zipped({"xl/workbook.xml": "<a/>"}), "KSA-LST-12"),
        (zipped({f"{at}": "" for at in range(1001)}), "KSA-LST-13"),
        (b"\xd0\xcf\x11\xe0" * 100, "KSA-LST-12"),
        (book([("x" * 6_000,)]), "KSA-LST-05"),
    ],
)
def test_what_is_no_list_is_refused(content, code):
    assert refusal(content) == code


def test_a_sheet_is_chosen_by_name():
    assert refusal(book([HEADINGS]), "Немає") == "KSA-LST-15"
    assert len(list(lists.xlsx_rows(book([HEADINGS]), "Рахунки"))) == 1


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_no_damaged_workbook_is_too_much(data):
    content = bytearray(book([HEADINGS, BREAD, (1, 2.5, True)]))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadFormat):
        assert len(list(lists.xlsx_rows(bytes(content)))) <= 120_000
