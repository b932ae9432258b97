"""Every fault has a permanent code and words in both languages that say how to mend it."""

import re
from pathlib import Path

import pytest

from kasssa.core.document.fault_texts import TEXTS
from kasssa.core.document.faults import Faulty, fault

CORE = Path(__file__).parents[2] / "src/kasssa/core"
PARAMS = dict.fromkeys(("most", "issued_on", "first", "last"), "7")


def test_the_codes_in_use_are_those_that_have_words():
    used = {
        code
        for module in CORE.rglob("*.py")
        if module.name != "fault_texts.py"
        for code in re.findall(r"\"(KSA-[A-Z]{3}-\d\d)\"", module.read_text("utf-8"))
    }
    assert used == set(TEXTS)


@pytest.mark.parametrize("code", TEXTS)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(code):
    ukrainian, english = (fault(code, "x", **PARAMS).text(language) for language in ("uk", "en-gb"))
    assert ukrainian.endswith(".")
    assert english.endswith(".")
    assert re.search("[а-яієї]", ukrainian)
    assert len(re.findall(r"[.:] ", ukrainian + " ")) >= 2 or "має" in ukrainian
    assert set(re.findall(r"{\w+}", TEXTS[code][0])) == set(re.findall(r"{\w+}", TEXTS[code][1]))


def test_a_refusal_carries_its_faults_and_names_them():
    faults = (fault("KSA-INV-01", "lines"), fault("KSA-INV-05"))
    assert Faulty(faults).faults == faults
    assert str(Faulty(faults)) == "KSA-INV-01 lines, KSA-INV-05"
