"""From a finding to its sentence."""

from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.texts import families, rules

UKRAINIAN, ENGLISH = 0, 1


def say(finding: Finding, language: str) -> str:
    """Return what is wrong and how to mend it, in English for ``en…`` and in Ukrainian otherwise."""
    tongue = ENGLISH if language.startswith("en") else UKRAINIAN
    words = {"value": "", "expected": "", "times": "0", "path": finding.path, "rule": finding.rule}
    words |= dict(finding.params)
    return _sentence(finding.rule, tongue, words).format(**words)


def _sentence(rule: str, tongue: int, words: dict[str, str]) -> str:
    """Return the sentence of ``rule``; what it needs besides the finding is added to ``words``."""
    if rule in rules.TEXTS:
        return rules.TEXTS[rule][tongue]
    for terms, sentence in ((families.AMOUNTS, families.PLACES), (families.LISTS, families.CODE)):
        if rule in terms:
            words["what"] = terms[rule][tongue]
            return sentence[tongue]
    family, _, number = rule.rpartition("-")
    if family in families.CATEGORIES:
        return _of_category(family, number, tongue, words)
    if family == "UBL-CR":
        return families.UNUSED[tongue]
    if "times" in words and words["times"] != "0":
        return (families.UNUSED if words["times"] == "1" else families.TIMES)[tongue]
    return families.SYNTAX[tongue]


def _of_category(family: str, number: str, tongue: int, words: dict[str, str]) -> str:
    words["category"] = families.CATEGORIES[family][tongue]
    words["who"] = families.WHO.get(family, families.SELLER)[tongue]
    words["rate"] = families.RATES.get(family, families.ZERO)[tongue]
    if number == "10" and family in families.REASONLESS:
        return families.NO_REASON[tongue]
    return families.RULES[number][tongue]
