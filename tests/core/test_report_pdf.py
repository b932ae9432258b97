"""The validation report of signatures: its facts in both languages, its standards, its bytes."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest

from kasssa.core.acts import Act
from kasssa.core.formats.report_pdf import ReportCard, render
from tests.core.test_pdf import INVOICE, NOON, squeezed, text_of

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
BY_WIND = ReportCard(
    act=Act.DOCUMENT_SIGNED,
    name="Ковальчук Олена Василівна",
    position="директорка",
    organisation="ТОВ «Північний вітер»",
    code="32855961",
    serial="58E2D9E7F900307B040000006F2C2E001A9BC500",
    issuer="КНЕДП «Дія»",
    algorithm="dstu4145-gost34311",
    level="CAdES-T",
    received_at=NOON,
    status="valid",
    valid_from=datetime(2026, 1, 1, 8, 0, tzinfo=UTC),
    valid_until=datetime(2028, 1, 1, 8, 0, tzinfo=UTC),
    qscd=True,
    claimed_at=NOON - timedelta(seconds=11),
    proven_at=NOON - timedelta(seconds=5),
    indication="TOTAL-PASSED",
    revocation="good",
    revocation_source="ocsp",
    revocation_stated_at=NOON + timedelta(seconds=1),
    library="0.2.0",
    checked_at=NOON + timedelta(seconds=2),
)
BY_GUDZ = replace(
    BY_WIND,
    act=Act.DOCUMENT_ACCEPTED,
    name="Ґудзь Євгенія Їжаківна",
    position="ФОП",
    qscd=False,
    status="pending",
    claimed_at=None,
    proven_at=None,
    indication="INDETERMINATE/TRY_LATER",
    reasons=("Стан сертифіката невідомий. [revocation_unknown]",),
    failures=("http://ocsp.example/: timed out",),
    revocation="unknown",
    revocation_source="",
)


def report(*cards: ReportCard, language: str = "uk") -> bytes:
    return render(INVOICE, cards, sha256=SHA256, language=language, made_at=NOON)


def facts(*cards: ReportCard, language: str = "uk") -> str:
    return text_of(report(*cards, language=language))


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_report_says_what_was_found_whatever_the_language(language: str) -> None:
    said = facts(BY_WIND, language=language)
    for fact in (
        "№ КС-2026/0417", "ТОВ «Північний вітер»", "ФОП Ґудзь Євгенія Їжаківна", SHA256, "32855961",
        "3184710691", BY_WIND.name, BY_WIND.position, BY_WIND.serial, BY_WIND.issuer, BY_WIND.algorithm,
        "CAdES-T", "01.01.2026 10:00:00 – 01.01.2028 10:00:00", "17.03.2026 14:02:00", "17.03.2026 14:02:11",
        "17.03.2026 14:02:06", "17.03.2026 14:02:12", "17.03.2026 14:02:13", "TOTAL-PASSED", "kep 0.2.0",
    ):  # fmt: skip
        assert squeezed(fact) in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "uk",
            ("Протокол перевірки підписів", "Усі підписи дійсні: 1", "Підпис дійсний", "не відкликано",
             "КЕП, кваліфікований електронний підпис", "відповідь OCSP, станом на 17.03.2026"),
        ),
        (
            "en",
            ("Signature validation report", "All signatures are valid: 1", "The signature is valid",
             "not revoked", "QES, qualified electronic signature", "OCSP response, as of 17.03.2026"),
        ),
    ],
)  # fmt: skip
def test_a_good_signature_is_told_in_the_language_of_the_reader(
    language: str, words: tuple[str, ...]
) -> None:
    said = facts(BY_WIND, language=language)
    assert [one for one in words if squeezed(one) not in said] == []
    assert "ДЕМО" not in said
    assert "DEMO" not in said


def test_a_pending_check_says_why_and_who_did_not_answer() -> None:
    said = facts(BY_WIND, BY_GUDZ)
    for fact in (
        "Остаточного висновку ще немає", "Перевірка триває", "INDETERMINATE/TRY_LATER", *BY_GUDZ.reasons,
        *BY_GUDZ.failures, "УЕП, удосконалений електронний підпис", "позначки часу немає",
        "підписувач часу не вказав",
    ):  # fmt: skip
        assert squeezed(fact) in said
    assert "Усіпідписидійсні" not in said


def test_one_bad_signature_makes_the_whole_report_say_so() -> None:
    bad = replace(BY_GUDZ, status="invalid", seal=True, revocation="revoked")
    said = facts(BY_WIND, bad)
    for fact in (
        "Є НЕДІЙСНИЙ підпис", "Підпис НЕДІЙСНИЙ", "ВІДКЛИКАНО", "Удосконалена електронна печатка"
    ):  # fmt: skip
        assert squeezed(fact) in said


@pytest.mark.parametrize(
    ("language", "loud"), [("uk", "ДЕМО, без юридичної сили"), ("en", "DEMO, of no legal force")]
)
def test_a_demo_signature_is_never_told_without_saying_so(language: str, loud: str) -> None:
    said = facts(replace(BY_WIND, demo=True), language=language)
    assert said.count(squeezed(loud)) == 1
    assert said.count(squeezed(loud.upper())) == 1
    assert squeezed("Усі підписи дійсні") not in said
    assert squeezed("All signatures are valid") not in said


def test_a_demo_signature_does_not_hide_a_bad_one() -> None:
    said = facts(replace(BY_WIND, demo=True), replace(BY_GUDZ, status="invalid"))
    assert squeezed("ДЕМО, без юридичної сили. Є НЕДІЙСНИЙ підпис") in said


def test_a_document_without_signatures_is_told_to_have_none() -> None:
    assert squeezed("Документ не підписано") in facts()


def test_the_same_arguments_give_the_same_bytes_and_others_give_others() -> None:
    assert report(BY_WIND, BY_GUDZ) == report(BY_WIND, BY_GUDZ)
    assert report(BY_WIND) != report(BY_GUDZ)


def test_many_signatures_take_more_pages_and_none_is_lost() -> None:
    cards = [replace(BY_WIND, serial=f"{number:040X}") for number in range(12)]
    said = facts(*cards)
    assert [card.serial for card in cards if card.serial not in said] == []


def test_hundreds_of_failures_do_not_leave_the_paper() -> None:
    failures = tuple(f"http://ocsp.example/{number}: timed out" for number in range(400))
    said = facts(replace(BY_GUDZ, failures=failures))
    assert squeezed(failures[0]) in said
    assert squeezed(failures[-1]) in said


def test_hostile_texts_are_only_shown() -> None:
    hostile = '#read("/etc/passwd") \u202e☕ ' + "Щ" * 300
    card = replace(BY_GUDZ, name=hostile, failures=(hostile,))
    assert '#read("/etc/passwd")□Щ' in facts(card)


def test_the_report_is_pdf_a_3a_and_pdf_ua_1() -> None:
    with pikepdf.open(io.BytesIO(report(BY_WIND))) as file:
        data = file.Root.Metadata.read_bytes()
        assert str(file.Root.Lang) == "uk"
    for claim in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert claim in data
