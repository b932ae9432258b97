"""Every rule has words in both languages."""

import pytest

from kasssa.core.en16931.cii.tables import CII as CII_TABLE
from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.grammar import Table
from kasssa.core.en16931.rules import vat
from kasssa.core.en16931.texts import families, profiles, rules
from kasssa.core.en16931.texts.say import say
from kasssa.core.en16931.ubl.tables import UBL as UBL_TABLE

FAMILY_RULES = [f"{row.name}-{number:02d}" for row in vat.FAMILIES.values() for number in range(1, 11)]
PLAIN = [*rules.TEXTS, *profiles.TEXTS, *families.AMOUNTS, *families.LISTS, *FAMILY_RULES]


def syntax_rules(table: Table) -> set[str]:
    return {limit.rule for scope in table.scopes for limit in scope.limits}


@pytest.mark.parametrize("rule", PLAIN)
def test_a_rule_has_a_sentence_in_both_languages(rule: str) -> None:
    finding = Finding(rule, params=(("value", "x"), ("expected", "1.00")))
    ukrainian, english = say(finding, "uk"), say(finding, "en-GB")
    assert ukrainian.endswith(".")
    assert english.endswith(".")
    assert ukrainian != english
    assert "{" not in ukrainian + english


def test_the_standard_has_223_semantic_rules_and_all_have_words() -> None:
    semantic = [rule for rule in {*PLAIN} if rule.startswith("BR-")]
    never = {"BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08"}  # what a reason means, which no machine can tell
    assert len({*semantic} | never) == 223


def test_the_rules_of_the_syntaxes_are_all_there() -> None:
    ubl, cii = syntax_rules(UBL_TABLE), syntax_rules(CII_TABLE)
    assert len([rule for rule in ubl if rule.startswith("UBL-CR")]) == 673
    assert len([rule for rule in cii if rule.startswith("CII-SR")]) == 464
    for rule in ubl | cii:
        assert say(Finding(rule, path="/x", params=(("times", "2"),)), "uk").endswith(".")
