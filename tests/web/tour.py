"""A tour of all pages: everything that stands at an address, for everybody, with something on it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.consents import queries as consents
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.intake import actions as intake
from kasssa.apps.intake import queries as intake_queries
from kasssa.apps.signing import queries as signing
from kasssa.core.formats import lists
from kasssa.core.refusals import Reason
from tests import cast
from tests.apps import papers
from tests.cast import Someone
from tests.signatories import DIRECTOR, key_of, register
from tests.web import addresses
from tests.web.browser import Browser, Page
from tests.web.papers import typed

_FILES = (
    "document_pdf", "document_report", "document_ubl", "document_signature", "document_signature_evidence",
    "document_together", "text_source", "challenge", "login_challenge", "signatory_challenge",
    "received_file", "list_faults", "folder_csv", "ledger_checkpoint", "ledger_key", "ledger_tile",
    "ledger_proof", "ledger_leaf", "ledger_add_checkpoint", "receipt_file", "text_feed",
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
    files = _files_of(olena, petro, at)
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
            ids = _ids(document_id, olena) | {"received_id": files[state]}
            for name, address in addresses.samples(ids).items():
                if name in _FILES or address in seen:
                    continue
                seen.add(address)
                page = Page(browser.client.get(address))
                if page.status != 302:
                    yield f"{who} {name} {state}", page
    yield from _refusals(browsers, documents, files, petro)


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


def _files_of(olena: Someone, petro: Someone, at: datetime) -> dict[str, UUID]:
    """A file at every stage, beside a document in every state."""

    def received(content: bytes) -> UUID:
        return intake.receive(content, "a.csv", by=olena.actor, at=at)

    def checked(content: bytes) -> UUID:
        received_id = received(content)
        columns = lists.guess_columns(intake_queries.head(received_id, by=olena.actor).headings)
        intake.check(received_id, dict(columns.places), lists.Assumed(), by=olena.actor, at=at)
        return received_id

    faulty = papers.many(2) + "\r\nР-9;1;ТОВ;Хліб;шт;два;10;20".encode()
    known = received(papers.invoice(petro, olena.code))
    drafted = received(papers.invoice(olena))
    intake.draft(drafted, by=olena.actor, at=at)
    looked_at, done = checked(faulty), checked(faulty)
    cast.settle()
    intake.draft_list(done, by=olena.actor, at=at)
    cast.settle()
    misfit = received(papers.invoice(olena).replace(b"UAH", b"EUR"))
    return {
        "draft": known, "issued": drafted, "signed": misfit, "delivered": received(faulty),
        "accepted": looked_at, "rejected": done,
    }  # fmt: skip


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
    browsers: dict[str, Browser], documents: dict[str, UUID], files: dict[str, UUID], petro: Someone
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
    yield "no file", olena.send("import")
    yield "unreadable file", olena.send("import", file=b"<!DOCTYPE a><a/>")
    yield "no columns", olena.send("list_check", files["delivered"], column_0="name", column_1="name")
    yield "misfit draft", olena.send("received_draft", files["signed"])
    yield "nothing found", olena.open("outbox", q="нема такого")
    yield "no such page", Page(olena.client.get("/nothing"))
    yield "signed", olena.follow(olena.send("document_archive", documents["accepted"]))
