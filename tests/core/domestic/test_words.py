"""Every finding has words in both languages that say how to mend it, and stands in the documentation."""

import re
from pathlib import Path

import pytest

from kasssa.core.formats.domestic.fault_texts import FAMILIES, TEXTS
from kasssa.core.formats.domestic.faults import Found

ROOT = Path(__file__).parents[3]
FORMATS = ROOT / "src/kasssa/core/formats"
SHARED = {f"{number:02}" for number in range(1, 10)}


def used():
    """Codes that some module names: whole, or as the number of a note of its family."""
    for module in FORMATS.rglob("*.py"):
        text = module.read_text("utf-8")
        yield from re.findall(r"\"((?:CMD|TAX|DSP|RSP|LST)-\d\d)\"", text)
        family = "TAX" if module.parent.name == "declar" else "DSP" if module.stem == "despatch" else ""
        yield from (f"{family}-{number}" for number in re.findall(r"notes\.add\(\"(\d\d)\"", text) if family)


def test_the_codes_in_use_are_those_that_have_words():
    shared = {f"{family}-{number}" for family in FAMILIES for number in SHARED}
    assert set(used()) | shared == {code.removeprefix("KSA-") for code in TEXTS}


@pytest.mark.parametrize("code", TEXTS)
def test_a_finding_says_what_is_wrong_and_how_to_mend_it(code):
    ukrainian, english = TEXTS[code]
    wanted = set(re.findall(r"{(\w+)}", ukrainian))
    assert wanted == set(re.findall(r"{(\w+)}", english))
    found = Found(code, "x", tuple((name, "7") for name in wanted))
    for text in (found.text("uk"), found.text("en-gb")):
        assert text.endswith(".")
        assert len(re.findall(r"[.:] ", f"{text} ")) >= 2 or "має" in text
    assert re.search("[а-яієї]", ukrainian)
    assert re.search("[a-z]", english)


def test_the_documentation_has_every_finding():
    text = (ROOT / "docs/domestic-formats.md").read_text("utf-8")
    shared = {f"`…-{number}`" for number in SHARED}
    own = {f"`{code}`" for code in TEXTS if code[-2:] not in SHARED or "LST" in code}
    assert {code for code in own | shared if code not in text} == set()
