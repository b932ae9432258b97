"""The pages of who signs for the organisation, and of the keys by which a person signs in."""

from datetime import datetime

import kep
from kasssa.apps.accounts import queries
from kasssa.apps.signing import queries as signing
from tests.cast import Someone
from tests.signatories import DIRECTOR, key_of, register
from tests.web.browser import Browser, uk


def test_an_owner_registers_a_signatory_in_two_steps(olena: Someone, noon: datetime) -> None:
    browser = Browser(olena)
    asked = browser.open("signatory_add", ground="довіреність № 7", until="2026-12-31")
    assert (asked.value("ground"), asked.value("until")) == ("довіреність № 7", "31.12.2026")
    challenge = browser.open("signatory_challenge").content
    assert challenge == signing.signatory_challenge(by=olena.actor)
    proof = kep.sign(challenge, key_of(DIRECTOR, noon), at=noon)
    page = browser.send("signatory_add", signature=proof, ground="довіреність № 7", until="31.12.2026")
    assert page.location == "/organisation/signatories"
    shown = browser.follow(page)
    assert uk("Registered. What they sign is accepted from now on.") in shown.text
    for words in (
        "Шевчук Остап Ігорович",
        "заступник директорки",
        "довіреність № 7",
        "31.12.2026",
        "3184710691",
    ):
        assert words in shown.text, words


def test_a_day_that_is_none_is_refused_before_the_signature(olena: Someone) -> None:
    page = Browser(olena).open("signatory_add", until="колись")
    assert (page.status, bool(page.beside("until"))) == (422, True)


def test_a_bad_signature_is_told_beside_the_file_and_what_was_typed_stays(
    olena: Someone, petro: Someone, noon: datetime
) -> None:
    proof = kep.sign(signing.signatory_challenge(by=olena.actor), petro.key, at=noon)
    page = Browser(olena).send("signatory_add", signature=proof, ground="статут")
    assert (page.status, f"(KSA-SIG-04) {petro.code}" in page.beside("signature")) == (422, True)
    assert page.value("ground") == "статут"


def test_a_signatory_is_removed(olena: Someone, noon: datetime) -> None:
    register(key_of(DIRECTOR, noon), olena, noon)
    browser = Browser(olena)
    page = browser.send("signatory_remove", queries.signatories(by=olena.actor)[1].id)
    assert "Шевчук" not in browser.follow(page).text


def test_who_does_not_own_the_organisation_only_sees_who_signs(olena: Someone, yevheniia: Someone) -> None:
    page = Browser(yevheniia).open("signatories")
    assert page.status == 200
    assert yevheniia.role.full_name in page.text
    assert olena.role.full_name not in page.text


def test_a_key_is_told_to_sign_in_no_more(olena: Someone) -> None:
    (card,) = queries.certificates(by=olena.actor)
    browser = Browser(olena)
    assert card.serial in browser.open("certificates").text
    page = browser.follow(browser.send("certificate_unbind", card.id))
    assert uk("This certificate no longer signs you in. What it has signed stays signed.") in page.text
    assert queries.holder(olena.key.certificate) is None
    assert f"/account/certificates/{card.id}/unbind" not in page.text
