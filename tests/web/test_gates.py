"""The gates: every address × everybody, as a table; closed unless it says otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.consents import actions as consents
from kasssa.apps.consents import queries as consent_queries
from kasssa.apps.intake import actions as intake
from kasssa.apps.signing import queries as signing
from kasssa.base.tenancy import robot
from kasssa.cli import cast as demo
from kasssa.core.actor import Door
from kasssa.core.consent import TextKind
from tests import cast
from tests.apps import papers
from tests.cast import Someone, acts_of, ledger_length
from tests.signatories import DIRECTOR, key_of, register
from tests.web import addresses
from tests.web.browser import Browser, Page, fresh_key

# What stands open to everybody: the landing, the texts, registration, signing in, language and theme.
PUBLIC = {
    "home", "privacy_policy", "text", "text_versions", "text_version", "text_source", "text_feed",
    "text_changes", "processing", "processing_file", "cookies", "ending", "ending_file", "registration",
    "signup", "account_signup", "set_language", "set_theme", "account_login", "account_inactive",
    "account_email_verification_sent", "account_confirm_email", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
    "login_by_kep", "login_challenge", "not_me", "thaw", "ledger_checkpoint", "ledger_key", "ledger_tile",
    "ledger_add_checkpoint",
}  # fmt: skip
# What a person may do who has not agreed to the texts: agree, take their data, ask, leave.
WITHOUT_CONSENT = {
    "consent", "consents", "receipt", "receipt_file", "export", "export_file", "held_data",
    "rights", "end", "journal", "ledger_proof", "ledger_leaf", "support", "sign_ins",
    "account_logout", "account_reauthenticate", "mfa_reauthenticate",
}  # fmt: skip
# What a person may do for no organisation: open one, change their own account.
WITHOUT_ORGANISATION = {
    "organisation_found", "switch_organisation", "account_email", "account_change_password",
    "account_set_password", "account_confirm_login_code", "mfa_index", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "usersessions_list", "certificates", "certificate_unbind",
}  # fmt: skip
ALL = set(addresses.names())
SEATED = ALL - PUBLIC - WITHOUT_CONSENT - WITHOUT_ORGANISATION
ENDS_THE_SESSION = "account_logout"
OF_OTHERS = {name for name in SEATED if name.startswith("document_") or name == "document"} - {
    "document_new", "document_preview", "document_buyer", "document_issue_new"
}  # fmt: skip
OF_OTHERS |= {"received", "received_file", "received_draft", "list_check", "list_draft", "list_faults"}
POSTED = {
    "received_draft", "list_check", "list_draft",
    "document_send", "document_archive", "document_discard", "document_issue", "member_remove",
    "signatory_remove",
}  # fmt: skip
READ = {
    "received", "received_file", "list_faults", "document", "document_pdf", "document_report", "document_ubl",
    "document_signature", "document_signature_evidence", "document_together",
}  # fmt: skip


@pytest.fixture
def ids(olena: Someone, petro: Someone, noon: datetime) -> Mapping[str, UUID]:
    """A delivered document of Olena's with its signature, her seat and her key."""
    document_id = cast.delivered(olena, petro, noon)
    accounts.create_token("обмін", by=olena.actor, at=noon)
    register(key_of(DIRECTOR, noon), olena, noon)
    return {
        "document_id": document_id,
        "signature_id": signing.signatures(document_id, by=olena.actor)[0].id,
        "membership_id": account_queries.members(by=olena.actor)[0].id,
        "token_id": account_queries.tokens(by=olena.actor)[0].id,
        "signatory_id": account_queries.signatories(by=olena.actor)[1].id,
        "receipt_id": consent_queries.receipts(by=olena.actor)[0].id,
        "certificate_id": account_queries.certificates(by=olena.actor)[0].id,
        "received_id": intake.receive(papers.invoice(olena), "a.xml", by=olena.actor, at=noon),
    }


def stranger(noon: datetime, *, agrees: bool) -> Someone:
    """A person without an organisation."""
    role = replace(demo.YEVHENIIA, slug="nina")
    newcomer = accounts.Newcomer(email=role.email, password="x", surname="Ніхто", given_name="Ніна")
    actor = accounts.register(newcomer, door=Door.WEB, at=noon)
    for kind in TextKind if agrees else ():
        text = consent_queries.current(kind, "uk", on=noon.date())
        assert text is not None
        consents.agree(consents.Shown(kind, text.sha256), by=actor, at=noon)
    return Someone(actor, role, None)  # type: ignore[arg-type]  # she has no key


def answers(browser: Browser, method: str, ids: Mapping[str, UUID]) -> dict[str, str]:
    """How each address answers ``method``: where it turns away to, or that it is open."""
    found: dict[str, str] = {}
    for name, address in addresses.samples(ids).items():
        if method == "post" and name == ENDS_THE_SESSION:
            continue
        data = {"idempotency_key": fresh_key()} if method == "post" else {}
        page = Page(getattr(browser.client, method)(address, data))
        gates = {"/account/login/": "sign in", "/account/consent": "consent", "/organisation/new": "found"}
        turned = page.status == 302 and name not in PUBLIC
        found[name] = gates.get(page.location.split("?")[0], "open") if turned else "open"
    return found


def expected(method: str, **groups: set[str]) -> dict[str, str]:
    """The table that ``answers`` should give: a word for each group, «open» for the rest."""
    names = {word.replace("_", " "): group for word, group in groups.items()}
    left = {ENDS_THE_SESSION} if method == "post" else set()
    return {
        name: next((word for word, group in names.items() if name in group), "open") for name in ALL - left
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_only_to_what_is_public(at_nobody: Browser, ids: Mapping[str, UUID], method: str) -> None:
    length = ledger_length()
    assert answers(at_nobody, method, ids) == expected(method, sign_in=ALL - PUBLIC)
    assert ledger_length() == length


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_consent_only_consent_export_support_and_leaving_are_open(
    ids: Mapping[str, UUID], noon: datetime, method: str
) -> None:
    browser = Browser(stranger(noon, agrees=False))
    wanted = expected(method, consent=SEATED | WITHOUT_ORGANISATION)
    assert answers(browser, method, ids) == wanted


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_an_organisation_only_the_own_account_is_open(
    ids: Mapping[str, UUID], noon: datetime, method: str
) -> None:
    browser = Browser(stranger(noon, agrees=True))
    assert answers(browser, method, ids) == expected(method, found=SEATED)


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_has_a_seat_is_turned_away_from_nothing(
    at_yevheniia: Browser, ids: Mapping[str, UUID], method: str
) -> None:
    assert answers(at_yevheniia, method, ids) == expected(method)


def test_to_a_stranger_what_belongs_to_others_is_not_there(
    at_yevheniia: Browser, olena: Someone, ids: Mapping[str, UUID]
) -> None:
    length, history = ledger_length(), acts_of(ids["document_id"], olena)
    sample = addresses.samples(ids)
    found: dict[str, set[int]] = {}
    for name in OF_OTHERS | {"member_remove"}:
        methods = ["post"] if name in POSTED else ["get"] if name in READ else ["get", "post"]
        data = {"idempotency_key": fresh_key()}
        found[name] = {getattr(at_yevheniia.client, one)(sample[name], data).status_code for one in methods}
    assert found == {name: {404} for name in found}
    assert (ledger_length(), acts_of(ids["document_id"], olena)) == (length, history)


def test_a_stranger_ends_no_key_of_others(
    at_yevheniia: Browser, olena: Someone, ids: Mapping[str, UUID]
) -> None:
    length = ledger_length()
    at_yevheniia.send("token_revoke", ids["token_id"])
    assert [card.revoked_at for card in account_queries.tokens(by=olena.actor)] == [None]
    assert ledger_length() == length


@pytest.mark.parametrize("kind", TextKind)
def test_a_new_version_of_a_text_closes_the_gate_until_it_is_agreed_to(
    at_olena: Browser, olena: Someone, noon: datetime, kind: TextKind
) -> None:
    assert at_olena.open("inbox").status == 200
    for language in ("uk", "en"):
        text = consent_queries.current(kind, language, on=noon.date())
        assert text is not None
        content = text.content.replace(b"2026-09-01", b"2026-11-20")
        consents.publish(kind, "2026-11-20", language, content, by=robot(), at=noon)
    assert at_olena.open("inbox").location == "/account/consent?next=%2Finbox"
    asked = at_olena.open("consent")
    other = next(one for one in TextKind if one is not kind)
    assert (asked.status, asked.ticked(kind)) == (200, False)
    assert f'name="{other}"' not in asked.content.decode()
    shown = asked.value(f"{kind}_sha256")
    refused = at_olena.send("consent", **{f"{kind}_sha256": shown})
    assert (refused.status, at_olena.open("inbox").status) == (422, 302)
    given = at_olena.send("consent", **{kind: "on", f"{kind}_sha256": shown})
    assert (given.location, at_olena.open("inbox").status) == ("/inbox", 200)
    (agreed,) = (one for one in consent_queries.agreements(by=olena.actor) if one.version == "2026-11-20")
    assert (agreed.kind, agreed.version, agreed.sha256) == (kind, "2026-11-20", shown)


def test_whoever_has_agreed_to_all_is_led_to_the_inbox(at_olena: Browser) -> None:
    assert at_olena.open("consent").location == "/inbox"


def test_a_part_of_a_page_is_told_to_lead_the_whole_page_to_the_gate(at_nobody: Browser) -> None:
    response = at_nobody.client.get("/inbox", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/account/login/?next=%2Finbox")
