"""Registration: a person, their agreement and their organisation, all of it or nothing (clause 1.3)."""

import hashlib
import re
from typing import Any

import pytest
from django.db import connection

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.accounts.models import Organisation, Person
from kasssa.apps.consents import queries as consents
from kasssa.apps.consents.models import Publication
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import NOBODY, Actor, Door, Role
from kasssa.core.consent import TextKind
from tests.cast import Someone, ledger_length
from tests.web.browser import Browser, Page, uk
from tests.web.papers import letters

PASSWORD = "соняшник-над-ровом"
PERSON = {
    "surname": "Мельник", "given": "Ірина", "patronymic": "Андріївна", "position": "директорка",
    "email": "iryna@zerno.example", "password": PASSWORD, "policy": "on", "offer": "on",
}  # fmt: skip
COMPANY = {
    **PERSON, "kind": "legal_entity", "scheme": "rnokpp", "code": "43629432", "name": "ТОВ «Зерно»",
    "address": "м. Полтава, вул. Соборності, 1", "vat_payer": "on", "vat_number": "436294326553",
    "iban": "UA21 3223 1300 0002 6007 2335 6600 1", "phone": "(067) 123-45-67",
}  # fmt: skip
PROPRIETOR = {
    **PERSON, "kind": "sole_proprietor", "scheme": "rnokpp", "code": "3184710691", "position": "ФОП",
    "name": "ФОП Мельник Ірина Андріївна", "address": "м. Полтава, вул. Зигіна, 2",
}  # fmt: skip
LINK = re.compile(r"http://testserver(/account/confirm-email/\S+)")


def register(browser: Browser, said: dict[str, str], **changed: str) -> Page:
    data: dict[str, Any] = {name: value for name, value in {**said, **changed}.items() if value}
    return browser.send("registration", **data)


def rows() -> dict[str, int]:
    """How many rows each table has, as far as the service sees them; counters of tries are no record."""
    with acting(robot()), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counted = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counted[table] = cursor.fetchone()[0]
    return {table: count for table, count in counted.items() if table != "site_cache"}


def newcomer() -> Actor:
    person = Person.objects.get(email="iryna@zerno.example")
    seat = accounts.seats(person.id)[0]
    return Actor(person.id, seat.organisation_id, seat.role, Door.WEB)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_no_box_is_ticked_before_the_person_ticks_it(texts: None, language: str) -> None:
    page = Browser(language=language).open("registration")
    assert [page.ticked(box) for box in ("policy", "offer", "news", "vat_payer")] == [False] * 4


@pytest.mark.parametrize("box", ["policy", "offer"])
def test_without_a_mandatory_box_nothing_is_kept_anywhere(at_nobody: Browser, box: str) -> None:
    before = rows()
    page = register(at_nobody, COMPANY, **{box: ""})
    assert page.status == 422
    assert page.beside(box) == uk("This field is required.")
    assert rows() == before


@pytest.mark.parametrize(
    ("said", "field", "value", "fault"),
    [
        (COMPANY, "code", "4362943", "KSA-COD-02"),
        (COMPANY, "code", "43629433", "KSA-COD-03"),
        (PROPRIETOR, "code", "318471069", "KSA-COD-04"),
        (PROPRIETOR, "code", "3184710692", "KSA-COD-05"),
        ({**PROPRIETOR, "scheme": "passport"}, "code", "АБ12345", "KSA-COD-06"),
        ({**PROPRIETOR, "scheme": "id_card"}, "code", "12345678", "KSA-COD-07"),
        (COMPANY, "vat_number", "43629432655", "KSA-COD-08"),
        (COMPANY, "vat_number", "328559626553", "KSA-COD-09"),
        (COMPANY, "iban", "UA2132231300000260072335660", "KSA-COD-10"),
        (COMPANY, "iban", "UA213223130000026007233566002", "KSA-COD-11"),
        (COMPANY, "phone", "12-34", "KSA-COD-12"),
        (COMPANY, "email", "iryna@", "KSA-COD-13"),
    ],
)
def test_a_slip_is_told_beside_its_field_and_what_was_typed_stays(
    at_nobody: Browser, said: dict[str, str], field: str, value: str, fault: str
) -> None:
    before = rows()
    page = register(at_nobody, said, **{field: value})
    assert page.status == 422
    assert page.beside(field).endswith(f"({fault})")
    kept = {name: page.value(name) for name in ("name", "address", "surname", "given", "position")}
    assert kept == {name: said[name] for name in kept}
    assert page.value(field) == value
    assert rows() == before


def test_the_same_slip_is_told_in_english_to_who_reads_english(texts: None) -> None:
    page = register(Browser(language="en"), COMPANY, code="43629433")
    assert page.beside("code") == (
        "There can be no such EDRPOU code: the last digit does not match the others."
        " Check every digit. (KSA-COD-03)"
    )


def test_a_vat_payer_says_the_number(at_nobody: Browser) -> None:
    page = register(at_nobody, COMPANY, vat_number="")
    assert page.beside("vat_number") == uk("A VAT payer has a VAT number.")


@pytest.mark.parametrize("password", ["коротке", "password1234", "123456789012"])
def test_a_weak_password_is_refused_and_never_shown_again(at_nobody: Browser, password: str) -> None:
    before = rows()
    page = register(at_nobody, COMPANY, password=password)
    assert (page.status, page.value("password")) == (422, "")
    assert page.beside("password") != ""
    assert password not in page.content.decode()
    assert rows() == before


@pytest.mark.parametrize(
    ("said", "kind", "scheme", "code", "vat_number"),
    [
        (COMPANY, "legal_entity", "edrpou", "43629432", "436294326553"),
        (PROPRIETOR, "sole_proprietor", "rnokpp", "3184710691", ""),
        (
            {**PROPRIETOR, "scheme": "passport", "code": "аб 123456"},
            "sole_proprietor",
            "passport",
            "АБ123456",
            "",
        ),
        (
            {**PROPRIETOR, "scheme": "id_card", "code": "001234567"},
            "sole_proprietor",
            "id_card",
            "001234567",
            "",
        ),
    ],
    ids=["company", "proprietor", "passport", "ID card"],
)
def test_a_person_registers_with_an_organisation_of_any_kind(
    at_nobody: Browser, said: dict[str, str], kind: str, scheme: str, code: str, vat_number: str
) -> None:
    page = register(at_nobody, said)
    assert (page.status, page.location) == (302, "/account/confirm-email/")
    assert at_nobody.follow(page).status == 200
    owner = newcomer()
    card = accounts.organisation(by=owner)
    assert (card.kind, card.scheme, card.code, card.vat_number) == (kind, scheme, code, vat_number)
    assert (owner.role, card.confirmed_at) == (Role.OWNER, None)
    assert accounts.person(owner.person_id).full_name == "Мельник Ірина Андріївна"


def test_what_is_kept_is_in_its_one_form_and_the_bank_is_found_by_the_account(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    card = accounts.organisation(by=newcomer())
    assert (card.iban, card.phone, card.bank) == (
        "UA213223130000026007233566001",
        "+380671234567",
        "АТ «Укрексімбанк»",
    )


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_agreement_names_the_digest_of_the_very_bytes_that_were_shown(texts: None, language: str) -> None:
    browser = Browser(language=language)
    shown = browser.open("registration")
    digests = {f"{kind}_sha256": shown.value(f"{kind}_sha256") for kind in TextKind}
    register(browser, COMPANY, **digests)
    person = newcomer()
    agreed = {one.kind: one for one in consents.agreements(by=person)}
    for kind in TextKind:
        published = Publication.objects.get(kind=kind, language=language)
        assert agreed[kind].sha256 == hashlib.sha256(bytes(published.content)).hexdigest()
        assert (agreed[kind].language, agreed[kind].version) == (language, published.version)
        assert agreed[kind].network == "127.0.0.0/24"


def test_who_read_other_bytes_is_asked_to_read_again(at_nobody: Browser) -> None:
    before = rows()
    page = register(at_nobody, COMPANY, policy_sha256="0" * 64)
    assert page.status == 422
    assert uk("The texts changed while you were reading. Read the new version and agree again.") in page.text
    assert rows() == before


@pytest.mark.parametrize(("news", "wanted"), [("on", 1), ("", 0)])
def test_news_come_only_to_who_asked_for_them(at_nobody: Browser, news: str, wanted: int) -> None:
    register(at_nobody, COMPANY, news=news)
    person = newcomer()
    assert consents.wants_news(person.person_id, by=person) == bool(wanted)


def test_the_link_in_the_letter_confirms_the_address(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    (letter,) = letters()
    assert letter.to == "iryna@zerno.example"
    match = LINK.search(letter.text)
    assert match is not None
    asked = Page(at_nobody.client.get(match[1]))
    assert (asked.status, "iryna@zerno.example" in asked.text) == (200, True)
    assert Page(at_nobody.client.post(match[1])).location == "/account/login/"
    entered = at_nobody.send_bare("account_login", login="iryna@zerno.example", password=PASSWORD)
    assert entered.location == "/"


def test_the_subject_of_the_letter_names_nobody(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    (letter,) = letters()
    assert not re.search("Мельник|Ірина|Зерно|iryna", letter.subject)


def test_signing_in_before_that_is_refused(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    page = at_nobody.send_bare("account_login", login="iryna@zerno.example", password=PASSWORD)
    assert page.location == "/account/confirm-email/"
    assert at_nobody.open("inbox").location == "/account/login/?next=%2Finbox"


def test_a_wrong_password_is_refused(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    page = at_nobody.send_bare("account_login", login="iryna@zerno.example", password="інший пароль")
    assert (page.status, page.location) == (200, "")
    assert uk("The email address and/or password you specified are not correct.") in page.text
    assert at_nobody.open("inbox").location == "/account/login/?next=%2Finbox"


def test_a_taken_address_is_said_beside_it_and_nothing_is_kept(at_nobody: Browser, olena: Someone) -> None:
    before = rows()
    page = register(at_nobody, COMPANY, email="Olena@kasssa.example")
    assert page.status == 422
    assert page.beside("email") == uk(
        "Somebody is registered under this e-mail already. Sign in, or reset the password."
    )
    assert rows() == before


def test_registering_twice_at_once_makes_one_person(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    assert register(at_nobody, COMPANY).status == 422
    assert Person.objects.count() == Organisation.objects.count() == 1


def test_whoever_tries_too_often_has_to_wait(at_nobody: Browser) -> None:
    statuses = [register(at_nobody, COMPANY, policy="").status for _ in range(20)]
    page = register(at_nobody, COMPANY)
    assert (statuses, page.status, Person.objects.count()) == ([422] * 20, 429, 0)
    assert uk("Too many tries") in page.text
    assert at_nobody.open("registration").status == 200


def test_a_fresh_person_comes_to_an_empty_inbox(at_nobody: Browser) -> None:
    register(at_nobody, COMPANY)
    person = newcomer()
    assert person.organisation_id != NOBODY
    at_nobody.client.force_login(accounts.person(person.person_id))
    assert at_nobody.open("inbox").status == 200


def test_the_door_of_django_allauth_leads_here(at_nobody: Browser) -> None:
    length = ledger_length()
    assert at_nobody.open("signup").location == "/account/registration"
    assert at_nobody.send_bare("signup", **COMPANY).location == "/account/registration"
    assert (Person.objects.count(), ledger_length()) == (0, length)
