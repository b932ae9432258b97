"""One's own organisation: requisites, people, keys, and proving that it is one's own."""

import hashlib
from datetime import datetime

import pytest
from django.db import connection

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.apps.accounts.models import Token
from kasssa.apps.signing import queries as signing
from kasssa.base.tenancy import acting, robot
from kasssa.cli import cast as demo
from kasssa.core.actor import Role
from tests import cast
from tests.cast import Someone, ledger_length, settle
from tests.stage import come
from tests.web.browser import Browser, fresh_key, uk
from tests.web.conftest import Keyring
from tests.web.papers import seated, state

REQUISITES = {
    "name": "ТОВ «Північний вітер плюс»", "address": "м. Київ", "vat_payer": "on",
    "vat_number": "328559626553", "iban": "UA213223130000026007233566001", "bank": "",
    "phone": "(044) 200-12-34", "password": demo.PASSWORD,
}  # fmt: skip


def test_the_owner_changes_the_requisites_and_what_is_issued_keeps_its_own(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    page = at_olena.send("requisites", **REQUISITES)
    assert uk("Saved. New invoices will carry it.") in at_olena.follow(page).text
    card = queries.organisation(by=olena.actor)
    assert (card.name, card.address, card.phone) == ("ТОВ «Північний вітер плюс»", "м. Київ", "+380442001234")
    assert (card.code, card.bank) == ("32855961", "АТ «Укрексімбанк»")
    assert "ТОВ «Північний вітер»" in at_olena.open("document", document_id).text


@pytest.mark.parametrize("password", ["", "wrong-but-long-enough"])
def test_another_bank_account_needs_the_password_and_nothing_typed_is_lost(
    at_olena: Browser, olena: Someone, password: str
) -> None:
    said = {**REQUISITES, "iban": demo.PETRO.requisites.iban, "password": password}
    length = ledger_length()
    page = at_olena.send("requisites", **said)
    assert page.status == 422
    assert uk("Another bank account needs your password. Type it.") in page.beside("password")
    assert (page.value("iban"), page.value("password"), ledger_length()) == (said["iban"], "", length)
    same = {**said, "iban": queries.organisation(by=olena.actor).iban}
    assert at_olena.send("requisites", **same).status == 302
    assert at_olena.send("requisites", **{**said, "password": demo.PASSWORD}).status == 302
    assert queries.organisation(by=olena.actor).iban == said["iban"]


def test_what_the_form_does_not_ask_stays(at_olena: Browser, olena: Someone) -> None:
    at_olena.send("requisites", **REQUISITES)
    assert queries.organisation(by=olena.actor).email == "rahunky@pivnich.example"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("iban", "UA213223130000026007233566002", "KSA-COD-11"),
        ("vat_number", "412056313017", "KSA-COD-09"),
        ("phone", "немає", "KSA-COD-12"),
    ],
)
def test_a_slip_is_told_beside_its_field(at_olena: Browser, field: str, value: str, fault: str) -> None:
    length = ledger_length()
    page = at_olena.send("requisites", **{**REQUISITES, field: value})
    assert (page.status, page.value(field)) == (422, value)
    assert page.beside(field).endswith(f"({fault})")
    assert ledger_length() == length


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER])
def test_nobody_but_the_owner_changes_anything(
    olena: Someone, petro: Someone, yevheniia: Someone, noon: datetime, role: Role
) -> None:
    browser = seated(olena, yevheniia, role, noon)
    shown = browser.open("requisites")
    assert uk("Only the owner may change the requisites.") in shown.text
    assert not browser.open("members").html.xpath("//input[@name='email']")
    length = ledger_length()
    statuses = [
        browser.send("requisites", **REQUISITES).status,
        browser.send("members", email=petro.role.email, role="viewer").status,
        browser.send("tokens", name="обмін").status,
        browser.send("member_remove", queries.members(by=olena.actor)[0].id).status,
    ]
    assert (statuses, ledger_length()) == ([403] * 4, length)


def test_a_person_is_added_and_acts_at_once(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone
) -> None:
    page = at_olena.send("members", email="Petro@kasssa.example", role="accountant", position="бухгалтер")
    assert "Шевчук Петро Іванович" in at_olena.follow(page).text
    at_petro.send("switch_organisation", organisation=str(olena.actor.organisation_id))
    assert "ТОВ «Північний вітер»" in at_petro.open("requisites").text


@pytest.mark.parametrize(
    ("email", "words"),
    [
        (
            "nobody@kasssa.example",
            "Nobody is registered under this e-mail. The person has to register first.",
        ),
        ("olena@kasssa.example", "This person already acts for the organisation."),
    ],
)
def test_who_cannot_be_added_is_told_beside_the_address(at_olena: Browser, email: str, words: str) -> None:
    length = ledger_length()
    page = at_olena.send("members", email=email, role="viewer")
    assert (page.status, page.beside("email"), page.value("email")) == (422, uk(words), email)
    assert ledger_length() == length


def test_nobody_is_added_as_the_service_itself(at_olena: Browser, petro: Someone) -> None:
    length = ledger_length()
    assert at_olena.send("members", email=petro.role.email, role="service").status == 422
    assert ledger_length() == length


def test_a_person_removed_no_longer_gets_in(
    at_olena: Browser, olena: Someone, petro: Someone, yevheniia: Someone, noon: datetime
) -> None:
    document_id = cast.issued(olena, petro, noon)
    browser = seated(olena, yevheniia, Role.ACCOUNTANT, noon)
    assert browser.open("document", document_id).status == 200
    seat = next(one for one in queries.members(by=olena.actor) if one.person_id == yevheniia.actor.person_id)
    page = at_olena.send("member_remove", seat.id)
    assert uk("The person no longer acts for the organisation.") in at_olena.follow(page).text
    assert browser.open("document", document_id).status == 404


def test_the_last_owner_stays(at_olena: Browser, olena: Someone) -> None:
    length = ledger_length()
    page = at_olena.send("member_remove", queries.members(by=olena.actor)[0].id)
    assert page.status == 409
    assert uk("An organisation keeps at least one owner. Name another owner first.") in page.text
    assert ledger_length() == length


def test_the_secret_of_a_key_is_shown_once_and_is_nowhere_in_the_database(
    at_olena: Browser, olena: Someone
) -> None:
    key = fresh_key()
    secret = at_olena.send("tokens", key=key, name="обмін").at("fresh")
    assert secret.startswith("kasssa_")
    for page in (at_olena.open("tokens"), at_olena.follow(at_olena.send("tokens", key=key, name="обмін"))):
        assert (secret in page.content.decode(), "обмін" in page.text) == (False, True)
    with acting(olena.actor):
        assert Token.owned.get().sha256 == hashlib.sha256(secret.encode()).hexdigest()
    with acting(robot()), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret}%"])
            assert cursor.fetchone() == (0,), table
    with acting(olena.actor), connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(content, 'UTF8') FROM idempotency_answer WHERE key = %s", [key])
        assert cursor.fetchall() == [("",)]


def test_a_key_ended_no_longer_works(at_olena: Browser, olena: Someone) -> None:
    secret = at_olena.send("tokens", name="обмін").at("fresh")
    assert queries.bearer(secret) is not None
    page = at_olena.send("token_revoke", queries.tokens(by=olena.actor)[0].id)
    assert uk("The key no longer works.") in at_olena.follow(page).text
    assert queries.bearer(secret) is None


def test_a_second_organisation_is_opened_and_stands_before_the_person(
    at_olena: Browser, olena: Someone
) -> None:
    page = at_olena.send(
        "organisation_found", kind="sole_proprietor", scheme="rnokpp", code="3184710691",
        name="ФОП Ковальчук", address="Київ", position="ФОП",
    )  # fmt: skip
    assert page.location == "/organisation/confirm"
    assert "ФОП Ковальчук" in at_olena.follow(page).text
    assert [seat.code for seat in queries.seats(olena.actor.person_id)] == ["32855961", "3184710691"]


def test_a_slip_at_opening_one_leaves_none(at_olena: Browser, olena: Someone) -> None:
    length = ledger_length()
    page = at_olena.send(
        "organisation_found",
        kind="legal_entity",
        code="43629433",
        name="ТОВ «Зерно»",
        address="П",
        position="д",
    )
    assert (page.status, page.beside("code").endswith("(KSA-COD-03)")) == (422, True)
    assert (len(queries.seats(olena.actor.person_id)), ledger_length()) == (1, length)


@pytest.fixture
def newcomer(texts: None, authority: Keyring) -> Someone:
    """Petro before he has proved his code."""
    return come(demo.PETRO, authority, confirmed=False)


def test_one_signature_of_the_challenge_confirms_and_what_waited_comes(
    newcomer: Someone, olena: Someone, noon: datetime
) -> None:
    browser = Browser(newcomer)
    accounts_seen = browser.open("confirm_organisation")
    challenge = browser.open("challenge").content
    assert hashlib.sha256(challenge).hexdigest() in accounts_seen.text
    assert newcomer.code in challenge.decode()
    page = browser.send("confirm_organisation", signature=kep.sign(challenge, newcomer.key, at=noon))
    assert page.location == "/inbox"
    assert (
        uk("The organisation is confirmed. Documents that waited for it are coming.")
        in browser.follow(page).text
    )
    assert queries.organisation(by=newcomer.actor).confirmed_at == noon


def test_the_signature_of_somebody_else_confirms_nothing(
    newcomer: Someone, olena: Someone, noon: datetime
) -> None:
    length = ledger_length()
    proof = kep.sign(signing.challenge(by=newcomer.actor), olena.key, at=noon)
    page = Browser(newcomer).send("confirm_organisation", signature=proof)
    assert (page.status, f"(KSA-SIG-04) {olena.code}" in page.beside("signature")) == (422, True)
    assert (queries.organisation(by=newcomer.actor).confirmed_at, ledger_length()) == (None, length)


def test_a_code_that_another_account_has_proved_is_not_proved_again(
    olena: Someone, petro: Someone, noon: datetime
) -> None:
    again = accounts.found(olena.role.requisites, position="директор", by=petro.actor, at=noon)
    browser = Browser(petro)
    browser.send("switch_organisation", organisation=str(again.organisation_id))
    length = ledger_length()
    proof = kep.sign(signing.challenge(by=again), olena.key, at=noon)
    page = browser.send("confirm_organisation", signature=proof)
    assert page.status == 409
    assert uk("Another account has confirmed this code. Write to the operator if it is yours.") in page.text
    assert ledger_length() == length


def test_what_was_sent_to_a_code_comes_when_the_code_is_proved(
    newcomer: Someone, olena: Someone, noon: datetime
) -> None:
    browser = Browser(olena)
    browser.send("counterparties", code=newcomer.code, name="ТОВ «Каштанова алея»")
    document_id = cast.sent(olena, newcomer, noon)
    settle()
    assert state(document_id, olena) == "sent"
    proof = kep.sign(signing.challenge(by=newcomer.actor), newcomer.key, at=noon)
    Browser(newcomer).send("confirm_organisation", signature=proof)
    settle()
    assert state(document_id, olena) == "delivered"
    assert "2026/0001" in Browser(newcomer).open("inbox").text
