"""Real documents with the verdict of the official artefacts 1.3.16, which ours must equal, counts and all."""

import json
from pathlib import Path

import pytest

from kasssa.core.en16931 import profiles
from kasssa.core.en16931.findings import Severity
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.en16931.hybrid import invoice_in

CASES = Path(__file__).parents[4] / "shared" / "cases" / "dev"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not beside this checkout")

JUDGED = (Severity.FATAL, Severity.WARNING)  # by the artefacts
Row = dict[str, object]


def rows() -> list[Row]:
    with (CASES / "index.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def content(row: Row) -> bytes:
    return (CASES / str(row["file"])).read_bytes()


def test_the_fired_rules_and_their_counts_are_those_of_the_artefacts() -> None:
    different = []
    judged = {"ubl": 0, "cii": 0}
    for row in rows():
        oracle = row.get("oracle")
        if not isinstance(oracle, dict) or "error" in oracle:
            continue
        verdict = profiles.judge(content(row))
        judged[verdict.format[:3]] += 1
        ours = {severity.value: verdict.counts(severity) for severity in JUDGED}
        if ours != {severity.value: dict(sorted(oracle[severity.value].items())) for severity in JUDGED}:
            different.append(row["file"])
    assert different == []
    assert judged == {"ubl": 1101, "cii": 388}


def test_where_the_artefacts_give_up_ours_finds_something() -> None:
    given_up = [
        row for row in rows() if isinstance(row.get("oracle"), dict) and "error" in str(row["oracle"])
    ]
    assert [profiles.judge(content(row)).conforms for row in given_up] == [False]


def test_no_file_raises_and_the_unreadable_say_why() -> None:
    refused: dict[tuple[str, str], int] = {}
    for row in rows():
        try:
            profiles.judge(invoice_in(content(row)), profiles.PEPPOL)
        except Unreadable as refusal:
            key = (str(row["kind"]), refusal.code)
            refused[key] = refused.get(key, 0) + 1
    assert refused == {
        ("broken-xml", "KSX-XML"): 2,
        ("fatturapa", "KSX-FORMAT"): 8,
        ("gobl-json", "KSX-XML"): 56,
        ("hybrid-pdf", "KSX-FORMAT"): 4,  # ZUGFeRD 1 inside
        ("hybrid-pdf", "KSX-XML"): 1,  # it declares an encoding that does not exist
        ("ubl-applicationresponse", "KSX-FORMAT"): 13,
        ("ubl-despatchadvice", "KSX-FORMAT"): 7,
        ("ubl-order", "KSX-FORMAT"): 29,
        ("ubl-orderresponse", "KSX-FORMAT"): 12,
        ("zugferd1", "KSX-FORMAT"): 6,
    }


@pytest.mark.parametrize("origin", ["en16931-unit", "peppol-unit"])
def test_every_assertion_of_the_rule_tests_holds(origin: str) -> None:
    """A test of the origin says whether one rule fires; only rules that exist here are asked."""
    wrong = []
    for row in rows():
        expect = row.get("expect")
        if row["origin"] != origin or not isinstance(expect, dict):
            continue
        verdict = profiles.judge(content(row), profiles.PEPPOL)
        found = {finding.rule for finding in verdict.findings}
        wrong += [
            f"{row['file']} {rule} {wanted}"
            for wanted, rule, _ in expect["asserts"]
            if rule.startswith(("BR-", "UBL-", "CII-")) and (rule in found) == (wanted == "success")
        ]
    assert wrong == []
