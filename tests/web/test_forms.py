"""Every form that changes something: once per key, only with a key, only from our own page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.intake import actions as intake
from kasssa.apps.signing import queries as signing
from kasssa.core.actor import Role
from tests import cast
from tests.apps import papers
from tests.cast import Someone, ledger_length
from tests.signatories import DIRECTOR, key_of, register
from tests.stage import NOON
from tests.web import addresses
from tests.web.browser import Browser, Page, fresh_key, uk
from tests.web.papers import typed


@dataclass(frozen=True, slots=True)
class Scene:
    """Olena and Petro at their browsers."""

    olena: Someone
    petro: Someone
    yevheniia: Someone

    def of(self, reached: Callable[[Someone, Someone, datetime], UUID]) -> UUID:
        """A document of Olena's for Petro."""
        return reached(self.olena, self.petro, NOON)


Form = tuple[Someone, tuple[object, ...], dict[str, Any]]  # whose browser, of what, what is typed


def _signing(scene: Scene) -> Form:
    document_id = scene.of(cast.issued)
    return scene.olena, (document_id,), {"signature": cast.signature(document_id, scene.olena, NOON)}


def _accepting(scene: Scene) -> Form:
    document_id = scene.of(cast.delivered)
    return scene.petro, (document_id,), {"signature": cast.signature(document_id, scene.petro, NOON)}


def _removing(scene: Scene) -> Form:
    accounts.add_member(scene.petro.role.email, Role.VIEWER, position="", by=scene.olena.actor, at=NOON)
    seat = next(
        one
        for one in account_queries.members(by=scene.olena.actor)
        if one.person_id == scene.petro.actor.person_id
    )
    return scene.olena, (seat.id,), {}


def _registering(scene: Scene) -> Form:
    challenge = signing.signatory_challenge(by=scene.olena.actor)
    return scene.olena, (), {"signature": kep.sign(challenge, key_of(DIRECTOR, NOON), at=NOON)}


def _removing_signatory(scene: Scene) -> Form:
    register(key_of(DIRECTOR, NOON), scene.olena, NOON)
    return scene.olena, (account_queries.signatories(by=scene.olena.actor)[1].id,), {}


def _revoking(scene: Scene) -> Form:
    accounts.create_token("обмін", by=scene.olena.actor, at=NOON)
    return scene.olena, (account_queries.tokens(by=scene.olena.actor)[0].id,), {}


_COLUMNS = {
    "column_0": "number", "column_1": "buyer_code", "column_3": "name", "column_4": "unit",
    "column_5": "quantity", "column_6": "price", "column_7": "vat",
}  # fmt: skip


def _received(scene: Scene, content: bytes) -> UUID:
    return intake.receive(content, "a", by=scene.olena.actor, at=NOON)


def _drafting_a_list(scene: Scene) -> Form:
    received_id = _received(scene, papers.many(2))
    Browser(scene.olena).send("list_check", received_id, **_COLUMNS)
    cast.settle()
    return scene.olena, (received_id,), {}


_REQUISITES = {"name": "ТОВ «Нове»", "address": "Київ", "iban": "UA213223130000026007233566001"}
_FOUNDING = {**_REQUISITES, "kind": "legal_entity", "code": "43629432", "position": "директорка"}
FORMS: dict[str, Callable[[Scene], Form]] = {
    "document_new": lambda scene: (scene.olena, (), typed(scene.petro.code)),
    "document_issue_new": lambda scene: (scene.olena, (), typed(scene.petro.code)),
    "document_edit": lambda scene: (
        scene.olena,
        (scene.of(cast.drafted),),
        typed(scene.petro.code, note="Ще"),
    ),
    "document_issue": lambda scene: (scene.olena, (scene.of(cast.drafted),), typed(scene.petro.code)),
    "document_discard": lambda scene: (scene.olena, (scene.of(cast.drafted),), {}),
    "document_sign": _signing,
    "document_send": lambda scene: (scene.olena, (scene.of(cast.signed),), {}),
    "document_accept": _accepting,
    "document_reject": lambda scene: (
        scene.petro,
        (scene.of(cast.delivered),),
        {"code": "OTH", "text": "Не те"},
    ),
    "document_pay": lambda scene: (scene.olena, (scene.of(cast.accepted),), {"paid_on": "25.11.2026"}),
    "document_archive": lambda scene: (scene.olena, (scene.of(cast.accepted),), {}),
    "import": lambda scene: (scene.olena, (), {"file": papers.invoice(scene.olena)}),
    "received_draft": lambda scene: (scene.olena, (_received(scene, papers.invoice(scene.olena)),), {}),
    "list_check": lambda scene: (scene.olena, (_received(scene, papers.many(2)),), _COLUMNS),
    "list_draft": _drafting_a_list,
    "counterparties": lambda scene: (scene.olena, (), {"code": "43629432", "name": "ТОВ «Зерно»"}),
    "support": lambda scene: (scene.olena, (), {"topic": "help", "text": "Як?"}),
    "export": lambda scene: (scene.olena, (), {}),
    "journal": lambda scene: (scene.olena, (), {}),
    "rights": lambda scene: (scene.olena, (), {"right": "correct", "text": "Ім’я."}),
    "consents": lambda scene: (scene.olena, (), {"purpose": "surveys", "wanted": "yes"}),
    "organisation_found": lambda scene: (scene.olena, (), _FOUNDING),
    "requisites": lambda scene: (scene.olena, (), _REQUISITES),
    "members": lambda scene: (scene.olena, (), {"email": scene.petro.role.email, "role": "viewer"}),
    "member_remove": _removing,
    "signatory_add": _registering,
    "signatory_remove": _removing_signatory,
    "certificate_unbind": lambda scene: (
        scene.olena,
        (account_queries.certificates(by=scene.olena.actor)[0].id,),
        {},
    ),
    "tokens": lambda scene: (scene.olena, (), {"name": "обмін"}),
    "token_revoke": _revoking,
}
# Their answers are not kept in the database: sent again, the form leads back to its page.
NOT_KEPT = {"journal": "/privacy/journal", "tokens": "/organisation/tokens"}


@pytest.fixture
def scene(olena: Someone, petro: Someone, yevheniia: Someone) -> Scene:
    return Scene(olena, petro, yevheniia)


@pytest.mark.parametrize("name", FORMS)
def test_sent_twice_a_form_has_one_effect_and_the_same_answer(scene: Scene, name: str) -> None:
    someone, args, said = FORMS[name](scene)
    browser, key, before = Browser(someone), fresh_key(), ledger_length()
    first = browser.send(name, *args, key=key, **said)
    length = ledger_length()
    assert (first.status in (200, 302), length > before) == (True, True)
    again = browser.send(name, *args, key=key, **said)
    if name in NOT_KEPT:
        assert (again.status, again.location) == (303, NOT_KEPT[name])
    else:
        assert (again.status, again.location, again.content) == (first.status, first.location, first.content)
    assert ledger_length() == length


@pytest.mark.parametrize("name", FORMS)
def test_a_key_that_was_used_for_another_content_is_refused(scene: Scene, name: str) -> None:
    someone, args, said = FORMS[name](scene)
    browser, key = Browser(someone), fresh_key()
    browser.send("support", key=key, topic="help", text="Це питання вже поставлено.")
    length = ledger_length()
    page = browser.send(name, *args, key=key, **said)
    assert page.status == 409
    assert uk("This form was sent already with other content. Open the page again and repeat.") in page.text
    assert ledger_length() == length


@pytest.mark.parametrize("name", FORMS)
def test_a_form_without_a_key_is_refused(scene: Scene, name: str) -> None:
    someone, args, said = FORMS[name](scene)
    length = ledger_length()
    page = Browser(someone).send_bare(name, *args, **said)
    assert page.status == 409
    assert uk("The page was not whole. Open it again and repeat.") in page.text
    assert ledger_length() == length


def test_a_refused_form_may_be_mended_and_sent_under_its_key(at_olena: Browser) -> None:
    key = fresh_key()
    assert at_olena.send("support", key=key, topic="help", text="").status == 422
    assert at_olena.send("support", key=key, topic="help", text="Як?").status == 302


def test_the_key_of_another_person_is_another_key(at_olena: Browser, at_petro: Browser) -> None:
    key = fresh_key()
    assert at_olena.send("support", key=key, topic="help", text="Як?").status == 302
    assert at_petro.send("support", key=key, topic="help", text="Чому?").status == 302


def test_every_form_that_changes_something_is_tried_here(scene: Scene) -> None:
    """What is not in FORMS changes nothing of the service's own, or is public and tried in its own file."""
    del scene
    ours = {name for name in addresses.names() if not re.match("account_|mfa_|usersessions_|set_", name)}
    reading = {
        "home", "privacy_policy", "text", "text_versions", "text_version", "text_source", "signup", "inbox",
        "outbox", "drafts", "archive", "document", "document_pdf", "document_ubl", "document_signature",
        "document_report", "document_preview", "document_buyer", "challenge", "login_challenge",
        "signatories", "signatory_challenge", "certificates",
        "sign_ins", "document_signature_evidence", "document_together", "received", "received_file",
        "list_faults", "folder_csv", "ledger_checkpoint", "ledger_key",
        "ledger_tile", "ledger_proof", "ledger_leaf", "ledger_add_checkpoint", "receipt", "receipt_file",
        "text_feed", "text_changes", "processing", "processing_file", "cookies", "held_data", "export_file",
        "ending", "ending_file",
    }  # fmt: skip
    elsewhere = {
        "registration", "login_by_kep", "consent", "switch_organisation", "confirm_organisation", "not_me",
        "thaw", "end",
    }  # fmt: skip
    assert ours - reading - elsewhere == set(FORMS)


def test_no_address_takes_a_form_from_elsewhere(olena: Someone, petro: Someone, noon: datetime) -> None:
    document_id = cast.delivered(olena, petro, noon)
    names = (
        "document_id", "signature_id", "membership_id", "token_id", "signatory_id", "certificate_id",
        "received_id", "receipt_id",
    )  # fmt: skip
    sample = addresses.samples(dict.fromkeys(names, document_id))
    browser, length = Browser(olena, strict=True), ledger_length()
    found = {name: browser.client.post(address).status_code for name, address in sample.items()}
    # What another instance posts is no form: it is taken or refused by its signature alone.
    assert found == dict.fromkeys(sample, 403) | {"ledger_add_checkpoint": 400}
    assert ledger_length() == length


def test_a_form_of_our_own_page_is_taken(olena: Someone) -> None:
    browser = Browser(olena, strict=True)
    asked = browser.open("support")
    said = {name: asked.value(name) for name in ("csrfmiddlewaretoken", "idempotency_key")}
    page = browser.send_bare("support", topic="help", text="Як?", **said)
    assert (page.status, page.location) == (302, "/support")


def test_a_form_of_a_page_too_old_is_told_to_be_opened_again(olena: Someone) -> None:
    page = Page(Browser(olena, strict=True).client.post("/support", {"topic": "help"}))
    assert (page.status, uk("This page is too old. Open it again and repeat.") in page.text) == (403, True)


def test_each_form_of_a_page_has_a_key_and_a_token(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    for _ in range(2):
        cast.signed(olena, petro, noon)
    page = at_olena.open("outbox")
    forms = page.html.xpath("//main//form[@method='post']")
    keys = [form.xpath(".//input[@name='idempotency_key']/@value") for form in forms]
    assert ([len(one) for one in keys], len({one[0] for one in keys})) == ([1, 1], 2)
    assert all(form.xpath(".//input[@name='csrfmiddlewaretoken']/@value") for form in forms)
