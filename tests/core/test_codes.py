"""The lists of units and banks are sound, and are found as people write them."""

import pytest

from kasssa.core.codes.banks import BANKS, bank_name
from kasssa.core.codes.units import BY_CODE, UNITS, UnknownUnit, find_unit


def test_every_unit_is_found_by_code_short_and_full_name_only():
    assert len(BY_CODE) == len(UNITS)
    assert len({unit.short for unit in UNITS}) == len(UNITS)
    for unit in UNITS:
        assert (
            find_unit(unit.code) == find_unit(f" {unit.short}. ") == find_unit(unit.name_uk.upper()) == unit
        )


@pytest.mark.parametrize(
    ("text", "code"), [("шт.", "H87"), ("м2", "MTK"), ("послуги", "E48"), ("kgm", "KGM"), ("ГОД", "HUR")]
)
def test_a_unit_is_found_as_it_is_typed(text, code):
    assert find_unit(text).code == code


@pytest.mark.parametrize("text", ["", "пуд", "H8"])
def test_an_unknown_unit_is_refused(text):
    with pytest.raises(UnknownUnit):
        find_unit(text)


def test_a_code_of_the_classifier_has_four_digits_and_is_of_one_unit():
    codes = [unit.kspovo for unit in UNITS if unit.kspovo]
    assert all(len(code) == 4 and code.isdigit() for code in codes)
    assert len(set(codes)) == len(codes)


def test_a_bank_is_named_by_its_code_and_an_unknown_one_is_no_fault():
    assert bank_name("322001") == "АТ «Універсал Банк»"
    assert bank_name("999999") == ""
    assert all(len(mfo) == 6 and mfo.isdigit() and name for mfo, name in BANKS.items())
