"""From a finding to its sentence."""

from kasssa.core.en16931.findings import Finding
from kasssa.core.en16931.texts import families, profiles, rules, structure

UKRAINIAN, ENGLISH = 0, 1
STRUCTURE = "XSD"
_TEXTS = rules.TEXTS | profiles.TEXTS


def say(finding: Finding, language: str) -> str:
    """Return what is wrong and how to mend it, in English for ``en…`` and in Ukrainian otherwise."""
    tongue = ENGLISH if language.startswith("en") else UKRAINIAN
    words = {"value": "", "expected": "", "times": "0", "path": finding.path, "rule": finding.rule}
    words |= dict(finding.params)
    return _sentence(finding.rule, tongue, words).format(**words)


def _sentence(rule: str, tongue: int, words: dict[str, str]) -> str:
    """Return the sentence of ``rule``; what it needs besides the finding is added to ``words``."""
    if rule in _TEXTS:
        return _TEXTS[rule][tongue]
    if rule == STRUCTURE:
        return structure.sentence(tongue, words)
    for terms, sentence in ((families.AMOUNTS, families.PLACES), (families.LISTS, families.CODE)):
        if rule in terms:
            words["what"] = terms[rule][tongue]
            return sentence[tongue]
    family, _, number = rule.rpartition("-")
    if family in families.CATEGORIES:
        return _of_category(family, number, tongue, words)
    return _shared(family, words)[tongue]


def _shared(family: str, words: dict[str, str]) -> tuple[str, str]:
    """Return the sentences for a place in the XML, which most syntax rules are about."""
    if family == "PEPPOL-EN16931":
        return profiles.PEPPOL_KIND
    if family == "UBL-CR" or words["times"] == "1":
        return families.UNUSED
    return families.SYNTAX if words["times"] == "0" else families.TIMES


def _of_category(family: str, number: str, tongue: int, words: dict[str, str]) -> str:
    words["category"] = families.CATEGORIES[family][tongue]
    words["who"] = families.WHO.get(family, families.SELLER)[tongue]
    words["rate"] = families.RATES.get(family, families.ZERO)[tongue]
    if number == "10" and family in families.REASONLESS:
        return families.NO_REASON[tongue]
    return families.RULES[number][tongue]
