"""Tables of codes are brought up to date from the files of their keepers."""

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kasssa.core.codes import banks, refresh, units
from kasssa.core.codes.refresh import BadDirectory


def directory(*rows):
    return json.dumps(rows, ensure_ascii=False).encode()


OLD = {"MFO": "305299", "SHORTNAME": 'АТ КБ "ПриватБанк"', "N_STAN": "Нормальний"}


def listed(some):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["code", "short", "name_uk", "name_en", "kspovo"], delimiter=";")
    writer.writeheader()
    writer.writerows(asdict(unit) for unit in some)
    return out.getvalue().encode()


def test_a_known_bank_keeps_its_name_a_new_one_gets_that_of_the_directory_and_a_closed_one_goes():
    new = {"mfo": 123456, "shortname": 'АТ "НОВИЙ"', "nstan": "Нормальний"}
    closed = {"MFO": "300335", "SHORTNAME": "АТ", "N_STAN": "Режим ліквідації"}
    assert refresh.banks_from(directory(new, OLD, closed), banks.BANKS) == {
        "123456": "АТ «НОВИЙ»",
        "305299": "АТ КБ «ПриватБанк»",
    }


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"{}", b"[]", directory({"MFO": "12", "SHORTNAME": ""}), directory({"SHORTNAME": "АТ"})],
)
def test_what_is_no_directory_of_banks_is_refused(content):
    with pytest.raises(BadDirectory):
        refresh.banks_from(content, banks.BANKS)


def test_the_sources_come_back_as_they_are():
    for made, module in (
        (refresh.banks_as_source, banks),
        (refresh.units_as_source, units),
    ):
        source = Path(module.__file__).read_text(encoding="utf-8")
        table = banks.BANKS if module is banks else refresh.units_from(listed(units.UNITS))
        assert made(table, source) == source


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"code;name\n", "the columns must be code;short;name_uk;name_en;kspovo"),
        (listed([units.UNITS[0], units.UNITS[0]]), "a code stands twice"),
        (listed([units.Unit("", "шт", "штука", "piece")]), "a unit has no code or no name"),
    ],
)
def test_what_is_no_list_of_units_is_refused(content, words):
    with pytest.raises(BadDirectory, match=words):
        refresh.units_from(content)
