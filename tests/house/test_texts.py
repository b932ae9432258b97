"""The policy and the offer: complete, alike in both languages, in our own words, every term defined once."""

import re
from itertools import chain
from pathlib import Path

import pytest

from kasssa.core.consent import Operator, Text, TextKind, fill, parse

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "src/kasssa/apps/consents/texts"
SEED = ROOT.parent / "shared/mission/privacy-policy.uk.txt"
LANGUAGES = ("uk", "en")
VERSIONS = [
    (TextKind(kind.name), version.name)
    for kind in sorted(TEXTS.iterdir())
    for version in sorted(kind.iterdir())
]
DEMO = Operator(
    "ТОВ «КОБЗАР»", "43629432", "Київ", "a@kobzar.ua", "+380440000000", "https://invoice.kobzar.ua"
)
CLAUSES_OF_THE_POLICY = [
    f"{section}.{clause}"
    for section, count in ((1, 11), (2, 7), (3, 5), (4, 4), (5, 1), (6, 4), (7, 3))
    for clause in range(1, count + 1)
]
NEAREST_COPY_WORDS = 8
# Capitalised in English for another reason than being a term of the offer.
PROPER = {
    "Accounting", "Apache", "Article", "Articles", "Chamber", "Civil", "Code", "Commerce", "Commissioner",
    "Communication", "EDRPOU", "Electronic", "English", "Financial", "Flow", "Human", "ID", "Identification",
    "Industry", "Information", "June", "Law", "Laws", "No", "On", "PDF", "Parliament", "Personal",
    "Protection", "RNOKPP", "Reporting", "Rights", "Services", "Systems", "Tax", "Trust", "Ukraine",
    "Ukrainian", "VAT",
}  # fmt: skip


def source_of(kind: TextKind, version: str, language: str) -> str:
    return (TEXTS / kind / version / f"{language}.md").read_bytes().decode()


def text_of(kind: TextKind, version: str, language: str) -> Text:
    return parse(kind, version, language, source_of(kind, version, language).encode())


def words_of(source: str) -> list[str]:
    return re.findall(r"[\w'-]+", re.sub(r"[’ʼ`]", "'", source.casefold()))


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {
        tuple(words[start : start + NEAREST_COPY_WORDS])
        for start in range(len(words) - NEAREST_COPY_WORDS + 1)
    }


def terms_of(version: str, language: str) -> list[str]:
    """Return what clause 1.1 of the offer defines, in order."""
    return [item.split(" — ")[0] for item in text_of(TextKind.OFFER, version, language).clauses[0].items]


def prose(text: Text) -> str:
    return "\n".join(chain(text.summary, *(clause.paragraphs for clause in text.clauses)))


def test_there_is_a_policy_and_an_offer():
    assert {kind for kind, _ in VERSIONS} == set(TextKind)


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_every_version_is_complete_in_every_language(kind, version):
    assert sorted(path.name for path in (TEXTS / kind / version).iterdir()) == ["en.md", "uk.md"]


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_both_languages_have_the_same_clauses_items_and_summary_points(kind, version):
    shapes = [
        (
            [(clause.number, len(clause.items)) for clause in text.clauses],
            len(text.summary),
            len(text.sections),
        )
        for text in (text_of(kind, version, language) for language in LANGUAGES)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_both_languages_name_the_same_laws_addresses_and_clauses(kind, version):
    facts = re.compile(r"\{\w+\}(?:/[\w/-]+)?|\d+(?:[.–-][\dIVX]+)*(?:-[IVX]+)?")
    uk, en = (text_of(kind, version, language) for language in LANGUAGES)
    for ours, theirs in zip(uk.clauses, en.clauses, strict=True):
        found = [
            sorted(facts.findall(re.sub(r"01\.06\.2010|1 June 2010", "", " ".join(clause.paragraphs))))
            for clause in (ours, theirs)
        ]
        assert found[0] == found[1], ours.number


@pytest.mark.parametrize("version", [version for kind, version in VERSIONS if kind is TextKind.POLICY])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_has_exactly_the_thirty_five_clauses(version, language):
    assert len(CLAUSES_OF_THE_POLICY) == 35
    assert [
        clause.number for clause in text_of(TextKind.POLICY, version, language).clauses
    ] == CLAUSES_OF_THE_POLICY


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_is_known_and_the_filled_text_is_of_the_one_form(kind, version, language):
    filled = fill(source_of(kind, version, language), DEMO)
    assert b"{" not in filled
    text = parse(kind, version, language, filled)
    assert DEMO.name in prose(text)
    assert DEMO.code in prose(text)


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_no_run_of_eight_words_is_taken_from_the_policy_that_ours_replaces(kind, version):
    if not SEED.exists():
        pytest.skip("shared/mission/privacy-policy.uk.txt is not on this machine")
    ours = runs(words_of(source_of(kind, version, "uk")))
    theirs = runs(words_of(SEED.read_text(encoding="utf-8")))
    assert sorted(" ".join(run) for run in ours & theirs) == []


@pytest.mark.parametrize("version", [version for kind, version in VERSIONS if kind is TextKind.OFFER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_the_offer_is_defined_once_and_used(version, language):
    terms = terms_of(version, language)
    assert sorted(terms) == sorted(set(terms))
    used = "\n".join(
        clause_text
        for kind in TextKind
        for clause in text_of(kind, version, language).clauses
        for clause_text in clause.paragraphs
        if (kind, clause.number) != (TextKind.OFFER, "1.1")
    ).casefold()
    stems = {term: term.casefold().split()[0][: max(3, len(term.split()[0]) - 2)] for term in terms}
    assert [term for term, stem in stems.items() if stem not in used] == []


@pytest.mark.parametrize("version", [version for kind, version in VERSIONS if kind is TextKind.OFFER])
def test_both_languages_define_the_same_number_of_terms(version):
    assert len(terms_of(version, "uk")) == len(terms_of(version, "en")) == 15


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_every_capitalised_word_of_the_english_text_is_a_defined_term_or_a_proper_name(kind, version):
    terms = {word for term in terms_of(version, "en") for word in term.split()}
    known = terms | {term + "s" for term in terms} | {"Counterparties"} | PROPER
    inside = re.compile(r"(?<=[\w,;)] )\"?([A-Z][A-Za-z]+)")
    text = text_of(kind, version, "en")
    assert sorted(set(inside.findall(prose(text))) - known) == []


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_defined_in_passing(kind, version, language):
    assert re.findall(r"\((?:далі|надалі|hereinafter)[^)]*\)", source_of(kind, version, language)) == []


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_references_to_clauses_and_sections_lead_somewhere(kind, version, language):
    text = text_of(kind, version, language)
    addresses = (
        {clause.number for clause in text.clauses} | {section.number for section in text.sections} | {"44.3"}
    )
    found = re.findall(
        r"(?:пункт\w*|розділ\w*|clauses?|sections?) ((?:\d+(?:\.\d+)?(?:, | і | та | and )?)+)",
        prose(text),
        re.IGNORECASE,
    )
    assert [
        number for group in found for number in re.findall(r"\d+(?:\.\d+)?", group) if number not in addresses
    ] == []


@pytest.mark.parametrize(("kind", "version"), VERSIONS)
def test_ukrainian_is_set_with_its_own_apostrophe_and_quotation_marks(kind, version):
    assert re.findall(r"\w['ʼ`]\w|[\"“”]", source_of(kind, version, "uk")) == []
