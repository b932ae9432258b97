"""A tour of all pages: everything that stands at an address, for everybody, with something on it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.consents import queries as consents
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.signing import queries as signing
from kasssa.core.refusals import Reason
from tests import cast
from tests.cast import Someone
from tests.signatories import DIRECTOR, key_of, register
from tests.web import addresses
from tests.web.browser import Browser, Page
from tests.web.papers import typed

_FILES = (
    "document_pdf", "document_report", "document_ubl", "document_signature", "text_source", "challenge",
    "login_challenge", "signatory_challenge", "receipt_file", "text_feed",
    "processing_file", "export_file", "ending_file",
)  # fmt: skip


_SEEN: dict[str, dict[str, Page]] = {}


def tour(olena: Someone, petro: Someone, at: datetime, *, language: str) -> Mapping[str, Page]:
    """Return every page by a name of it, in ``language``; files are passed over.

    One tour in a language serves all tests of a run: pages are values, whatever database drew them.
    """
    if language not in _SEEN:
        _SEEN[language] = dict(_walk(olena, petro, at, language))
    return _SEEN[language]


def _walk(olena: Someone, petro: Someone, at: datetime, language: str) -> Iterator[tuple[str, Page]]:
    documents = _documents(olena, petro, at)
    accounts.create_token("обмін", by=olena.actor, at=at)
    register(key_of(DIRECTOR, at), olena, at)
    browsers = {
        "olena": Browser(olena, language=language),
        "petro": Browser(petro, language=language),
        "nobody": Browser(language=language),
    }
    browsers["olena"].send("counterparties", code="43629432", name="ТОВ «Зерно»")
    browsers["olena"].send("support", topic="help", text="Як?")
    for who, browser in browsers.items():
        seen: set[str] = set()
        for state, document_id in documents.items():
            for name, address in addresses.samples(_ids(document_id, olena)).items():
                if name in _FILES or address in seen:
                    continue
                seen.add(address)
                page = Page(browser.client.get(address))
                if page.status != 302:
                    yield f"{who} {name} {state}", page
    yield from _refusals(browsers, documents, petro)


def _documents(olena: Someone, petro: Someone, at: datetime) -> dict[str, UUID]:
    rejected = cast.delivered(olena, petro, at)
    exchange.reject(rejected, Reason.PRICES, "Не та ціна", by=petro.actor, at=at)
    return {
        "draft": cast.drafted(olena, petro, at),
        "issued": cast.issued(olena, petro, at),
        "signed": cast.signed(olena, petro, at),
        "delivered": cast.delivered(olena, petro, at),
        "accepted": cast.accepted(olena, petro, at),
        "rejected": rejected,
    }


def _ids(document_id: UUID, olena: Someone) -> dict[str, UUID]:
    signed = signing.signatures(document_id, by=olena.actor)
    return {
        "document_id": document_id,
        "signature_id": signed[0].id if signed else uuid4(),
        "membership_id": account_queries.members(by=olena.actor)[0].id,
        "token_id": account_queries.tokens(by=olena.actor)[0].id,
        "signatory_id": account_queries.signatories(by=olena.actor)[1].id,
        "receipt_id": consents.receipts(by=olena.actor)[0].id,
        "certificate_id": account_queries.certificates(by=olena.actor)[0].id,
    }


def _refusals(
    browsers: dict[str, Browser], documents: dict[str, UUID], petro: Someone
) -> Iterator[tuple[str, Page]]:
    olena, buyer = browsers["olena"], browsers["petro"]
    yield (
        "faults",
        olena.send("document_issue_new", **typed("41205633", line_name=["", "Доставка"], due_on="x")),
    )
    yield "preview", olena.send_bare("document_preview", **typed(petro.code))
    yield "buyer", olena.open("document_buyer", buyer_code=petro.code)
    yield "bad signature", olena.send("document_sign", documents["issued"], signature=b"x")
    yield "empty reject", buyer.send("document_reject", documents["delivered"])
    yield "empty pay", olena.send("document_pay", documents["accepted"])
    yield "empty support", olena.send("support")
    yield "empty member", olena.send("members")
    yield "fresh key", olena.send("tokens", name="обмін")
    yield "empty registration", browsers["nobody"].send("registration")
    yield "empty sign-in", browsers["nobody"].send_bare("account_login")
    yield "not now", olena.send("document_send", documents["accepted"])
    yield "nothing found", olena.open("outbox", q="нема такого")
    yield "no such page", Page(olena.client.get("/nothing"))
    yield "signed", olena.follow(olena.send("document_archive", documents["accepted"]))
