"""``kasssa validate``: the contract of its lines and of its status."""

import json
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from django.core.management import CommandError, call_command

from tests.core.en16931.samples import CII, UBL


def run(*words: str) -> tuple[int, list[dict[str, object]]]:
    out = StringIO()
    status = 0
    try:
        call_command("validate", *words, "--json", stdout=out)
    except SystemExit as leaving:
        status = int(str(leaving.code))
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.xml"
    path.write_text(UBL, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.xml"
    path.write_text(CII.replace("120.00</ram:Due", "120.01</ram:Due"), encoding="utf-8")
    return path


def test_a_right_file_is_one_line_and_status_0(good: Path) -> None:
    line = {"file": str(good), "format": "ubl-invoice", "fatal": {}, "warning": {}, "findings": []}
    assert run(str(good)) == (0, [line])


def test_a_wrong_file_is_status_1_and_says_how_to_mend_it(bad: Path) -> None:
    status, [line] = run(str(bad), "--lang", "en")
    assert status == 1
    assert line["fatal"] == {"BR-CO-16": 1}
    assert line["findings"] == [
        {
            "rule": "BR-CO-16",
            "severity": "fatal",
            "term": "BT-115",
            "path": "totals.due",
            "params": {},
            "text": "The amount due must be the total with VAT less the paid amount plus the rounding.",
        }
    ]


def test_a_directory_is_walked_and_the_gravest_status_wins(tmp_path: Path, good: Path, bad: Path) -> None:
    (tmp_path / "broken.xml").write_text("<a>", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    status, lines = run(str(tmp_path))
    assert status == 3
    assert [Path(str(line["file"])).name for line in lines] == ["bad.xml", "broken.xml", "good.xml"]
    assert [line["format"] for line in lines] == ["cii", "unreadable", "ubl-invoice"]
    assert lines[1]["fatal"] == {"KSX-XML": 1}


def test_a_file_that_is_not_there_is_status_3(tmp_path: Path) -> None:
    status, [line] = run(str(tmp_path / "none.xml"))
    assert (status, line["fatal"]) == (3, {"KSX-FILE": 1})


def test_a_profile_is_chosen(good: Path) -> None:
    status, [line] = run(str(good), "--profile", "peppol")
    assert status == 1
    fatal = line["fatal"]
    assert isinstance(fatal, dict)
    assert "PEPPOL-EN16931-R001" in fatal


def test_without_json_the_lines_are_for_people(bad: Path) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("validate", str(bad), stdout=out)
    assert out.getvalue().splitlines() == [
        f"{bad}: cii, ✗",
        "  FATAL BR-CO-16 До сплати має бути сума з ПДВ мінус сплачене плюс заокруглення.",
    ]


def test_what_does_not_fit_the_schema_is_told_and_does_not_change_the_status(tmp_path: Path) -> None:
    path = tmp_path / "late.xml"
    path.write_text(UBL.replace("</Invoice>", "<cbc:Note>Запізніла</cbc:Note></Invoice>"), encoding="utf-8")
    status, [line] = run(str(path), "--lang", "en")
    assert (status, line["fatal"], line["warning"], line["structure"]) == (0, {}, {}, {"XSD": 1})
    (finding,) = cast("list[dict[str, object]]", line["findings"])
    assert (finding["rule"], finding["severity"], finding["path"]) == (
        "XSD",
        "structure",
        "/Invoice/cbc:Note",
    )
    status, [line] = run(str(path), "--profile", "ua")
    assert (status, line["fatal"]) == (1, {"XSD": 1})


def test_a_language_that_is_not_spoken_is_refused(good: Path) -> None:
    with pytest.raises(CommandError):
        call_command("validate", str(good), "--lang", "klingon")
